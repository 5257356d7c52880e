"""What stands in the cells of a table of outcomes: dates, grades, frameworks and authorities, as people type them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from inspectgraph.dates import MONTHS, PartialDate, find_dates, month_number
from inspectgraph.extracting.grades import grade_slug
from inspectgraph.reference import find_authorities, load, resolve

_MONTH = "(?:" + "|".join(name[:3] for name in MONTHS) + r")[a-z]*\.?"
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d?)(?:-(?P<d>\d\d?))?(?:[T ]\d\d:\d\d\S*)?")
_NUMERIC = re.compile(r"(?:(?P<d>\d\d?)[/. -])?(?P<m>\d\d?)[/. -](?P<y>\d{4}|\d\d)(?: \d\d:\d\d\S*)?")
_WORDS = re.compile(rf"(?:(?P<d>\d\d?)(?:st|nd|rd|th)?[ /-])?(?P<n>{_MONTH})[ /'-]+(?P<y>\d{{4}}|\d\d)", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+(?:to|until|till|and)\s+|\s*[–—]\s*|\s+-\s+", re.IGNORECASE)
#: Days since the last one of 1899, as spreadsheets count them where a cell lost its format: 1990 to 2064.
_SERIAL = re.compile(r"[345]\d{4}(?:\.\d+)?")


def dates_of(cell: str) -> tuple[PartialDate, PartialDate | None] | None:
    """The date of a cell, or the first and the last of a period; `None` when it holds no date.

    Days stand before months, as they do in Britain; "18" is 2018.
    """
    words = _WEEKDAY.sub("", cell.strip())
    if single := _date_of(words):
        return single, None
    found = find_dates(words, years=True)
    if len(found) == 1 and not re.search(r"\d", words[: found[0].first] + words[found[0].last :]):
        start, end = found[0].start, found[0].end
        return (start, end) if end is None or start <= end else None
    parts = _BETWEEN.split(words)
    first, last = (_date_of(_WEEKDAY.sub("", part)) for part in parts) if len(parts) == 2 else (None, None)
    return (first, last) if first and last and first <= last else None


def _date_of(words: str) -> PartialDate | None:
    if _SERIAL.fullmatch(words):
        day = date(1899, 12, 30) + timedelta(int(float(words)))
        return PartialDate(day.year, day.month, day.day)
    if re.fullmatch(r"(?:19|20)\d\d", words):
        return PartialDate(int(words))
    match = _ISO.fullmatch(words) or _NUMERIC.fullmatch(words) or _WORDS.fullmatch(words)
    if match is None:
        return None
    parts = match.groupdict()
    year = int(parts["y"]) + (0 if len(parts["y"]) == 4 else 2000 if int(parts["y"]) < 50 else 1900)
    month = month_number(parts["n"]) if parts.get("n") else int(parts["m"])
    try:
        return PartialDate(year, month, int(parts["d"]) if parts["d"] else None)
    except ValueError:
        return None


_NUMBERED = re.compile(
    r"(?:grade\s*)?(?P<n>[1-5])|(?:grade\s*)?[1-5]\s*[-–:.)=]?\s*(?P<w>[a-z].*)|(?P<v>[a-z].*?)\s*[-–:]?\s*\(?[1-5]\)?"
)
_SHORT = {
    "o": "outstanding", "g": "good", "i": "inadequate", "ri": "requires-improvement", "r.i": "requires-improvement",
    "req imp": "requires-improvement", "requires imp": "requires-improvement", "ri to be good": "requires-improvement",
    "nj": "not-judged", "no judgement": "not-judged", "no judgment": "not-judged",
}  # fmt: skip
_SEND = (
    ("typically", "typically-positive"),
    ("inconsistent", "inconsistent"),
    ("systemic failings", "systemic-failings"),
)
_NOTHING = re.compile(
    r"[-–—.*]*|n/?a|not applicable|none|null|nil|nan|tbc|unknown|#n/a|not (?:yet )?(?:inspected|published|available)",
    re.IGNORECASE,
)
_ADEQUATE = frozenset({"slac", "aipc", "lac", "joint-area-review"})
#: The single inspection framework brought "requires improvement" in place of "adequate".
_REQUIRES_IMPROVEMENT_SINCE = "2013-11"


def says_nothing(cell: str) -> bool:
    """Whether a cell is as good as empty: "n/a", a dash."""
    return _NOTHING.fullmatch(cell.strip()) is not None


def grade_of(cell: str, framework: str | None = None, on: PartialDate | None = None) -> str | None:
    """The slug of a grade in words, in letters, or by its number on the scale, of which 5 is "not judged".

    Args:
        cell: "Requires improvement to be good", "RI", "3", "2 - Good".
        framework: Slug, by which 3 is told to be "requires improvement" or "adequate".
        on: When the inspection was, for the same.
    """
    words = re.sub(r"(?<=[a-z])[-_](?=[a-z])|\s+", " ", cell.strip().lower().rstrip(".*"))
    match = _NUMBERED.fullmatch(words)
    if match and match["n"]:
        third = _third(framework, on)
        return ("outstanding", "good", third, "inadequate", "not-judged")[int(match["n"]) - 1]
    words = (match["w"] or match["v"] if match else words).strip(" ()")
    if words in _SHORT:
        return _SHORT[words]
    if framework == "area-send":
        return next((slug for part, slug in _SEND if part in words), None)
    try:
        return grade_slug(words)
    except ValueError:
        return None


def _third(framework: str | None, on: PartialDate | None) -> str | None:
    if framework is not None:
        return "adequate" if framework in _ADEQUATE else "requires-improvement"
    if on is None:
        return None
    return "requires-improvement" if on.earliest()[:7] >= _REQUIRES_IMPROVEMENT_SINCE else "adequate"


#: The first whose words are found is the framework; the parts and successors of others come before them.
_FRAMEWORKS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), slug)
    for pattern, slug in (
        (r"\bfocuss?ed visits?\b", "focused-visit"),
        (r"\bmonitoring visits?\b", "monitoring-visit"),
        (r"\bjtai\b|\bjoint targeted\b", "jtai"),
        (r"\bSEND\b|\bspecial educational needs\b", "area-send"),
        (r"\bjar\b|\bjoint area review\b", "joint-area-review"),
        (r"\bucra\b|\bcontact, referral\b", "ucra"),
        (r"\bslac\b|\bsafeguarding and looked[- ]after\b", "slac"),
        (r"\baipc\b|\barrangements for the protection\b", "aipc"),
        (r"\bsif re-?inspection\b|\bre-?inspection\b", "sif-reinspection"),
        (r"\bsif\b|\bsingle inspection\b|\bin need of help and protection\b", "sif"),
        (r"\bilacs\b|\blocal authority children'?s services\b|^(?:standard|short)(?: inspection)?$", "ilacs"),
        (r"\bprivate fostering\b", "private-fostering"),
        (r"\bfostering\b", "fostering"),
        (r"\badoption\b", "adoption"),
        (r"\b(?:LSCB|board) review\b|\breview of (?:the )?(?:LSCB|local safeguarding)", "lscb-review"),
        (r"\blac\b|\blooked[- ]after children\b", "lac"),
    )
)


def framework_of(cell: str) -> str | None:
    """The slug of the framework that some words name."""
    return next((slug for pattern, slug in _FRAMEWORKS if pattern.search(cell)), None)


_INVERTED = re.compile(r"(.+?)(?:,\s*|\s*\()((?:city|county|royal borough|london borough) of)\)?", re.IGNORECASE)
_FORM_AFTER = re.compile(
    r"\s+(?:LA|CC|BC|MBC|LB|MDC|UA|unitary(?: authority)?|(?:metropolitan|london|royal) borough|borough|county|city|council"
    r"|children'?s services|\([^)]*\))$",
    re.IGNORECASE,
)  # fmt: skip
_FORM_BEFORE = re.compile(r"^(?:LB|RB|LBC|London borough|Royal borough)\s+(?:of\s+)?", re.IGNORECASE)


def authority_of(cell: str, on: str | None) -> str | None:
    """The slug of the authority that a cell names.

    Args:
        cell: A name in any of the forms in use: with "County Council", "LA", "LB", or as "Bristol, City of".
        on: A partial ISO date by which a former authority is told from the present one of that name.
    """
    words = cell.strip()
    inverted = _INVERTED.fullmatch(words)
    forms = [words, *((f"{inverted[2]} {inverted[1]}", inverted[1]) if inverted else ())]
    forms += [form for form in (_FORM_BEFORE.sub("", words), _FORM_AFTER.sub("", words)) if form not in forms]
    forms.append(_FORM_AFTER.sub("", _FORM_BEFORE.sub("", words)).title())
    found = [_one_of(slugs, on) for form in forms if (slugs := resolve(form, on))]
    if found:
        # A table may keep the name of a former authority for the one of that place today.
        return next((slug for slug in found if _is(slug, on)), found[0])
    mentions = find_authorities(words)
    if len({slugs for _, _, slugs in mentions}) == 1 and mentions[0][1] - mentions[0][0] > 0.6 * len(words):
        return _one_of(mentions[0][2], on)
    return None


def authority_of_code(cell: str, on: str | None) -> str | None:
    """The slug of the authority with a code of the ONS or the DfE, or Ofsted's number."""
    code = re.sub(r"\s|\.0$", "", cell).upper()
    bearers = tuple(
        each.slug for each in load().authorities.values() if code and code in (each.gss, each.la_code, each.ofsted_urn)
    )
    return _one_of(bearers, on) if bearers else None


def _one_of(slugs: tuple[str, ...], on: str | None) -> str:
    """Of several bearers of a name the one of the day, or today's."""
    return next((slug for slug in slugs if _is(slug, on)), slugs[0])


def _is(slug: str, on: str | None) -> bool:
    """Whether an authority was in being on a day, or is today."""
    authority = load().authorities[slug]
    return authority.in_being(on) if on else not authority.valid_to
