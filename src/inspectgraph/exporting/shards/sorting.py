"""Sorting more lines than memory holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from pathlib import Path

#: What a line of Python takes beside its bytes.
_OVERHEAD = 50


def in_order(lines: Iterable[bytes], folder: Path, most: int) -> Iterator[bytes]:
    """Lines in order, each once.

    Args:
        lines: With their ends, in any order.
        folder: For what does not fit into memory; what is written there is taken away again.
        most: Bytes of memory that lines may take.
    """
    runs: list[Path] = []
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line) + _OVERHEAD
        if size > most:
            runs.append(_written(held, folder / f"run-{len(runs):05}"))
            held, size = [], 0
    held.sort()
    with ExitStack() as stack:
        for run in runs:
            stack.callback(run.unlink)
        files = [stack.enter_context(run.open("rb")) for run in runs]
        last = b""
        for line in merge(*files, held) if files else held:
            if line != last:
                yield line
            last = line


def _written(lines: list[bytes], path: Path) -> Path:
    lines.sort()
    with path.open("wb") as file:
        file.writelines(lines)
    return path
