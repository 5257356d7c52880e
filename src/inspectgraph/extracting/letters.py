"""The people of a letter: to whom it goes, who signed it, who got a copy; and the heads of a local partnership."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspectgraph.extracting import names, roles
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import Organisation, PersonRole
from inspectgraph.reading.document import Block, Document, Span

RULES: dict[str, str] = {
    "letters/addressee": "The names above the salutation, each with post and organisation, are those to whom the letter goes.",
    "letters/copy": "The names after “Copy:” got a copy; post and organisation stand beside each.",
    "letters/signatory": "The names after “Yours sincerely” signed, each for the inspectorate in the same column or line.",
    "letters/partnership": "The details of a local area partnership name the heads of children's services and of the health board.",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a list: the name and what stands beside it."""

    name: Span
    rest: Span


#: The last word of an organisation, after which the next name may begin in the same line.
_BODY_END = re.compile(r"\b(?:Council|Board|Trust|CCG|ICB|Police|Constabulary|Services?|Team|Unit|Partnership|[Aa]uthority|Company|LSCB|Force)\b\)?[ ]+(?=[A-Z])")
_BETWEEN = re.compile(r"[ \t]*[,(\n\t]\s*$")
_LABEL = re.compile(r"(?:copy|copies|cc|copied|name of [^:\n]{0,50})\b[^:\n]{0,20}:\s*", re.IGNORECASE)


def _name_at_line_start(document: Document, start: int, end: int) -> Span | None:
    """The name that fills a line, or stands in front of a comma, a bracket or a title."""
    text = document.text
    label = _LABEL.match(text, start, end)
    found = names.leading_name(text, label.end() if label else start, end)
    if found is None:
        return None
    after = text[found[1] : end].lstrip(" ")
    if not after or after[0] in ",(" or roles.TITLE_START.match(after) or after.startswith(("– ", "- ")):
        return found[0]
    return None


def entries(document: Document, blocks: Sequence[Block], end: int, places: frozenset[str]) -> list[Entry]:
    """The people of a list of names, posts and organisations, wherever its lines were broken or joined.

    A name begins a line, or stands between another organisation and its own title.

    Args:
        document: Where the list stands.
        blocks: Its lines.
        end: Where it ends.
        places: Lower-case words of places, which are not part of a name.

    Returns:
        The entries in order; what belongs to one reaches to the next.
    """
    found: list[Span] = []
    text = document.text
    for block in blocks:
        last = min(block.end, end)
        first = _name_at_line_start(document, block.start, last)
        if first is not None:
            found.append(first)
        for body in _BODY_END.finditer(text, found[-1].end if first else block.start, last):
            after_body = names.leading_name(text, body.end(), last)
            if after_body is not None and text[after_body[1] : after_body[1] + 1] == "," and _follows_post(text, after_body[1], last):
                found.append(after_body[0])
        for title in roles.TITLE_START.finditer(text, block.start, min(last + 60, end)):
            since = found[-1].end if found and found[-1].start >= block.start else block.start
            if title.start() <= since or title.start() > last + 1 or not _BETWEEN.search(text, since, title.start()):
                continue
            name = names.trailing_name(text, since, title.start(), places)
            if name is not None and name not in found and text[max(since, name.start - 2) : name.start].strip() not in (",", "of", "the"):
                found.append(name)
    stops = [names.start_with_titles(text, name) for name in found[1:]] + [end]
    return [Entry(name, Span(name.end, stop)) for name, stop in zip(found, stops, strict=True)]


def _follows_post(text: str, start: int, end: int) -> bool:
    """Whether a post or an organisation follows a comma, as after a person and not after a place."""
    part = re.split(r"[,\n]", text[start + 1 : end], maxsplit=1)[0]
    return roles.is_title(part) or roles.is_organisation(part)


_PART = re.compile(r"(?:\bpolice,(?=\s+fire\b)|[^,(]|\([^)]*\)|\()+", re.IGNORECASE)
_OF_BODY = re.compile(r"^(.*?\b(?i:constable|commissioner|executive|officer|chair\w*))\s+(?:of|for)\s+(?:the\s+)?([A-Z].*)$")
_SECOND_TITLE = re.compile(r"\s+(?:and|&)\s+(?=(?:(?:lead|chief|interim|acting|executive|statutory|strategic|corporate|deputy)\s+)*(?:director|designated|chief\s+(?:executive|nurse|officer)|head\s+of|manager|nurse|leader)\b)", re.IGNORECASE)


