"""The default graph of every query: what the build makes of all documents, with the facts it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, Triple

from inspectgraph.graph.terms import IG, TYPE

#: Evidence stays in the documents' graphs, which `GRAPH` reaches.
_LEFT_OUT = frozenset({IG.Evidence})
#: Of what may have one value only, the consolidated graph's counts.
SINGLE = frozenset(
    IG[name]
    for name in (
        "framework",
        "startDate",
        "endDate",
        "grade",
        "earliestStart",
        "latestStart",
        "earliestEnd",
        "latestEnd",
    )
)


def default_graph(
    consolidated: Iterable[Quad], background: Iterable[Quad], documents: Iterable[Iterable[Quad]]
) -> list[Triple]:
    """The triples of the default graph, sorted, each once.

    Args:
        consolidated: The quads of `graph/consolidated`.
        background: The quads of `graph/reference` and `graph/vocabulary`.
        documents: The quads of each document's graph.
    """
    preferred = [quad.triple for quad in consolidated]
    settled = {(triple.subject, triple.predicate) for triple in preferred if triple.predicate in SINGLE}
    named = {triple.subject for triple in preferred if triple.predicate.value.endswith(("/name", "#prefLabel"))}
    triples = {*preferred, *(quad.triple for quad in background)}
    for document in documents:
        quads = list(document)
        evidence = {quad.subject for quad in quads if quad.predicate == TYPE and quad.object in _LEFT_OUT}
        for quad in quads:
            if quad.subject in evidence:
                continue
            if (quad.subject, quad.predicate) in settled:
                continue
            if quad.subject in named and quad.predicate.value.endswith(("/name", "#prefLabel", "#altLabel")):
                continue
            triples.add(quad.triple)
    return sorted(triples, key=str)


def of_documents(quads: Iterable[Quad], base: str) -> dict[NamedNode, list[Quad]]:
    """The quads of each document's graph."""
    prefix = base + "graph/document/"
    found: dict[NamedNode, list[Quad]] = {}
    for quad in quads:
        graph = quad.graph_name
        if isinstance(graph, NamedNode) and graph.value.startswith(prefix):
            found.setdefault(graph, []).append(quad)
    return found
