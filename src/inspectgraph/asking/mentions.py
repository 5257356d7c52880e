"""From what a person calls a mention to the thing that it was found to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.lookup import Lookup
from inspectgraph.asking.names import expand
from inspectgraph.errors import QueryError
from inspectgraph.graph.iris import slug
from inspectgraph.graph.terms import FOAF, IG, RDFS, SKOS, TYPE, XSD, slug_of

_NAMES = (FOAF.name, SKOS.prefLabel, SKOS.altLabel, IG.abbreviation)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A thing, or what one document says of it.

    Attributes:
        node: The thing.
        graph: Of the document that was named with it; `None` for all.
        local: IRI that the mention had in its document, where that was given.
    """

    node: NamedNode
    graph: NamedNode | None = None
    local: str = ""


class MentionFinder:
    """Finds mentions by "file name: name as written", by IRI (published, former or local) or by any name."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._lookup = Lookup(dataset)

    def find(self, words: str) -> list[Mentioned]:
        """What is meant by some words; several things may share a name.

        Raises:
            QueryError: Nothing is called so.
        """
        found = list(self._in_document(words)) or list(self._by_iri(words))
        if found:
            return found
        file, colon, _ = words.partition(": ")
        if colon and self._documents(file):
            raise QueryError(f'{file} names nothing "{words[len(file) + 2 :]}".', "inspectgraph explain " + file)
        return [Mentioned(node) for node in self._lookup.one_or_more(words, "node")]

    def documents_of(self, thing: Mentioned) -> list[NamedNode]:
        """The documents that speak of a thing, in the order of their IRIs."""
        graphs = [thing.graph] if thing.graph else self._graphs(thing.node)
        return [NamedNode(graph.value.replace("/graph/", "/id/")) for graph in graphs]

    def _graphs(self, node: NamedNode) -> list[NamedNode]:
        prefix = self._dataset.base + "graph/document/"
        graphs = {
            quad.graph_name
            for quads in (self._dataset.quads(node), self._dataset.quads(None, None, node))
            for quad in quads
            if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(prefix)
        }
        return sorted(graphs, key=str)

    def _in_document(self, words: str) -> Iterator[Mentioned]:
        file, colon, name = words.partition(": ")
        for document in self._documents(file if colon else words):
            graph = NamedNode(document.value.replace("/id/", "/graph/"))
            if not colon:
                for quad in self._dataset.quads(document, IG.reports, None, graph):
                    if isinstance(quad.object, NamedNode):
                        yield Mentioned(quad.object, graph)
                continue
            found = {
                quad.subject
                for naming in _NAMES
                for quad in self._dataset.quads(None, naming, None, graph)
                if isinstance(quad.object, Literal) and slug(quad.object.value) == slug(name)
            }
            found.update(self._inspections(graph, name))
            found.update(self._authorities(graph, name))
            for node in sorted(found, key=str):
                if isinstance(node, NamedNode):
                    yield Mentioned(node, graph)

    def _inspections(self, graph: NamedNode, name: str) -> Iterator[NamedNode]:
        """Inspections by subject or framework with the date, or one of these, as a document has them or all together."""
        for quad in self._dataset.quads(None, TYPE, IG.Inspection, graph):
            node = quad.subject
            if not isinstance(node, NamedNode):
                continue
            said = [self._dataset.quads(node, each, None, graph) for each in (IG.startDate, IG.subject, IG.framework)]
            starts, subjects, frameworks = ({slug_of(q.object.value) for q in quads} for quads in said)  # type: ignore[union-attr]
            what = subjects | frameworks
            called = starts | what | {f"{each} {start}" for each in what for start in starts}
            if slug(name) in {slug(each) for each in called}:
                yield node

    def _authorities(self, graph: NamedNode, name: str) -> Iterator[NamedNode]:
        """The authority that a document inspects, as it is written there."""
        for quad in self._dataset.quads(None, IG.authorityAsWritten, None, graph):
            if isinstance(quad.object, Literal) and slug(quad.object.value) == slug(name):
                for other in self._dataset.quads(quad.subject, IG.inspects, None, graph):  # type: ignore[arg-type]
                    if isinstance(other.object, NamedNode):
                        yield other.object

    def _documents(self, file: str) -> list[NamedNode]:
        names = [file] if "." in file else [file, f"{file}.pdf", f"{file}.txt"]
        return sorted(
            {
                quad.subject
                for name in names
                for quad in self._dataset.quads(None, IG.fileName, Literal(name))
                if isinstance(quad.subject, NamedNode)
            },
            key=str,
        )

    def _by_iri(self, words: str) -> Iterator[Mentioned]:
        for iri in expand(words, self._dataset.base):
            try:
                node = NamedNode(iri)
            except ValueError:
                continue
            leads = sorted({quad.object for quad in self._dataset.quads(node, IG.aliasOf)}, key=str)
            if leads:
                yield from (Mentioned(each) for each in leads if isinstance(each, NamedNode))
                return
            local = Literal(iri, datatype=XSD.anyURI)
            decided = {quad.subject for quad in self._dataset.quads(None, IG.mention, local)}
            things = {
                quad.object
                for decision in decided
                for quad in self._dataset.quads(decision, IG.resolved)  # type: ignore[arg-type]
                if isinstance(quad.object, NamedNode)
            }
            if node not in things and len(things) == 1:
                yield Mentioned(things.pop(), local=iri)
                return
            if next(self._dataset.quads(node), None) is not None:
                yield Mentioned(node, local=iri)
                return


def label_of(dataset: Dataset, node: NamedNode) -> str:
    """What people call a thing, its label in the consolidated graph first."""
    for naming in (RDFS.label, FOAF.name, SKOS.prefLabel):
        for quad in dataset.quads(node, naming, None, dataset.graph("consolidated")):
            if isinstance(quad.object, Literal):
                return quad.object.value
    return dataset.label(node)
