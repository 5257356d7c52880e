"""What the columns of a table of outcomes mean, by their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

RULES: dict[str, str] = {
    "columns/authority": "The authority of a row is in the column of names, or of codes where the name settles nothing.",
    "columns/framework": "The framework of a row is in its column, or else in the title above the table.",
    "columns/dates": "The first and last day of the inspection are in columns of their own, or in one for both.",
    "columns/grade": "A column that is headed with an area holds the grades for it.",
    "columns/lead-inspector": "The lead inspector has a column.",
    "columns/published": "The day on which the report was published has a column.",
    "columns/link": "The address of the report has a column.",
    "columns/title": "The first line above the headings is the title of the table.",
    "columns/row": "A row with a known authority is an inspection.",
}

#: What a column may mean besides an area.
AUTHORITY, GSS, LA_CODE, URN = "authority", "gss", "la-code", "urn"
FRAMEWORK, START, END, DATES, PUBLISHED = "framework", "start", "end", "dates", "published"
LEAD, LINK, JUDGED_AREA, GRADE, CONTEXT = "lead", "link", "judged-area", "grade", "context"
#: Before the slug of an area, in the meaning of a column of grades.
AREA = "area:"

_LOOKED_AFTER = r"children in care|looked after|\bcla\b|\blac\b|\bcic\b"
#: The first pattern that is found in a heading gives its meaning; an empty meaning is none.
_MEANINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (r"\b(?:previous|prior|former|earlier|before|change|direction|number of|count|percent\w*|days|weeks|comments?|notes?|summary|reasons?)\b", ""),
        (r"\bgss\b|\bons\b|\becode\b", GSS),
        (r"\burn\b|unique reference", URN),
        (r"\b(?:la|lea|dfe|authority|council)(?: name)? (?:code|number|no|id)\b|^(?:dfe|la) ?code$", LA_CODE),
        (r"\burl\b|\b(?:web ?)?links?\b|\bhyperlink\b|\bweb ?(?:site|page|address)\b|^(?:full |inspection )?reports?$", LINK),
        (r"\blead (?:inspector|hmi)\b|^(?:lead|hmi|inspector|name of inspector|reporting inspector)$", LEAD),
        (r"\bpubli(?:shed|cation|sh)\b|\breport (?:date|issued)\b|\bdate of (?:the )?report\b|^(?:date )?(?:issued|released)$", PUBLISHED),
        (r"\bframework\b|\b(?:type of|kind of) (?:inspection|event|visit)\b|\b(?:inspection|event|visit) (?:type|kind|programme)\b|^(?:type|inspection|event)$", FRAMEWORK),
        (r"\b(?:start(?:ed|s)?|beg[ai]n|begins|beginning|first day|commence[ds]?)\b|^(?:inspected |date )?from$", START),
        (r"\b(?:end(?:ed|s)?|finish(?:ed)?|last day|complet(?:ed|ion))\b|^(?:inspected |date )?to$", END),
        (r"\binspect\w*\b.*\b(?:dates?|period|year)\b|\b(?:dates?|period|year)\b.*\binspect|^(?:dates?|year|when)$|^inspected(?: on)?$|^(?:latest|last|most recent) inspection$", DATES),
        (r"^(?:name of )?(?:the )?(?:inspected )?(?:la|local authority|authority|council|lea|local area|provider)(?: name)?s?$|\b(?:la|authority|council) name\b", AUTHORITY),
        (r"^(?:\w+ )?region(?: name)?$|^(?:row|id|no|ref|reference)$|\b(?:authority|council) type\b|\btype of (?:la|authority|council)\b", CONTEXT),
        (r"\blscb\b|safeguarding children board", AREA + "lscb"),
        (r"\bleader(?:s|ship)?\b", AREA + "leadership"),
        (rf"(?:{_LOOKED_AFTER}).*(?:care leavers?|leaving care)", AREA + "children-in-care-and-care-leavers"),
        (r"care leavers?\b|leaving care", AREA + "care-leavers"),
        (r"help (?:and )?protect|\bneed(?: of)? help\b|^hap$|^h and p$|^h p$|^(?:child )?protection$", AREA + "help-and-protection"),
        (r"\badoption\b", AREA + "adoption"),
        (rf"{_LOOKED_AFTER}|\bpermanence\b", AREA + "children-in-care"),
        (r"\bcapacity (?:to|for) improve", AREA + "capacity-to-improve"),
        (r"\bquality of practice\b", AREA + "quality-of-practice"),
        (r"\bquality of (?:service )?provision\b", AREA + "quality-of-provision"),
        (r"\bsafeguarding\b", AREA + "safeguarding"),
        (r"^(?:judge?ment|judged|inspection) areas?$|^areas?(?: judged| of judge?ment)?$|^judge?ment (?:type|name)$|^theme$", JUDGED_AREA),
        (r"\boverall\b|^oe$|^o e$", AREA + "overall"),
        (r"^(?:ofsted |inspection |final )?(?:grade|judge?ment|rating|outcome|result|verdict|score)s?$|\bofsted (?:grade|rating|judge?ment|outcome)\b", GRADE),
    )
)  # fmt: skip


def plain_heading(heading: str) -> str:
    """A heading in lower case, without what stands in brackets, marks and "&"."""
    words = re.sub(r"\([^)]*\)", " ", heading.lower()) if not heading.strip().startswith("(") else heading.lower()
    words = words.replace("&", " and ").replace("'s", "s")
    return re.sub(r"[^a-z0-9%]+", " ", words).strip()


def meaning_of(heading: str) -> str | None:
    """What a heading means: one of the names of this module, or `AREA` and an area; `None` when it is not known.

    >>> meaning_of("Local authority"), meaning_of("Impact of leaders"), meaning_of("Mood")
    ('authority', 'area:leadership', None)
    """
    words = plain_heading(heading)
    return next((meaning or None for pattern, meaning in _MEANINGS if pattern.search(words)), None)


def area_of(words: str) -> str | None:
    """The area that some words name, in a heading or in a cell."""
    meaning = meaning_of(words)
    return meaning.removeprefix(AREA) if meaning and meaning.startswith(AREA) else None


def columns_of(headings: Sequence[str]) -> dict[int, str]:
    """The meaning of each column that has one; of two with the same meaning the first has it.

    A grade without an area is the overall one, where no column names areas.
    """
    found: dict[int, str] = {}
    for column, heading in enumerate(headings):
        meaning = meaning_of(heading)
        if meaning and (meaning == CONTEXT or meaning not in found.values()):
            found[column] = meaning
    if JUDGED_AREA not in found.values() and AREA + "overall" not in found.values():
        found = {column: AREA + "overall" if meaning == GRADE else meaning for column, meaning in found.items()}
    return found


def looks_like_outcomes(headings: Sequence[str]) -> bool:
    """Whether a table with such headings has inspections as its rows: an authority, and a grade or a date and what began then."""
    meanings = set(columns_of(headings).values())
    if not meanings & {AUTHORITY, GSS, LA_CODE, URN}:
        return False
    graded = any(meaning.startswith(AREA) for meaning in meanings) or {JUDGED_AREA, GRADE} <= meanings
    return graded or bool(meanings & {START, DATES}) and bool(meanings & {FRAMEWORK, LEAD})
