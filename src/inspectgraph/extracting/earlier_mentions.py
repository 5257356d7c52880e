"""What a text says at each place where it speaks of another inspection."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from inspectgraph.dates import PartialDate
from inspectgraph.extracting.earlier_anchors import (
    STEMS,
    Anchor,
    dates_of,
    find_anchors,
    is_earlier,
    object_of,
    sentences_with,
)
from inspectgraph.extracting.earlier_grade_dates import stated_date
from inspectgraph.extracting.earlier_grades import CLAUSE, GradeSaid, find_grades
from inspectgraph.extracting.earlier_subjects import APART, SUBJECTS, UNSAID, Subject, find_subjects
from inspectgraph.reading.document import Document, Span, sentence_at

_JOINT = re.compile(r"\bjoint\b", re.IGNORECASE)
_SIF = re.compile(r"\bSIF\b|single\s+inspection", re.IGNORECASE)
_ILACS = re.compile(r"\bILACS\b")
_REPORTS = re.compile(r"\s+(?:reports|findings|recommendations)\b", re.IGNORECASE)
_PERIOD = re.compile(r"\b(?:between|from|since)\b", re.IGNORECASE)
_BOTH = re.compile(r"\bboth\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|been)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
#: Begins the sentence that goes on about the inspection of the one before.
_GOES_ON = re.compile(
    r"(?:The|Its|It|They|Services|These|Both|Overall|This)\b[^.]{0,60}\b(?:was|were)\s+(?:\w+\s+){0,2}(?:judged|rated|found|graded)\b"
    r"|(?:Ofsted|It|They)\s+(?:judged|rated|found|graded)\b|The\s[^.]{0,30}\brating\s+was\b"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an inspection is spoken of.

    Attributes:
        kind: `inspection`, or the slug of a framework that has a name of its own; `joint` and `thematic` too.
        subject: What was inspected, `UNSAID` where the words leave it open.
        rule: Id of the rule.
        span: The sentence.
        date: When it was, or else when its report came out.
        end: The last day, where the text gives a period.
        published: Whether `date` is that of the report.
        grade, as_written: The grade of the subject.
        part: Whether the grade is one among others of a wider inspection.
        plural: Whether several are spoken of together.
        together: Whether safeguarding and looked after children were inspected as one.
        framework: Where the words name it.
        authority: Slug, where it is not the one that the document is about.
    """

    kind: str
    subject: Subject
    rule: str
    span: Span
    date: PartialDate | None = None
    end: PartialDate | None = None
    published: bool = False
    grade: str | None = None
    as_written: str | None = None
    part: bool = False
    plural: bool = False
    together: bool = False
    framework: str | None = None
    authority: str | None = None


def find_mentions(
    document: Document, regions: tuple[Span, ...], own: frozenset[str], start: PartialDate | None
) -> list[Mention]:
    """Every place that speaks of another inspection than the document's own.

    Args:
        document: The document.
        regions: The parts of its text to look at.
        own: Kinds of inspection (slugs) that the document itself is the report of.
        start: When its own inspection began; what began then or later is not another one.

    Returns:
        The mentions in the order of the text.
    """
    mentions: list[Mention] = []
    text = document.text
    for region in regions:
        for sentence in sentences_with(document, region, STEMS):
            anchors = find_anchors(text, sentence)
            anchors = [anchor for anchor in anchors if is_earlier(text, sentence, anchor, own, start)]
            if anchors:
                mentions += _read(document, sentence, anchors)
    return mentions


def _read(document: Document, sentence: Span, anchors: list[Anchor]) -> list[Mention]:
    """The mentions of one sentence and of the next, if that goes on with the grades."""
    text = document.text
    grades = [said for said in find_grades(text, *sentence) if not said.present]
    if not grades and anchors[-1].kind == "inspection":
        grades, sentence = _next_sentence(document, sentence)
    able = [anchor for anchor in anchors if anchor.kind in ("inspection", "joint-area-review")]
    mine: dict[int, list[GradeSaid]] = {id(anchor): [] for anchor in anchors}
    dates = dates_of(text, *sentence) if grades and any(anchor.dates for anchor in able) else []
    for said in grades:
        own = stated_date(text, sentence, said, dates)
        if own and not any(own.agrees(date.start) for anchor in able for date in anchor.dates):
            continue
        before = [anchor for anchor in able if anchor.match.end() <= said.last]
        both = _BOTH.search(text, max(sentence.start, said.first - 8), said.last)
        for anchor in able if both else before[-1:] or able[:1]:
            mine[id(anchor)].append(said)
    return [mention for anchor in anchors for mention in _say(text, sentence, anchor, mine[id(anchor)])]


def _next_sentence(document: Document, sentence: Span) -> tuple[list[GradeSaid], Span]:
    """The grades of the sentence that goes on about the same inspection, and the two sentences as one."""
    block = document.block_at(sentence.start)
    rest = document.text[sentence.end : block.end].lstrip()
    if not _GOES_ON.match(rest):
        return [], sentence
    begin = block.end - len(rest)
    following = sentence_at(document, Span(begin, begin + 1))
    grades = find_grades(document.text, *following)
    return grades, Span(sentence.start, following.end) if grades else sentence


