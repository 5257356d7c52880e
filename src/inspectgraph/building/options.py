"""What to build, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from inspectgraph.processing.guarded import TIME_LIMIT
from inspectgraph.processing.set_aside import SetAside

DEFAULT_BASE = "https://data.example.org/"
Progress = Callable[[str, int, int, str], None]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build, and where.

    Attributes:
        paths: Files and folders to read; the program's own seeds when empty.
        output: The folder to make.
        base: The publisher's base for the IRIs of the data.
        workers: Processes that read documents; as many as processors when `None`, none at all when 0.
        strict: Whether anything set aside stops the build and leaves the former output.
        ledger: Published IRIs; the former output's ledger when `None`.
        time_limit: Seconds that one document may take.
        decisions: A curator's decisions on what is one thing; those beside the documents and of the seeds when `None`.
        corrections: A curator's corrections; those beside the documents and of the seeds when `None`.
        withdrawals: Documents that are to be in the dataset no more; as above.
        gates: Bounds that count before those of the program; those beside the documents when `None`.
        accept: Why a dataset is published that misses a gate; empty when it is not to be.
        on_disk: What resolution on disk may take of memory for its tables, "1GB"; empty for resolution in memory.
            What comes of it is the same.
        urls: Documents that are elsewhere: files and folders of object storage, files of the web.
        url: Where the output goes in object storage; `output` is then made by the build, as a copy on this machine.
        scheduler: Address of the Dask scheduler whose workers read the documents; those of this machine when empty.
    """

    paths: tuple[Path, ...] = ()
    output: Path = Path("output")
    base: str = DEFAULT_BASE
    workers: int | None = None
    strict: bool = False
    ledger: Path | None = None
    time_limit: float = TIME_LIMIT
    decisions: Path | None = None
    corrections: Path | None = None
    withdrawals: Path | None = None
    gates: Path | None = None
    accept: str = ""
    on_disk: str = ""
    urls: tuple[str, ...] = ()
    url: str = ""
    scheduler: str = ""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What came of a build.

    Attributes:
        output: The folder.
        documents: How many are in the graph.
        set_aside: What is not, and why.
        warnings: What was noticed, for people.
        counts: How many of each kind of fact.
        violations: Statements that violate a shape; those of single documents were set aside.
        status: 0 all built and conforming; 1 something was set aside or missing; 2 nothing was built.
        seconds: How long it took.
        unchanged: Whether the output was up to date already.
        understood: Share of the documents' characters that gave facts or are known to hold none.
        timings: Seconds by stage.
        work: Seconds by what was done with documents, over all workers.
        missed: Gates that were missed, in words; unless they were accepted, the former output stays.
        accepted: Why it was published all the same.
        url: Where the output is in object storage; empty where it is in the folder only.
    """

    output: Path
    documents: int = 0
    set_aside: tuple[SetAside, ...] = ()
    warnings: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    violations: int = 0
    status: int = 0
    seconds: float = 0.0
    unchanged: bool = False
    understood: float = 0.0
    timings: dict[str, float] = field(default_factory=dict)
    work: dict[str, float] = field(default_factory=dict)
    missed: tuple[str, ...] = ()
    accepted: str = ""
    url: str = ""
