"""How often each grade was given, year by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from inspectgraph.charting.colours import GREY, ORDER, PALE, colour, edge, ink, short
from inspectgraph.charting.picture import Line, Mark, Picture, Rect, Swatch, Words, inner

_WIDTH, _LABELS, _HEIGHT, _AXIS, _TOP = 1100.0, 44.0, 412.0, 28.0, 14.0


def grades_by_year(title: str, subtitle: str, given: Mapping[int, Sequence[str]], source: str) -> Picture:
    """The picture: a column for each year, the best grades at the bottom.

    Args:
        title: Stands above.
        subtitle: What is counted.
        given: By year the grades, each as often as it was given; years between them are drawn empty.
        source: The line that says where this comes from.
    """
    counts = {year: Counter(map(short, grades)) for year, grades in given.items()}
    years = range(min(counts), max(counts) + 1) if counts else range(0)
    most = max((sum(each.values()) for each in counts.values()), default=1)
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200) if most / step <= 8)
    top = -(-most // step) * step
    wide = (inner(_WIDTH) - _LABELS) / max(len(years), 1)
    marks: list[Mark] = list(_scale(top, step))
    for place, year in enumerate(years):
        marks += _column(_LABELS + place * wide, min(wide, 90), wide, year, counts.get(year, Counter()), top)
    marks.append(Line(_LABELS, _HEIGHT, inner(_WIDTH), _HEIGHT, GREY))
    known = set().union(*counts.values()) if counts else set()
    return Picture(
        title=title,
        subtitle=subtitle,
        source=source,
        width=_WIDTH,
        height=_HEIGHT + _AXIS,
        marks=marks,
        legend=[Swatch(grade, colour(grade)) for grade in ORDER if grade in known],
        summary=" ".join(
            f"{year}: {', '.join(f'{counts[year][grade]} {grade.lower()}' for grade in ORDER if counts[year][grade])}."
            for year in years
            if year in counts
        ),
    )


def _scale(top: int, step: int) -> Iterator[Mark]:
    for value in range(0, top + 1, step):
        y = _TOP + (_HEIGHT - _TOP) * (1 - value / top)
        yield Line(_LABELS, y, inner(_WIDTH), y, PALE)
        yield Words(_LABELS - 8, y + 4, str(value), 11, "end", GREY)


def _column(left: float, wide: float, room: float, year: int, counts: Counter[str], top: int) -> Iterator[Mark]:
    x, inset = left + (room - wide) / 2, wide * 0.12
    y, middle = _HEIGHT, left + room / 2
    total = sum(counts.values())
    for grade in ORDER:
        if not counts[grade]:
            continue
        high = (_HEIGHT - _TOP) * counts[grade] / top
        y -= high
        fill = colour(grade)
        about = f"{year}: {counts[grade]} of {total} {grade.lower()}"
        yield Rect(x + inset, y, wide - 2 * inset, high, fill, edge(fill), 0, about)
        if high >= 15:
            yield Words(middle, y + high / 2 + 4, str(counts[grade]), 12, "middle", ink(fill))
    if total:
        yield Words(middle, y - 6, str(total), 12, "middle", bold=True)
    yield Words(middle, _HEIGHT + 19, str(year), 12, "middle", GREY)
