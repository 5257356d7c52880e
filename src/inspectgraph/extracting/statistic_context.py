"""What the words around a figure say of it: whose it is, of whom, how exact it is."""

from __future__ import annotations

import re

_QUALIFIER = re.compile(
    r"\b(up\sto|(?:just\s|well\s)?(?:over|under|above|below)|more\sthan|less\sthan|fewer\sthan|at\sleast|at\smost|in\sexcess\sof|approximately|"
    r"around|about|almost|nearly|some|within|top)\s(?:of\s|the\s|a\stotal\sof\s)?$"
)
_NATIONAL = r"(?:nationally|national(?!\s(?:census|statistics|register|adoption|referral|curriculum|minimum|standards?|institute|society))|england(?!\sand\swales)|(?:in\sthe\s)?country\sas\sa\swhole|across\sthe\scountry)"
_NATIONAL_BEFORE = re.compile(
    rf"\b{_NATIONAL}\b,?(?:\s(?:average|figure|rate|level|benchmark|mean)s?)?(?:\s(?:of|is|was|at|for|in|were|has|stood|the|average|figure)"
    r"|[^.;,%(]{0,70}\s(?:is|was|of)|\s\(|\s)*[\s(]*$"
)
_NATIONAL_AFTER = re.compile(rf"\)?\s(?:(?:for|in|across|of)\s(?:the\srest\sof\s)?(?:the\s)?)?{_NATIONAL}\b")
_NEIGHBOUR = re.compile(
    r"\b(statistical\sneighbours?|similar\s(?:authorities|areas)|comparable\sauthorities|the\sregion|regional)\b[^.;,]{0,30}$"
)
_OF_WHOM = re.compile(
    r"\s?\)?\s(?:of|for)\s(?:all\s|the\s|its\s|their\s|these\s|those\s)*((?:cared\sfor\s)?[\w'-]+(?:\s[\w'-]+){0,4}?)(?=\s(?:who|were|was|are|is|have|had|has|with|in|"
    r"from|did|do|not|aged|live|living|received|agreed|that|said|stating|attended|felt|became|overall|for|at|compared|currently|now|on|placed|"
    r"result|took|left|achieving|stay|and|under|over)\b|[.,;:()]|\s?$)"
)
_FOR_ALL = re.compile(r"\bfor\s(?:all\s)?((?:other\s|all\s)?[a-z' -]{3,45}?)\s\($")


def qualifier_of(left: str) -> str | None:
    """The word that makes a figure a bound or an estimate: "over", "up to", "approximately"."""
    match = _QUALIFIER.search(left[-26:])
    return match[1] if match else None


def is_national(left: str, right: str) -> bool:
    """Whether the words before or after a figure say that it is the national one.

    Args:
        left: From the figure before it, or from the start of its sentence.
        right: Up to the next figure, or to the end of its sentence.
    """
    tail = re.split(r"[;]|\.\s", left)[-1]
    return _NATIONAL_BEFORE.search(tail[-110:]) is not None or _NATIONAL_AFTER.match(right[:60]) is not None


def population_of(unit: str, left: str, right: str) -> str | None:
    """Of whom a share is taken: the words after "of", or another group that it is compared with."""
    if match := _NEIGHBOUR.search(left[-80:]):
        return match[1]
    if unit != "percent":
        return None
    match = _FOR_ALL.search(left[-60:]) or _OF_WHOM.match(right[:90])
    return match[1].strip() if match and match[1] != "england" else None
