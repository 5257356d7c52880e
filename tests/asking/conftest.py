"""A small build for the tests of asking, made of `data.trig` and the vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from inspectgraph.asking.dataset import Dataset
from inspectgraph.graph.background import vocabulary_quads
from inspectgraph.graph.default_graph import default_graph, of_documents
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import nquads

BASE = "https://data.test/"


def build_store(folder: Path) -> None:
    """Writes a store of the test data, with the default graph that a build fills."""
    data = Path(__file__).parent / "data.trig"
    quads = [*parse(path=str(data), format=RdfFormat.TRIG), *vocabulary_quads(Iris(BASE))]

    def of(*names: str) -> bytes:
        graphs = {NamedNode(f"{BASE}graph/{name}") for name in names}
        return nquads(quad for quad in quads if quad.graph_name in graphs)

    documents = map(nquads, of_documents(quads, BASE).values())
    default = default_graph(of("consolidated"), of("reference", "vocabulary"), documents)
    store = Store(str(folder / "store"))
    store.bulk_extend(quads)
    store.bulk_load(b"".join(default), RdfFormat.N_TRIPLES)
    store.flush()


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a small build."""
    folder = tmp_path_factory.mktemp("build")
    build_store(folder)
    return folder


@pytest.fixture(scope="session")
def dataset(out: Path) -> Dataset:
    return Dataset.open(out)
