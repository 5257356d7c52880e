"""Until when a post was held: "the retirement of the director in", "the chair stepped down in"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from inspectgraph.dates import PartialDate, find_dates
from inspectgraph.extracting import post_titles
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import PersonRole, UnnamedPost
from inspectgraph.reading.document import Document, Span, sentence_at
from inspectgraph.reference.scanning import finditer, first_letters

RULES: dict[str, str] = {
    "post_ends/left": "A post of which there is one, “retired”, “resigned”, “stepped down” or “left the authority”, and the date.",
    "post_ends/departure": "“The retirement of”, “the resignation of” or “the departure of” such a post, and the date.",
}

#: Posts of which an authority or its board has one.
_SINGLE = frozenset({"dcs", "chief-executive", "lead-member", "council-leader", "lscb-chair"})
_CANDIDATE = re.compile(
    r"\b(?:retired|retirement|resigned|resignation|stepped\s+down|departure|left\s+(?:the|his|her|their)\b)",
    re.IGNORECASE,
)
_BEGINS = first_letters("retir resign stepp depart left".split())
_LEFT = (
    r"(?:retired|resigned|stepped\s+down|left\s+(?:(?:the\s+)?(?:council|(?:local\s+)?authority|organisation)"
    r"|(?:the|his|her|their)\s+(?:post|role|position)))"
)
_WHEN = r"(?:\s+(?:from|of)\s+(?:the|his|her|their)\s+(?:post|role|position))?,?\s+(?:in|on|at\s+the\s+(?:end|start|beginning)\s+of)(?:\s+(?:early|mid|late)-?)?\s+"
_HAS_LEFT = re.compile(rf"(?:\s*\([A-Z]+\))?,?\s+(?:who\s+)?(?:(?:has|had)\s+)?{_LEFT}", re.IGNORECASE)
_HAS_LEFT_WHEN = re.compile(_HAS_LEFT.pattern + _WHEN, re.IGNORECASE)
_LEFT_AS = re.compile(
    r"\b(?:retired|resigned|stepped\s+down)\s+(?:as|from\s+being)\s+(?:the\s+|its\s+)?$", re.IGNORECASE
)
_DEPARTURE = re.compile(r"\b(?:retirement|resignation|departure)\s+of\s+(?:the|its|their)\s+$", re.IGNORECASE)
_AFTER_POST = re.compile(rf"(?:\s*\([A-Z]+\))?{_WHEN}", re.IGNORECASE)
_OPENS = re.compile(r"\s*(?:in|on|at\s+the\s+(?:end|start|beginning)\s+of)\s+(?:early\s+|late\s+)?$", re.IGNORECASE)
_THEN = re.compile(r",?\s+(?:the|its|their)\s+$", re.IGNORECASE)


def find_ends(
    document: Document, sections: Sequence[Section], authority: str | None, authority_name: str
) -> tuple[UnnamedPost, ...]:
    """Every statement that says until when a post was held of which there is one.

    Returns:
        One for each post and end, in the order of the text.
    """
    if authority is None:
        return ()
    boards = post_titles.board_spans(sections)
    found: dict[tuple[str, str], UnnamedPost] = {}
    done: set[int] = set()
    for candidate in finditer(_CANDIDATE, _BEGINS, document.text):
        sentence = sentence_at(document, Span(candidate.start(), candidate.end()))
        if sentence.start in done:
            continue
        done.add(sentence.start)
        board = post_titles.speaks_of_board(document, sentence, boards)
        for post, rule, date, span in _of_sentence(document, sentence, board):
            seat = post_titles.seat(post, authority, authority_name)
            end = UnnamedPost(post.slug, post.title, seat, rule, (span,), end=date)
            found.setdefault((post.slug, str(date)), end)
    return tuple(found.values())


def _of_sentence(
    document: Document, sentence: Span, board: bool
) -> Iterator[tuple[post_titles.Mention, str, PartialDate, Span]]:
    text = document.text
    posts = [post for post in post_titles.mentions(document, sentence, board) if post.slug in _SINGLE]
    dates = [date for date in find_dates(text, sentence.start, sentence.end, years=True) if date.end is None]
    for date in dates:
        opens = _OPENS.fullmatch(text, sentence.start, date.first)
        for post in posts:
            span = Span(min(post.start, date.first), max(post.end, date.last))
            if (
                _HAS_LEFT_WHEN.fullmatch(text, post.end, date.first)
                or opens
                and _THEN.fullmatch(text, date.last, post.start)
                and _HAS_LEFT.match(text, post.end, sentence.end)
            ):
                yield post, "post_ends/left", date.start, span
            elif _AFTER_POST.fullmatch(text, post.end, date.first):
                if _DEPARTURE.search(text, sentence.start, post.start):
                    yield post, "post_ends/departure", date.start, span
                elif _LEFT_AS.search(text, sentence.start, post.start):
                    yield post, "post_ends/left", date.start, span


def with_ends(people: Sequence[PersonRole], ends: Sequence[UnnamedPost]) -> tuple[PersonRole, ...]:
    """Gives people the end of their post where the words for it go on from those that name them."""
    return tuple(_ended(person, ends) for person in people)


def _ended(person: PersonRole, ends: Sequence[UnnamedPost]) -> PersonRole:
    if person.end is not None:
        return person
    for post in ends:
        if post.role == person.role and any(_go_on(span, post.spans[0]) for span in person.spans):
            return replace(person, end=post.end, former=True, spans=(*person.spans, *post.spans))
    return person


def without_named(ends: Sequence[UnnamedPost], people: Sequence[PersonRole]) -> tuple[UnnamedPost, ...]:
    """The ends of posts whose holder nobody names."""
    named = {(person.role, person.end) for person in people if person.end is not None}
    return tuple(post for post in ends if (post.role, post.end) not in named)


def _go_on(one: Span, other: Span) -> bool:
    """Whether a span begins in another, or right behind it."""
    return one.start <= other.start <= one.end + len(", the ")
