"""What single head nouns ask for beside a telling modifier: not every group, programme or meeting is a body."""

from __future__ import annotations

import re

from inspectgraph.extracting import body_names as names
from inspectgraph.extracting.body_tokens import Phrase

#: Abbreviations of what is no body: people, documents, procedures, groups.
NOT_BODIES = frozenset(
    "PLO CIN CAF DCS DFE LADO IRO IROS PEP PEPS EHC EHCP SEND SEN UASC NEET FGM CSE CCE CP CPP CQC HMI HMIC HMICFRS HMIP AP GP GPS SGO BME DASH SDQ"
    " ICS EET HR SCR SCRS ASYE RAA OFSTED CLA LAC DA PPN FGC EHE WRAP ILACS SIF UK EU USA ESOL TAF TAC".split()
)  # fmt: skip

#: Services in the plural that count as one unit.
_PLURAL_SERVICES = re.compile(
    r"(?:.* )?(?:adoption|fostering|designated officers?|disabled children(?:'s)?|youth offending|youth justice|care leavers?'?|leaving care|school nursing|health visiting"
    r"|(?:speech and language|occupational|speech) therapy|sexual health|substance misuse|participation|(?:school )?inclusion|educational psychology|physiotherapy|occupational health|maternity|transitions?|youth support|school improvement|neurodevelopmental"
    r"|(?:independent )?advocacy|independent (?:visitor|visiting)|child and adolescent mental health|virtual school|youth|emergency duty|out[- ]of[- ]hours|independent reviewing(?: officer)?|children in care|children looked after)"
)

_COUNCIL = re.compile(r"\b(?:care leavers?'?|leaver|in care|looked after|young people|youth|participation)\b")
_GROUPS = re.compile(
    r"\b(?:care leavers?'?|in care|looked after|corporate parenting|strategic|executive|(?:\w+ )+task and finish|steering|exploitation|governance|scrutiny"
    r"|participation|safeguarding|missing|learning|operational|tactical|profile|cse|serious case|scr|policy|performance|assurance|advisory|champion|lscb|sufficiency|quality)\b"
)
_PROGRAMMES = re.compile(
    r"\b(?:mentor\w*|inspectors?|employability|innovations?|freedom|apprentice(?! programme)|apprentice \w+|foster to adopt|work experience|passport|activities|holiday activities|visitors?'?|short breaks?|ambassadors?|supported internships?)\b"
)
#: The same of a single programme only.
_ONE_PROGRAMME = re.compile(
    r"\b(?:perpetrators?'?|troubled families'?|healthy child|apprenticeship|pre-apprenticeship|traineeship|internship|enrichment)$"
)
#: What a scheme may be for when it is no offer to young people or families.
_NO_SCHEME = re.compile(
    r"(?:disclosure|recruitment|retention|skills|pay|bonus|release|interview|trainee|training|pilot|holiday|play|book|housing|delegation|voluntary|payment|incentive|subsidy|fostering|insurance)$"
)
#: Last words before "group" of groups that are no standing body.
_NO_GROUP = re.compile(
    r"\b(?:age|aged|family|minority|ethnic|faith|sector|community|support|focus|peer|core|vulnerable|preparation|priority|reference|sister|sibling|target|risk|working|work|discussion|friendship|theatre|drama|music"
    r"|interest|parliamentary|toddler|pressure|user|control|leadership|management|activity|multi-agency|operational|strategic|largest|older|younger|religious|parents?'?|men's|women's|professional|agency|voluntary|informal"
    r"|adoption|therapy|small|finish|children|single|facebook|whatsapp|specific|local|play|social|cultural|exercise|training and support|other|commissioning|consultation|tutor|representative|delivery|year|stage|latter|network|broad|growing|tracker|british|pakistani)$"
)
#: Sub-groups that only their board tells apart from others.
_NO_SUBGROUP = re.compile(
    r"(?:(?:[a-z]{0,4}s[cp]b|cpb|[a-z]{0,4}s[cp]p|lscb|board|partnership|strategic|operational|individual|critical|advisory|multi-agency|area|specific|complete|and|active|main|relevant|city|county|borough|local)\s?)+"
)
#: Words of programmes that serve the authority itself, not young people or families.
_OF_THE_AUTHORITY = re.compile(
    r"\b(?:transformation|change|implementation|regeneration|managers?'?s?|leadership|management|modernisation|reform|efficiency|savings?|capital|building|recruitment|retention|workforce"
    r"|research|review|visits?|visiting|monitoring|performance|practice|school|education|government|academic|university|degree|audits?|auditing|assurance|work|inspection)\b"
)
_ROUTINE = re.compile(r"\b(?:training|improvement|development|audit|induction|learning|recruitment|inspection|work)$")
_PROJECTS = re.compile(r"\b(?:recovery|health|team around\b.*|housing|worker|digital)\b")
#: Words that say for whom a project is, which does not yet name it.
_GROUP = frozenset("care leaver leavers leavers' young people people's children children's family families".split())
_MODELS = re.compile(
    r"strengths?-(?:and relationship-)?based|restorative|signs of|systemic|relational|relationship-based|balanced|trauma-informed"
)
_MEETINGS = re.compile(
    r"multi-agency (?!.*(?:strategy|core group|child protection|in need|network|professional)).*(?:exploit|missing|vulnerable|tasking|abuse|violence|monitoring|risk)|integrated risk management"
)
#: Meetings in quotation marks and the like that concern one child or one team.
_ROUTINE_MEETINGS = re.compile(
    r"strategy|team around|review|core|board|panel|group|tracking|council|planning|trust|committee"
)


