"""From shards to another store: many at a time, each once."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from pathlib import Path

from inspectgraph.exporting.shards.lines import graph_name
from inspectgraph.exporting.shards.manifest import Manifest, Shard
from inspectgraph.loading.journal import Journal
from inspectgraph.loading.parts import DEFAULT, Part, parts_of
from inspectgraph.loading.targets import Target

#: Is told of each graph: its name, how many quads are done, and how many there are.
Told = Callable[[str, int, int], None]
#: Quads of several graphs that go together, where a target gathers.
_GATHERED = 10_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did.

    Attributes:
        put: Graphs that were put into the store, or of which some part was.
        unchanged: Graphs that were there already.
        deleted: Graphs of a former build that were taken out.
        triples: Of what was put.
    """

    put: tuple[str, ...]
    unchanged: tuple[str, ...]
    deleted: tuple[str, ...]
    triples: int


def load(
    folder: Path, target: Target, journal: Journal, *, default: str = DEFAULT, connections: int = 1, told: Told
) -> Loaded:
    """Puts every graph of a dataset into a store that does not have it yet.

    Args:
        folder: Of the dataset's shards.
        target: The way into the store.
        journal: What the store has; kept up to date, so that a load that fails goes on where it ended.
        default: What the default graph is called there: an IRI, or `DEFAULT`; empty leaves it out.
        connections: Requests at a time.
        told: Is told how far it is.

    Raises:
        ExportError: There are no shards, or one is damaged.
        ServingError: The store refuses a graph or can't be reached.
    """
    work = _Work(folder, Manifest.read(folder), target, journal, default, told)
    work.begin()
    with ThreadPoolExecutor(connections) as threads:
        running = [threads.submit(work.load, number) for number in range(len(work.manifest.shards))]
        try:
            done, _ = wait(running, return_when=FIRST_EXCEPTION)
            for each in done:
                each.result()
        finally:
            work.stopped.set()
            threads.shutdown(cancel_futures=True)
    return work.end()


@dataclass
class _Work:
    folder: Path
    manifest: Manifest
    target: Target
    journal: Journal
    default: str
    told: Told
    stopped: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._put: set[str] = set()
        self._unchanged: set[str] = set()
        self._deleted: set[str] = set()
        self._triples = self._done = 0
        # What was known before: what a former build had, and this one has not, goes.
        self._former = sorted({*self.journal.graphs, *self.journal.begun} - {DEFAULT, self.default}, key=_place)
        self._split = {each.graph or DEFAULT: each for each in self.manifest.split}
        firsts = [graph_name(each.first) for each in self.manifest.shards]
        self._starts = ["", *firsts[1:]]
        self._keys = [self._key(number, shard) for number, shard in enumerate(self.manifest.shards)]

    def begin(self) -> None:
        """Empties the graphs that come in parts, unless they are there, or there in part."""
        self.journal.keep_shards(set(self._keys))
        for name, split in self._split.items():
            graph = self._called(name)
            whole, begun = self.journal.graphs.get(graph), self.journal.begun.get(graph)
            if not graph or whole and whole.digest == split.sha256 or begun and begun.digest == split.sha256:
                continue
            self.journal.begin(graph, "")
            self.target.delete(graph)
            self.journal.begin(graph, split.sha256)

    def load(self, number: int) -> None:
        """Loads a shard, and takes out what a former build had in its range."""
        shard = self.manifest.shards[number]
        key = self._keys[number]
        if key in self.journal.shards:
            self._count(shard.quads, "")
            return
        seen: set[str] = set()
        held: list[Part] = []
        for each in parts_of(self.folder, shard, self._split):
            if self.stopped.is_set():
                return
            seen.add(each.graph)
            part = replace(each, graph=self._called(each.graph))
            if not part.graph or self._is_there(part):
                self._count(len(part.triples), part.graph)
                continue
            held.append(part)
            if not self.target.gathers or sum(len(one.triples) for one in held) >= _GATHERED:
                self._send(held)
                held = []
        self._send(held)
        for graph in self._gone(number, seen):
            self.target.delete(graph)
            self.journal.drop(graph)
            self._deleted.add(graph)
        self.journal.put_shard(key)

    def end(self) -> Loaded:
        """Notes what has become whole, and tells what was done."""
        for name, split in self._split.items():
            begun = self.journal.begun.get(self._called(name))
            if begun and len(begun.pieces) == split.shards:
                self.journal.put(self._called(name), begun.digest, begun.triples)
        unchanged = set(self.journal.graphs) - self._put
        return Loaded(tuple(sorted(self._put)), tuple(sorted(unchanged)), tuple(sorted(self._deleted)), self._triples)

    def _called(self, graph: str) -> str:
        return self.default if graph == DEFAULT else graph

    def _is_there(self, part: Part) -> bool:
        if part.piece and (begun := self.journal.begun.get(part.graph)):
            return part.piece in begun.pieces
        whole = self.journal.graphs.get(part.graph)
        return whole is not None and whole.digest == part.digest

    def _send(self, parts: Sequence[Part]) -> None:
        if not parts:
            return
        whole = [part.graph for part in parts if not part.piece]
        known = [graph for graph in whole if graph in self.journal.graphs or graph in self.journal.begun]
        # Should this load be killed, the next one knows that these graphs are neither whole nor empty.
        for part in parts:
            if not part.piece:
                self.journal.begin(part.graph, part.digest)
        self.target.put(parts, known if self.target.adds else whole)
        for part in parts:
            if part.piece:
                self.journal.add(part.graph, part.piece, len(part.triples))
            else:
                self.journal.put(part.graph, part.digest, len(part.triples))
            with self._lock:
                self._put.add(part.graph)
                self._triples += len(part.triples)
            self._count(len(part.triples), part.graph)

    def _gone(self, number: int, seen: set[str]) -> list[str]:
        """Graphs of a former build in the range of a shard; all graphs lie in the range of one."""
        start = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else None
        return [
            graph
            for graph in self._former
            if graph not in seen and _place(graph) >= _place(start) and (end is None or _place(graph) < _place(end))
        ]

    def _key(self, number: int, shard: Shard) -> str:
        """What a shard is known by: its content, its range, and what it may be a part of."""
        end = self._starts[number + 1] if number + 1 < len(self._starts) else ""
        said = (shard.content, self._starts[number], end, self.default, sorted(map(str, self.manifest.split)))
        return hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()

    def _count(self, quads: int, graph: str) -> None:
        with self._lock:
            self._done += quads
            self.told(graph, self._done, self.manifest.quads)


def _place(graph: str) -> str:
    """By which graphs sort in shards."""
    return f"<{graph}>" if graph and graph != DEFAULT else ""
