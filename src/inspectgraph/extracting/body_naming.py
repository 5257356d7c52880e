"""Whether a noun phrase names a body, and of which type."""

from __future__ import annotations

import re
from functools import lru_cache

from inspectgraph.extracting import body_names as names
from inspectgraph.extracting.body_heads import NOT_BODIES, kind_by_head
from inspectgraph.extracting.body_tokens import Phrase

RULES: dict[str, str] = {
    "body_naming/function": "A noun phrase whose head is a unit, board or programme and whose modifiers name its function.",
    "body_naming/complement": "A unit that only what follows its head noun names, such as a team for a group of children.",
}

#: Phrases that name no standing body, even in capitals: work of everyone, offices, inspectorates, other systems.
_NEVER = re.compile(
    r"(?:joint )?children's services|inspect(?:ing|ions?) .*|(?:pay|payment|bonus)s?\b.* scheme|(?:regional )?adoption alliances?|primary medical services|primary care teams|(?:.* )?council children's services|clinical commissioning groups?|(?:.* )?national panel|business unit|(?:.* )?school boards?|accident and emergency .*|(?:daytime and )(?:out[- ]of[- ]hours )services|(?:.* )?clinics|(?:town|leisure|shopping|medical|health|city|council) centre|(?:.* )?(?:parliamentary|facebook|whatsapp|ethnic|minority|integrated care|clinical commissioning|majesty's|hmi|blood|ofsted|asian|british|black(?! country)|white(?! ribbon)|civic|disclosure)\b.*"
    r"|(?:(?:integrated|county|city|borough|adult|and|all|of) )*children(?:'s)?(?: and (?:young people|families|family|adult|adults|adults'))?(?:'s)?(?: social care)? services?"
    r"|(?:adults?'?|children's|adult's)?(?: and (?:adults?'?|children's))?\s?(?:social (?:care|work)|statutory|council|public|universal|public health|social) services?"
    r"|(?:.* )?(?:fire (?:(?:and|&) )?rescue) services?|(?:.* )?(?:county|city|borough|district|metropolitan|town|parish) council|civil service"
    r"|(?!.*(?:care|data|case|risk|behaviour) management)(?:.* )?(?:management|assistant|deputy|individual|football|sports|leadership|managers'?|inspection|staff|social work|social care|social worker|project|frontline|leaders) team"
    r"|(?:.* )?child protection conference|child protection (?:service|team|board|hub|panel)|(?:lscb|board) (?:partnership|sub-?group|board)s?"
    r"|(?:.* )?workforce development council|national health service|(?:(?:send?|nhs|health|early help|joint|voluntary|vcse?|community|adult) )+services|(?:voluntary|independent) (?:adoption|fostering) agency|(?:independent|private) fostering services"
)  # fmt: skip

#: Phrases in lower case that name no body, after mere description is taken away.
_GENERIC = re.compile(
    r"(?:"
    r"(?:care|adult|health|mental health|adult mental health|support|preventative|prevention|therapeutic|help|people|police|quality|education|consultation|voluntary|probation|family|community|legal"
    r"|primary health|advice and support|ambulance|protection|adult|housing|placement|intervention|interpreting|interpretation|translation|training|safeguarding|information|crisis|access|assessment and intervention|outreach|accommodation|school|hospital|care leaver and|customer|emergency|daytime|children and young people|early help and protection|risk|recruitment|advice|need|paid) service"
    r"|(?:care|adult|health|police|area|duty|team|group|virtual|school|school and|staff|hospital|medical|day|daytime|day-time|football|sports|local police|response|housing|education|people|children's|adult|early help and social work|operational|family|support|reviewing|young people|professional|governance|ed|neighbourhood|joint|children|help|child's|front-line|daytime|external agency) team"
    r"|(?:advisory|school|monitoring|planning|corporate planning|strategic and monitoring|school governing|partnership|safeguarding|monitoring|strategic|governing|departmental|school|operational|health|care|management|programme|leadership|practice|children's) board"
    r"|(?:support|resource|community|care|help|school|service|information|health|children's|local) hub"
    r"|(?:advisory|interview|recruitment|multi-agency|moderation|review|scrutiny|management|decision-making|practice|professional|independent|care|assessment|case|external|school|selection|strategic|family|peer) panel"
    r"|(?:stakeholder|partnership|parent|multi-agency|strategic|practice|provider|staff|effective|professional|discussion|local|reflective|learning|community|key|consultation|school|open|safeguarding|young people's) forum"
    r"|(?:select|school|council|local|elected members|children and young people) committee"
    r"|(?:strategic|multi-agency|statutory|area|local|local area|health|information-sharing|police|family|community|school|children and families|care|school|professional|support|private|health and social care|education) partnership"
    r"|(?:school|youth|holiday|after-school|dance|sports?|breakfast|football|children's|school holiday|boxing|activity) club"
    r"|(?:social work|social care|school|education|support|medical|referral|business support|housing|mother and baby|family|residential|secure|legal|support|residential family|resource|vulnerable|mental health|inpatient|assessment) unit"
    r"|(?:school|health|hospital|dental|medical|group|sexual health|legal|surgery|support) clinic"
    r"|school academy"
    r")"
)  # fmt: skip

