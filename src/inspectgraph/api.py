"""A build for Python: `from inspectgraph import build`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path
from typing import TypeAlias

from inspectgraph.building import DEFAULT_BASE, BuildOptions, BuildResult
from inspectgraph.building import build as run

PathOrText: TypeAlias = str | PathLike[str]


def build(
    paths: PathOrText | Iterable[PathOrText] = (),
    output: PathOrText = "output",
    *,
    base: str = DEFAULT_BASE,
    workers: int | None = None,
    strict: bool = False,
    ledger: PathOrText | None = None,
    decisions: PathOrText | None = None,
    progress: Callable[[str, int, int, str], None] = lambda stage, done, total, item: None,
) -> BuildResult:
    """Builds the graph of documents and puts it in place of the former one.

    Args:
        paths: Files and folders to read, or one of them; the program's own seeds when there is none.
        output: The folder to make.
        base: The publisher's base for the IRIs of the data.
        workers: Processes that read documents; as many as processors when `None`, none at all when 0.
        strict: Whether anything set aside stops the build and leaves the former output.
        ledger: Published IRIs; the former output's ledger when `None`.
        decisions: A curator's decisions; those beside the documents and of the seeds when `None`.
        progress: Told of each step: stage, how many are done, of how many, and the current one.

    Returns:
        What came of it; `Graph.open(result.output)` opens the graph.

    Raises:
        OutputError: The output can't be written; the former one stays.
        ReferenceDataError: A reference table, a catalogue or the ledger is malformed.
    """
    several = [paths] if isinstance(paths, str | PathLike) else list(paths)
    options = BuildOptions(
        paths=tuple(map(Path, several)),
        output=Path(output),
        base=base,
        workers=workers,
        strict=strict,
        ledger=None if ledger is None else Path(ledger),
        decisions=None if decisions is None else Path(decisions),
    )
    return run(options, progress)
