"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from inspectgraph.build import BuildOptions, BuildResult, build

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real documents; a test that asks for it is skipped where there is none."""
    named = os.environ.get("INSPECTGRAPH_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    if folder.is_dir():
        return folder.resolve()
    if named:
        pytest.fail(f"INSPECTGRAPH_SHARED names {folder}, which is no folder")
    pytest.skip("the published documents are not on this machine; INSPECTGRAPH_SHARED may name their folder")


BASE = "https://data.example.org/"


def made(paths: tuple[Path, ...], output: Path, workers: int = 0) -> BuildResult:
    """A build without processes of its own, so that tests see its faults."""
    return build(BuildOptions(paths, output, BASE, workers))


@pytest.fixture(scope="session")
def digests_build(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """The build of the program's own seeds."""
    return made((), tmp_path_factory.mktemp("digests") / "out")


@pytest.fixture(scope="session")
def seeds_build(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """The build of the five real texts."""
    return made((shared / "seeds",), tmp_path_factory.mktemp("seeds") / "out")


@pytest.fixture(scope="session")
def corpus_build(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """The build of the real PDFs."""
    return made((shared / "corpus",), tmp_path_factory.mktemp("corpus") / "out", workers=2)
