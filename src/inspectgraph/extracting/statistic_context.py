"""What the words around a figure say of it: whose it is, when it held, how exact it is."""

from __future__ import annotations

import re

from inspectgraph.extracting.numbers import Number
from inspectgraph.extracting.statistic_periods import Period

_QUALIFIER = re.compile(
    r"\b(up\sto|(?:just\s|well\s)?(?:over|under|above|below)|more\sthan|less\sthan|fewer\sthan|at\sleast|at\smost|in\sexcess\sof|approximately|"
    r"around|about|almost|nearly|some|within|top|a\smaximum\sof|a\sminimum\sof)\s(?:of\s|the\s|a\stotal\sof\s)?$")
_NATIONAL = r"(?:national(?:ly)?|england(?!\sand\swales)|english|(?:in\sthe\s)?country\sas\sa\swhole|across\sthe\scountry)"
_NATIONAL_BEFORE = re.compile(
    rf"\b{_NATIONAL}\b(?:,)?(?:\s(?:average|figure|rate|level|benchmark|mean)s?)?(?:\s(?:of|is|was|at|for|in|were|has|stood|the|average|figure)"
    r"|[^.;%]{0,60}\sis|\s\(|\s[\d–/-]+)*[\s(]*$")
_NATIONAL_AFTER = re.compile(
    rf"[\s),]*(?:(?:for|in|across|of)\s(?:the\srest\sof\s)?(?:the\s)?)?(?:\(?the\s)?{_NATIONAL}\b|\)?\s(?:for\s)?(?:the\s)?national\b")
_NEIGHBOUR = re.compile(
    r"\b(statistical\sneighbours?|similar\s(?:authorities|areas)|comparable\sauthorities|other\scare\sleavers|the\sregion|regional)\b[^.;,]{0,30}$")
COMPARISON = re.compile(
    r"\b(?:compar\w+|against|nationally|national\s(?:average|figure)|england\s(?:average|figure)|down\sfrom|up\sfrom|(?:increase|reduction|decrease|rise|fall|drop|risen|"
    r"reduced|increased|decreased|fallen|improved|improvement|dropped|declined)\sfrom|rather\sthan|similar\sto|above\sthat|below\sthat|average\sof|statistical\sneighbours?)\b")
_AFTERWARDS = re.compile(
    r"[^.;:]{0,90}?[\s(](?:at|in|by|for|during|over|within|since|as\sof|as\sat|until|up\sto|between|from|the|,|recorded\sin|end\sof|of)"
    r"(?:\s(?:the|end\sof|whole\sof))*\s$")
_POPULATION = re.compile(
    r"\s?\)?\sof\s(?:all\s|the\s|its\s|their\s|these\s|those\s)*((?:[\w'’-]+\s?){1,5}?)(?=\s(?:who|were|was|are|is|have|had|has|with|in|from|did|do|not|"
    r"aged|live|living|received|agreed|that|said|attended|felt|became|overall|for|at|compared|currently|now|on|placed)\b|[.,;:()]|$)")


def qualifier_of(text: str, first: int, number: Number) -> str | None:
    """The word that makes a figure a bound or an estimate: "over", "up to", "approximately"."""
    match = _QUALIFIER.search(text, max(first, number.start - 24), number.start)
    return match[1].lower() if match else None


def is_national(left: str, right: str) -> bool:
    """Whether the words before or after a figure say that it is the national one.

    Args:
        left: From the figure before it, or from the start of its sentence.
        right: Up to the next figure, or to the end of its sentence.
    """
    tail = re.split(r"[;]|\.\s", left)[-1]
    return _NATIONAL_BEFORE.search(tail[-90:]) is not None or _NATIONAL_AFTER.match(right[:40]) is not None


def population_of(number: Number, left: str, right: str) -> str | None:
    """Of whom a share is taken: the words after "of", or another group that it is compared with."""
    if match := _NEIGHBOUR.search(left[-80:]):
        return match[1].lower()
    if number.unit != "percent":
        return None
    match = _POPULATION.match(right[:90])
    return match[1].strip() if match else None


def period_for(
    text: str, number: Number, following: int, periods: list[Period], claimed: set[int], first: int
) -> Period | None:
    """The time that belongs to a figure.

    A time after the figure, before the next one, comes first ("6,739 at 31 March 2013"); else one that
    stands before it and that no earlier figure has claimed ("In September 2014, 12 ...").

    Args:
        text: The canonical text.
        number: The figure.
        following: Where the next figure, or the end of the sentence, is.
        periods: The times of the sentence.
        claimed: Starts of those that follow their figure directly; added to here.
        first: Start of the sentence.
    """
    for period in periods:
        if number.end <= period.start < following:
            lead = text[number.end : period.start]
            if _AFTERWARDS.fullmatch(lead) or len(lead) < 4 or period.words and len(lead) < 90 and not re.search(r"[.;:,]", lead):
                claimed.add(period.start)
                return period
    opening = text[first : number.start]
    if re.search(r"\bfrom\s$", opening):
        return None
    earlier = [period for period in periods if period.end <= number.start and period.start not in claimed]
    return earlier[-1] if earlier else None
