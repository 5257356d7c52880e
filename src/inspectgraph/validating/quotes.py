"""Whether each quote is exactly the text at its offsets."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from inspectgraph.graph.terms import IG
from inspectgraph.validating.findings import Finding

SHAPE = IG.base + "QuoteCheck"


def check_quotes(quads: Iterable[Quad], text: str) -> tuple[int, list[Finding]]:
    """Compares every quote of one document with its canonical text.

    Args:
        quads: The quads of the document's graph.
        text: The canonical text.

    Returns:
        How many quotes were compared, and a violation for each that differs.
    """
    starts: dict[object, str] = {}
    ends: dict[object, str] = {}
    quotes: list[tuple[object, str]] = []
    start_of, end_of, quote_of = IG.start, IG.end, IG.quote
    for quad in quads:
        predicate = quad.predicate
        if predicate == start_of:
            starts[quad.subject] = getattr(quad.object, "value", "")
        elif predicate == end_of:
            ends[quad.subject] = getattr(quad.object, "value", "")
        elif predicate == quote_of:
            quotes.append((quad.subject, getattr(quad.object, "value", "")))
    wrong = []
    for node, quote in quotes:
        start, end = starts.get(node, ""), ends.get(node, "")
        if not (start.isdigit() and end.isdigit() and text[int(start) : int(end)] == quote):
            message = f"the quote is not the text at {start or '?'} to {end or '?'}"
            wrong.append(Finding(str(getattr(node, "value", node)), IG.quote.value, quote, message, "Violation", SHAPE))
    return len(quotes), wrong
