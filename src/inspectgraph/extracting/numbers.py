"""Figures and number words of a text, with the unit that is printed beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "m": 10**6, "k": 1000, "bn": 10**9}
#: Words that say a number only together with what follows: "no disruption", "none live", "both live".
VAGUE = {"no": 0, "none": 0, "any": 0, "both": 2}
WORDS = {
    **{word: value for value, word in enumerate(_ONES + _TEENS, 1)},
    **{word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)},
    **{f"{ten} {one}": 10 * i + j for i, ten in enumerate(_TENS, 2) for j, one in enumerate(_ONES, 1)},
    **VAGUE,
}
_WORD = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)})\b)?|{'|'.join(reversed(_TEENS))}|{'|'.join(_ONES)}"
#: Budgets are printed in millions of pounds, and stay in them.
_MILLIONS = frozenset({"million", "m"})
_SCALE = r"(?:\s(?P<{0}>hundred|thousand|million|billion)\b|\s?(?P<{0}1>m|k|bn)\b)?"
#: A longer run of digits is a code. Not part of a longer word, code, decimal or address; "post-16" and "one-to-one" are no numbers.
_NUMBER = re.compile(
    r"(?<![\w.@/&])(?=[\d£abefnost])(?<![a-z][-–])(?<!\d[,:])(?:"
    r"(?P<pound>£\s?)?(?P<digits>(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,6})?)" + _SCALE.format("scale") + "|"
    rf"(?P<word>{_WORD}|none|no|any|both)(?:\s(?P<hundred>hundred|thousand|million))?)(?![\w@/]|\.\d|,\d{{3}})"
)
_UNIT = re.compile(
    r"\s?(?P<points>%\s?points?|\spercentage\spoints?)|\s?(?P<percent>%|\sper\s?cent\b)"
    r"|\s(?:(?:children|births|of\sthe\spopulation)\s)?(?:per|for\severy|in\severy)\s(?P<rate>100,?000|10,?000|1,?000)\b"
    r"|\s(?P<fte>(?:full|whole)[- ]time[- ]equivalents?|f\.?t\.?e\b|w\.?t\.?e\b)"
    r"|\s(?P<working>working\s)?(?P<time>minute|hour|day|week|month|year|mile)s?\b(?!-)"
)
_RANGE = re.compile(r"\s?(?:to|–|-|and)\s?")
_TO = re.compile(r"(?:[^.;]{0,60}\s)?to\s(?:(?:just|only|over|around)\s)*")


@dataclass(frozen=True, slots=True)
class Number:
    """One number as it is printed.

    Attributes:
        value: In canonical form, without trailing zeros or exponent.
        unit: Slug of the unit scheme; `count` where no unit is printed.
        start, end: Offsets of the figure with its sign of unit, "£3.5m", "21.1%", "42 per 10,000".
        word: Whether it is written in words.
        vague: Whether it is "no", "none" or "both".
    """

    value: Decimal
    unit: str
    start: int
    end: int
    word: bool = False
    vague: bool = False


def canonical(value: Decimal) -> Decimal:
    """The number without trailing zeros and without an exponent: 7.70 is 7.7, 1.3E+3 is 1300."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _unit(text: str, start: int, end: int) -> tuple[str, int]:
    """Slug of the unit that stands right after a figure, and where the two together end."""
    match = _UNIT.match(text, start, end)
    if match is None:
        return "count", start
    if match["points"]:
        return "percentage-points", match.end()
    if match["percent"]:
        return "percent", match.end()
    if match["rate"]:
        return "per-" + match["rate"].replace(",", ""), match.end()
    if match["fte"]:
        return "full-time-equivalent", match.end()
    return ("working-" if match["working"] else "") + match["time"] + "s", match.end()


def _read(text: str, match: re.Match[str], last: int) -> Number:
    if match["word"]:
        word = match["word"].replace("-", " ")
        value = Decimal(WORDS[word]) * _SCALES.get(match["hundred"] or "", 1)
    else:
        word = ""
        scale = match["scale"] or match["scale1"] or ""
        value = Decimal(match["digits"].replace(",", ""))
        if match["pound"] and scale in _MILLIONS:
            return Number(canonical(value), "million-pounds", match.start(), match.end(), False, False)
        value *= _SCALES.get(scale, 1)
    unit, end = ("pounds", match.end()) if match["pound"] else _unit(text, match.end(), last)
    return Number(canonical(value), unit, match.start(), end, bool(word), word in VAGUE)


def find_numbers(text: str, first: int = 0, last: int | None = None) -> list[Number]:
    """Every number in a part of a text, in order.

    Args:
        text: The whole text, folded; offsets point into it.
        first: Where to begin.
        last: Where to end; the text's end when `None`.

    Returns:
        The numbers, years and numbers of sections among them: what they count is for the caller to see.
    """
    end = len(text) if last is None else last
    numbers: list[Number] = []
    for match in _NUMBER.finditer(text, first, end):
        if not numbers or match.start() >= numbers[-1].end:
            numbers.append(_read(text, match, end))
    return numbers


def share_units(text: str, numbers: list[Number]) -> list[Number]:
    """Gives both ends of a range the unit that is printed once.

    "Three to four weeks", "from 37 to 40%", "from 26 full time equivalent posts in April to 21.9".
    """
    shared = list(numbers)
    for i in range(len(shared) - 1):
        left, right = shared[i], shared[i + 1]
        between = text[left.end : right.start]
        if left.unit == "count" and right.unit != "count" and _RANGE.fullmatch(between):
            if "and" not in between or text[max(left.start - 8, 0) : left.start] == "between ":
                shared[i] = replace(left, unit=right.unit)
        elif left.unit == "full-time-equivalent" and right.unit == "count" and _TO.fullmatch(between):
            shared[i + 1] = replace(right, unit=left.unit)
    return shared
