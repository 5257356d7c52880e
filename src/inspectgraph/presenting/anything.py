"""The page of a thing for which nobody has drawn one: its properties, and what leads to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup
from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph.graph.terms import FOAF, IG, PROV, RDF, RDFS, SKOS, TYPE
from inspectgraph.presenting.evidence import Proof, Value
from inspectgraph.presenting.presentation import Crumb, Page, Presentation

#: Values of one property that are shown; the rest are counted.
MOST = 40
_UNSAID = frozenset({TYPE, IG.evidence})
#: Says only what the title says.
_NAMING = frozenset({SKOS.prefLabel, FOAF.name, RDFS.label})
_PARTS = (IG.hasJudgement, IG.hasFinding, PROV.qualifiedAssociation)
_WAYS = frozenset({TYPE, RDF.subject, RDF.predicate, RDF.object, PROV.wasQuotedFrom, IG.evidence})


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a thing with its values.

    Attributes:
        term: The property.
        values: What is shown, each with the places that state it.
        more: How many values are not shown.
    """

    term: NamedNode
    values: list[tuple[Markup, list[Proof]]]
    more: int


def page(presentation: Presentation, node: NamedNode) -> Page | None:
    """The page of a thing; none when the dataset does not know it."""
    outward = properties(presentation, node)
    # A thing may have no more than a class and a name, which are not among its properties.
    if not any(presentation.dataset.quads(node)) and not any(presentation.dataset.quads(None, None, node)):
        return None
    return presentation.render(
        "anything.html",
        presentation.name(node),
        _way(presentation, node),
        node=node,
        kinds=sorted({presentation.name(kind).capitalize() for kind in presentation.things.nodes(node, TYPE)}),
        outward=outward,
        inward=incoming(presentation, node),
        proofs=presentation.proofs.of(node),
    )


def _way(presentation: Presentation, node: NamedNode) -> tuple[Crumb, ...]:
    """The inspection to which a fact belongs, and its authority."""
    for part in _PARTS:
        for quad in presentation.dataset.quads(None, part, node):
            if isinstance(quad.subject, NamedNode):
                inspected = presentation.history.inspected(quad.subject)
                way = (inspected.authority, inspected.node)
                return tuple(Crumb(presentation.name(each), presentation.href(each) or "") for each in way if each)
    return ()


def properties(presentation: Presentation, node: NamedNode) -> list[Property]:
    """What is said of a thing, each property once, with the words that state it."""
    stated = presentation.proofs.stated(node)
    name = presentation.name(node)
    found: dict[NamedNode, set[Value]] = {}
    for quad in presentation.dataset.quads(node):
        named = quad.predicate in _NAMING and isinstance(quad.object, Literal) and quad.object.value == name
        if quad.predicate not in _UNSAID and not named and isinstance(quad.object, NamedNode | Literal):
            found.setdefault(quad.predicate, set()).add(quad.object)
    return [
        Property(
            term,
            [
                (_shown(presentation, each), stated.get((term, each), []))
                for each in _sorted(presentation, values)[:MOST]
            ],
            max(len(values) - MOST, 0),
        )
        for term, values in _by_name(presentation, found)
    ]


def incoming(presentation: Presentation, node: NamedNode) -> list[Property]:
    """What leads to a thing, by property."""
    found: dict[NamedNode, set[Value]] = {}
    for quad in _told(presentation.dataset.quads(None, None, node)):
        assert isinstance(quad.subject, NamedNode)
        found.setdefault(quad.predicate, set()).add(quad.subject)
    return [
        Property(
            term,
            [(_shown(presentation, each), []) for each in _sorted(presentation, values)[:MOST]],
            max(len(values) - MOST, 0),
        )
        for term, values in _by_name(presentation, found)
    ]


def _told(quads: Iterable[Quad]) -> Iterable[Quad]:
    return (quad for quad in quads if quad.predicate not in _WAYS and isinstance(quad.subject, NamedNode))


def _by_name(presentation: Presentation, found: dict[NamedNode, set[Value]]) -> list[tuple[NamedNode, set[Value]]]:
    return sorted(found.items(), key=lambda item: (presentation.name(item[0]), item[0].value))


def _sorted(presentation: Presentation, values: set[Value]) -> list[Value]:
    if len(values) > MOST * 4:
        return sorted(values, key=str)
    return sorted(
        values, key=lambda each: (presentation.name(each) if isinstance(each, NamedNode) else each.value, str(each))
    )


def _shown(presentation: Presentation, value: Value) -> Markup:
    if isinstance(value, NamedNode):
        return presentation.link(value)
    return Markup("<span>{}</span>").format(value.value)
