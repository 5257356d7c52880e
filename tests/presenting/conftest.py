"""A small build with hostile words, to present."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.presenting.small_build import BASE, write_build

from inspectgraph.asking.dataset import Dataset
from inspectgraph.presenting.links import Links
from inspectgraph.presenting.site import Site


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(tmp_path_factory.mktemp("small") / "out")


@pytest.fixture(scope="session")
def site(small: Path) -> Site:
    return Site(Dataset.open(small), small, Links(BASE), "Inspections")
