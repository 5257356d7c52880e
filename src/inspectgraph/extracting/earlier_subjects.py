"""What an inspection looked at: the words for it, and what they say of framework and area."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inspectgraph.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of thing that inspections look at.

    Attributes:
        key: Short name without spaces.
        label: In few words, as the graph has it.
        area: Slug of the area scheme that a grade for it belongs to.
        part: Slug of the area when it is one judgement among others of one inspection.
    """

    key: str
    label: str
    area: str
    part: str


@dataclass(frozen=True, slots=True)
class SubjectMatch:
    """A subject as found in a text."""

    first: int
    last: int
    subject: Subject


#: Key, label, area of its own inspection, area within a wider one, pattern. The first that matches at a place counts.
_TABLE: tuple[tuple[str, str, str, str, str], ...] = (
    ("whole", "overall", "overall", "overall", r"children\s+in\s+need\s+of\s+help\s+and\s+protection,?\s+(?:and\s+)?(?:for\s+)?(?:children\s+looked\s+after|looked\s+after\s+children),?\s+and\s+(?:for\s+)?care\s+leavers"),
    ("overall", "overall", "overall", "overall", r"overall\s+effectiveness(?!\s+of)"),
    ("private_fostering", "private fostering", "overall", "private-fostering", r"privat(?:e|ely)[\s-]+foster(?:ing|ed)(?:\s+arrangements)?"),
    ("homes", "children's homes", "overall", "overall", r"children's\s+homes?"),
    ("contact", "contact, referral and assessment", "overall", "overall", r"contact,\s+referral\s+and\s+assessment(?:\s+arrangements)?"),
    ("board", "LSCB", "lscb", "lscb", r"(?:\w*(?:LSCB|SCB)\b|local\s+safeguarding\s+children\s+board)"),
    ("care_and_leavers", "children in care and care leavers", "children-in-care-and-care-leavers", "children-in-care-and-care-leavers", r"children\s+in\s+care\s+and\s+care\s+leavers"),
    ("looked_after", "looked after children", "looked-after-children", "children-in-care", r"looked[\s-]after\s+children(?:'s)?(?:\s+and\s+young\s+people)?|children(?:\s+and\s+young\s+people)?(?:\s+who\s+are)?\s+looked\s+after(?:\s+and\s+achieving\s+permanence)?|children\s+in\s+(?:public\s+)?care|\bLAC\b"),
    ("fostering", "fostering", "overall", "fostering", r"\bfostering\b(?!\s+(?:panel|placement|team))"),
    ("adoption", "adoption", "overall", "adoption", r"\badoption\b(?!\s+(?:panel|order|plan|team))"),
    ("care_leavers", "care leavers", "care-leavers", "care-leavers", r"care\s+leavers?(?:'s?)?"),
    ("help", "help and protection", "help-and-protection", "help-and-protection", r"(?:who\s+need|in\s+need\s+of)\s+help\s+and\s+protection|\bhelp\s+and\s+protection"),
    ("safeguarding", "safeguarding", "safeguarding", "safeguarding", r"\bsafeguarding(?:\s+(?:arrangements|services))?\b(?!\s+(?:hub|(?:and\s+\w+\s+)?partnership|children|adults?|board|lead|nurse))(?:\s*/\s*|\s+)?(?:(?:the\s+)?arrangements\s+for\s+(?:the\s+)?protection\s+of\s+children)?|(?:the\s+)?arrangements\s+for\s+(?:the\s+)?protection\s+of\s+children|\bchild\s+protection|\bprotection\s+of\s+children|\bprotecting\s+children|children\s+in\s+need\s+of\s+(?:protection|safeguarding)"),
    ("leadership", "leadership", "leadership", "leadership", r"leadership,\s+management\s+and\s+governance|(?:the\s+)?impact\s+of\s+leaders"),
    ("youth_offending", "youth offending", "overall", "overall", r"\bYO[ST]\b|youth\s+(?:offending|justice)(?:\s+(?:service|team)s?)?"),
    ("special_needs", "SEND", "overall", "overall", r"\bSEND\b|special\s+educational\s+needs(?:\s+and(?:/or)?\s+disabilit(?:y|ies))?(?:\s+\(SEND\))?"),
    ("police", "police", "overall", "overall", r"\bHMIC(?:FRS)?\b|\bHer\s+Majesty's\s+Inspectorate\s+of\s+Constabulary|\bpolice\b"),
    ("health", "health", "overall", "overall", r"\bCQC(?:'s)?\b|Care\s+Quality\s+Commission(?:'s)?|\bhealth(?:\s+services)?\b"),
    ("thematic", "thematic", "overall", "overall", r"\bthematic\b"),
)  # fmt: skip

SUBJECTS = {key: Subject(key, label, area, part) for key, label, area, part, _ in _TABLE}
#: Where nothing is said of the subject.
UNSAID = Subject("unsaid", "overall", "overall", "overall")

_ANY = re.compile("|".join(f"(?P<{key}>{pattern})" for key, _, _, _, pattern in _TABLE), re.IGNORECASE)


def find_subjects(text: str, first: int, last: int) -> list[SubjectMatch]:
    """The subjects named in a part of a text, in order."""
    return [
        SubjectMatch(match.start(), match.end(), SUBJECTS[match.lastgroup])
        for match in _ANY.finditer(text, first, last)
        if match.lastgroup
    ]


def framework_of(subject: Subject, date: PartialDate | None, together: bool) -> str | None:
    """The framework under which a subject was inspected, when its name and date settle it.

    Args:
        subject: What was inspected.
        date: When, as far as known.
        together: Whether safeguarding and looked after children were inspected as one.

    Returns:
        A slug of the framework scheme, or `None`. Safeguarding and looked after children were inspected
        together from June 2009 to July 2012, arrangements for the protection of children alone from May 2012
        to October 2013, looked after children alone from April to October 2013.
    """
    own = {
        "fostering": "fostering", "adoption": "adoption", "private_fostering": "private-fostering",
        "contact": "ucra", "special_needs": "area-send", "board": None,
    }  # fmt: skip
    if subject.key in own:
        return own[subject.key]
    if subject.key not in ("safeguarding", "looked_after") or date is None:
        return None
    earliest, latest = date.earliest(), date.latest()
    if "2009-06" <= earliest and (latest < "2012-05" or together and latest < "2012-08"):
        return "slac"
    if subject.key == "safeguarding" and "2012-08" <= earliest and latest < "2013-11":
        return "aipc"
    if subject.key == "looked_after" and "2012-08" <= earliest and latest < "2013-11":
        return "lac"
    return None