def _say(text: str, sentence: Span, anchor: Anchor, grades: list[GradeSaid]) -> list[Mention]:
    """The mentions of one anchor: one for each inspection and subject."""
    match = anchor.match
    named = find_subjects(text, anchor.phrase, match.start()) if anchor.form != "verb" else []
    before = list(dict.fromkeys(hit.subject for hit in named))
    kind = anchor.kind
    if kind == "inspection" and _JOINT.search(text, anchor.phrase, match.start()):
        kind = "joint"
    elif kind == "inspection" and SUBJECTS["thematic"] in before:
        kind = "thematic"
    if kind != "inspection":
        return _of_named_kind(text, sentence, anchor, kind, grades)
    subjects = [list(dict.fromkeys(named)) for named in anchor.subjects] or [object_of(text, anchor)]
    subjects[0] = list(dict.fromkeys([*before, *subjects[0]]))
    if not any(subjects) and anchor.form == "verb" and _PASSIVE.search(text, sentence.start, match.start()):
        clause = max(
            (end.end() for end in CLAUSE.finditer(text, sentence.start, match.start())), default=sentence.start
        )
        subjects[0] = list(dict.fromkeys(hit.subject for hit in find_subjects(text, clause, match.start())))
    paired = _pair(subjects, len(anchor.dates), grades)
    found: list[Mention] = []
    for position, whose in enumerate(paired):
        base = _base(text, sentence, anchor, position, alone=len(paired) == 1)
        apart = [subject for subject in whose if subject.key in APART]
        together = {SUBJECTS["safeguarding"], SUBJECTS["looked_after"]} <= set(whose)
        mine = _grades_of(anchor, position, grades) if len(paired) > 1 else grades
        found += _graded(replace(base, together=together), apart[:1] or whose, mine)
    return found


def _base(text: str, sentence: Span, anchor: Anchor, position: int, alone: bool) -> Mention:
    """What all mentions of an anchor's inspection share."""
    date = anchor.dates[position] if anchor.dates else None
    framework = None
    if anchor.form == "sif" or _SIF.search(text, anchor.phrase, anchor.stop):
        framework = "sif"
    elif _ILACS.search(text, anchor.phrase, anchor.match.start()):
        framework = "ilacs"
    return Mention(
        kind="inspection",
        subject=UNSAID,
        rule="earlier/dated" if date else "earlier/last",
        span=sentence,
        date=date.start if date else None,
        end=date.end if date else None,
        published=anchor.published,
        plural=alone and _is_plural(text, anchor),
        framework=framework,
    )


def _is_plural(text: str, anchor: Anchor) -> bool:
    if anchor.form == "verb":
        return False
    reports = anchor.kind == "inspection" and _REPORTS.match(text, anchor.match.end())
    return bool(reports) or anchor.match[0].rstrip(")").lower().endswith("s")


def _pair(subjects: list[list[Subject]], count: int, grades: list[GradeSaid]) -> list[list[Subject]]:
    """What each of an anchor's inspections looked at; nothing where the text leaves open which date is whose."""
    if count > 1 and not any(subjects[1:]):
        if len(subjects[0]) == count:
            return [[subject] for subject in subjects[0]]
        if len(subjects[0]) > 1 or not subjects[0] and any(len(said.subjects) > 1 for said in grades):
            return []
    return subjects


def _grades_of(anchor: Anchor, position: int, grades: list[GradeSaid]) -> list[GradeSaid]:
    """The grades that stand between a date and the next one; a single grade is that of all."""
    first = anchor.dates[position].first if position else 0
    last = anchor.dates[position + 1].first if position + 1 < len(anchor.dates) else None
    mine = [said for said in grades if said.last > first and (last is None or said.first < last)]
    return mine or (grades if len(grades) == 1 else [])


def _of_named_kind(text: str, sentence: Span, anchor: Anchor, kind: str, grades: list[GradeSaid]) -> list[Mention]:
    """Visits, joint inspections and reviews: one for each date."""
    dates = anchor.dates
    framework = None if kind in ("joint", "thematic") else kind
    base = Mention(kind, UNSAID, "earlier/named-kind", sentence, published=anchor.published, framework=framework)
    if grades and kind == "joint-area-review":
        base = replace(base, grade=grades[0].grade, as_written=grades[0].as_written)
    plural = _is_plural(text, anchor)
    if not dates and kind == "thematic":
        return []
    if not dates or plural and _PERIOD.search(text, anchor.match.end(), dates[0].first):
        return [replace(base, plural=plural)]
    return [replace(base, date=date.start, end=date.end) for date in dates]


def _graded(base: Mention, subjects: list[Subject], grades: list[GradeSaid]) -> list[Mention]:
    """One mention for each subject, with its grade.

    Where the grade's clause names subjects itself, these count before those of the inspection, unless the
    inspection had one only.
    """
    if not grades:
        return [replace(base, subject=subject) for subject in subjects or [UNSAID]]
    found: list[Mention] = []
    for said in grades:
        whose = list(said.subjects) or subjects or [UNSAID]
        if len(subjects) == 1 and not base.plural:
            whose = subjects
        found += [
            replace(
                base, subject=subject, grade=said.grade, as_written=said.as_written, rule="earlier/graded",
                part=bool(said.subjects) and subject not in subjects,
            )
            for subject in whose
        ]  # fmt: skip
    return found
