"""The dumps of a build, by pyoxigraph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import lines, place_of_evidence
from inspectgraph.graph.terms import PREFIXES, VOCABULARY_BASE

_BY_GRAPH, _DEFAULT = ".by-graph.nq", ".default.nt"


def prefixes(base: str) -> dict[str, str]:
    """Prefixes for a dataset of a base: the terms', the data's and the schemes'."""
    schemes = {name: f"{VOCABULARY_BASE}{name}/" for name in ("grade", "area", "framework", "role", "measure", "unit")}
    return {**PREFIXES, **schemes, "id": base + "id/", "graph": base + "graph/"}


def write_lines(
    folder: Path, graphs: Mapping[str, bytes], evidence: Mapping[str, bytes], default: Iterable[bytes], iris: Iris
) -> None:
    """Writes `graph.nq`, and what `write_dumps` makes the other dumps of.

    Args:
        folder: Where to.
        graphs: Sorted N-Quads of each graph by its IRI, without the evidence.
        evidence: Sorted N-Quads of the evidence in each document's graph, by the graph's IRI.
        default: The sorted lines of the default graph, N-Triples each.
        iris: Of the dataset.
    """
    with (folder / _DEFAULT).open("wb") as file:
        file.writelines(default)
    with (folder / _BY_GRAPH).open("wb") as file:
        for graph in sorted(graphs, key=lambda iri: f"<{iri}>"):
            _write_around(file, lines(graphs[graph]), [evidence.get(graph, b"")], iris)
    rest = sorted(chain.from_iterable(map(lines, graphs.values())))
    with (folder / "graph.nq").open("wb") as file:
        _write_around(file, rest, [evidence[graph] for graph in sorted(evidence)], iris)


def _write_around(file: BinaryIO, rest: Sequence[bytes], evidence: Sequence[bytes], iris: Iris) -> None:
    """Writes sorted lines with the evidence at its place among them, where all of it stands together."""
    place = place_of_evidence(rest, iris)
    file.writelines(rest[:place])
    file.writelines(evidence)
    file.writelines(rest[place:])


def write_dumps(folder: Path, base: str) -> None:
    """Writes `graph.trig`, which holds all named graphs, and `graph.ttl` and `graph.jsonld`, which hold the default graph.

    It needs nothing but what `write_lines` left in the folder, and may run in another process.
    """
    by_graph, default = folder / _BY_GRAPH, folder / _DEFAULT
    _serialise(pyoxigraph.parse(path=by_graph, format=RdfFormat.N_QUADS), folder / "graph.trig", RdfFormat.TRIG, base)
    quads = list(pyoxigraph.parse(path=default, format=RdfFormat.N_QUADS))
    _serialise(quads, folder / "graph.ttl", RdfFormat.TURTLE, base)
    _serialise(quads, folder / "graph.jsonld", RdfFormat.JSON_LD, base)
    by_graph.unlink()
    default.unlink()


def _serialise(quads: Iterable[Quad], path: Path, form: RdfFormat, base: str) -> None:
    with path.open("wb") as file:
        pyoxigraph.serialize(quads, file, format=form, prefixes=prefixes(base))
