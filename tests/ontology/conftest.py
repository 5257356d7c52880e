"""The ontology's own example, in the pieces that are validated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Dataset, Graph, URIRef

GRAPHS = "https://data.example.org/graph/"
SHORT = {"report": "document/8402ddd663b5a7a5", "news": "document/82e2e6a58ac865dc"}
Pieces = Callable[..., Graph]


@pytest.fixture(scope="session")
def folder(project: Path) -> Path:
    return project / "ontology"


@pytest.fixture(scope="session")
def vocabulary(folder: Path) -> Graph:
    """The ontology with all concept schemes: what `graph/vocabulary` of a build holds."""
    graph = Graph()
    for path in (folder / "inspectgraph.ttl", *sorted((folder / "vocabulary").glob("*.ttl"))):
        graph.parse(path)
    return graph


@pytest.fixture(scope="session")
def example() -> Dataset:
    dataset = Dataset()
    dataset.parse(Path(__file__).parent / "example.trig", format="trig")
    return dataset


@pytest.fixture(scope="session")
def pieces(example: Dataset, vocabulary: Graph) -> Pieces:
    """Some of the example's graphs with the vocabulary, in a new graph that a test may change."""

    def union(*names: str) -> Graph:
        graph = Graph()
        for part in (vocabulary, *(example.graph(URIRef(GRAPHS + SHORT.get(name, name))) for name in names)):
            for triple in part:
                graph.add(triple)
        return graph

    return union
