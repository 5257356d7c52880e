"""The heads of a local area partnership, from its details at the end of a report on special educational needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inspectgraph.extracting import names, person_lists, roles
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import Organisation, PersonRole
from inspectgraph.reading.document import Document, Span

RULES: dict[str, str] = {
    "partnership/details": (
        "The details of a local area partnership name the heads of children's services and of the health board."
    ),
}

_WEB = re.compile(r"\bwww\.|https?:|\b[\w.-]+\.(?:gov|nhs)\.uk|\bWebsite\b|\bAddress\b", re.IGNORECASE)


def partners(
    document: Document, sections: Sequence[Section], authority: str | None, authority_name: str
) -> Iterator[PersonRole]:
    """The heads of a local area partnership: the first of the authority's, the others of the health board."""
    for section in sections:
        if section.key != "partnership-details":
            continue
        web = _WEB.search(document.text, section.span.start, section.span.end)
        lines = document.blocks_in(section.span)[1:]
        address = next(
            (block.start for block in lines if person_lists.ADDRESS.fullmatch(document.text, block.start, block.end)),
            section.span.end,
        )
        end = web.start() if web else address
        blocks = [block for block in lines if block.start < end]
        health = next(
            (found for block in blocks if (found := _health_board(document.quote(block.span), authority_name))), ""
        )
        for entry in (
            person_lists.entries(document, blocks, end, person_lists.words_of_place(authority_name)) if blocks else ()
        ):
            yield from _partner(document, entry, health, authority, authority_name)


_HEALTH_BOARD = re.compile(
    r"\b(?:(?:NHS|(?!CEO|Local|Chief|Executive|Officer|Director"
    r"|Authority)[A-Z][\w'-]+),? (?:and )?)+(?:area )?(?:ICB|Integrated Care (?:Board|System))\b"
)


def _health_board(line: str, authority_name: str) -> str:
    """The name of the health board in a line, without the authority's name beside it; empty if there is none."""
    found = _HEALTH_BOARD.search(line)
    if found is None:
        return ""
    name = re.sub(r"^.*\bCouncil\s+", "", found.group())
    if line[: found.start()].endswith(" of "):
        words = person_lists.words_of_place(authority_name)
        while " " in name and name.split(" ", 1)[0].lower() in words:
            name = name.split(" ", 1)[1]
    return name


def _partner(
    document: Document, entry: person_lists.Entry, health: str, authority: str | None, authority_name: str
) -> Iterator[PersonRole]:
    written = re.sub(r"\s+", " ", document.quote(entry.rest)).strip(" ,()")
    title = names.strip_honours(re.sub(r"\s*Name of .*$", "", written)).strip(" ,()") or None
    name = names.person_name(document.quote(entry.name))
    proof = Span(entry.name.start, entry.rest.start + len(document.quote(entry.rest).rstrip()))
    slug = roles.role_slug(title)
    of_council = slug == "chief-executive" and "council" in (title or "").lower()
    body: Organisation | None
    if authority and (slug in ("dcs", "lead-member", "council-leader") or of_council):
        body = Organisation("authority", authority, authority_name or authority)
    else:
        slug = "health" if slug in ("other", "chief-executive", "health") else slug
        board = _health_board(title or "", "") or health
        body = Organisation("other", "", board) if board else None
    yield PersonRole(name, slug, title, "partnership/details", (proof,), body)
