"""Positions, computed once for all formats, without chance: equal graphs have equal pictures."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping, Sequence
from datetime import date

Positions = list[tuple[float, float]]
Links = Sequence[Mapping[int, float]]

_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
#: The distance that joined nodes keep.
_APART = 56.0
#: How far nodes repel each other, in those distances: far in small graphs, near in large ones, which take longer.
_FAR, _NEAR, _SMALL = 12.0, 4.0, 500
_LARGEST_DRAWN_BY_FORCE = 4000
#: Names are written across and screens are wide, so pictures are wider than high.
_WIDER = 1.4
#: On a time line: how far apart years and rows are.
PER_YEAR, _PER_ROW = 120.0, 40.0


def disc(count: int) -> Positions:
    """The seeds of a sunflower: nodes spread evenly over a disc, the first in the middle."""
    return [
        (
            _APART * math.sqrt(index) * math.cos(index * _GOLDEN_ANGLE),
            _APART * math.sqrt(index) * math.sin(index * _GOLDEN_ANGLE),
        )
        for index in range(count)
    ]


def by_force(links: Links) -> Positions:
    """Joined nodes attract each other, near ones repel (Fruchterman and Reingold 1991, with their grid of cells).

    Args:
        links: For each node its neighbours with the weight of the edge; both ways.

    Returns:
        A position for each node. Components are drawn apart and packed in rows, the largest first; a graph of
        more than a few thousand nodes is laid on a disc.
    """
    parts = components(links)
    if len(links) > _LARGEST_DRAWN_BY_FORCE:
        placed = disc(len(links))
        order = [node for part in parts for node in part]
        return [place for _, place in sorted(zip(order, placed, strict=True))]
    return _packed(len(links), [(part, _forces(part, links)) for part in parts])


def components(links: Links) -> list[list[int]]:
    """The connected components, the largest first; each in breadth-first order from its best connected node."""
    seen: set[int] = set()
    parts: list[list[int]] = []
    for start in sorted(range(len(links)), key=lambda node: (-len(links[node]), node)):
        if start in seen:
            continue
        seen.add(start)
        part, waiting = [], deque([start])
        while waiting:
            node = waiting.popleft()
            part.append(node)
            for other in sorted(links[node]):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        parts.append(part)
    return sorted(parts, key=lambda part: (-len(part), min(part)))


def _forces(part: Sequence[int], links: Links) -> Positions:
    """Positions of the nodes of a component, in its order."""
    index = {node: place for place, node in enumerate(part)}
    pull = [
        (index[node], index[other], 1 + math.log(max(weight, 1)))
        for node in part
        for other, weight in sorted(links[node].items())
        if index[node] < index[other]
    ]
    start = disc(len(part))
    xs, ys = [x for x, _ in start], [y for _, y in start]
    # A hub pushes harder, as in ForceAtlas2 (Jacomy and others 2014), so that what hangs on it has room.
    push = [math.sqrt(1 + len(links[node])) for node in part]
    reach = _APART * (_FAR if len(part) <= _SMALL else _NEAR)
    steps = max(40, min(300, 60_000 // max(1, len(part))))
    for step in range(steps):
        dx, dy = _repulsion(xs, ys, push, reach)
        for one, other, strength in pull:
            away_x, away_y = xs[one] - xs[other], ys[one] - ys[other]
            force = math.hypot(away_x, away_y) / _APART * strength
            dx[one] -= away_x * force
            dy[one] -= away_y * force
            dx[other] += away_x * force
            dy[other] += away_y * force
        heat = _APART * (1 - step / steps) + 0.5
        for node in range(len(part)):
            length = math.hypot(dx[node], dy[node]) or 1.0
            by = min(length, heat) / length
            xs[node] += dx[node] * by
            ys[node] += dy[node] * by
    return [(x * _WIDER, y) for x, y in zip(xs, ys, strict=True)]


def _repulsion(xs: list[float], ys: list[float], push: list[float], reach: float) -> tuple[list[float], list[float]]:
    """What pushes each node away from those within its reach; nodes are looked up by cells of that size."""
    cells: dict[tuple[int, int], list[int]] = {}
    for node, (x, y) in enumerate(zip(xs, ys, strict=True)):
        cells.setdefault((math.floor(x / reach), math.floor(y / reach)), []).append(node)
    dx, dy = [0.0] * len(xs), [0.0] * len(xs)
    for (column, row), members in cells.items():
        near = [
            other
            for across in (-1, 0, 1)
            for down in (-1, 0, 1)
            for other in cells.get((column + across, row + down), ())
        ]
        for node in members:
            x, y, sum_x, sum_y = xs[node], ys[node], 0.0, 0.0
            strength = _APART * _APART * push[node]
            for other in near:
                away_x, away_y = x - xs[other], y - ys[other]
                square = away_x * away_x + away_y * away_y
                if 0 < square < reach * reach:
                    force = strength * push[other] / square
                    sum_x += away_x * force
                    sum_y += away_y * force
            dx[node], dy[node] = sum_x, sum_y
    return dx, dy


def _packed(count: int, parts: Sequence[tuple[Sequence[int], Positions]]) -> Positions:
    """Lays components side by side, in rows about as wide as the whole is high."""
    boxes = []
    for part, positions in parts:
        left, top = min(x for x, _ in positions), min(y for _, y in positions)
        # Names stand beside the nodes.
        width = max(x for x, _ in positions) - left + 2.6 * _APART
        height = max(y for _, y in positions) - top + 2 * _APART
        boxes.append((part, [(x - left, y - top) for x, y in positions], width, height))
    widest = max((width for _, _, width, _ in boxes), default=0)
    limit = max(widest, 1.25 * math.sqrt(sum(width * height for _, _, width, height in boxes)))
    placed: Positions = [(0.0, 0.0)] * count
    x = y = row = 0.0
    for part, positions, width, height in boxes:
        if x and x + width > limit:
            x, y, row = 0.0, y + row, 0.0
        for node, (own_x, own_y) in zip(part, positions, strict=True):
            placed[node] = (x + own_x, y + own_y)
        x, row = x + width, max(row, height)
    return placed


def in_time(rows: Sequence[str], days: Sequence[str], heads: Sequence[bool]) -> Positions:
    """Each row of its own, from left to right in time.

    Args:
        rows: The name of each node's row; rows stand in alphabetical order.
        days: The day of each node, ISO 8601; those without one stand before the first year, 0 on the x-axis.
        heads: Whether a node is the head of its row; heads stand before all others.
    """
    order = {name: place for place, name in enumerate(sorted(set(rows), key=lambda name: (name.casefold(), name)))}
    first = first_year(days)
    taken: dict[tuple[int, int], int] = {}
    placed: Positions = []
    for name, day, head in zip(rows, days, heads, strict=True):
        x = _on_axis(day, first) if day else -PER_YEAR * (2 if head else 0.5)
        cell = order[name], round(x / (_PER_ROW / 2))
        lower = taken[cell] = taken.get(cell, -1) + 1
        placed.append((x, order[name] * _PER_ROW + lower * _PER_ROW / 4))
    return placed


def first_year(days: Sequence[str]) -> int:
    """The year with which a time line begins; 0 when no day is known."""
    return min((int(day[:4]) for day in days if day), default=0)


def _on_axis(day: str, first: int) -> float:
    when = date.fromisoformat(day)
    return (when.year - first + (when.timetuple().tm_yday - 1) / 366) * PER_YEAR
