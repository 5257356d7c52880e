"""The page of an inspection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from inspectgraph.graph.terms import IG, PROV, slug_of
from inspectgraph.presenting import findings, posts
from inspectgraph.presenting.conflicts import conflicts_about
from inspectgraph.presenting.evidence import Proof, Value
from inspectgraph.presenting.presentation import Crumb, Page, Presentation

_ROLES = ("lead-inspector", "deputy-lead-inspector", "team-inspector", "associate-inspector")
#: Figures that a page shows; the list has all.
_FIGURES = 60


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's part in an inspection.

    Attributes:
        node: The fact.
        person: Who.
        role: The role.
        title: As written.
    """

    node: NamedNode
    person: NamedNode
    role: NamedNode | None
    title: str

    @property
    def leads(self) -> bool:
        """Whether the person led it."""
        return self.role is not None and slug_of(self.role) == "lead-inspector"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a report gives.

    Attributes:
        node: The observation.
        measure: What is measured.
        label: The measure as the document has it.
        value: With its unit, as written where that is known.
        period: As precise as it is, or as written.
        of: To what it is compared, where it is.
    """

    node: NamedNode
    measure: NamedNode | None
    label: str
    value: str
    period: str
    of: str


def page(presentation: Presentation, node: NamedNode) -> Page:
    """The page of an inspection."""
    history = presentation.history
    inspected = history.inspected(node)
    crumbs = [Crumb("Authorities", presentation.links.to("authorities"))]
    if inspected.authority:
        crumbs.append(Crumb(presentation.name(inspected.authority), presentation.href(inspected.authority) or ""))
    for document in inspected.reports[:1]:
        for graph in presentation.things.nodes(document, IG.graph):
            presentation.proofs.learn(graph)
    every = findings.of_kinds(presentation, node, (*findings.TO_IMPROVE, "strength", "narrative"))
    return presentation.render(
        "inspection.html",
        presentation.name(node),
        tuple(crumbs),
        node=node,
        inspected=inspected,
        previous=history.inspected(inspected.previous) if inspected.previous else None,
        following=history.following(inspected),
        stated=_Stated(presentation.proofs.stated(node)),
        conducted=presentation.things.nodes(node, IG.conductedBy),
        basis=presentation.things.nodes(node, IG.legalBasis),
        subjects=presentation.things.texts(node, IG.subject),
        proofs=presentation.proofs.of(node),
        team=team(presentation, node),
        posts=_posts(presentation, inspected.reports),
        improve=[each for kind in findings.TO_IMPROVE for each in every if each.kind == kind],
        strengths=[each for each in every if each.kind == "strength"],
        narrative=findings.by_area(each for each in every if each.kind == "narrative"),
        figures=list(_figures(presentation, inspected.reports)),
        most_figures=_FIGURES,
        conflicts=conflicts_about(presentation, node),
    )


def team(presentation: Presentation, inspection: NamedNode) -> list[Member]:
    """Who took part, those who led first."""
    things = presentation.things
    found = [
        Member(part, person, things.node(part, PROV.hadRole), things.text(part, IG.roleTitle))
        for part in things.nodes(inspection, PROV.qualifiedAssociation)
        for person in things.nodes(part, PROV.agent)
    ]
    return sorted(found, key=lambda each: (_order(each.role), presentation.name(each.person), each.node.value))


class _Stated:
    """The places that state the plain properties of an inspection, for its template."""

    def __init__(self, found: dict[tuple[NamedNode, Value], list[Proof]]) -> None:
        self._found = found

    def __call__(self, name: str) -> list[Proof]:
        """The places that state a property, whatever its value."""
        return [each for (predicate, _), proofs in self._found.items() if predicate == IG[name] for each in proofs]


def _posts(presentation: Presentation, reports: tuple[NamedNode, ...]) -> list[posts.Holding]:
    """The posts of which the reports of an inspection tell."""
    tenures: dict[NamedNode, None] = {}
    for document in reports:
        for graph in presentation.things.nodes(document, IG.graph):
            for quad in presentation.dataset.quads(None, IG.roleTitle, None, graph):
                if isinstance(quad.subject, NamedNode) and "/id/tenure/" in quad.subject.value:
                    tenures[quad.subject] = None
    return posts.in_order(presentation, posts.holdings(presentation, tenures))


def _figures(presentation: Presentation, reports: tuple[NamedNode, ...]) -> Iterator[Figure]:
    things = presentation.things
    for document in reports:
        for graph in things.nodes(document, IG.graph):
            found = {quad.subject for quad in presentation.dataset.quads(None, IG.measure, None, graph)}
            nodes = [each for each in found if isinstance(each, NamedNode)]
            for node in sorted(nodes, key=lambda each: (presentation.name(each), each.value)):
                yield figure(presentation, node)


def figure(presentation: Presentation, node: NamedNode) -> Figure:
    """A figure."""
    said = {term: min(values, key=str) for term, values in presentation.said(node).items()}
    measure, unit = said.get(IG.measure), said.get(IG.unitMeasure)
    written = said.get(IG.valueAsWritten) or said.get(IG.value)
    period = said.get(IG.refPeriod) or said.get(IG.periodAsWritten)
    compared = said.get(IG.comparedWith)
    value = written.value if written else ""
    if unit is not None and isinstance(unit, NamedNode) and value.replace(".", "").replace(",", "").isdigit():
        name = presentation.name(unit).lower()
        value += "%" if slug_of(unit) == "percent" else "" if slug_of(unit) == "count" else f" {name}"
    return Figure(
        node,
        measure if isinstance(measure, NamedNode) else None,
        presentation.name(node),
        value,
        period.value if period else "",
        presentation.things.text(compared, IG.value) if isinstance(compared, NamedNode) else "",
    )


def _order(role: NamedNode | None) -> int:
    slug = slug_of(role) if role else ""
    return _ROLES.index(slug) if slug in _ROLES else len(_ROLES)
