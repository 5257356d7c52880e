"""Tables as text files, CSV and its kin, and which files are tables at all."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile

from inspectgraph.errors import UnreadableDocument
from inspectgraph.reading import plain

#: Suffixes of tables, with their media types.
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
#: Above these a table is none that a person keeps; within them it fits into memory several times over.
MOST_ROWS, MOST_COLUMNS, MOST_CELLS, MOST_BYTES = 20_000, 200, 500_000, 20_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DELIMITERS = ",;\t|"
_SAMPLE = 100


@dataclass(frozen=True, slots=True)
class Sheet:
    """The values of one sheet.

    Attributes:
        name: Empty for a text file.
        rows: Number from 1 and cells of each row that is not empty.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def kind_of(data: bytes, name: str) -> str | None:
    """The suffix in `MEDIA_TYPES` of a table, by its bytes first and its name then; `None` for other files.

    Raises:
        UnreadableDocument: It is an archive or a workbook of a kind that is not read.
    """
    if data.startswith(_OLE):
        message = f"{name} is an old or an encrypted workbook"
        raise UnreadableDocument(message, "save it as XLSX, ODS or CSV, without a password", "old-workbook")
    if data.startswith(b"PK\x03\x04"):
        try:
            with ZipFile(BytesIO(data)) as archive:
                members = set(archive.namelist())
        except BadZipFile as error:
            raise UnreadableDocument(f"{name} is damaged: {error}", "get it again", "damaged") from error
        if "xl/workbook.xml" in members:
            return ".xlsx"
        if "content.xml" in members:
            return ".ods"
        raise UnreadableDocument(f"{name} is an archive, and no workbook", "give a PDF, a text or a table", "binary")
    suffix = next((suffix for suffix in MEDIA_TYPES if name.lower().endswith(suffix)), None)
    if suffix in (".xlsx", ".ods"):
        raise UnreadableDocument(f"{name} is no workbook, whatever its name says", "get it again", "damaged")
    return suffix


def sheet_of_text(data: bytes, name: str) -> tuple[Sheet, list[str]]:
    """The rows of a text file, and what had to be guessed.

    The delimiter is the one that parts the rows most evenly into most cells.

    Raises:
        UnreadableDocument: The bytes are no text, or the table is too large.
    """
    if len(data) > MOST_BYTES:
        raise _too_large(name)
    text, warnings = plain.decode(data, name)
    text = text.removeprefix("\ufeff")
    if text[:4].lower() == "sep=" and "\n" in text:
        text = text.split("\n", 1)[1]
    lines = text.split("\n")[:_SAMPLE]
    delimiter = max(_DELIMITERS, key=lambda each: (_evenness("\n".join(lines), each), -_DELIMITERS.index(each)))
    try:
        rows = list(enumerate(csv.reader(StringIO(text), delimiter=delimiter), 1))
    except csv.Error as error:
        raise UnreadableDocument(f"{name} is damaged: {error}", "save it as CSV again", "damaged") from error
    return sheet(name, "", rows), warnings


def _evenness(sample: str, delimiter: str) -> int:
    """Cells that stand in rows of the commonest width, where that is more than one."""
    try:
        widths = [len(row) for row in csv.reader(StringIO(sample), delimiter=delimiter) if len(row) > 1]
    except csv.Error:
        return 0
    common = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    return common * widths.count(common)


def sheet(file: str, name: str, rows: list[tuple[int, list[str]]]) -> Sheet:
    """A sheet without its empty rows.

    Raises:
        UnreadableDocument: It is too large.
    """
    kept = tuple((number, tuple(cells)) for number, cells in rows if any(cell.strip() for cell in cells))
    cells = sum(len(row) for _, row in kept)
    if len(kept) > MOST_ROWS or cells > MOST_CELLS or any(len(row) > MOST_COLUMNS for _, row in kept):
        raise _too_large(file)
    return Sheet(name, kept)


def _too_large(file: str) -> UnreadableDocument:
    limits = f"{MOST_ROWS:,} rows, {MOST_COLUMNS} columns, {MOST_CELLS:,} cells or {MOST_BYTES:,} bytes"
    return UnreadableDocument(
        f"{file} is too large: more than {limits}", "keep the rows of inspections only", "too-large"
    )
