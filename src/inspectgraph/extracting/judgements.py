"""The judgements of the inspection that a report is about."""

from __future__ import annotations

import re

from inspectgraph.extracting.grades import GRADE, grade_slug
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import Judgement
from inspectgraph.reading.document import Document, Span

RULES = {
    "judgements/table": "A row of the table of judgements: the area's label, then its grade.",
    "judgements/overall-sentence": "The sentence under the title that gives the overall judgement of a SIF report.",
    "judgements/heading": "The heading of a section gives the grade of its area.",
    "judgements/board-sentence": "A sentence or heading that grades the Local Safeguarding Children Board.",
    "judgements/outcome": "The outcome of an area SEND inspection, one of three.",
}

#: A grade ends where no letter follows; the number of a footnote may be glued to it.
_END = r"(?![A-Za-z])"
_GAP = r"[\s\d.:–-]{0,12}"
_LABELS: tuple[tuple[str, str], ...] = (
    (r"children\s+who\s+need\s+help\s+and\s+protection", "help-and-protection"),
    (r"children\s+looked\s+after\s+and\s+achieving\s+permanence", "children-in-care"),
    (r"children\s+in\s+care\s+and\s+care\s+leavers", "children-in-care-and-care-leavers"),
    (r"(?:experiences\s+and\s+progress\s+of\s+)children\s+in\s+care", "children-in-care"),
    (r"(?:experiences\s+and\s+progress\s+of\s+)care\s+leavers", "care-leavers"),
    (r"adoption\s+performance", "adoption"),
    (r"impact\s+of\s+leaders\s+on\s+social\s+work\s+practice\s+with\s+children\s+and\s+families", "leadership"),
    (r"leadership,\s+management\s+and\s+governance", "leadership"),
    (r"overall\s+effectiveness", "overall"),
)
_ROWS = tuple(
    (re.compile(rf"(?P<label>{label}){_GAP}(?P<grade>{GRADE}){_END}", re.IGNORECASE), area) for label, area in _LABELS
)
_OLDER_ROWS = tuple(
    (re.compile(rf"^(?P<label>{label}){_GAP}\b(?P<grade>{GRADE})\s*$", re.IGNORECASE | re.MULTILINE), area)
    for label, area in (
        (r"overall\s+effectiveness(?:\s+of\s+[^\n]{5,120})?", "overall"),
        (r"(?:the\s+)?effectiveness\s+of\s+(?:the\s+)?help\s+and\s+protection[^\n]{0,120}", "help-and-protection"),
        (r"(?:the\s+)?quality\s+of\s+practice[^\n]{0,40}", "quality-of-practice"),
        (r"capacity\s+(?:to|for)\s+improve(?:ment)?", "capacity-to-improve"),
        (r"outcomes\s+for\s+looked\s+after\s+children[^\n]{0,60}", "outcomes"),
        (r"(?:the\s+)?quality\s+of\s+(?:service\s+)?provision", "quality-of-provision"),
        (r"(?:the\s+)?(?:effectiveness\s+of\s+)?leadership\s+and\s+(?:management|governance)", "leadership"),
    )
)
#: Names in capitals with small words inside, so that no clause on the past fits ("in Anytown have improved since they were inadequate").
_PLACE = r"(?-i:[A-Z][\w'-]*(?:\s(?:[A-Z][\w'-]*|of|and|&|upon|on|the|with|under|in|le))*?)(?:\s+(?:council|local authority))?"
_OVERALL = re.compile(
    rf"(?:the\s+overall\s+judge?ment\s+is\s+(?:that\s+)?(?:children's\s+services\s+)?(?:(?:are|is)\s+)?"
    rf"|^children's\s+services\s+in\s+(?:the\s+)?{_PLACE}\s+(?:(?:are|is)\s+)?)(?P<grade>{GRADE}){_END}",
    re.IGNORECASE | re.MULTILINE,
)
_BOARD = re.compile(
    rf"(?:local\s+safeguarding\s+children(?:'s)?\s+board|\bLSCB|^[^\n.]{{0,60}}safeguarding\s+children(?:'s)?\s+board)(?:\s+\([A-Z]{{3,6}}\))?"
    rf"\s*(?::|–|-)?\s*(?:(?:is|are|that\s+it\s+is)\s+)?(?P<grade>{GRADE}){_END}(?=\s*(?:$|\.|because|and\b))",
    re.IGNORECASE | re.MULTILINE,
)
_OUTCOMES = (
    (
        re.compile(r"typically\s+leads?\s+to\s+positive\s+experiences\s+and\s+outcomes", re.IGNORECASE),
        "typically-positive",
    ),
    (re.compile(r"leads?\s+to\s+inconsistent\s+experiences\s+and\s+outcomes", re.IGNORECASE), "inconsistent"),
    (re.compile(r"widespread\s+(?:and/or|and|or)\s+systemic\s+failings", re.IGNORECASE), "systemic-failings"),
)


