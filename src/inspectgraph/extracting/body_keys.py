"""By what the mentions of one body are known to be of one: their keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from inspectgraph.extracting.body_names import ORDINARY
from inspectgraph.reading.document import Span


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
        ("lscb", r"(?:\w+ ){0,2}safeguarding (?:child|children) board|(?:\w+ ){0,2}child(?:ren)? safeguarding board|safeguarding board|lscb(?: board)?|[a-z]{1,3}scb"),
        ("care-leavers", r"(?:18 )?(?:care leaver|leaving care|after care|leaving and after care|leaving care and after care|leaving care and care leaver|care leaving) unit|(?:unit|service|team) for (?:\w+ )?(?:care leaver|young (?:people|person) leaving care)"),
        ("adoption", r"adoption (?:unit|agency)"),
        ("fostering", r"fostering (?:unit|agency)"),
        ("iro", r"(?:independent reviewing(?: officer)?|iro|independent reviewing and .*) unit"),
        ("corporate-parenting", r"(?:\w+ )?corporate parent(?:ing)? (?:\w+ )?(?:board|panel|group|committee|forum|executive|partnership)"),
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
_SOCIAL_WORK = re.compile(r"(?<=\w) social (?:work(?:er)?|care)(?= (?:team|service|unit)s?$)")
#: "0 to 19", which others write "0-19".
_AGES = re.compile(r"\b(\d+) to (\d+)\b")
_CARE = re.compile(
    r"\b(?:looked after children(?: and young people)?|children (?:and young people )?looked after|child looked after|child in care|cla|lac|cared for children|cic)\b|\blooked after(?= (?:service|team|unit)s?$)"
)


@lru_cache(maxsize=4096)
def normal_form(text: str, places: frozenset[str]) -> str:
    """A name without place, case, hyphens, possessives and plurals, its unit noun made one word.

    Args:
        text: The name.
        places: Words of the authority's names.
    """
    lowered = re.sub(r"(?<=\w)'s?(?!\w)", "", re.sub(r"multi[- ]+agency", "multiagency", text.lower()))
    lowered = _SOCIAL_WORK.sub("", lowered)
    words = [word for word in re.findall(r"\w+", _AGES.sub(r"\1 \2", lowered)) if word not in places]
    while len(words) > 2 and words[0] in _FRONT and words[1] != "officer":
        words = words[1:]
    words = [word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in words]
    words = re.sub(r"\bserious case review\b", "scr", " ".join(words)).split()
    form = re.sub(r"\bchild in need|\bcin\b", "children in need", _CARE.sub("children in care", " ".join(words)))
    if _OFFER.fullmatch(text):
        return re.sub(r" \w+$", " offer", form)
    named = _NAMED_UNIT.fullmatch(_SOCIAL_WORK.sub("", text))
    if named and " " in named["name"] and not set(named["name"].lower().split()) - ORDINARY:
        named = None
    return re.sub(r"(?:team|service|unit)$", "unit", form) if named or _ONE_UNIT.fullmatch(form) else form


#: A unit with a proper name, which may be called team or service.
_NAMED_UNIT = re.compile(r"(?:[a-z-]+ )?'?(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})'? (?:[Tt]eam|[Ss]ervice)s?")
#: A proper name before a word for what is on offer, which may be called by several such words.
_OFFER = re.compile(
    r"(?:(?:[a-z-]+ )?[A-Z][\w-]+(?: [A-Z][\w-]+){0,2}|.*'[\w -]+') (?:[Pp]rogramme|[Pp]roject|[Ss]cheme|[Ii]nitiative)"
)


_QUOTED = re.compile(r"(?<!\w)'([A-Za-z][^'\n]{3,})'")


_GROUP = re.compile(r"' (?:sub-?)?group$")


def quoted_name(text: str) -> str | None:
    """What stands in quotation marks within a name."""
    quoted = _QUOTED.search(text)
    return quoted[1] if quoted else None


def key_of(mention: Mention, places: frozenset[str]) -> str:
    """What a mention is merged by: the key of a known name or of a family, else its normal form.

    Args:
        mention: The mention.
        places: Words of the authority's names.
    """
    if mention.key:
        named = mention.rule.startswith("body_appositions") and "'" not in mention.text and " " in mention.text
        return normal_form(mention.text, places) if named else mention.key
    if (quoted := quoted_name(mention.text)) and mention.kind in ("programme", "project", "model", "council"):
        return normal_form(quoted, places)
    if quoted and _GROUP.search(mention.text):
        return normal_form(quoted, places) + " group"
    if mention.kind in ("programme", "project") and _OFFER.fullmatch(mention.text):
        return normal_form(mention.text.rpartition(" ")[0].replace("'", "").removeprefix("National "), places)
    return _family_of(normal_form(mention.text, places))


@lru_cache(maxsize=4096)
def _family_of(normal: str) -> str:
    """The key of the family to which a name in its normal form belongs; the name itself where it belongs to none."""
    return next((key for key, pattern in _FAMILIES if pattern.fullmatch(normal)), normal)


#: Keys that stand for one body however long its name is.
FAMILY_KEYS = frozenset(key for key, _ in _FAMILIES)
