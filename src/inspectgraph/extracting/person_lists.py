"""Lists of people: each with a name, and beside it posts and organisations, however the lines were broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspectgraph.extracting import names, roles
from inspectgraph.facts import Organisation, PersonRole
from inspectgraph.reading.document import Block, Document, Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a list: the name and what stands beside it."""

    name: Span
    rest: Span


#: The last word of an organisation, after which the next name may begin in the same line.
_BODY_END = re.compile(
    r"\b(?:Council|Board|Trust|CCG|ICB|Police|Constabulary|Services?|Team|Unit|Partnership|[Aa]uthority|Company"
    r"|LSCB|Force)\b\)?[ ]+(?=[A-Z])"
)
#: What parts the people of a list that runs on in one line.
_NEXT = re.compile(r";\s+(?=[A-Z])")
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
        if first is not None and not places.issuperset(re.split(r"[\s-]+", document.quote(first).lower())):
            found.append(first)
        for body in _BODY_END.finditer(
            text, found[-1].end if found and found[-1].start >= block.start else block.start, last
        ):
            after_body = names.leading_name(text, body.end(), last)
            if (
                after_body is not None
                and text[after_body[1] : after_body[1] + 1] == ","
                and _follows_post(text, after_body[1], last)
            ):
                found.append(after_body[0])
        for mark in _NEXT.finditer(text, block.start, last):
            following = names.leading_name(text, mark.end(), last)
            if following is not None and text[following[1] : following[1] + 1] in (",", " "):
                found.append(following[0])
        for title in roles.TITLE_START.finditer(text, block.start, min(last + 60, end)):
            since = found[-1].end if found and found[-1].start >= block.start else block.start
            if title.start() <= since or title.start() > last + 1 or not _BETWEEN.search(text, since, title.start()):
                continue
            name = names.trailing_name(text, since, title.start(), places)
            if (
                name is not None
                and name not in found
                and text[max(since, name.start - 2) : name.start].strip() not in (",", "of", "the")
            ):
                found.append(name)
    if not found:
        return []
    found.sort()
    stops = [names.start_with_titles(text, name) for name in found[1:]] + [end]
    return [Entry(name, Span(name.end, stop)) for name, stop in zip(found, stops, strict=True)]


def _follows_post(text: str, start: int, end: int) -> bool:
    """Whether a post or an organisation follows a comma, as after a person and not after a place."""
    part = re.split(r"[,\n]", text[start + 1 : end], maxsplit=1)[0]
    return roles.is_title(part) or roles.is_organisation(part)


_PART = re.compile(r"(?:\bpolice,(?=\s+fire\b)|[^,(]|\([^)]*\)|\()+", re.IGNORECASE)
_OF_BODY = re.compile(
    r"^(.*?\b(?i:constable|commissioner|executive|officer|chair\w*))\s+(?:of|for)\s+(?:the\s+)?([A-Z].*)$"
)
_SECOND_TITLE = re.compile(
    r"\s+(?:and|&)\s+(?=(?:(?:lead|chief|interim|acting|executive|statutory|strategic|corporate"
    r"|deputy)\s+)*(?:director|designated|chief\s+(?:executive|nurse|officer)|head\s+of|manager|nurse|leader)\b)",
    re.IGNORECASE,
)


_LINE_END = re.compile(r"(?P<before>[^,\n]*)\n+(?=(?P<after>[^\n]*))")


def _comma_or_space(match: re.Match[str]) -> str:
    """A line end as a comma where an organisation stands under a whole title, as a space where a line was wrapped."""
    before, after = match["before"], match["after"]
    whole = roles.is_title(before) or roles.continues_title(before)
    wrapped = re.search(r"(?:\b(?:of|for|and|the)|&|'s)\s*$", before) or re.match(r"(?:Services?|and|of|for)\b", after)
    apart = whole and not wrapped and roles.is_organisation(after) and not roles.is_title(after)
    return f"{before}, " if apart else f"{before} "


