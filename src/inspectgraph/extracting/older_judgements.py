"""Judgements as the frameworks before 2012 print them: two tables, figures for grades, a rating in a sentence.

Sources: Ofsted's framework for the inspections of safeguarding and looked after children services (2009 to
2012), the arrangements for joint area reviews (2005 to 2009), and the inspections of fostering and adoption
agencies under the Care Standards Act 2000.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from inspectgraph.extracting.grades import GRADE, grade_slug
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import Judgement
from inspectgraph.reading.document import Document, Span

RULES = {
    "judgements/two-records": (
        "Two tables, of safeguarding and of looked after children: each one's overall effectiveness is the grade "
        "of its area; what both judge counts only where they agree."
    ),
    "judgements/figure": "A row of a joint area review's table, with a grade from 1 to 4 that the same page explains.",
    "judgements/quality-rating": "The sentence that rates a fostering or adoption service, or its private fostering.",
}

_GRADED = rf"(?:grade\s+\d\s*[(:–-]?\s*)?(?P<grade>{GRADE})\)?"
_ASPECTS: tuple[tuple[str, str], ...] = (
    (r"capacity\s+(?:for|to)\s+improve(?:ment)?", "capacity-to-improve"),
    (r"(?:the\s+)?quality\s+of\s+(?:service\s+)?provision", "quality-of-provision"),
    (r"ambition\s+and\s+prioritisation", "ambition-and-prioritisation"),
    (r"leadership\s+and\s+management", "leadership"),
    (r"performance\s+management(?:\s+and\s+quality\s+assurance)?", "performance-management"),
    (r"(?:evaluation,\s+including\s+)?performance\s+management,[^\n]{0,60}", "performance-management"),
    (r"partnership\s+working", "partnership-working"),
    (r"user\s+engagement", "user-engagement"),
    (r"workforce\s+development", "workforce-development"),
    (r"equality\s+and\s+diversity", "equality-and-diversity"),
    (r"value\s+for\s+money", "value-for-money"),
    (r"being\s+healthy", "being-healthy"),
    (r"staying\s+safe", "staying-safe"),
    (r"enjoying\s+and\s+achieving", "enjoying-and-achieving"),
    (
        r"making\s+a\s+positive\s+contribution(?:,\s+including\s+user\s+engagement)?",
        "making-a-positive-contribution",
    ),
    (r"(?:achieving\s+)?economic\s+well-?being", "economic-well-being"),
)
_OVERALL = r"overall\s+effectiveness(?:\s+of\s+[^\n]{5,120}?)?"


def _rows(labels: Iterable[tuple[str, str]], value: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"^(?:the\s+)?(?P<label>{label})[\s:.–-]{{1,12}}{value}\s*$", re.IGNORECASE | re.MULTILINE), area)
        for label, area in labels
    )


_RECORD_ROWS = _rows(((_OVERALL, ""), *_ASPECTS), _GRADED)
_SECOND_TABLE = re.compile(
    r"^(?:the\s+inspection\s+outcomes:\s*)?services\s+for\s+looked\s+after\s+children(?:\s+and\s+care\s+leavers)?\s*$",
    re.IGNORECASE | re.MULTILINE,
)


def find_two_records(
    document: Document, sections: tuple[Section, ...]
) -> tuple[tuple[Judgement, ...], tuple[str, ...]]:
    """The judgements of an inspection of safeguarding and looked after children services.

    Returns:
        The judgements, and the areas that both tables judge, but not alike: a single grade would be wrong.
    """
    region = next((s.span for s in sections if s.key == "record"), Span(0, len(document.text)))
    border = _SECOND_TABLE.search(document.text, region.start, region.end)
    middle = border.start() if border else region.end
    first = _table(document, Span(region.start, middle), "safeguarding")
    second = _table(document, Span(middle, region.end), "looked-after-children")
    unlike = {area for area in first.keys() & second.keys() if first[area].grade != second[area].grade}
    both = {area: judgement for area, judgement in {**second, **first}.items() if area not in unlike}
    return tuple(both[area] for area in sorted(both)), tuple(sorted(unlike))


def _table(document: Document, region: Span, whole: str) -> dict[str, Judgement]:
    """The grades of one table by area; its overall effectiveness is that of `whole`."""
    found: dict[str, Judgement] = {}
    for pattern, area in _RECORD_ROWS:
        match = pattern.search(document.text, region.start, region.end)
        if match and (area or whole) not in found:
            span = Span(match.start("label"), match.end("grade"))
            found[area or whole] = Judgement(
                area or whole, grade_slug(match["grade"]), match["grade"], "judgements/two-records", (span,)
            )
    return found


_SCALE = re.compile(
    r"\b4\W{1,4}(?:outstanding|excellent)\b[^\n]{0,60}\b1\W{1,4}(?:inadequate|weak)\b"
    r"|\b1\W{1,4}(?:inadequate|weak)\b[^\n]{0,60}\b4\W{1,4}(?:outstanding|excellent)\b",
    re.IGNORECASE,
)
_FIGURES = {"4": "outstanding", "3": "good", "2": "adequate", "1": "inadequate"}
_REVIEW_ROWS = _rows(
    (
        (r"safeguarding(?:\s+children(?:\s+and\s+young\s+people)?)?", "safeguarding"),
        (r"looked\s+after\s+children(?:\s+and\s+young\s+people)?", "looked-after-children"),
        (r"(?:service\s+management|management\s+of\s+(?:children's\s+)?services)", "leadership"),
        (r"(?:overall\s+)?children's\s+services(?:\s+overall)?|overall\s+effectiveness", "overall"),
        *_ASPECTS,
    ),
    rf"(?P<grade>[1-4]|{GRADE})",
)
#: The table stands on the page of the scale, a little above or below it.
_AROUND_SCALE = 1500


def find_figures(document: Document, sections: tuple[Section, ...]) -> tuple[Judgement, ...]:
    """The judgements of a joint area review; a figure counts only where the scale is printed beside the table."""
    contents = [section.span for section in sections if section.key == "contents"]
    found: dict[str, Judgement] = {}
    for scale in _SCALE.finditer(document.text):
        start, end = max(scale.start() - _AROUND_SCALE, 0), min(scale.end() + _AROUND_SCALE, len(document.text))
        for pattern, area in _REVIEW_ROWS:
            for match in pattern.finditer(document.text, start, end):
                if area in found or any(match.start() in span for span in contents):
                    continue
                written = match["grade"]
                grade = _FIGURES.get(written) or grade_slug(written)
                span = Span(match.start("label"), match.end("grade"))
                found[area] = Judgement(area, grade, written, "judgements/figure", (span,))
    return tuple(found[area] for area in sorted(found))


_RATING = re.compile(
    r"\b(?:overall\s+quality\s+rating\s+is|overall\s+effectiveness\s+(?:judge?ment\s+)?(?:of\s+[^.\n:]{3,90}\s+)?(?:is|:)"
    rf"|(?:private\s+fostering\s+)?arrangements\s+for\s+[^.\n]{{3,60}}\s+are)\s+(?:judged\s+to\s+be\s+)?(?P<grade>{GRADE})\b",
    re.IGNORECASE,
)


def find_rating(document: Document) -> tuple[Judgement, ...]:
    """The overall rating of a service that was inspected by itself."""
    match = _RATING.search(document.text)
    if match is None:
        return ()
    grade = match["grade"]
    span = Span(match.start(), match.end("grade"))
    return (Judgement("overall", grade_slug(grade), grade, "judgements/quality-rating", (span,)),)
