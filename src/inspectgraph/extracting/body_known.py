"""Bodies that are recognised by their own name: statutory bodies, national charities, programmes of the field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inspectgraph.reading.characters import fold
from inspectgraph.reading.document import Document, Span

RULES: dict[str, str] = {
    "body_known/known-name": "A body that goes by the same name everywhere: a statutory body, a national charity, a programme.",
    "body_known/police": "A police force by its name.",
    "body_known/health": "A trust, hospital, commissioning group or integrated care board with a name of its own.",
    "body_known/operation": "An operation with a code name.",
    "body_known/jointly-responsible": "A council that is said to be jointly responsible for a local area.",
}


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
        abbreviation: What a bracket after it gives.
        others: Shorter forms of it.
    """

    span: Span
    text: str
    key: str
    kind: str
    national: bool
    rule: str
    abbreviation: str | None = None
    others: tuple[str, ...] = ()


#: Key, kind, whether national, anchors (in lower case), pattern. Patterns are case-sensitive where the words are common.
_KNOWN: tuple[tuple[str, str, bool, str, str], ...] = (
    # statutory and standard bodies under their usual short names
    ("virtual-school", "service", False, "virtual school", r"(?:[A-Z]{3,} )?(?i:virtual school)"),
    ("virtual-college", "service", False, "virtual college", r"(?i:virtual college)"),
    ("mash", "hub", False, "mash", r"MASH\b\+?"),
    ("marac", "panel", False, "marac|risk assessment conference|risk-assessment conference", r"MARACs?|(?i:multi- ?agency risk[ -]assessment conferences?)"),
    ("matac", "panel", False, "matac|tasking and co", r"MATAC|(?i:multi- ?agency tasking and co-?ordination)(?: (?i:meetings?|panel))?"),
    ("mace", "panel", False, "mace", r"MACE(?: (?i:panels?|meetings?|forum))?"),
    ("mappa", "partnership", False, "mappa|public protection arrangement", r"MAPPA|(?i:multi- ?agency public protection arrangements?)"),
    ("camhs", "service", False, "camhs|cahms|adolescent mental health", r"CAMHS|CAHMS|(?i:child(?:ren'?s?)?(?: and)? adolescent mental health services?)"),
    ("youth-offending", "team", False, "yot|yos|yjs", r"YOTs?|YOS|YJS"),
    ("lscb", "board", False, "lscb", r"LSCB"),
    ("sendiass", "service", False, "sendiass", r"SENDIASS"),
    ("cafcass", "partner-organisation", True, "cafcass|advisory and support service", r"(?i:cafcass)|(?i:child(?:ren)? and famil(?:y|ies) (?:court )?advisory and support service)"),
    ("childrens-trust", "board", False, "trust", r"Children(?:'s)? Trust(?: Board)?"),
    ("single-point", "hub", False, "single point of", r"(?:Children's |[A-Z]{3,} )?(?<!a )(?<!any )(?:(?i:single point of (?:access|contact))|S(?i:ingle point of entry))"),
    ("front-door", "hub", False, " front door", r"(?:(?!The |From |At |In )[A-Z]\w+ )+Front Door|(?:(?!the |a |an |its |their |by |at |in |of |to |from |and )[a-z'-]+ ){1,3}front door(?= \([A-Z]{2,}\))"),
    ("refuge", "service", False, "refuge", r"(?:(?!The )[A-Z]\w+ )*Wom[ae]n'?s'? (?:Aid )?Refuge"),
    ("youth-zone", "service", False, "youth zone", r"(?:'[A-Z]\w+(?: [A-Z]\w+)*' |(?:(?!The )[A-Z]\w+ )+)Youth Zone"),
    ("police-control-room", "service", False, "control room|control centre", r"(?i:police (?:force )?control (?:room|centre))"),
    ("safeguarding-arrangements", "partnership", False, "safeguarding arrangements", r"(?:(?!The )[A-Z]\w+[- ])*Multi-Agency Safeguarding Arrangements"),
    ("commissioner-s-office", "partner-organisation", False, "crime commissioner", r"Office (?:of|for) the (?:[A-Z]\w+ )*Police(?:,? Fire)? and Crime Commissioner|(?:[A-Z]\w+ )*Police and Crime Commissioner's [Oo]ffice"),
    ("combined-authority", "partner-organisation", False, "combined authority", r"(?:(?!The )[A-Z]\w+ )+[Cc]ombined [Aa]uthority"),
    ("primary-care-networks", "partner-organisation", False, "primary care network", r"(?:(?!The )[A-Z]\w+ )+Primary Care Networks?"),
    ("emergency-department", "service", False, "emergency department", r"(?:hospital )?(?i:(?:accident and )?emergency department(?= \((?:ED|A&E)\)))"),
    ("portage", "service", False, "portage", r"(?i:portage(?: service| team)?)"),
    ("targeted-youth-support", "service", False, "targeted youth support", r"(?i:targeted youth support)(?! (?:services?|teams?|workers?|hubs?)\b)"),
    ("community-paediatrics", "service", False, "community paediatrics", r"(?i:community paediatrics)"),
    ("foster-carers-association", "partner-organisation", False, "carers association|carer association|carers' association|carer's association", r"(?:(?!The )[A-Z]\w+ )*(?i:foster(?:ing)? carer'?s?'? association)"),
    ("junior-lscb", "council", False, "lscb", r"(?:Junior|Student|Youth|Shadow|Mini) LSCB"),
    # national organisations
    ("nspcc", "partner-organisation", True, "nspcc", r"NSPCC"),
    ("barnardos", "partner-organisation", True, "barn", r"Barn[ar]+do'?s?'?s?"),
    ("action-for-children", "partner-organisation", True, "action for children", r"Action for Children"),
    ("childrens-society", "partner-organisation", True, "children's society", r"Children's Society"),
    ("catch-22", "partner-organisation", True, "catch", r"Catch[ -]?22"),
    ("princes-trust", "partner-organisation", True, "prince", r"Prince'?s'? Trust"),
    ("nyas", "partner-organisation", True, "youth advocacy service|nyas", r"National Youth Advocacy Service|NYAS"),
    ("coram", "partner-organisation", True, "coram", r"Coram(?: (?:Ambitious for Adoption|Voice|BAAF))?"),
    ("kooth", "service", True, "kooth", r"KOOTH|Kooth"),
    ("charity", "partner-organisation", True, "st giles|red cross|spurgeons|place2be|home-start|after adoption|pac-uk|adoption uk|mencap|women's aid|victim support|turning point|change grow|addaction|redthread|family action|family rights|missing people|ymca|centrepoint|safer london|connexions",
     r"St Giles Trust|(?:British )?Red Cross|Spurgeons|Place2Be|Home-Start(?! family)|After Adoption|PAC-UK|Adoption UK|Mencap|Women's Aid|Victim Support|Turning Point|Change,? Grow,? Live|Addaction|Redthread|Family Action|Family Rights Group|Missing People|YMCA|Centrepoint|Safer London|Connexions"),
    ("national-probation-service", "partner-organisation", True, "national probation service", r"(?i:national probation service)"),
    ("crc", "partner-organisation", True, "community rehabilitation company", r"(?:(?!The )[A-Z]\w+ )*Community Rehabilitation Company"),
    ("ukvi", "partner-organisation", True, "uk visas", r"UK Visas and Immigration"),
    ("dwp", "partner-organisation", True, "work and pensions", r"Department (?:for|of) Work and Pensions"),
    ("jobcentre-plus", "partner-organisation", True, "centre plus", r"Job ?[Cc]entre Plus"),
    ("tavistock", "partner-organisation", True, "portman clinic", r"(?:Tavistock and )?Portman Clinic"),
    ("prison", "partner-organisation", False, "hmp", r"HMP(?:/YOI)? [A-Z]\w+(?: of [A-Z]\w+)?"),
    ("college", "partner-organisation", False, " college", r"(?:(?!The |Royal |Open |National |Virtual |City |College |University )[A-Z]\w+ (?:and )?)(?:(?!Virtual |College |University )[A-Z]\w+ (?:and )?)*College(?! (?:Hospital|NHS|of|London))"),
    ("foundation", "partner-organisation", False, " foundation", r"(?:(?!The |Early |Years |Art )[A-Z]\w+ )+Foundation(?! (?:[A-Z]|[Dd]egree|[Ss]tage|[Yy]ear))"),
    ("university", "partner-organisation", False, " university", r"(?:(?!The |Royal |Open |National |Virtual |City |College |University )[A-Z]\w+ (?:and )?)(?:(?!Virtual |College |University )[A-Z]\w+ (?:and )?)*University(?! (?:Hospital|NHS|of|College))|University of (?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)?(?! Hospital)"),
    # programmes and models
    ("family-nurse-partnership", "programme", False, "family nurse partnership", r"(?i:family nurse partnership)"),
    ("troubled-families", "programme", True, "troubled families", r"Troubled Families programme"),
    ("signs-of-safety", "model", False, "signs of safety", r"(?i:signs of safety)(?: (?:and [Ww]ell-?being )?(?:casework |practice )?model)?"),
    ("named-programme", "programme", True, "lifelong links|caring dads|incredible years|triple p|no wrong door",
     r"'?[Ll]ifelong [Ll]inks'?(?! (?:with|to|between)\b)|'?Caring Dads'?(?! group)|'?Incredible Years'?|'?Triple P'?|'?No [Ww]rong [Dd]oor'?"),
    ("mockingbird", "programme", False, "mockingbird", r"Mockingbird(?: (?:[Ff]amily )?(?:[Mm]odel|[Pp]rogramme|[Pp]roject|[Ss]cheme))?"),
    ("step-up", "programme", False, "up to social work", r"(?i:step[ -]up to social work)"),
    ("partners-in-practice", "programme", False, "partners in practice", r"Partners in Practice"),
    ("fdac", "partner-organisation", False, "drug and alcohol court|fdac", r"(?:(?:[A-Z]\w+ )*(?i:family drug and alcohol court)|FDAC)"),
    ("duke-of-edinburgh", "programme", False, "duke of edinburgh", r"Duke of Edinburgh(?:'s)?(?: [Aa]ward)?(?: scheme)?"),
    ("pause", "project", False, "pause", r"(?<=')Pause(?=')|Pause (?:[Pp]roject|[Pp]rogramme)"),
    ("staying-put", "programme", False, "staying put", r"(?:Staying Put|'[Ss]taying [Pp]ut') (?:programme|scheme)"),
    ("restorative", "model", False, "restorative", r"(?i:(?:\w+ )?(?:practice |case )?model of '?restorative'? (?:practice|supervision))"),
    ("project", "project", False, "project ", r"[Pp]roject (?!Co|Manage|Team|Board|Office|Work|Lead|Group|Plan)[A-Z][a-z]{2,}(?: (?!Manager|Team|Board|Officer|Worker|Lead|Group|Plan|Co)[A-Z][a-z]+)?(?! (?:Manager|Team|Board|Officer|Worker|Lead|Group|Plan|Co))"),
    # kinds of bodies that carry a proper name of their own
    ("children-s-home", "service", False, "children's home", r"(?i:(?:(?<=operates )(?!no )\w+ (?:[\w-]+ ){0,2}|(?:council|in-house|authority's(?: own)?|council's(?: own)?|its own) )children's homes?)"),
)  # fmt: skip

