"""The page of a region."""

from __future__ import annotations

from pyoxigraph import NamedNode

from inspectgraph.graph.terms import IG
from inspectgraph.presenting.anything import properties
from inspectgraph.presenting.home import AREAS, standings
from inspectgraph.presenting.presentation import Crumb, Page, Presentation


def page(presentation: Presentation, node: NamedNode) -> Page:
    """The page of a region: its authorities with their grades in force, then those of which no document tells."""
    within = {quad.subject for quad in presentation.dataset.quads(None, IG.region, node)}
    inside = [each for each in within if isinstance(each, NamedNode)]
    told = [each for each in standings(presentation) if each.authority in within]
    known = {each.authority for each in told}
    return presentation.render(
        "region.html",
        presentation.name(node),
        (Crumb("Authorities", presentation.links.to("authorities")),),
        node=node,
        standings=told,
        areas=[label for label, _ in AREAS],
        others=sorted((each for each in inside if each not in known), key=presentation.name),
        facts=properties(presentation, node),
    )
