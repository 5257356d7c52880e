"""The store of a build, which is loaded beside other work."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph
from pyoxigraph import RdfFormat

#: Loads that run at once. A load is one thread of the store's own, which leaves Python's lock alone.
_AT_ONCE = 2
#: About how many characters are loaded at once: enough that the store has few files, few enough to share the work.
_PIECE = 24_000_000


class StoreBuilder:
    """Loads N-Quads into a new store as they become known; to be used in a `with`, at whose end all is loaded.

    Args:
        folder: Of the store.
    """

    def __init__(self, folder: Path) -> None:
        self._store = pyoxigraph.Store(str(folder))
        self._threads = ThreadPoolExecutor(_AT_ONCE)
        self._loads: list[Future[None]] = []
        self._waiting: list[str] = []
        self._characters = 0

    def add(self, text: str) -> None:
        """Takes N-Quads, or N-Triples for the default graph; they are loaded with others."""
        self._waiting.append(text)
        self._characters += len(text)
        if self._characters >= _PIECE:
            self._load()

    def _load(self) -> None:
        """Begins to load what waits."""
        waiting, self._waiting, self._characters = "".join(self._waiting), [], 0
        self._loads.append(self._threads.submit(self._store.bulk_load, waiting.encode(), RdfFormat.N_QUADS))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Waits until all is loaded; a load that went wrong raises its own error."""
        if error is None:
            self._load()
        self._threads.shutdown(wait=True, cancel_futures=error is not None)
        if error is None:
            for load in self._loads:
                load.result()
            self._store.flush()
