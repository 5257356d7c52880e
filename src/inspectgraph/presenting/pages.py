"""The page of any thing: chosen by its class, and one for all that has none of its own."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import NamedNode

from inspectgraph.exporting.things import BODIES
from inspectgraph.graph.terms import FOAF, IG, TYPE
from inspectgraph.presenting import anything, authority, body, document, inspection, person, publication, region
from inspectgraph.presenting.presentation import Page, Presentation

Maker = Callable[[Presentation, NamedNode], Page]
#: By class, the first that fits.
_MAKERS: tuple[tuple[NamedNode, Maker], ...] = (
    (IG.LocalAuthority, authority.page),
    (IG.Inspection, inspection.page),
    (IG.Region, region.page),
    (FOAF.Person, person.page),
    (IG.Document, document.page),
    (IG.Publication, publication.page),
    *((kind, body.page) for kind in BODIES),
)


def page(presentation: Presentation, node: NamedNode) -> Page | None:
    """The page of a thing; none when the dataset does not know it."""
    kinds = {quad.object for quad in presentation.dataset.quads(node, TYPE)}
    for kind, make in _MAKERS:
        if kind in kinds:
            return make(presentation, node)
    return anything.page(presentation, node)
