"""A build's output, open for reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from inspectgraph.asking import guard
from inspectgraph.asking.names import QUERY_PREFIXES, shorten
from inspectgraph.asking.results import Answer, Result, Row, Solutions, Triples
from inspectgraph.errors import OutputError, QueryError
from inspectgraph.graph.terms import DCT, FOAF, IG, RDFS, SKOS

#: Properties that name a thing, the best first.
_NAMING = (SKOS.prefLabel, FOAF.name, RDFS.label, DCT.title, IG.fileName)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a query may read, where that is not the whole dataset and nothing else.

    Attributes:
        default: Graphs that make up the default graph, instead of what the query says by `FROM`.
        named: Graphs that `GRAPH` reaches, instead of what the query says by `FROM NAMED`.
        services: Endpoints that `SERVICE` may call, by their IRIs.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    services: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT while it is found.

    Attributes:
        variables: In the order of the query.
        rows: Can be read once; reading them raises a `QueryError` when the engine gives up.
    """

    variables: tuple[str, ...]
    rows: Iterator[Row]


@dataclass(frozen=True, slots=True)
class TripleStream:
    """The answer to a CONSTRUCT or DESCRIBE while it is found; a triple may come twice."""

    triples: Iterator[pyoxigraph.Triple]


#: What a query may read as a rule.
WHOLE = Scope()


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
        # With either given, the other is empty: that is how the protocol has it.
        restricted = bool(scope.default or scope.named)
        with _told(sparql):
            found = self._store.query(
                sparql,
                base_iri=self.base,
                prefixes=dict(QUERY_PREFIXES),
                default_graph=[NamedNode(each) for each in scope.default] if restricted else None,
                named_graphs=[NamedNode(each) for each in scope.named] if restricted else None,
            )
        if isinstance(found, pyoxigraph.QuerySolutions):
            variables = guard.shown_variables(sparql, tuple(variable.value for variable in found.variables))
            return Rows(variables, _rows(found, variables, sparql))
        if isinstance(found, pyoxigraph.QueryBoolean):
            return Answer(bool(found))
        return TripleStream(_triples(found, sparql))

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


def _rows(found: pyoxigraph.QuerySolutions, variables: tuple[str, ...], sparql: str) -> Iterator[Row]:
    with _told(sparql):
        for row in found:
            yield tuple(row[name] for name in variables)


def _triples(found: pyoxigraph.QueryTriples, sparql: str) -> Iterator[pyoxigraph.Triple]:
    with _told(sparql):
        yield from found


@contextmanager
def _told(sparql: str) -> Iterator[None]:
    """Turns what the engine raises into words for a person."""
    try:
        yield
    except SyntaxError as error:
        raise guard.syntax_error(error, sparql) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"The query can't be answered: {error}") from error
