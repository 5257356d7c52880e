"""The judgements of one authority in time: a lane for each area, inspections and visits above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from inspectgraph.charting.axis import Axis, day_of, month, rows_without_overlap
from inspectgraph.charting.colours import GREY, INK, ORDER, PALE, PAPER, colour, edge, ink, letters, short
from inspectgraph.charting.picture import Dot, Line, Mark, Picture, Rect, Swatch, Words, inner
from inspectgraph.charting.text import fitted, width

_WIDTH, _LABELS, _LANE, _CHIP = 1300.0, 262.0, 38.0, 22.0
_NAME_ROWS, _NAME_ROW = 3, 15.0


@dataclass(frozen=True, slots=True)
class Inspection:
    """An inspection or visit.

    Attributes:
        name: Of its kind, in a word or two.
        start: Its first day, in ISO 8601 and as precise as it is known; empty when it is not.
        grades: By area the grade that it gave.
    """

    name: str
    start: str
    grades: tuple[tuple[str, str], ...] = ()


def judgement_history(authority: str, inspections: Sequence[Inspection], areas: Sequence[str], source: str) -> Picture:
    """The picture.

    Args:
        authority: Its name.
        inspections: In any order.
        areas: In the order of the lanes; those without a grade are left out.
        source: The line that says where this comes from.
    """
    dated = sorted((each for each in inspections if day_of(each.start)), key=lambda each: (each.start, each.name))
    judged = {area for each in dated for area, _ in each.grades}
    lanes = [area for area in areas if area in judged]
    axis = Axis.over([day for each in dated if (day := day_of(each.start))], _LABELS, inner(_WIDTH) - 96)
    lanes_top = 26 + _NAME_ROWS * _NAME_ROW + 26
    height = lanes_top + _LANE * len(lanes)
    marks: list[Mark] = [*axis.marks(14, height), *_names(dated, axis, lanes_top)]
    for number, area in enumerate(lanes):
        marks += _lane(area, lanes_top + _LANE * (number + 0.5), dated, axis, first=area == areas[0])
    given = [short(grade) for each in dated for _, grade in each.grades]
    undated = len(inspections) - len(dated)
    return Picture(
        title=f"Judgement history: {authority}",
        subtitle="Each grade stands at the first day of its inspection; a line joins it to the next grade for the same area."
        + (
            f" {_count(undated, 'inspection')} without a known date {'is' if undated == 1 else 'are'} not drawn."
            if undated
            else ""
        ),
        source=source,
        width=_WIDTH,
        height=height,
        marks=marks,
        legend=[
            *(Swatch(grade, colour(grade)) for grade in ORDER if grade in given),
            Swatch("inspection with grades", INK, "dot"),
            Swatch("inspection or visit without grades", GREY, "ring"),
        ],
        summary=_summary(dated),
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _summary(dated: Sequence[Inspection]) -> str:
    said = [
        f"{each.name} {each.start}: " + ", ".join(f"{area} {short(grade).lower()}" for area, grade in each.grades) + "."
        for each in dated
        if each.grades
    ]
    return " ".join(said)


def _names(dated: Sequence[Inspection], axis: Axis, lanes_top: float) -> Iterator[Mark]:
    """A dot for each inspection, its name above where there is room; those with grades take their room first."""
    level = lanes_top - 16
    yield Words(0, level + 4, "Inspections and visits", 12, fill=GREY)
    places = [axis.at(day) for each in dated if (day := day_of(each.start))]
    spans = []
    for x, each in zip(places, dated, strict=True):
        wide = width(_named(each), 11) + 10
        spans.append((x - 4, x - 4 + wide) if x + wide <= inner(_WIDTH) else (x + 4 - wide, x + 4))
    rows = rows_without_overlap(spans, _NAME_ROWS, first=[bool(each.grades) for each in dated])
    for x, row in zip(places, rows, strict=True):
        if row:
            yield Line(x, level, x, level - 9 - row * _NAME_ROW, "#c3c9d0")
    for x, row, (start, _), each in zip(places, rows, spans, dated, strict=True):
        about, dark = f"{each.name}, {each.start}", INK if each.grades else GREY
        if each.grades:
            yield Line(x, level, x, lanes_top + 4, PALE, 1.5)
        yield Dot(x, level, 5 if each.grades else 4, INK if each.grades else PAPER, dark, about)
        if row is not None:
            from_left = start == x - 4
            yield Words(
                x - 3 if from_left else x + 3,
                level - 12 - row * _NAME_ROW,
                _named(each),
                11,
                "start" if from_left else "end",
                dark,
                halo=True,
            )


def _named(inspection: Inspection) -> str:
    day = day_of(inspection.start)
    assert day is not None
    when = str(day.year) if len(inspection.start) == 4 else month(day)
    return f"{inspection.name}, {when}"


def _lane(area: str, middle: float, dated: Sequence[Inspection], axis: Axis, *, first: bool) -> Iterator[Mark]:
    yield Line(0, middle + _LANE / 2, axis.right + 96, middle + _LANE / 2, PALE)
    yield Words(0, middle + 4, fitted(area, _LABELS - 12, 12, bold=first), 12, bold=first)
    points = [
        (axis.at(day), grade, each)
        for each in dated
        for name, grade in each.grades
        if name == area and (day := day_of(each.start))
    ]
    for (x, grade, _), (following, _, _) in pairwise(points):
        yield Line(x, middle, following, middle, edge(colour(grade)), 3, opacity=0.45)
    free = 0.0
    for place, (true, grade, each) in enumerate(points):
        x = max(true, free)
        room = points[place + 1][0] - x - 3 if place + 1 < len(points) else float("inf")
        text = next(
            (said for said in (short(grade), letters(grade)) if width(said, 11.5, bold=True) + 12 <= room),
            letters(grade),
        )
        # Grades of one day stand side by side.
        wide = width(text, 11.5, bold=True) + 12
        free = x + wide + 2
        fill = colour(grade)
        yield Rect(x, middle - _CHIP / 2, wide, _CHIP, fill, edge(fill), 4, f"{area}: {grade}. {_named(each)}")
        yield Words(x + wide / 2, middle + 4, text, 11.5, "middle", ink(fill), bold=True)
