"""The figures of a document: what was counted, where, when and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from inspectgraph.extracting.numbers import Number, find_numbers, share_units
from inspectgraph.extracting.sections import Section
from inspectgraph.extracting.statistic_context import (
    COMPARISON,
    is_national,
    period_for,
    population_of,
    qualifier_of,
)
from inspectgraph.extracting.statistic_filter import is_figure
from inspectgraph.extracting.statistic_measures import Measure, find_measure, for_unit, mint
from inspectgraph.extracting.statistic_periods import Period, find_periods
from inspectgraph.facts import Observation
from inspectgraph.reading.document import Block, Document, Span

RULES = {
    "statistics/area-information": "A figure of the section on the authority's area.",
    "statistics/figure": "A number in the findings that says how many, how much or how long.",
    "statistics/none": "'No', 'none' or 'both' where it stands for the number of events or children.",
}
_SILENT = {"contents", "meanings", "boilerplate", "team", "inspection-information", "next-steps", "partnership-details", "record"}
_PARAGRAPH = 120
_SENTENCE = re.compile(r"[.!?][)'\"]?\s+(?=[A-Z0-9'\"(•])")
_LEAD = re.compile(r"(?:•\s*|\d{1,3}\.\s+|\d\.\d\s+)?")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with the words that stand between it and its neighbours in the sentence."""

    number: Number
    left: str
    right: str
    following: int


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the text before a sentence leaves behind for it.

    Attributes:
        measure: Of the last figure that was no comparison.
        period: Of the last figure.
        heading: The line that opens the list in which the sentence stands ("... is entitled to free school meals:").
    """

    measure: Measure | None = None
    period: Period | None = None
    heading: str = ""


_LEFT_FIRST = re.compile(
    r"(?:\(|\b(?:is|was|were|are|at|of|to|from|by|reached|currently|now|averag\w+|as|stands|stood|reports|reported|only|just|or|around|about|over|approximately|within)\s)$",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\s?\((?:or\s|about\s|approximately\s|around\s)?$|\s?\)?,?\s?or\s$", re.IGNORECASE)
_PARTNER = re.compile(r"(?:[^.;]{0,70}[\s,])?(?:to|and\sto)\s(?:(?:just|only|over|around|approximately)\s)?$", re.IGNORECASE)
_BACK = re.compile(
    r"(?:•\s)?(?:this|it|these|that|the\s(?:figure|number|rate|national|england|percentage|proportion)|both|however|nationally)\b[^.]{0,60}?"
    r"(?:increase|reduction|decrease|compar\w+|risen|rise|fall\w*|fell|reduc\w+|improve\w*|declin\w+|higher|lower|above|below|figure|average|similar|line)\b",
    re.IGNORECASE,
)
_CARRIES = re.compile(r"(?:of|among|amongst)\s(?:this|these|those|the|them)\b|this\sincludes|these|they|\d|no\b", re.IGNORECASE)
_OF_THIS = re.compile(r"\bof\s(?:this|these|those)\b[^.]{0,20}", re.IGNORECASE)
_OPENS = re.compile(r"[a-z\d]|there\s|none\b|no\b|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE)


def _sentences(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE.finditer(text, first, last):
        yield first, match.start() + 1
        first = match.end()
    yield first, last


def _figures(
    text: str, first: int, last: int, numbers: list[Number], periods: list[Period], area_information: bool
) -> list[_Figure]:
    """The numbers of a sentence that are figures, each with its neighbourhood."""
    free = [n for n in numbers if all(n.end <= p.start or n.start >= p.end for p in periods)]
    free = share_units(text, free)
    kept = [n for n in free if is_figure(n, text, first, last, area_information)]
    figures = []
    for position, number in enumerate(kept):
        before = kept[position - 1].end if position else first
        following = kept[position + 1].start if position + 1 < len(kept) else last
        figures.append(_Figure(number, text[before : number.start], text[number.end : following], following))
    return figures


def _measure(figure: _Figure, sentence: str, setting: _Setting, previous: Measure | None, opening: bool) -> Measure:
    """What a figure measures, from the words nearest to it."""
    unit = figure.number.unit
    if previous and (_PAIR.fullmatch(figure.left) or _PARTNER.fullmatch(figure.left) or COMPARISON.search(figure.left)):
        return for_unit(previous, unit)
    if opening and setting.measure and _BACK.match(sentence):
        return for_unit(setting.measure, unit)
    left_first = _LEFT_FIRST.search(figure.left) is not None
    near = (figure.left, figure.right) if left_first else (figure.right, figure.left)
    if "of whom" in figure.left and (found := find_measure(sentence)):
        return for_unit(found, unit)
    for scope in (*near, f"{setting.heading} {figure.left}{figure.right}", sentence):
        if found := find_measure(scope):
            return for_unit(found, unit)
    return mint(figure.left, figure.right, left_first)


def _sentence_observations(
    text: str, first: int, last: int, figures: list[_Figure], periods: list[Period], setting: _Setting, authority: str | None, area_information: bool
) -> Iterator[Observation]:
    sentence = text[first:last]
    claimed: set[int] = set()
    previous: Measure | None = None
    when: Period | None = None
    carried = setting.period if _CARRIES.match(sentence) or setting.heading else None
    for position, figure in enumerate(figures):
        number = figure.number
        measure = _measure(figure, sentence, setting, previous, position == 0)
        own = period_for(text, number, figure.following, periods, claimed, first)
        when = own or (when if position and _PAIR.fullmatch(figure.left) else None) or carried
        national = is_national(figure.left, figure.right)
        previous = measure
        rule = "statistics/none" if number.vague else "statistics/area-information" if area_information else "statistics/figure"
        yield Observation(
            measure=measure.slug,
            measure_label=measure.label,
            value=number.value,
            as_written=text[number.start : number.end],
            unit=number.unit,
            rule=rule,
            spans=(_span(text, first, last, number, figure),),
            area="england" if national else authority,
            period=when.date if when else None,
            period_as_written=when.words if when else None,
            population=population_of(number, figure.left, figure.right),
            qualifier=qualifier_of(text, first, number),
        )


def _span(text: str, first: int, last: int, number: Number, figure: _Figure) -> Span:
    """The figure with the words up to its neighbours, cut at clause ends."""
    left = re.split(r"[.;:(]\s?|,\s", figure.left)[-1]
    right = re.split(r"[.;:(]|,\s", figure.right, maxsplit=1)[0].rstrip()
    start = number.start - len(left)
    start += len(text[start : number.start]) - len(text[start : number.start].lstrip())
    return Span(start, number.end + len(right))


def _compare(observations: list[Observation]) -> list[Observation]:
    """Links a local figure to the national one that stands next to it and measures the same."""
    for position in range(1, len(observations)):
        national, local = observations[position], observations[position - 1]
        if national.area == "england" and local.area != "england" and national.unit == local.unit and national.measure == local.measure:
            observations[position - 1] = replace(local, compared_with=national)
    return observations


def _block_observations(
    document: Document, block: Block, section: Section, setting: _Setting, authority: str | None
) -> tuple[list[Observation], _Setting]:
    text = document.text
    lead = _LEAD.match(text, block.start, block.end)
    first = lead.end() if lead else block.start
    numbers = find_numbers(text, first, block.end)
    if not numbers:
        return [], setting
    area_information = section.key == "area-information"
    periods = find_periods(text, first, block.end)
    found: list[Observation] = []
    for start, end in _sentences(text, first, block.end):
        inside = [n for n in numbers if start <= n.start < end]
        if not inside:
            continue
        times = [p for p in periods if start <= p.start < end]
        figures = _figures(text, start, end, inside, times, area_information)
        said = list(_sentence_observations(text, start, end, figures, times, setting, authority, area_information))
        if said:
            found += said
            main = next((o for o in said if o.area != "england"), said[0])
            period = Period(0, 0, main.period, main.period_as_written) if main.period or main.period_as_written else None
            setting = replace(setting, measure=Measure(main.measure, main.measure_label), period=period)
    return found, setting


def _unique(observations: list[Observation]) -> tuple[Observation, ...]:
    """Merges a figure that the text repeats: same measure, value, unit and time, or one without a time."""
    kept: dict[tuple[object, ...], list[Observation]] = {}
    result: list[Observation] = []
    for observation in observations:
        key = (observation.measure, observation.value, observation.unit, observation.area)
        when = (observation.period, observation.period_as_written)
        same = next(
            (o for o in kept.get(key, ()) if o.spans[0].end < observation.spans[0].start
             and ((o.period, o.period_as_written) == when or (None, None) in (when, (o.period, o.period_as_written)))),
            None,
        )  # fmt: skip
        if same is None:
            kept.setdefault(key, []).append(observation)
            result.append(observation)
    return tuple(result)


def find_observations(document: Document, sections: tuple[Section, ...], authority: str | None) -> tuple[Observation, ...]:
    """The figures of a document in the order of the text.

    Args:
        document: The document.
        sections: Its sections.
        authority: Slug of the authority that the document is about.

    Returns:
        One observation for each figure; a figure that the text repeats comes once.
    """
    found: list[Observation] = []
    only_front = all(section.key in ("front", "boilerplate") for section in sections)
    for section in sections:
        if section.key in _SILENT:
            continue
        setting = _Setting()
        for block in document.blocks_in(section.span):
            length = block.end - block.start
            if block.kind == "footnote" or section.key == "front" and not only_front and length < _PARAGRAPH:
                continue
            said, setting = _block_observations(document, block, section, _enter(document, block, setting), authority)
            found += said
    return _unique(_compare(found))


def _enter(document: Document, block: Block, setting: _Setting) -> _Setting:
    """The setting for a block: a line that ends in a colon opens a list, another paragraph closes it."""
    words = document.text[block.start : block.end]
    if words.endswith(":"):
        inherited = setting.period if _OF_THIS.search(words) else None
        return _Setting(setting.measure, inherited, words)
    if setting.heading and not (block.kind == "item" and words[2:3].islower() or words[2:3].isdigit()):
        return _Setting(setting.measure)
    return setting if setting.heading else _Setting(setting.measure)
