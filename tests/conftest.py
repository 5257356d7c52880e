"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
