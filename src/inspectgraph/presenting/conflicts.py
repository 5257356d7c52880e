"""Where documents contradict each other."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from inspectgraph.graph.terms import IG, RDF, TYPE
from inspectgraph.presenting import words
from inspectgraph.presenting.evidence import Proof
from inspectgraph.presenting.presentation import Presentation


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts that contradict each other.

    Attributes:
        node: The conflict.
        about: The thing that they are about.
        property: What they contradict each other in.
        values: Each value with the places that state it.
    """

    node: NamedNode
    about: NamedNode
    property: str
    values: tuple[tuple[str, tuple[Proof, ...]], ...]


def conflicts_about(presentation: Presentation, about: NamedNode) -> list[Conflict]:
    """The conflicts about a thing."""
    dataset = presentation.dataset
    found = {
        quad.subject
        for quad in dataset.quads(None, IG.about, about)
        if isinstance(quad.subject, NamedNode) and any(dataset.quads(quad.subject, TYPE, IG.Conflict))
    }
    return [_read(presentation, each, about) for each in sorted(found, key=lambda each: each.value)]


def _read(presentation: Presentation, node: NamedNode, about: NamedNode) -> Conflict:
    dataset = presentation.dataset
    terms = [quad.object for quad in dataset.quads(node, IG.property)]
    named = next((presentation.name(each) for each in terms if isinstance(each, NamedNode)), "")
    values: dict[str, list[Proof]] = {}
    for quad in dataset.quads(node, IG.statement):
        if isinstance(quad.object, NamedNode):
            shown = _value(presentation, quad.object)
            values.setdefault(shown, []).extend(presentation.proofs.of(quad.object))
    return Conflict(node, about, named, tuple((value, tuple(proofs)) for value, proofs in sorted(values.items())))


def _value(presentation: Presentation, statement: NamedNode) -> str:
    for predicate in (RDF.object, IG.grade):
        for quad in presentation.dataset.quads(statement, predicate):
            if isinstance(quad.object, NamedNode):
                return presentation.name(quad.object)
            if isinstance(quad.object, Literal):
                return words.day(quad.object.value)
    return presentation.name(statement)
