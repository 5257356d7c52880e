"""The store of a build as files: how many, and what is in them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from inspectgraph.publishing import store as publishing_store
from inspectgraph.publishing.store import StoreBuilder


def _loaded(folder: Path, loads: int) -> int:
    """How many data files a store has after so many loads; that it has all quads is made sure of."""
    with StoreBuilder(folder) as builder:
        for number in range(loads):
            builder.add(b"".join(b"<urn:%d> <urn:p> <urn:%d> .\n" % (other, number) for other in range(20)))
        assert len(builder.loaded()) == 20 * loads
    assert len(pyoxigraph.Store.read_only(str(folder))) == 20 * loads
    return len(list(folder.glob("*.sst")))


def test_what_many_loads_leave_is_put_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing_store, "_PIECE", 1)
    loads = publishing_store._MANY
    together = _loaded(tmp_path / "together", loads)
    monkeypatch.setattr(publishing_store, "_MANY", loads + 1)
    assert together < _loaded(tmp_path / "apart", loads)
