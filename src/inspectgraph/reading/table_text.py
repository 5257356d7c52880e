"""The canonical text of a table: one line for each row, each value with its heading before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from inspectgraph.reading.characters import clean
from inspectgraph.reading.document import Block, Cell, Row, Span, Table
from inspectgraph.reading.tables import Sheet

BETWEEN = " | "
#: Rows among which the headings are looked for, and how long a heading may be.
_TOP, _LONGEST_HEADING = 40, 200
_NO_HEADING = re.compile(r"[^A-Za-z]*|(?:https?:|www\.).*|(?:19|20)\d\d-\d\d-\d\d.*", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class TableText:
    """A canonical text that grows by lines.

    Attributes:
        lines: So far.
        blocks: Where they are.
        page_marks: Where each sheet begins.
        tables: The sheets that have headings.
    """

    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    page_marks: list[tuple[int, int]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    @property
    def next(self) -> int:
        """Where the next line begins."""
        return self.blocks[-1].end + 1 if self.blocks else 0

    def add(self, line: str) -> Span:
        """Adds a line and gives its place."""
        start = self.next
        self.lines.append(line)
        self.blocks.append(Block(start, start + len(line)))
        return self.blocks[-1].span


def lay_out(sheets: Sequence[Sheet]) -> TableText:
    """The text of the sheets, one after the other; each is a page."""
    text = TableText()
    for page, each in enumerate(sheets, 1):
        text.page_marks.append((text.next, page))
        rows = [(number, [_line(cell) for cell in cells]) for number, cells in each.rows]
        top = _header(rows)
        above = tuple(text.add(BETWEEN.join(filter(None, cells))) for _, cells in (rows if top is None else rows[:top]))
        if top is None:
            continue
        headings = rows[top][1]
        header = text.add(BETWEEN.join(filter(None, headings)))
        found = tuple(_row(text, number, cells, headings) for number, cells in rows[top + 1 :])
        text.tables.append(Table(_line(each.name), above, header, tuple(headings), found))
    return text


def _line(cell: str) -> str:
    return clean(re.sub(r"\s+", " ", cell))


def _header(rows: Sequence[tuple[int, list[str]]]) -> int | None:
    """The first row that is about as wide as the table and holds only words."""
    widths = [len(list(filter(None, cells))) for _, cells in rows]
    if not widths:
        return None
    wide = max(2.0, 0.6 * median(widths))
    for place, (_, cells) in enumerate(rows[:_TOP]):
        words = list(filter(None, cells))
        if widths[place] >= wide and not any(
            _NO_HEADING.fullmatch(word) or len(word) > _LONGEST_HEADING for word in words
        ):
            return place
    return None


def _row(text: TableText, number: int, cells: Sequence[str], headings: Sequence[str]) -> Row:
    start = position = text.next
    parts, found = [], []
    for column, value in enumerate(cells):
        if not value:
            continue
        heading = headings[column] if column < len(headings) else ""
        label = f"{heading or f'column {column + 1}'}: "
        end = position + len(label) + len(value)
        found.append(Cell(column, Span(position, end), Span(position + len(label), end)))
        parts.append(label + value)
        position = end + len(BETWEEN)
    span = text.add(BETWEEN.join(parts))
    assert span.start == start
    return Row(number, span, tuple(found))
