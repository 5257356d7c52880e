"""What a worker of a Dask cluster does with a document: a guarded process does it, as on one machine."""

from __future__ import annotations

import sys
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from inspectgraph.processing.facts_file import FactsFile
from inspectgraph.processing.guarded import Guarded, Task
from inspectgraph.processing.inputs import program_digest

#: Packages on which the facts of a document depend besides the program itself.
_PACKAGES = ("openpyxl", "pyoxigraph", "pypdfium2", "pyshacl")
Program = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What a worker sends back of a document.

    Attributes:
        files: Content of the facts file's two parts by suffix, compressed.
        failure: Why there is none.
        seconds: By what was done with the document.
    """

    files: tuple[tuple[str, bytes], ...] = ()
    failure: FactsFile | None = None
    seconds: tuple[tuple[str, float], ...] = ()


class OtherProgram(Exception):
    """The worker runs another program, which is given; it has done nothing."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.program = program


@cache
def program() -> Program:
    """On what the facts of a document depend besides the document: by name, its version or digest."""
    python = ".".join(map(str, sys.version_info[:2]))
    return (("inspectgraph", program_digest()[:16]), ("Python", python), *((name, version(name)) for name in _PACKAGES))


#: Guarded processes of this worker that wait for work; each of its threads takes one.
_IDLE: list[Guarded] = []


def do(tasks: Sequence[Task], time_limit: float, expected: Program) -> list[Done]:
    """Does some documents on a worker, one after the other, in a guarded process.

    Args:
        tasks: The documents, with their content or address.
        time_limit: Seconds that each may take.
        expected: What the worker must run.

    Raises:
        OtherProgram: It runs something else.
        OSError: It has no room for facts.
        RemoteError: It can't read a file that is elsewhere.
    """
    if program() != expected:
        raise OtherProgram(program())
    return [_do(task, time_limit) for task in tasks]


def _do(task: Task, time_limit: float) -> Done:
    with tempfile.TemporaryDirectory(prefix="document-", dir=_scratch()) as folder:
        process = _hired()
        try:
            outcome = process.do(replace(task, folder=Path(folder)), time_limit)
        except BaseException:
            process.end()
            raise
        if outcome.failure is None:
            _IDLE.append(process)
        else:
            process.end()
        files = tuple(
            (part.suffix[1:], zlib.compress(part.read_bytes(), 1))
            for part in sorted(Path(folder).glob("*.*"), reverse=True)
        )
    return Done(files, outcome.failure, tuple(outcome.seconds.items()))


def _hired() -> Guarded:
    while _IDLE:
        if (process := _IDLE.pop()).alive:
            return process
        process.end()
    return Guarded()


def _scratch() -> str:
    """The worker's own folder, which Dask removes even after one that was killed."""
    from distributed import get_worker

    return get_worker().local_directory
