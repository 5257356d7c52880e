"""A guarded process that takes one document after the other, within limits of time and memory.

A document that overstays, or that its process dies of, takes only itself along.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from pathlib import Path

from inspectgraph.errors import RemoteError
from inspectgraph.processing.facts_file import FactsFile, save
from inspectgraph.processing.inputs import Input
from inspectgraph.processing.memory import collect_seldom
from inspectgraph.processing.orphans import end_with_parent
from inspectgraph.stopwatch import Stopwatch

#: Seconds that a document may take, and bytes of address space that a process may have.
TIME_LIMIT = 120.0
MEMORY_LIMIT = 4 * 1024**3
#: Guarded processes are forked from one without threads that has imported all they need.
CONTEXT = multiprocessing.get_context("forkserver")
_HIRING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Task:
    """One document to do.

    Attributes:
        item: The file.
        key: Under which its facts are kept.
        base: The publisher's base.
        folder: Where its facts go.
    """

    item: Input
    key: str
    base: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task.

    Attributes:
        task: The task.
        failure: A facts file that says why there is none: the document overstayed, or its process died.
        seconds: By what was done with the document.
    """

    task: Task
    failure: FactsFile | None = None
    seconds: Mapping[str, float] = field(default_factory=dict)


class Guarded:
    """A process that works for this one, and ends with it.

    Attributes:
        task: What it is at; `None` when it is idle.
        since: When that was begun, on the monotonic clock.
        connection: Readable when there is news.
    """

    def __init__(self) -> None:
        prepare()
        self.task: Task | None = None
        self.since = 0.0
        self.connection, there = CONTEXT.Pipe()
        self._process = CONTEXT.Process(target=_work, args=(there, dict(os.environ)), name="guarded", daemon=True)
        with _HIRING:
            # A worker of a cluster may be a daemon. Python allows those no children, lest they be left behind.
            ours = vars(multiprocessing.current_process())["_config"]
            daemon = ours.pop("daemon", False)
            try:
                self._process.start()
            finally:
                ours["daemon"] = daemon
        there.close()

    @property
    def alive(self) -> bool:
        """Whether the process is there."""
        return self._process.is_alive()

    def begin(self, task: Task) -> None:
        """Has a document done."""
        self.task, self.since = task, time.monotonic()
        with suppress(OSError):  # when it has died meanwhile, its outcome will say so
            self.connection.send(task)

    def do(self, task: Task, time_limit: float) -> Outcome:
        """Has a document done and waits until it is."""
        self.begin(task)
        outcome = None
        while outcome is None:
            wait([self.connection], max(self.since + time_limit - time.monotonic(), 0.05))
            outcome = self.outcome(time_limit)
        return outcome

    def outcome(self, time_limit: float) -> Outcome | None:
        """What became of the document; `None` while the process is at it, or has none.

        After a failure the process is to be ended.

        Raises:
            OSError: The facts can't be written.
            RemoteError: The file is elsewhere and can't be read now.
        """
        task = self.task
        if task is None:
            return None
        if self.connection.poll():
            try:
                trouble, seconds = self.connection.recv()
            except (EOFError, OSError):
                died = "the process that read it died (out of memory, or a fault in the PDF library)"
                return Outcome(task, failed(task, "crashed", died))
            if isinstance(trouble, OSError | RemoteError):
                raise trouble
            self.task = None
            return Outcome(task, failed(task, "failed", trouble) if trouble else None, seconds)
        if time.monotonic() - self.since > time_limit:
            return Outcome(task, failed(task, "timeout", f"reading it took longer than {time_limit:.0f} seconds"))
        return None

    def end(self) -> None:
        """Ends the process, whatever it is at."""
        self._process.kill()
        self._process.join()
        self.connection.close()


def failed(task: Task, reason: str, message: str) -> FactsFile:
    """What is said of a document that gave no facts."""
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
    """Begins to import what guarded processes need, in the process from which they are forked; returns at once."""
    CONTEXT.set_forkserver_preload([__name__, "inspectgraph.processing.document", "pyshacl"])
    forkserver.ensure_running()


def _work(connection: Connection, environment: Mapping[str, str]) -> None:
    """The life of a guarded process: one task after the other until nobody asks any more."""
    end_with_parent()
    os.environ.update(environment)  # what it is forked from has that of long ago
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


def _attempt(task: Task) -> tuple[str | OSError | RemoteError, dict[str, float]]:
    """Does a task so that nothing escapes; what went wrong in one line, or nothing, and how long it took.

    That the disk is full, or a file elsewhere out of reach, is no reason to set a document aside: it is handed on as it
    is, and ends the build.
    """
    try:
        return "", _do(task)
    except _CantSave as trouble:
        return OSError(trouble.error.errno, trouble.error.strerror), {}
    except RemoteError as error:
        return error, {}
    except MemoryError:
        return "reading it took more memory than allowed", {}
    except Exception as error:  # a fault in one document must not end the build
        return f"{type(error).__name__}: {error}", {}


def do_unguarded(task: Task) -> Outcome:
    """Does a task in this process, without limits.

    Raises:
        OSError: The facts can't be written.
    """
    try:
        return Outcome(task, None, _do(task))
    except _CantSave as trouble:
        raise trouble.error from None


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
