"""What a store is known to hold, so that a load goes on where it ended and repeats nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Self

from inspectgraph.errors import ServingError

#: How each line begins.
_BEGINNING = b'{"store": '


@dataclass(frozen=True, slots=True)
class Whole:
    """A graph that is in the store, whole.

    Attributes:
        digest: Of its content.
        triples: How many it has.
    """

    digest: str
    triples: int


@dataclass(slots=True)
class Begun:
    """A graph that is put into the store part by part.

    Attributes:
        digest: Of its content, once it is whole; empty while nobody knows what is left of a former content.
        pieces: Digests of the parts that are there.
        triples: How many these have.
    """

    digest: str
    pieces: set[str] = field(default_factory=set)
    triples: int = 0


class Journal:
    """What was put into a store: a line of JSON for each change, written at once; for many threads.

    To be used in a `with`. A load that is killed loses no more than the line that it was writing.

    Attributes:
        graphs: Graphs that are there, by their names.
        begun: Graphs that are there in part.
        shards: Shards of which all is there and nothing else, by a key.
    """

    def __init__(self, path: Path, endpoint: str) -> None:
        """Takes the file, which need not exist yet.

        Args:
            path: It may tell of several stores.
            endpoint: The store of which this is said.
        """
        self._path, self._endpoint = path, endpoint
        self._lock = threading.Lock()
        self._file: IO[str] | None = None
        self.graphs: dict[str, Whole] = {}
        self.begun: dict[str, Begun] = {}
        self.shards: set[str] = set()

    def __enter__(self) -> Self:
        """Reads what is known of the store.

        Raises:
            ServingError: The file is no journal.
        """
        whole = 0
        for line in self._lines():
            whole += len(line)
            said = self._said(line)
            if said["store"] == self._endpoint:
                self._learn(said)
        try:
            if self._path.exists():
                with self._path.open("r+b") as file:
                    file.truncate(whole)  # takes away what a killed load began to write
            self._file = self._path.open("a", encoding="utf-8", newline="\n")
        except OSError as error:
            raise self._unwritten(error) from error
        return self

    def __exit__(self, *_: object) -> None:
        """Closes the file."""
        if self._file:
            self._file.close()

    def forget(self) -> None:
        """Nothing is known of the store."""
        self._write({"forget": True})

    def put(self, graph: str, digest: str, triples: int) -> None:
        """A graph is in the store, whole."""
        self._write({"graph": graph, "digest": digest, "triples": triples})

    def begin(self, graph: str, digest: str) -> None:
        """A graph is in the store, but is not whole; what is there of that content will be said part by part."""
        self._write({"graph": graph, "begun": digest})

    def add(self, graph: str, piece: str, triples: int) -> None:
        """A part of a graph is in the store."""
        self._write({"graph": graph, "piece": piece, "triples": triples})

    def drop(self, graph: str) -> None:
        """A graph is no longer in the store, or not whole."""
        if graph in self.graphs or graph in self.begun:
            self._write({"graph": graph, "gone": True})

    def put_shard(self, key: str) -> None:
        """All of a shard is in the store."""
        self._write({"shard": key})

    def keep_shards(self, keys: Set[str]) -> None:
        """Of the shards that are there only these will stay as they are."""
        if self.shards - keys:
            self._write({"shards": sorted(self.shards & keys)})

    def _learn(self, said: dict[str, Any]) -> None:
        graph = said.get("graph", "")
        match said:
            case {"forget": _}:
                self.graphs.clear()
                self.begun.clear()
                self.shards.clear()
            case {"shards": keys}:
                self.shards = set(keys)
            case {"shard": key}:
                self.shards.add(key)
            case {"piece": piece, "triples": triples}:
                self.begun[graph].pieces.add(piece)
                self.begun[graph].triples += triples
            case _:
                self.graphs.pop(graph, None)
                self.begun.pop(graph, None)
                if "digest" in said:
                    self.graphs[graph] = Whole(said["digest"], said["triples"])
                elif "begun" in said:
                    self.begun[graph] = Begun(said["begun"])

    def _write(self, said: dict[str, Any]) -> None:
        assert self._file is not None
        with self._lock:
            try:
                self._file.write(json.dumps({"store": self._endpoint, **said}, ensure_ascii=False) + "\n")
                self._file.flush()
            except OSError as error:
                raise self._unwritten(error) from error
            self._learn(said)

    def _lines(self) -> Iterator[bytes]:
        """The lines that were written to their end; a load that was killed may have left the beginning of one."""
        try:
            with self._path.open("rb") as file:
                for line in file:
                    if line.endswith(b"\n"):
                        yield line
                    elif not (line.startswith(_BEGINNING) or _BEGINNING.startswith(line)):
                        raise self._wrong(ValueError("it has other lines"))
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._wrong(error) from error

    def _said(self, line: bytes) -> dict[str, Any]:
        try:
            said = json.loads(line)
            if not isinstance(said, dict) or not isinstance(said.get("store"), str):
                raise ValueError("it has a line that says nothing of a store")
        except ValueError as error:
            raise self._wrong(error) from error
        return said

    def _wrong(self, error: Exception) -> ServingError:
        return ServingError(f"{self._path} is no journal of a load: {error}", "Name another --journal, or delete it.")

    def _unwritten(self, error: OSError) -> ServingError:
        return ServingError(f"{self._path} can't be written: {error.strerror}", "Name another --journal.")
