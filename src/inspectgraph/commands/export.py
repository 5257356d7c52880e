"""`export`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from inspectgraph.commands.terminal import From, grid, show, tell
from inspectgraph.errors import ExportError

OUTPUT = Path("output")


def _complete_format(incomplete: str) -> Iterable[str]:
    from inspectgraph.exporting.formats.catalogue import DATASET_FORMATS, GRAPH_FORMATS
    from inspectgraph.exporting.pictures.catalogue import PICTURES

    return [name for name in (*GRAPH_FORMATS, *PICTURES, *DATASET_FORMATS, "table") if name.startswith(incomplete)]


def _complete_view(incomplete: str) -> Iterable[tuple[str, str]]:
    from inspectgraph.exporting.graphs.views import VIEWS

    return [(name, view.title) for name, view in VIEWS.items() if name.startswith(incomplete)]


def export(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[FORMAT]", help='Or "table"; without it all are listed.', autocompletion=_complete_format
        ),
    ] = None,
    name: Annotated[str | None, typer.Argument(help='After "table": its name, or "all".')] = None,
    view: Annotated[
        str, typer.Option("--view", metavar="NAME", help="What a graph format shows.", autocompletion=_complete_view)
    ] = "",
    authority: Annotated[
        str, typer.Option("--authority", metavar="NAME", help="Limits a view or a table to one authority.")
    ] = "",
    form: Annotated[
        str, typer.Option("--format", metavar="FORM", help="Of a table: csv, xlsx, jsonl, md or parquet.")
    ] = "",
    out: From = OUTPUT,
    file: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help='Where to; "-" is the standard output.', show_default=False
        ),
    ] = None,
) -> None:
    """Write a build for other programs: Gephi, yEd, Cytoscape, Neo4j, Graphviz, Excel, pandas.

    A graph format shows a view (export gexf --view inspectors); a table is exported by its name (export table latest
    --format xlsx). Files come into place whole, and equal builds give equal files.
    """
    if what is None:
        _list()
        return
    from inspectgraph.asking.dataset import Dataset
    from inspectgraph.exporting.exports import TABLE, export_graph, export_table
    from inspectgraph.exporting.saving import save

    to_stdout = file is not None and str(file) == "-"
    target = None if to_stdout else file
    if what == TABLE:
        if name is None:
            raise ExportError("Which table?", "inspectgraph export table latest; inspectgraph export lists them.")
        if view:
            raise ExportError("A table has no views.", "Leave --view out.")
        files = export_table(Dataset.open(out), name, form or _form_of(target), authority, target)
    else:
        if name is not None or form:
            raise ExportError(f"{name or '--format ' + form} belongs to no table.", "inspectgraph export table latest")
        files = export_graph(Dataset.open(out), what, view, authority, target)
    if to_stdout:
        _print(files)
        return
    tell(str(path) for path in save(files))


def _form_of(target: Path | None) -> str:
    """The form that the name of a file asks for; CSV when it asks for none."""
    from inspectgraph.exporting.tables.forms import FORMS

    suffix = target.suffix.removeprefix(".").lower() if target else ""
    return suffix if suffix in FORMS else "csv"


def _print(files: dict[Path, str | bytes]) -> None:
    if len(files) > 1:
        raise ExportError(f"This export has {len(files)} files.", "Name a file with -o.")
    for content in files.values():
        sys.stdout.flush()
        sys.stdout.buffer.write(content.encode() if isinstance(content, str) else content)


def _list() -> None:
    from inspectgraph.exporting.formats.catalogue import DATASET_FORMATS, GRAPH_FORMATS
    from inspectgraph.exporting.graphs.views import VIEWS
    from inspectgraph.exporting.pictures.catalogue import PICTURES
    from inspectgraph.exporting.tables.catalogue import TABLES

    formats = [(name, each.description) for name, each in GRAPH_FORMATS.items()]
    formats += [(name, each.description) for name, each in PICTURES.items()]
    formats += [(name, each.description) for name, each in DATASET_FORMATS.items()]
    show(grid(("format", "for"), formats), "")
    show(grid(("view", "shows"), [(name, each.description) for name, each in VIEWS.items()]), "")
    show(grid(("table", "rows"), [(name, each.description) for name, each in TABLES.items()]))
