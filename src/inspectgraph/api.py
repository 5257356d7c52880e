"""A build for Python: `from inspectgraph import build`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path
from typing import TypeAlias

from inspectgraph.building import DEFAULT_BASE, BuildOptions, BuildResult
from inspectgraph.building import build as run
from inspectgraph.remote import is_remote

PathOrText: TypeAlias = str | PathLike[str]


def build(  # noqa: PLR0913
    paths: PathOrText | Iterable[PathOrText] = (),
    output: PathOrText = "output",
    *,
    base: str = DEFAULT_BASE,
    workers: int | None = None,
    strict: bool = False,
    ledger: PathOrText | None = None,
    decisions: PathOrText | None = None,
    scheduler: str = "",
    progress: Callable[[str, int, int, str], None] = lambda stage, done, total, item: None,
) -> BuildResult:
    """Builds the graph of documents and puts it in place of the former one.

    Args:
        paths: Files and folders to read, or one of them, here or at `s3://` and `https://`; the program's own seeds when
            there is none.
        output: The folder to make, here or at `s3://`.
        base: The publisher's base for the IRIs of the data.
        workers: Processes that read documents; as many as processors when `None`, none at all when 0.
        strict: Whether anything set aside stops the build and leaves the former output.
        ledger: Published IRIs; the former output's ledger when `None`.
        scheduler: Address of the Dask scheduler whose workers read the documents; those of this machine when empty.
        decisions: A curator's decisions; those beside the documents and of the seeds when `None`.
        progress: Told of each step: stage, how many are done, of how many, and the current one.

    Returns:
        What came of it; `Graph.open(result.output)` opens the graph.

    Raises:
        EngineError: The cluster is lost; what it has read is kept for the next build.
        OutputError: The output can't be written; the former one stays.
        ReferenceDataError: A reference table, a catalogue or the ledger is malformed.
        RemoteError: Files elsewhere can't be read or written; what was read is kept for the next build.
    """
    several = [str(path) for path in ([paths] if isinstance(paths, str | PathLike) else paths)]
    options = BuildOptions(
        paths=tuple(Path(path) for path in several if not is_remote(path)),
        output=Path(output),
        base=base,
        workers=workers,
        strict=strict,
        ledger=None if ledger is None else Path(ledger),
        decisions=None if decisions is None else Path(decisions),
        urls=tuple(filter(is_remote, several)),
        url=str(output) if is_remote(str(output)) else "",
        scheduler=scheduler,
    )
    return run(options, progress)
