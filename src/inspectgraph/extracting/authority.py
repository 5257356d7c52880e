"""Which authority a document is about."""

from __future__ import annotations

import re
from collections import Counter

from inspectgraph.errors import UnknownDocument
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import Stated
from inspectgraph.reading.document import Document, Span
from inspectgraph.reference import find_authorities, load

RULES = {
    "authority/title": "The authority is the one that the title block or the subject line of a letter names.",
    "authority/most-named": "Without a title, the authority is the one that the text names most often.",
}

_TITLE = re.compile(
    r"inspection|re-inspection|local authority children|safeguarding children board|partnership report|unannounced"
    r"|arrangements|(?:focused|assurance|monitoring) visit",
    re.IGNORECASE,
)
_COUNCIL = re.compile(r"\b(?:council|borough|corporation|city|county|royal|metropolitan|authority)\b", re.IGNORECASE)
_TITLE_BLOCKS = 24
_LONGEST_TITLE = 220


def find_authority(document: Document, sections: tuple[Section, ...], on: str | None = None) -> Stated[str]:
    """The inspected authority, with the fullest form of its name in the text.

    Args:
        document: The document.
        sections: Its sections.
        on: ISO date (partial) by which former authorities are told from present ones.

    Raises:
        UnknownDocument: The text names no authority of the reference table.
    """
    text = document.text
    title = _in_title(document)
    found = find_authorities(text)
    if title is None:
        votes: Counter[tuple[str, ...]] = Counter()
        for start, end, slugs in found:
            votes[slugs] += 3 if _COUNCIL.search(text[start:end]) else 1
        if not votes:
            raise UnknownDocument(
                f"{document.file_name} names no local authority that is known",
                "check seeds/authorities.csv for the authority and its names",
            )
        slugs, rule = min(votes, key=lambda key: (-votes[key], key)), "authority/most-named"
    else:
        slugs, rule = title, "authority/title"
    slug = _in_being(slugs, on)
    forms = [(start, end) for start, end, other in found if set(other) & set(slugs)]
    start, end = max(forms, key=lambda form: (_fullness(text[form[0] : form[1]]), -form[0]))
    return Stated(slug, text[start:end], rule, (Span(start, end),))


def _in_title(document: Document) -> tuple[str, ...] | None:
    """The authority in the lines that stand where a title stands."""
    blocks = document.blocks[:_TITLE_BLOCKS]
    titles = [b for b in blocks if b.kind == "text" and b.end - b.start < _LONGEST_TITLE]
    ranked = sorted(titles, key=lambda b: (not _TITLE.search(document.text[b.start : b.end]), b.start))
    if not any(_TITLE.search(document.text[b.start : b.end]) for b in titles):
        return None
    first_title = ranked[0].start
    for block in sorted(
        ranked,
        key=lambda b: (abs(b.start - first_title) > 400, not _TITLE.search(document.text[b.start : b.end]), b.start),
    ):
        matches = find_authorities(document.text[block.start : block.end])
        if matches:
            return matches[0][2]
    return None


def _in_being(slugs: tuple[str, ...], on: str | None) -> str:
    """The one of several authorities of a name that was in being on a day; the present one without a day."""
    authorities = load().authorities

    def alive(slug: str) -> bool:
        authority = authorities[slug]
        if on is None:
            return not authority.valid_to
        begins = not authority.valid_from or authority.valid_from[: len(on)] <= on
        return begins and (not authority.valid_to or on <= authority.valid_to[: len(on)])

    return next((slug for slug in slugs if alive(slug)), slugs[0])


def _fullness(name: str) -> tuple[int, int]:
    """Longer is fuller; "X County Council" before "X local authority" before "X"."""
    rank = (
        2
        if re.search(r"\b(?:council|borough|corporation)\b", name, re.IGNORECASE)
        else 1
        if _COUNCIL.search(name)
        else 0
    )
    return rank, len(name)
