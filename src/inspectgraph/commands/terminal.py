"""What every command prints with."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from inspectgraph.errors import InspectgraphError
from inspectgraph.remote import is_remote

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from inspectgraph.asking.dataset import Dataset


def folder_of(words: str | Path) -> Path:
    """The output folder of a build by its path or by its address in object storage, from where it is copied."""
    if not is_remote(str(words)):
        return Path(words)
    from inspectgraph.publishing.remote_output import local

    return local(str(words))


#: Options and arguments that several commands have.
From = Annotated[
    Path,
    typer.Option(
        "--from",
        metavar="OUT",
        parser=folder_of,
        help="Output folder of a build, or s3://BUCKET/FOLDER.",
        show_default=True,
    ),
]
Out = Annotated[
    Path, typer.Argument(metavar="[OUT]", parser=folder_of, help="Output folder of a build, or s3://BUCKET/FOLDER.")
]
Endpoint = Annotated[
    str,
    typer.Option(
        "--endpoint",
        metavar="URL",
        help="Ask a store of yours that holds the build, where it takes SPARQL queries, instead of --from.",
        show_default="none",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def opened(out: Path, endpoint: str) -> Dataset:
    """The build in an output folder, or in a store elsewhere where an endpoint is given.

    Raises:
        OutputError: There is no build.
        EndpointError: The endpoint does not answer as it should.
    """
    from inspectgraph.asking.place import Place

    return Place(out, endpoint).open()


def console(*, stderr: bool = False) -> Console:
    """A console that wraps to the terminal, without colour where `NO_COLOR` is set or the output is a file."""
    from rich.console import Console

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Plain(stderr=stderr, highlight=False)


def show(*things: RenderableType) -> None:
    """Prints for people, on the standard output."""
    out = console()
    for thing in things:
        out.print(thing)


def write(text: str) -> None:
    """Prints text as it is, on the standard output."""
    sys.stdout.write(text)


def write_json(value: Any) -> None:
    """Prints JSON on the standard output."""
    write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def tell(lines: Iterable[str]) -> None:
    """Prints lines for people, on the standard error, so that the standard output stays clean."""
    for line in lines:
        print(line, file=sys.stderr)


def complain(error: InspectgraphError) -> None:
    """Says what went wrong and what to do, on the standard error."""
    from rich.text import Text

    err = console(stderr=True)
    err.print(Text.assemble(("Error: ", "bold red"), str(error)), soft_wrap=True)
    if error.hint:
        err.print(Text(error.hint), soft_wrap=True)


def grid(headers: Iterable[str], rows: Iterable[Iterable[object]], title: str = "") -> RenderableType:
    """A table of plain values under a title."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=title or None,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
    )
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    return table


def program_name() -> str:
    """How the reader may call the program: by name where the shell finds it, else by its path."""
    called = Path(sys.argv[0])
    if shutil.which("inspectgraph") or called.name != "inspectgraph":
        return "inspectgraph"
    return os.path.relpath(called)
