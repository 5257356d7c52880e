"""The people of a letter: to whom it goes, who signed it, who got a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inspectgraph.extracting import names, person_lists, roles
from inspectgraph.facts import Organisation, PersonRole
from inspectgraph.reading.document import Block, Document, Span

RULES: dict[str, str] = {
    "letters/addressee": (
        "The names above the salutation, each with post and organisation, are those to whom the letter goes."
    ),
    "letters/copy": "The names after “Copy:” got a copy; post and organisation stand beside each.",
    "letters/signatory": (
        "The names after “Yours sincerely” signed, each for the inspectorate in the same column or line."
    ),
}


_SALUTATION = re.compile(r"Dear\b")
_DATE_LINE = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\s+\d{4}\W*")
_CLOSING = re.compile(r"Yours\s+(?:sincerely|faithfully)\b.*", re.IGNORECASE)
_COPY = re.compile(r"(?:copy|copies|cc|copied)(?:\s+to)?\s*:", re.IGNORECASE)
_AFTER_LETTER = re.compile(r"www\.|https?:|\bThe Office for Standards|©|Any complaints|You may")


def addressees(document: Document, authority: str | None, authority_name: str) -> Iterator[PersonRole]:
    """Those to whom a letter goes: the names between its date and its salutation, or else above the date."""
    head = document.blocks[:40]
    greeting = next((n for n, block in enumerate(head) if _SALUTATION.match(document.text, block.start)), 0)
    dates = [n for n in range(greeting) if _DATE_LINE.fullmatch(document.text, head[n].start, head[n].end)]
    date = dates[-1] if dates else -1
    places = person_lists.words_of_place(authority_name)
    for lines in (head[date + 1 : greeting], head[: max(date, 0)]):
        above = _above_address(document, lines)
        found = person_lists.entries(document, above, above[-1].end, places) if above else []
        for entry in found:
            for person in person_lists.posts_of(document, entry, "letters/addressee", authority, authority_name):
                yield _as_head(person, entry is found[0], authority, authority_name)
        if found:
            return


def _above_address(document: Document, lines: Sequence[Block]) -> Sequence[Block]:
    """The lines up to that on which a postal address follows names; one above them is the sender's."""
    address = [
        n for n, block in enumerate(lines) if person_lists.ADDRESS.fullmatch(document.text, block.start, block.end)
    ]
    return lines[: next((n for n in address if n), len(lines))]


def _as_head(person: PersonRole, first: bool, authority: str | None, authority_name: str) -> PersonRole:
    """The first addressee is the head of the service whatever the title, if it is a director's."""
    title = (person.title or "").lower()
    if not first or person.role != "other" or "director" not in title or re.search("assistant|deputy", title):
        return person
    body = person.organisation or (Organisation("authority", authority, authority_name) if authority else None)
    return PersonRole(person.name, "dcs", person.title, person.rule, person.spans, body)


def copies(document: Document, authority: str | None, authority_name: str) -> Iterator[PersonRole]:
    """Those who got a copy of a letter."""
    blocks = document.blocks
    start = next((n for n, block in enumerate(blocks) if _COPY.match(document.text, block.start, block.end)), None)
    if start is None:
        return
    lines = [block for block in blocks[start : start + 20] if block.end - block.start < 250]
    end = next((n for n, block in enumerate(lines) if _AFTER_LETTER.match(document.text, block.start)), len(lines))
    lines = lines[:end]
    for entry in (
        person_lists.entries(document, lines, lines[-1].end, person_lists.words_of_place(authority_name))
        if lines
        else ()
    ):
        yield from person_lists.posts_of(document, entry, "letters/copy", authority, authority_name)


def signatories(document: Document) -> Iterator[PersonRole]:
    """Those who signed a letter, in one column or in two.

    In two columns the inspectorates stand in a row of headings above the names; the names take them in order.
    """
    blocks = document.blocks
    text = document.text
    start = max((n for n, block in enumerate(blocks) if _CLOSING.fullmatch(text, block.start, block.end)), default=None)
    if start is None:
        return
    headings: list[str] = []
    people: list[tuple[list[Span], list[Block]]] = []
    for block in blocks[start + 1 : start + 30]:
        line = text[block.start : block.end]
        if (
            block.kind in ("footnote", "item", "numbered")
            or len(line) > 150
            or _COPY.match(line)
            or _AFTER_LETTER.search(line)
        ):
            break
        name = names.whole_name(text, block.start, block.end)
        slugs = [slug for _, slug in roles.inspectorates(line)]
        if name is not None:
            people.append((list(_two_names(text, name)), []))
        elif slugs and not _has_office(line) and not (people and not people[-1][1]):
            headings += slugs
        elif people:
            people[-1][1].append(block)
    for position, (names_in_line, lines) in enumerate(people):
        for name, title in zip(names_in_line, _titles_in_lines(document, lines, len(names_in_line)), strict=False):
            said = [slug for span in title for _, slug in roles.inspectorates(document.quote(span))]
            first = "ofsted" if position == 0 and name is names_in_line[0] else None
            inspectorate = (
                headings.pop(0) if headings else "hmicfrs" if "hmicfrs" in said else said[0] if said else first
            )
            yield from _signed(document, name, title, inspectorate)


def _has_office(line: str) -> bool:
    return bool(re.search(r"inspector\b|director|manager", line, re.IGNORECASE))


def _two_names(text: str, name: Span) -> Iterator[Span]:
    """One name, or two that stood side by side in a line of four words."""
    words = list(re.finditer(r"\S+", text[name.start : name.end]))
    if len(words) == 4 and all(word.group()[0].isupper() for word in words):
        yield Span(name.start, name.start + words[1].end())
        yield Span(name.start + words[2].start(), name.end)
    else:
        yield name


_SIGNED_TITLE = re.compile(
    r"(?:(?:His|Her) Majesty's |National |Regional |Deputy |Assistant |Divisional "
    r"|Senior )*(?:Chief )?(?:Inspector|Director|Manager)\b"
)


def _titles_in_lines(document: Document, lines: list[Block], count: int) -> list[list[Span]]:
    """The titles of as many people as stand side by side, from the lines under their names."""
    if count < 2:
        return [[block.span for block in lines]] * count
    starts = [match for block in lines for match in _SIGNED_TITLE.finditer(document.text, block.start, block.end)]
    if len(starts) < count:
        return [[]] * count
    stops = [match.start() for match in starts[1:count]] + [lines[-1].end]
    return [[Span(match.start(), stop)] for match, stop in zip(starts, stops, strict=False)]


_OWN_BODY = re.compile(r",?\s*(?:Ofsted|CQC|Care Quality Commission|HMICFRS|HMIP)$")


def _signed(document: Document, name: Span, lines: list[Span], inspectorate: str | None) -> Iterator[PersonRole]:
    """One signatory, once for each office that is held beside another."""
    posts: list[str] = []
    for line in lines:
        written = _OWN_BODY.sub("", re.sub(r"\s+", " ", document.quote(line)).strip())
        if posts and not re.match(r"(?:His|Her) Majesty's|and\b.*Director", written):
            posts[-1] += " " + written
        elif written:
            posts.append(written)
    body = Organisation("inspectorate", inspectorate, roles.INSPECTORATE_NAMES[inspectorate]) if inspectorate else None
    role = "ofsted-manager" if inspectorate == "ofsted" else "other"
    proof = Span(name.start, max([name.end, *(span.end for span in lines)]))
    each: list[str | None] = [*posts] or [None]
    for post in each:
        yield PersonRole(names.person_name(document.quote(name)), role, post, "letters/signatory", (proof,), body)
