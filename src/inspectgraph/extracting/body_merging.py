"""Mentions of one body brought together: families of names, short forms, abbreviations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from inspectgraph.extracting import body_names as names
from inspectgraph.facts import Body
from inspectgraph.reading.document import Document, Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a body at one place.

    Attributes:
        text: The name.
        span: Where it stands.
        kind: Slug of the body-type scheme.
        rule: Id of the rule that found it.
        abbreviation: As defined there.
        shorter: The name without weak words at its front.
        key: What it is merged by, when it is a known name.
        national: Whether it is no body of the authority.
    """

    text: str
    span: Span
    kind: str
    rule: str
    abbreviation: str | None = None
    shorter: str | None = None
    key: str | None = None
    national: bool = False


#: Names of one body in all documents: key and what a normal form must match.
_FAMILIES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        ("lscb", r"(?:.* )?(?:local )?safeguarding (?:child|children|childrens) board|.*\blscb|[a-z]{1,2}scb"),
        ("care-leavers", r"(?:18 )?(?:care leaver|leaving care|after care|leaving and after care|leaving care and after care|care leaving)(?: unit)"),
        ("adoption", r"adoption (?:unit|agency)"),
        ("fostering", r"fostering (?:unit|agency)"),
        ("iro", r"(?:independent reviewing(?: officer)?|iro) unit"),
        ("corporate-parenting", r"(?:\w+ )?corporate parenting (?:\w+ )?(?:board|panel|group|committee|forum|executive|partnership)"),
        ("virtual-school", r"virtual school.*"),
        ("emergency-duty", r"(?:out of (?:office )?hour )?emergency (?:social work )?duty unit|edt|eds"),
        ("youth-offending", r"(?:integrated |multi agency )?youth (?:offending|justice) unit"),
        ("disabled-children", r"(?:disabled (?:child|children|childrens)|child(?:ren)? with (?:a )?disabilit(?:y|ie|ies)|children(?:s)? (?:with )?disabilit(?:y|ies)) unit"),
        ("mash", r"(?:.* )?multi agency safeguarding hub(?: plu[s]?)?|mash"),
        ("camhs", r"(?:.* )?child(?:ren)? and adolescent mental health unit|camhs"),
        ("marac", r"(?:multi agency risk assessment conference|marac)(?: panel| meeting)?"),
        ("cafcass", r"child(?:ren)? and family court advisory and support unit"),
        ("health-and-wellbeing", r"(?:\w+ )?health and well ?being board"),
        ("child-death", r"(?:\w+ )*child death overview panel"),
        ("children-in-care-council", r"(?:children|child|kids)(?: and young people)? (?:in care|looked after) council|looked after child(?:ren)? council|cicc|clcc"),
        ("designated-officer", r"(?:local authority )?(?:designated officer|lado) unit"),
        ("national-probation-service", r"national probation unit"),
        ("sendiass", r".*special educational need and disabilit(?:y|ies|ie),? information,? advice,? and support unit"),
    )
)  # fmt: skip
_UNIT = re.compile(r"\b(?:team|service|unit)s?\b")


def _normal(text: str, places: frozenset[str]) -> str:
    """A name without place, case, hyphens, possessives and plurals, its unit noun made one word."""
    words = re.sub(r"[^\w' ]+", " ", text.lower().replace("’", "'")).split()
    words = [re.sub(r"'s?$|^'|(?<=s)'$", "", word) for word in words]
    words = [word for word in words if word and word not in places]
    while len(words) > 1 and words[0] in ("the", "specialist", "local", "integrated", "authority", "virtual-", "council", "dedicated", "in", "house", "children") and words[0:2] != ["children", "in"] and len(words) > 2:
        if words[0] == "children" and words[1] not in ("social",):
            break
        words = words[1:]
    words = [re.sub(r"(?<=[^s])s$", "", re.sub(r"ies$", "y", word)) if len(word) > 3 else word for word in words]
    return re.sub(r"^(?:team|service|unit)$", "unit", " ".join(words[:-1] + ["unit" if words and words[-1] in ("team", "service", "unit") else (words[-1] if words else "")])).strip()


def key_of(mention: Mention, places: frozenset[str]) -> str:
    """What a mention is merged by."""
    if mention.key:
        return mention.key
    normal = _normal(mention.text, places)
    for key, pattern in _FAMILIES:
        if pattern.fullmatch(normal):
            return key
    return normal


@dataclass
class _Gathered:
    mentions: list[Mention] = field(default_factory=list)
    abbreviations: list[str] = field(default_factory=list)


def merge(
    document: Document, mentions: list[Mention], spans: list[Span], authority: str | None, authority_names: tuple[str, ...]
) -> tuple[Body, ...]:
    """The bodies behind some mentions, in order of the first."""
    places = frozenset(part for name in authority_names for part in name.lower().split()) - {"and", "of", "on", "the", "upon"}
    mentions = _without_overlaps(mentions)
    by_abbreviation: dict[str, str] = {}
    for mention in mentions:
        if mention.abbreviation:
            by_abbreviation.setdefault(mention.abbreviation.upper(), key_of(mention, places))
    gathered: dict[str, _Gathered] = {}
    for mention in mentions:
        key = key_of(mention, places)
        key = by_abbreviation.get(mention.text.upper(), key)
        entry = gathered.setdefault(key, _Gathered())
        entry.mentions.append(mention)
        if mention.abbreviation and mention.abbreviation not in entry.abbreviations:
            entry.abbreviations.append(mention.abbreviation)
    bodies = [_body(entry, document, spans, authority) for entry in gathered.values()]
    return tuple(sorted(bodies, key=lambda body: body.spans[0]))


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """Of mentions that overlap, the widest."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if kept and mention.span.start < kept[-1].span.end:
            if mention.span.end - mention.span.start > kept[-1].span.end - kept[-1].span.start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


def _body(entry: _Gathered, document: Document, spans: list[Span], authority: str | None) -> Body:
    first = entry.mentions[0]
    full = next((m for m in entry.mentions if m.abbreviation), None) or next((m for m in entry.mentions if " " in m.text), first)
    abbreviation = entry.abbreviations[0] if entry.abbreviations else None
    every = [m.span for m in entry.mentions]
    for short in entry.abbreviations:
        for match in re.finditer(rf"\b{re.escape(short)}(?!\w)", document.text):
            if any(match.start() in span for span in spans) and not any(match.start() in span for span in every):
                every.append(Span(match.start(), match.end()))
    others = dict.fromkeys(
        name for mention in entry.mentions for name in (mention.text, mention.shorter) if name and name not in (full.text, abbreviation)
    )
    national = any(mention.national for mention in entry.mentions)
    return Body(
        full.text, full.kind, full.rule, tuple(sorted(every)), abbreviation, tuple(others), None if national else authority
    )
