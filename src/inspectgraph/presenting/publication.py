"""The page of a publication."""

from __future__ import annotations

from pyoxigraph import NamedNode

from inspectgraph.graph.terms import DCT, IG
from inspectgraph.presenting.presentation import Crumb, Page, Presentation


def page(presentation: Presentation, node: NamedNode) -> Page:
    """The page of a publication, with the documents that render it."""
    things = presentation.things
    documents = sorted(
        {
            quad.subject
            for quad in presentation.dataset.quads(None, IG.renditionOf, node)
            if isinstance(quad.subject, NamedNode)
        },
        key=lambda each: each.value,
    )
    inspections = {inspection for each in documents for inspection in things.nodes(each, IG.reports)}
    return presentation.render(
        "publication.html",
        presentation.name(node),
        (Crumb("Documents", presentation.links.to("documents")),),
        node=node,
        publishers=things.nodes(node, DCT.publisher),
        issued=things.text(node, DCT.issued),
        licence=presentation.licences.of(documents[0]) if documents else None,
        sources=[
            quad.object.value
            for quad in presentation.dataset.quads(node, DCT.source)
            if isinstance(quad.object, NamedNode)
        ],
        documents=[(each, things.text(each, IG.fileName), things.whole(each, IG.pageCount)) for each in documents],
        inspections=[presentation.history.inspected(each) for each in sorted(inspections, key=lambda each: each.value)],
    )
