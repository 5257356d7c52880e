"""A build for Python: `from inspectgraph import Graph`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspectgraph.asking.dataset import Dataset
from inspectgraph.errors import QueryError
from inspectgraph.exporting.choosing import choose, one_authority
from inspectgraph.exporting.tables.catalogue import TABLES
from inspectgraph.exporting.tables.table import Table
from inspectgraph.exporting.things import Things

if TYPE_CHECKING:
    import networkx as nx
    import pandas

    from inspectgraph.asking.explanation import Explanation


class Graph:
    """The graph of a build, open for reading.

    Attributes:
        dataset: What answers SPARQL and gives access to single quads.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    @classmethod
    def open(cls, path: str | Path = "output") -> Graph:
        """Opens the output folder of a build.

        Raises:
            OutputError: No build has made it.
        """
        return cls(Dataset.open(Path(path)))

    def authority(self, name: str) -> Explanation:
        """What the graph says of an authority, with the evidence.

        Args:
            name: Any of its names, a code of it, or its IRI.

        Raises:
            QueryError: Nothing has that name; the hint gives the nearest ones.
        """
        from inspectgraph.asking.explain import explain

        return explain(self.dataset, one_authority(self.dataset, name).value)[0]

    def history(self, name: str) -> list[dict[str, Any]]:
        """An authority's inspections in the order of time, with dates, framework and grades, one `dict` each.

        Raises:
            QueryError: Nothing has that name.
        """
        return self.ask("history", authority=name)

    def ask(self, question: str, **parameters: str | list[str]) -> list[dict[str, Any]]:
        """The answer to one of the competency questions, one `dict` for each row.

        Args:
            question: Its name, as `inspectgraph ask` lists it.
            parameters: Those of the question, a value or several each.

        Raises:
            QueryError: There is no such question or parameter, or nothing has a name that was given.
        """
        from inspectgraph.asking.answering import ask
        from inspectgraph.asking.results import records

        given = {name: [value] if isinstance(value, str) else value for name, value in parameters.items()}
        return records(ask(self.dataset, question, given))

    def to_networkx(self, view: str = "history", authority: str = "") -> nx.MultiGraph:
        """The property graph of a view: a `MultiDiGraph`, or a `MultiGraph` where edges have no direction.

        Args:
            view: `inspectors`, `careers`, `authority`, `services`, `history`, `neighbours` or `full`.
            authority: Limits the view to one authority; the view `authority` needs it.

        Raises:
            ExportError: There is no such view, or it takes no authority or needs one.
            QueryError: Nothing has the name of the authority.
        """
        from inspectgraph.exporting.graphs.projection import project

        return project(self.dataset, view, authority)

    def to_table(self, name: str, authority: str = "") -> Table:
        """A table with its columns described; `to_table(name).records()` is what pandas takes.

        Args:
            name: `latest`, `judgements`, `people`, `findings`, `services` or `statistics`.
            authority: Limits the rows to one authority.

        Raises:
            ExportError: There is no such table.
            QueryError: Nothing has the name of the authority.
        """
        kind = choose("table", name, TABLES)
        only = one_authority(self.dataset, authority) if authority else None
        return kind.read(Things(self.dataset, only))

    def to_pandas(self, name: str, authority: str = "") -> pandas.DataFrame:
        """A table as a data frame, its columns typed so that what is not known is `pandas.NA`.

        Args:
            name: As `to_table` takes it.
            authority: Limits the rows to one authority.

        Raises:
            ExportError: There is no such table, or pandas is not installed.
            QueryError: Nothing has the name of the authority.
        """
        from inspectgraph.exporting.tables.frame import frame

        return frame(self.to_table(name, authority))

    def chart(self, name: str, authority: str = "", region: str = "") -> str:
        """A chart as SVG; in a notebook `IPython.display.SVG` shows it.

        Args:
            name: `history`, `grades`, `authorities`, `directors` or `inspectors`.
            authority: Limits the chart to one authority; `history` needs it.
            region: Limits the chart to the authorities of a region.

        Raises:
            ExportError: There is no such chart, or it needs an authority.
            QueryError: Nothing has the name of the authority or the region.
        """
        from inspectgraph.exporting.exports import export_chart

        (written,) = export_chart(self.dataset, name, "svg", authority, region).values()
        return str(written)

    def query(self, sparql: str) -> list[dict[str, Any]]:
        """The rows of a SPARQL SELECT: numbers and truth values as such, all else as text, the unbound as `None`.

        Raises:
            QueryError: The query is wrong, would do more than read, or is no SELECT; `dataset.query` takes the others.
        """
        from inspectgraph.asking.results import Solutions, records

        result = self.dataset.query(sparql)
        if not isinstance(result, Solutions):
            raise QueryError("Only a SELECT has rows.", "graph.dataset.query answers ASK, CONSTRUCT and DESCRIBE")
        return records(result)
