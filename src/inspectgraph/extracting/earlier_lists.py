"""Earlier results that stand in a list or a labelled line."""

from __future__ import annotations

import re

from inspectgraph.dates import find_dates
from inspectgraph.extracting.earlier_anchors import dates_of, sentences_with
from inspectgraph.extracting.earlier_grades import find_grades, slug_of
from inspectgraph.extracting.earlier_mentions import Mention
from inspectgraph.extracting.earlier_subjects import SUBJECTS, UNSAID, find_subjects
from inspectgraph.extracting.grades import GRADE
from inspectgraph.reading.document import Document, Span, sentence_at

_LABEL = re.compile(r"dates?\s+of\s+(?:the\s+)?(?:previous|last)\s+(?:full\s+)?inspections?\s*:?\s*", re.IGNORECASE)
_FRONT = 40
_HOMES = re.compile(
    r"\b(?:operates?|runs?|manages?|maintains?|has|provides?|owns?|have|with)\s+(?:its\s+own\s+)?(?P<number>\w+(?:-\w+)?)\s+(?:\w+(?:[-\s]\w+){0,3}\s+)?children's\s+homes?\b",
    re.IGNORECASE,
)
_OWN_HOME = re.compile(
    r"\bchildren's\s+homes?\s+(?:\w+\s+){0,2}?(?:operated|run|managed)\s+by\s+the\s+(?:local\s+authority|council)",
    re.IGNORECASE,
)
_NONE = frozenset({"no", "not", "any"})
_INSPECTED = re.compile(r"\binspect(?:ed|ions?)\b|\bjudged\b|\brated\b", re.IGNORECASE)
_LIST_HEAD = re.compile(
    r"(?:last|previous)\s+inspection[^.]{0,120}?(?:published|was|place|undertaken)\s+in\s+[^.]{4,20}\.\s+(?:The\s+)?judge?ments?\b[^.]{0,60}:$",
    re.IGNORECASE,
)
_LINE = re.compile(
    rf"(?:•\s*)?(?P<area>[A-Z][^:.]{{4,100}}?)\s*(?::|–|-)\s*(?:are\s+|is\s+)?(?P<grade>{GRADE})\.?$", re.IGNORECASE
)


def find_previous_dates(document: Document) -> list[Mention]:
    """The labelled line of a title block, "Dates of previous inspection: 4 to 8 July 2016"."""
    found: list[Mention] = []
    for block in document.blocks[:_FRONT]:
        label = _LABEL.match(document.text, block.start, block.end)
        if label is None:
            continue
        for date in find_dates(document.text, label.end(), block.end, years=True):
            found.append(Mention("inspection", UNSAID, "earlier/label", block.span, date.start, date.end))
    return found


def find_homes(document: Document, regions: tuple[Span, ...]) -> list[Mention]:
    """What is said of the results of the authority's own children's homes: one mention for each such place."""
    found: list[Mention] = []
    text = document.text
    for region in regions:
        for sentence in sentences_with(document, region, ("hildren's home",)):
            match = _HOMES.search(text, *sentence) or _OWN_HOME.search(text, *sentence)
            if match is None or (match.groupdict().get("number") or "").lower() in _NONE:
                continue
            block = document.block_at(match.start())
            said = _results(document, sentence, block.end)
            if said is None:
                continue
            single = not match[0].lower().endswith("s")
            grades = find_grades(text, said.start, said.end) if single else []
            dates = dates_of(text, said.start, said.end) if single else []
            found.append(
                Mention(
                    "inspection", SUBJECTS["homes"], "earlier/homes", said, dates[0].start if dates else None,
                    grade=grades[0].grade if grades else None, as_written=grades[0].as_written if grades else None,
                )
            )  # fmt: skip
    return found


def _results(document: Document, sentence: Span, last: int) -> Span | None:
    """The sentence on the homes with the next one, if results are given there."""
    text = document.text
    if _INSPECTED.search(text, sentence.start, sentence.end):
        return sentence
    begin = sentence.end
    while begin < last and not text[begin].isalnum():
        begin += 1
    if begin >= last:
        return None
    following = sentence_at(document, Span(begin, begin + 1))
    return Span(sentence.start, following.end) if _INSPECTED.search(text, following.start, following.end) else None


def find_judgement_lists(document: Document, regions: tuple[Span, ...]) -> list[Mention]:
    """The judgements of the last inspection, listed below the sentence that gives its date."""
    found: list[Mention] = []
    text = document.text
    for position, block in enumerate(document.blocks):
        if text[block.end - 1 : block.end] != ":" or not any(
            region.start <= block.start < region.end for region in regions
        ):
            continue
        head = _LIST_HEAD.search(text, block.start, block.end)
        if head is None:
            continue
        dates = dates_of(text, head.start(), head.end())
        if not dates:
            continue
        for line in document.blocks[position + 1 : position + 12]:
            match = _LINE.match(text, line.start, line.end)
            if match is None:
                break
            subjects = find_subjects(text, *match.span("area"))
            if not subjects:
                continue
            found.append(
                Mention(
                    kind="inspection",
                    subject=subjects[0].subject,
                    rule="earlier/judgement-list",
                    span=Span(block.start, line.end),
                    date=dates[0].start,
                    published="published" in head[0].lower(),
                    grade=slug_of(match["grade"]),
                    as_written=match["grade"],
                    part=True,
                )
            )
    return found
