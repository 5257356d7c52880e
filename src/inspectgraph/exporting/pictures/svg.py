"""A still picture: title, nodes, edges, as many labels as can be read, a legend and a source line."""

from __future__ import annotations

import math
from collections.abc import Iterator
from xml.sax.saxutils import escape

from inspectgraph.exporting.formats.parts import Files, PropertyGraph, about, edges, nodes
from inspectgraph.exporting.graphs.draft import Attributes
from inspectgraph.exporting.pictures.legend import legend, shown_label, years
from inspectgraph.exporting.sources import Sources

_WIDTH, _HEIGHT = 1600.0, 1000.0
_HEAD, _FOOT, _MARGIN = 80.0, 40.0, 50.0
_LETTER, _LINE, _LONGEST = 6.2, 14.0, 42
#: How many nodes are sure of their labels.
_LARGEST = 12
_FONT = "font-family=\"'DejaVu Sans', Helvetica, Arial, sans-serif\""
Box = tuple[float, float, float, float]


def write(graph: PropertyGraph, sources: Sources) -> Files:
    """The picture."""
    del sources
    return {"": "\n".join(_lines(graph)) + "\n"}


def _lines(graph: PropertyGraph) -> Iterator[str]:
    said = about(graph)
    title, description = said.get("title", ""), said.get("description", "")
    groups = legend(graph)
    edge = 80 + _LETTER * 1.1 * max((len(group) + len(str(count)) for group, _, count in groups), default=0)
    places, scale, origin = _places(graph, edge)
    lowest = max((y for _, y in places.values()), default=0.0)
    height = round(max(lowest, _HEAD + 22.0 * len(groups)) + _MARGIN + _FOOT)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {height:g}" width="{_WIDTH:g}" '
        f'height="{height:g}" role="img" aria-labelledby="title desc" {_FONT}>'
    )
    yield f'<title id="title">{escape(title)}</title><desc id="desc">{escape(description)}</desc>'
    yield f'<rect width="{_WIDTH:g}" height="{height:g}" fill="#ffffff"/>'
    for year, place in years(graph):
        x = origin + place * scale
        yield f'<path d="M{x:.1f} {_HEAD:g}V{height - _FOOT:g}" stroke="#e5e7eb"/>'
        yield f'<text x="{x + 3:.1f}" y="{_HEAD + 12:g}" font-size="11" fill="#4b5563">{year}</text>'
    yield '<g stroke="#94a3b8" stroke-opacity="0.4" fill="none">'
    for _, source, target, values in edges(graph):
        (x1, y1), (x2, y2) = places[source], places[target]
        width = min(5.0, 0.6 + 0.5 * math.log2(1 + abs(float(values.get("weight", 1)))))
        yield f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke-width="{width:.2f}"/>'
    yield "</g>"
    ordered = sorted(nodes(graph), key=lambda node: (-float(node[1]["size"]), node[0]))
    for name, values in ordered:
        x, y = places[name]
        label = escape(str(values["label"]))
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_radius(values, scale):.1f}" fill="{values["color"]}" '
            f'stroke="#ffffff"><title>{label}</title></circle>'
        )
    yield '<g font-size="11" fill="#1b1f23" stroke="#ffffff" stroke-width="5" paint-order="stroke" stroke-linejoin="round">'
    yield from _labels(graph, ordered, places, scale, edge)
    yield "</g>"
    yield from _frame(graph, title, description, height)
    yield "</svg>"


def _places(graph: PropertyGraph, edge: float) -> tuple[dict[str, tuple[float, float]], float, float]:
    """Where each node stands on the sheet, what one unit of the graph takes there, and where its x-axis has 0.

    A picture that is much higher than wide keeps its width and gets a longer sheet.
    """
    points = {name: (float(values["x"]), float(values["y"])) for name, values in nodes(graph)}
    if not points:
        return {}, 1.0, 0.0
    left, right = min(x for x, _ in points.values()), max(x for x, _ in points.values())
    top, bottom = min(y for _, y in points.values()), max(y for _, y in points.values())
    room_x, room_y = _WIDTH - edge - 3 * _MARGIN, _HEIGHT - _HEAD - _FOOT - 2 * _MARGIN
    across, down = room_x / max(right - left, 1.0), room_y / max(bottom - top, 1.0)
    scale = min(across, max(down, min(across, 0.45)), 2.5)
    shift = (room_x - (right - left) * scale) / 2
    origin = edge + _MARGIN + shift - left * scale
    placed = {name: (origin + x * scale, _HEAD + _MARGIN + (y - top) * scale) for name, (x, y) in points.items()}
    return placed, scale, origin


def _radius(values: Attributes, scale: float) -> float:
    return max(2.5, float(values["size"]) / 2 * min(scale, 1.0))


def _labels(
    graph: PropertyGraph,
    ordered: list[tuple[str, Attributes]],
    places: dict[str, tuple[float, float]],
    scale: float,
    edge: float,
) -> Iterator[str]:
    """Each label where it covers no other, nor a node; one that finds no place is left out.

    The labels of the largest nodes go before the smaller nodes.
    """
    taken: dict[tuple[int, int], list[Box]] = {}

    def keep(some: list[tuple[str, Attributes]]) -> None:
        for name, values in some:
            (x, y), radius = places[name], _radius(values, scale)
            _take((x - radius, y - radius, x + radius, y + radius), taken, free=False)

    keep(ordered[:_LARGEST])
    for number, (name, values) in enumerate(ordered):
        if number == _LARGEST:
            keep(ordered[_LARGEST:])
        x, y = places[name]
        text = shown_label(graph, values)
        text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        width, radius = len(text) * _LETTER, _radius(values, scale)
        for left, middle in (
            (x + radius + 3, y),
            (x - radius - 3 - width, y),
            (x - width / 2, y + radius + 8),
            (x - width / 2, y - radius - 8),
        ):
            box = left, middle - _LINE / 2, left + width, middle + _LINE / 2
            if left > edge and box[2] < _WIDTH and _take(box, taken):
                yield f'<text x="{left:.1f}" y="{middle + 4:.1f}">{escape(text)}</text>'
                break


def _take(box: Box, taken: dict[tuple[int, int], list[Box]], *, free: bool = True) -> bool:
    """Takes the place of a box; where it must be free, not when another has part of it."""
    cells = [
        (column, row)
        for column in range(int(box[0] // 50), int(box[2] // 50) + 1)
        for row in range(int(box[1] // 50), int(box[3] // 50) + 1)
    ]
    for cell in cells if free else ():
        for other in taken.get(cell, ()):
            if box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1]:
                return False
    for cell in cells:
        taken.setdefault(cell, []).append(box)
    return True


def _frame(graph: PropertyGraph, title: str, description: str, height: float) -> Iterator[str]:
    """Title, legend and source line."""
    yield f'<text x="24" y="38" font-size="24" font-weight="bold" fill="#1b1f23">{escape(title)}</text>'
    yield f'<text x="24" y="62" font-size="13" fill="#4b5563">{escape(description)}</text>'
    for row, (group, colour, count) in enumerate(legend(graph)):
        y = _HEAD + 30 + row * 22
        yield f'<circle cx="34" cy="{y:g}" r="7" fill="{colour}"/>'
        yield f'<text x="48" y="{y + 4:g}" font-size="12" fill="#1b1f23">{escape(group)} ({count})</text>'
    said = about(graph)
    foot = " · ".join(filter(None, (said.get("source"), said.get("creator"))))
    yield f'<text x="24" y="{height - 16:g}" font-size="11" fill="#4b5563">Source: {escape(foot)}</text>'
