"""What a figure measures: a concept of the measure scheme, or a name made of the words beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inspectgraph.extracting.statistic_scheme import RATES, TABLE, WHOLE


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured.

    Attributes:
        slug: Concept of the measure scheme, or minted.
        label: In words.
    """

    slug: str
    label: str


_MEASURES = tuple(
    (Measure(slug, label), tuple(keys.split("|")), re.compile(pattern)) for slug, label, keys, pattern in TABLE
)
_RATES = {slug: Measure(*rate) for slug, rate in RATES.items()}
_COUNTS = {_RATES[measure.slug].slug: measure for measure, _, _ in _MEASURES if measure.slug in _RATES}
#: Slugs that the scheme has; any other is made up by `mint`.
SCHEME = frozenset(measure.slug for measure, _, _ in _MEASURES) | frozenset(_COUNTS)

_STOP = frozenset(
    "a an the of in to for from with by on at as and or is are was were be been being has have had who whom which that this these those it its"
    " their they there not no now only just also more most than very currently about over under up all each any some such other into within"
    " during since between compared per cent so while when where but if out will would can could should do does did he she we our"
    " rate proportion percentage number total average high low approximately around".split()
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_BREAK = re.compile(
    r"[.,;:()]|\s[–-]\s|\b(?:which|that|who|whom|because|although|while|when|where|and\sso|compared|with\sa|since|due|as\sa)\b"
)
_SUBJECT = re.compile(
    r"\s(?:is|are|was|were|has|have|had|at|stands?|stood|now|fell|rose|increased|reduced|decreased|improved|declined|of)\b"
)


def find_measure(scope: str, unit: str) -> Measure | None:
    """The measure of the scheme that a stretch of text speaks of, or `None`."""
    for measure, keys, pattern in _MEASURES:
        for key in keys:
            if key in scope:
                if pattern.search(scope) and (unit != "percent" or measure.slug not in WHOLE):
                    return measure
                break
    return None


def for_unit(measure: Measure, unit: str) -> Measure:
    """The measure's rate for a figure per 10,000, its count for a count."""
    if unit.startswith("per-"):
        return _RATES.get(measure.slug, measure)
    return _COUNTS.get(measure.slug, measure)


def _named(phrase: str, last: bool) -> Measure | None:
    words = [word for word in _WORD.findall(phrase) if word not in _STOP and len(word) > 1]
    words = words[-5:] if last else words[:5]
    if not words:
        return None
    label = " ".join(words).replace("’", "'")
    return Measure(re.sub(r"[^a-z0-9]+", "-", label.replace("'", "")).strip("-"), label)


def is_empty(phrase: str) -> bool:
    """Whether a phrase has no word that could say what is measured."""
    return _named(phrase, False) is None


def mint(left: str, right: str, left_first: bool) -> Measure:
    """A measure made of up to five content words beside a figure.

    Args:
        left: The words before the figure.
        right: The words after it.
        left_first: Whether the words before it say what it measures ("the rate is 5%").
    """
    after = _BREAK.split(right, maxsplit=1)[0]
    before = next((part for part in reversed(_BREAK.split(left)) if part and _named(part, True)), "")
    subject = _SUBJECT.split(before)[0] if left_first else before
    choices = ((subject, True), (before, True), (after, False)) if left_first else ((after, False), (before, True))
    for phrase, last in choices:
        if measure := _named(phrase, last):
            return measure
    return Measure("other", "Other measure")
