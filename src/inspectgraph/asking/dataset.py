"""A build's output, open for reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from inspectgraph.asking import guard
from inspectgraph.asking.names import QUERY_PREFIXES, shorten
from inspectgraph.asking.results import Answer, Result, Solutions, Triples
from inspectgraph.errors import OutputError, QueryError
from inspectgraph.graph.terms import DCT, FOAF, IG, RDFS, SKOS

#: Properties that name a thing, the best first.
_NAMING = (SKOS.prefLabel, FOAF.name, RDFS.label, DCT.title, IG.fileName)


class Dataset:
    """All graphs of a build. A query without `GRAPH` reads the store's default graph, which the build has filled.

    Attributes:
        base: The publisher's base, under which the things of the dataset have their IRIs.
    """

    def __init__(self, store: pyoxigraph.Store) -> None:
        self._store = store
        self._labels: dict[str, str] = {}
        self.base = self._base()

    @classmethod
    def open(cls, out: Path) -> Dataset:
        """Opens the output folder of a build, read only.

        Raises:
            OutputError: The folder is missing, or no build has made it, or its store can't be read.
        """
        hint = "Build one first: inspectgraph build -o " + str(out)
        if not out.exists():
            raise OutputError(f"There is no folder {out}.", hint)
        if not (out / "store").is_dir():
            raise OutputError(f"{out} is not the output of a build: it has no store.", hint)
        try:
            return cls(pyoxigraph.Store.read_only(str(out / "store")))
        except (OSError, ValueError) as error:
            raise OutputError(f"The store in {out} can't be read: {error}", hint) from error

    def query(self, sparql: str) -> Result:
        """The answer to a SPARQL query (SELECT, ASK, CONSTRUCT or DESCRIBE).

        The ontologies' prefixes and those of the concept schemes need no declaration, and relative IRIs
        (`<id/authority/essex>`) are the dataset's.

        Raises:
            QueryError: The query is wrong, or would do more than read this dataset.
        """
        prefixes = QUERY_PREFIXES
        guard.check(sparql, prefixes, self.base, self.is_graph)
        try:
            found = self._store.query(sparql, base_iri=self.base, prefixes=dict(prefixes))
            if isinstance(found, pyoxigraph.QuerySolutions):
                variables = guard.shown_variables(sparql, tuple(variable.value for variable in found.variables))
                return Solutions(variables, tuple(tuple(row[name] for name in variables) for row in found))
            if isinstance(found, pyoxigraph.QueryBoolean):
                return Answer(bool(found))
            return Triples(tuple(dict.fromkeys(found)))
        except SyntaxError as error:
            raise guard.syntax_error(error, sparql) from None
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"The query can't be answered: {error}") from error

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
        return iter(self._store.quads_for_pattern(subject, predicate, value, graph))

    def is_graph(self, iri: str) -> bool:
        """Whether the dataset has a named graph of that IRI."""
        try:
            return self._store.contains_named_graph(NamedNode(iri))
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

    def _base(self) -> str:
        suffix = "graph/consolidated"
        for graph in self._store.named_graphs():
            if graph.value.endswith(suffix):
                return graph.value.removesuffix(suffix)
        raise OutputError("The store holds no build: it has no graph of what the documents say together.")
