"""A small build for the tests of asking, made of `data.trig` and the vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from inspectgraph.asking.dataset import Dataset
from inspectgraph.graph.terms import IG, ORG, PROV, TYPE

BASE = "https://data.test/"
_FACTS = (
    IG.Judgement, IG.Tenure, PROV.Association, IG.Unit, IG.Board, IG.Programme, IG.PartnerOrganisation, IG.Finding,
    IG.Observation, IG.Statement, ORG.Post,
)  # fmt: skip
_LINKS = (IG.hasJudgement, IG.hasFinding, PROV.qualifiedAssociation)


def build_store(folder: Path, project: Path) -> None:
    """Writes a store of the test data, with the default graph that a build fills."""
    store = Store(str(folder / "store"))
    store.bulk_load(path=str(Path(__file__).parent / "data.trig"), format=RdfFormat.TRIG)
    for path in (project / "ontology" / "vocabulary").glob("*.ttl"):
        store.bulk_load(path=str(path), format=RdfFormat.TURTLE, to_graph=NamedNode(BASE + "graph/vocabulary"))
    store.bulk_extend(_default_graph(store))
    store.flush()


def _default_graph(store: Store) -> list[Quad]:
    facts = {quad.subject for kind in _FACTS for quad in store.quads_for_pattern(None, TYPE, kind)}
    wholly = {BASE + "graph/" + name for name in ("consolidated", "reference", "vocabulary")}
    return [
        Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
        for quad in store
        if (isinstance(quad.graph_name, NamedNode) and quad.graph_name.value in wholly)
        or quad.subject in facts
        or quad.predicate in _LINKS
    ]


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """The output folder of a small build."""
    folder = tmp_path_factory.mktemp("build")
    build_store(folder, project)
    return folder


@pytest.fixture(scope="session")
def dataset(out: Path) -> Dataset:
    return Dataset.open(out)
