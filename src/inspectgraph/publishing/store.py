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
#: About how many characters are loaded at once; more in one load take longer than in two.
_PIECE = 8_000_000


class StoreBuilder:
    """Loads N-Quads into a new store as they become known; to be used in a `with`, at whose end all is loaded.

    Args:
        folder: Of the store.
    """

    def __init__(self, folder: Path) -> None:
        self._store = pyoxigraph.Store(str(folder))
        self._threads = ThreadPoolExecutor(_AT_ONCE)
        self._loads: list[Future[None]] = []

    def add(self, text: str) -> None:
        """Begins to load N-Quads, or N-Triples for the default graph."""
        start = 0
        while start < len(text):
            end = text.find("\n", start + _PIECE) + 1 or len(text)
            self._loads.append(self._threads.submit(self._load, text[start:end]))
            start = end

    def _load(self, text: str) -> None:
        self._store.bulk_load(text.encode(), RdfFormat.N_QUADS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Waits until all is loaded; a load that went wrong raises its own error."""
        self._threads.shutdown(wait=True, cancel_futures=error is not None)
        if error is None:
            for load in self._loads:
                load.result()
            self._store.flush()
