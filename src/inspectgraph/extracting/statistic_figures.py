"""The figures of one sentence, each with the words that belong to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inspectgraph.extracting.numbers import Number, share_units
from inspectgraph.extracting.statistic_filter import is_figure
from inspectgraph.extracting.statistic_periods import Period, find_periods
from inspectgraph.reading.document import Span

#: "246 (22%)", "207 (or 19%)": the same thing said twice.
_PAIR = re.compile(r"\s?\((?:or\s|about\s|approximately\s|around\s)?")
_CLAUSE_START = re.compile(r".*(?:[.;:(]\s?|,\s|\)\s?)", re.DOTALL)
_CLAUSE_END = re.compile(r"[.;:(]|,\s|\)")
_TRAIL = re.compile(
    r"(?:\s(?:and|to|or|from|with|while|of|in|at|is|was|the|a|that|compared|whom|but|as|,))+\s?$|[\s,]+$"
)
_RANGE_LEAD = re.compile(
    r".*(?<!\bup)\s(?=to\s(?:just|only|over|around|nearly|almost|approximately|about|an?\saverage\sof)?\s?$)", re.DOTALL
)
_OUT_OF = re.compile(r"\s(?:out\s)?of\s(?:(?:a|the|total|potential|of|its|their|these|those|cohort)\s)*")
_AFTERWARDS = re.compile(
    r"[^.;:]{0,90}?[\s(](?:at|in|by|for|during|over|within|since|as\sof|as\sat|until|up\sto|between|from|the|,|recorded\sin|end\sof|of)"
    r"(?:\s(?:the|end\sof|whole\sof))*\s"
)
_NEXT_TO = re.compile(r"[\s(,]*(?:(?:of|was|is|were|with|at|a|total|average)[\s(]+)*")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the words on both sides of it.

    Attributes:
        number: The figure.
        left: The words from the figure before it, or from the start of the sentence, without those that name a time.
        right: The words up to the next figure, or to the end of the sentence, without those that name a time.
        paired: Whether it says the figure before it in another way, "246 (22%)".
        period: The time that the sentence gives it.
        span: The figure with its words.
    """

    number: Number
    left: str
    right: str
    paired: bool
    period: Period | None
    span: Span


#: A "sentence" with more is a table that lost its lines.
_MOST_NUMBERS = 200


def _without(text: str, first: int, last: int, periods: list[Period]) -> str:
    """A stretch of text without the words that name a time."""
    parts = []
    for period in periods:
        if first <= period.start and period.end <= last:
            parts.append(text[first : period.start])
            first = period.end
    return " ".join([*parts, text[first:last]])


def _period(
    text: str, first: int, number: Number, following: int, periods: list[Period], claimed: set[int]
) -> Period | None:
    """The time that belongs to a figure.

    One that stands right before it comes first ("in 2011–12 (3%)"), then one after it and before the next
    figure ("6,739 at 31 March 2013"), then one before it that no earlier figure has claimed.
    """
    earlier = [period for period in periods if period.end <= number.start and period.start not in claimed]
    if earlier and earlier[-1].start > first and _NEXT_TO.fullmatch(text, earlier[-1].end, number.start):
        if "," not in text[earlier[-1].end : number.start]:
            claimed.add(earlier[-1].start)
        return earlier[-1]
    for period in periods:
        if number.end <= period.start < following:
            lead = text[number.end : period.start]
            if _AFTERWARDS.fullmatch(lead) or len(lead) < 4 or period.words and not re.search(r"[.;:,]", lead):
                if text[period.end : period.end + 1] != ",":
                    claimed.add(period.start)
                return period
    if text[first : number.start].endswith("from "):
        return None
    return earlier[-1] if earlier else None


def _span(text: str, before: int, number: Number, after: int, reach: int) -> Span:
    """The figure with the words of its clause, between its neighbours.

    A figure in brackets takes the words before the bracket; the second of a pair begins at the bracket.
    """
    left = text[before : number.start]
    bracket = left.rfind("(") if "(" in left[-14:] else -1
    core = left[:bracket] if bracket >= 0 else left
    if bracket >= 0 and not core.strip():
        start = before + bracket
    else:
        lead = _RANGE_LEAD.match(core) or _CLAUSE_START.match(core.rstrip() if bracket >= 0 else core)
        start = before + (lead.end() if lead else 0)
    if bracket >= 0 and core.strip():
        closing = text.find(")", number.end, after)
        end = closing + 1 if 0 <= closing < number.end + 30 else number.end
    else:
        closing = text.find(")", number.end, min(after, number.end + 30)) if bracket >= 0 else -1
        match = _CLAUSE_END.search(text, max(number.end, closing + 1), after)
        end = match.start() if match else after
        if reach > after and text[end:after].strip() in ("(", "(or", "(about", "(around", "(approximately"):
            match = _CLAUSE_END.search(text, min(text.find(")", after) + 1, reach), reach)
            end = match.start() if match else reach
    tail = _TRAIL.search(text, number.end, end)
    end = tail.start() if tail else end
    while start < number.start and text[start] in " ,":
        start += 1
    return Span(start, max(end, number.end))


def _kept(
    text: str, first: int, last: int, numbers: list[Number], area_information: bool
) -> tuple[list[Number], list[Period]]:
    """The numbers of a sentence that are figures, and the times that it names.

    Times are only looked for where a number may be a figure.
    """
    if len(numbers) > _MOST_NUMBERS:
        return [], []
    shared = share_units(text, numbers)
    figures = [n for n in shared if is_figure(n, text, first, last, area_information)]
    if not figures:
        return [], []
    periods = find_periods(text, first, last)
    free = [n for n in numbers if all(n.end <= p.start or n.start >= p.end for p in periods)]
    if len(free) == len(numbers):
        return figures, periods
    return [n for n in share_units(text, free) if is_figure(n, text, first, last, area_information)], periods


def find_figures(text: str, first: int, last: int, numbers: list[Number], area_information: bool) -> list[Figure]:
    """The numbers of a sentence that are figures, in order.

    Args:
        text: The canonical text, folded.
        first: Start of the sentence.
        last: End of the sentence.
        numbers: Its numbers.
        area_information: Whether it stands in the section on the authority's area.
    """
    kept, periods = _kept(text, first, last, numbers, area_information)
    starts = [*(n.start for n in kept), last]
    ends = [first, *(n.end for n in kept)]
    paired = [_PAIR.fullmatch(text, ends[i], n.start) is not None and i > 0 for i, n in enumerate(kept)] + [False]
    figures: list[Figure] = []
    claimed: set[int] = set()
    for i, number in enumerate(kept):
        reach = starts[i + 2] if paired[i + 1] else starts[i + 1]
        right = _without(text, number.end, starts[i + 1], periods)
        if paired[i + 1]:
            right = " " + _without(text, kept[i + 1].end, reach, periods).lstrip(") ")
        elif i + 1 < len(kept) and _OUT_OF.fullmatch(right):
            right = _without(text, kept[i + 1].end, starts[i + 2], periods)
        period = figures[-1].period if paired[i] else _period(text, first, number, reach, periods, claimed)
        if period is None and i and "(" in text[max(ends[i], number.start - 14) : number.start]:
            period = figures[-1].period
        span = _span(text, ends[i], number, starts[i + 1], reach)
        figures.append(Figure(number, _without(text, ends[i], number.start, periods), right, paired[i], period, span))
    return figures
