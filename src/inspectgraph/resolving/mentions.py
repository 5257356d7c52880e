"""What the documents say of things, indexed once by subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph.dates import PartialDate
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import parsed, without
from inspectgraph.graph.terms import IG, TYPE, slug_of

#: Nodes that resolution never looks into; they are most of a document's graph.
_PASSED_OVER = ("evidence", "finding", "observation")
_TYPE = TYPE.value
_KIND, _REPORTS, _RENDITION = IG.documentKind.value, IG.reports.value, IG.renditionOf.value


class Mention(NamedTuple):
    """A thing as one document speaks of it.

    Attributes:
        document: Identifier of the document.
        iri: The local IRI, which holds as long as nothing else speaks of the thing.
    """

    document: str
    iri: str


class DocumentIndex:
    """The facts of one document by subject.

    Attributes:
        identifier: Of the document.
        node: IRI of the document.
        nodes: By subject and predicate the objects, sorted, so that the order of the quads does not matter.
        types: By class the subjects, sorted.
        kind: Slug of the document's own kind, `news`; empty where unknown.
        digest: Whether the document restates a publication in other words.
        reported: Local IRI of the inspection that it reports, or `None`.
        publication: Local IRI of the publication that it renders, or `None`.
    """

    def __init__(self, identifier: str, text: bytes, iris: Iris) -> None:
        self.identifier = identifier
        self.node = iris.document(identifier).value
        for kind in _PASSED_OVER:
            text = without(text, kind, iris)
        self.nodes = _by_subject(parsed(text))
        self.types: dict[str, list[str]] = {}
        for subject in sorted(self.nodes):
            for each in self.nodes[subject].get(_TYPE, ()):
                self.types.setdefault(each.value, []).append(subject)
        kinds = {slug_of(value) for value in self.values(self.node, _KIND)}
        self.digest = "digest" in kinds
        self.kind = min(kinds - {"digest"}, default="")
        self.reported = self.value(self.node, _REPORTS)
        self.publication = self.value(self.node, _RENDITION)

    def of_type(self, *classes: NamedNode) -> list[str]:
        """The subjects of any of the classes, sorted."""
        return sorted({subject for each in classes for subject in self.types.get(each.value, ())})

    def values(self, subject: str, predicate: str) -> list[str]:
        """The lexical values or IRIs of a property, sorted."""
        return [each.value for each in self.nodes.get(subject, {}).get(predicate, ())]

    def value(self, subject: str, predicate: str) -> str | None:
        """The least value of a property, or `None`."""
        terms = self.nodes.get(subject, {}).get(predicate)
        return terms[0].value if terms else None

    def slug(self, subject: str, predicate: str) -> str | None:
        """The slug of a concept or thing that a property has, or `None`."""
        value = self.value(subject, predicate)
        return None if value is None else slug_of(value)

    def date(self, subject: str, predicate: str) -> PartialDate | None:
        """The most precise date that a property has, or `None`."""
        values = self.values(subject, predicate)
        return PartialDate.parse(max(values, key=lambda value: (len(value), value))) if values else None


def index(documents: Mapping[str, bytes], iris: Iris) -> list[DocumentIndex]:
    """The index of each document, by identifier."""
    return [DocumentIndex(identifier, documents[identifier], iris) for identifier in sorted(documents)]


Term = NamedNode | Literal


def _by_subject(quads: Iterable[Quad]) -> dict[str, dict[str, list[Term]]]:
    nodes: dict[str, dict[str, list[Term]]] = {}
    for quad in quads:
        subject = quad.subject.value  # type: ignore[union-attr]
        properties = nodes.get(subject)
        if properties is None:
            properties = nodes[subject] = {}
        properties.setdefault(quad.predicate.value, []).append(quad.object)  # type: ignore[arg-type]
    for properties in nodes.values():
        for terms in properties.values():
            if len(terms) > 1:
                terms.sort(key=str)
    return nodes
