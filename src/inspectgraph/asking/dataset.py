"""A build, open for reading: its output folder, or a store elsewhere that it was loaded into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from inspectgraph.asking import guard
from inspectgraph.asking.embedded import Embedded
from inspectgraph.asking.names import QUERY_PREFIXES, shorten
from inspectgraph.asking.results import Answer, Result, Solutions, Triples
from inspectgraph.asking.source import WHOLE, Rows, Scope, Source, TripleStream
from inspectgraph.errors import QueryError
from inspectgraph.graph.terms import DCT, FOAF, IG, RDFS, SKOS

#: Properties that name a thing, the best first.
_NAMING = (SKOS.prefLabel, FOAF.name, RDFS.label, DCT.title, IG.fileName)


class Dataset:
    """All graphs of a build. A query without `GRAPH` reads the store's default graph, which the build has filled.

    Args:
        source: What holds them.

    Attributes:
        base: The publisher's base, under which the things of the dataset have their IRIs.
    """

    def __init__(self, source: Source | Store) -> None:
        self._source = Embedded(source) if isinstance(source, Store) else source
        self._labels: dict[str, str] = {}
        self.base = self._source.base()

    @classmethod
    def open(cls, out: Path) -> Dataset:
        """Opens the output folder of a build, read only.

        Raises:
            OutputError: The folder is missing, or no build has made it, or its store can't be read.
        """
        return cls(Embedded.open(out))

    def query(self, sparql: str) -> Result:
        """The answer to a SPARQL query (SELECT, ASK, CONSTRUCT or DESCRIBE).

        The ontologies' prefixes and those of the concept schemes need no declaration, and relative IRIs
        (`<id/authority/essex>`) are the dataset's.

        Raises:
            QueryError: The query is wrong, or would do more than read this dataset.
        """
        found = self.stream(sparql)
        if isinstance(found, Rows):
            return Solutions(found.variables, tuple(found.rows))
        return found if isinstance(found, Answer) else Triples(tuple(dict.fromkeys(found.triples)))

    def stream(self, sparql: str, scope: Scope = WHOLE) -> Rows | Answer | TripleStream:
        """As `query`, while the answer is found; what is asked for within bounds need not end up in memory as a whole.

        Args:
            sparql: The query.
            scope: What it may read.

        Raises:
            QueryError: The query is wrong, would do more than its scope allows, or names an unknown graph.
        """
        guard.check(sparql, QUERY_PREFIXES, self.base, self.is_graph, scope.services)
        for graph in (*scope.default, *scope.named):
            guard.check_known(graph, self.is_graph)
        return self._source.stream(sparql, self.base, scope)

    def select(self, sparql: str) -> Iterator[dict[str, NamedNode | Literal]]:
        """The solutions of a SELECT of our own, each with the variables that it binds."""
        result = self.query(sparql)
        if not isinstance(result, Solutions):
            raise QueryError("Only a SELECT has solutions.")
        for row in result.rows:
            yield {
                name: term
                for name, term in zip(result.variables, row, strict=True)
                if isinstance(term, NamedNode | Literal)
            }

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        value: NamedNode | Literal | None = None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """The quads of a pattern in all graphs, or in one."""
        return self._source.quads(subject, predicate, value, graph)

    def is_graph(self, iri: str) -> bool:
        """Whether the dataset has a named graph of that IRI."""
        try:
            return self._source.is_graph(NamedNode(iri))
        except ValueError:
            return False

    def graph(self, name: str) -> NamedNode:
        """A graph that is not a document's: `consolidated`, `reference`, `resolution`, ..."""
        return NamedNode(f"{self.base}graph/{name}")

    def label(self, node: NamedNode) -> str:
        """What people call a thing; the short form of its IRI when nothing names it."""
        known = self._labels.get(node.value)
        if known is None:
            known = self._labels[node.value] = self._find_label(node)
        return known

    def short(self, iri: str) -> str:
        """The short form of an IRI, which a query and `explain` understand."""
        return shorten(iri, self.base)

    def _find_label(self, node: NamedNode) -> str:
        for graph in (DefaultGraph(), None):
            for naming in _NAMING:
                names = (
                    quad.object.value
                    for quad in self.quads(node, naming, None, graph)
                    if isinstance(quad.object, Literal)
                )
                if (first := min(names, default=None)) is not None:
                    return first
        return self.short(node.value)