#: Titles and bodies that end a name to the left of the one that is read.
_TITLES = r"Officer|Executive|CEO|Nurse|Director|Council|Chair|Lead|Chief|Constable|Commissioner|Acting|Interim|Cafcass|LSCB|HMI|HMIC|Head|Authority"
_LEFT_OF_NAME = re.compile(
    rf"(?:.*\b(?:{_TITLES})\b (?:and |& |in |of )?|[A-Z]{{2,}} and the |(?:The|A|An|At|In|And|Local|When|Both) )(?:the )?(?=\S+\s+\S)"
)
_CAPITALS = r"(?:(?:Isle|University|City|Princess|Prince|Duke|Hospitals?|Borough) of |[A-Z][\w'-]+(?: (?:and|&|on|upon|the|in))* )"
_HEALTH = re.compile(
    rf"(?:NHS )?{_CAPITALS}{{1,7}}?(?:(?:Integrated|integrated) (?:Care|care)[ \n](?:Board|board|Partnership|System)|ICB|Clinical Commissioning Groups?|CCGs?"
    r"|(?:NHS |Foundation |Partnership |Healthcare |Health |Hospitals? |Teaching )*Trust|Medical Centre|Hospitals?(?! (?:[A-Z]|of [A-Z])))\b(?! Board)"
)
#: What a list of places begins with ("Northshire, Easthire and Westshire Integrated Care Board").
_NO_PLACE = r"(?!(?:Ofsted|Cafcass|Police|Health|Education|Chief|Officer|Executive|Director|Nurse|Nursing|Quality|Inspectors)\b)"
_LISTED_PLACE = re.compile(
    rf"(?:, |NHS |[Tt]he |Nursing |of )(?P<place>(?:{_NO_PLACE}[A-Z][a-z]+ ){{0,2}}{_NO_PLACE}[A-Z][a-z]+, )\Z"
)
#: The end of a line of a narrow cell, before the rest of a name.
_TORN = re.compile(r"\b(?:NHS|[A-Z]\w+(?: and)?) [A-Z]\w+\n\Z|\band(?: [A-Z]\w+)?\n\Z")
_HEALTH_ANCHOR = re.compile(
    r" (?:Trust|Hospital|Medical Centre|ICB|CCG|Clinical Commissioning|[Ii]ntegrated [Cc]are[ \n][BbPS])"
)
_FORCES = (
    r"Avon and Somerset|Bedfordshire|Cambridgeshire|Cheshire|City of London|Cleveland|Cumbria|Derbyshire|Devon and Cornwall|Dorset|Durham|Essex|Gloucestershire"
    r"|Greater Manchester|Hampshire(?: and Isle of Wight)?|Hertfordshire|Humberside|Kent|Lancashire|Leicestershire|Lincolnshire|Merseyside|Metropolitan|Norfolk|Northamptonshire|Northumbria"
    r"|North Yorkshire|Nottinghamshire|South Yorkshire|Staffordshire|Suffolk|Surrey|Sussex|Thames Valley|Warwickshire|West Mercia|West Midlands|West Yorkshire|Wiltshire|British Transport"
)
_POLICE = re.compile(
    rf"\b(?P<force>{_FORCES}) (?:[Pp]olice(?: (?:[Ff]orce|Service))?|[Cc]onstabulary)\b(?! (?:and Crime|officers? |staff|[Ff]ederation))"
)
_POLICE_ANCHOR = re.compile(r" (?:[Pp]olice|[Cc]onstabulary)\b")
_OPERATION = re.compile(
    r"[Oo](?<!\w[Oo])perations? '?(?P<one>[A-Z]\w+(?:-\w+)?(?: [A-Z][a-z]+(?=[,.;']))?)'?(?: and '?(?P<two>[A-Z]\w+)'?)?"
)
_NO_PROPER_NAME = re.compile(
    r"(?:(?:NHS|Foundation|Partnership|Children'?s?|Clinical|Commissioning|Integrated|Local|The|Health|Authority|Officer|General|District|Care|Board|Groups?|and|Academy|Multi-Academy)\s)*"
    r"(?:Trust|Hospitals?|ICB|CCGs?|[A-Z][\w ]* and CCGs?|Integrated Care (?:Board|Partnership|System)|Clinical Commissioning Groups?)"
)
_JOINTLY = re.compile(
    r"\bjointly responsible for\b|\bare responsible for (?:the )?(?:joint )?(?:planning|commissioning)\b"
)
_COUNCIL = re.compile(
    r"(?:London|Royal|Metropolitan) Borough of [A-Z][\w'-]+(?: (?:upon |and )?[A-Z][\w'-]+)*|(?:[A-Z][\w'-]+(?: (?:upon|on|of|and|the))* )+(?:County |City |Borough |Metropolitan |District )*Council\b"
)
_ABBREVIATION = re.compile(r" \((?:the )?([A-Z][\w&+-]*[A-Z+]\w?)\)|(?!)")
#: What may be any, with or without a word that describes it.
_ANY = re.compile(r"\b(?:an?|any)(?: [\w-]+)? \Z")
_ROWS = tuple(
    (key, kind, national, anchors.split("|"), re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"))
    for key, kind, national, anchors, pattern in _KNOWN
)


def known_names(document: Document, start: int, end: int) -> Iterator[KnownName]:
    """The names of the tables and patterns within a stretch of the text."""
    text = document.text
    for row, kind, national, match in _rows(text, start, end):
        yield _known(text, row, kind, national, match)
    yield from _proper(text, start, end)
    for match in _OPERATION.finditer(text, start, end):
        for group in ("one", "two"):
            if match[group]:
                span = Span(match.start() if group == "one" else match.start(group), match.end(group))
                key = f"operation {match[group].lower()}"
                yield KnownName(span, f"Operation {match[group]}", key, "programme", False, "body_known/operation")
    if jointly := _JOINTLY.search(text, start, end):
        line = text.rfind("\n", 0, jointly.start())
        for council in _COUNCIL.finditer(text, max(text.rfind("\n", 0, max(line, 0)), start), jointly.start()):
            span = Span(council.start(), council.end())
            key = council[0].lower()
            yield KnownName(span, council[0], key, "partner-organisation", False, "body_known/jointly-responsible")


def _known(text: str, row: str, kind: str, national: bool, match: re.Match[str]) -> KnownName:
    """A match of a row of the table as a name, with its key."""
    defined = _ABBREVIATION.match(text, match.end())
    written, first, key = match[0], match.start(), row
    others: tuple[str, ...] = ()
    if row == "children-s-home":
        first = text.index("children", match.start())
        written = text[first : match.end()]
    elif row == "portage":
        others = ("portage service",)
    elif row == "restorative":
        others = (written[written.lower().index("restorative") :].replace("'", ""),)
        key = "restorative supervision" if "supervision" in written.lower() else row
    elif row in (
        "charity",
        "named-programme",
        "project",
        "foster-carers-association",
        "college",
        "university",
        "foundation",
        "combined-authority",
        "crc",
        "prison",
    ):
        key = re.sub(r"\W+", "-", written.lower()).strip("-")
    short = defined[1] if defined else None
    return KnownName(Span(first, match.end()), written, key, kind, national, "body_known/known-name", short, others)


def _proper(text: str, start: int, end: int) -> Iterator[KnownName]:
    """Police forces and bodies of the health service by their proper names."""
    for anchor in _POLICE_ANCHOR.finditer(text, start, end):
        match = _POLICE.search(text, max(start, anchor.start() - 32), min(end, anchor.end() + 24))
        if match is None:
            continue
        yield KnownName(
            Span(match.start(), match.end()),
            match[0],
            f"{match['force'].lower()} police",
            "partner-organisation",
            False,
            "body_known/police",
        )
    done = start
    for anchor in _HEALTH_ANCHOR.finditer(text, start, end):
        named = _HEALTH.search(text, max(done, anchor.start() - 90), min(end, anchor.end() + 20))
        if named is None:
            continue
        done = named.end()
        lead = _LEFT_OF_NAME.match(named[0])
        first = named.start() + (lead.end() if lead else 0)
        if " and " in text[first:done] and (listed := _LISTED_PLACE.search(text, max(start, first - 30), first)):
            first = listed.start("place")
        written = text[first:done].replace("\n", " ")
        if _TORN.search(text, max(start, first - 40), first):
            continue
        if not written[0].isupper() or _NO_PROPER_NAME.fullmatch(written):
            continue
        key = (
            written.lower()
            .replace("integrated care board", "icb")
            .replace("clinical commissioning group", "ccg")
            .removeprefix("nhs ")
            .replace("'s ", " ")
        )
        span = Span(first, done)
        key = "childrens-trust" if key.endswith("children trust") else re.sub(r"\W+", " ", key)
        yield KnownName(span, written, key, "partner-organisation", False, "body_known/health")


def _rows(text: str, start: int, end: int) -> Iterator[tuple[str, str, bool, re.Match[str]]]:
    """Matches of the table; a pattern is only tried around its anchor, which is quick to find."""
    folded = fold(text)
    for key, kind, national, anchors, pattern in _ROWS:
        for anchor in anchors:
            done = start
            at = folded.find(anchor, start, end)
            while at >= 0:
                around = max(done, at - 40), min(end, at + 90)
                if (
                    at >= done
                    and (match := pattern.search(text, *around))
                    and not (key == "single-point" and _ANY.search(text, max(match.start() - 24, start), match.start()))
                ):
                    yield key, kind, national, match
                    done = match.end()
                at = folded.find(anchor, at + 1, end)