def _judgement(match: re.Match[str], area: str, rule: str, start: int | None = None) -> Judgement:
    begin = match.start() if start is None else start
    return Judgement(area, grade_slug(match["grade"]), match["grade"], rule, (Span(begin, match.end("grade")),))


def _cover_end(sections: tuple[Section, ...]) -> int:
    """Where the cover with its table ends: at the first section that is not on it."""
    return next((s.span.start for s in sections if s.key != "front"), sections[-1].span.end if sections else 0)


def find_judgements(document: Document, sections: tuple[Section, ...]) -> tuple[Judgement, ...]:
    """The grades of the areas that the report judges, at most one for each area.

    The table on the cover counts first, then the headings of the sections; what a report
    says of earlier inspections stands in neither. An area that is "not judged" keeps that grade.
    """
    found: dict[str, Judgement] = {}
    limit = _cover_end(sections)
    if overall := _OVERALL.search(document.text, 0, limit):
        found["overall"] = _judgement(overall, "overall", "judgements/overall-sentence")
    for pattern, area in _ROWS:
        match = pattern.search(document.text, 0, limit)
        if match and area not in found:
            found[area] = _judgement(match, area, "judgements/table")
    for section in sections:
        if (
            section.area is None
            or section.area in found
            or section.heading.start == section.heading.end
            or section.board
        ):
            continue
        if match := _graded_heading(document, section):
            found[section.area] = _judgement(match, section.area, "judgements/heading", section.heading.start)
    return tuple(found[area] for area in sorted(found))


_GRADE_AT_END = re.compile(rf"(?P<grade>{GRADE})\.?\s*$", re.IGNORECASE)
_GRADE_LINE = re.compile(rf"(?P<grade>{GRADE})\s*$", re.IGNORECASE | re.MULTILINE)


def _graded_heading(document: Document, section: Section) -> re.Match[str] | None:
    """The grade at the end of a heading, or alone on the line below it."""
    match = _GRADE_AT_END.search(document.text, section.heading.start, section.heading.end)
    return match or _GRADE_LINE.match(document.text, min(section.heading.end + 1, len(document.text)))


def find_board_judgement(document: Document, sections: tuple[Section, ...]) -> Judgement | None:
    """The grade of the Local Safeguarding Children Board, from the cover or its own part of the report.

    What the grades mean in general ("An LSCB that is good ...") is not a judgement.
    """
    regions = [Span(0, _cover_end(sections))] + [
        s.span for s in sections if s.area == "lscb" or s.board and s.key in ("summary", "findings")
    ]
    for region in regions:
        for match in _BOARD.finditer(document.text, region.start, region.end):
            line = document.text[document.block_at(match.start()).start : match.start()]
            if not re.search(r"\b(?:an|where|if|that)\s*(?:local\s*)?$", line, re.IGNORECASE):
                return _judgement(match, "lscb", "judgements/board-sentence")
    return None


def find_record(document: Document, sections: tuple[Section, ...]) -> tuple[Judgement, ...]:
    """The judgements of the frameworks of 2012 and 2013, from the table at the end of the report.

    The scale has "adequate" where later frameworks have "requires improvement".
    """
    found: dict[str, Judgement] = {}
    record = next((s.span for s in sections if s.key == "record"), Span(0, len(document.text)))
    for region in (record, Span(0, len(document.text))):
        for pattern, area in _OLDER_ROWS:
            if area not in found and (match := pattern.search(document.text, region.start, region.end)):
                found[area] = _judgement(match, area, "judgements/table")
    return tuple(found[area] for area in sorted(found))


def find_outcome(document: Document, sections: tuple[Section, ...]) -> tuple[Judgement, ...]:
    """The outcome of an area SEND inspection (Area SEND inspections: framework and handbook, 2022)."""
    region = next((s.span for s in sections if s.key == "outcome"), Span(0, min(4000, len(document.text))))
    for pattern, grade in _OUTCOMES:
        if match := pattern.search(document.text, region.start, region.end):
            span = Span(match.start(), match.end())
            return (Judgement("overall", grade, match.group(), "judgements/outcome", (span,)),)
    return ()
