"""A draft that holds what other programs fail on, and a build to export."""

from __future__ import annotations

import networkx as nx
import pytest

from inspectgraph.asking.dataset import Dataset
from inspectgraph.building import BuildResult
from inspectgraph.exporting.graphs.draft import Draft, Value
from inspectgraph.exporting.graphs.projection import draw, project
from inspectgraph.exporting.graphs.views import VIEWS

HOSTILE = "</script><script>alert(1)</script>"
LABELS = (
    HOSTILE, "=1+1", 'He said "no" & <left> \\N', "a\x00b\x0bc\x1f", "\ufffe\ud800", "😀 Größe 日本", "x" * 5000, "", " ",
    "two\nlines\r\nand\ttabs", "]]>", "-- a // b /* c */", "a | b; c, d",
)  # fmt: skip


def hostile(labels: tuple[str, ...], *, directed: bool = True) -> nx.MultiGraph:
    """A small graph with these labels, parallel edges, a loop and values of mixed types."""
    draft = Draft(lambda iri: iri.removeprefix("https://data.test/"))
    iris = [f"https://data.test/id/thing/{number}" for number, _ in enumerate(labels)]
    for number, (iri, label) in enumerate(zip(iris, labels, strict=True)):
        values: dict[str, Value] = {
            "note": label,
            "Type": "reserved",
            "mixed": number if number % 2 else f"no {number}",
            "number": number if number % 2 else number + 0.5,
            "whether": number % 2 == 0,
            "names": [label, "Ada | Lovelace", "Ada"],
            "nothing": None,
            "start": "2019-01-07",
            "end": "2020-01-07" if number % 2 else "2018-01-01",
        }
        draft.node(iri, "Person" if number % 2 else "Inspection", label, values)
    for number, (one, other) in enumerate(zip(iris, iris[1:] + iris[:1], strict=True)):
        said: dict[str, Value] = {"label": labels[number], "note": labels[number], "weight": number + 1}
        draft.edge(one, other, "knows", {**said, "iri": "https://data.test/id/fact/1"})
        draft.edge(one, other, "knows", {**said, "iri": "https://data.test/id/fact/2"})
    draft.edge(iris[0], iris[0], "is itself")
    draft.edge(iris[0], "https://data.test/id/thing/nowhere", "is lost")
    return draw(draft, VIEWS["careers" if directed else "inspectors"])


@pytest.fixture(scope="session", params=[True, False], ids=["directed", "undirected"])
def strange(request: pytest.FixtureRequest) -> nx.MultiGraph:
    return hostile(LABELS, directed=request.param)


@pytest.fixture(scope="session")
def graphs(dataset: Dataset) -> dict[str, nx.MultiGraph]:
    """Every view of the build."""
    return {view: project(dataset, view, "Essex" if view == "authority" else "") for view in VIEWS}


@pytest.fixture(scope="session")
def dataset(digests_build: BuildResult) -> Dataset:
    return Dataset.open(digests_build.output)
