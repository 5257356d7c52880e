"""The engine for more than one machine: documents are done by the workers of a Dask cluster.

A file goes to a worker as bytes and its facts come back as bytes, so that no disk is shared. On the worker a guarded
process does it, as on one machine: what a document does to its process, the worker survives.
"""

from __future__ import annotations

import hashlib
import logging
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from inspectgraph.errors import EngineError, RemoteError
from inspectgraph.processing import facts_file
from inspectgraph.processing.cluster_worker import Done, OtherProgram, Program, do, program
from inspectgraph.processing.guarded import TIME_LIMIT, Outcome, Task, do_unguarded, failed
from inspectgraph.processing.workers import size

if TYPE_CHECKING:
    from distributed import Client, Future

#: Tasks that are with the cluster at a time, for each of its threads: one at work and one that waits.
_AHEAD = 2
#: Documents in one task at most, and tasks for each thread at least, so that all threads end at about the same time.
_TOGETHER, _SHARES = 8, 8
#: Seconds between two looks at who is there.
_LOOK = 2.0
_KEPT = "what was read is kept: build again when the cluster is well, and the build goes on from there"
_LOGGERS = ("distributed", "distributed.client")
_INSTALL = "install this version of inspectgraph with its requirements where the scheduler and the workers run"


@dataclass(frozen=True, slots=True)
class DaskEngine:
    """Does documents on a Dask cluster.

    Attributes:
        scheduler: Its address, `tcp://10.0.0.1:8786`.
        time_limit: Seconds for one document.
        told: Of what happened to the workers, in words.
        patience: Seconds to wait for the scheduler to answer.
        longest_wait: Seconds to wait while there is no worker.
    """

    scheduler: str
    time_limit: float = TIME_LIMIT
    told: Callable[[str], object] = lambda words: None
    patience: float = 10.0
    longest_wait: float = 120.0

    def prepare(self) -> None:
        """Does nothing: the cluster is asked when there is something to do."""

    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Does the tasks, in no certain order.

        Raises:
            OSError: The facts can't be written.
            RemoteError: A worker can't read a file that is elsewhere.
            EngineError: There is no scheduler or no worker, any more or at all, or workers run another program.
        """
        if not tasks:
            return
        with self._client() as client:
            crew = _Crew(self, client)
            todo = _batches(sorted(tasks, key=size), crew.threads)
            running: dict[Future[list[Done]], Sequence[Task]] = {}
            ready: SimpleQueue[Future[list[Done]]] = SimpleQueue()
            while todo or running:
                crew.look()
                while todo and len(running) < crew.threads * _AHEAD:
                    batch = todo.pop()
                    sent = [each for task in batch if (each := _with_content(task))]
                    closed = {task.key for task in batch} - {task.key for task in sent}
                    yield from (
                        do_unguarded(task) for task in batch if task.key in closed
                    )  # says why it can't be opened
                    if sent:
                        batch = [task for task in batch if task.key not in closed]
                        future = client.submit(do, sent, self.time_limit, program(), key=_name(sent), retries=0)
                        running[future] = batch
                        future.add_done_callback(ready.put)
                for future in _some(ready):
                    batch = running.pop(future)
                    outcomes = self._outcomes(batch, future)
                    if outcomes is None:
                        todo += [[task] for task in batch]
                    else:
                        yield from outcomes
            crew.tell()

    def _outcomes(self, batch: Sequence[Task], future: Future[list[Done]]) -> Iterable[Outcome] | None:
        """What became of documents that have been done; `None` where each is to be tried by itself.

        Raises:
            RemoteError: A worker can't read a file that is elsewhere.
            EngineError: The cluster did not do them, and will do no others.
        """
        from distributed import KilledWorker

        try:
            done: list[Done] = future.result(timeout=self.time_limit * len(batch) + self.longest_wait)
        except KilledWorker as error:
            if len(batch) > 1:
                return None
            message = f"{error.allowed_failures + 1} workers of the cluster died that were to read it"
            return [Outcome(task, failed(task, "crashed", message)) for task in batch]
        except (CancelledError, TimeoutError) as error:
            raise self.lost() from error
        except RemoteError:
            raise
        except OtherProgram as error:
            raise EngineError(
                f"a worker of {self.scheduler} runs another program: {_difference(error.program)}", _INSTALL
            ) from error
        except Exception as error:
            what = (str(error) or type(error).__name__).splitlines()[0]
            raise EngineError(
                f"the cluster {self.scheduler} can't do documents: {what}", f"{_INSTALL}; {_KEPT}"
            ) from error
        return map(_received, batch, done)

    def lost(self) -> EngineError:
        """Says that the scheduler does not answer any more."""
        return EngineError(f"the scheduler {self.scheduler} was lost while documents were read", _KEPT)

    @contextmanager
    def _client(self) -> Iterator[Client]:
        """A client of the scheduler, which says what it has to say by exceptions and not in a log."""
        try:
            import dask
            from distributed import Client
        except ModuleNotFoundError as error:
            raise EngineError(
                f"a build on a cluster needs the package {error.name}", "pip install 'inspectgraph[dask]'"
            ) from error
        loggers = {logging.getLogger(name): logging.getLogger(name).level for name in _LOGGERS}
        settings = {
            "distributed.admin.large-graph-warning-threshold": "1GB",
            "distributed.comm.timeouts.connect": self.patience,
        }
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        try:
            with dask.config.set(settings):
                try:
                    client = Client(self.scheduler, timeout=self.patience, set_as_default=False)
                except (OSError, ValueError, ImportError) as error:
                    raise EngineError(
                        f"there is no scheduler at {self.scheduler}: {error}",
                        "start one with `dask scheduler`, and name its address, such as tcp://10.0.0.1:8786",
                    ) from error
                try:
                    yield client
                finally:
                    client.close(timeout=self.patience)
        finally:
            for logger, level in loggers.items():
                logger.setLevel(level)


class _Crew:
    """The workers of a cluster while documents are done.

    Attributes:
        threads: How many documents they can do at a time.
    """

    def __init__(self, engine: DaskEngine, client: Client) -> None:
        self._engine, self._client = engine, client
        self._present: set[str] = set()
        self._joined: set[str] = set()
        self._lost: set[str] = set()
        self._looked = -_LOOK
        self._seen = time.monotonic()
        self.threads = 0
        self.look()
        while not self.threads:
            time.sleep(0.2)
            self._looked = -_LOOK
            self.look()
        self._joined.clear()

    def look(self) -> None:
        """Sees who is there, if it was not just now that somebody looked.

        Raises:
            EngineError: There has been no worker for too long, or the scheduler does not answer.
        """
        now = time.monotonic()
        if now < self._looked + _LOOK:
            return
        try:
            threads: dict[str, int] = self._client.nthreads()
        except Exception as error:  # whatever it is, there is nobody to ask any more
            raise self._engine.lost() from error
        self._looked = now
        self._joined |= set(threads) - self._present
        self._lost |= self._present - set(threads)
        self._present = set(threads)
        self.threads = sum(threads.values())
        if self.threads:
            self._seen = now
        elif now > self._seen + self._engine.longest_wait:
            raise EngineError(
                f"the scheduler {self._engine.scheduler} has had no worker for {now - self._seen:.0f} seconds",
                f"start some with `dask worker {self._engine.scheduler}`; {_KEPT}",
            )

    def tell(self) -> None:
        """Says who came and who went."""
        self._looked = -_LOOK
        self.look()
        for which, what in (
            (self._joined, "joined the cluster"),
            (self._lost, "were lost; others did their documents"),
        ):
            if which:
                names = f"{', '.join(sorted(which)[:3])}{', ...' if len(which) > 3 else ''}"
                self._engine.told(f"while documents were read, workers {what} ({names})")


def _batches(tasks: Sequence[Task], threads: int) -> list[Sequence[Task]]:
    """The tasks in the same order, some together where there are many, since each message has its price."""
    count = max(1, min(_TOGETHER, len(tasks) // (threads * _SHARES)))
    return [tasks[start : start + count] for start in range(0, len(tasks), count)]


def _name(tasks: Sequence[Task]) -> str:
    """What Dask calls the tasks: equal names, equal outcomes."""
    return f"inspectgraph-{hashlib.sha256(' '.join(task.key for task in tasks).encode()).hexdigest()[:32]}"


def _received(task: Task, done: Done) -> Outcome:
    """Saves what came back of a document.

    Raises:
        OSError: The facts can't be written.
    """
    for suffix, content in done.files:
        facts_file.put(task.folder / f"{task.key}.{suffix}", zlib.decompress(content))
    return Outcome(task, done.failure, dict(done.seconds))


def _difference(theirs: Program) -> str:
    """What a worker runs otherwise."""
    ours = dict(program())
    return ", ".join(f"{name} {what}, not {ours.get(name)}" for name, what in theirs if what != ours.get(name))


def _with_content(task: Task) -> Task | None:
    """A task that carries its file along, unless the worker can get it itself; `None` when it can't be opened."""
    if task.item.url:
        return replace(task, folder=Path())
    try:
        return replace(task, item=replace(task.item, content=task.item.path.read_bytes()), folder=Path())
    except OSError:
        return None


def _some(ready: SimpleQueue[Future[list[Done]]]) -> Iterator[Future[list[Done]]]:
    """What is ready, once something is; nothing after a while without."""
    try:
        yield ready.get(timeout=_LOOK)
        while True:
            yield ready.get_nowait()
    except Empty:
        return
