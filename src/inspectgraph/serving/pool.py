"""The pool of workers: each query has a process to itself, and none of them more than its share.

Oxigraph can't stop a query once it has begun, and a query can take all memory, so a query runs where it can be killed.
Workers are forked by Python's fork server, a process that has no threads and no store; each opens the store by itself,
since RocksDB does not survive a fork. They stand ready before they are needed, and one that has been killed is replaced.

A query first takes one of a few quick turns. After a moment it becomes a long one and makes room, so that a good query
need not wait for bad ones; of long queries there may be only so many, and their processes yield to the others.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import shutil
import signal
import socket
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO
from weakref import WeakSet

from inspectgraph.asking.place import Place
from inspectgraph.errors import ServingError
from inspectgraph.serving.answers import Question
from inspectgraph.serving.limits import Limits
from inspectgraph.serving.problems import Problem
from inspectgraph.serving.worker import question_to, work
from inspectgraph.serving.worker_process import Died, Killed, WorkerProcess

_LOG = logging.getLogger("inspectgraph.serving")
_LINE = 2**20
#: Seconds in which a process that has closed its channel ends.
_FAREWELL = 5


@dataclass(frozen=True, slots=True)
class Spooled:
    """A whole answer.

    Attributes:
        media_type: With its parameters.
        size: In bytes.
        body: The answer, or an open file that holds it, which has no name any more.
    """

    media_type: str
    size: int
    body: bytes | BinaryIO


class Pool:
    """Answers queries within the limits; to be started and stopped in one event loop.

    Attributes:
        limits: What a query may take.
        counts: How queries ended: `answered`, `refused`, `too-long`, `killed-time`, `killed-memory`, `killed-busy`,
            `broken`, `abandoned`, `turned-away`; and `workers`, how many were ever started.
    """

    def __init__(self, place: Place, limits: Limits) -> None:
        self.limits = limits
        self.counts: Counter[str] = Counter()
        self._place = replace(place, folder=place.folder and place.folder.resolve(), seconds=limits.seconds)
        self._size = limits.quick + limits.long + limits.reserve
        self._workers: set[WorkerProcess] = set()
        self._names = count(1)
        self._waiting = self._running = self._long = 0
        # The files of long answers, as long as somebody holds them.
        self._on_their_way: WeakSet[BinaryIO] = WeakSet()

    async def start(self) -> None:
        """Starts the workers, and returns when one is ready.

        Raises:
            ServingError: None can be started.
        """
        self._idle: asyncio.LifoQueue[WorkerProcess] = asyncio.LifoQueue()
        self._turns = asyncio.Semaphore(self.limits.quick)
        self._missing = asyncio.Event()
        self._spools = Path(tempfile.mkdtemp(prefix="inspectgraph-"))
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["__main__", work.__module__])
        try:
            self._idle.put_nowait(await self._hire())
        except Died as error:
            shutil.rmtree(self._spools, ignore_errors=True)
            raise ServingError("the processes that answer queries can't be started", str(error)) from error
        self._nurse = asyncio.create_task(self._heal())
        self._missing.set()

    async def stop(self) -> None:
        """Ends all workers."""
        self._nurse.cancel()
        with suppress(asyncio.CancelledError):
            await self._nurse
        for worker in self._workers:
            worker.end()
        for worker in self._workers:
            with suppress(OSError):
                await worker.writer.wait_closed()
        self._workers.clear()
        shutil.rmtree(self._spools, ignore_errors=True)

    def state(self) -> dict[str, int]:
        """How many workers there are, how many of them idle, and how many queries run, run long, and wait."""
        return {
            "workers": len(self._workers),
            "idle": self._idle.qsize(),
            "running": self._running,
            "long": self._long,
            "waiting": self._waiting,
        }

    async def ask(self, asked: Question) -> Spooled:
        """The whole answer to a query.

        Raises:
            Problem: There is none: the query is wrong or took too much, or the server has too much to do.
        """
        for _ in range(self._size):
            with suppress(Killed):
                return await self._ask(asked)
        raise _busy("The processes that answer are killed from outside.")

    async def _ask(self, asked: Question) -> Spooled:
        async with self._turn() as turn:
            worker = await self._take()
            answering = asyncio.ensure_future(worker.ask(question_to(asked)))
            fit = False
            self._running += 1
            try:
                if not await self._in_time(answering, self.limits.brief):
                    await self._make_long(worker, answering, turn)
                said, body = answering.result()
                fit = not said["worn"] and not turn.given_back
                return self._spooled(worker, said, body)
            except Died:
                await asyncio.to_thread(worker.process.join, _FAREWELL)
                if worker.process.exitcode == -signal.SIGKILL:
                    raise Killed from None
                raise self._broken(worker.last_words()) from None
            except asyncio.CancelledError:
                self.counts["abandoned"] += 1
                raise
            finally:
                self._running -= 1
                answering.cancel()
                if fit:
                    self._idle.put_nowait(worker)
                else:
                    self._retire(worker)

    async def _in_time(self, answering: asyncio.Future[Any], seconds: float) -> bool:
        done, _ = await asyncio.wait({answering}, timeout=max(seconds, 0))
        return bool(done)

    async def _make_long(self, worker: WorkerProcess, answering: asyncio.Future[Any], turn: _Turn) -> None:
        """Goes on with a query that takes longer than most, if there is room for it."""
        if self._long >= self.limits.long:
            self.counts["killed-busy"] += 1
            raise _busy(f"Your query takes long, and {self._long} other long ones are being answered.")
        self._long += 1
        turn.give_back()
        worker.yield_to_others()
        try:
            if not await self._in_time(answering, self.limits.seconds - self.limits.brief):
                self.counts["killed-time"] += 1
                raise _too_much(
                    f"The query took longer than {self.limits.seconds:g} seconds, which is the limit of this server.",
                    "time",
                )
        finally:
            self._long -= 1

    def _spooled(self, worker: WorkerProcess, said: dict[str, Any], body: bytes) -> Spooled:
        if problem := said.get("problem"):
            self.counts["too-long" if problem["status"] == 503 else "refused"] += 1
            raise Problem(**problem)
        if said.get("memory"):
            raise self._broken("memory allocation")
        self.counts["answered"] += 1
        if "spooled" not in said:
            return Spooled(said["media_type"], len(body), body)
        if len(self._on_their_way) >= self.limits.spooled:
            self.counts["turned-away"] += 1
            raise _busy(f"{self.limits.spooled} other long answers are on their way.")
        file = worker.spool.open("rb")
        worker.spool.unlink()
        self._on_their_way.add(file)
        return Spooled(said["media_type"], said["spooled"], file)

    def _broken(self, words: str) -> Problem:
        if "memory allocation" in words or "MemoryError" in words:
            self.counts["killed-memory"] += 1
            mebibytes = self.limits.memory // 2**20
            return _too_much(f"The query needs more than {mebibytes} MiB, which is the limit of this server.", "memory")
        self.counts["broken"] += 1
        _LOG.warning("a worker broke down: %s", words.strip() or "without a word")
        return Problem(
            500,
            "The query engine broke down over this query.",
            "It does so when values of different kinds are put in order (dates and years, say): ORDER BY STR(?x) helps."
            if "total order" in words
            else "A simpler form of the query may be answered.",
        )

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[_Turn]:
        """A quick turn, for which a query waits, but not for long."""
        if self._turns.locked():
            if self._waiting >= self.limits.waiting:
                self.counts["turned-away"] += 1
                raise _busy(f"{self._waiting} other queries are waiting.")
            self._waiting += 1
            try:
                async with asyncio.timeout(self.limits.patience):
                    await self._turns.acquire()
            except TimeoutError:
                self.counts["turned-away"] += 1
                raise _busy(f"No turn came within {self.limits.patience:g} seconds.") from None
            finally:
                self._waiting -= 1
        else:
            await self._turns.acquire()
        turn = _Turn(self._turns)
        try:
            yield turn
        finally:
            turn.give_back()

    async def _take(self) -> WorkerProcess:
        """A worker that stands ready."""
        try:
            async with asyncio.timeout(self.limits.patience):
                while (worker := await self._idle.get()).reader.at_eof():
                    self._retire(worker)
        except TimeoutError:
            self.counts["turned-away"] += 1
            raise _busy("No process was free to answer.") from None
        return worker

    def _retire(self, worker: WorkerProcess) -> None:
        worker.end()
        self._workers.discard(worker)
        self._missing.set()

    async def _heal(self) -> None:
        """Starts a worker whenever one is missing."""
        while True:
            await self._missing.wait()
            self._missing.clear()
            while len(self._workers) < self._size:
                try:
                    self._idle.put_nowait(await self._hire())
                except Died as error:
                    _LOG.error("a worker can't be started: %s", error)
                    await asyncio.sleep(1)

    async def _hire(self) -> WorkerProcess:
        """A new worker, once it is ready.

        Raises:
            Died: It did not get so far.
        """
        ours, theirs = socket.socketpair()
        spool = self._spools / f"worker-{next(self._names)}"
        process = self._context.Process(
            target=work, args=(theirs, self._place, spool, self.limits), name=spool.name, daemon=True
        )
        try:
            # Starting waits for the fork server, which takes its time at first.
            await asyncio.to_thread(process.start)
        except BaseException as error:  # a pool that stops cancels this, too
            ours.close()
            if isinstance(error, OSError):
                raise Died(str(error)) from error
            raise
        finally:
            theirs.close()
        worker = WorkerProcess(process, *await asyncio.open_connection(sock=ours, limit=_LINE), spool)
        self._workers.add(worker)  # so that a pool that stops before it is ready ends it
        try:
            await worker.hear()
        except Died:
            worker.end()
            self._workers.discard(worker)
            raise Died(worker.last_words().strip().rpartition("\n")[2]) from None
        self.counts["workers"] += 1
        return worker


class _Turn:
    """A quick turn, which is given back once."""

    def __init__(self, turns: asyncio.Semaphore) -> None:
        self._turns, self.given_back = turns, False

    def give_back(self) -> None:
        if not self.given_back:
            self.given_back = True
            self._turns.release()


def _busy(why: str) -> Problem:
    return Problem(503, "The server has too much to do.", why, {"Retry-After": "5"}, limit="load")


def _too_much(why: str, limit: str) -> Problem:
    detail = "Ask for less: fewer patterns that share no variable, a LIMIT, or a part of the graph at a time."
    return Problem(503, why, detail, None, limit=limit)
