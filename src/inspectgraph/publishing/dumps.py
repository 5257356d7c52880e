"""The dumps of a build, by pyoxigraph."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import lines, place_of_evidence
from inspectgraph.graph.terms import PREFIXES, VOCABULARY_BASE
from inspectgraph.publishing.former import Former, end_of_prefixes
from inspectgraph.publishing.splicing import (
    Difference,
    difference_of_graphs,
    difference_of_turtle,
    pieces,
    spliced_json,
)

#: What other processes make dumps of.
_BY_GRAPH, _DEFAULT = ".by-graph.nq", ".default.nt"
NQUADS, TRIG, TURTLE, JSON_LD = "graph.nq", "graph.trig", "graph.ttl", "graph.jsonld"
#: Bytes that are gathered before they are written.
_BUFFER = 1_000_000


def prefixes(base: str) -> dict[str, str]:
    """Prefixes for a dataset of a base: the terms', the data's and the schemes'."""
    schemes = {name: f"{VOCABULARY_BASE}{name}/" for name in ("grade", "area", "framework", "role", "measure", "unit")}
    return {**PREFIXES, **schemes, "id": base + "id/", "graph": base + "graph/"}


def digests_of(graphs: Mapping[str, bytes], evidence: Mapping[str, bytes]) -> dict[str, str]:
    """A digest of each graph by its IRI, in the order of `graph.trig`.

    Args:
        graphs: Sorted N-Quads of each graph by its IRI, without the evidence.
        evidence: Sorted N-Quads of the evidence in each document's graph, by the graph's IRI.
    """
    found = {}
    for graph in sorted(graphs, key=lambda iri: f"<{iri}>"):
        # Another version of what writes a graph may write it in another way.
        digest = hashlib.sha256(pyoxigraph.__version__.encode())
        digest.update(graphs[graph])
        digest.update(evidence.get(graph, b""))
        found[graph] = digest.hexdigest()
    return found


def write_parts(
    folder: Path, graphs: Mapping[str, bytes], evidence: Mapping[str, bytes], default: bytes, iris: Iris
) -> None:
    """Writes what `write_trig`, `write_turtle` and `write_json` make dumps of, perhaps in another process.

    Args:
        folder: Where to.
        graphs: Sorted N-Quads of the graphs for `graph.trig` by their IRIs, in its order, without the evidence.
        evidence: Sorted N-Quads of the evidence in each document's graph, by the graph's IRI.
        default: The default graph, sorted N-Triples.
        iris: Of the dataset.
    """
    (folder / _DEFAULT).write_bytes(default)
    with (folder / _BY_GRAPH).open("wb", _BUFFER) as file:
        for graph, text in graphs.items():
            _write_around(file, lines(text), [evidence.get(graph, b"")], iris)


def write_nquads(folder: Path, graphs: Mapping[str, bytes], evidence: Mapping[str, bytes], iris: Iris) -> None:
    """Writes `graph.nq`; the arguments are those of `write_parts`."""
    rest = sorted(chain.from_iterable(map(lines, graphs.values())))
    with (folder / NQUADS).open("wb", _BUFFER) as file:
        _write_around(file, rest, [evidence[graph] for graph in sorted(evidence)], iris)


def _write_around(file: BinaryIO, rest: Sequence[bytes], evidence: Sequence[bytes], iris: Iris) -> None:
    """Writes sorted lines with the evidence at its place among them, where all of it stands together."""
    place = place_of_evidence(rest, iris)
    file.writelines(rest[:place])
    file.writelines(evidence)
    file.writelines(rest[place:])


def write_trig(
    folder: Path, base: str, digests: Mapping[str, str] | None = None, former: Former | None = None
) -> Difference | None:
    """Writes `graph.trig`, which holds all named graphs.

    Args:
        folder: Where to, and where `write_parts` has written the graphs that the former output has not so.
        base: The publisher's base.
        digests: Of all graphs by their IRIs.
        former: The output from which it takes the others.

    Returns:
        What is gone and came since the former output; `None` where there is none.
    """
    path, by_graph = folder / TRIG, folder / _BY_GRAPH
    _serialise(pyoxigraph.parse(path=by_graph, format=RdfFormat.N_QUADS), path, RdfFormat.TRIG, base)
    by_graph.unlink()
    if former is None or digests is None:
        return None
    fresh = dict(zip(former.changed(digests), pieces(path.read_bytes()), strict=True))
    text = (former.folder / TRIG).read_bytes()
    start, there = text[: end_of_prefixes(text)], dict(zip(former.graphs, pieces(text), strict=True))
    with path.open("wb") as file:
        file.write(start)
        file.writelines(fresh[graph] if graph in fresh else there[graph] for graph in digests)
    gone = {graph: piece for graph, piece in there.items() if graph in fresh or graph not in digests}
    return difference_of_graphs(start, gone, fresh)


def write_turtle(folder: Path, base: str, former: Former | None = None) -> Difference | None:
    """Writes `graph.ttl`, which holds the default graph.

    Args:
        folder: Where to, and where `write_parts` has written the default graph.
        base: The publisher's base.
        former: The output that this one follows.

    Returns:
        What is gone and came since the former output; `None` where there is none.
    """
    path = folder / TURTLE
    _serialise(pyoxigraph.parse(path=folder / _DEFAULT, format=RdfFormat.N_QUADS), path, RdfFormat.TURTLE, base)
    if former is None:
        return None
    return difference_of_turtle((former.folder / TURTLE).read_bytes(), path.read_bytes())


def write_json(folder: Path, base: str, former: Former | None = None) -> None:
    """Writes `graph.jsonld`, which holds the default graph; the arguments are those of `write_turtle`, which comes first."""
    path, default = folder / JSON_LD, folder / _DEFAULT
    if former is None:
        _serialise(pyoxigraph.parse(path=default, format=RdfFormat.N_QUADS), path, RdfFormat.JSON_LD, base)
    else:
        texts = ((folder / TURTLE), (former.folder / TURTLE), (former.folder / JSON_LD))
        path.write_bytes(spliced_json(*(text.read_bytes() for text in texts)))
    default.unlink()


def _serialise(quads: Iterable[Quad], path: Path, form: RdfFormat, base: str) -> None:
    with path.open("wb") as file:
        pyoxigraph.serialize(quads, file, format=form, prefixes=prefixes(base))