def titles_and_bodies(written: str) -> tuple[list[str], list[str]]:
    """The posts and the organisations in what stands beside a name.

    Returns:
        Both in the order of the text; a list may be empty.
    """
    titles: list[str] = []
    bodies: list[str] = []
    written = re.sub(r"\s+", " ", _LINE_END.sub(_comma_or_space, names.strip_honours(written))).strip(" ,.–-")
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
        elif roles.is_title(part) and not re.match(
            r"(?:national\s+)?probation service|department", part, re.IGNORECASE
        ):
            titles.append(part)
        elif titles and not bodies and _BARE_DIRECTOR.fullmatch(titles[-1]) and _FUNCTION.fullmatch(part):
            titles[-1] += ", " + part
        elif roles.is_organisation(part) and not (titles and re.search(r",\s*$", titles[-1])):
            bodies.append(part)
        elif titles and not bodies and roles.continues_title(part):
            titles[-1] += ", " + part
        elif part[0].isupper():
            bodies.append(part)
    posts: list[str] = []
    for title in titles:
        post = title
        of_body = _OF_BODY.match(title)
        if (
            of_body
            and roles.is_organisation(of_body[2])
            and not re.search(r"police(?:,? fire)? and crime", title, re.IGNORECASE)
        ):
            post = of_body[1]
            bodies.insert(0, of_body[2])
        posts += [part.strip() for part in _SECOND_TITLE.split(post)]
    return posts, bodies


#: "Executive Director, Children's Services": the comma parts a title from what it is for.
_BARE_DIRECTOR = re.compile(r"(?:\w+ )*director", re.IGNORECASE)
_FUNCTION = re.compile(
    r"(?:children|people|young people|families|education|adults?)(?:'s)?\b[^,]*\bservices?", re.IGNORECASE
)


def _goes_on(body: str, part: str) -> bool:
    """Whether a part goes on with a list of places that name one organisation."""
    return not roles.is_organisation(body) and roles.is_organisation(part) and " and " in part


def posts_of(
    document: Document, entry: Entry, rule: str, authority: str | None, authority_name: str
) -> Iterator[PersonRole]:
    """What an entry of a list says of its person.

    Args:
        document: Where the list stands.
        entry: One of its people.
        rule: Id of the rule that found the list.
        authority: Slug of the authority that the document is about.
        authority_name: Its name.

    Returns:
        A role for each post, of a health post for each of its organisations.
    """
    name = names.person_name(document.quote(entry.name))
    written = document.quote(entry.rest)
    posts, bodies = titles_and_bodies(written)
    span = Span(entry.name.start, entry.rest.start + len(written.rstrip()))
    around = " ".join(bodies)
    each: list[str | None] = [*posts] or [None]
    for title in each:
        slug = roles.role_slug(title, around)
        organisations = [roles.organisation(body, authority, authority_name) for body in bodies]
        if slug in ("dcs", "chief-executive", "lead-member", "council-leader") and authority:
            own = [body for body in organisations if body.kind == "authority"]
            organisations = own or [Organisation("authority", authority, authority_name or authority)]
        where: list[Organisation | None] = [*(organisations if slug == "health" else organisations[:1])] or [None]
        for body in where:
            yield PersonRole(name, slug, title, rule, (span,), body)


#: A line of a postal address.
ADDRESS = re.compile(
    r"(?:PO Box|P\.O\.|\d|Civic|Town Hall|County Hall|City Hall|Council (?:House|Offices)).*"
    r"|[^,]*\b(?:Street|Road|House|Hall|Avenue|Lane|Floor|Offices?|Centre|Square|Buildings?|Wharf|Quay|Terrace|Crescent|Drive|Plaza)"
    r"|[^,]+,[^,]*\b(?:Street|Road|Avenue|Lane|Square|Way|Place|Gate|Quay|Wharf|Terrace|Crescent|Drive)"
    r"|.*\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}"
)


def words_of_place(authority_name: str) -> frozenset[str]:
    """The lower-case words of an authority's name."""
    return frozenset(re.findall(r"[a-z']+", authority_name.lower()))
