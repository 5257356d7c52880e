"""Proper names that a text explains: "Zipwire, an intensive support service", "groups: 'One' and 'Two'", "Name (ABC)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from inspectgraph.extracting.body_heads import NOT_BODIES
from inspectgraph.extracting.body_known import KnownName
from inspectgraph.extracting.body_tokens import places_of
from inspectgraph.reading.document import Document, Span
from inspectgraph.reference import find_authorities

RULES: dict[str, str] = {
    "body_appositions/explained": "A proper name that the text explains: a name, then in an apposition what kind of body it is.",
    "body_appositions/named": "A proper name after the kind of body, in brackets, in quotation marks or after a word like 'called'.",
    "body_appositions/listed": "A name in capitals that the text gives as an example of services, projects or agencies.",
    "body_appositions/acting": "A name in capitals that begins a sentence and is said to provide or offer something.",
    "body_appositions/capital-article": "A name that keeps the capital of its article within a sentence, such as a place to go.",
    "body_appositions/paired": "Names that a bracket gives to several bodies of one kind, and a name in capitals joined to another before a unit.",
    "body_appositions/provided": "A name in capitals by whom a service or support is said to be provided.",
    "body_appositions/one-word": "A word with a capital inside that something is done through or by.",
    "body_appositions/quoted": "A name in capitals and quotation marks that a sentence uses by itself as someone who acts or a place to go.",
    "body_appositions/defined": "A name in capitals whose initials a bracket gives, unless it is a document, a procedure or a person.",
}

_WORD = r"[A-Z][\w+@-]*(?:'\w[\w+@-]*)?"
_NAME = rf"{_WORD}(?: (?:{_WORD}|\d+|(?:in|of|the|for|with|to|at)(?= (?:the )?[A-Z])))*"
_KINDS = {
    "service": "service", "clinic": "service", "centre": "service", "club": "service", "charity": "partner-organisation",
    "organisation": "partner-organisation", "project": "project", "programme": "programme", "scheme": "programme",
    "initiative": "programme", "campaign": "programme", "team": "team", "hub": "hub", "group": "council", "council": "council",
    "parent carer forum": "partner-organisation", "parent and carer forum": "partner-organisation", "forum": "council", "panel": "panel", "agency": "partnership", "alliance": "partnership", "consortium": "partnership",
    "front door": "hub", "home": "service", "partnership": "partnership", "board": "board", "model": "model",
}  # fmt: skip
_HEADS = "|".join(_KINDS)

#: "Zipwire, an in-house intensive support service", "Brighter Futures (an activity group ...)".
_EXPLAINED = re.compile(
    rf"(?P<link>, | \(| is )(?:which is )?(?:an? (?:[a-z][\w'-]+ ){{0,6}}?|the (?:[a-z][\w'-]+ ){{1,6}}?|the (?:local )?(?:authority|council)'s (?:[a-z][\w'-]+ ){{1,7}}?|the (?=(?:{_HEADS}|company)(?:'s\b|[,.;)]|\s(?:which|who|that|responsible)\b)))(?P<head>{_HEADS}|company)\b"
)
#: What follows an apposition: an abbreviation before a comma is more often one of several things.
_CLOSES = re.compile(r"\s*(?:[,.;)]|(?:which|that|who|for)\b)")
_CONJUNCTION = re.compile(r"(?:When|While|Whilst|Where|If|As|Although|Because|Since|Once|Until|After|Before) ")
#: "agencies such as Brightwater Aid and the Lantern".
_INTRODUCTIONS = (" such as ", " including ", " like ", " for example")
_INTRODUCED = re.compile(
    r"\b(?P<head>services|projects|programmes|agencies|charities|organisations|schemes|initiatives|support),?\Z"
)
_EXAMPLES = re.compile(r" (?:such as|including|like|for example,?) (?P<names>[^.;:\n]{4,160})")
_LISTS = {
    "services": "service", "support": "service", "projects": "project", "programmes": "programme", "schemes": "programme", "initiatives": "programme",
    "agencies": "partner-organisation", "charities": "partner-organisation", "organisations": "partner-organisation",
}  # fmt: skip
_EXAMPLE = re.compile(
    rf"(?:the )?'?(?P<name>{_NAME})(?<!'s)'?(?=$|[,)]| (?:to|in|for|has|have|is|are|was|were|who|which|that|with|as|on|at|by)\b)"
)
#: Names that end so are phrases that the grammar reads better.
_ENDS_IN_HEAD = re.compile(rf"\b(?:{_HEADS})s?\Z", re.IGNORECASE)
#: "Brightwater Shield provides ...", at the beginning of a sentence.
_ACTS = (" provides ", " offers ", " delivers ", " supports ")
_ACTOR = re.compile(
    r"(?:(?<=\n)|(?<=[.:•] ))(?:The )?'?(?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+){1,3})"
    r"(?<!Executive)(?<!Member)(?<!Worker)(?<!Chair)(?<!Offer)(?<!Officer)(?<!Authority)(?<!Plan)(?<!Strategy)(?<!Act)(?<!Council)(?<!Commissioner)"
    r"(?<!Director)(?<!Framework)(?<!Leader)(?<!Report)(?<!Policy)(?<!Guidance)'?(?:, which)?\Z"
)
#: "through The Bridge", within a sentence.
_CAPITAL_ARTICLE = re.compile(r" The (?<=[a-z] The )[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}\b(?!'s? [A-Z])")
_NAME_BEFORE = re.compile(
    rf"(?:(?<=[\w,'•.:] )|(?<=\n)|^)'?(?P<name>{_NAME})'?(?: \((?P<short>[A-Z][A-Za-z&]*[A-Z])\))?\Z"
)
#: "regional adoption agency (Adopt East)", "a project called 'Pause'", "the parent carer forum, Family Voice".
_NAMED = re.compile(
    rf"\b(?i:(?P<head>{_HEADS}))s?(?:(?<=door)')?(?: \([A-Z]{{2,8}}s?\))?(?:(?: of| for) [a-z' ]{{3,40}}?)?(?:,? (?:called|known as|named|entitled)(?: the)? |: | \((?:the )?|, (?:the )?|,? )(?P<quote>'?)(?P<name>{_NAME}|(?<=')[^'\n]{{3,40}})(?P<close>'?)(?P<end>\)| \(|[,.;:]| and\b| is\b| has\b| to\b| which\b|$|(?<=')(?= ))",
    re.MULTILINE,
)
#: Heads after which a comma is enough.
_BARE = frozenset(
    {"agency", "alliance", "forum", "parent carer forum", "parent and carer forum", "charity", "front door"}
)
_COMMA = re.compile(r"'?(?: \([A-Z]+s?\))?, (?:the )?")
_WHICH = re.compile(
    r"[.;](?=\s|\Z)|, (?:(?:which|that|who) )?(?:is|are|has|have|was|provides|offers|works|supports|helps|delivers)\b"
)
_CALLED = re.compile(r"called|known as|named|entitled")
#: Heads after which a bracket gives another name of the body that stands there.
_ALIASED = frozenset({"team", "service", "board", "panel", "hub"})
_ALSO = re.compile(r" and '([A-Z][^'\n]{2,40})'")
#: "help from 'Open Doors'.", "'Open Doors' has ten members".
_QUOTED = re.compile(
    r"'(?P<name>(?=[^'\n]{0,20}[\w'] [A-Z]|\w{8,}'|[A-Z][a-z]+[A-Z]\w+')[A-Z\d][\w'+-]*(?: (?:[A-Z][\w'+-]*|in|of|the|and|for|to|a|\d+)){0,4})'"
    r"(?:[,.;)\n]| (?:and|or|is|are|has|have|was|were|which|who|includes?|provides|offers|helps|runs)\b)"
)
#: "'The Lighthouse'".
_NAMED_THE = re.compile(r"The [A-Z][a-z]+")
#: "'Rebound' offers ...", at the beginning of a sentence; "a place of their own, 'Rebound', that ...".
_QUOTED_WORD = re.compile(
    r"'(?:(?<=\n')|(?<=[.:•] ')|(?P<comma>(?<=[a-z], ')))(?P<name>[A-Z][\w+-]{3,})'"
    r"(?(comma), (?:that|which|where)|,? (?:is|are|has|have|was|were|includes?|provides|offers|helps|runs|supports|gives|works))\b"
)
_BEFORE_QUOTED = re.compile(
    r"(?:\b(?:example, |from|by|into|through|via|within|with|the|The|example|as|including|to|join|joined|attend)|\s(?:and|or)|[.:•]|\n) ?\Z"
)
#: The same before "'The Lighthouse'".
_BEFORE_PLACE = re.compile(rf"{_BEFORE_QUOTED.pattern}|(?:\b(?:of|on|at|in)|,) \Z")
_NO_QUOTED = re.compile(
    r".*\b(?:Plans?|Offer|Pledge|Strategy|Policy|Lessons|Meetings?|Vision|Guide|Days?|Awards?|Me|Safeguard Children|Together|Staying Put|Prevent|System|Framework|Toolkit|Need|Reports?|Promise|Charter|Book|Survey|Conference|Act|Guidance|Good|Outstanding|Improvement|Questionnaire|App|Website|Protocol|Safety|Meet|Journey|Information|Pathway|Statement|Model|Practice|Life|My)\b"
)
#: "the forums (Bright Ideas and 4Us)", "Open Doors and the Bright Steps teams".
_PAIRED = re.compile(rf"\b(?P<head>(?i:{_HEADS}))s \((?P<names>[A-Z][^()\n]{{2,80}}? and [A-Z][^()\n]{{1,40}})\)")
_BEFORE_JOINED = re.compile(r"(?:\n|[.:•] |\b[a-z]+ )(?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+){1,2})\Z")
_JOINED = re.compile(r" and the [A-Z][a-z]+(?: [A-Z][a-z]+){0,2} (?P<head>team|service|project|programme|hub)s\b")
#: "The counselling service provided by Open Doors is ...".
_PROVIDED = re.compile(
    r"(?:provided|delivered|run|offered|facilitated|commissioned) (?:by|from|through) (?:the )?(?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+){1,2})\b(?!'s? [A-Za-z]| [A-Z])"
)
_WHAT = re.compile(
    rf"\b(?:{_HEADS}|support|counselling|mentoring|advocacy|training|sessions)s? (?:which is |that is |is |are |was )?(?:now )?\Z"
)
_PUBLIC = re.compile(
    r"\b(?:Council|Police|Trust|Services?|Board|Team|Partnership|Officers?|Workers?|Advisers?|Home Office|Education|Ofsted|Cafcass|School|Social|Children|Borough|Commissioner|Hospital|Inclusion|Help)\b"
)
#: "help through OpenDoors and OpenSteps".
_ONE_WORD = re.compile(
    r" (?=[A-Z][a-z]+[A-Z])(?:(?<=\bthrough )|(?<=\bby )|(?<=\bfrom )|(?<=\bwith )|(?<=\bvia )|(?<=\battend ))(?P<name>(?!Ma?c[A-Z])[A-Z][a-z]+[A-Z][a-z]+)(?: and (?P<also>(?!Ma?c[A-Z])[A-Z][a-z]+[A-Z][a-z]+))?\b(?!'s? [A-Z]| [A-Z])"
)
#: Applications that people use, which are no bodies.
_SOFTWARE = frozenset({"YouTube", "TikTok", "WhatsApp", "SnapChat", "FaceTime", "LinkedIn", "PowerPoint", "OneDrive"})
#: "Making Every Intervention Count (MEIC)".
_DEFINED = re.compile(
    r"(?P<name>[A-Z][\w'-]{1,40}(?: (?:[A-Z][\w'-]{1,40}|of|and|the|in|for|to|into|&)){1,7}) \((?P<short>[A-Z][A-Za-z&+]*[A-Z+])(?:\)|, the )"
)
_NO_BODY = re.compile(
    r".*\b(?:Act|Plans?|Assessments?|Framework|Orders?|Strategy|Officers?|Outline|Reviews?|Questionnaires?|Protocol|Form|System|Children|Persons?|Education|Inspector|Inspectorate"
    r"|Services|Director|Executive|Needs|Disability|Disabilities|Training|People|Families|Learning|Commission|Guidance|Procedures?|Conferences?|Meetings?|Year|Abuse|Exploitation|Mutilation|Standards?"
    r"|Group|Employment|Register|Database|Report|Commissioner|Workers?|Coordinators?|Lead|Manager|Offer|Statements?|Minors|Notification|Requirements?|Profile|Process|Analysis|Record|Mechanism|Referral|Pathway|Tool|Stage|Maker|Department|Group's|Accountability|Association|Agreement|Council|Sector)$"
)
#: After the bracket: what is defined is a thing, not who keeps it.
_NO_BODY_BEFORE = re.compile(
    r" (?:system|app|funding|courses?|training|tools?|checks?|records?|forms?|data|database|website)\b"
)
_NO_NAME = re.compile(
    r"(?:Lead|Cabinet|Elected) Member|Chief (?:Executive|Constable)|(?i:front door|crash pad)|(?:Members?|Chairs?|Heads?|Directors?|Representatives?|Leaders?) (?:of|for)\b|(?:Recommendations?|Reviews?|Regulations|Annex|Figure|Table|Appendix)$|.*\b(?:Law|Act)$|(?!Family|Early)\w+ly\b|Child\b|Black\b|Asian\b|Minority\b|(?:However|Also|Therefore|First(?! [A-Z])|Overall|Thus|Hence|Nevertheless|Nonetheless|Instead|Moreover|Furthermore|Today|Similarly|The|This|These|Ofsted|Inspectors?|Social|Children|Young|Staff|In|All|Section|England|Since|At|CQC|Police|She|He|They|It|Mr|Ms|Mrs|Dr|DfE|Department|HMI|January|February|March|April|May|June|July|August|September|October|November|December|Leaders|Managers)\b"
)


def explained_names(document: Document, start: int, end: int, places: frozenset[str]) -> Iterator[KnownName]:
    """The proper names within a stretch of the text that the text itself says to be a body.

    Args:
        document: What to read.
        start: Where to begin.
        end: Where to stop.
        places: Names of the authority in lower case, which name no body alone.
    """
    text = document.text
    for rule in (_explained, _named, _paired, _listed, _acting, _provided, _one_word, _defined, _quoted, _with_article):
        for found in rule(text, start, end):
            name = found.text
            the = rule is _with_article or rule is _quoted and _NAMED_THE.fullmatch(name)
            no_name = not the and _NO_NAME.match(name)
            if not (
                name.lower() in places
                or no_name
                or len(name) < 4
                and rule is not _paired
                or name.isupper()
                and name.isalpha()
                and len(name) < 5
            ):
                yield found


def _name(text: str, first: int, last: int, kind: str, rule: str, short: str | None = None) -> KnownName:
    written = text[first:last].rstrip("'")
    key = re.sub(r"\W+", " ", written.lower())
    return KnownName(Span(first, first + len(written)), written, key, kind, False, f"body_appositions/{rule}", short)


def _explained(text: str, start: int, end: int) -> Iterator[KnownName]:
    for match in _EXPLAINED.finditer(text, start, end):
        link = match.start() - (text[max(start, match.start() - 1)] == "'")
        before = _NAME_BEFORE.search(text, max(start, link - 60), link)
        if before is None or _ENDS_IN_HEAD.search(before["name"]):
            continue
        if before["name"].split()[-1].isupper() and match["link"] == ", " and not _CLOSES.match(text, match.end()):
            continue
        first = _opens_clause(before)
        begins = text[before.start() - 2 : before.start()][:1] in ".:•\n"
        if match["link"] == " is " and not (begins and " " in before["name"]):
            continue
        kind = _KINDS.get(match["head"], "partner-organisation")
        found = _name(text, first, before.end("name"), kind, "explained", before["short"])
        yield replace(found, span=Span(found.span.start, match.end()))


def _opens_clause(before: re.Match[str]) -> int:
    """Where a name begins, behind the conjunction that a sentence may begin with."""
    opening = _CONJUNCTION.match(before["name"])
    return before.start("name") + (opening.end() if opening else 0)


def _named(text: str, start: int, end: int) -> Iterator[KnownName]:
    for place in places_of(text, _KINDS, start, end):
        match = _NAMED.match(text, place, end)
        if match is None or match["quote"] and not match["close"]:
            continue
        head = match["head"].lower()
        kind = _KINDS[head]
        separator = text[match.end("head") : match.start("name")]
        quoted = bool(match["quote"]) and (":" in separator or match["name"][0].isupper())
        if not match["end"] and match["close"] and not _CALLED.search(separator):
            continue
        bracketed = "(" in separator and match["end"] == ")" and len(match["name"]) > 5 and kind not in _ALIASED
        council = head == "council" and text[max(place - 5, 0) : place] == "care "
        bare = (head in _BARE or council) and _COMMA.fullmatch(separator) and match["end"][0] in " ,.("
        bare = bare or separator == ", " and " " in match["name"] and bool(_WHICH.match(text, match.end("name")))
        if not (quoted or bracketed or bare or _CALLED.search(separator)):
            continue
        yield _name(text, match.start("name"), match.end("name"), kind, "named")
        if quoted and (also := _ALSO.match(text, match.end("close"))):
            yield _name(text, also.start(1), also.end(1), kind, "named")


def _paired(text: str, start: int, end: int) -> Iterator[KnownName]:
    for at in places_of(text, ("s (",), start, end):
        match = _PAIRED.search(text, max(start, at - 30), min(end, at + 130))
        if match is None or match.end("head") != at:
            continue
        place = match.start("names")
        for part in re.split(r"(, | and )", match["names"]):
            if re.fullmatch(_NAME, part):
                yield _name(text, place, place + len(part), _KINDS[match["head"].lower()], "paired")
            place += len(part)
    for at in places_of(text, (" and the ",), start, end):
        joined = _JOINED.match(text, at, end)
        before = _BEFORE_JOINED.search(text, max(start, at - 60), at) if joined else None
        if joined and before and not _ENDS_IN_HEAD.search(before["name"]):
            yield _name(text, *before.span("name"), _KINDS[joined["head"]], "paired")


def _provided(text: str, start: int, end: int) -> Iterator[KnownName]:
    for match in _PROVIDED.finditer(text, start, end):
        what = _WHAT.search(text, max(start, match.start() - 36), match.start())
        if what and not (_PUBLIC.search(match["name"]) or find_authorities(match["name"])):
            yield _name(text, *match.span("name"), "partner-organisation", "provided")


def _one_word(text: str, start: int, end: int) -> Iterator[KnownName]:
    for match in _ONE_WORD.finditer(text, start, end):
        for group in ("name", "also"):
            if match[group] and match[group] not in _SOFTWARE:
                yield _name(text, *match.span(group), "service", "one-word")


def _listed(text: str, start: int, end: int) -> Iterator[KnownName]:
    for at in places_of(text, _INTRODUCTIONS, start, end):
        introduced = _INTRODUCED.search(text, max(start, at - 16), at)
        match = _EXAMPLES.match(text, at, end) if introduced else None
        if introduced is None or match is None:
            continue
        kind = _LISTS[introduced["head"]]
        place = match.start("names")
        for part in re.split(r"(,? and |,? or |, )", match["names"]):
            example = _EXAMPLE.match(text, place, place + len(part))
            if example and example["name"] not in NOT_BODIES:
                yield _name(text, example.start("name"), example.end("name"), kind, "listed")
            elif not part.strip(" ,").startswith(("and", "or")) and part.strip(" ,"):
                break
            place += len(part)


def _acting(text: str, start: int, end: int) -> Iterator[KnownName]:
    for place in places_of(text, _ACTS, start, end):
        if actor := _ACTOR.search(text, max(0, place - 60), place):
            yield _name(text, actor.start("name"), actor.end("name"), "service", "acting")


def _defined(text: str, start: int, end: int) -> Iterator[KnownName]:
    for match in _DEFINED.finditer(text, start, end):
        short, name = match["short"], match["name"]
        if short in NOT_BODIES or _NO_BODY.match(name) or _NO_BODY_BEFORE.match(text, match.end()):
            continue
        capitals = [capital.start() for capital in re.finditer(r"(?<![\w'])[A-Z]", name)]
        for position, offset in enumerate(capitals):
            if _fits(short, "".join(name[at] for at in capitals[position:])):
                yield _name(text, match.start("name") + offset, match.end("name"), "programme", "defined", short)
                break


def _quoted(text: str, start: int, end: int) -> Iterator[KnownName]:
    for match in _QUOTED.finditer(text, start, end):
        lead = _BEFORE_PLACE if _NAMED_THE.fullmatch(match["name"]) else _BEFORE_QUOTED
        before = lead.search(text, max(start - 1, match.start() - 12, 0), match.start())
        if before and not _NO_QUOTED.match(match["name"]):
            yield _name(text, match.start("name"), match.end("name"), "programme", "quoted")
    for match in _QUOTED_WORD.finditer(text, start, end):
        if not _NO_QUOTED.match(match["name"]):
            yield _name(text, match.start("name"), match.end("name"), "programme", "quoted")


def _with_article(text: str, start: int, end: int) -> Iterator[KnownName]:
    for match in _CAPITAL_ARTICLE.finditer(text, start, end):
        yield _name(text, match.start() + 1, match.end(), "service", "capital-article")


def _fits(short: str, initials: str) -> bool:
    """Whether an abbreviation is made of the initials of a name."""
    return (
        re.sub(r"[^A-Z]", "", short.upper()) == initials.upper() or "".join(c for c in short if c.isupper()) == initials
    )