def titles_and_bodies(written: str) -> tuple[list[str], list[str]]:
    """The posts and the organisations in what stands beside a name.

    Returns:
        Both in the order of the text; a list may be empty.
    """
    titles: list[str] = []
    bodies: list[str] = []
    written = re.sub(r"\s+", " ", names.strip_honours(written)).strip(" ,.–-")
    if written.startswith("(") and written.endswith(")"):
        written = written[1:-1]
    for match in _PART.finditer(written):
        part = match.group().strip(" .–-")
        if not part:
            continue
        if bodies and (re.match(r"department\b", bodies[-1], re.IGNORECASE) or _goes_on(bodies[-1], part)):
            bodies[-1] += ", " + part
        elif len(titles) == 1 and roles.is_title(part) and titles[0].isalpha() and not bodies and titles[0].istitle():
            titles[-1] += ", " + part
        elif roles.is_title(part) and not re.match(r"(?:national\s+)?probation service|department", part, re.IGNORECASE):
            titles.append(part)
        elif roles.is_organisation(part) and not (titles and re.search(r",\s*$", titles[-1])):
            bodies.append(part)
        elif titles and not bodies and roles.continues_title(part):
            titles[-1] += ", " + part
        elif part[0].isupper():
            bodies.append(part)
    posts: list[str] = []
    for title in titles:
        of_body = _OF_BODY.match(title)
        if of_body and roles.is_organisation(of_body[2]) and not re.search(r"police(?:,? fire)? and crime", title, re.IGNORECASE):
            title = of_body[1]
            bodies.insert(0, of_body[2])
        posts += [part.strip() for part in _SECOND_TITLE.split(title)]
    return posts, bodies


def _goes_on(body: str, part: str) -> bool:
    """Whether a part goes on with a list of places that name one organisation."""
    return not roles.is_organisation(body) and roles.is_organisation(part) and " and " in part


def _facts(document: Document, entry: Entry, rule: str, authority: str | None, authority_name: str) -> Iterator[PersonRole]:
    name = names.person_name(document.quote(entry.name))
    written = document.quote(entry.rest)
    posts, bodies = titles_and_bodies(written)
    span = Span(entry.name.start, entry.rest.start + len(written.rstrip()))
    around = " ".join(bodies)
    for title in posts or [None]:
        slug = roles.role_slug(title, around)
        organisations = [roles.organisation(body, authority, authority_name) for body in bodies]
        if slug in ("dcs", "chief-executive", "lead-member", "council-leader") and authority:
            own = [body for body in organisations if body.kind == "authority"]
            organisations = own or [Organisation("authority", authority, authority_name or authority)]
        for body in organisations if slug == "health" and organisations else organisations[:1] or [None]:
            yield PersonRole(name, slug, title, rule, (span,), body)


_SALUTATION = re.compile(r"Dear\b")
_DATE_LINE = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\s+\d{4}\W*")
_ADDRESS = re.compile(
    r"(?:PO Box|P\.O\.|\d|Civic|Town Hall|County Hall|City Hall|Council (?:House|Offices)).*"
    r"|[^,]*\b(?:Street|Road|House|Hall|Avenue|Lane|Floor|Offices?|Centre|Square|Buildings?)|.*\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}"
)
_CLOSING = re.compile(r"Yours\s+(?:sincerely|faithfully)\b.*", re.IGNORECASE)
_COPY = re.compile(r"(?:copy|copies|cc|copied)(?:\s+to)?\s*:", re.IGNORECASE)
_AFTER_LETTER = re.compile(r"www\.|https?:|\bThe Office for Standards|©|Any complaints|You may")


def addressees(document: Document, authority: str | None, authority_name: str) -> Iterator[PersonRole]:
    """Those to whom a letter goes: the lines between its date and its salutation."""
    head = document.blocks[:40]
    greeting = next((n for n, block in enumerate(head) if _SALUTATION.match(document.text, block.start)), None)
    if greeting is None:
        return
    date = max((n for n, block in enumerate(head[:greeting]) if _DATE_LINE.fullmatch(document.text, block.start, block.end)), default=-1)
    lines = head[date + 1 : greeting]
    if not lines:
        return
    address = next((n for n, block in enumerate(lines) if n and _ADDRESS.fullmatch(document.text, block.start, block.end)), len(lines))
    lines = lines[:address]
    found = entries(document, lines, lines[-1].end, _places(authority_name))
    for entry in found:
        for person in _facts(document, entry, "letters/addressee", authority, authority_name):
            yield _as_head(person, entry is found[0], authority, authority_name)


