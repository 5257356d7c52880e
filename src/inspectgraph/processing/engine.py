"""What has documents done: processes of this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from inspectgraph.processing.guarded import Outcome, Task


class Engine(Protocol):
    """Has documents done. Whichever does it: the same facts, the same limits, the same reasons to set one aside."""

    def prepare(self) -> None:
        """Begins what takes a while before the first document can be done; returns at once."""

    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Does the tasks, in no certain order; the facts of each are in its folder when its outcome comes.

        Raises:
            OSError: The facts can't be written.
            RemoteError: A file is elsewhere and can't be read now.
            EngineError: The engine can't go on; what was done is in the folders.
        """
        ...
