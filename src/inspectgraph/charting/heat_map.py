"""A table of authorities with their grades in colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspectgraph.charting.colours import GREY, ORDER, PALE, colour, edge, ink, short
from inspectgraph.charting.picture import Line, Mark, Picture, Rect, Swatch, Words, inner
from inspectgraph.charting.text import fitted, width, wrapped

_WIDTH, _NAMES, _LAST, _ROW, _GAP = 1180.0, 210.0, 180.0, 26.0, 3.0


@dataclass(frozen=True, slots=True)
class Row:
    """An authority.

    Attributes:
        group: Under which heading it stands; empty for none.
        name: Its name.
        grades: One for each column, empty where there is none.
        note: Stands at the right.
    """

    group: str
    name: str
    grades: tuple[str, ...]
    note: str = ""


def heat_map(title: str, subtitle: str, columns: Sequence[str], rows: Sequence[Row], source: str) -> Picture:
    """The picture; rows stand as they are given, a heading before each group.

    Args:
        title: Stands above.
        subtitle: What the cells are.
        columns: Their heads.
        rows: One for each authority.
        source: The line that says where this comes from.
    """
    wide = (inner(_WIDTH) - _NAMES - _LAST) / max(len(columns), 1)
    marks: list[Mark] = []
    for place, head in enumerate(columns):
        lines = wrapped(head, wide - 12, 12)
        for number, line in enumerate(lines):
            base = 32 - (len(lines) - 1 - number) * 14
            marks.append(Words(_NAMES + (place + 0.5) * wide, base, line, 12, "middle", bold=True))
    y, group = 42.0, ""
    for row in rows:
        if row.group != group:
            group = row.group
            y += 8
            marks += [Words(0, y + 16, group, 13, fill=GREY, bold=True), Line(0, y + 22, inner(_WIDTH), y + 22, PALE)]
            y += 28
        marks.append(Words(0, y + 15.5, fitted(row.name, _NAMES - 10, 12), 12))
        for place, grade in enumerate(row.grades):
            marks += _cell(_NAMES + place * wide, y, wide, columns[place], row.name, grade)
        marks.append(Words(inner(_WIDTH) - _LAST + 12, y + 15.5, fitted(row.note, _LAST - 14, 11), 11, fill=GREY))
        y += _ROW
    known = {short(grade) for row in rows for grade in row.grades}
    return Picture(
        title=title,
        subtitle=subtitle,
        source=source,
        width=_WIDTH,
        height=y,
        marks=marks,
        legend=[Swatch(grade, colour(grade)) for grade in ORDER if grade in known],
        summary=f"{len(rows)} authorities, {len(columns)} areas.",
    )


def _cell(x: float, y: float, wide: float, head: str, name: str, grade: str) -> list[Mark]:
    about = f"{name}, {head.lower()}: {grade or 'no grade'}"
    if not grade:
        middle = x + wide / 2
        return [
            Rect(x + _GAP / 2, y, wide - _GAP, _ROW - _GAP, "#f6f7f8", about=about),
            Words(middle, y + 15.5, "–", 12, "middle", GREY),
        ]
    fill, text = colour(grade), short(grade)
    size = 11.5 if width(text, 11.5) <= wide - 12 else 10
    return [
        Rect(x + _GAP / 2, y, wide - _GAP, _ROW - _GAP, fill, edge(fill), 2, about),
        Words(x + wide / 2, y + 15.5, fitted(text, wide - 10, size), size, "middle", ink(fill)),
    ]
