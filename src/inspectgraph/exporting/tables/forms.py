"""The forms of a table: CSV, JSON Lines, Markdown, a workbook, Parquet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from inspectgraph.errors import ExportError
from inspectgraph.exporting.tables.table import Cell, Table
from inspectgraph.exporting.tables.workbook import workbook

#: What makes a spreadsheet take text for a formula (OWASP, CSV injection).
_FORMULA = re.compile(r"[=+\-@\t\r]")


def as_text(text: str) -> str:
    """Text that a spreadsheet leaves as it is: an apostrophe stands before what would be a formula.

    >>> as_text("=1+1"), as_text("Essex")
    ("'=1+1", 'Essex')
    """
    return "'" + text if _FORMULA.match(text) else text


def to_csv(table: Table) -> bytes:
    """CSV as RFC 4180 has it, in UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    return as_text(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def to_jsonl(table: Table) -> bytes:
    """One JSON object to a line; what is not known is null."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in table.records()).encode()


def to_markdown(table: Table) -> bytes:
    """A table of Markdown under its title; links are links, all else is text."""
    table = table.for_people()
    lines = [f"# {table.title}", "", table.description, ""]
    lines.append("| " + " | ".join(column.title for column in table.columns) + " |")
    right = ("integer", "number")
    lines.append("|" + "|".join("---:" if column.type in right else "---" for column in table.columns) + "|")
    for row in table.rows:
        cells = [
            f"<{cell}>" if column.shows == "link" and _is_address(cell) else _markdown(cell)
            for column, cell in zip(table.columns, row, strict=True)
        ]
        lines.append("| " + " | ".join(cells) + " |")
    if table.source:
        lines += ["", _markdown(table.source)]
    return ("\n".join(lines) + "\n").encode()


def _is_address(cell: Cell) -> bool:
    return isinstance(cell, str) and re.fullmatch(r"https?://[^\s<>|]+", cell) is not None


def _markdown(cell: Cell) -> str:
    if cell is None:
        return ""
    text = " ".join(str(cell).split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|])", r"\\\1", text)


def to_parquet(table: Table) -> bytes:
    """Parquet with typed columns, by pyarrow.

    Raises:
        ExportError: pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ExportError("Parquet needs pyarrow.", "pip install 'inspectgraph[parquet]'") from None

    types = {"integer": pyarrow.int64(), "number": pyarrow.float64(), "boolean": pyarrow.bool_()}
    columns = []
    for place, column in enumerate(table.columns):
        values = [row[place] for row in table.rows]
        columns.append(pyarrow.array(values, types.get(column.type, pyarrow.string())))
    fields = [
        pyarrow.field(column.name, each.type, metadata={"description": column.description})
        for column, each in zip(table.columns, columns, strict=True)
    ]
    out = io.BytesIO()
    described = {"title": table.title, "description": table.description, "source": table.source}
    pyarrow.parquet.write_table(pyarrow.table(columns, schema=pyarrow.schema(fields, metadata=described)), out)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class TableForm:
    """A form of tables.

    Attributes:
        media_type: As a data package names it.
        write: Gives the bytes.
    """

    media_type: str
    write: Callable[[Table], bytes]


FORMS: dict[str, TableForm] = {
    "csv": TableForm("text/csv", to_csv),
    "xlsx": TableForm("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook),
    "jsonl": TableForm("application/jsonl", to_jsonl),
    "md": TableForm("text/markdown", to_markdown),
    "parquet": TableForm("application/vnd.apache.parquet", to_parquet),
}
