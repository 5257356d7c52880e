"""A table as a workbook: frozen header, filters, grades in colour, links; nothing in it is a formula.

A second sheet says where the table comes from and what its columns hold.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from inspectgraph.charting.colours import GRADE_COLOURS, ink
from inspectgraph.exporting.tables.table import Cell, Column, Table

#: Excel's limits: characters in a cell, links in a sheet, characters in a link.
_LONGEST_TEXT, _MOST_LINKS, _LONGEST_LINK = 32_767, 65_000, 2_000
_WIDEST = 60
_FONT = {"name": "Calibri", "size": 11}
#: The earliest day that a ZIP archive knows; equal tables make equal files on every day.
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def workbook(table: Table) -> bytes:
    """The file; equal tables give equal bytes."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    table = table.for_people()
    book = Workbook()
    sheet: Any = book.active
    sheet.title = table.title[:31]
    book.properties.title, book.properties.creator = table.title, "inspectgraph"
    book.properties.description = table.description
    fills = {grade: PatternFill("solid", fgColor=colour[1:]) for grade, colour in GRADE_COLOURS.items()}
    fonts = {grade: Font(**_FONT, color=ink(colour)[1:]) for grade, colour in GRADE_COLOURS.items()}
    head, blue = PatternFill("solid", fgColor="1F4E79"), Font(**_FONT, color="0563C1", underline="single")
    for place, column in enumerate(table.columns, 1):
        cell = sheet.cell(1, place, column.title)
        cell.font, cell.fill = Font(**_FONT, bold=True, color="FFFFFF"), head
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.column_dimensions[get_column_letter(place)].width = _width(column, [row[place - 1] for row in table.rows])
    links = 0
    for number, row in enumerate(table.rows, 2):
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True), 1):
            if value is None:
                continue
            cell = sheet.cell(number, place)
            if not isinstance(value, str):
                cell.value = value
                continue
            _set_text(cell, value)
            if column.shows == "grade" and value in fills:
                cell.fill, cell.font = fills[value], fonts[value]
            elif column.shows == "link" and _is_link(value) and links < _MOST_LINKS:
                cell.hyperlink, cell.font, links = value, blue, links + 1
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.print_title_rows, sheet.print_title_cols, sheet.page_setup.orientation = "1:1", "A:A", "landscape"
    _about(book.create_sheet("About"), table)
    out = io.BytesIO()
    book.save(out)
    return _without_time(out.getvalue())


def _about(sheet: Any, table: Table) -> None:
    from openpyxl.styles import Alignment, Font

    rows = [(table.title, table.description), ("Source", table.source), ("", "")]
    rows += [(column.title, column.description) for column in table.columns]
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            cell = sheet.cell(number, place)
            _set_text(cell, text)
            cell.font = Font(**_FONT, bold=place == 1)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 100


def _set_text(cell: Any, text: str) -> None:
    """Writes text that stays text, even when it begins as a formula does."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_TEXT]
    cell.data_type = "s"
    if text[:1] in "=+-@":
        cell.quotePrefix = True


def _is_link(text: str) -> bool:
    return len(text) <= _LONGEST_LINK and re.fullmatch(r"https?://\S+", text) is not None


def _width(column: Column, values: list[Cell]) -> float:
    longest = max((len(str(value)) for value in values if value is not None), default=0)
    return float(min(_WIDEST, max(len(column.title) + 4, longest + 2)))


def _without_time(data: bytes) -> bytes:
    """The archive with every time of day replaced by the same one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb">\d{4}-\d\d-\d\dT[\d:]+Z<", b">1980-01-01T00:00:00Z<", content)
            new.writestr(zipfile.ZipInfo(name, _NO_DAY), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
