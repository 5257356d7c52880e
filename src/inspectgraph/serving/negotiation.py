"""Which of the forms of a resource a client wants, by RFC 9110."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspectgraph.serving.problems import Problem


@dataclass(frozen=True, slots=True)
class _Range:
    """A media range of an Accept header."""

    kind: str
    subtype: str
    parameters: frozenset[tuple[str, str]]
    quality: float

    def fit(self, offer: _Range) -> int:
        """How precisely it names an offer; -1 when it does not."""
        if self.kind == "*":
            return 0
        if self.kind != offer.kind:
            return -1
        if self.subtype == "*":
            return 1
        if self.subtype != offer.subtype or not self.parameters <= offer.parameters:
            return -1
        return 2 + len(self.parameters)


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """The media type that a client likes best.

    Args:
        accept: The header; without it anything will do.
        offers: Media types, the one that the server prefers first.

    Returns:
        One of the offers, or `None` when the client takes none of them.
    """
    ranges = [each for part in (accept or "*/*").split(",") if (each := _range(part))]
    if not ranges:
        return offers[0]
    best, quality = None, 0.0
    for offer in offers:
        parsed = _range(offer)
        fits = [(precision, each.quality) for each in ranges if parsed and (precision := each.fit(parsed)) >= 0]
        if fits and (wanted := max(fits)[1]) > quality:
            best, quality = offer, wanted
    return best


def negotiate(accept: str | None, offers: Sequence[str]) -> str:
    """As `choose`, with an honest refusal.

    Raises:
        Problem: 406, which says what there is.
    """
    chosen = choose(accept, offers)
    if chosen is None:
        raise Problem(
            406,
            "None of the forms that you accept is there.",
            f"Accept: {accept}",
            {"Vary": "Accept"},
            available=list(dict.fromkeys(offers)),
        )
    return chosen


def _range(part: str) -> _Range | None:
    media, *parameters = (each.strip() for each in part.split(";"))
    kind, slash, subtype = media.lower().partition("/")
    if media == "*":
        kind, slash, subtype = "*", "/", "*"
    if not (kind and slash and subtype) or kind == "*" and subtype != "*":
        return None
    quality, others = 1.0, set()
    for parameter in parameters:
        name, equals, value = (each.strip() for each in parameter.partition("="))
        if name.lower() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                return None
        elif equals and name.lower() != "charset":
            others.add((name.lower(), value.strip('"')))
    return _Range(kind, subtype, frozenset(others), quality)
