"""The default graph of every query: what the build makes of all documents, with the facts it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import pairwise

from pyoxigraph import NamedNode, Quad

from inspectgraph.graph.nquads import lines
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
    consolidated: bytes,
    background: bytes,
    documents: Iterable[bytes],
    corrected: Collection[tuple[bytes, bytes]] = (),
) -> list[bytes]:
    """The triples of the default graph as lines of N-Triples, sorted, each once.

    Args:
        consolidated: The N-Quads of `graph/consolidated`.
        background: The N-Quads of `graph/reference` and `graph/vocabulary`.
        documents: The N-Quads of each document's graph.
        corrected: Subject and property of what a curator corrected: of these too the consolidated graph's value counts.
    """
    found = [_triple(line) for line in lines(background)]
    settled: set[tuple[bytes, bytes]] = set()
    named: set[bytes] = set()
    for line in lines(consolidated):
        found.append(_triple(line))
        subject, predicate, _ = line.split(b" ", 2)
        if predicate in _SINGLE or (subject, predicate) in corrected:
            settled.add((subject, predicate))
        elif predicate.endswith(_NAMING):
            named.add(subject)
    known = named.union(subject for subject, _ in settled)

    def counts(line: bytes) -> bool:
        subject, predicate, _ = line.split(b" ", 2)
        return (subject, predicate) not in settled and not (subject in named and predicate.endswith(_ALSO_NAMING))

    for document in documents:
        said = _triples(document)
        passed_over = {line[: line.index(b" ")] for line in said if _EVIDENCE in line} if _EVIDENCE in document else ()
        found += [
            line
            for line in said
            if (subject := line[: line.index(b" ")]) not in passed_over and (subject not in known or counts(line))
        ]
    found.sort()
    return found[:1] + [line for before, line in pairwise(found) if line != before]


def _triple(line: bytes) -> bytes:
    """A line of N-Quads without its graph."""
    return line[: line.rindex(b" <")] + b" .\n"


def _triples(text: bytes) -> list[bytes]:
    """The lines of one graph without it: what ends the last line ends every other, and stands nowhere else."""
    return lines(text.replace(text[text.rindex(b" <") :], b" .\n")) if text else []


def of_documents(quads: Iterable[Quad], base: str) -> dict[NamedNode, list[Quad]]:
    """The quads of each document's graph."""
    prefix = base + "graph/document/"
    found: dict[NamedNode, list[Quad]] = {}
    for quad in quads:
        graph = quad.graph_name
        if isinstance(graph, NamedNode) and graph.value.startswith(prefix):
            found.setdefault(graph, []).append(quad)
    return found
