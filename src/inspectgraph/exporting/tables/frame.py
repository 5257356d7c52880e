"""A table as a data frame of pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectgraph.errors import ExportError
from inspectgraph.exporting.tables.table import Table

if TYPE_CHECKING:
    import pandas

#: The types of pandas that can say that a value is not known.
_TYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


def frame(table: Table) -> pandas.DataFrame:
    """The data frame; its `attrs` have the table's title, its source and the description of each column.

    Raises:
        ExportError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError:
        raise ExportError("A data frame needs pandas.", "pip install 'inspectgraph[pandas]'") from None

    columns = {
        column.name: pandas.array([row[place] for row in table.rows], dtype=_TYPES[column.type])
        for place, column in enumerate(table.columns)
    }
    made = pandas.DataFrame(columns)
    made.attrs.update(
        title=table.title,
        description=table.description,
        source=table.source,
        columns={column.name: column.description for column in table.columns},
    )
    return made
