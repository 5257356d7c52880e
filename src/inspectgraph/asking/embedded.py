"""The store of a build, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from inspectgraph.asking import guard
from inspectgraph.asking.names import QUERY_PREFIXES
from inspectgraph.asking.results import Answer, Row
from inspectgraph.asking.source import CONSOLIDATED, Rows, Scope, TripleStream
from inspectgraph.errors import OutputError, QueryError


class Embedded:
    """A source of answers that needs nobody else."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self._store = store

    @classmethod
    def open(cls, out: Path) -> Embedded:
        """Opens the store in the output folder of a build, read only.

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

    def base(self) -> str:
        """The base of the build's dataset."""
        for graph in self._store.named_graphs():
            if graph.value.endswith(CONSOLIDATED):
                return graph.value.removesuffix(CONSOLIDATED)
        raise OutputError("The store holds no build: it has no graph of what the documents say together.")

    def stream(self, sparql: str, base: str, scope: Scope) -> Rows | Answer | TripleStream:
        """The answer to a query."""
        # With either given, the other is empty: that is how the protocol has it.
        restricted = bool(scope.default or scope.named)
        with told(sparql):
            found = self._store.query(
                sparql,
                base_iri=base,
                prefixes=QUERY_PREFIXES,
                default_graph=[NamedNode(each) for each in scope.default] if restricted else None,
                named_graphs=[NamedNode(each) for each in scope.named] if restricted else None,
            )
        if isinstance(found, pyoxigraph.QuerySolutions):
            variables = guard.shown_variables(sparql, tuple(variable.value for variable in found.variables))
            return Rows(variables, _rows(found, variables, sparql))
        if isinstance(found, pyoxigraph.QueryBoolean):
            return Answer(bool(found))
        return TripleStream(_triples(found, sparql))

    def quads(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        value: NamedNode | Literal | None,
        graph: NamedNode | DefaultGraph | None,
    ) -> Iterator[Quad]:
        """The quads of a pattern in all graphs, or in one."""
        return iter(self._store.quads_for_pattern(subject, predicate, value, graph))

    def is_graph(self, graph: NamedNode) -> bool:
        """Whether there is a named graph."""
        return self._store.contains_named_graph(graph)


def _rows(found: pyoxigraph.QuerySolutions, variables: tuple[str, ...], sparql: str) -> Iterator[Row]:
    with told(sparql):
        for row in found:
            yield tuple(row[name] for name in variables)


def _triples(found: pyoxigraph.QueryTriples, sparql: str) -> Iterator[pyoxigraph.Triple]:
    with told(sparql):
        yield from found


@contextmanager
def told(sparql: str) -> Iterator[None]:
    """Turns what the engine raises over a query into words for a person."""
    try:
        yield
    except SyntaxError as error:
        raise guard.syntax_error(error, sparql) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"The query can't be answered: {error}") from error
