"""The figures of a document: what was counted, where, when and of whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from inspectgraph.extracting.numbers import Number, find_numbers
from inspectgraph.extracting.sections import Section
from inspectgraph.extracting.statistic_context import is_national, population_of, qualifier_of
from inspectgraph.extracting.statistic_figures import Figure, find_figures
from inspectgraph.extracting.statistic_measures import SCHEME, Measure, find_measure, for_unit, is_empty, mint
from inspectgraph.extracting.statistic_periods import Period, find_periods
from inspectgraph.facts import Observation
from inspectgraph.reading.characters import fold
from inspectgraph.reading.document import Block, Document

RULES = {
    "statistics/area-information": "A figure of the section on the authority's area.",
    "statistics/figure": "A number that says how many, how much or how long something is.",
    "statistics/none": "'No', 'none' or 'both' where it stands for a number of events or children.",
}
_SILENT = frozenset(
    "contents meanings boilerplate team inspection-information next-steps partnership-details record".split()
)
#: On a first page only what is as long as a paragraph is read.
_PARAGRAPH = 120
_SENTENCE = re.compile(r"[.!?][)'\"]?\s+(?=[A-Z0-9'\"(•])")
_LEAD = re.compile(r"(?:•\s*|\d{1,3}\.\s+|\d\.\d\s+)?")
_PARTNER = re.compile(r"(?:[^.;]*(?<!\bup)[\s,])?to\s(?:(?:just|only|over|around|approximately|nearly|almost)\s)?$")
_COMPARED = re.compile(
    r"\b(?:compar\w+|against|vs|versus|nationally|national\s(?:average|figure)|england\s(?:average|figure)|(?:down|up|increase|reduction|decrease|rise|fall|"
    r"drop|improvement)\sfrom|rather\sthan|similar\sto|(?:above|below)\sthat|statistical\sneighbours?)\b"
)
#: A sentence that goes on about the figure before it.
_BACK = re.compile(
    r"(?:this|it|these|that|both|the\s(?:figure|number|rate|percentage|proportion|national\s(?:average|figure)|england\s(?:average|figure))(?!\sof|\s(?:of\s)?\w+ing))\b"
    r"[^.]{0,60}?\b(?:is|was|has|have|had|compares?|were)\b[^.]{0,40}?\b(?:increase|reduction|decrease|compar\w+|compares|risen|rise|fall\w*|fell|reduc\w+|"
    r"improve\w*|declin\w+|higher|lower|above|below|figures?|averages?|similar|line|better|worse|from)\b|the\s(?:national|england)\s(?:average|figure)"
)
_CARRIES = re.compile(
    r"(?:of|among|amongst)\s(?:this|these|those|the|them)\b|this\sincludes|these|they|\d|(?:\w+\s)lives?\s|no\b"
)
_CONTINUES = re.compile(
    r"(?:•\s)?(?:[a-z\d]|There\s(?:are|is|were)\s(?:no|\d)|(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|No|None)\b"
    r"|Of\s(?:this|these|those)\b)"
)
_OF_THIS = re.compile(r"\bof\s(?:this|these|those)\b[^.]{0,20}$")
_LEFT_FIRST = re.compile(
    r"\s?(?:\)|[.,;:(]|$|(?:in|at|by|for|and|to|as|which|with|compared|over|since|during|from|on|–|but|while|nationally|currently)\b)"
)
#: What follows is said of a part, not of the whole that the figure counts.
_OF_WHOM = re.compile(r"\b(?:(?:all|none|most|some)\s)?of\swhom\b|\band\sboth\b")
_AND = re.compile(r"\)?,?\s(?:and\s)?\(?")
#: A number this large that comes again with an article is the same one.
_LARGE = 100
_CONTENT = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the text before a sentence leaves behind for it.

    Attributes:
        measure: Of the last figure that was no comparison.
        period: Of the same figure, or of the line that opens a list ("In the last 12 months:").
        words: The sentence before.
        heading: The line that opens the list in which the sentence stands ("... is entitled to free school meals:").
    """

    measure: Measure | None = None
    period: Period | None = None
    words: str = ""
    heading: str = ""


