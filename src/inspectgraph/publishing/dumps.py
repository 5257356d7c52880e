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

_BY_GRAPH, _DEFAULT = ".by-graph.nq", ".default.nt"
TRIG, TURTLE, JSON_LD = "graph.trig", "graph.ttl", "graph.jsonld"


def prefixes(base: str) -> dict[str, str]:
    """Prefixes for a dataset of a base: the terms', the data's and the schemes'."""
    schemes = {name: f"{VOCABULARY_BASE}{name}/" for name in ("grade", "area", "framework", "role", "measure", "unit")}
    return {**PREFIXES, **schemes, "id": base + "id/", "graph": base + "graph/"}


def write_lines(
    folder: Path,
    graphs: Mapping[str, bytes],
    evidence: Mapping[str, bytes],
    default: bytes,
    iris: Iris,
    former: Former | None = None,
) -> dict[str, str]:
    """Writes `graph.nq`, and what `write_dumps` makes the other dumps of.

    Args:
        folder: Where to.
        graphs: Sorted N-Quads of each graph by its IRI, without the evidence.
        evidence: Sorted N-Quads of the evidence in each document's graph, by the graph's IRI.
        default: The default graph, sorted N-Triples.
        iris: Of the dataset.
        former: The output whose dumps the others begin from.

    Returns:
        A digest of each graph by its IRI, in the order of `graph.trig`.
    """
    (folder / _DEFAULT).write_bytes(default)
    digests = {
        graph: _digest(graphs[graph], evidence.get(graph, b"")) for graph in sorted(graphs, key=lambda iri: f"<{iri}>")
    }
    with (folder / _BY_GRAPH).open("wb") as file:
        for graph in changed(digests, former):
            _write_around(file, lines(graphs[graph]), [evidence.get(graph, b"")], iris)
    rest = sorted(chain.from_iterable(map(lines, graphs.values())))
    with (folder / "graph.nq").open("wb") as file:
        _write_around(file, rest, [evidence[graph] for graph in sorted(evidence)], iris)
    return digests


def changed(digests: Mapping[str, str], former: Former | None) -> list[str]:
    """The graphs that the former output has not, or not so."""
    return [graph for graph in digests if former is None or former.graphs.get(graph) != digests[graph]]


def _digest(*texts: bytes) -> str:
    """Digest of what stands in a dump; another version of what writes it may write it in another way."""
    digest = hashlib.sha256(pyoxigraph.__version__.encode())
    for text in texts:
        digest.update(text)
    return digest.hexdigest()


def _write_around(file: BinaryIO, rest: Sequence[bytes], evidence: Sequence[bytes], iris: Iris) -> None:
    """Writes sorted lines with the evidence at its place among them, where all of it stands together."""
    place = place_of_evidence(rest, iris)
    file.write(b"".join((*rest[:place], *evidence, *rest[place:])))


def write_dumps(
    folder: Path, base: str, digests: Mapping[str, str] | None = None, former: Former | None = None
) -> Difference | None:
    """Writes `graph.trig`, which holds all named graphs, and `graph.ttl` and `graph.jsonld`, which hold the default graph.

    It needs nothing but what `write_lines` left in the folder, and may run in another process.

    Args:
        folder: Where to.
        base: The publisher's base.
        digests: Of the graphs, as `write_lines` told them.
        former: The output from which it takes over what did not change.

    Returns:
        What is gone and came since the former output; `None` where there is none.
    """
    by_graph, default = folder / _BY_GRAPH, folder / _DEFAULT
    if former is None or digests is None:
        named = pyoxigraph.parse(path=by_graph, format=RdfFormat.N_QUADS)
        _serialise(named, folder / TRIG, RdfFormat.TRIG, base)
        quads = list(pyoxigraph.parse(path=default, format=RdfFormat.N_QUADS))
        _serialise(quads, folder / TURTLE, RdfFormat.TURTLE, base)
        _serialise(quads, folder / JSON_LD, RdfFormat.JSON_LD, base)
        difference = None
    else:
        difference = _splice(folder, base, digests, former)
    by_graph.unlink()
    default.unlink()
    return difference


def _serialise(quads: Iterable[Quad], path: Path, form: RdfFormat, base: str) -> None:
    with path.open("wb") as file:
        pyoxigraph.serialize(quads, file, format=form, prefixes=prefixes(base))


def _splice(folder: Path, base: str, digests: Mapping[str, str], former: Former) -> Difference:
    """Writes the dumps with what the former ones have already."""
    new = changed(digests, former)
    text = (former.folder / TRIG).read_bytes()
    start = text[: end_of_prefixes(text)]
    there = dict(zip(former.graphs, pieces(text), strict=True))
    _serialise(pyoxigraph.parse(path=folder / _BY_GRAPH, format=RdfFormat.N_QUADS), folder / TRIG, RdfFormat.TRIG, base)
    fresh = dict(zip(new, pieces((folder / TRIG).read_bytes()), strict=True))
    with (folder / TRIG).open("wb") as file:
        file.write(start)
        file.writelines(fresh[graph] if graph in fresh else there[graph] for graph in digests)
    gone = {graph: piece for graph, piece in there.items() if graph in fresh or graph not in digests}
    named = difference_of_graphs(start, gone, fresh)
    _serialise(
        pyoxigraph.parse(path=folder / _DEFAULT, format=RdfFormat.N_QUADS), folder / TURTLE, RdfFormat.TURTLE, base
    )
    turtle, former_turtle = (folder / TURTLE).read_bytes(), (former.folder / TURTLE).read_bytes()
    json = spliced_json(turtle, former_turtle, (former.folder / JSON_LD).read_bytes())
    (folder / JSON_LD).write_bytes(json)
    default = difference_of_turtle(former_turtle, turtle)
    return Difference(named.gone + default.gone, named.came + default.came, named.graphs)
