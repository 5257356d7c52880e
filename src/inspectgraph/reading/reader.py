"""Reading a file: which reader it needs, and what comes out."""

from __future__ import annotations

import hashlib
from pathlib import Path

from inspectgraph.errors import UnreadableDocument
from inspectgraph.reading import furniture, pdf, plain, tables
from inspectgraph.reading.document import Document
from inspectgraph.reading.flow import flow
from inspectgraph.reading.order import in_reading_order
from inspectgraph.reading.table_text import lay_out
from inspectgraph.reading.workbooks import sheets_of_workbook


def read(path: Path) -> Document:
    """Reads one file.

    Raises:
        UnreadableDocument: The file is missing, empty, binary, encrypted, damaged or has no text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"{path} can't be opened: {error.strerror}", reason="unreadable") from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Document:
    """Reads the bytes of one file.

    Args:
        data: The whole file.
        name: Its name, for messages and for `ig:fileName`.

    Raises:
        UnreadableDocument: As for `read`.
    """
    if not data:
        raise UnreadableDocument(f"{name} is empty (0 bytes)", "download it again", "empty")
    if b"%PDF-" not in data[:1024] and (table := tables.kind_of(data, name)) is not None:
        return _read_table(data, name, table)
    digest = hashlib.sha256(data).hexdigest()
    warnings: list[str] = []
    if b"%PDF-" in data[:1024]:
        lines, heights = pdf.lines_of(data, name)
        page_count = len(heights)
        lines = furniture.without_furniture(lines, heights)
        furniture.mark_footnotes(lines, furniture.body_size(lines))
        lines = in_reading_order(lines)
        furniture.mark_gaps(lines)
        media_type, wrapped = "application/pdf", True
    else:
        if name.lower().endswith(".pdf"):
            raise UnreadableDocument(f"{name} is not a PDF, whatever its name says", "download it again", "not-a-pdf")
        text, warnings = plain.decode(data, name)
        lines, page_count, wrapped = plain.lines_of(text)
        lines = furniture.without_running_lines(lines, page_count)
        media_type = "text/plain"
    result = flow(lines, wrapped)
    if not result.blocks:
        raise UnreadableDocument(f"{name} has no text", "give a document with words in it", "no-text")
    return Document(
        identifier=digest[:16],
        sha256=digest,
        file_name=name,
        media_type=media_type,
        text=result.text,
        blocks=result.blocks,
        page_marks=result.page_marks,
        page_count=page_count,
        warnings=tuple(warnings),
    )


def _read_table(data: bytes, name: str, kind: str) -> Document:
    if kind in (".csv", ".tsv"):
        sheet, warnings = tables.sheet_of_text(data, name)
        sheets = [sheet]
    else:
        sheets, warnings = sheets_of_workbook(data, name, kind)
    text = lay_out(sheets)
    if not text.blocks:
        raise UnreadableDocument(f"{name} is a table without a row", "give a table with rows in it", "no-text")
    digest = hashlib.sha256(data).hexdigest()
    return Document(
        identifier=digest[:16],
        sha256=digest,
        file_name=name,
        media_type=tables.MEDIA_TYPES[kind],
        text="\n".join(text.lines),
        blocks=tuple(text.blocks),
        page_marks=tuple(text.page_marks),
        page_count=len(sheets),
        warnings=tuple(warnings),
        tables=tuple(text.tables),
    )
