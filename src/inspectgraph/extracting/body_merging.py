"""Mentions of one body brought together: families of names, short forms, abbreviations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from inspectgraph.extracting.body_heads import NOT_BODIES
from inspectgraph.extracting.body_keys import FAMILY_KEYS, Mention, key_of, quoted_name
from inspectgraph.facts import Body
from inspectgraph.reading.document import Document, Span


@dataclass
class _Gathered:
    key: str
    mentions: list[Mention] = field(default_factory=list)


def merge(
    document: Document,
    mentions: list[Mention],
    spans: list[Span],
    authority: str | None,
    authority_names: tuple[str, ...],
) -> tuple[Body, ...]:
    """The bodies behind some mentions, in order of the first.

    Args:
        document: Where the mentions stand.
        mentions: In any order; of those that overlap the widest counts.
        spans: Stretches of the text in which abbreviations count as mentions.
        authority: Slug of the owner of bodies that are not national.
        authority_names: Names that may stand before a body's own.
    """
    places = frozenset(part for name in authority_names for part in re.findall(r"\w+", name.lower())) - {
        "and",
        "of",
        "on",
        "the",
        "upon",
    }
    mentions = _without_overlaps(mentions)
    keys: dict[Mention, str] = {mention: key_of(mention, places) for mention in mentions}
    known = {m.text.lower(): m.key for m in mentions if m.key and m.rule != "body_appositions/listed"}
    keys |= {m: known[m.abbreviation.lower()] for m in mentions if m.abbreviation and m.abbreviation.lower() in known}
    by_abbreviation = {
        m.abbreviation.lower(): keys[m] for m in reversed(mentions) if m.abbreviation and m.abbreviation not in _SHARED
    }
    by_alias = {m.text.lower(): keys[m] for m in reversed(mentions) if m.rule in _SAID}
    by_alias |= {m.alias.lower(): keys[m] for m in reversed(mentions) if m.alias}
    by_form = {form.lower(): keys[m] for m in reversed(mentions) for form in m.others if form[0].isupper()}
    gathered: dict[str, _Gathered] = {}
    for mention in mentions:
        called = (mention.text.lower(), (quoted_name(mention.text) or "").lower())
        key = next((by_alias[form] for form in called if form in by_alias), keys[mention])
        if mention.rule.startswith("body_appositions"):
            key = by_form.get(mention.text.lower(), key)
        if mention.key is None or mention.rule in _WEAKEST:
            key = _through_abbreviation(mention, key, by_abbreviation, places)
        if key not in gathered and key not in FAMILY_KEYS:
            key = _longer(key, gathered, definite=mention.definite) or key
        gathered.setdefault(key, _Gathered(key)).mentions.append(mention)
    abbreviations = _abbreviation_mentions(document, gathered, spans, by_abbreviation)
    bodies = [_body(entry, abbreviations.get(entry.key, []), authority) for entry in gathered.values()]
    if any(re.search(r"\bAdopt|\bAdoption [A-Z]", body.name) and body.kind == "partnership" for body in bodies):
        bodies = [body for body in bodies if body.name.lower() != "regional adoption agency"]
    return tuple(sorted(bodies, key=lambda body: body.spans[0]))


#: Rules that give a name beside the kind of its body, by which the text may call it with or without that.
_SAID = frozenset({"body_appositions/named", "body_appositions/explained"})
#: Abbreviations that several bodies of one document may share.
_SHARED = frozenset({"ICB", "CCG", "CRC"})


def _through_abbreviation(mention: Mention, key: str, by_abbreviation: dict[str, str], places: frozenset[str]) -> str:
    """The key of the body whose abbreviation makes up the name ("MASH team")."""
    if mention.abbreviation and mention.abbreviation.lower() in by_abbreviation:
        return by_abbreviation[mention.abbreviation.lower()]
    words = [word for word in re.findall(r"[\w+&-]+", mention.text.lower()) if word not in places]
    for candidate in (" ".join(words), " ".join(words[:-1])):
        for form in (candidate, candidate.removesuffix("s"), candidate + "s"):
            if candidate and form in by_abbreviation:
                return by_abbreviation[form]
    return key


def _longer(key: str, gathered: dict[str, _Gathered], *, definite: bool) -> str | None:
    """The one longer name before it that a short form takes up ("the placement panel")."""
    if " " not in key or key.endswith("partnership") and key.count(" ") < 2:
        return None
    longer = [other for other in gathered if other.endswith(" " + key) and (definite or other.endswith(" and " + key))]
    return longer[0] if longer else None


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """Of mentions that overlap, the widest; it takes over the key of a known name that it ends in or nearly so."""
    kept: list[Mention] = []
    solid = sorted((m.span for m in mentions if m.rule not in _WEAKEST), key=lambda span: span.start)
    mentions = [m for m in mentions if m.rule not in _WEAKEST or not _overlaps(m.span, solid)]
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.key is None)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
            continue
        first, second = kept[-1], mention
        wide, narrow = (
            (first, second)
            if first.span.end - first.span.start >= second.span.end - second.span.start
            else (second, first)
        )
        if narrow.kind == "council" and wide.text.endswith("groups") and narrow.span.start == wide.span.start:
            kept[-1] = replace(narrow, abbreviation=wide.abbreviation)
            continue
        if narrow.alias == wide.text:
            kept[-1] = narrow
            continue
        if narrow.rule == "body_known/police" and wide.kind == "programme":
            kept[-1] = narrow
            continue
        if narrow.key and not wide.key and abs(wide.span.end - narrow.span.end) < 14:
            wide = replace(
                wide, key=narrow.key, others=(*wide.others, narrow.text), national=narrow.national, kind=narrow.kind
            )
        elif (
            narrow.key
            and not wide.key
            and narrow.span.start == wide.span.start
            and {narrow.kind, wide.kind} <= {"programme", "project"}
        ):
            wide = replace(wide, key=narrow.key, others=(*wide.others, narrow.text), national=narrow.national)
        kept[-1] = wide
    return kept


#: Counts only where no other rule sees a body.
_WEAKEST = frozenset(
    {
        "body_appositions/defined",
        "body_appositions/acting",
        "body_appositions/listed",
        "body_appositions/quoted",
        "body_appositions/one-word",
        "body_appositions/provided",
        "body_appositions/capital-article",
    }
)


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def _abbreviation_mentions(
    document: Document, gathered: dict[str, _Gathered], spans: list[Span], by_abbreviation: dict[str, str]
) -> dict[str, list[Span]]:
    """Where the abbreviations that the document defines stand, for each body."""
    written = {
        m.abbreviation: by_abbreviation[m.abbreviation.lower()]
        for e in gathered.values()
        for m in e.mentions
        if m.abbreviation and m.abbreviation.lower() in by_abbreviation
    }
    found: dict[str, list[Span]] = {}
    if not written:
        return found
    # With a plain letter in front of each branch the search is one look at most characters.
    branches = (
        rf"{re.escape(short[0])}(?<![\w-]{re.escape(short[0])}){re.escape(short[1:])}"
        for short in sorted(written, key=len, reverse=True)
    )
    pattern = re.compile(f"(?:{'|'.join(branches)})(?![\\w-])")
    for span in spans:
        for match in pattern.finditer(document.text, span.start, span.end):
            found.setdefault(written[match[0]], []).append(Span(match.start(), match.end()))
    return found


def _body(entry: _Gathered, short: list[Span], authority: str | None) -> Body:
    mentions = entry.mentions
    full = next((m for m in mentions if m.abbreviation), None) or next(
        (m for m in mentions if " " in m.text), mentions[0]
    )
    abbreviation = next((m.abbreviation for m in mentions if m.abbreviation and m.abbreviation not in NOT_BODIES), None)
    taken = [m.span for m in mentions]
    every = sorted({*taken, *(s for s in short if not any(span.start <= s.start < span.end for span in taken))})
    forms = (name for mention in mentions for name in (mention.text, *mention.others))
    others = dict.fromkeys(name for name in forms if name not in (full.text, abbreviation))
    national = any(m.national for m in mentions)
    kind = "council" if any(m.kind == "council" for m in mentions) else full.kind
    return Body(full.text, kind, full.rule, tuple(every), abbreviation, tuple(others), None if national else authority)
