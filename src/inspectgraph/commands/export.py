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

    return [
        name for name in (*GRAPH_FORMATS, *PICTURES, *DATASET_FORMATS, "table", "chart") if name.startswith(incomplete)
    ]


def _complete_view(incomplete: str) -> Iterable[tuple[str, str]]:
    from inspectgraph.exporting.graphs.views import VIEWS

    return [(name, view.title) for name, view in VIEWS.items() if name.startswith(incomplete)]


def export(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[FORMAT]",
            help='Or "table" or "chart"; without it all are listed.',
            autocompletion=_complete_format,
        ),
    ] = None,
    name: Annotated[str | None, typer.Argument(help='After "table" or "chart": its name; "all" tables.')] = None,
    view: Annotated[
        str, typer.Option("--view", metavar="NAME", help="What a graph format shows.", autocompletion=_complete_view)
    ] = "",
    authority: Annotated[
        str, typer.Option("--authority", metavar="NAME", help="Limits a view, a table or a chart to one authority.")
    ] = "",
    region: Annotated[
        str, typer.Option("--region", metavar="NAME", help="Limits a chart to the authorities of a region.")
    ] = "",
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORM", help="Of a table: csv, xlsx, jsonl, md or parquet; of a chart: svg, png or pdf."
        ),
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

    A graph format shows a view (export gexf --view inspectors); tables and charts are exported by their names (export
    table latest --format xlsx, export chart history --authority Essex). Files come into place whole, and equal builds give
    equal files.
    """
    if what is None:
        _list()
        return
    from inspectgraph.asking.dataset import Dataset
    from inspectgraph.exporting.exports import CHART, TABLE, export_chart, export_graph, export_table
    from inspectgraph.exporting.saving import save

    to_stdout = file is not None and str(file) == "-"
    target = None if to_stdout else file
    if what in (TABLE, CHART):
        if name is None:
            raise ExportError(f"Which {what}?", f"inspectgraph export {what} NAME; inspectgraph export lists them.")
        if view:
            raise ExportError(f"A {what} has no views.", "Leave --view out.")
    elif name is not None or form:
        raise ExportError(
            f"{name or '--format ' + form} belongs to no table or chart.", "inspectgraph export table latest"
        )
    if region and what != CHART:
        raise ExportError("Only charts are of a region.", "Leave --region out, or name an authority.")
    if what == TABLE:
        files = export_table(Dataset.open(out), name or "", form or _form_of(target, "csv"), authority, target)
    elif what == CHART:
        files = export_chart(Dataset.open(out), name or "", form or _form_of(target, "svg"), authority, region, target)
    else:
        files = export_graph(Dataset.open(out), what, view, authority, target)
    if to_stdout:
        _print(files)
        return
    tell(str(path) for path in save(files))


def _form_of(target: Path | None, otherwise: str) -> str:
    """The form that the name of a file asks for."""
    from inspectgraph.exporting.pictures.catalogue import STILL
    from inspectgraph.exporting.tables.forms import FORMS

    suffix = target.suffix.removeprefix(".").lower() if target else ""
    return suffix if suffix in (STILL if otherwise in STILL else FORMS) else otherwise


def _print(files: dict[Path, str | bytes]) -> None:
    if len(files) > 1:
        raise ExportError(f"This export has {len(files)} files.", "Name a file with -o.")
    for content in files.values():
        sys.stdout.flush()
        sys.stdout.buffer.write(content.encode() if isinstance(content, str) else content)


def _list() -> None:
    from inspectgraph.exporting.charts.catalogue import CHARTS
    from inspectgraph.exporting.formats.catalogue import DATASET_FORMATS, GRAPH_FORMATS
    from inspectgraph.exporting.graphs.views import VIEWS
    from inspectgraph.exporting.pictures.catalogue import PICTURES
    from inspectgraph.exporting.tables.catalogue import TABLES

    formats = [(name, each.description) for name, each in GRAPH_FORMATS.items()]
    formats += [(name, each.description) for name, each in PICTURES.items()]
    formats += [(name, each.description) for name, each in DATASET_FORMATS.items()]
    show(grid(("format", "for"), formats), "")
    show(grid(("view", "shows"), [(name, each.description) for name, each in VIEWS.items()]), "")
    show(grid(("chart", "shows"), [(name, each.description) for name, each in CHARTS.items()]), "")
    show(grid(("table", "rows"), [(name, each.description) for name, each in TABLES.items()]))
