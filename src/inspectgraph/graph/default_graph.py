"""The default graph of every query: what the build makes of all documents, with the facts it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pyoxigraph import NamedNode, Quad

from inspectgraph.graph.terms import IG, TYPE

#: Evidence stays in the documents' graphs, which `GRAPH` reaches.
_EVIDENCE = f" {TYPE} {IG.Evidence} ".encode()
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
_SINGLE = frozenset(str(each).encode() for each in SINGLE)
_NAMING = (b"/name>", b"#prefLabel>")
_ALSO_NAMING = (*_NAMING, b"#altLabel>")


def default_graph(
    consolidated: Iterable[bytes],
    background: Iterable[bytes],
    documents: Iterable[Iterable[bytes]],
    corrected: Collection[tuple[bytes, bytes]] = (),
) -> list[bytes]:
    """The triples of the default graph as lines of N-Triples, sorted, each once.

    Args:
        consolidated: The lines of `graph/consolidated`, N-Quads each.
        background: The lines of `graph/reference` and `graph/vocabulary`.
        documents: The lines of each document's graph.
        corrected: Subject and property of what a curator corrected: of these too the consolidated graph's value counts.
    """
    found = {_triple(line) for line in background}
    settled: set[tuple[bytes, bytes]] = set()
    named: set[bytes] = set()
    for line in consolidated:
        found.add(_triple(line))
        subject, predicate, _ = line.split(b" ", 2)
        if predicate in _SINGLE or (subject, predicate) in corrected:
            settled.add((subject, predicate))
        elif predicate.endswith(_NAMING):
            named.add(subject)
    known = named.union(subject for subject, _ in settled)
    for document in documents:
        said = list(document)
        evidence = {line.split(b" ", 1)[0] for line in said if _EVIDENCE in line}
        for line in said:
            subject = line[: line.index(b" ")]
            if subject in evidence:
                continue
            if subject in known:
                predicate = line.split(b" ", 2)[1]
                if (subject, predicate) in settled or subject in named and predicate.endswith(_ALSO_NAMING):
                    continue
            found.add(_triple(line))
    return sorted(found)


def _triple(line: bytes) -> bytes:
    """A line of N-Quads without its graph."""
    return line[: line.rindex(b" <")] + b" .\n"


def of_documents(quads: Iterable[Quad], base: str) -> dict[NamedNode, list[Quad]]:
    """The quads of each document's graph."""
    prefix = base + "graph/document/"
    found: dict[NamedNode, list[Quad]] = {}
    for quad in quads:
        graph = quad.graph_name
        if isinstance(graph, NamedNode) and graph.value.startswith(prefix):
            found.setdefault(graph, []).append(quad)
    return found