def kind_by_head(phrase: Phrase, before: str, *, capital: bool) -> str | None:
    """The type of body that a phrase with a telling modifier names, or `None` when its head asks for more.

    Args:
        phrase: A noun phrase whose head may be a body.
        before: Its modifiers in lower case, without the name of the place.
        capital: Whether capitals or quotation marks name it.
    """
    return _SPECIAL.get(phrase.head, _plain)(phrase, before, capital)


def _plain(phrase: Phrase, before: str, capital: bool) -> str | None:
    return names.HEADS[phrase.head]


#: For whom of which ages services are.
_AGES = re.compile(r"(?:^|\s)\d+\s?[–-]\s?\d+\b")
#: Services in the plural that marks only set off, without the capitals of a name.
_SO_CALLED = re.compile(r"'(?!(?:[^']* )?[A-Z][^']* [A-Z])")


def _service(phrase: Phrase, before: str, capital: bool) -> str | None:
    if phrase.plural and ("," in phrase.text or _SO_CALLED.match(phrase.text)):
        return None
    if phrase.plural and not capital:
        if phrase.abbreviation and phrase.abbreviation not in NOT_BODIES or _AGES.search(before):
            return "service"
        shared = phrase.part and before in ("advocacy", "edge of care", "edge-of-care")
        return "service" if shared or _PLURAL_SERVICES.fullmatch(before) else None
    return "service"


def _group(phrase: Phrase, before: str, capital: bool) -> str | None:
    if phrase.plural and before.endswith(" user") or before in ("steering", "strategic steering"):
        return None
    named = (
        _GROUPS.search(before)
        or phrase.determiner in names.ARTICLES
        and not _NO_GROUP.search(before)
        or before.endswith(" working")
        and any(word not in names.WEAK and not names.describes(word) for word in before.split()[:-1])
    )
    if capital or named and not phrase.plural:
        return "council" if _COUNCIL.search(before) else "board"
    return None


def _subgroup(phrase: Phrase, before: str, capital: bool) -> str | None:
    return None if phrase.plural or _NO_SUBGROUP.fullmatch(before) else "board"


