"""What is said of a thing, as RDF that stands by itself: in short, or in full with its evidence and who points at it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from inspectgraph.asking.dataset import Dataset
from inspectgraph.exporting.things import Things
from inspectgraph.graph.terms import DCT, FOAF, IG, PROV, RDF, RDFS, SKOS, TYPE, VOID, english, slug_of
from inspectgraph.presenting.links import TERMS
from inspectgraph.presenting.words import cut

#: How many links of one property to a thing a full description has.
MOST_INCOMING = 100
_DEFAULT = DefaultGraph()
_NAMING = (SKOS.prefLabel, FOAF.name, RDFS.label, DCT.title, IG.fileName)
#: What leads to a thing from evidence and statements comes with these; classes have too many members to list.
_NO_LINKS = frozenset({TYPE, RDF.subject, RDF.predicate, RDF.object, PROV.wasQuotedFrom, DCT.source})


class Profile(StrEnum):
    """How much a description says; each value is the profile's IRI."""

    SHORT = TERMS + "profile/short"
    FULL = TERMS + "profile/full"

    @property
    def token(self) -> str:
        """Its name in an address: `?_profile=full`."""
        return self.value.rpartition("/")[2]

    @classmethod
    def named(cls, words: str) -> Profile | None:
        """The profile of an IRI or a token; none when there is no such."""
        return next((each for each in cls if words in (each.value, each.token)), None)


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a thing.

    Attributes:
        node: The thing.
        profile: How much is said.
        triples: Sorted, each once; they hold a label for every IRI among them.
        incoming: How many things point at it by each property, also those that are not listed.
    """

    node: NamedNode
    profile: Profile
    triples: tuple[Triple, ...]
    incoming: dict[NamedNode, int]


class Describer:
    """Describes the things of a dataset; keeps the labels that it has found."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._things = Things(dataset)
        self._labels: dict[NamedNode, Triple] = {}

    def describe(self, node: NamedNode, profile: Profile) -> Description | None:
        """The description of a thing; none when the dataset does not know it.

        Args:
            node: A thing, a term, a concept or a named graph. Of a graph the description is its content.
            profile: How much to say. A short description has what the thing says of itself, with labels for all that
                it shows; a full one adds evidence with its words, statements with their sources, the decisions about
                it and up to `MOST_INCOMING` links of each property that lead to it.
        """
        if self._dataset.is_graph(node.value):
            content = {quad.triple for quad in self._dataset.quads(graph=node)}
            return Description(node, profile, tuple(sorted(content, key=str)), {})
        triples = _outgoing(self._dataset, node)
        if not triples:
            return None
        counts: dict[NamedNode, int] = {}
        if profile is Profile.FULL:
            for predicate, links in groupby(_incoming(self._dataset, node), key=lambda triple: triple.predicate):
                found = list(links)
                counts[predicate] = len(found)
                triples.update(found[:MOST_INCOMING])
            triples |= _grounds(self._dataset, node)
        triples |= {self.label(each) for each in _shown(triples)}
        return Description(node, profile, tuple(sorted(triples, key=str)), counts)

    def label(self, node: NamedNode) -> Triple:
        """What names a thing: as the dataset has it, else in words that follow from what it is."""
        known = self._labels.get(node)
        if known is None:
            known = self._labels[node] = self._find_label(node)
        return known

    def _find_label(self, node: NamedNode) -> Triple:
        for naming in _NAMING:
            for graph in (_DEFAULT, None):
                found = {quad.object for quad in self._dataset.quads(node, naming, None, graph)}
                if names := [each for each in found if isinstance(each, Literal)]:
                    return Triple(node, naming, min(names, key=str))
        if node.value.startswith(f"{self._dataset.base}id/evidence/"):
            start, _, end = slug_of(node).partition("-")
            return Triple(node, RDFS.label, english(f"characters {start} to {end} of a document"))
        name = self._things.name(node)
        return Triple(
            node, RDFS.label, english(words_of(node) if name == self._dataset.short(node.value) else cut(name))
        )


def about(description: Description, page: str, licence: str, dataset: str) -> list[Triple]:
    """What is said of the description itself.

    Args:
        description: The description.
        page: The IRI of the page that gives it.
        licence: Of what it says.
        dataset: The IRI of the dataset.
    """
    subject = NamedNode(page)
    triples = [
        Triple(subject, TYPE, FOAF.Document),
        Triple(subject, FOAF.primaryTopic, description.node),
        Triple(subject, VOID.inDataset, NamedNode(dataset)),
        Triple(subject, DCT.license, NamedNode(licence)),
        Triple(subject, DCT.conformsTo, NamedNode(description.profile.value)),
    ]
    for predicate, count in description.incoming.items():
        if count > MOST_INCOMING:
            words = f"{count:,} things point here by {slug_of(predicate)}; {MOST_INCOMING} of them are listed."
            triples.append(Triple(subject, RDFS.comment, english(words)))
    return triples


def words_of(term: NamedNode) -> str:
    """A term of another vocabulary in words: "qualified association"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", slug_of(term)).replace("-", " ").lower()


def _outgoing(dataset: Dataset, node: NamedNode) -> set[Triple]:
    """The triples of a thing in the default graph; evidence and decisions have theirs in other graphs."""
    found = {quad.triple for quad in dataset.quads(node, None, None, _DEFAULT)}
    return found or {quad.triple for quad in dataset.quads(node)}


def _incoming(dataset: Dataset, node: NamedNode) -> list[Triple]:
    """What points at a thing, sorted by property and subject."""
    found = {
        quad.triple
        for quad in dataset.quads(None, None, node)
        if quad.predicate not in _NO_LINKS and isinstance(quad.subject, NamedNode)
    }
    return sorted(found, key=lambda triple: (triple.predicate.value, str(triple.subject)))


def _grounds(dataset: Dataset, node: NamedNode) -> set[Triple]:
    """Evidence of a thing, the statements about it with theirs, and the decisions that made it."""
    statements = _subjects(dataset.quads(None, RDF.subject, node))
    decisions = _subjects(quad for each in (IG.resolved, IG.about) for quad in dataset.quads(None, each, node))
    triples = {quad.triple for each in (*statements, *decisions) for quad in dataset.quads(each)}
    evidence = {
        quad.object
        for each in (node, *statements)
        for quad in dataset.quads(each, IG.evidence)
        if isinstance(quad.object, NamedNode)
    }
    return triples | {quad.triple for each in evidence for quad in dataset.quads(each)}


def _subjects(quads: Iterable[Quad]) -> list[NamedNode]:
    found = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
    return sorted(found, key=lambda each: each.value)[:MOST_INCOMING]


def _shown(triples: Iterable[Triple]) -> set[NamedNode]:
    return {
        each
        for triple in triples
        for each in (triple.subject, triple.predicate, triple.object)
        if isinstance(each, NamedNode)
    }
