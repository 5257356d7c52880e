"""Worker processes that take one document each, within limits of time and memory.

A worker that dies or overstays takes only its document with it; another takes its place.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from inspectgraph.processing.facts_file import FactsFile, save
from inspectgraph.processing.inputs import Input
from inspectgraph.processing.memory import collect_seldom
from inspectgraph.processing.orphans import end_with_parent
from inspectgraph.stopwatch import Stopwatch

#: Seconds that a document may take, and bytes of address space that a worker may have.
TIME_LIMIT = 120.0
MEMORY_LIMIT = 4 * 1024**3
#: Workers are forked from a process without threads that has imported all they need.
_CONTEXT = multiprocessing.get_context("forkserver")


@dataclass(frozen=True, slots=True)
class Task:
    """One document to do."""

    item: Input
    key: str
    base: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task.

    Attributes:
        task: The task.
        failure: A facts file that says why there is none: the document overstayed, or its worker died.
        seconds: By what was done with the document.
    """

    task: Task
    failure: FactsFile | None = None
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    task: Task | None = None
    since: float = 0.0


def run(tasks: Sequence[Task], workers: int, time_limit: float = TIME_LIMIT) -> Iterator[Outcome]:
    """Does the tasks, in no certain order.

    Args:
        tasks: What to do; each writes its facts file into its folder.
        workers: How many processes; 0 does the work in this one, without limits.
        time_limit: Seconds for one document.

    Yields:
        An outcome for each task when it is done.

    Raises:
        OSError: The facts can't be written.
    """
    if workers == 0:
        for task in tasks:
            try:
                yield Outcome(task, None, _do(task))
            except _CantSave as trouble:
                raise trouble.error from None
        return
    todo = sorted(tasks, key=_size)
    crew = [_hire() for _ in range(min(workers, len(tasks)))]
    try:
        while todo or any(worker.task for worker in crew):
            for worker in crew:
                if worker.task is None and todo:
                    worker.task, worker.since = todo.pop(), time.monotonic()
                    worker.connection.send(worker.task)
            busy = [worker for worker in crew if worker.task]
            deadline = min(worker.since for worker in busy) + time_limit
            wait([worker.connection for worker in busy], max(deadline - time.monotonic(), 0.05))
            for place, worker in enumerate(crew):
                outcome = _outcome(worker, time_limit)
                if outcome is None:
                    continue
                if outcome.failure is not None:
                    worker.process.kill()
                    worker.process.join()
                    crew[place] = _hire()
                else:
                    worker.task = None
                yield outcome
    finally:
        for worker in crew:
            worker.process.kill()
            worker.process.join()


def _size(task: Task) -> int:
    """Bytes of a document: the largest is begun first, so that no worker is left alone with it at the end."""
    try:
        return task.item.path.stat().st_size
    except OSError:
        return 0


def _outcome(worker: _Worker, time_limit: float) -> Outcome | None:
    """What became of a worker's document; `None` while it is at it, or has none."""
    task = worker.task
    if task is None:
        return None
    if worker.connection.poll():
        try:
            trouble, seconds = worker.connection.recv()
        except (EOFError, OSError):
            died = "the process that read it died (out of memory, or a fault in the PDF library)"
            return Outcome(task, _failed(task, "crashed", died))
        if isinstance(trouble, OSError):
            raise trouble
        return Outcome(task, _failed(task, "failed", trouble) if trouble else None, seconds)
    if time.monotonic() - worker.since > time_limit:
        return Outcome(task, _failed(task, "timeout", f"reading it took longer than {time_limit:.0f} seconds"))
    return None


def _failed(task: Task, reason: str, message: str) -> FactsFile:
    name = task.item.path.name
    return FactsFile(
        task.key,
        "",
        name,
        reason=reason,
        message=f"{name}: {message}",
        hint="look at the document; is it what it says?",
    )


def prepare() -> None:
    """Begins to import what workers need, in the process from which they are forked; returns at once."""
    _CONTEXT.set_forkserver_preload([__name__, "inspectgraph.processing.document", "pyshacl"])
    forkserver.ensure_running()


def beside(workers: int | None) -> Executor:
    """Runs one thing at a time in another process; in a thread of this one when there are to be no workers."""
    if workers == 0:
        return ThreadPoolExecutor(1)
    prepare()
    return ProcessPoolExecutor(1, mp_context=_CONTEXT, initializer=end_with_parent)


def _hire() -> _Worker:
    prepare()
    here, there = _CONTEXT.Pipe()
    worker = _CONTEXT.Process(target=_work, args=(there,), daemon=True)
    worker.start()
    there.close()
    return _Worker(worker, here)


def _work(connection: Connection) -> None:
    """The life of a worker: one task after the other until nobody asks any more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    collect_seldom()
    while True:
        try:
            task: Task = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(_attempt(task))


class _CantSave(Exception):
    """The facts can't be written: no fault of the document."""

    def __init__(self, error: OSError) -> None:
        self.error = error


def _attempt(task: Task) -> tuple[str | OSError, dict[str, float]]:
    """Does a task so that nothing escapes; what went wrong in one line, or nothing, and how long it took.

    That the disk is full, or the like, is no reason to set a document aside: it is handed on as it is, and ends the build.
    """
    try:
        return "", _do(task)
    except _CantSave as trouble:
        return OSError(trouble.error.errno, trouble.error.strerror), {}
    except MemoryError:
        return "reading it took more memory than allowed", {}
    except Exception as error:  # a fault in one document must not end the build
        return f"{type(error).__name__}: {error}", {}


def _do(task: Task) -> dict[str, float]:
    """Reads a document and saves its facts; seconds by what was done."""
    # What reads and parses takes long to import, and a build in which nothing changed reads nothing.
    from inspectgraph.processing.document import process

    watch = Stopwatch()
    facts = process(task.item, task.key, task.base, watch)
    try:
        save(facts, task.folder)
    except OSError as error:
        raise _CantSave(error) from error
    watch.lap("save")
    return dict(watch.stages)
