"""The sheets of XLSX and ODS workbooks, row by row and within limits."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import IO, Any
from xml.etree import ElementTree
from zipfile import ZipFile

from inspectgraph.errors import UnreadableDocument
from inspectgraph.reading.tables import MOST_COLUMNS, MOST_ROWS, Sheet, sheet

#: Bytes that a workbook may have when it is unpacked, and files in it.
MOST_BYTES, MOST_FILES = 150_000_000, 2_000
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def sheets_of_workbook(data: bytes, name: str, kind: str) -> tuple[list[Sheet], list[str]]:
    """The sheets of a workbook, formulas with the values that were last worked out, and what was passed over.

    Args:
        data: The whole file.
        name: Its name, for messages.
        kind: `.xlsx` or `.ods`.

    Raises:
        UnreadableDocument: It is damaged, too large, or meant to grow when it is unpacked.
    """
    notes: list[str] = []
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_archive(archive, name)
        rows = _xlsx(data, notes) if kind == ".xlsx" else _ods(data)
        return [sheet(name, title, values) for title, values in rows], notes
    except (UnreadableDocument, MemoryError):
        raise
    except Exception as error:  # what the XML of a damaged workbook leads to has no common class
        raise UnreadableDocument(
            f"{name} is damaged: {type(error).__name__}: {error}", "save it again", "damaged"
        ) from error


def _check_archive(archive: ZipFile, name: str) -> None:
    members = archive.infolist()
    # A member never yields more bytes than its entry declares, so that the declared sizes are a bound.
    if len(members) > MOST_FILES or sum(member.file_size for member in members) > MOST_BYTES:
        raise UnreadableDocument(
            f"{name} is too large when it is unpacked", "save it without pictures, or as CSV", "too-large"
        )
    for member in members:
        if member.flag_bits & 1:
            raise UnreadableDocument(f"{name} is encrypted", "save it without a password", "encrypted")
        if member.filename.endswith((".xml", ".rels")) and not member.filename.startswith("META-INF/"):
            with archive.open(member) as file:
                if _declares(file):
                    raise UnreadableDocument(
                        f"{name} declares entities, which no workbook needs", "save it again", "damaged"
                    )


def _declares(file: IO[bytes]) -> bool:
    """Whether XML declares entities anywhere: behind a long comment too, and in two bytes for each character."""
    end = b""
    while piece := file.read(1 << 20):
        piece = piece.replace(b"\0", b"")
        if _DECLARES.search(end + piece):
            return True
        end = piece[-16:]
    return False


def _xlsx(data: bytes, notes: list[str]) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features of workbooks that hold no values
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        try:
            for page in book.worksheets:
                if page.sheet_state != "visible":
                    notes.append(f"the hidden sheet {page.title!r} is passed over")
                    continue
                page.reset_dimensions()
                found = page.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1, values_only=True)
                yield (
                    page.title,
                    [(number, _trimmed([written(value) for value in cells])) for number, cells in enumerate(found, 1)],
                )
        finally:
            book.close()


def _trimmed(cells: list[str]) -> list[str]:
    """A row without the empty cells at its end."""
    while cells and not cells[-1]:
        cells.pop()
    return cells


def written(value: Any) -> str:
    """A value of a cell in words: dates in the ISO form, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _ods(data: bytes) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    """The sheets of an OpenDocument spreadsheet (ISO/IEC 26300-1, section 9)."""
    with ZipFile(BytesIO(data)) as archive, archive.open("content.xml") as file:
        rows: list[tuple[int, list[str]]] = []
        number = 1
        for event, element in ElementTree.iterparse(file, ("start", "end")):
            if event == "start":
                if element.tag == f"{_TABLE}table":
                    rows, number = [], 1
            elif element.tag == f"{_TABLE}table-row":
                cells = _ods_cells(element)
                times = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
                if cells:
                    rows += [(number + count, cells) for count in range(min(times, MOST_ROWS + 1 - len(rows)))]
                number += times
                element.clear()
            elif element.tag == f"{_TABLE}table":
                yield element.get(f"{_TABLE}name", ""), rows
                element.clear()


def _ods_cells(row: ElementTree.Element) -> list[str]:
    cells: list[str] = []
    for element in row:
        if element.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = int(element.get(f"{_TABLE}number-columns-repeated", "1"))
        cells += [_ods_value(element)] * min(times, MOST_COLUMNS + 1 - len(cells))
    return _trimmed(cells)


def _ods_value(cell: ElementTree.Element) -> str:
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind == "date":
        value = cell.get(f"{_OFFICE}date-value", "")
        return value.removesuffix("T00:00:00")
    if kind == "float":
        return written(float(cell.get(f"{_OFFICE}value", "nan")))
    return " ".join("".join(_ods_words(part)) for part in cell.findall(f"{_TEXT}p"))


def _ods_words(element: ElementTree.Element) -> Iterator[str]:
    """The words of a paragraph, with the spaces and line ends that stand there as elements."""
    yield element.text or ""
    for part in element:
        if part.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield " "
        elif part.tag != f"{_OFFICE}annotation":
            yield from _ods_words(part)
        yield part.tail or ""
