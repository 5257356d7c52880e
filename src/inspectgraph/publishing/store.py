"""The store of a build, which is loaded beside other work."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Self

import pyoxigraph
from pyoxigraph import RdfFormat

#: About how many bytes are loaded at once: enough that the store has few files, few enough to begin early.
_PIECE = 24_000_000


class StoreBuilder:
    """Loads N-Quads into a new store as they become known, in a thread beside the other work.

    To be used in a `with`, so that no thread outlives a build that goes wrong.

    Args:
        folder: Of the store.
    """

    def __init__(self, folder: Path) -> None:
        self._store = pyoxigraph.Store(str(folder))
        self._threads = ThreadPoolExecutor(1)
        self._loads: list[Future[None]] = []
        self._waiting: list[bytes] = []
        self._bytes = 0

    def add(self, text: bytes) -> None:
        """Takes N-Quads, or N-Triples for the default graph; they are loaded with others."""
        self._waiting.append(text)
        self._bytes += len(text)
        if self._bytes >= _PIECE:
            self._load()

    def _load(self) -> None:
        """Begins to load what waits."""
        waiting, self._waiting, self._bytes = b"".join(self._waiting), [], 0
        self._loads.append(self._threads.submit(self._store.bulk_load, waiting, RdfFormat.N_QUADS))

    def loaded(self) -> pyoxigraph.Store:
        """The store with all that was added; a load that went wrong raises its own error."""
        self._load()
        for load in self._loads:
            load.result()
        self._store.flush()
        return self._store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Begins no more loads, and closes the store: from here on its files do not change."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._loads.clear()
        del self._store
