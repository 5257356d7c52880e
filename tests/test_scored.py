"""The annotated documents as a test: figures may rise, never fall."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from inspectgraph.building import BuildResult

SEEDS = {
    "authority": 1.0, "framework": 1.0, "inspection dates": 1.0, "publication date": 1.0, "lead inspector": 1.0,
    "judgements": 1.0, "people (name)": 1.0, "people (name, role)": 1.0, "posts (role, holder, since)": 1.0,
    "earlier inspections": 1.0, "services and bodies": 0.99, "statistics": 0.99,
}  # fmt: skip
CORPUS = {
    "authority": 1.0, "framework": 1.0, "inspection dates": 1.0, "publication date": 1.0, "lead inspector": 1.0,
    "judgements": 1.0, "people (name)": 1.0, "people (name, role)": 1.0, "posts (role, holder, since)": 1.0,
    "earlier inspections": 0.97, "services and bodies": 0.925, "statistics": 0.985,
}  # fmt: skip


def score(shared: Path, output: Path, folder: Path, *arguments: str) -> Any:
    """The evaluation's figures of a build."""
    target = folder / "score.json"
    command = [
        sys.executable,
        shared / "eval/evaluate.py",
        output / "graph.nq",
        shared / "gold",
        "--json",
        target,
        *arguments,
    ]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    print(done.stdout)
    return json.loads(target.read_text(encoding="utf-8"))


def below(figures: Any, floors: dict[str, float]) -> dict[str, float]:
    return {
        name: figures["fields"][name]["f1"] for name, floor in floors.items() if figures["fields"][name]["f1"] < floor
    }


@pytest.mark.xdist_group("seeds")
def test_the_seed_texts(shared: Path, seeds_build: BuildResult, tmp_path: Path) -> None:
    figures = score(shared, seeds_build.output, tmp_path, "--only", "00*")
    assert below(figures, SEEDS) == {}
    counts = figures["documents"]
    assert counts["improvement items exact"] == counts["improvement items counted"] == 4
    assert counts["improvement items (lscb) exact"] == counts["improvement items (lscb) counted"] == 1


@pytest.mark.xdist_group("corpus")
def test_the_corpus(shared: Path, corpus_build: BuildResult, tmp_path: Path) -> None:
    headers = str(shared / "gold/headers.csv")
    figures = score(shared, corpus_build.output, tmp_path, "--only", "*__*", "--headers", headers)
    assert below(figures, CORPUS) == {}
    counts = figures["documents"]
    assert "not in graph" not in counts
    assert counts["improvement items exact"] / counts["improvement items counted"] >= 0.95
    assert counts["improvement items (lscb) exact"] == counts["improvement items (lscb) counted"]


@pytest.mark.xdist_group("corpus")
def test_every_document_of_the_corpus_is_read(corpus_build: BuildResult) -> None:
    assert corpus_build.documents == 127
    assert corpus_build.set_aside == ()
    assert corpus_build.violations == 0


@pytest.mark.parametrize(
    "build", ["seeds_build", pytest.param("corpus_build", marks=pytest.mark.xdist_group("corpus"))]
)
def test_every_quote_stands_at_its_offsets(build: str, request: pytest.FixtureRequest) -> None:
    import pyoxigraph

    from inspectgraph.graph.default_graph import of_documents
    from inspectgraph.validating.quotes import check_quotes

    result: BuildResult = request.getfixturevalue(build)
    quads = pyoxigraph.parse(path=str(result.output / "graph.nq"), format=pyoxigraph.RdfFormat.N_QUADS)
    compared = 0
    for graph, document in of_documents(quads, "https://data.example.org/").items():
        text = (result.output / "texts" / f"{graph.value.rsplit('/', 1)[-1]}.txt").read_bytes().decode()
        number, wrong = check_quotes(document, text)
        assert wrong == []
        compared += number
    assert compared > 500
