"""Where answers come from: a store in this process, or an endpoint elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from inspectgraph.asking.results import Answer, Row

#: The graph of what a build makes of all documents together, below the dataset's base.
CONSOLIDATED = "graph/consolidated"


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


#: What a query may read as a rule.
WHOLE = Scope()


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

    triples: Iterator[Triple]


class Source(Protocol):
    """What holds the graphs of a build and answers queries. It trusts them: the guard has looked at them before."""

    def base(self) -> str:
        """The base of the build's dataset.

        Raises:
            OutputError: It holds no build.
        """

    def stream(self, sparql: str, base: str, scope: Scope) -> Rows | Answer | TripleStream:
        """The answer to a query that may use the prefixes of all queries and relative IRIs.

        Raises:
            QueryError: The query is wrong.
            EndpointError: The endpoint does not answer as it should; also while the answer is read.
        """

    def quads(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        value: NamedNode | Literal | None,
        graph: NamedNode | DefaultGraph | None,
    ) -> Iterator[Quad]:
        """The quads of a pattern in all graphs, or in one."""

    def is_graph(self, graph: NamedNode) -> bool:
        """Whether there is a named graph."""
