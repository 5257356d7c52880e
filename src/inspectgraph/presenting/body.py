"""The page of a service, a board, a programme or a partner."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import NamedNode

from inspectgraph.exporting.things import OWNERSHIP
from inspectgraph.graph.terms import IG, ORG, SKOS
from inspectgraph.presenting import findings, posts
from inspectgraph.presenting.history import Inspected
from inspectgraph.presenting.presentation import Crumb, Page, Presentation

#: Findings of one inspection that the page shows before one asks for the others.
_FINDINGS = 12


def page(presentation: Presentation, node: NamedNode) -> Page:
    """The page of a body."""
    things = presentation.things
    owners = things.nodes(node, *OWNERSHIP)
    kind = things.node(node, IG.bodyType)
    found = mentions(presentation, node)
    said = findings.mentions(presentation, [inspected for inspected, _ in found]).get(node, findings.Mentions())
    crumbs = [Crumb("Services", presentation.links.to("services"))]
    crumbs += [Crumb(presentation.name(each), presentation.href(each) or "") for each in owners[:1]]
    tenures: dict[NamedNode, None] = {}
    for quad in presentation.dataset.quads(None, ORG.organization, node):
        if isinstance(quad.subject, NamedNode):
            tenures[quad.subject] = None
    for post in presentation.dataset.quads(None, ORG.postIn, node):
        if isinstance(post.subject, NamedNode):
            for quad in presentation.dataset.quads(None, IG.post, post.subject):
                if isinstance(quad.subject, NamedNode):
                    tenures[quad.subject] = None
    return presentation.render(
        "body.html",
        presentation.name(node),
        tuple(crumbs),
        node=node,
        kind=kind,
        owners=owners,
        others=sorted({*things.texts(node, SKOS.altLabel), *things.texts(node, IG.abbreviation)}),
        proofs=presentation.proofs.of(node),
        said=said,
        found=found,
        most=_FINDINGS,
        held=posts.in_order(presentation, posts.holdings(presentation, tenures)),
        labels={"strength": "Strength", "narrative": "Narrative", "area-for-improvement": "To improve",
                "priority-action": "Priority action", "recommendation": "Recommendation"},
    )  # fmt: skip


def mentions(presentation: Presentation, node: NamedNode) -> list[tuple[Inspected, list[findings.Finding]]]:
    """The findings that name a body by inspection, the latest first; what is no narrative stands before it."""
    found: dict[NamedNode, dict[NamedNode, None]] = defaultdict(dict)
    for quad in presentation.dataset.quads(None, IG.mentions, node):
        if isinstance(quad.subject, NamedNode) and "/id/finding/" in quad.subject.value:
            for link in presentation.dataset.quads(None, IG.hasFinding, quad.subject):
                if isinstance(link.subject, NamedNode):
                    found[link.subject][quad.subject] = None
    rows = [
        (
            presentation.history.inspected(inspection),
            sorted(
                (findings.finding(presentation, each) for each in nodes),
                key=lambda each: (each.kind == "narrative", each.place),
            ),
        )
        for inspection, nodes in found.items()
    ]
    return sorted(rows, key=lambda row: (row[0].earliest, row[0].node.value), reverse=True)