#: Phrases of weak words that name a body all the same: core form and type.
_STANDARD: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"(?:.* )?safeguarding hubs?", "hub"),
        (r"(?:children's|(?:children and )?family|early years|drop-in|contact|youth|family contact|sure start|young parents' children's) centres?", "service"),
        (r"(?:family|locality|neighbourhood|(?:multi-agency )?neighbourhood family|community safety|children and families|early help|family support|young people's|community-based support|care leavers?'?) hubs?", "hub"),
        (r"(?:locality|safeguarding|targeted support|early help locality|care management|therapeutic(?: social work)?|family support|targeted family support|family safeguarding|community safety|young adult'?s?'?|out[- ]of[- ]hours) teams?", "team"),
        (r"(?:social work|social care) academy|(?:local authority )?designated officer service|(?:family|youth|(?:targeted )?youth|customer care|family placement|post-adoption|post adoption) (?:support )?service|youth services"
         r"|(?:out[- ]of[- ]hours )(?:social work )?service|(?:early help|assessment|referral and assessment|duty and assessment|care leavers?'?|leaving care|workforce development|children in care|looked after children|children looked after|supporting families|adolescent support) service", "service"),
        (r"drop-in facility", "service"),
        (r"therapeutic hub", "hub"),
        (r"family safeguarding model", "model"),
        (r"children(?:'s)?(?: and young people(?:'s?)?)? (?:strategic )?partnership|(?:local )?(?:multi-agency )?safeguarding (?:children(?:'s)? )?partnership|regional (?:adoption )?consortium|local adoption consortium|early help partnership|community safety partnership", "partnership"),
        (r"executive board|(?:adult safeguarding|safeguarding adults?'?) boards?|(?:sen?d )?partnership board|(?:cross-council )?governance board|(?:project|performance|business) (?:board|group)|(?:locality|neighbourhood) panels?|children's committee|children's (?:social care|services) board|safeguarding (?:sub-committee|sub-?group|committee)|scrutiny (?:committee|panel|board)|improvement board|children's trust(?: board)?|(?:children and young people's )?scrutiny committee", "board"),
    )
)  # fmt: skip

_OFFICE = re.compile(
    r"(?:director|directors|head|heads|member|cabinet|minister|lead|leader|commissioner)(?: (?:of|for))?$"
)
#: Heads for which a word that the tables do not know may carry the name.
_UNKNOWN_WORDS = frozenset(
    "team panel hub model programme scheme initiative project group meeting sub-group subgroup sub-committee".split()
)
#: Heads of standing bodies of which an authority has one for each matter.
_STANDING = frozenset("board forum committee consortium unit service".split())
#: Articles that take up what is known: "a letterbox service" may be any, "the letterbox service" is one.
_DEFINITE = names.ARTICLES - {"a", "an"}
#: Endings of adjectives, which describe a body.
_ADJECTIVE = re.compile(r"(?:ful|ive|able|ible|ous|ent|ant|ed|less|ary|ly|al|(?<!mus)ic)$")
#: Heads of units that an abbreviation of all their words makes a name, however general the words.
_UNITS = frozenset({"team", "panel", "board", "hub", "unit"})
#: For whom of which ages, or at which time a service is ("the 0–19 service", "the post-permanence service").
_AGES = re.compile(r"\d+(?:\s?[–-]\s?| to )\d+\+?|(?:post|pre)-[a-z]{4,}")
#: Heads that are often a part of something else ("service redesign").
_OFTEN_PARTS = frozenset({"service", "partnership", "board", "programme", "hub", "consortium"})
_STAFF = frozenset({"worker", "workers", "staff"})


