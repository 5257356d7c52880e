"""Page furniture: page numbers, running headers and footers, and where footnotes stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median

from inspectgraph.reading.lines import Line

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\d{1,3}")
#: Below this nothing recurs; lines at either edge of a page that may be furniture; lines of the shortest page.
_FEWEST_PAGES = 3
_EDGE_LINES = 2
_SHORTEST_PAGE = 12
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


def without_running_lines(lines: list[Line], pages: int) -> list[Line]:
    """The lines of a plain text without page numbers and what recurs at the edges of its pages.

    Form feeds part the pages. Where there are none, bare numbers that go up by one, with a page's worth of
    lines between them, are taken for page numbers.

    Args:
        lines: All lines of a text.
        pages: How many pages form feeds made of it.
    """
    edges = _edges_of_pages(lines) if pages >= _FEWEST_PAGES else _edges_at_numbers(lines)
    parts = max(pages, sum(1 for at in edges if _PAGE_NUMBER.fullmatch(lines[at].raw)))
    seen = Counter(_DIGITS.sub("#", lines[at].raw).lower() for at in edges)
    least = max(_FEWEST_PAGES, parts // 4)
    gone = {
        at
        for at in edges
        if _PAGE_NUMBER.fullmatch(lines[at].raw)
        or seen[_DIGITS.sub("#", lines[at].raw).lower()] >= least
        and not lines[at].raw.endswith(".")
    }
    kept: list[Line] = []
    gap = False
    for at, line in enumerate(lines):
        gap = gap or line.gap
        if at not in gone:
            line.gap, gap = gap, False
            kept.append(line)
    return kept


def _edges_of_pages(lines: list[Line]) -> set[int]:
    """The first and last lines of each page."""
    of_page: dict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        of_page[line.page].append(at)
    return {at for rows in of_page.values() for at in (*rows[:_EDGE_LINES], *rows[-_EDGE_LINES:])}


def _edges_at_numbers(lines: list[Line]) -> set[int]:
    """Bare numbers that count pages, with the lines next to them."""
    chain: list[tuple[int, int]] = []
    best: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if _BARE_NUMBER.fullmatch(line.raw):
            value = int(line.raw)
            if chain and value == chain[-1][1] + 1 and at - chain[-1][0] >= _SHORTEST_PAGE:
                chain.append((at, value))
            elif not chain or len(chain) < _FEWEST_PAGES:
                chain = [(at, value)]
            best = max(best, chain, key=len)
    if len(best) < _FEWEST_PAGES:
        return set()
    return {near for at, _ in best for near in range(at - 1, at + 2) if 0 <= near < len(lines)}


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
