"""One export from beginning to end: what is asked for, in which form, into which files."""

from __future__ import annotations

from pathlib import Path

from inspectgraph.asking.dataset import Dataset
from inspectgraph.charting.picture import svg
from inspectgraph.errors import ExportError
from inspectgraph.exporting.charts.catalogue import CHARTS
from inspectgraph.exporting.charts.scope import Scope
from inspectgraph.exporting.choosing import choose, one_authority
from inspectgraph.exporting.formats.catalogue import DATASET_FORMATS, GRAPH_FORMATS, DatasetFormat, GraphFormat
from inspectgraph.exporting.graphs.projection import DEFAULT_VIEW, project
from inspectgraph.exporting.origin import Origin
from inspectgraph.exporting.pictures.catalogue import PICTURES, STILL, Picture
from inspectgraph.exporting.saving import beside
from inspectgraph.exporting.sources import Sources
from inspectgraph.exporting.tables import datapackage
from inspectgraph.exporting.tables.catalogue import TABLES
from inspectgraph.exporting.tables.forms import FORMS
from inspectgraph.exporting.things import Things

ALL, TABLE, CHART = "all", "table", "chart"
Files = dict[Path, str | bytes]
Format = GraphFormat | Picture | DatasetFormat


def export_graph(dataset: Dataset, form: str, view: str = "", authority: str = "", target: Path | None = None) -> Files:
    """The files of a graph format.

    Args:
        dataset: What is exported.
        form: The name of a format.
        view: Of a property graph; `history` when empty.
        authority: Limits the view.
        target: The main file; by itself it is called after the view.

    Raises:
        ExportError: There is no such format or view, or they do not fit together.
        QueryError: Nothing has the name of the authority.
    """
    known: dict[str, Format] = {**GRAPH_FORMATS, **PICTURES, **DATASET_FORMATS}
    chosen = choose("format", form, {**known, TABLE: None, CHART: None})
    if chosen is None:
        raise ExportError(f"A {form} is exported by its name.", f"inspectgraph export {form} NAME")
    if isinstance(chosen, DatasetFormat):
        if view or authority:
            raise ExportError(
                f"{form} is of the whole dataset, which has no views.", "Leave --view and --authority out."
            )
        main, files = target or Path(f"inspectgraph{chosen.suffix}"), chosen.write(dataset)
    else:
        main = target or Path(f"{view or DEFAULT_VIEW}{chosen.suffix}")
        graph = project(dataset, view or DEFAULT_VIEW, authority)
        if isinstance(chosen, Picture):
            return {main: chosen.write(graph, Sources(dataset))}
        files = chosen.write(graph)
    return {beside(main, chosen.suffix, added): text for added, text in files.items()}


def export_chart(
    dataset: Dataset, name: str, form: str = "svg", authority: str = "", region: str = "", target: Path | None = None
) -> Files:
    """The file of a chart.

    Args:
        dataset: What is exported.
        name: Of the chart.
        form: `svg`, `png` or `pdf`.
        authority: Limits the chart to one authority; `history` needs it.
        region: Limits the chart to the authorities of a region.
        target: The file; by itself it is called after the chart.

    Raises:
        ExportError: There is no such chart or form, the chart needs an authority, or the form needs a package that is
            not installed.
        QueryError: Nothing has the name of the authority or the region.
    """
    chart = choose("chart", name, CHARTS)
    write = choose("form of charts", form, STILL)
    if chart.needs_authority and not authority:
        raise ExportError(
            f"The chart {name} is of one authority.", f'inspectgraph export chart {name} --authority "Essex"'
        )
    picture = chart.read(Scope.of(dataset, authority, region))
    return {target or Path(f"{name}.{form}"): write(svg(picture))}


def export_table(
    dataset: Dataset, name: str, form: str = "csv", authority: str = "", target: Path | None = None
) -> Files:
    """The file of a table, or the files of all with their description as a data package.

    Args:
        dataset: What is exported.
        name: Of the table; `all` for every one.
        form: `csv`, `xlsx`, `jsonl`, `md` or `parquet`.
        authority: Limits the rows.
        target: The file, for `all` the folder; by itself a file is called after the table, the folder `tables`.

    Raises:
        ExportError: There is no such table or form, or the form needs a package that is not installed.
        QueryError: Nothing has the name of the authority.
    """
    writer = choose("form of tables", form, FORMS)
    wanted = choose("table", name, {**{each: (each,) for each in TABLES}, ALL: tuple(TABLES)})
    things = Things(dataset, one_authority(dataset, authority) if authority else None)
    tables = {f"{each}.{form}": TABLES[each].read(things) for each in wanted}
    written = {file: (table, writer.write(table)) for file, table in tables.items()}
    if name != ALL:
        return {target or Path(file): data for file, (_, data) in written.items()}
    folder = target or Path("tables")
    files: Files = {folder / file: data for file, (_, data) in written.items()}
    files[folder / datapackage.FILE_NAME] = datapackage.describe(written, form, Origin.of(dataset))
    return files