def _scheme(phrase: Phrase, before: str, capital: bool) -> str | None:
    return "programme" if capital or not (phrase.plural or _NO_SCHEME.search(before)) else None


def _programme(phrase: Phrase, before: str, capital: bool) -> str | None:
    if _ROUTINE.search(before):
        return None
    one = (
        phrase.head == "programme"
        and phrase.determiner in names.ARTICLES
        and len([word for word in before.split() if word not in names.LIGHT]) > 1
        and not _OF_THE_AUTHORITY.search(before)
    )
    known = _PROGRAMMES.search(before) or not phrase.plural and (one or _ONE_PROGRAMME.search(before))
    return names.HEADS[phrase.head] if capital or known else None


def _project(phrase: Phrase, before: str, capital: bool) -> str | None:
    told = [word for word in before.split() if word not in names.LIGHT | _GROUP and not names.describes(word)]
    one = phrase.determiner in names.ARTICLES and len(told) > 1 and not phrase.plural
    return "project" if capital or _PROJECTS.search(before) or one and "pilot" not in told else None


def _model(phrase: Phrase, before: str, capital: bool) -> str | None:
    return "model" if capital or _MODELS.search(before) else None


def _meeting(phrase: Phrase, before: str, capital: bool) -> str | None:
    if phrase.abbreviation in NOT_BODIES:
        return None
    if phrase.head == "summit" or phrase.abbreviation or _MEETINGS.search(before):
        return "panel"
    quoted = phrase.text.startswith("'") and not phrase.plural and not _ROUTINE_MEETINGS.search(before)
    return "panel" if quoted and phrase.head == "meeting" else None


def _centre(phrase: Phrase, before: str, capital: bool) -> str | None:
    return (
        "service"
        if capital
        or re.search(r"drop-in|contact|youth|assault|call|customer|(?:authority|home) learning|post-adoption", before)
        else None
    )


#: A regional adoption agency with its proper name before it.
_NAMED_AGENCY = re.compile(r"[A-Z].* regional adoption agency")


def _agency(phrase: Phrase, before: str, capital: bool) -> str | None:
    if phrase.plural or phrase.before.endswith(" an") or phrase.before == "an":
        return None
    if phrase.alias and "regional" in before:
        return None
    if _NAMED_AGENCY.fullmatch(phrase.text):
        return "partnership"
    if before.endswith("adoption") and "voluntary" not in before:
        return "service" if "regional" not in before else "partnership" if phrase.definite and not capital else None
    return (
        "partner-organisation"
        if capital and phrase.definite and len(before.split()) > 1 and "regional" not in before
        else None
    )


def _council(phrase: Phrase, before: str, capital: bool) -> str | None:
    if re.search(r"care|youth|children|young|leavers|shadow|junior|student", before) or phrase.text.startswith("'"):
        return None if before.startswith("school") else "council"
    return None


def _youth_council(phrase: Phrase, before: str, capital: bool) -> str | None:
    return "council" if re.search(r"youth|young", before) else None


def _forum(phrase: Phrase, before: str, capital: bool) -> str | None:
    return "council" if re.search(r"leaver|youth|care\b|young", before) else "board"


def _named_only(phrase: Phrase, before: str, capital: bool) -> str | None:
    return names.HEADS[phrase.head] if capital else None


def _none(phrase: Phrase, before: str, capital: bool) -> str | None:
    return None


_SPECIAL = {
    "service": _service, "group": _group, "sub-group": _subgroup, "subgroup": _subgroup, "sub-committee": _subgroup, "programme": _programme, "scheme": _scheme, "initiative": _programme,
    "project": _project, "pilot": _named_only, "model": _model, "meeting": _meeting, "conference": _meeting, "summit": _meeting,
    "centre": _centre, "agency": _agency, "parliament": _youth_council, "cabinet": _youth_council, "facility": _none, "council": _council, "forum": _forum,
}  # fmt: skip
