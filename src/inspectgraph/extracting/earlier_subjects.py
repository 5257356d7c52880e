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


#: Key, label, area of its own inspection, area within a wider one.
_TABLE: tuple[tuple[str, str, str, str], ...] = (
    ("whole", "overall", "overall", "overall"),
    ("overall", "overall", "overall", "overall"),
    ("private_fostering", "private fostering", "overall", "private-fostering"),
    ("homes", "children's homes", "overall", "overall"),
    ("contact", "contact, referral and assessment", "overall", "overall"),
    ("board", "LSCB", "lscb", "lscb"),
    (
        "care_and_leavers", "children in care and care leavers",
        "children-in-care-and-care-leavers", "children-in-care-and-care-leavers",
    ),
    ("looked_after", "looked after children", "looked-after-children", "children-in-care"),
    ("fostering", "fostering", "overall", "fostering"),
    ("adoption", "adoption", "overall", "adoption"),
    ("care_leavers", "care leavers", "care-leavers", "care-leavers"),
    ("help", "help and protection", "help-and-protection", "help-and-protection"),
    ("safeguarding", "safeguarding", "safeguarding", "safeguarding"),
    ("leadership", "leadership", "leadership", "leadership"),
    ("youth_offending", "youth offending", "overall", "overall"),
    ("special_needs", "SEND", "overall", "overall"),
    ("police", "police", "overall", "overall"),
    ("health", "health", "overall", "overall"),
    ("probation", "probation", "overall", "overall"),
    ("thematic", "thematic", "overall", "overall"),
)  # fmt: skip

#: The words for each. At one place the first that matches counts.
_WORDS: dict[str, tuple[str, ...]] = {
    "whole": (
        r"children\s+in\s+need\s+of\s+help\s+and\s+protection,?\s+(?:and\s+)?(?:for\s+)?"
        r"(?:children\s+looked\s+after|looked\s+after\s+children),?\s+and\s+(?:for\s+)?care\s+leavers",
    ),
    "overall": (r"overall\s+effectiveness(?!\s+of)",),
    "private_fostering": (r"privat(?:e|ely)[\s-]+foster(?:ing|ed)(?:\s+arrangements)?",),
    "homes": (r"children's\s+homes?",),
    "contact": (r"contact,\s+referral\s+and\s+assessment(?:\s+arrangements)?",),
    "board": (r"\w*(?:LSCB|SCB)\b", r"local\s+safeguarding\s+children\s+board"),
    "care_and_leavers": (r"children\s+in\s+care\s+and\s+care\s+leavers",),
    "looked_after": (
        r"looked[\s-]after\s+children(?:'s)?(?:\s+and\s+young\s+people)?",
        r"children(?:\s+and\s+young\s+people)?(?:\s+who\s+are)?\s+looked\s+after(?:\s+and\s+achieving\s+permanence)?",
        r"children\s+in\s+(?:public\s+)?care",
        r"\bLAC\b",
    ),
    "fostering": (r"\bfostering\b(?!\s+(?:panel|placement|team))",),
    "adoption": (r"\badoption\b(?!\s+(?:panel|order|plan|team))",),
    "care_leavers": (r"care\s+leavers?(?:'s?)?",),
    "help": (r"(?:who\s+need|in\s+need\s+of)\s+help\s+and\s+protection", r"\bhelp\s+and\s+protection"),
    "safeguarding": (
        # "safeguarding arrangements/arrangements for the protection of children" is one thing
        r"\bsafeguarding(?:\s+(?:arrangements|services))?\b"
        r"(?!\s+(?:hub|(?:and\s+\w+\s+)?partnership|children|adults?|board|lead|nurse))"
        r"(?:\s*/\s*|\s+)?(?:(?:the\s+)?arrangements\s+for\s+(?:the\s+)?protection\s+of\s+children)?",
        r"(?:the\s+)?arrangements\s+for\s+(?:the\s+)?protection\s+of\s+children",
        r"\bchild\s+protection",
        r"\bprotection\s+of\s+children",
        r"\bprotecting\s+children",
        r"children\s+in\s+need\s+of\s+(?:protection|safeguarding)",
    ),
    "leadership": (r"\bleadership\b(?:,\s+management\s+and\s+governance)?", r"(?:the\s+)?impact\s+of\s+leaders"),
    "youth_offending": (r"\bYO[ST]\b", r"youth\s+(?:offending|justice)(?:\s+(?:service|team)s?)?"),
    "special_needs": (
        r"\bSEND\b",
        r"special\s+educational\s+needs(?:\s+and(?:/or)?\s+disabilit(?:y|ies))?(?:\s+\(SEND\))?",
    ),
    "police": (r"\bHMIC(?:FRS)?\b", r"\bHer\s+Majesty's\s+Inspectorate\s+of\s+Constabulary", r"\bpolice\b"),
    "health": (r"\bCQC(?:'s)?\b", r"Care\s+Quality\s+Commission(?:'s)?", r"\bhealth(?:\s+services)?\b"),
    # Their inspectorate looks at youth offending too, and is named then.
    "probation": (r"(?<!HMI )(?<!Inspectorate of )\bprobation\b", r"\bHMIP\b(?=\s+inspection)"),
    "thematic": (r"\bthematic\b",),
}

SUBJECTS = {key: Subject(key, label, area, part) for key, label, area, part in _TABLE}
#: Where nothing is said of the subject.
UNSAID = Subject("unsaid", "overall", "overall", "overall")
#: Keys of what has inspections of its own besides those of all services.
ALONE = frozenset({"fostering", "private_fostering", "adoption"})
#: Keys of what is not the authority's own social care.
APART = frozenset({"special_needs", "health", "police", "youth_offending", "probation"})

_ANY = re.compile("|".join(f"(?P<{key}>{'|'.join(forms)})" for key, forms in _WORDS.items()), re.IGNORECASE)


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
    if earliest >= "2009-06" and (latest < "2012-05" or together and latest < "2012-08"):
        return "slac"
    if subject.key == "safeguarding" and earliest >= "2012-08" and latest < "2013-11":
        return "aipc"
    if subject.key == "looked_after" and earliest >= "2012-08" and latest < "2013-11":
        return "lac"
    return None
