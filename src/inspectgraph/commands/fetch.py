"""`fetch`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectgraph import data
from inspectgraph.commands.terminal import Json, console, show, tell, write_json
from inspectgraph.errors import FetchError

if TYPE_CHECKING:
    from inspectgraph.fetching.fetcher import Fetched, Told


def fetch(
    authority: Annotated[
        list[str] | None,
        typer.Option("--authority", metavar="NAME", help="An authority whose reports to fetch; may be repeated."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Fetch all that the catalogue names.")] = False,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the files go.")] = Path(
        "reports"
    ),
    catalogue: Annotated[
        Path | None,
        typer.Option(
            "--catalogue", metavar="FILE", help="A table of publications.", show_default="that of the program"
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Json = False,
) -> None:
    """Fetch published reports into a folder that `build` reads.

    Files that are there already are not asked for again.

    Exit status: 0 all are there, 1 some are not, 2 none is.
    """
    _need_client()
    from inspectgraph.fetching.choosing import choose, slugs_of
    from inspectgraph.fetching.fetcher import fetch as run

    if everything == bool(authority):
        raise FetchError("which reports?", "name authorities with --authority, or all with --all")
    chosen = choose(catalogue or data.seeds("catalogue.csv"), None if everything else slugs_of(authority or ()))
    if not chosen.rows:
        raise FetchError("the catalogue has no address of such a report", "name another one with --catalogue")
    with _progress(len(chosen.rows), hidden=quiet or as_json) as told:
        result = run(chosen.rows, output, told=told)
    if as_json:
        write_json({"folder": str(output), "files": [asdict(outcome) for outcome in result.outcomes]})
    else:
        _summary(result, output, chosen.without_address, quiet)
    raise typer.Exit(result.exit_status)


def _need_client() -> None:
    """Checks that what fetches is installed; it is an extra."""
    try:
        import httpx  # noqa: F401
    except ModuleNotFoundError as error:
        raise FetchError("fetching needs the package httpx", "pip install 'inspectgraph[fetch]'") from error


@contextmanager
def _progress(files: int, *, hidden: bool) -> Iterator[Told]:
    from inspectgraph.fetching.fetcher import Outcome, Told

    err = console(stderr=True)
    if hidden or not err.is_terminal:
        yield Told()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("fetching"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[item]}"))
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("fetching", total=files, item="")

        def arrived(name: str, size: int) -> None:
            bar.update(task, item=f"{name}, {size / 1024:,.0f} KB")

        def done(outcome: Outcome) -> None:
            bar.update(task, advance=1)

        yield Told(done, arrived)


def _summary(result: Fetched, folder: Path, without_address: Sequence[str], quiet: bool) -> None:
    tell(f"{each.file}: {each.reason}" + (f" ({each.hint})" if each.hint else "") for each in result.failed)
    if quiet:
        return
    count = {
        status: sum(1 for each in result.outcomes if each.status == status) for status in ("fetched", "found", "failed")
    }
    show(f"{count['fetched']} fetched, {count['found']} were there already, {count['failed']} failed.")
    if without_address:
        show(f"The catalogue has no address of {len(without_address)} more: {', '.join(without_address)}")
    if result.exit_status < 2:
        show(f"What next:\n  inspectgraph build {folder}")
