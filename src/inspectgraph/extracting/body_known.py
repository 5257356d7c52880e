"""Bodies that are recognised by their own name: statutory bodies, national charities, programmes of the field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inspectgraph.reading.document import Document, Span


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name found in a text.

    Attributes:
        span: Where it stands.
        text: As written there.
        key: What it is merged by.
        kind: Slug of the body-type scheme.
        national: Whether it is a body of the country, not of an authority.
        rule: Id of the rule.
    """

    span: Span
    text: str
    key: str
    kind: str
    national: bool
    rule: str


#: Key, kind, whether national, pattern. Patterns are case-sensitive where the words are common.
_KNOWN: tuple[tuple[str, str, bool, str], ...] = (
    # statutory and standard bodies under their usual short names
    ("virtual-school", "service", False, r"(?i:virtual school)"),
    ("mash", "hub", False, r"MASH\b\+?"),
    ("marac", "panel", False, r"MARACs?|(?i:multi- ?agency risk assessment conferences?)"),
    ("mappa", "partnership", False, r"MAPPA|(?i:multi- ?agency public protection arrangements?)"),
    ("camhs", "service", False, r"CAMHS|CAHMS|(?i:child(?:ren'?s?)? and adolescent mental health services?)"),
    ("youth-offending", "team", False, r"YOTs?|YOS|YJS"),
    ("lscb", "board", False, r"LSCB"),
    ("sendiass", "service", False, r"SENDIASS"),
    ("cafcass", "partner-organisation", True, r"(?i:cafcass)|(?i:children and family court advisory and support service)"),
    # national organisations
    ("nspcc", "partner-organisation", True, r"NSPCC"),
    ("barnardos", "partner-organisation", True, r"Barn[ar]+do'?s?'?s?"),
    ("action-for-children", "partner-organisation", True, r"Action for Children"),
    ("childrens-society", "partner-organisation", True, r"Children's Society"),
    ("catch-22", "partner-organisation", True, r"Catch[ -]?22"),
    ("princes-trust", "partner-organisation", True, r"Prince'?s'? Trust"),
    ("nyas", "partner-organisation", True, r"National Youth Advocacy Service|NYAS"),
    ("coram", "partner-organisation", True, r"Coram(?: (?:Ambitious for Adoption|Voice|BAAF))?"),
    ("kooth", "service", True, r"KOOTH|Kooth"),
    ("barnet", "partner-organisation", True, r"St Giles Trust|Spurgeons|Place2Be|Home-Start(?! family)|After Adoption|PAC-UK|Adoption UK|Mencap"),
    ("national-probation-service", "partner-organisation", True, r"(?i:national probation service)"),
    ("crc", "partner-organisation", True, r"(?:[A-Z]\w+ )*(?i:community rehabilitation company)"),
    ("ukvi", "partner-organisation", True, r"UK Visas and Immigration"),
    ("dwp", "partner-organisation", True, r"Department (?:for|of) Work and Pensions"),
    ("jobcentre-plus", "partner-organisation", True, r"Job ?[Cc]entre Plus"),
    ("tavistock", "partner-organisation", True, r"(?:Tavistock and )?Portman Clinic"),
    # programmes and models
    ("family-nurse-partnership", "programme", False, r"(?i:family nurse partnership)"),
    ("troubled-families", "programme", True, r"Troubled Families programme"),
    ("signs-of-safety", "model", False, r"(?i:signs of safety)(?: (?:and [Ww]ell-?being )?(?:casework |practice )?model)?"),
    ("mockingbird", "programme", False, r"Mockingbird(?: (?:[Ff]amily )?(?:[Mm]odel|[Pp]rogramme|[Pp]roject|[Ss]cheme))?"),
    ("step-up", "programme", False, r"(?i:step[ -]up to social work)"),
    ("partners-in-practice", "programme", False, r"Partners in Practice"),
    ("fdac", "partner-organisation", False, r"(?:(?i:family drug and alcohol court)|FDAC)"),
    ("duke-of-edinburgh", "programme", False, r"Duke of Edinburgh(?:'s)?(?: [Aa]ward)?(?: scheme)?"),
    ("pause", "project", False, r"(?<=')Pause(?=')|Pause (?:[Pp]roject|[Pp]rogramme)"),
    ("staying-put", "programme", False, r"(?:Staying Put|'[Ss]taying [Pp]ut') (?:programme|scheme)"),
    ("restorative-practice", "model", False, r"(?i:(?<=model of )restorative (?:practice|supervision))"),
    # kinds of bodies that carry a proper name of their own
    ("children-s-home", "service", False, r"(?i:(?<=operates )\w+ (?:\w+ )?children's homes?)"),
)  # fmt: skip