def kind_of(phrase: Phrase, authority_names: tuple[str, ...]) -> str | None:
    """The type of body that a phrase names, or `None` when it names none.

    Args:
        phrase: A noun phrase whose head may be a body.
        authority_names: Names of the authority, which name no body by themselves.
    """
    places = {part for name in authority_names for part in name.lower().split()}
    words = [re.sub(r"\s+", " ", word.lower().replace("- ", "-")) for word in phrase.modifiers]
    if phrase.head in names.PROPER_ONLY or _OFFICE.search(phrase.before) or words == ["local", "area"]:
        return None
    while words and re.sub(r"'s?$", "", words[0]) in places:
        words = words[1:]
    if _is_part(phrase) or _is_any(phrase, words):
        return None
    if standard := _standard(phrase, words):
        return standard
    if (
        len(words) > 2
        and words[-2] == "social"
        and words[-1] in ("work", "worker", "care")
        and words[-3] not in ("and", "&")
    ):
        words = words[:-2]
        if standard := _standard(phrase, words):
            return standard
    capital = phrase.compound or _capitals(phrase, places)
    if not _names_something(phrase, words, capital=capital):
        return None
    return kind_by_head(phrase, " ".join(words), capital=capital)


def _is_part(phrase: Phrase) -> bool:
    """Whether the head only qualifies the next word ("service redesign", "family group conference")."""
    if phrase.head == "group":
        return phrase.after.startswith("conferenc")
    named = phrase.proper and phrase.text.split()[-1][0].isupper()
    return (
        phrase.head in _OFTEN_PARTS
        and not named
        and phrase.after in names.NOT_A_BODY_BEFORE
        and not (phrase.plural and phrase.after in _VERBS)
        and not _is_one_service(phrase)
        or phrase.head in ("centre", "project")
        and phrase.after in _STAFF
    )


#: What services do, or what is a part of a service.
_VERBS = frozenset({"offer", "review", "plan"})


def _is_any(phrase: Phrase, words: list[str]) -> bool:
    """Whether it is just some place of its kind ("one pupil goes to a pupil referral unit"), or a verb and its object."""
    if phrase.plural:
        return phrase.determiner == "to" and len(words) == 1 and words[0].isalpha() and words[0] not in names.ORDINARY
    kind = " ".join([*_core(words), phrase.head])
    return phrase.determiner in ("a", "an") and not phrase.proper and kind in _PLACES


#: Places of which there are many, each for those who live near it.
_PLACES = frozenset({"pupil referral unit", "children's centre", "family centre"})


def _is_one_service(phrase: Phrase) -> bool:
    """Whether it is the service of which each authority has one, as a whole ("the fostering service provision")."""
    known = phrase.modifiers[-1:] and phrase.modifiers[-1].lower() in ("fostering", "adoption", "advocacy", "offending")
    return bool(known) and phrase.determiner in names.ARTICLES and phrase.after in ("provision", "offer", "improvement")


def _core(words: list[str]) -> list[str]:
    """The modifiers without light words at the front."""
    first = next((at for at, word in enumerate(words) if word not in names.LIGHT and word[:4] != "pan-"), len(words))
    return words[first:]


#: Heads that make a standard body of another type than they usually do.
_OTHER_KIND = frozenset({"panel", "facility"})


def _standard(phrase: Phrase, words: list[str]) -> str | None:
    """The type of a body whose name consists of weak words."""
    if phrase.after in _STAFF:
        return None
    noun = phrase.head + "s" * phrase.plural
    forms = {" ".join([*words, noun]), " ".join([*_core(words), noun])}
    usual = names.HEADS[phrase.head] if phrase.head not in _OTHER_KIND else None
    rows = (row for row in _STANDARD if usual in (None, row[1]))
    return next((kind for pattern, kind in rows if any(map(pattern.fullmatch, forms))), None)


@lru_cache(maxsize=4096)
def _is_never(words: str) -> bool:
    """Whether a phrase, which texts often repeat, names no standing body."""
    return _NEVER.fullmatch(words) is not None


