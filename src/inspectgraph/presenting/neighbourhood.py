"""What lies around a thing: its neighbours with how they are linked, as a table and as a picture one can pull at.

Facts that stand between two things, such as somebody's part in an inspection, are told as links between these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode

from inspectgraph.graph.terms import FOAF, IG, ORG, PROV, SKOS, TYPE
from inspectgraph.presenting.presentation import Crumb, Page, Presentation
from inspectgraph.presenting.search import SAME, Hit

#: Neighbours by one kind of link that are shown at first, and when all are wanted.
FEW, MANY = 8, 60
_DEFAULT = DefaultGraph()
_KINDS = (
    (IG.LocalAuthority, "authority"), (IG.Inspection, "inspection"), (FOAF.Person, "person"), (IG.Unit, "body"),
    (IG.Board, "body"), (IG.Programme, "body"), (IG.PartnerOrganisation, "body"), (IG.Document, "document"),
    (IG.Publication, "document"), (IG.Judgement, "judgement"), (IG.Inspectorate, "body"), (SKOS.Concept, "concept"),
)  # fmt: skip
#: What the kinds are called.
KINDS = {
    "authority": "Authority", "inspection": "Inspection", "person": "Person", "body": "Body", "document": "Document",
    "judgement": "Judgement", "concept": "Concept", "other": "Other",
}  # fmt: skip
#: Facts between two things, with what leads from them to the ends.
_BETWEEN = {
    PROV.Association: ((PROV.qualifiedAssociation, True), (PROV.agent, False)),
    IG.Tenure: ((ORG.member, False), (ORG.organization, False)),
    IG.Finding: ((IG.hasFinding, True), (IG.mentions, False)),
}
_UNSAID = frozenset({TYPE, IG.evidence, IG.graph, IG.post, PROV.wasQuotedFrom, IG.comparedWith, SKOS.inScheme})


@dataclass(frozen=True, slots=True)
class Tie:
    """A link from the thing to a neighbour.

    Attributes:
        node: The neighbour.
        label: How they are linked, in words.
        outward: Whether it leads from the thing.
        times: How often.
    """

    node: NamedNode
    label: str
    outward: bool
    times: int


@dataclass(frozen=True, slots=True)
class Ties:
    """The links of one kind.

    Attributes:
        label: How they are linked, in words.
        outward: Whether they lead from the thing.
        ties: Those that are shown.
        total: How many there are.
    """

    label: str
    outward: bool
    ties: tuple[Tie, ...]
    total: int


def page(presentation: Presentation, node: NamedNode, *, every: bool = False) -> Page:
    """The neighbourhood of a thing that the dataset knows.

    Args:
        presentation: Of the dataset.
        node: The thing.
        every: Whether to show many neighbours of each kind.
    """
    found = ties(presentation, node, MANY if every else FEW)
    title = f"Around {presentation.name(node)}"
    return presentation.render(
        "neighbourhood.html",
        title,
        (Crumb(presentation.name(node), presentation.href(node) or ""),),
        path="neighbourhood",
        centre=node,
        groups=found,
        every=every,
        capped=any(each.total > len(each.ties) for each in found),
        kinds=KINDS,
        kind=lambda each: kind(presentation, each),
        scripts=("neighbourhood.js",),
    )


def asking_page(presentation: Presentation, asked: str, hits: Sequence[Hit]) -> Page:
    """Where one says around what one wants to look, with what may have been meant."""
    return presentation.render(
        "neighbourhood_of.html", "Neighbourhood", path="neighbourhood", asked=asked, hits=hits, same=SAME
    )


def as_data(presentation: Presentation, node: NamedNode, *, every: bool = False) -> dict[str, Any]:
    """The neighbourhood as nodes and links, for the picture."""
    nodes = {node: _node(presentation, node)}
    links = []
    for group in ties(presentation, node, MANY if every else FEW):
        for tie in group.ties:
            nodes.setdefault(tie.node, _node(presentation, tie.node))
            ends = (node.value, tie.node.value) if tie.outward else (tie.node.value, node.value)
            links.append({"source": ends[0], "target": ends[1], "label": tie.label, "times": tie.times})
    return {"centre": node.value, "nodes": list(nodes.values()), "links": links}


def ties(presentation: Presentation, node: NamedNode, most: int) -> list[Ties]:
    """The links of a thing by kind, each of them sorted by how often and by name."""
    counts: Counter[tuple[str, bool, NamedNode]] = Counter(_links(presentation, node))
    groups: dict[tuple[str, bool], list[Tie]] = {}
    for (label, outward, other), times in counts.items():
        groups.setdefault((label, outward), []).append(Tie(other, label, outward, times))
    found = []
    for (label, outward), group in sorted(groups.items()):
        group.sort(key=lambda tie: (-tie.times, presentation.name(tie.node), tie.node.value))
        found.append(Ties(label, outward, tuple(group[:most]), len(group)))
    return found


def kind(presentation: Presentation, node: NamedNode) -> str:
    """What kind of thing a neighbour is."""
    classes = {quad.object for quad in presentation.dataset.quads(node, TYPE, None, _DEFAULT)}
    return next((name for term, name in _KINDS if term in classes), "other")


def _links(presentation: Presentation, node: NamedNode) -> Iterator[tuple[str, bool, NamedNode]]:
    base = presentation.dataset.base
    for quad in presentation.dataset.quads(node, None, None, _DEFAULT):
        ours = isinstance(quad.object, NamedNode) and presentation.links.path(quad.object) and quad.object != node
        if quad.predicate not in _UNSAID and ours and isinstance(quad.object, NamedNode):
            yield from _seen(presentation, node, quad.predicate, quad.object, True)
    for quad in presentation.dataset.quads(None, None, node, _DEFAULT):
        subject = quad.subject
        ours = isinstance(subject, NamedNode) and subject.value.startswith(base) and subject != node
        if ours and isinstance(subject, NamedNode) and quad.predicate not in _UNSAID:
            yield from _seen(presentation, node, quad.predicate, subject, False)


def _seen(
    presentation: Presentation, node: NamedNode, predicate: NamedNode, other: NamedNode, outward: bool
) -> Iterator[tuple[str, bool, NamedNode]]:
    """A link, or what lies beyond a fact that stands between two things."""
    classes = {quad.object for quad in presentation.dataset.quads(other, TYPE, None, _DEFAULT)}
    if classes & {IG.Statement, IG.Evidence, IG.Observation, ORG.Post}:
        return
    between = next((ends for term, ends in _BETWEEN.items() if term in classes), None)
    if between is None:
        yield presentation.name(predicate), outward, other
        return
    for term, inward in between:
        quads = presentation.dataset.quads(None if inward else other, term, other if inward else None, _DEFAULT)
        for quad in quads:
            end = quad.subject if inward else quad.object
            if isinstance(end, NamedNode) and end != node:
                yield _role(presentation, other, classes), outward, end


def _role(presentation: Presentation, fact: NamedNode, classes: set[Any]) -> str:
    if IG.Finding in classes:
        return "named in findings"
    roles = presentation.things.nodes(fact, PROV.hadRole, ORG.role)
    return presentation.name(roles[0]) if roles else "post"


def _node(presentation: Presentation, node: NamedNode) -> dict[str, Any]:
    return {
        "id": node.value, "label": presentation.name(node), "kind": kind(presentation, node),
        "href": presentation.href(node) or "",
    }  # fmt: skip
