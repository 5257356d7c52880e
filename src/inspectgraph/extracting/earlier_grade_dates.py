"""The date that a sentence gives with a grade, whether or not it speaks of an inspection."""

from __future__ import annotations

import re

from inspectgraph.dates import DateMention, PartialDate
from inspectgraph.extracting.earlier_grades import GradeSaid
from inspectgraph.extracting.earlier_subjects import find_subjects
from inspectgraph.reading.document import Span

_TO_DATE = re.compile(
    r"['\"’”]*(?:\s+(?:overall|in\s+all\s+areas|across\s+the\s+board))?(?:,?\s+(?:for|in\s+respect\s+of|in\s+relation\s+to)\s[^,;.]{3,70}?)?"
    r"(?:,?\s+(?:it|they|which|that|was|were|had|been|received|given|awarded|handed|got|by|Ofsted|inspectors|inspection|visit|its|last|previous|rating"
    r"|judge?ment|grade|at|the|an|a|following|after|when|inspected|back)){0,8},?\s+(?:in|on|during|from)\s+(?:the\s+\w+\s+of\s+|early\s+|late\s+)?(?:an\s+inspection\s+in\s+)?",
    re.IGNORECASE,
)
_FROM_DATE = re.compile(
    r",?\s+(?:when|in\s+which|that|Ofsted|inspectors|the|it|its|their|services?|children's|local|authority|council|county|borough|city|department|they|was|were|had|been|being|social|care|and"
    r"|experiences?|progress|arrangements|effectiveness|overall|provision|quality|for|of|to|who|children|young|people|families|those|both)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\b(?:in|since|during|on)\s+(?:the\s+\w+\s+of\s+)?$", re.IGNORECASE)


def stated_date(text: str, sentence: Span, said: GradeSaid, dates: list[DateMention]) -> PartialDate | None:
    """The date that a grade is given with: right after it, or at the head of its clause.

    Args:
        text: The whole text.
        sentence: The sentence.
        said: The grade.
        dates: The dates of the sentence.
    """
    following = next((date for date in dates if date.first >= said.last), None)
    if following and _TO_DATE.fullmatch(text, said.last, following.first):
        return following.start
    for date in dates:
        leads = date.last <= said.first and _LEAD.search(text, max(sentence.start, date.first - 30), date.first)
        if leads and not _FROM_DATE.sub("", _without_subjects(text, date.last, said.first)).strip(" ,"):
            return date.start
    return None


def _without_subjects(text: str, first: int, last: int) -> str:
    """A part of a text without the words for what was judged."""
    left, place = [], first
    for hit in find_subjects(text, first, last):
        left.append(text[place : hit.first])
        place = hit.last
    return " ".join([*left, text[place:last]])
