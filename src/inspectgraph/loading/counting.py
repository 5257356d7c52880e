"""Whether a store has as many triples as it was given."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from inspectgraph.asking.endpoint import Endpoint
from inspectgraph.asking.source import WHOLE, Rows
from inspectgraph.errors import ServingError
from inspectgraph.loading.journal import Whole
from inspectgraph.loading.parts import DEFAULT

#: Where stores take queries, by the end of the address where they take graphs or updates.
_BESIDE = {
    "/store": "/query",
    "/update": "/query",
    "/data": "/query",
    "/sparql-graph-crud-auth": "/sparql",
    "/sparql-auth": "/sparql",
    "/rdf-graphs/service": "",
    "/statements": "",
}
_NAMED = "SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_DEFAULT = "SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }"
_SHOWN = 3


def query_address(endpoint: str) -> str:
    """Where a store is likely to take queries that takes graphs at an address; empty where nobody knows."""
    bare = endpoint.partition("?")[0].rstrip("/")
    for end, instead in _BESIDE.items():
        if bare.endswith(end):
            return bare.removesuffix(end) + instead
    return ""


def check_counts(endpoint: Endpoint, graphs: Mapping[str, Whole]) -> int:
    """Compares the numbers of triples that a store counts with those that it was given.

    Args:
        endpoint: Where the store takes queries.
        graphs: What it was given.

    Returns:
        The number of triples.

    Raises:
        ServingError: A graph has more or fewer.
        EndpointError: The store does not answer.
    """
    found = {graph: count for graph, count in _counts(endpoint, _NAMED) if graph in graphs}
    if DEFAULT in graphs:
        found.update(_counts(endpoint, _DEFAULT))
    wrong = [graph for graph, whole in graphs.items() if found.get(graph, 0) != whole.triples]
    if wrong:
        told = [f"{graph}: {found.get(graph, 0):,} instead of {graphs[graph].triples:,}" for graph in sorted(wrong)]
        more = f"; and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
        raise ServingError(
            f"The store counts other numbers of triples than it was given: {'; '.join(told[:_SHOWN])}{more}.",
            "If somebody else has changed it, load with --all. If only the default graph differs, the store makes its own:"
            " --no-default-graph, or --default-graph-as IRI.",
        )
    return sum(whole.triples for whole in graphs.values())


def _counts(endpoint: Endpoint, query: str) -> list[tuple[str, int]]:
    found = endpoint.stream(query, "http://localhost/", WHOLE)
    assert isinstance(found, Rows)
    return [
        (row[0].value if isinstance(row[0], NamedNode) else DEFAULT, int(row[-1].value))
        for row in found.rows
        if isinstance(row[-1], Literal)
    ]