def _names_something(phrase: Phrase, words: list[str], *, capital: bool) -> bool:
    """Whether the modifiers tell the body from others of its kind."""
    if "director" in words or "manager" in words:
        return False
    singular = " ".join([*words, phrase.head])
    if phrase.spelled and phrase.head in _UNITS and phrase.abbreviation not in NOT_BODIES:
        return True
    if _is_never(singular) or phrase.plural and _is_never(singular + "s"):
        return False
    if capital:
        return True
    if phrase.part and phrase.head == "team":
        return True
    if any(map(_GENERIC.fullmatch, {singular, " ".join([*_core(words), phrase.head])})):
        return False
    telling = [
        word for word in words if word not in names.WEAK and word not in names.DESCRIPTIVE and word not in ("and", "&")
    ]
    if not telling:
        return bool(words) and phrase.abbreviation is not None and phrase.abbreviation not in NOT_BODIES
    return (
        phrase.head in _UNKNOWN_WORDS
        or any(" " in word or word in names.FUNCTIONS or _AGES.fullmatch(word) for word in telling)
        or _one_of_its_name(phrase, telling[-1])
    )


def _one_of_its_name(phrase: Phrase, word: str) -> bool:
    """Whether an article and a noun that no table knows make one standing body ("the accountability board")."""
    return (
        phrase.head in _STANDING
        and not phrase.plural
        and phrase.determiner in (_DEFINITE if phrase.head == "service" else names.ARTICLES)
        and word.isalpha()
        and not _ADJECTIVE.search(word)
    )


#: Words before a head that leave it to what follows to name the body ("a support group for ...").
_SUPPORTING = frozenset({"support", "outreach", "counselling", "drop-in", "co-production"})
#: Complements that name nobody in particular.
_PEOPLE = re.compile(
    r"(?<!aged )(?<!to )(?<!under )\b\d|\bnon-|\b(?:and|of (?:workers|specialists|(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\b.*))$|\b(?:practitioners|professionals|managers|staff)\b|\b(?:(?:senior|social|skilled|experienced|service|team|middle) (?:managers|workers)|managers|professionals|practitioners|staff|officers|IROs|people|advice|(?<!disabled )children|speech|advisers|leaders|inspectors|experts|volunteers|such)$"
)


#: Parts of a council that are no unit before what follows names one ("an adult service for people with autism").
_WIDE = frozenset({"adult", "adults", "community", "family", "health", "care", "mental health", "mental"})


#: Heads that what follows them may name, and the type of body that it makes.
_WITH_COMPLEMENT = {
    "team": "team", "service": "service", "panel": "panel", "group": "council", "clinic": "service",
    "sub-group": "board", "subgroup": "board",
}  # fmt: skip


def kind_with_complement(phrase: Phrase, words: str) -> str | None:
    """The type of body that a phrase names together with what follows it ("a team for asylum seekers")."""
    if phrase.plural and (phrase.head not in ("team", "group", "clinic") or re.search(r"\bteams (?:of|for)\b", words)):
        return None
    if phrase.complement is None or not names_somebody(words):
        return None
    supporting = phrase.modifiers[-1:] and phrase.modifiers[-1].lower() in _SUPPORTING
    if not supporting and any(word.lower() not in names.LIGHT | _WIDE for word in phrase.modifiers):
        return None
    if phrase.head == "group" and not re.search(r"\bfor\b.*(?:leavers|in care|looked after)", words):
        return None
    if phrase.head == "service" and (not phrase.definite or re.search(r"\bservice of\b", words)):
        return None
    return _WITH_COMPLEMENT.get(phrase.head)


def names_somebody(complement: str) -> bool:
    """Whether what follows a head noun is more than a general word for people."""
    return _PEOPLE.search(complement) is None


_IN_QUOTES = re.compile(r"(?:\A|(?<=\s))'([^']*)")


def _capitals(phrase: Phrase, places: set[str]) -> bool:
    """Whether capitals or quotation marks name the body beyond the name of the place."""
    if not phrase.proper:
        return False
    if quoted := _IN_QUOTES.search(phrase.text):
        return not names.describes(quoted[1].lower())
    words = [word for word in phrase.modifiers if re.sub(r"'s?$", "", word.lower()) not in places]
    capitals = [word for word in words if word[0].isupper() and not word.endswith("-based")]
    if len(capitals) > 1 and capitals == words and phrase.definite and not phrase.plural:
        return True
    return bool(capitals) and (
        phrase.text.split()[-1][0].isupper() or any(word.lower() not in names.WEAK for word in capitals)
    )
