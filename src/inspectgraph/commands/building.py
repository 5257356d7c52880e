"""`build` and `validate`."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectgraph.commands.progress import progress_bar
from inspectgraph.commands.terminal import Json, Out, grid, program_name, show, tell, write, write_json
from inspectgraph.errors import EngineError
from inspectgraph.remote import is_remote

if TYPE_CHECKING:
    from inspectgraph.building import BuildResult


class Way(StrEnum):
    """How mentions are resolved."""

    MEMORY = "memory"
    DUCKDB = "duckdb"


class Engine(StrEnum):
    """What reads documents."""

    LOCAL = "local"
    DASK = "dask"


def build(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Documents, or folders of them, here or at s3:// and https://; the seeds when none is given.",
        ),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="PATH", help="The folder to make, here or at s3://.")
    ] = "output",
    base: Annotated[
        str | None,
        typer.Option(
            "--base", metavar="IRI", help="Base of the data's IRIs.", show_default="https://data.example.org/"
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=0, help="Processes that read documents.", show_default="one per processor"),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Build nothing when anything would be set aside.")] = False,
    ledger: Annotated[
        Path | None,
        typer.Option(
            "--ledger", metavar="FILE", help="IRIs already published.", show_default="that of the former output"
        ),
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option(
            "--decisions",
            metavar="FILE",
            help="A curator's decisions on what is one thing.",
            show_default="decisions.csv beside the documents and in the seeds",
        ),
    ] = None,
    corrections: Annotated[
        Path | None,
        typer.Option(
            "--corrections",
            metavar="FILE",
            help="Values that a curator corrected.",
            show_default="corrections.csv beside the documents and in the seeds",
        ),
    ] = None,
    withdrawals: Annotated[
        Path | None,
        typer.Option(
            "--withdrawals",
            metavar="FILE",
            help="Documents that are to be in the dataset no more.",
            show_default="withdrawals.csv beside the documents and in the seeds",
        ),
    ] = None,
    gates: Annotated[
        Path | None,
        typer.Option(
            "--gates",
            metavar="FILE",
            help="What the dataset must have to be published.",
            show_default="gates.csv beside the documents",
        ),
    ] = None,
    accept: Annotated[
        str, typer.Option("--accept", metavar="REASON", help="Publish although a gate is missed, and record why.")
    ] = "",
    resolution: Annotated[
        Way,
        typer.Option("--resolution", help="Where mentions are compared; duckdb does it on disk, with the same result."),
    ] = Way.MEMORY,
    memory: Annotated[
        str,
        typer.Option(
            "--memory",
            metavar="SIZE",
            help="What the tables of --resolution duckdb may take of it.",
            show_default="1GB",
        ),
    ] = "",
    engine: Annotated[
        Engine, typer.Option("--engine", help="What reads documents: this machine, or the workers of a Dask cluster.")
    ] = Engine.LOCAL,
    scheduler: Annotated[
        str,
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            help="Of the Dask cluster: tcp://10.0.0.1:8786.",
            show_default="none",
        ),
    ] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Json = False,
) -> None:
    """Build the graph from documents.

    Exit status: 0 all built and conforming, 1 built but something was set aside, 2 nothing built.
    """
    if (engine is Engine.DASK) != bool(scheduler):
        raise EngineError(
            "--engine dask and --scheduler go together", "build --engine dask --scheduler tcp://10.0.0.1:8786"
        )
    if memory and resolution is not Way.DUCKDB:
        raise typer.BadParameter("goes with --resolution duckdb", param_hint="--memory")
    from inspectgraph.building import DEFAULT_BASE, BuildOptions
    from inspectgraph.building import build as run

    options = BuildOptions(
        tuple(Path(path) for path in paths or () if not is_remote(path)),
        Path(output),
        base or DEFAULT_BASE,
        workers,
        strict,
        ledger,
        decisions=decisions,
        corrections=corrections,
        withdrawals=withdrawals,
        gates=gates,
        accept=accept,
        on_disk=memory or "1GB" if resolution is Way.DUCKDB else "",
        urls=tuple(path for path in paths or () if is_remote(path)),
        url=output if is_remote(output) else "",
        scheduler=scheduler,
    )
    with progress_bar(hidden=quiet or as_json) as progress:
        result = run(options, progress)
    if as_json:
        write_json({**asdict(result), "output": str(result.output)})
    elif not quiet:
        _summary(result)
    elif result.status:
        tell(f"{aside.path}: {aside.message}" for aside in result.set_aside)
        tell(f"Gate missed: {gate}" for gate in result.missed)
    raise typer.Exit(result.status)


def validate(
    out: Out = Path("output"),
    as_json: Json = False,
    as_turtle: Annotated[bool, typer.Option("--ttl", help="Print the report as SHACL RDF, in Turtle.")] = False,
    shapes: Annotated[
        Path | None,
        typer.Option(
            "--shapes", metavar="FILE", help="Check the documents' graphs against shapes of your own instead."
        ),
    ] = None,
    document: Annotated[
        str, typer.Option("--document", metavar="NAME", help="With --shapes: only the graph of this document.")
    ] = "",
) -> None:
    """Check a build against the shapes, and each quote against the text.

    Each finding names the document, the page, the words and the rule that understood them.

    Exit status: 0 conforms, 1 does not, 2 can't be checked.
    """
    from inspectgraph.asking.dataset import Dataset
    from inspectgraph.validating.check import check, check_with

    dataset = Dataset.open(out)
    report = check_with(out, shapes, document) if shapes else check(out)
    if as_turtle:
        write(report.graph_turtle)
    elif as_json:
        findings = [asdict(finding) for finding in report.findings]
        write_json({"conforms": report.conforms, "quotes": report.quotes, "findings": findings})
    else:
        short = dataset.short
        rows = [
            (
                each.severity,
                short(each.focus_node),
                short(each.path) if each.path else "",
                each.value or "",
                each.message,
                each.place,
                each.quote[:120],
                each.rule,
            )
            for each in report.findings
        ]
        if rows:
            show(grid(("severity", "thing", "property", "value", "what is wrong", "document", "words", "rule"), rows))
        verdict = "The graph conforms" if report.conforms else "The graph does not conform"
        quotes = "" if shapes else f" {report.quotes} quotes stand in their documents,"
        show(f"{verdict};{quotes} {len(rows)} findings.")
    raise typer.Exit(0 if report.conforms else 1)


def _summary(result: BuildResult) -> None:
    if result.status == 2:
        show("Nothing was built; the former output stays as it was.")
    elif result.unchanged:
        show(f"{result.url or result.output} is up to date: the same documents, program and ledger made it.")
    if result.status < 2:
        rows = [(name, f"{count:,}") for name, count in (("documents", result.documents), *result.counts.items())]
        rows.append(("text understood", f"{result.understood:.1%}"))
        show(grid(("", result.url or result.output.name or str(result.output)), rows))
    for gate in result.missed:
        show(f"Gate missed: {gate}" + (f". Accepted: {result.accepted}" if result.accepted else ""))
    if result.missed and not result.accepted:
        show("If it is right so, build again with --accept REASON, or change the gate.")
    if result.set_aside:
        aside = [(each.path, each.reason, each.message, each.hint) for each in result.set_aside]
        show("", grid(("set aside", "reason", "what happened", "what to do"), aside))
    for warning in result.warnings:
        show(f"Note: {warning}")
    if result.violations:
        show(f"{result.violations} statements do not conform and were set aside: see {result.output / 'report.html'}")
    if result.status < 2:
        where = "" if result.output == Path("output") else f" --from {result.url or result.output}"
        done = "" if result.unchanged else f"Built in {result.seconds:.1f} s. "
        program = program_name()
        write(
            f"\n{done}What next:\n"
            f"  {program} ask current-grades{where}\n"
            f'  {program} explain "Essex"{where}\n'
            f"  {program} query 'SELECT * {{ ?judgement ig:area ?area ; ig:grade ?grade }} LIMIT 10'{where}\n"
        )
