"""The dumps and the store of a build, by pyoxigraph."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Triple

from inspectgraph.graph.terms import PREFIXES, VOCABULARY_BASE
from inspectgraph.processing.facts_file import nquads


def prefixes(base: str) -> dict[str, str]:
    """Prefixes for a dataset of a base: the terms', the data's and the schemes'."""
    schemes = {name: f"{VOCABULARY_BASE}{name}/" for name in ("grade", "area", "framework", "role", "measure", "unit")}
    return {**PREFIXES, **schemes, "id": base + "id/", "graph": base + "graph/"}


def write_dumps(folder: Path, quads: Sequence[Quad], default: Sequence[Triple], base: str) -> None:
    """Writes `graph.nq`, `graph.trig` (all named graphs), `graph.ttl` and `graph.jsonld` (the default graph).

    Args:
        folder: Where to.
        quads: Every quad of the named graphs, sorted.
        default: The default graph's triples, sorted.
        base: The publisher's base.
    """
    known = prefixes(base)
    (folder / "graph.nq").write_text(nquads(list(quads)), encoding="utf-8")
    by_graph = sorted(quads, key=lambda quad: str(quad.graph_name))
    _serialise(by_graph, folder / "graph.trig", RdfFormat.TRIG, known)
    _serialise(default, folder / "graph.ttl", RdfFormat.TURTLE, known)
    _serialise(default, folder / "graph.jsonld", RdfFormat.JSON_LD, known)


def _serialise(data: Sequence[Quad] | Sequence[Triple], path: Path, form: RdfFormat, known: dict[str, str]) -> None:
    with path.open("wb") as file:
        pyoxigraph.serialize(data, file, format=form, prefixes=known)


def write_store(folder: Path, quads: Sequence[Quad], default: Sequence[Triple]) -> None:
    """Makes the Oxigraph store: all named graphs, and the default graph as queries see it."""
    store = pyoxigraph.Store(str(folder))
    store.bulk_extend([*quads, *(Quad(triple.subject, triple.predicate, triple.object) for triple in default)])
    store.optimize()
    store.flush()
    del store