_NAME = r"[A-Z][\w'-]+(?:(?: and | & |,? )(?:[A-Z][\w'-]+|upon|on|of|the)){0,6}?"
_PROPER: tuple[tuple[str, str, bool, re.Pattern[str]], ...] = (
    ("police", "partner-organisation", False, re.compile(r"(?:[A-Z][\w-]+(?: and | & | )){1,3}(?:[Pp]olice(?: [Ff]orce)?|[Cc]onstabulary)\b(?! (?:and Crime|officers? |staff))")),
    ("health", "partner-organisation", False, re.compile(
        rf"\b(?:NHS )?{_NAME} (?:Clinical Commissioning Groups?|CCGs?|Integrated Care (?:Board|Partnership|System)|ICB|(?:NHS )?(?:Foundation |Partnership |Healthcare |Hospitals? |University |Teaching |Mental Health |Community )*(?:NHS )?(?:Foundation )?Trust|(?:District |General |University )?Hospitals?)\b")),
    ("operation", "programme", False, re.compile(r"\b[Oo]perations? '?(?P<one>[A-Z]\w+)'?(?: and '?(?P<two>[A-Z]\w+)'?)?")),
)  # fmt: skip
_GROUPS = tuple(f"k{position}" for position in range(len(_KNOWN)))
_ANY = re.compile(r"\b(?:" + "|".join(f"(?P<{name}>{row[3]})" for name, row in zip(_GROUPS, _KNOWN, strict=True)) + r")(?!\w)")
_ROWS = dict(zip(_GROUPS, _KNOWN, strict=True))
_NOT_A_PLACE = re.compile(r"(?:The|Local|A|An|British Transport|Their|Our|Children|Both|When|With|For|If|As|In)\b ?")


def known_names(document: Document, start: int, end: int) -> Iterator[KnownName]:
    """The names of the tables within a stretch of the text, in order for each table."""
    text = document.text
    for match in _ANY.finditer(text, start, end):
        key, kind, national, _ = _ROWS[match.lastgroup or ""]
        written = match[0]
        if key == "children-s-home":
            written = re.sub(r"^.*(?=children's)", "", written)
        if key in ("barnet", "crc"):
            key = re.sub(r"\W+", "-", written.lower())
        yield KnownName(Span(match.start(), match.end()), written, key, kind, national, "body_known/known-name")
    for key, kind, national, pattern in _PROPER:
        for match in pattern.finditer(text, start, end):
            if key == "operation":
                for group in ("one", "two"):
                    if match[group]:
                        yield KnownName(
                            Span(match.start() if group == "one" else match.start(group), match.end(group)),
                            f"Operation {match[group]}", f"operation {match[group].lower()}", kind, national, "body_known/operation",
                        )
                continue
            lead = _NOT_A_PLACE.match(text, match.start(), match.end())
            first = lead.end() if lead else match.start()
            written = text[first : match.end()]
            if len(written.split()) < 2 or not written[0].isupper():
                continue
            yield KnownName(Span(first, match.end()), written, re.sub(r"\W+", " ", written.lower()), kind, national, f"body_known/{key}")
