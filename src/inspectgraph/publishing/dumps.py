"""The dumps of a build, by pyoxigraph."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Triple

from inspectgraph.graph.nquads import joined, lines, parsed
from inspectgraph.graph.terms import PREFIXES, VOCABULARY_BASE


def prefixes(base: str) -> dict[str, str]:
    """Prefixes for a dataset of a base: the terms', the data's and the schemes'."""
    schemes = {name: f"{VOCABULARY_BASE}{name}/" for name in ("grade", "area", "framework", "role", "measure", "unit")}
    return {**PREFIXES, **schemes, "id": base + "id/", "graph": base + "graph/"}


def write_named_graphs(folder: Path, graphs: Mapping[str, str], evidence: Mapping[str, str], base: str) -> None:
    """Writes `graph.nq` and `graph.trig`, which hold all named graphs.

    Args:
        folder: Where to.
        graphs: Sorted N-Quads of each graph by its IRI, without the evidence.
        evidence: Sorted N-Quads of the evidence in each document's graph, by the graph's IRI.
        base: The publisher's base.
    """
    rest = sorted(chain.from_iterable(lines(text) for text in graphs.values()))
    place = _place_of_evidence(rest, base)
    with (folder / "graph.nq").open("w", encoding="utf-8", newline="") as file:
        file.write(joined(rest[:place]))
        file.writelines(evidence[graph] for graph in sorted(evidence))
        file.write(joined(rest[place:]))
    _serialise(_by_graph(graphs, evidence, base), folder / "graph.trig", RdfFormat.TRIG, prefixes(base))


def _place_of_evidence(rest: list[str], base: str) -> int:
    """Where evidence goes among sorted lines: that of one document stands together, and all of it does."""
    return bisect_left(rest, f"<{base}id/evidence/")


def _by_graph(graphs: Mapping[str, str], evidence: Mapping[str, str], base: str) -> Iterator[Quad]:
    for graph in sorted(graphs, key=lambda iri: f"<{iri}>"):
        rest = lines(graphs[graph])
        place = _place_of_evidence(rest, base)
        yield from parsed(joined(rest[:place]) + evidence.get(graph, "") + joined(rest[place:]))


def write_default_graph(folder: Path, default: str, base: str) -> None:
    """Writes `graph.ttl` and `graph.jsonld`, which hold the default graph.

    Args:
        folder: Where to.
        default: Its sorted N-Triples.
        base: The publisher's base.
    """
    triples = [quad.triple for quad in parsed(default)]
    _serialise(triples, folder / "graph.ttl", RdfFormat.TURTLE, prefixes(base))
    _serialise(triples, folder / "graph.jsonld", RdfFormat.JSON_LD, prefixes(base))


def _serialise(data: Iterable[Quad] | Iterable[Triple], path: Path, form: RdfFormat, known: dict[str, str]) -> None:
    with path.open("wb") as file:
        pyoxigraph.serialize(data, file, format=form, prefixes=known)
