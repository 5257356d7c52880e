"""The store of a build, which is loaded beside other work."""

from __future__ import annotations

import shutil
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Self

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from inspectgraph.graph.nquads import parsed
from inspectgraph.publishing.splicing import Difference

#: About how many bytes are loaded at once: enough that the store has few files, few enough to begin early.
_PIECE = 24_000_000
#: From how many loads on what they left is put together; until then it costs a build more than it saves a question.
_MANY = 10


class StoreBuilder:
    """Loads N-Quads into a new store as they become known, in a thread beside the other work.

    A store that begins from a former one is not loaded, but told what is gone and what came. To be used in a `with`,
    so that no thread outlives a build that goes wrong.

    Args:
        folder: Of the store.
        former: Folder of the store to begin from, which stays as it is.
    """

    def __init__(self, folder: Path, former: Path | None = None) -> None:
        self._begun = former is not None and _copied(former, folder)
        self._store = pyoxigraph.Store(str(folder))
        self._threads = ThreadPoolExecutor(1)
        self._loads: list[Future[None]] = []
        self._waiting: list[bytes] = []
        self._bytes = 0

    def add(self, text: bytes) -> None:
        """Takes N-Quads, or N-Triples for the default graph; they are loaded with others."""
        if self._begun:
            return
        self._waiting.append(text)
        self._bytes += len(text)
        if self._bytes >= _PIECE:
            self._load()

    def change(self, difference: Future[Difference | None]) -> None:
        """Takes what is gone and came since the former store, once that is known."""
        if self._begun:
            self._loads.append(self._threads.submit(self._change, difference))

    def _load(self) -> None:
        """Begins to load what waits."""
        waiting, self._waiting, self._bytes = b"".join(self._waiting), [], 0
        self._loads.append(self._threads.submit(self._store.bulk_load, waiting, RdfFormat.N_QUADS))

    def _change(self, difference: Future[Difference | None]) -> None:
        known = difference.result()
        assert known is not None
        for quad in parsed(known.gone):
            self._store.remove(quad)
        for graph in known.graphs:
            self._store.remove_graph(NamedNode(graph))
        self._store.bulk_load(known.came, RdfFormat.N_QUADS)

    def loaded(self) -> pyoxigraph.Store:
        """The store with all that was added; a load that went wrong raises its own error."""
        if self._waiting:
            self._load()
        for load in self._loads:
            load.result()
        self._store.flush()
        if len(self._loads) >= _MANY:
            self._store.optimize()  # else each look-up would search the files of all loads
        return self._store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Begins no more loads, and closes the store: from here on its files do not change."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._loads.clear()
        del self._store


def _copied(former: Path, folder: Path) -> bool:
    """Whether a store could be copied. Its files never change, so that both stores may have them."""
    try:
        pyoxigraph.Store.read_only(str(former)).backup(str(folder))
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        return False
    return True
