"""Page furniture: page numbers, running headers and footers, and where footnotes stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median

from inspectgraph.reading.lines import Line

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?", re.IGNORECASE)
#: Share of the page's height at its top and its foot in which furniture stands.
_MARGIN = 0.1
#: Points by which a footnote's letters are lower than those of the body.
_SMALLER = 1.0
#: By how much a title's letters are higher than those of the running header that repeats it.
_TITLE = 1.2


def without_furniture(lines: list[Line], heights: list[float]) -> list[Line]:
    """The lines that belong to the text.

    Page numbers and what recurs at the top or the foot of pages (apart from its digits) go; the title that a
    running header repeats is larger, and stays.

    Args:
        lines: All lines of a PDF.
        heights: Of the pages, in points.
    """

    def edge(line: Line) -> bool:
        height = heights[line.page - 1]
        return line.top < height * _MARGIN or line.bottom > height * (1 - _MARGIN)

    seen: dict[str, dict[int, float]] = defaultdict(dict)
    for line in lines:
        if edge(line):
            seen[_DIGITS.sub("#", line.raw).strip().lower()].setdefault(line.page, line.size)
    pages = len({line.page for line in lines})
    least = max(3, pages // 4)

    def furniture(line: Line) -> bool:
        if not edge(line):
            return False
        if _PAGE_NUMBER.fullmatch(line.raw.strip()):
            return True
        sizes = seen[_DIGITS.sub("#", line.raw).strip().lower()].values()
        return len(sizes) >= least and line.size <= _TITLE * median(sizes)

    return [line for line in lines if not furniture(line)]


def body_size(lines: list[Line]) -> float:
    """The height of the letters of most of the text, in points; 0.0 where unknown."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.size] += len(line.raw)
    return weights.most_common(1)[0][0] if weights else 0.0


def mark_footnotes(lines: list[Line], body: float) -> None:
    """Marks the small print at the foot of pages that also hold text of the body's size."""
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    for page_lines in by_page.values():
        body_lines = [line for line in page_lines if line.size >= body - _SMALLER]
        if sum(abs(line.size - body) < _SMALLER for line in page_lines) < 3:
            continue
        lowest = max(line.bottom for line in body_lines)
        for line in page_lines:
            if line.size < body - _SMALLER and line.top >= lowest - 2:
                line.footnote = True


def mark_gaps(lines: list[Line]) -> None:
    """Marks the lines above which there is more room than within a paragraph."""
    distances = [
        second.top - first.bottom
        for first, second in pairwise(lines)
        if first.page == second.page and 0 <= second.top - first.bottom < 2 * max(first.size, 1.0)
    ]
    usual = median(distances) if distances else 0.0
    for first, second in pairwise(lines):
        if first.page == second.page:
            second.gap = second.top - first.bottom > usual + 0.3 * max(first.size, 8.0)
