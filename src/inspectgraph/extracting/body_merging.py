"""Mentions of one body brought together: families of names, short forms, abbreviations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from inspectgraph.extracting.body_heads import NOT_BODIES
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
        others: Other forms of the name at this place.
        key: What it is merged by, when it is a known name.
        national: Whether it is no body of the authority.
        alias: A proper name that the text gives beside it.
        definite: Whether "the" stands before it, so that it may take up a longer name.
    """

    text: str
    span: Span
    kind: str
    rule: str
    abbreviation: str | None = None
    others: tuple[str, ...] = ()
    key: str | None = None
    national: bool = False
    definite: bool = False
    alias: str | None = None


#: Names of one body in all documents: key and what a normal form must match.
_FAMILIES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        ("safeguarding-adults", r"(?:\w+ ){0,2}(?:safeguarding adult|adult safeguarding) board"),
        ("lscb", r"(?:\w+ ){0,2}safeguarding (?:child|children) board|safeguarding board|lscb(?: board)?|[a-z]{1,3}scb"),
        ("care-leavers", r"(?:18 )?(?:care leaver|leaving care|after care|leaving and after care|leaving care and after care|leaving care and care leaver|care leaving) unit"),
        ("adoption", r"adoption (?:unit|agency)"),
        ("fostering", r"fostering (?:unit|agency)"),
        ("iro", r"(?:independent reviewing(?: officer)?|iro|independent reviewing and .*) unit"),
        ("corporate-parenting", r"(?:\w+ )?corporate parenting (?:\w+ )?(?:board|panel|group|committee|forum|executive|partnership)"),
        ("virtual-school", r"(?:\w+ )?virtual school(?: unit)?"),
        ("emergency-duty", r"(?:out of (?:office )?hour )?emergency (?:social work )?duty unit|edt|eds|out of (?:office )?hour (?:social work )?unit|out of hour emergency unit"),
        ("youth-offending", r"(?:integrated |multiagency )?youth (?:offending|justice) unit|yot|yo|yj"),
        ("disabled-children", r"(?:disabled (?:child|children|childrens)|child(?:ren)?(?: and young people)? with (?:a )?(?:disability|disabilitie)|children(?:s)? (?:with )?(?:disability|disabilitie)) unit"),
        ("mash", r"(?:\w+ ){0,3}(?:multiagency )?safeguarding hub(?: plu| plus)?|mash(?: plu| plus| unit)?"),
        ("camhs", r"camh|(?:\w+ ){0,2}child(?:ren)? and adolescent mental health unit|cam?hs(?: unit)?|cahm(?: unit)?"),
        ("mace", r"(?:strategic )?(?:multiagency )?child (?:sexual )?exploitation (?:panel|meeting|forum|group)|mace (?:panel|meeting|forum)"),
        ("mase", r"(?:\w+ ){0,5}mase (?:panel|meeting)"),
        ("marac", r"(?:\w+ )?(?:(?:multiagency )?risk assessment conference|marac)(?: panel| meeting)?"),
        ("cafcass", r"child(?:ren)? and family court advisory and support unit"),
        ("health-and-wellbeing", r"(?:\w+ ){0,2}health and well ?being (?:strategic )?board"),
        ("child-death", r"(?:\w+ ){0,3}child death overview panel|cdop"),
        ("children-in-care-council", r"(?:children|child|kid)(?: and young people)? (?:in care|looked after) council|looked after child(?:ren)? council|(?:children|child) looked after council|cicc|clcc"),
        ("designated-officer", r"(?:local authority )?(?:designated officer|lado) unit"),
        ("national-probation-service", r"(?:national )?probation unit"),
        ("sendiass", r"(?:special educational need and disabilit(?:y|ie)|send) information,? advice,? and support unit|sendias unit|sendias"),
        ("out-of-court", r"family drug and alcohol court"),
        ("strengths-based", r".*strength based .*model.*|strength based model"),
        ("signs-of-safety", r"sign of safety(?: .*)?"),
        ("troubled-families", r"troubled familie programme"),
        ("advocacy", r"(?:independent |formal )?advocacy unit"),
        ("independent-visitor", r"independent (?:visitor|visiting) (?:unit|scheme|programme)"),
        ("restorative", r".*\b(?:restorative|relational)\b.*\bmodel|restorative practice|.*model of restorative practice"),
        ("childrens-trust", r"children trust(?: (?:partnership )?board)?"),
        ("systemic", r"systemic (?:\w+ )?model"),
        ("safeguarding-partnership", r"(?:\w+ ){0,3}safeguarding (?:child |children )?partnership"),
        ("performance-subgroup", r"performance and quality assurance sub ?group"),
    )
)  # fmt: skip
#: Functions of which an authority has one unit, whether it is called team, service or unit.
_ONE_UNIT = re.compile(
    r"(?:.*\b)?(?:care leaver|leaving|leaving care|after care|adoption|fostering|reviewing(?: officer)?|iro|duty|out of (?:office )?hour|offending|youth justice|school|disabled children|disabilit\w+|health|officer|lado|visitor|visiting|advocacy|therapy|portage|probation|support|in care|exploitation|camh|cahm|mash|sendias|hour (?:social work|emergency)|\d+ \d+) (?:team|service|unit)"
)
_FRONT = frozenset(
    "multiagency specialist therefore the local integrated authority council dedicated strategic targeted professional overall designated proposed universal".split()
)
#: Every team of a children's service may be called a social work team.
_SOCIAL_WORK = re.compile(r"(?<=\w) social work(?:er)?(?= (?:team|service|unit)s?$)")
_CARE = re.compile(
    r"\b(?:looked after children(?: and young people)?|children (?:and young people )?looked after|child looked after|child in care|cla|lac|cared for children|cic)\b"
)


