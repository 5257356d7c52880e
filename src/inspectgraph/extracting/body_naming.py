"""Whether a noun phrase names a body, and of which type."""

from __future__ import annotations

import re

from inspectgraph.extracting import body_names as names
from inspectgraph.extracting.body_grammar import Phrase

_POSSESSIVE = re.compile(r"'s?$")

#: Phrases that are no standing body, however they are qualified.
_NEVER = re.compile(
    r"(?:.* )?(?:"
    r"(?:senior |corporate |executive |extended )?(?:leadership|management|managers|manager|inspection|social work(?:ers?)?|staff|social care|project|frontline|practice|locality leadership) (?:team|group|board)"
    r"|(?:core|age|peer|ethnic|minority|focus|sibling|working|user|friendship|faith|vulnerable|community|family|small|reference|year|support|religious|interest|cultural|local|professional|staff|parent|parenting|blood|racial|black|parents') group"
    r"|(?:pupil premium|strategy|review|professionals|team|core group|network|planning|case|supervision|child protection|strategy discussion|multi-agency|legal planning|review|network|tracking|permanence planning|children in care|statutory|looked after|monitoring|placement|placement stability|performance|board|scrutiny) meeting"
    r"|(?:child protection|case|protection|initial|review|initial child protection|family group|press|annual|staff|practice) conference"
    r"|(?:children's|children|public|social work|social care|social|statutory|council|council's|care|health|mental health|universal|adult|adults'|adult social care|support|preventative|therapeutic|help|people|people's|safeguarding|police|people's|quality|education|frontline|public|consultation|voluntary|probation|family|community|legal|primary health|secondary|ambulance|protection|prevention|adult mental health|early help and preventative) service"
    r"|(?:local|care|residential|foster|family|adoptive|permanent|secure|placement|nursing|own|parental|young people|people) home"
    r"|(?:improvement|training|work|group work|parenting|development|audit|induction|learning|change|perpetrator|transformation|recruitment|intervention|support|domestic abuse|prevention|education|treatment|leadership|visits|coaching|inspection|review|mentoring) (?:programme|scheme|initiative|project)"
    r"|(?:practice|operating|social work|delivery|service|service delivery|working|role|business|good|case|staffing|workforce|governance|funding|assessment|commissioning|new|training|supervision|intervention|early help|leadership|performance management|professional|risk|support) model"
    r"|(?:county|city|borough|district|local|parish|town) council"
    r"|(?:partner|voluntary|statutory|employment|local|recruitment|external|social care|key|professional|health|other|fostering|foster|independent fostering|independent) agency"
    r"|(?:strong|strategic|multi-agency|effective|local|safeguarding|statutory|area|local area|key|close|health|multi-agency safeguarding|wider|police|operational) partnership"
    r"|(?:peer support|support|social|professional|family|wider|local|friends|peer|safeguarding|community) network"
    r"|(?:city|town|call|shopping|community|care|training|leisure|health|sports|detention|medical|attention|custody) centre"
    r"|(?:business|family|care|residential|government|mother and baby|parent and child|residential family|housing|accident and emergency|emergency|organisational) (?:unit|department)"
    r"|(?:chief|senior|health) executive"
    r")"
)  # fmt: skip

#: Services in the plural that count as one unit.
_PLURAL_SERVICES = re.compile(
    r"(?:.* )?(?:adoption|fostering|disabled children(?:'s)?|youth offending|youth justice|care leavers?'?|leaving care|school nursing|health visiting"
    r"|(?:speech and language|occupational|speech) therapy|physiotherapy|occupational health|sexual health|transitions?|youth support|school improvement|neurodevelopmental"
    r"|independent (?:advocacy|visitor|visiting)|child and adolescent mental health|virtual school|youth|emergency duty|out[- ]of[- ]hours|independent reviewing(?: officer)?)(?: therapy)?"
)

_GROUP_WORDS = re.compile(
    r"\b(?:care leavers?'?|in care|looked after|corporate parenting|strategic|executive|task and finish|steering|exploitation|governance|scrutiny"
    r"|participation|safeguarding|sub|missing|improvement|learning|operational|tactical|profile|cse|young people|risk|serious case|scr|policy|performance|assurance|advisory|champion)\b"
)
_PROGRAMME_WORDS = re.compile(r"\b(?:mentor\w*|inspectors?|employability|innovations?|freedom|apprentice\w*|foster to adopt|work experience|passport|activities|holiday|experience|carers?|visitors?')\b")


def kind_of(phrase: Phrase, authority_names: tuple[str, ...]) -> str | None:
    """The type of body that a phrase names, or `None` when it names none."""
    head = phrase.head
    words = [word.lower() for word in phrase.modifiers]
    singular = " ".join([*words, head])
    places = {part for name in authority_names for part in name.lower().split()}
    own = [word for word in words if _POSSESSIVE.sub("", word) not in places]
    telling = [word for word in own if word not in names.WEAK and word not in names.DESCRIPTIVE and word not in ("and", "&")]
    if head in names.PROPER_ONLY:
        return None
    if _NEVER.fullmatch(singular) and not (phrase.proper and _capitals(phrase, places)):
        return None
    if not telling:
        return names.HEADS[head] if _capitals(phrase, places) and phrase.abbreviation else None
    if head == "service" and phrase.plural and not _capitals(phrase, places):
        return "service" if _PLURAL_SERVICES.fullmatch(" ".join(words)) else None
    if head == "group":
        if _capitals(phrase, places) or _GROUP_WORDS.search(" ".join(words)) and not (phrase.plural and not phrase.proper):
            return "council" if re.search(r"care leaver|in care|looked after|young people", " ".join(words)) else "board"
        return None
    if head in ("programme", "scheme", "initiative", "project"):
        return names.HEADS[head] if _capitals(phrase, places) or _PROGRAMME_WORDS.search(" ".join(words)) else None
    if head == "model":
        return "model" if _capitals(phrase, places) or re.search(r"strengths?-based|restorative|signs of|systemic", " ".join(words)) else None
    if head in ("meeting", "conference", "summit"):
        return "panel" if phrase.abbreviation and telling else None
    if head == "centre":
        return "service" if re.search(r"children's|drop-in|contact|family|youth|assault", " ".join(words)) or _capitals(phrase, places) else None
    if head == "home":
        return None
    if head == "agency":
        return "service" if words[-1:] == ["adoption"] and "regional" not in words else None
    if head == "council":
        return "council" if re.search(r"care|youth|children|young|leavers", " ".join(words)) else None
    if head == "forum":
        return "council" if re.search(r"leaver|youth|care\b|young", " ".join(words)) else "board"
    return names.HEADS[head]


def _capitals(phrase: Phrase, places: set[str]) -> bool:
    """Whether capitals or quotation marks name the body beyond the name of the place."""
    if not phrase.proper:
        return False
    if "'" in phrase.text and phrase.text.count("'") >= 2:
        return True
    capitals = [word for word in phrase.modifiers if word[0].isupper() and _POSSESSIVE.sub("", word.lower()) not in places]
    return bool(capitals)
