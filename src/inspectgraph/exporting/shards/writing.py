"""Writing a dataset as shards: it passes through once, in order, and memory holds no more than a shard."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from itertools import chain, groupby
from pathlib import Path
from typing import BinaryIO

from inspectgraph.errors import ExportError
from inspectgraph.exporting.shards.compression import compressed
from inspectgraph.exporting.shards.lines import graph_of, quad_line, sorting_lines
from inspectgraph.exporting.shards.manifest import NAME, Manifest, Shard, Split
from inspectgraph.exporting.shards.sorting import in_order

MEGABYTE = 1_000_000
#: Bytes that lines may take in memory while they are sorted.
_SORTED = 256 * MEGABYTE


def dumps_of(source: Path) -> tuple[Path, ...]:
    """The dumps of a build's output folder, which together hold the dataset; a file is the only dump.

    Raises:
        ExportError: There are none.
    """
    if source.is_file():
        return (source,)
    found = (source / "graph.nq", source / "graph.ttl")
    for each in found:
        if not each.is_file():
            raise ExportError(f"{source} is not the output of a build: it has no {each.name}.")
    return found


def write_shards(
    dumps: Sequence[Path], folder: Path, size: int = 64 * MEGABYTE, *, packed: bool = True, memory: int = _SORTED
) -> Manifest:
    """Writes dumps as shards into a folder; former shards there are replaced when the new ones are whole.

    Args:
        dumps: Files of RDF.
        folder: Made, if it is not there.
        size: Bytes of N-Quads in a shard at most. A graph stands in one shard, unless it is longer than that.
        packed: Whether the shards are compressed.
        memory: Bytes that lines may take in memory while they are sorted; more are sorted on disk.

    Raises:
        ExportError: A dump can't be read, or the folder can't be written or holds something else.
    """
    if folder.is_dir() and any(folder.iterdir()):
        Manifest.read(folder)  # says what is wrong where it holds no shards
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.new-", dir=folder.parent))
    except OSError as error:
        raise ExportError(f"{folder} can't be written: {error.strerror}", "Name another folder.") from error
    try:
        lines = in_order(chain.from_iterable(map(sorting_lines, dumps)), aside, memory)
        manifest = _Writer(aside, size, packed=packed).write(lines)
        (aside / NAME).write_text(manifest.text(), encoding="utf-8", newline="\n")
        former = folder.with_name(f".{folder.name}.former-{os.getpid()}")
        with suppress(FileNotFoundError):
            folder.rename(former)
        aside.chmod(0o755)
        aside.rename(folder)
        shutil.rmtree(former, ignore_errors=True)
    except OSError as error:
        raise ExportError(f"{folder} can't be written: {error.strerror}", "Name another folder.") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return manifest


@dataclass
class _Writer:
    folder: Path
    size: int
    packed: bool
    graphs: int = 0
    shards: list[Shard] = field(default_factory=list)
    split: list[Split] = field(default_factory=list)

    def write(self, lines: Iterable[bytes]) -> Manifest:
        """Writes all lines, which sort by graph."""
        self._shard = _Open(self)
        for graph, said in groupby(lines, graph_of):
            self.graphs += 1
            self._graph(graph, map(quad_line, said))
        self._shard.close()
        quads = sum(each.quads for each in self.shards)
        return Manifest(self.size, quads, self.graphs, tuple(self.shards), tuple(self.split))

    def _graph(self, graph: bytes, lines: Iterator[bytes]) -> None:
        digest = hashlib.sha256()
        pieces = 0
        for piece in pieces_of(lines, self.size):
            pieces += 1
            text = b"".join(piece)
            digest.update(text)
            if self._shard.bytes + len(text) > self.size:
                self._shard.close()
                self._shard = _Open(self)
            self._shard.add(piece, text)
        if pieces > 1:
            self.split.append(Split(graph[1:-1].decode(), pieces, digest.hexdigest()))


class _Open:
    """The shard that is being written; it has a file once there is something to write."""

    def __init__(self, writer: _Writer) -> None:
        self._writer = writer
        self._stack = ExitStack()
        self._digest = hashlib.sha256()
        self._to: BinaryIO | None = None
        self._first = self._last = b""
        self.bytes = self._quads = self._graphs = 0
        self._path = writer.folder / f"shard-{len(writer.shards):05}.nq{'.zst' if writer.packed else ''}"

    def add(self, lines: Sequence[bytes], text: bytes) -> None:
        """Writes lines of one graph."""
        if self._to is None:
            file = self._stack.enter_context(self._path.open("wb"))
            self._to = self._stack.enter_context(compressed(file)) if self._writer.packed else file
            self._first = lines[0]
        self._to.write(text)
        self._digest.update(text)
        self._last = lines[-1]
        self.bytes += len(text)
        self._quads += len(lines)
        self._graphs += 1

    def close(self) -> None:
        """Ends the shard and describes it; nothing was written where there was nothing to write."""
        self._stack.close()
        if self._to is None:
            return
        with self._path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size = self._path.stat().st_size
        first, last = (line.decode().removesuffix("\n") for line in (self._first, self._last))
        content = self._digest.hexdigest()
        self._writer.shards.append(
            Shard(self._path.name, self._quads, self._graphs, size, sha256, content, first, last)
        )


def pieces_of(lines: Iterable[bytes], most: int) -> Iterator[list[bytes]]:
    """Lines in pieces of so many bytes at most, but of one line at least."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        if held and size + len(line) > most:
            yield held
            held, size = [], 0
        held.append(line)
        size += len(line)
    if held:
        yield held
