"""The dumps and the store of a build, by pyoxigraph."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Triple

from inspectgraph.graph.terms import PREFIXES, VOCABULARY_BASE
from inspectgraph.processing.facts_file import nquads


def prefixes(base: str) -> dict[str, str]:
    """Prefixes for a dataset of a base: the terms', the data's and the schemes'."""
    schemes = {name: f"{VOCABULARY_BASE}{name}/" for name in ("grade", "area", "framework", "role", "measure", "unit")}
    return {**PREFIXES, **schemes, "id": base + "id/", "graph": base + "graph/"}


def write_graphs(folder: Path, store: Path, quads: Sequence[Quad], default: Sequence[Triple], base: str) -> None:
    """Writes the dumps and the store.

    The dumps are `graph.nq` and `graph.trig` (all named graphs), `graph.ttl` and `graph.jsonld` (the
    default graph). The store holds all named graphs, and the default graph as queries see it; it is
    loaded beside the writing of the dumps.

    Args:
        folder: Where to.
        store: The folder of the store.
        quads: Every quad of the named graphs, sorted.
        default: The default graph's triples, sorted.
        base: The publisher's base.
    """
    known = prefixes(base)
    named, plain = folder / "graph.nq", folder / ".default.nt"
    named.write_text(nquads(quads), encoding="utf-8")
    plain.write_text("".join(f"{triple} .\n" for triple in default), encoding="utf-8")
    with ThreadPoolExecutor(1) as beside:
        loading = beside.submit(_load, store, named, plain)
        by_graph = sorted(quads, key=lambda quad: str(quad.graph_name))
        _serialise(by_graph, folder / "graph.trig", RdfFormat.TRIG, known)
        _serialise(default, folder / "graph.ttl", RdfFormat.TURTLE, known)
        _serialise(default, folder / "graph.jsonld", RdfFormat.JSON_LD, known)
        loading.result()
    plain.unlink()


def _load(folder: Path, named: Path, plain: Path) -> None:
    store = pyoxigraph.Store(str(folder))
    store.bulk_load(path=str(named), format=RdfFormat.N_QUADS)
    store.bulk_load(path=str(plain), format=RdfFormat.N_TRIPLES)
    store.flush()


def _serialise(data: Sequence[Quad] | Sequence[Triple], path: Path, form: RdfFormat, known: dict[str, str]) -> None:
    with path.open("wb") as file:
        pyoxigraph.serialize(data, file, format=form, prefixes=known)