def normal_form(text: str, places: frozenset[str]) -> str:
    """A name without place, case, hyphens, possessives and plurals, its unit noun made one word.

    Args:
        text: The name.
        places: Words of the authority's names.
    """
    lowered = re.sub(r"(?<=\w)'s?(?!\w)", "", re.sub(r"multi[- ]+agency", "multiagency", text.lower()))
    lowered = _SOCIAL_WORK.sub("", lowered)
    words = [word for word in re.findall(r"\w+", lowered) if word not in places]
    while len(words) > 2 and words[0] in _FRONT and words[1] != "officer":
        words = words[1:]
    words = [word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in words]
    form = re.sub(r"\bchild in need|\bcin\b", "children in need", _CARE.sub("children in care", " ".join(words)))
    if _OFFER.fullmatch(text):
        return re.sub(r" \w+$", " offer", form)
    named = re.fullmatch(r"(?:[a-z-]+ )?'?[A-Z][\w-]+'? (?:[Tt]eam|[Ss]ervice)s?", text)
    return re.sub(r"(?:team|service|unit)$", "unit", form) if named or _ONE_UNIT.fullmatch(form) else form


#: A proper name before a word for what is on offer, which may be called by several such words.
_OFFER = re.compile(
    r"(?:(?:[a-z-]+ )?[A-Z][\w-]+(?: [A-Z][\w-]+){0,2}|.*'[\w -]+') (?:[Pp]rogramme|[Pp]roject|[Ss]cheme|[Ii]nitiative)"
)


_QUOTED = re.compile(r"(?<!\w)'([A-Za-z][^'\n]{3,})'")


def _key(mention: Mention, places: frozenset[str]) -> str:
    if mention.key:
        return mention.key
    if (quoted := _QUOTED.search(mention.text)) and mention.kind in ("programme", "project", "model", "council"):
        return normal_form(quoted[1], places)
    if mention.kind in ("programme", "project") and _OFFER.fullmatch(mention.text):
        return normal_form(mention.text.rpartition(" ")[0].replace("'", "").removeprefix("National "), places)
    normal = normal_form(mention.text, places)
    for key, pattern in _FAMILIES:
        if pattern.fullmatch(normal):
            return key
    return normal


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
    keys: dict[Mention, str] = {mention: _key(mention, places) for mention in mentions}
    known = {m.text.lower(): m.key for m in mentions if m.key and m.rule != "body_appositions/listed"}
    keys |= {m: known[m.abbreviation.lower()] for m in mentions if m.abbreviation and m.abbreviation.lower() in known}
    by_abbreviation = {
        m.abbreviation.lower(): keys[m] for m in reversed(mentions) if m.abbreviation and m.abbreviation not in _SHARED
    }
    by_alias = {m.alias.lower(): keys[m] for m in reversed(mentions) if m.alias}
    by_form = {form.lower(): keys[m] for m in reversed(mentions) for form in m.others if form[0].isupper()}
    gathered: dict[str, _Gathered] = {}
    for mention in mentions:
        key = by_alias.get(mention.text.lower(), keys[mention])
        if mention.rule.startswith("body_appositions"):
            key = by_form.get(mention.text.lower(), key)
        if mention.key is None or mention.rule in _WEAKEST:
            key = _through_abbreviation(mention, key, by_abbreviation, places)
        if key not in gathered and key not in _FAMILY_KEYS:
            key = _longer(key, gathered, definite=mention.definite) or key
        gathered.setdefault(key, _Gathered(key)).mentions.append(mention)
    abbreviations = _abbreviation_mentions(document, gathered, spans, by_abbreviation)
    bodies = [_body(entry, abbreviations.get(entry.key, []), authority) for entry in gathered.values()]
    if any(re.search(r"\bAdopt|\bAdoption [A-Z]", body.name) and body.kind == "partnership" for body in bodies):
        bodies = [body for body in bodies if body.name.lower() != "regional adoption agency"]
    return tuple(sorted(bodies, key=lambda body: body.spans[0]))


_FAMILY_KEYS = frozenset(key for key, _ in _FAMILIES)


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
    {"body_appositions/defined", "body_appositions/acting", "body_appositions/listed", "body_appositions/quoted"}
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
    pattern = re.compile(
        r"(?<![\w-])(?:" + "|".join(sorted(map(re.escape, written), key=len, reverse=True)) + r")(?![\w-])"
    )
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
    return Body(
        full.text, full.kind, full.rule, tuple(every), abbreviation, tuple(others), None if national else authority
    )