def _sentences(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE.finditer(text, first, last):
        yield first, match.start() + 1
        first = match.end()
    yield first, last


def _measure(
    figure: Figure, sentence: str, lead: str, setting: _Setting, previous: Measure | None, national: bool, narrow: bool
) -> Measure:
    """What a figure measures: the concept of which the words nearest to it speak, or a name made of them."""
    unit, left, right = figure.number.unit, figure.left, figure.right
    if previous and (national or figure.paired or _PARTNER.fullmatch(left) or _COMPARED.search(left)):
        return for_unit(previous, unit)
    if previous is None and _BACK.match(sentence):
        found = setting.measure or find_measure(setting.words, unit)
        if found:
            return for_unit(found, unit)
    left_first = _LEFT_FIRST.match(right) is not None
    near = _OF_WHOM.split(right, maxsplit=1)[0]
    outside = "of whom" in left or figure.number.vague and "both live" in sentence
    for scope in (sentence,) if outside else (left, near) if left_first else (near, left):
        if found := find_measure(scope, unit):
            return for_unit(found, unit)
    if previous and is_empty(left) and left_first:
        return for_unit(previous, unit)
    if narrow:
        for scope in (f"{setting.heading} {left}{right}", lead + right, sentence):
            if found := find_measure(scope, unit):
                return for_unit(found, unit)
    return mint(left, right, left_first)


def _observations(
    document: Document,
    sentence: str,
    first: int,
    figures: list[Figure],
    setting: _Setting,
    authority: str | None,
    narrow: bool,
) -> Iterator[Observation]:
    """The observations of one sentence; `narrow` says that it stands in the section on the authority's area."""
    carried = setting.period if setting.heading or _CARRIES.match(sentence) else None
    previous: Measure | None = None
    national = False
    latest = setting.period
    for figure in figures:
        number = figure.number
        national = is_national(figure.left, figure.right) or national and _AND.fullmatch(figure.left) is not None
        lead = sentence[: number.start - first]
        measure = previous = _measure(figure, sentence, lead, setting, previous, national, narrow)
        whom = population_of(number.unit, figure.left, figure.right)
        period = figure.period or carried
        if period and period.words == "same period":
            period = latest
        latest = period or latest
        yield Observation(
            measure=measure.slug,
            measure_label=measure.label,
            value=number.value,
            as_written=document.text[number.start : number.end],
            unit=number.unit,
            rule=_rule(number, narrow),
            spans=(figure.span,),
            area="england" if national else authority,
            period=period.date if period else None,
            period_as_written=period.words if period else None,
            population=_printed(document, sentence, first, whom),
            qualifier=qualifier_of(figure.left),
        )


def _rule(number: Number, narrow: bool) -> str:
    if number.vague:
        return "statistics/none"
    return "statistics/area-information" if narrow else "statistics/figure"


def _printed(document: Document, sentence: str, first: int, words: str | None) -> str | None:
    """Words of a folded sentence with their capitals."""
    place = sentence.find(words) if words else -1
    return document.text[first + place : first + place + len(words)] if words and place >= 0 else words


def _enter(document: Document, block: Block, setting: _Setting) -> _Setting:
    """The setting in which a block begins: what begins like the next item of an open list keeps that of the list."""
    goes_on = block.kind != "numbered" and _CONTINUES.match(document.text, block.start, block.end)
    return setting if goes_on else _Setting()


def _leave(folded: str, block: Block, setting: _Setting) -> _Setting:
    """The setting after a block: a line that ends in a colon opens a list."""
    words = folded[block.start : block.end]
    if not words.endswith(":"):
        return setting
    periods = find_periods(folded, block.start, block.end)
    own = periods[-1] if periods and not _OF_THIS.search(words) else None
    return replace(setting, heading=words, period=own or (setting.period if _OF_THIS.search(words) else None))


def _block(
    document: Document, folded: str, block: Block, setting: _Setting, authority: str | None, narrow: bool
) -> tuple[list[Observation], _Setting]:
    lead = _LEAD.match(folded, block.start, block.end)
    first = lead.end() if lead else block.start
    found: list[Observation] = []
    numbers = find_numbers(folded, first, block.end)
    starts = [number.start for number in numbers]
    for start, end in _sentences(document.text, first, block.end) if numbers else ():
        words = folded[start:end]
        inside = numbers[bisect_left(starts, start) : bisect_left(starts, end)]
        figures = find_figures(folded, start, end, inside, narrow) if inside else []
        said = list(_observations(document, words, start, figures, setting, authority, narrow))
        if said and not (setting.measure and _BACK.match(words)):
            main = next((o for o in said if o.area != "england"), said[0])
            period = setting.period if setting.heading else None
            if main.period or main.period_as_written:
                period = Period(start, end, main.period, main.period_as_written)
            setting = replace(setting, measure=Measure(main.measure, main.measure_label), period=period)
        setting = replace(setting, words=words)
        found += said
    return found, _leave(folded, block, setting)


def _linked(observations: list[Observation]) -> list[Observation]:
    """Links a local figure to the national one that stands next to it and measures the same."""
    linked = list(observations)
    for i in range(1, len(linked)):
        local, national = linked[i - 1], linked[i]
        same = (national.unit, national.measure) == (local.unit, local.measure)
        if national.area == "england" and local.area != "england" and same:
            linked[i - 1] = replace(local, compared_with=national)
    return linked


#: A figure that is repeated stands among the latest of its value; a table of equal ones is not compared in full.
_LOOKED_BACK = 20


def _alike(document: Document, first: Observation, second: Observation) -> bool:
    """Whether a figure that has been given before is only repeated."""
    times = {(o.period, o.period_as_written) for o in (first, second)} - {(None, None)}
    if len(times) > 1:
        return False
    if document.block_at(first.spans[0].start) == document.block_at(second.spans[0].start):
        return False
    if first.measure == second.measure:
        return True
    if second.value >= _LARGE and f"of the {second.as_written}" in document.quote(second.spans[0]):
        return True
    if first.measure in SCHEME and second.measure in SCHEME:
        return False
    one, other = (set(_CONTENT.findall(document.quote(o.spans[0]).lower())) for o in (first, second))
    return len(one & other) >= 3 and 5 * len(one & other) >= 3 * min(len(one), len(other))


def _unique(document: Document, observations: list[Observation]) -> tuple[Observation, ...]:
    """Merges repeated figures; the later places become further spans of the first."""
    result: list[Observation] = []
    places: dict[tuple[object, ...], list[int]] = {}
    for observation in observations:
        same = places.setdefault((observation.value, observation.unit, observation.area), [])
        place = next((i for i in same[-_LOOKED_BACK:] if _alike(document, result[i], observation)), None)
        if place is None:
            same.append(len(result))
            result.append(observation)
        else:
            result[place] = replace(result[place], spans=(*result[place].spans, *observation.spans))
    return tuple(result)


def _is_letterhead(folded: str, block: Block, front_only: bool) -> bool:
    """Whether a block of the first page is a title, an address or a row of the table of judgements."""
    return "@" in folded[block.start : block.end] or not front_only and block.end - block.start < _PARAGRAPH


def find_observations(
    document: Document, sections: tuple[Section, ...], authority: str | None
) -> tuple[Observation, ...]:
    """The figures of a document in the order of the text.

    Args:
        document: The document.
        sections: Its sections.
        authority: Slug of the authority that the document is about.

    Returns:
        One observation for each figure; a figure that the text repeats comes once, with a span for each place.
    """
    folded = fold(document.text)
    found: list[Observation] = []
    front_only = all(section.key in ("front", "boilerplate") for section in sections)
    for section in sections:
        if section.key in _SILENT:
            continue
        setting = _Setting()
        for block in document.blocks_in(section.span):
            if block.kind == "footnote" or section.key == "front" and _is_letterhead(folded, block, front_only):
                continue
            setting = _enter(document, block, setting)
            said, setting = _block(document, folded, block, setting, authority, section.key == "area-information")
            found += said
    return _unique(document, _linked(found))