def _as_head(person: PersonRole, first: bool, authority: str | None, authority_name: str) -> PersonRole:
    """The first addressee is the head of the service whatever the title, if it is a director's."""
    title = (person.title or "").lower()
    if not first or person.role != "other" or "director" not in title or re.search("assistant|deputy", title):
        return person
    body = person.organisation or (Organisation("authority", authority, authority_name) if authority else None)
    return PersonRole(person.name, "dcs", person.title, person.rule, person.spans, body)


def _places(authority_name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z'-]+", authority_name.lower()))


def copies(document: Document, authority: str | None, authority_name: str) -> Iterator[PersonRole]:
    """Those who got a copy of a letter."""
    blocks = document.blocks
    start = next((n for n, block in enumerate(blocks) if _COPY.match(document.text, block.start, block.end)), None)
    if start is None:
        return
    lines = [block for block in blocks[start : start + 20] if block.end - block.start < 250]
    end = next((n for n, block in enumerate(lines) if _AFTER_LETTER.match(document.text, block.start)), len(lines))
    lines = lines[:end]
    for entry in entries(document, lines, lines[-1].end, _places(authority_name)) if lines else ():
        yield from _facts(document, entry, "letters/copy", authority, authority_name)


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
        if block.kind in ("footnote", "item", "numbered") or len(line) > 150 or _COPY.match(line) or _AFTER_LETTER.search(line):
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
            inspectorate = headings.pop(0) if headings else "hmicfrs" if "hmicfrs" in said else said[0] if said else first
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


_SIGNED_TITLE = re.compile(r"(?:(?:His|Her) Majesty's |National |Regional |Deputy |Assistant |Divisional |Senior )*(?:Chief )?(?:Inspector|Director|Manager)\b")


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
    for post in posts or [None]:
        yield PersonRole(names.person_name(document.quote(name)), role, post, "letters/signatory", (proof,), body)


_WEB = re.compile(r"\bwww\.|https?:|\b[\w.-]+\.(?:gov|nhs)\.uk|\bWebsite\b|\bAddress\b", re.IGNORECASE)


def partnership(document: Document, sections: Sequence[Section], authority: str | None, authority_name: str) -> Iterator[PersonRole]:
    """The heads of a local area partnership: the first of the authority's, the others of the health board."""
    for section in sections:
        if section.key != "partnership-details":
            continue
        web = _WEB.search(document.text, section.span.start, section.span.end)
        end = web.start() if web else section.span.end
        blocks = [block for block in document.blocks_in(section.span)[1:] if block.start < end]
        health = next((found for block in blocks if (found := _health_board(document.quote(block.span), authority_name))), "")
        for entry in entries(document, blocks, end, _places(authority_name)) if blocks else ():
            yield from _partner(document, entry, health, authority, authority_name)


_HEALTH_BOARD = re.compile(
    r"\b(?:(?:NHS|(?!CEO|Local|Chief|Executive|Officer|Director|Authority)[A-Z][\w'-]+),? (?:and )?)+(?:area )?(?:ICB|Integrated Care (?:Board|System))\b"
)


def _health_board(line: str, authority_name: str) -> str:
    """The name of the health board in a line, without the authority's name beside it; empty if there is none."""
    found = _HEALTH_BOARD.search(line)
    if found is None:
        return ""
    before = re.match(rf"(?:.*\bCouncil|{re.escape(authority_name)})\s+(?=\S+ )", found.group(), re.IGNORECASE) if authority_name else None
    return found.group()[before.end() :] if before else found.group()


def _partner(document: Document, entry: Entry, health: str, authority: str | None, authority_name: str) -> Iterator[PersonRole]:
    written = re.sub(r"\s+", " ", document.quote(entry.rest)).strip(" ,()")
    title = names.strip_honours(re.sub(r"\s*Name of .*$", "", written)).strip(" ,()") or None
    name = names.person_name(document.quote(entry.name))
    proof = Span(entry.name.start, entry.rest.start + len(document.quote(entry.rest).rstrip()))
    slug = roles.role_slug(title)
    if slug in ("dcs", "lead-member", "council-leader") and authority:
        body = Organisation("authority", authority, authority_name or authority)
    elif slug == "chief-executive" and authority and "council" in (title or "").lower():
        body = Organisation("authority", authority, authority_name or authority)
    else:
        slug = "health" if slug in ("other", "chief-executive", "health") else slug
        board = _health_board(title or "", "") or health
        body = Organisation("other", "", board) if board else None
    yield PersonRole(name, slug, title, "letters/partnership", (proof,), body)
