"""The people whom a document names, with their roles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from inspectgraph.dates import PartialDate, find_dates
from inspectgraph.extracting import letters, names, partnership, post_titles, posts, roles, team
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import Organisation, PersonRole, UnnamedPost
from inspectgraph.reading.document import Document, Span

RULES: dict[str, str] = {
    "people/by-line": "“By” and a name in the first lines of an article is its author.",
    "people/post-and-name": "A post and the name right after it, or a name and the post after a comma.",
    "people/replaced-in": (
        "“Who replaced” and a name: the holder before; a date after it ends one tenure and begins the other."
    ),
    "people/now": "“Now” and a post after a former holder's name is what that person does since.",
    "people/holder-since": "The post of a named person of which the text says elsewhere since when it is held.",
}

_SINGLE_SEATS = frozenset({"dcs", "chief-executive", "lead-member", "council-leader", "lscb-chair"})


def find_people(
    document: Document, sections: Sequence[Section], authority: str | None, kind: str, authority_name: str = ""
) -> tuple[PersonRole, ...]:
    """The people of a document, once for each role and organisation.

    Args:
        document: What was read.
        sections: Its sections.
        authority: Slug of the authority that it is about.
        kind: Its layout: `sif`, `ilacs`, `lac`, `aipc`, `ucra`, `jtai`, `area-send`, `joint-area-review`,
            `focused-visit`, `monitoring-visit`, `area-send-letter` or `news`.
        authority_name: The authority's short name; it tells its own posts from others'.

    Returns:
        The roles in the order of the text. A named holder of a post has the start that the text gives for it.
    """
    if kind == "news":
        return _distinct(_news(document, authority, authority_name))
    found: list[PersonRole] = list(team.labelled(document, () if kind == "area-send" else sections))
    if kind == "area-send":
        found += team.in_columns(document, sections)
        found += partnership.partners(document, sections, authority, authority_name)
    elif kind in ("ucra", "jtai", "focused-visit", "monitoring-visit", "joint-area-review", "area-send-letter"):
        found += letters.addressees(document, authority, authority_name)
        found += letters.signatories(document)
        found += letters.copies(document, authority, authority_name)
    people = _distinct(found)
    if any(person.role in _SINGLE_SEATS for person in people):
        people = _with_starts(people, posts.find_tenures(document, sections, authority, authority_name))
    return people


def _distinct(found: Iterable[PersonRole]) -> tuple[PersonRole, ...]:
    """One for each name, role and organisation; names that differ in case and punctuation only are one."""
    kept: dict[tuple[str, str, str, str, bool], PersonRole] = {}
    for person in sorted(found, key=lambda one: one.spans[0]):
        where = person.organisation.name if person.organisation else ""
        title = "" if person.rule.startswith("team/") else (person.title or "").lower()
        kept.setdefault((names.same_person_key(person.name), person.role, title, where, person.former), person)
    return tuple(kept.values())


def _with_starts(people: Sequence[PersonRole], tenures: Sequence[UnnamedPost]) -> tuple[PersonRole, ...]:
    """Gives named holders of a post of which there is one the start that the text states for it."""

    def started(person: PersonRole) -> PersonRole:
        alone = sum(other.role == person.role for other in people) == 1
        if person.role not in _SINGLE_SEATS or not alone or person.former or person.start is not None:
            return person
        start = posts.latest_start(tenures, person.role, person.title or "")
        return (
            person
            if start is None
            else replace(person, start=start[0], spans=(*person.spans, start[1]), rule="people/holder-since")
        )

    return tuple(started(person) for person in people)


_BY_LINE = re.compile(r"(?:^|\n)By:?\s+(?=[A-Z])", re.IGNORECASE)
_BY_LINES_WITHIN = 1500
_REPLACED = re.compile(r",?\s*(?:who\s+)?(?:has\s+)?(?:replaced|succeeded|took\s+over\s+from)\s+")
_NOW = re.compile(
    r",?\s*(?:who\s+is\s+)?now\s+(?:the\s+)?(?P<title>[A-Za-z' ]{3,80}?)\s+(?:in|at|of"
    r"|for)\s+(?P<where>[A-Z][\w' -]{2,50})"
)
_SINCE = re.compile(
    r",?\s*(?:who\s+)?(?:has\s+been\s+in\s+(?:the\s+)?(?:post|role)\s+since|was\s+appointed\s+in"
    r"|took\s+up\s+(?:the\s+)?(?:post|role)\s+in|joined\s+in)\s+"
)


def _news(document: Document, authority: str | None, authority_name: str) -> Iterator[PersonRole]:
    """By-lines, and the people whom an article names with a post."""
    text = document.text
    for by in _BY_LINE.finditer(text, 0, min(len(text), _BY_LINES_WITHIN)):
        line_end = document.block_at(by.end()).end
        for name in names.split_names(text, by.end(), line_end):
            yield PersonRole(
                names.person_name(document.quote(name)),
                "journalist",
                "By",
                "people/by-line",
                (Span(by.end(), name.end),),
            )
    for post in post_titles.ROLE.finditer(text):
        block = document.block_at(post.start())
        following = names.leading_name(
            text, post.end() + (1 if text[post.end() : post.end() + 1] == "," else 0), block.end
        )
        title = re.sub(r"\s+", " ", post["title"] + (post["abbreviation"] or ""))
        swallowed = _name_within(text, post.start("title"), post.end("title"))
        if swallowed is not None:
            title = re.sub(r"\s+", " ", text[post.start() : swallowed.start]).strip(" ,")
            yield from _holder(document, swallowed, title, Span(post.start(), swallowed.end), authority, authority_name)
            continue
        if following is not None:
            yield from _holder(
                document, following[0], title, Span(post.start(), following[0].end), authority, authority_name
            )
            continue
        before = re.search(r",\s+(?:the\s+|its\s+|[\w' -]{0,40}'s?\s+)?$", text[block.start : post.start()])
        if before is None:
            continue
        ahead = names.trailing_name(text, block.start, block.start + before.start())
        if ahead is not None and text[ahead.end : block.start + before.start()].strip() == "":
            yield from _holder(document, ahead, title, Span(ahead.start, post.end()), authority, authority_name)


_CAPITAL_WORD = re.compile(r"(?<= )[A-Z]")


def _name_within(text: str, start: int, end: int) -> Span | None:
    """The name that follows a title within what was taken for the title."""
    for capital in _CAPITAL_WORD.finditer(text, start + 1, end):
        if found := names.leading_name(text, capital.start(), end):
            return found[0]
    return None


def _holder(
    document: Document, name: Span, title: str, proof: Span, authority: str | None, authority_name: str
) -> Iterator[PersonRole]:
    """A holder with a post, the one before if the sentence goes on to name that one, and what that one does now."""
    text = document.text
    block = document.block_at(name.start)
    slug = roles.role_slug(title)
    seat = (
        Organisation("authority", authority, authority_name or authority)
        if authority and slug in _SINGLE_SEATS - {"lscb-chair"}
        else None
    )
    holder = names.person_name(document.quote(name))
    after = max(proof.end, name.end)
    if since := _SINCE.match(text, after, block.end):
        start = _date_right_after(text, since.end(), block.end)
        if start is not None:
            yield PersonRole(
                holder, slug, title, "people/post-and-name", (Span(proof.start, start[1]),), seat, start[0]
            )
            return
    replaced = _REPLACED.match(text, after, block.end)
    former = names.leading_name(text, replaced.end(), block.end) if replaced else None
    if former is None:
        yield PersonRole(holder, slug, title, "people/post-and-name", (proof,), seat)
        return
    lead = re.compile(r"\s+in\s+").match(text, former[0].end, block.end)
    changed = _date_right_after(text, lead.end(), block.end) if lead else None
    date, end = changed if changed else (None, former[0].end)
    spans = (Span(proof.start, end),)
    earlier = names.person_name(document.quote(former[0]))
    yield PersonRole(holder, slug, title, "people/replaced-in", spans, seat, date)
    yield PersonRole(earlier, slug, title, "people/replaced-in", spans, seat, None, date, True)
    if now := _NOW.match(text, end, block.end):
        body = roles.organisation(now["where"], None, "")
        yield PersonRole(
            earlier,
            roles.role_slug(now["title"]),
            now["title"],
            "people/now",
            (Span(former[0].start, now.end()),),
            body,
        )


def _date_right_after(text: str, start: int, end: int) -> tuple[PartialDate, int] | None:
    found = find_dates(text, start, min(end, start + 30), years=True)
    return (found[0].start, found[0].last) if found and found[0].first == start else None
