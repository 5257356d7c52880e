"""Dates as precise as a text gives them."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left, insort
from dataclasses import dataclass
from functools import total_ordering

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "(?:" + "|".join(name[:3] + (f"(?:{name[3:]})?" if name[3:] else "") for name in MONTHS) + r"|sept)\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
#: "to", and the name of the day before its number.
_DASH = r"\s*(?:–|-|through(?:\s+to)?|to|and|until|till)\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year: what the text says and no more.

    Attributes:
        year: Four digits.
        month: 1 to 12, or `None` when only the year is known.
        day: Day of the month, or `None` when only the month is known.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(f"no month {self.month}")
        if self.day is not None and not 1 <= self.day <= calendar.monthrange(self.year, self.month or 1)[1]:
            raise ValueError(f"no day {self.day} in {self.year}-{self.month}")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Reads the ISO form, "2014", "2014-01" or "2014-01-14".

        Raises:
            ValueError: The text is not such a date.
        """
        match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
        if match is None:
            raise ValueError(f"not a partial date: {text!r}")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        return cls(year, month, day)

    def __str__(self) -> str:
        """The ISO form."""
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)

    def __lt__(self, other: PartialDate) -> bool:
        """Sorts by the first day that each may be, then the less precise first."""
        return (self.earliest(), str(self)) < (other.earliest(), str(other))

    @property
    def datatype(self) -> str:
        """Local name of the XSD datatype: `date`, `gYearMonth` or `gYear`."""
        return "gYear" if self.month is None else "gYearMonth" if self.day is None else "date"

    def earliest(self) -> str:
        """The first day that it may be, ISO."""
        return f"{self.year:04d}-{self.month or 1:02d}-{self.day or 1:02d}"

    def latest(self) -> str:
        """The last day that it may be, ISO."""
        month = self.month or 12
        return f"{self.year:04d}-{month:02d}-{self.day or calendar.monthrange(self.year, month)[1]:02d}"

    def agrees(self, other: PartialDate) -> bool:
        """Whether both may be one day: one is as precise as the other or says less."""
        return str(self).startswith(str(other)) or str(other).startswith(str(self))


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date, or a period of two dates, as found in a text.

    Attributes:
        start: The date, or the first of a period.
        end: The last of a period; `None` for a single date.
        first, last: Offsets of the words.
    """

    start: PartialDate
    end: PartialDate | None
    first: int
    last: int


def month_number(word: str) -> int:
    """1 to 12 for a month's name or its abbreviation."""
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(word[:3].lower()))


_PERIOD = re.compile(
    rf"\b(?P<d1>{_DAY})(?:\s+(?P<m1>{_MONTH}))?(?:,?\s+(?P<y1>{_YEAR}))?{_DASH}"
    rf"(?P<d2>{_DAY})\s+(?P<m2>{_MONTH})(?:,?\s+(?P<y2>{_YEAR}))?\b",
    re.IGNORECASE,
)
_NUMERIC_PERIOD = re.compile(
    rf"\b(\d\d?)[/.](\d\d?)[/.]({_YEAR}){_DASH}(\d\d?)[/.](\d\d?)[/.]({_YEAR})\b", re.IGNORECASE
)
_MONTHS_PERIOD = re.compile(
    rf"\b(?P<m1>{_MONTH})(?:\s+(?P<y1>{_YEAR}))?\s*(?:–|-|to)\s*(?P<m2>{_MONTH})\s+(?P<y2>{_YEAR})\b", re.IGNORECASE
)
_SINGLE = re.compile(
    rf"\b(?:(?P<d>{_DAY})\s+(?:of\s+)?)?(?P<m>{_MONTH})(?:\s+of)?,?\s+(?P<y>{_YEAR})\b"
    rf"|\b(?P<nd>\d\d?)(?P<point>[/.])(?P<nm>\d\d?)(?P=point)(?P<ny>{_YEAR})\b",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(_YEAR)
_BARE_YEAR = re.compile(rf"(?<![\d,.£/–-])\b(?P<y>{_YEAR})\b(?![\d/]|[–-]\d|,\d{{3}})")


def _day(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _valid(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def _period(match: re.Match[str]) -> tuple[PartialDate, PartialDate] | None:
    last_year = match["y2"] or match["y1"]
    if last_year is None:
        return None
    month = month_number(match["m2"])
    first_month = month_number(match["m1"]) if match["m1"] else month
    first_year = int(match["y1"]) if match["y1"] else int(last_year) - (1 if first_month > month else 0)
    start = _valid(first_year, first_month, _day(match["d1"]))
    end = _valid(int(last_year), month, _day(match["d2"]))
    return (start, end) if start and end and start <= end else None


def _single(match: re.Match[str]) -> PartialDate | None:
    if match["ny"]:
        return _valid(int(match["ny"]), int(match["nm"]), int(match["nd"]))
    return _valid(int(match["y"]), month_number(match["m"]), _day(match["d"]) if match["d"] else None)


def find_dates(text: str, first: int = 0, last: int | None = None, years: bool = False) -> list[DateMention]:
    """Every date and period in a part of a text, in order, without overlaps.

    A period that names its month or year once gives it to both ends ("8 – 12 July 2013").

    Args:
        text: The whole text; the offsets that come back point into it.
        first: Where to begin.
        last: Where to end; the text's end when `None`.
        years: Whether a bare year counts as a date.

    Returns:
        The mentions. A date that no calendar has is left out.
    """
    end = len(text) if last is None else last
    found: list[DateMention] = []
    if not _ANY_YEAR.search(text, first, end):  # every date and period has one
        return found

    def free(match: re.Match[str]) -> bool:
        place = bisect_left(found, match.end(), key=lambda mention: mention.first)
        return place == 0 or found[place - 1].last <= match.start()

    def add(mention: DateMention) -> None:
        insort(found, mention, key=lambda mention: mention.first)

    for match in _PERIOD.finditer(text, first, end):
        if both := _period(match):
            add(DateMention(*both, match.start(), match.end()))
    for match in _NUMERIC_PERIOD.finditer(text, first, end):
        d1, m1, y1, d2, m2, y2 = (int(group) for group in match.groups())
        start, stop = _valid(y1, m1, d1), _valid(y2, m2, d2)
        if start and stop and free(match):
            add(DateMention(start, stop, match.start(), match.end()))
    for match in _MONTHS_PERIOD.finditer(text, first, end):
        if free(match):
            m1, m2, y2 = month_number(match["m1"]), month_number(match["m2"]), int(match["y2"])
            y1 = int(match["y1"]) if match["y1"] else y2 - (1 if m1 > m2 else 0)
            add(DateMention(PartialDate(y1, m1), PartialDate(y2, m2), match.start(), match.end()))
    for match in _SINGLE.finditer(text, first, end):
        if free(match) and (date := _single(match)):
            add(DateMention(date, None, match.start(), match.end()))
    if years:
        for match in _BARE_YEAR.finditer(text, first, end):
            if free(match):
                add(DateMention(PartialDate(int(match["y"])), None, match.start(), match.end()))
    return found
