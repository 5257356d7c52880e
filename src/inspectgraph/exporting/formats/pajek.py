"""Pajek's `.net`: labels, positions, weights and relations; the format has no other attributes, nor an escape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from inspectgraph.exporting.formats.parts import Files, PropertyGraph, edges, nodes


def write(graph: PropertyGraph) -> Files:
    """The file."""
    return {"": "\n".join(_lines(graph)) + "\n"}


def _lines(graph: PropertyGraph) -> Iterator[str]:
    labels = _labels(graph)
    number = {name: place for place, name in enumerate(labels, 1)}
    xs = _scaled([float(values.get("x", 0)) for _, values in nodes(graph)])
    ys = _scaled([float(values.get("y", 0)) for _, values in nodes(graph)])
    yield f"*Vertices {len(labels)}"
    for (name, label), x, y in zip(labels.items(), xs, ys, strict=True):
        yield f"{number[name]} {_quoted(label)} {x:.4f} {y:.4f} 0.5 ellipse"
    yield "*Arcs" if graph.is_directed() else "*Edges"
    for _, source, target, values in edges(graph):
        relation = _quoted(str(values.get("relation", "")))
        yield f"{number[source]} {number[target]} {values.get('weight', 1)} l {relation}"


def _labels(graph: PropertyGraph) -> dict[str, str]:
    """What each node is called; those that share a label have their identifier with it."""
    own = {name: _plain(str(values.get("label", name))) for name, values in nodes(graph)}
    often = Counter(own.values())
    return {name: label if often[label] == 1 else f"{label} [{_plain(name)}]" for name, label in own.items()}


def _scaled(values: list[float]) -> list[float]:
    """Coordinates between 0 and 1, with a margin."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    return [0.05 + 0.9 * (value - low) / (high - low) if high > low else 0.5 for value in values]


def _plain(text: str) -> str:
    return " ".join(text.replace('"', "'").replace("\\", "/").split())


def _quoted(text: str) -> str:
    return f'"{_plain(text)}"'
