"""Authorities side by side."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from inspectgraph.graph.terms import IG, slug_of
from inspectgraph.presenting.authority import Strip, strip
from inspectgraph.presenting.findings import TO_IMPROVE
from inspectgraph.presenting.history import Inspected
from inspectgraph.presenting.home import AREAS
from inspectgraph.presenting.presentation import Page, Presentation

#: Authorities on one page.
MOST = 8


@dataclass(frozen=True, slots=True)
class Side:
    """An authority of the comparison.

    Attributes:
        node: The authority.
        latest: The inspection whose grades are in force.
        strip: Its judgements through the years.
        improve: How many findings of its latest report say what to improve.
    """

    node: NamedNode
    latest: Inspected | None
    strip: Strip | None
    improve: int


def page(presentation: Presentation, slugs: list[str]) -> Page:
    """Authorities side by side, with a form to choose them.

    Args:
        presentation: Of the dataset.
        slugs: Of the authorities; those that the dataset does not know are passed over.
    """
    known = {slug_of(each): each for each in presentation.things.of(IG.LocalAuthority)}
    chosen = list(dict.fromkeys(each for each in slugs if each in known))[:MOST]
    return presentation.render(
        "compare.html",
        "Compare authorities",
        path="compare",
        chosen=chosen,
        most=MOST,
        sides=[_side(presentation, known[each]) for each in chosen],
        areas=AREAS,
        choices=[(slug_of(each), presentation.name(each)) for each in presentation.history.authorities],
    )


def _side(presentation: Presentation, node: NamedNode) -> Side:
    history = presentation.history
    latest = history.latest(node)
    found = presentation.things.nodes(latest.node, IG.hasFinding) if latest else []
    kinds = [presentation.things.node(each, IG.findingKind) for each in found]
    improve = sum(1 for each in kinds if each is not None and slug_of(each) in TO_IMPROVE)
    ranked = [each for each in history.of(node) if each.is_ranked]
    return Side(node, latest, strip(ranked), improve)
