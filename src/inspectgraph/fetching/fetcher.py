"""Fetching several files into a folder, a few at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from inspectgraph import __version__
from inspectgraph.errors import FetchError
from inspectgraph.fetching.addresses import Addresses
from inspectgraph.fetching.download import Downloaded, Downloader, digest_of
from inspectgraph.fetching.manners import Manners, Pace
from inspectgraph.fetching.record import Record

USER_AGENT = f"inspectgraph/{__version__} (fetches published inspection reports; +https://w3id.org/inspectgraph)"
_LOCK = ".fetching"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    Attributes:
        file: Its name.
        status: `fetched`, `found` (it was there) or `failed`.
        size: Its bytes; 0 when it failed.
        reason, hint: Why it failed and what to do; empty when it did not.
    """

    file: str
    status: str
    size: int = 0
    reason: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of fetching.

    Attributes:
        outcomes: One for each file, in the order in which they were asked for.
    """

    outcomes: tuple[Outcome, ...]

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """Those that are not there."""
        return tuple(outcome for outcome in self.outcomes if outcome.status == "failed")

    @property
    def exit_status(self) -> int:
        """0 when all are there, 1 when some are not, 2 when none is."""
        return 0 if self.outcomes and not self.failed else 2 if len(self.failed) == len(self.outcomes) else 1


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told of progress.

    Attributes:
        done: Of each file that is settled.
        arrived: Of a file's name and how many bytes of it are here; called by several threads.
    """

    done: Callable[[Outcome], object] = lambda outcome: None
    arrived: Callable[[str, int], object] = lambda name, size: None


def fetch(
    rows: Sequence[dict[str, str]],
    folder: Path,
    addresses: Addresses | None = None,
    manners: Manners | None = None,
    told: Told | None = None,
) -> Fetched:
    """Fetches files into a folder and records there where each came from.

    Files that are there already and whole are not asked for again; of others, what an earlier
    run left is taken up where the host allows it.

    Args:
        rows: Rows of a catalogue, each with `file` and `source`.
        folder: Where they go; made when it is not there.
        addresses: Where to fetch from; the publishers when `None`.
        manners: Limits; the usual ones when `None`.
        told: Of progress.

    Raises:
        FetchError: The folder can't be used.
    """
    manners, told, stop = manners or Manners(), told or Told(), threading.Event()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FetchError(f"{folder} can't be made: {error.strerror}") from error
    with _alone(folder), _client(manners) as client:
        record = Record(folder)
        settled: dict[str, Outcome] = {}

        def settle(outcome: Outcome) -> None:
            settled[outcome.file] = outcome
            told.done(outcome)

        def wait(seconds: float) -> None:
            if stop.wait(seconds):
                raise FetchError("interrupted")

        missing = []
        for row in rows:
            path = folder / row["file"]
            if record.whole(path, row):
                settle(_found(record, row, path))
            else:
                missing.append(row)
        downloader = Downloader(client, addresses or Addresses(), manners, Pace(manners.delay, wait), wait)

        def download(row: dict[str, str]) -> Downloaded:
            def arrived(size: int) -> None:
                told.arrived(row["file"], size)
                wait(0)

            return downloader.fetch(row["source"], folder / row["file"], row.get("sha256", ""), arrived)

        with ThreadPoolExecutor(manners.at_once, "fetch") as crew:
            tasks = {crew.submit(download, row): row for row in missing}
            try:
                for task in as_completed(tasks):
                    settle(_settled(record, tasks[task], task))
            except BaseException:
                stop.set()
                crew.shutdown(wait=False, cancel_futures=True)
                raise
    return Fetched(tuple(settled[row["file"]] for row in rows))


def _found(record: Record, row: dict[str, str], path: Path) -> Outcome:
    """Notes a file that was there; of one that was fetched earlier the record stays as it is."""
    size = path.stat().st_size
    if not record.rows.get(path.name, {}).get("sha256"):
        record.add(row, "found", row["source"], digest_of(path), size)
    return Outcome(path.name, "found", size)


def _settled(record: Record, row: dict[str, str], task: Future[Downloaded]) -> Outcome:
    try:
        downloaded = task.result()
    except FetchError as error:
        return Outcome(row["file"], "failed", 0, str(error), error.hint)
    record.add(row, "fetched", downloaded.source, downloaded.sha256, downloaded.size)
    return Outcome(row["file"], "fetched", downloaded.size)


def _client(manners: Manners) -> httpx.Client:
    timeout = httpx.Timeout(manners.read_timeout, connect=manners.connect_timeout)
    limits = httpx.Limits(max_connections=manners.at_once)
    return httpx.Client(headers={"User-Agent": USER_AGENT}, timeout=timeout, limits=limits, follow_redirects=False)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keeps two runs from writing the same parts."""
    import fcntl

    with (folder / _LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise FetchError(
                f"another fetch into {folder} is under way", "wait for it, or fetch into another folder"
            ) from error
        try:
            yield
        finally:
            (folder / _LOCK).unlink(missing_ok=True)
