"""The engine that everybody has: worker processes of this machine that take one document each."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import wait

from inspectgraph.processing import guarded
from inspectgraph.processing.guarded import TIME_LIMIT, Guarded, Outcome, Task, do_unguarded
from inspectgraph.processing.orphans import end_with_parent


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Does documents on this machine.

    Attributes:
        workers: How many processes; 0 does the work in this one, without limits.
        time_limit: Seconds for one document.
    """

    workers: int
    time_limit: float = TIME_LIMIT

    def prepare(self) -> None:
        """Begins to import what workers need; returns at once."""
        if self.workers:
            guarded.prepare()

    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Does the tasks, in no certain order.

        Raises:
            OSError: The facts can't be written.
            RemoteError: A file is elsewhere and can't be read now.
        """
        if self.workers == 0:
            yield from map(do_unguarded, tasks)
            return
        todo = sorted(tasks, key=size)
        crew = [Guarded() for _ in range(min(self.workers, len(tasks)))]
        try:
            while todo or any(worker.task for worker in crew):
                for worker in crew:
                    if worker.task is None and todo:
                        worker.begin(todo.pop())
                busy = [worker for worker in crew if worker.task]
                deadline = min(worker.since for worker in busy) + self.time_limit
                wait([worker.connection for worker in busy], max(deadline - time.monotonic(), 0.05))
                for place, worker in enumerate(crew):
                    outcome = worker.outcome(self.time_limit)
                    if outcome is None:
                        continue
                    if outcome.failure is not None:
                        worker.end()
                        crew[place] = Guarded()
                    yield outcome
        finally:
            for worker in crew:
                worker.end()


def size(task: Task) -> int:
    """Bytes of a document: the largest is begun first, so that no worker is left alone with it at the end."""
    try:
        return task.item.path.stat().st_size
    except OSError:
        return 0


def beside(workers: int | None) -> Executor:
    """Runs one thing at a time in another process; in a thread of this one when there are to be no workers."""
    if workers == 0:
        return ThreadPoolExecutor(1)
    guarded.prepare()
    return ProcessPoolExecutor(1, mp_context=guarded.CONTEXT, initializer=end_with_parent)
