"""A document as the rest of the program sees it: canonical text, blocks and pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of Unicode code points of a canonical text."""

    start: int
    end: int

    def __contains__(self, other: object) -> bool:
        """Whether another span (or an offset) lies within this one."""
        if isinstance(other, Span):
            return self.start <= other.start and other.end <= self.end
        return isinstance(other, int) and self.start <= other < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, table row or footnote: one line of the canonical text.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last character (the line end is not part of it).
        kind: `text`, `item` (starts with the bullet "• "), `numbered` (starts with "12. ") or `footnote`.
        number: The printed number of a numbered block.
        level: Depth of a list item, 0 for the outermost; 0 for everything else.
        size: Font size in points, 0.0 where the source has none (plain text).
        bold: Whether its first letter is bold; false where the source does not say.
    """

    start: int
    end: int
    kind: str = "text"
    number: int | None = None
    level: int = 0
    size: float = 0.0
    bold: bool = False

    @property
    def span(self) -> Span:
        """From its first character to its last."""
        return Span(self.start, self.end)


class Cell(NamedTuple):
    """A cell that is not empty.

    Attributes:
        column: Its place in the row, from 0.
        span: Its heading and its value in the canonical text.
        value: The value alone.
    """

    column: int
    span: Span
    value: Span


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, which is one line of the canonical text.

    Attributes:
        number: As the spreadsheet counts its rows, from 1.
        span: The whole line.
        cells: Those that are not empty.
    """

    number: int
    span: Span
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with a row of headings and rows below it.

    Attributes:
        name: Of the sheet; empty for a text file.
        titles: What stands above the headings.
        header: The line with the headings.
        headings: One for each column, empty where there is none.
        rows: Those that are not empty.
    """

    name: str
    titles: tuple[Span, ...]
    header: Span
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Document:
    """A document that was read.

    Attributes:
        identifier: First 16 hexadecimal digits of the file's SHA-256.
        sha256: The whole digest of the file's bytes.
        file_name: Name of the file, without its folder.
        media_type: `application/pdf`, `text/plain`, or that of a table.
        text: The canonical text. Blocks are its lines; all offsets of the program point into it.
        blocks: The lines of the text in order.
        page_marks: `(offset, page)` pairs, sorted: from each offset on, the text stands on that page.
        page_count: Number of pages; 1 for a text without page breaks.
        warnings: What the reader noticed, in words for a person.
        tables: The sheets of a table that have headings; `None` for a document that is no table.
    """

    identifier: str
    sha256: str
    file_name: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    page_marks: tuple[tuple[int, int], ...]
    page_count: int
    warnings: tuple[str, ...] = ()
    tables: tuple[Table, ...] | None = None

    @cached_property
    def _mark_offsets(self) -> list[int]:
        return [offset for offset, _ in self.page_marks]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def page_at(self, offset: int) -> int:
        """The number of the page, from 1, on which the character at an offset stands."""
        position = bisect_right(self._mark_offsets, offset) - 1
        return self.page_marks[max(position, 0)][1] if self.page_marks else 1

    def block_at(self, offset: int) -> Block:
        """The block that holds an offset.

        Raises:
            IndexError: The document has no blocks.
        """
        return self.blocks[max(bisect_right(self._block_starts, offset) - 1, 0)]

    def quote(self, span: Span) -> str:
        """The very characters of a span."""
        return self.text[span.start : span.end]

    def blocks_in(self, span: Span) -> tuple[Block, ...]:
        """The blocks that start within a span."""
        first = bisect_right(self._block_starts, span.start - 1)
        last = bisect_right(self._block_starts, span.end - 1)
        return self.blocks[first:last]


#: A longer sentence is a block without full stops, and is taken whole.
_LONGEST_SENTENCE = 5000
_SENTENCE_END = re.compile(r"[.!?][)'\"]?\s+(?=[A-Z0-9'\"(•])")


def sentence_at(document: Document, span: Span) -> Span:
    """The sentence (within one block) that holds a span.

    Args:
        document: Where the span stands.
        span: A span within one block.

    Returns:
        The span of the sentence, without surrounding white space or the bullet or number of its block.
    """
    block = document.block_at(span.start)
    start, end = block.start, max(block.end, span.end)
    since = max(block.start, span.start - _LONGEST_SENTENCE)
    until = min(block.end, span.end + _LONGEST_SENTENCE)
    for match in _SENTENCE_END.finditer(document.text, since, until):
        if match.end() <= span.start:
            start = match.end()
        elif match.start() + 1 >= span.end:
            end = match.end()
            break
    raw = document.text[start:end]
    lead = re.match(r"(?:•\s*|\d{1,3}\.\s+)?", raw)
    start += lead.end() if lead and start == block.start else 0
    return Span(start, start + len(document.text[start:end].rstrip()))
