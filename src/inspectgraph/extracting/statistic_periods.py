"""The time for which a figure holds: a date, a year of account, "the last 12 months"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inspectgraph.dates import MONTHS, PartialDate, find_dates

_YEAR = r"(?:19|20)\d\d"
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_SPELL = r"(?:days?|weeks?|months?|quarters?|years?)"
_HOW_MANY = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|few)"
#: "2012–13", "2014/15", "2012-2013", "2010 to 2013", "2010 until 2012".
_YEARS = re.compile(
    rf"\b(?P<a>{_YEAR})(?:\s?[–/-]\s?(?P<b>{_YEAR}|\d\d)\b(?![–/-]\d)|\s(?:to|until|and)\s(?P<c>{_YEAR})\b)"
)
_QUARTER = re.compile(
    r"\b(?:(?:the\s)?(?P<which>first|second|third|fourth|last|final)\squarter(?:\s\w+)?|quarter\s(?P<number>one|two|three|four|[1-4]))"
    r"(?:\sof|,)?\s$"
)
_RELATIVE = re.compile(
    rf"\b(?:(?:the|this)\s)?(?P<span>(?:last|past|previous|preceding|next|current)\s(?:{_HOW_MANY}\s)?(?:financial\s|academic\s|school\s|calendar\s)?{_SPELL})\b"
    rf"|\b(?P<before>(?:{_HOW_MANY}\s{_SPELL}|year|month|quarter)\s(?:before|prior\sto|preceding)\s(?:(?:the|this)\s)?(?:last\s|previous\s)?inspection)\b"
    rf"|\b(?P<ago>{_HOW_MANY}\s{_SPELL}\sago)\b"
    r"|\bat\sthe\s(?P<at>time\sof\s(?:the|this)\s(?:last\s|previous\s)?(?:inspection|review)|(?:last|previous)\sinspection)\b"
    r"|\b(?P<since>since\s(?:the|its|our)\s(?:last|previous)\s(?:\w+\s)?inspection)\b"
    r"|\b(?P<this>this\s(?:financial\s|academic\s|school\s)?(?:year|month|quarter)|year\sto\sdate|same\speriod)\b"
    rf"|(?<=\s)in\s(?P<flat>{_HOW_MANY}\syears)\b")  # fmt: skip
_BARE_MONTH = re.compile(rf"\b(?:in|by|to)\s(?P<month>{_MONTH})\b(?!\s\d{{4}})")
_MONTHS = re.compile(rf"\b(?P<a>{_MONTH})\s(?:and|to|–)\s$")
_BETWEEN = re.compile(r"\b(?:between|from)\s(?:the\s)?$")
_SINCE = re.compile(r"\bsince\s$")
_YEAR_TO = re.compile(
    r"\b(?:(?P<year>(?:12|twelve)\smonths|year)\s(?:until|to|ending|ended|up\sto)|(?P<brace>(?:12|twelve)\smonths\s\((?:up\s)?to))"
    r"\s(?:the\send\sof\s)?$"
)
_BEFORE = re.compile(r"(before|prior\sto|preceding)\s(?:(?:the|this)\s)?")
_JOIN = re.compile(r"\s(?:and|to|until)\s")


@dataclass(frozen=True, slots=True)
class Period:
    """A time that a text names.

    Attributes:
        start, end: Offsets of the words.
        date: The date when it is one.
        words: Else the period in words, or as an ISO interval: "last 12 months", "2012/2013", "since 2013-07".
    """

    start: int
    end: int
    date: PartialDate | None = None
    words: str | None = None


def _interval(match: re.Match[str]) -> str:
    last = match["b"] or match["c"]
    return f"{match['a']}/{last if len(last) == 4 else match['a'][:2] + last}"


def _dated(text: str, first: int, last: int, taken: list[Period]) -> list[Period]:
    """Dates, and what the words before them make of them: "since July 2013", "the year to March 2014"."""
    found: list[Period] = []
    mentions = [
        mention
        for mention in find_dates(text, first, last, years=True)
        if all(mention.last <= other.start or mention.first >= other.end for other in taken)
    ]
    position = 0
    while position < len(mentions):
        mention = mentions[position]
        position += 1
        start, end, date, words = mention.first, mention.last, mention.start, None
        before = text[max(first, start - 40) : start]
        following = mentions[position] if position < len(mentions) else None
        if mention.end is not None:
            words = f"{date}/{mention.end}"
        elif following and _JOIN.fullmatch(text, end, following.first) and _BETWEEN.search(before):
            words, end = f"{date}/{following.start}", following.last
            position += 1
        elif match := _YEAR_TO.search(before):
            words, start = f"year to {date}", max(first, start - 40) + match.start()
        elif match := _SINCE.search(before):
            words, start = f"since {date}", max(first, start - 40) + match.start()
        elif date.month is not None and date.day is None and (match := _MONTHS.search(before)):
            begin = PartialDate(date.year, MONTHS.index(match["a"]) + 1)
            words, start = f"{begin}/{date}", max(first, start - 40) + match.start()
        found.append(Period(start, end, None if words else date, words))
    return found


def find_periods(text: str, first: int, last: int) -> list[Period]:
    """The dates and periods in a part of a text, in order, without overlaps.

    Financial and academic years are intervals ("2012/2013" for 2012–13), as are two dates
    joined by "between ... and"; periods counted from the inspection stay words.
    """
    found: list[Period] = []
    for match in _YEARS.finditer(text, first, last):
        start, words = match.start(), _interval(match)
        if match["c"] and " and " in match.group() and not _BETWEEN.search(text, max(first, start - 10), start):
            continue
        quarter = _QUARTER.search(text, max(first, start - 40), start)
        if quarter:
            start = quarter.start()
            words = f"{(quarter['which'] or quarter['number'])} quarter of {words}"
        elif since := _SINCE.search(text, max(first, start - 7), start):
            start, words = since.start(), f"since {words}"
        found.append(Period(start, match.end(), None, words))
    found += _dated(text, first, last, found)
    for match in _RELATIVE.finditer(text, first, last):
        words = next(part for part in match.groups() if part)
        if match["at"]:
            words = f"at the {words}".replace(" of this ", " of the ")
        elif match["flat"]:
            words = f"last {words}"
        elif match["before"]:
            words = _BEFORE.sub(r"\1 the ", words)
        if all(match.end() <= other.start or match.start() >= other.end for other in found):
            found.append(Period(match.start(), match.end(), None, words))
    for match in _BARE_MONTH.finditer(text, first, last):
        if all(match.end() <= other.start or match.start("month") >= other.end for other in found):
            found.append(Period(match.start("month"), match.end(), None, match["month"].capitalize()))
    return sorted(found, key=lambda period: period.start)
