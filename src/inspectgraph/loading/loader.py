"""From a build to another store, graph by graph."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat

from inspectgraph.asking.dataset import Dataset
from inspectgraph.loading.graph_store import GraphStore
from inspectgraph.loading.journal import Journal

#: The default graph's name in the journal and in progress.
DEFAULT = "default"
Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did.

    Attributes:
        put: Graphs that were put into the store.
        unchanged: Graphs that were there already.
        deleted: Graphs of a former build that were taken out.
        triples: Of the graphs that were put.
    """

    put: tuple[str, ...]
    unchanged: tuple[str, ...]
    deleted: tuple[str, ...]
    triples: int


def load(
    dataset: Dataset, store: GraphStore, journal: Journal, *, default: bool = True, most: int = 10_000, told: Told
) -> Loaded:
    """Puts every graph of a dataset into a store that does not have it yet.

    Args:
        dataset: What is loaded.
        store: Where it goes.
        journal: What the store has; kept up to date, so that a load that fails goes on where it ended.
        default: Whether to load the default graph; a store may have a default graph of its own making.
        most: Triples in one request.
        told: Is told of each graph before it is put: its name, how many are done, and how many there are.

    Raises:
        ServingError: The store refuses a graph or can't be reached.
    """
    names = sorted(row["g"].value for row in dataset.select("SELECT DISTINCT ?g { GRAPH ?g {} }"))
    graphs = [*names, *([DEFAULT] if default else [])]
    put, unchanged, triples = [], [], 0
    for number, graph in enumerate(graphs):
        told(graph, number, len(graphs))
        lines = _lines(dataset, graph)
        digest = hashlib.blake2b(b"".join(lines), digest_size=16).hexdigest()
        if journal.graphs.get(graph) == digest:
            unchanged.append(graph)
            continue
        journal.drop(graph)
        store.put(None if graph == DEFAULT else graph, list(_pieces(lines, most)))
        journal.put(graph, digest)
        put.append(graph)
        triples += len(lines)
    gone = [graph for graph in journal.graphs if graph not in names and graph != DEFAULT]
    for graph in gone:
        store.delete(graph)
        journal.drop(graph)
    told("", len(graphs), len(graphs))
    return Loaded(tuple(put), tuple(unchanged), tuple(gone), triples)


def _lines(dataset: Dataset, graph: str) -> list[bytes]:
    """The triples of a graph as lines of N-Triples, sorted. A build has no blank nodes, so a line stands by itself."""
    quads = dataset.quads(graph=DefaultGraph() if graph == DEFAULT else NamedNode(graph))
    written = pyoxigraph.serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
    return sorted(written.splitlines(keepends=True))


def _pieces(lines: list[bytes], most: int) -> Iterator[bytes]:
    for start in range(0, len(lines), most):
        yield b"".join(lines[start : start + most])
