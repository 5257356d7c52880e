"""Grades of an earlier date or of other authorities, where the sentence need not speak of an inspection."""

from __future__ import annotations

import re

from inspectgraph.dates import DateMention, PartialDate
from inspectgraph.extracting.earlier_anchors import OTHERS, dates_of, sentences_with
from inspectgraph.extracting.earlier_grade_dates import stated_date
from inspectgraph.extracting.earlier_grades import GradeSaid, find_grades
from inspectgraph.extracting.earlier_mentions import Mention
from inspectgraph.extracting.earlier_reach import unsaid_subjects
from inspectgraph.extracting.earlier_subjects import SUBJECTS, UNSAID, find_subjects
from inspectgraph.reading.document import Document, Span
from inspectgraph.reference import find_authorities, load

#: Every sentence that gives a grade holds one of these.
_STEMS = (
    "judged", "rated", "graded", "ranked", "require improvement", "requires improvement", "required improvement",
    "judgement in ", "judgment in ", "rating in ",
    *(
        f" {lead} {quote}{grade}"
        for lead in ("from", "to be")
        for quote in ("", "'", '"')
        for grade in ("outstanding", "good", "adequate", "satisfactory", "inadequate")
    ),
)  # fmt: skip
#: Which year is whose is not said.
_TWO_YEARS = re.compile(r"\b(?:19|20)\d\d\s+and\s+(?:in\s+)?(?:\w+\s+)?(?:19|20)\d\d\b")
_UNGRADED = re.compile(r"\b(?:was|were)\s+judged\s+by\s+Ofsted\s+(?P<lead>in)\s+", re.IGNORECASE)
_OFFICE = r"(?:'s?)?(?:\s+(?:council|county|city|borough|children's|social|care|services?|department|families))*"
_BY_NAME = re.compile(
    _OFFICE + r"\s*,?\s*(?:which\s+)?"
    r"(?:(?:is|are|was|were|has|have|had|been|also|being|previously|currently|now|both)\s+)*",
    re.IGNORECASE,
)
_JOINED = re.compile(_OFFICE + r"(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:neighbouring\s+)?", re.IGNORECASE)


def find_verdicts(
    document: Document, regions: tuple[Span, ...], own: tuple[str, ...], start: PartialDate | None
) -> list[Mention]:
    """Grades that the authority had before, and those of other authorities.

    Args:
        document: The document.
        regions: The parts of its text to look at.
        own: Slug of the authority that it is about, and its names in the text.
        start: When the inspection began that it reports itself.

    Returns:
        The mentions in the order of the text. Those of other authorities need not be earlier.
    """
    found: list[Mention] = []
    text = document.text
    for region in regions:
        for sentence in sentences_with(document, region, _STEMS):
            grades = find_grades(text, sentence.start, sentence.end)
            dates = (
                dates_of(text, sentence.start, sentence.end)
                if grades or _UNGRADED.search(text, sentence.start, sentence.end)
                else []
            )
            for position, said in enumerate(grades):
                last = grades[position + 1].first if position + 1 < len(grades) else sentence.end
                others = _other_authorities(text, sentence, said, own)
                if others:
                    found += _of_others(others, sentence, said, [date for date in dates if date.last <= last])
                elif not said.present and not _of_provider(text, sentence, said):
                    found += _of_own(document, sentence, said, dates, start)
            if not grades:
                found += _ungraded(text, sentence, dates, start)
    return found


def _of_own(
    document: Document, sentence: Span, said: GradeSaid, dates: list[DateMention], start: PartialDate | None
) -> list[Mention]:
    text = document.text
    date = stated_date(text, sentence, said, dates)
    if (
        date is None
        and not said.former
        or date is not None
        and start is not None
        and (date.agrees(start) or start < date)
    ):
        return []
    if len(said.subjects) > 1 and _TWO_YEARS.search(text, said.last, sentence.end):
        return []
    rule = "earlier/verdict" if date else "earlier/former-grade"
    return [
        Mention(
            "inspection",
            subject,
            rule,
            sentence,
            date,
            grade=said.grade,
            as_written=said.as_written,
            part=bool(said.subjects),
        )
        for subject in said.subjects or unsaid_subjects(document, sentence, said)
    ]


def _of_provider(text: str, sentence: Span, said: GradeSaid) -> bool:
    """Whether the grade is that of a school, a home or another provider."""
    head = text[max(sentence.start, said.first - 160) : said.last]
    return bool(OTHERS.search(head)) or SUBJECTS["homes"] in {hit.subject for hit in find_subjects(head, 0, len(head))}


def _other_authorities(text: str, sentence: Span, said: GradeSaid, own: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The authorities that a grade was given to, when the text names others than its own."""
    names = [
        (first + sentence.start, last + sentence.start, slugs)
        for first, last, slugs in find_authorities(text[sentence.start : said.last])
    ]
    given = [name for name in names if name[0] >= said.first]
    link, place = _BY_NAME, said.first
    for name in reversed([name for name in names if name[1] <= said.first]):
        if not link.fullmatch(text, name[1], place):
            break
        given.insert(0, name)
        link, place = _JOINED, name[0]
    if any(text[first:last] in own or own[0] in slugs for first, last, slugs in given):
        return []
    return list(dict.fromkeys(slugs for _, _, slugs in given))


def _of_others(
    others: list[tuple[str, ...]], sentence: Span, said: GradeSaid, dates: list[DateMention]
) -> list[Mention]:
    """One mention for each of the authorities; of several dates only what they share is certain for each."""
    following = [date.start for date in dates if date.first >= said.last] or [date.start for date in dates]
    date: PartialDate | None = following[0] if following else None
    if date and len(following) > 1:
        years = {other.year for other in following}
        date = PartialDate(date.year) if len(years) == 1 else None
    return [
        Mention(
            kind="inspection",
            subject=subject,
            rule="earlier/other-authority",
            span=sentence,
            date=date,
            grade=said.grade,
            as_written=said.as_written,
            authority=_at(slugs, date),
        )
        for slugs in others
        for subject in said.subjects or (UNSAID,)
    ]


def _at(slugs: tuple[str, ...], date: PartialDate | None) -> str:
    """Of the authorities that share a name the one that was in being."""
    authorities = load().authorities
    return next((slug for slug in slugs if date is None or authorities[slug].in_being(str(date))), slugs[0])


def _ungraded(text: str, sentence: Span, dates: list[DateMention], start: PartialDate | None) -> list[Mention]:
    """What Ofsted judged at an earlier date in other words than a grade."""
    match = _UNGRADED.search(text, sentence.start, sentence.end)
    date = next((date.start for date in dates if match and date.first == match.end()), None)
    if match is None or date is None or start is not None and (date.agrees(start) or start < date):
        return []
    subjects = [hit.subject for hit in find_subjects(text, sentence.start, match.start())]
    return [Mention("inspection", subject, "earlier/verdict", sentence, date) for subject in subjects[:1] or [UNSAID]]
