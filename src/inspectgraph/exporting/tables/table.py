"""What a table is: described columns and rows of plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from inspectgraph.exporting.graphs.draft import clean
from inspectgraph.exporting.origin import Origin

if TYPE_CHECKING:
    from inspectgraph.exporting.things import Things

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]


#: Words of names that are not written as they are spoken.
_SPELT = {"gss": "GSS", "iri": "IRI", "la": "LA"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: In lower case with underscores.
        description: What stands in it.
        type: `string`, `integer`, `number` or `boolean`, as Frictionless has them.
        shows: What a workbook makes of it: `grade` is coloured, `link` opens the page.
    """

    name: str
    description: str
    type: str = "string"
    shows: str = ""

    @property
    def title(self) -> str:
        """The name for people."""
        words = [_SPELT.get(word, word) for word in self.name.split("_")]
        return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its rows.

    Attributes:
        name: As `export table` takes it.
        title: Stands above.
        description: What a row is.
        columns: In order.
        rows: In order, each with a value or `None` for each column.
        source: Where they come from, for people.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: str = ""

    def records(self) -> list[dict[str, Cell]]:
        """The rows as objects, for example for `pandas.DataFrame`."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def for_people(self) -> Table:
        """The table without columns of links that no row has, as where no catalogue tells what was published.

        Programs get these columns nevertheless: to them the same table has the same columns.
        """
        kept = [
            place
            for place, column in enumerate(self.columns)
            if column.shows != "link" or any(row[place] is not None for row in self.rows)
        ]
        if len(kept) == len(self.columns):
            return self
        rows = tuple(tuple(row[place] for place in kept) for row in self.rows)
        return replace(self, columns=tuple(self.columns[place] for place in kept), rows=rows)


@dataclass(frozen=True, slots=True)
class TableKind:
    """How a table is made.

    Attributes:
        name, title, description, columns: As the table has them.
        rows: Reads them from a dataset; what a row lacks is absent there.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    rows: Callable[[Things], Iterable[Mapping[str, Cell]]] = field(repr=False)

    def read(self, things: Things) -> Table:
        """The table of a dataset."""
        rows = tuple(tuple(_tidy(row.get(column.name)) for column in self.columns) for row in self.rows(things))
        source = Origin.of(things.dataset).line
        return Table(self.name, self.title, self.description, self.columns, rows, source)


def _tidy(value: Cell) -> Cell:
    """Text without control characters; empty text is no value."""
    return (clean(value).strip() or None) if isinstance(value, str) else value
