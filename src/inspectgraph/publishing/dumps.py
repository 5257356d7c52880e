"""The dumps of a build, by pyoxigraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import lines, parsed, place_of_evidence
from inspectgraph.graph.terms import PREFIXES, VOCABULARY_BASE


def prefixes(base: str) -> dict[str, str]:
    """Prefixes for a dataset of a base: the terms', the data's and the schemes'."""
    schemes = {name: f"{VOCABULARY_BASE}{name}/" for name in ("grade", "area", "framework", "role", "measure", "unit")}
    return {**PREFIXES, **schemes, "id": base + "id/", "graph": base + "graph/"}


def write_named_graphs(folder: Path, graphs: Mapping[str, bytes], evidence: Mapping[str, bytes], iris: Iris) -> None:
    """Writes `graph.nq` and `graph.trig`, which hold all named graphs.

    Args:
        folder: Where to.
        graphs: Sorted N-Quads of each graph by its IRI, without the evidence.
        evidence: Sorted N-Quads of the evidence in each document's graph, by the graph's IRI.
        iris: Of the dataset.
    """
    rest = sorted(chain.from_iterable(map(lines, graphs.values())))
    place = place_of_evidence(rest, iris)
    with (folder / "graph.nq").open("wb") as file:
        file.writelines(rest[:place])
        file.writelines(evidence[graph] for graph in sorted(evidence))
        file.writelines(rest[place:])
    del rest
    _serialise(_by_graph(graphs, evidence, iris), folder / "graph.trig", RdfFormat.TRIG, iris)


def _by_graph(graphs: Mapping[str, bytes], evidence: Mapping[str, bytes], iris: Iris) -> Iterator[Quad]:
    for graph in sorted(graphs, key=lambda iri: f"<{iri}>"):
        rest = lines(graphs[graph])
        place = place_of_evidence(rest, iris)
        whole = b"".join((*rest[:place], evidence.get(graph, b""), *rest[place:]))
        yield from pyoxigraph.parse(whole, RdfFormat.N_QUADS)


def write_default_graph(folder: Path, default: bytes, iris: Iris) -> None:
    """Writes `graph.ttl` and `graph.jsonld`, which hold the default graph.

    Args:
        folder: Where to.
        default: Its sorted N-Triples.
        iris: Of the dataset.
    """
    quads = parsed(default)
    _serialise(quads, folder / "graph.ttl", RdfFormat.TURTLE, iris)
    _serialise(quads, folder / "graph.jsonld", RdfFormat.JSON_LD, iris)


def _serialise(quads: Iterable[Quad], path: Path, form: RdfFormat, iris: Iris) -> None:
    with path.open("wb") as file:
        pyoxigraph.serialize(quads, file, format=form, prefixes=prefixes(iris.base))
