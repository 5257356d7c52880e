"""A still picture: title, nodes, edges, as many labels as can be read, a legend and a source line."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from inspectgraph.charting.colours import GREY, PALE, edge
from inspectgraph.charting.picture import Dot, Line, Mark, Picture, Swatch, Words, inner
from inspectgraph.charting.picture import svg as written
from inspectgraph.charting.text import fitted, width
from inspectgraph.errors import ExportError
from inspectgraph.exporting.formats.parts import PropertyGraph, about, edges, nodes
from inspectgraph.exporting.graphs.draft import Attributes
from inspectgraph.exporting.graphs.looks import EDGE_COLOUR
from inspectgraph.exporting.pictures.legend import is_head, legend, shown_label, tendencies, years

_WIDTH, _HEIGHT, _MARGIN = 1400.0, 820.0, 30.0
_SIZE, _LINE, _LONGEST = 12, 15.0, 300.0
_MOST = 5000
#: How many nodes are sure of their labels.
_LARGEST = 12
Box = tuple[float, float, float, float]
Ordered = list[tuple[str, Attributes]]


def write(graph: PropertyGraph) -> str:
    """The picture as SVG.

    Raises:
        ExportError: It would have more nodes than anybody can tell apart.
    """
    if len(graph) > _MOST:
        raise ExportError(
            f"A picture of {len(graph):,} nodes can't be read.", "Take html, which zooms, or limit it with --authority."
        )
    return written(drawn(graph))


def drawn(graph: PropertyGraph) -> Picture:
    """The picture before it is written."""
    said = about(graph)
    ordered = sorted(nodes(graph), key=lambda node: (-float(node[1]["size"]), node[0]))
    sheet = _Sheet.of(graph)
    marks = [*_years(graph, sheet), *_edges(graph, sheet), *_nodes(ordered, sheet), *_labels(graph, ordered, sheet)]
    return Picture(
        title=said.get("title", ""),
        subtitle=said.get("description", ""),
        source=str(graph.graph.get("origin", "")),
        width=_WIDTH,
        height=sheet.height,
        marks=marks,
        legend=[
            *(Swatch(f"{group} ({count})", colour, "dot") for group, colour, count in legend(graph)),
            *(Swatch(words, colour, "line") for words, colour in tendencies(graph)),
        ],
        summary=f"{graph.number_of_nodes()} nodes and {graph.number_of_edges()} edges.",
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where each node stands, what one unit of the graph takes there, where its x-axis has 0, and the height."""

    places: dict[str, tuple[float, float]]
    scale: float
    origin: float
    height: float

    @classmethod
    def of(cls, graph: PropertyGraph) -> _Sheet:
        """A sheet for a graph; one that is much higher than wide keeps its width and gets a longer sheet."""
        points = {name: (float(values["x"]), float(values["y"])) for name, values in nodes(graph)}
        if not points:
            return cls({}, 1.0, 0.0, 2 * _MARGIN)
        left, right = min(x for x, _ in points.values()), max(x for x, _ in points.values())
        top, bottom = min(y for _, y in points.values()), max(y for _, y in points.values())
        # The heads of rows have their names before them; elsewhere names hang over at both sides.
        before = max((width(str(v["label"]), _SIZE) for _, v in nodes(graph) if is_head(graph, v)), default=60.0) + 20
        after = 100.0
        room = inner(_WIDTH) - before - after
        across, down = room / max(right - left, 1.0), (_HEIGHT - 2 * _MARGIN) / max(bottom - top, 1.0)
        scale = min(across, max(down, min(across, 0.45)), 2.5)
        origin = before + (room - (right - left) * scale) / 2 - left * scale
        head = 20.0 if graph.graph.get("first_year") else 0.0
        placed = {name: (origin + x * scale, head + _MARGIN + (y - top) * scale) for name, (x, y) in points.items()}
        return cls(placed, scale, origin, head + (bottom - top) * scale + 2 * _MARGIN)


def _years(graph: PropertyGraph, sheet: _Sheet) -> Iterator[Mark]:
    for year, place in years(graph):
        x = sheet.origin + place * sheet.scale
        yield Line(x, 0, x, sheet.height, PALE)
        yield Words(x + 3, 11, str(year), 11, fill=GREY)


def _edges(graph: PropertyGraph, sheet: _Sheet) -> Iterator[Mark]:
    for _, source, target, values in edges(graph):
        (x1, y1), (x2, y2) = sheet.places[source], sheet.places[target]
        thick = min(5.0, 0.6 + 0.5 * math.log2(1 + abs(float(values.get("weight", 1)))))
        if "color" in values:
            yield Line(x1, y1, x2, y2, str(values["color"]), thick + 0.6, opacity=0.7)
        else:
            yield Line(x1, y1, x2, y2, EDGE_COLOUR, thick, opacity=0.45)


def _nodes(ordered: Ordered, sheet: _Sheet) -> Iterator[Mark]:
    for name, values in ordered:
        x, y = sheet.places[name]
        fill = str(values["color"])
        yield Dot(x, y, _radius(values, sheet), fill, edge(fill), str(values["label"]))


def _radius(values: Attributes, sheet: _Sheet) -> float:
    return max(2.5, float(values["size"]) / 2 * min(sheet.scale, 1.0))


def _labels(graph: PropertyGraph, ordered: Ordered, sheet: _Sheet) -> Iterator[Mark]:
    """Each label where it covers no other, nor a node; one that finds no place is left out.

    The labels of the largest nodes, and of the heads of rows, go before the smaller nodes.
    """
    taken: dict[tuple[int, int], list[Box]] = {}

    def keep(some: Ordered) -> None:
        for name, values in some:
            (x, y), radius = sheet.places[name], _radius(values, sheet)
            _take((x - radius, y - radius, x + radius, y + radius), taken, free=False)

    first = [each for each in ordered if is_head(graph, each[1])] or ordered[:_LARGEST]
    chosen = {name for name, _ in first}
    keep(first)
    for number, (name, values) in enumerate([*first, *(each for each in ordered if each[0] not in chosen)]):
        if number == len(first):
            keep([each for each in ordered if each[0] not in chosen])
        x, y = sheet.places[name]
        text = fitted(shown_label(graph, values), _LONGEST, _SIZE)
        wide, radius = width(text, _SIZE) + 4, _radius(values, sheet)
        beside = [
            (x + radius + 3, y),
            (x - radius - 3 - wide, y),
            (x - wide / 2, y + radius + 9),
            (x - wide / 2, y - radius - 9),
        ]
        for left, middle in [beside[1]] if is_head(graph, values) else beside:
            box = left, middle - _LINE / 2, left + wide, middle + _LINE / 2
            if left >= -4 and box[2] <= inner(_WIDTH) + 4 and _take(box, taken):
                yield Words(left + 2, middle + 4, text, _SIZE, halo=True)
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
