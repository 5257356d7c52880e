"""The order in which a page is read, where its content was drawn in another one.

Nearly every PDF draws its words as they are read. Two other orders can be told from the places alone: parts
that were drawn upside down or after what follows them, and a table that was drawn column by column.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, groupby, pairwise

from inspectgraph.reading.characters import BULLETS
from inspectgraph.reading.lines import Line

#: Lines of a table's narrow column are shorter than those of a text that is set in columns.
_NARROW = 40
_FEWEST_ROWS = 3


def in_reading_order(lines: list[Line]) -> list[Line]:
    """The lines of all pages, those of each page from top to bottom and row by row.

    A page whose lines go downwards, as nearly all do, stays as it is; so does one that
    neither of the two orders explains.
    """
    pages = (list(page) for _, page in groupby(lines, lambda line: line.page))
    return list(chain.from_iterable(map(_page, pages)))


def _page(lines: list[Line]) -> list[Line]:
    upwards = sum(line.bottom < before.bottom - 2 for before, line in pairwise(lines))
    if upwards > len(lines) // 2:
        return sorted(lines, key=lambda line: (line.top, line.left))
    runs = _runs(lines)
    if len(runs) == 1:
        return lines
    ordered = sorted(runs, key=_top)
    if all(_bottom(above) <= _top(below) + 2 for above, below in pairwise(ordered)):
        return list(chain.from_iterable(ordered))
    done = runs[0]
    for run in runs[1:]:
        done = _beside(done, run) or [*done, *run]
    return done


def _runs(lines: list[Line]) -> list[list[Line]]:
    """The lines, parted where the page jumps back by more than a line."""
    runs = [[lines[0]]]
    for before, line in pairwise(lines):
        if line.bottom < before.top - max(before.size, 8.0):
            runs.append([])
        runs[-1].append(line)
    return runs


def _top(lines: list[Line]) -> float:
    return min(line.top for line in lines)


def _bottom(lines: list[Line]) -> float:
    return max(line.bottom for line in lines)


def _beside(done: list[Line], run: list[Line]) -> list[Line] | None:
    """The rows of a table of which one column was drawn before the other; `None` where there is no such table."""
    end = _bottom(done)
    second = [line for line in run if line.top < end - 2]
    start = _top(second) if second else end
    places = [place for place, line in enumerate(done) if line.bottom > start + 2]
    if not second or run[: len(second)] != second or places != list(range(places[0], len(done))):
        return None
    first = done[places[0] :]
    columns = sorted((first, second), key=lambda column: column[0].left)
    if max(line.right for line in columns[0]) > min(line.left for line in columns[1]):
        return None
    if not any(all(len(line.raw) < _NARROW for line in column) for column in columns):
        return None
    left, right = (_cells(column) for column in columns)
    if len(left) != len(right) or len(left) < _FEWEST_ROWS:
        return None
    if not all(
        _top(cell) < _bottom(other) and _top(other) < _bottom(cell) for cell, other in zip(left, right, strict=True)
    ):
        return None
    rows = chain.from_iterable(_row(cell, other) for cell, other in zip(left, right, strict=True))
    return [*done[: places[0]], *rows, *run[len(second) :]]


def _row(cell: list[Line], other: list[Line]) -> list[Line]:
    """Two cells side by side; a bullet in the first becomes the bullet of the second."""
    glyph = cell[0].raw.strip()
    if len(cell) == 1 and len(glyph) == 1 and glyph in BULLETS:
        return [replace(other[0], raw=f"{glyph} {other[0].raw}", left=cell[0].left), *other[1:]]
    return [*cell, *other]


def _cells(column: list[Line]) -> list[list[Line]]:
    """The cells of a column: lines with no more room between them than within a paragraph."""
    cells = [[column[0]]]
    for before, line in pairwise(column):
        if line.top - before.bottom > 0.3 * max(line.size, 8.0):
            cells.append([])
        cells[-1].append(line)
    return cells
