"""Who inspected when: a row for each person, a dot for each inspection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspectgraph.charting.axis import Axis, day_of
from inspectgraph.charting.colours import GREY, PALE, PAPER
from inspectgraph.charting.picture import Dot, Line, Mark, Picture, Swatch, Words, inner
from inspectgraph.charting.text import fitted

_WIDTH, _LABELS, _COUNT, _ROW = 1180.0, 180.0, 90.0, 19.0
_LED, _TOOK_PART = "#08519c", "#2b8cbe"


@dataclass(frozen=True, slots=True)
class Part:
    """A part that somebody had in an inspection.

    Attributes:
        person: The inspector's name.
        day: The first day of the inspection.
        inspection: What the inspection is called.
        led: Whether the person led it.
    """

    person: str
    day: str
    inspection: str
    led: bool = False


def teams(title: str, subtitle: str, parts: Sequence[Part], source: str, most: int = 60) -> Picture:
    """The picture, with those who took part most often above.

    Args:
        title: Stands above.
        subtitle: What is drawn.
        parts: In any order; those without a day are left out.
        source: The line that says where this comes from.
        most: How many people are drawn; the subtitle says how many are not.
    """
    played: dict[str, list[Part]] = {}
    for part in parts:
        if day_of(part.day):
            played.setdefault(part.person, []).append(part)
    order = sorted(played, key=lambda name: (-len({each.inspection for each in played[name]}), name))
    shown, hidden = order[:most], order[most:]
    axis = Axis.over(
        [day for name in shown for each in played[name] if (day := day_of(each.day))], _LABELS, inner(_WIDTH) - _COUNT
    )
    bottom = 20 + _ROW * len(shown)
    marks: list[Mark] = [*axis.marks(14, bottom), Words(inner(_WIDTH), 9, "inspections", 11, "end", GREY)]
    for number, name in enumerate(shown):
        marks += _row(
            name, sorted(played[name], key=lambda each: (each.led, each.day)), 20 + _ROW * (number + 0.5), axis
        )
    return Picture(
        title=title,
        subtitle=subtitle
        + (f" Drawn are the {len(shown)} who took part most often, of {len(order)}." if hidden else ""),
        source=source,
        width=_WIDTH,
        height=bottom,
        marks=marks,
        legend=[Swatch("led the inspection", _LED, "dot"), Swatch("was in the team", _TOOK_PART, "ring")],
        summary=" ".join(f"{name}: {len({each.inspection for each in played[name]})}." for name in shown),
    )


def _row(name: str, parts: Sequence[Part], y: float, axis: Axis) -> Iterator[Mark]:
    yield Line(0, y + _ROW / 2, inner(_WIDTH), y + _ROW / 2, PALE)
    yield Words(0, y + 4, fitted(name, _LABELS - 10, 12), 12)
    days = [axis.at(day) for each in parts if (day := day_of(each.day))]
    if len(days) > 1:
        yield Line(min(days), y, max(days), y, "#b8c4cf")
    for x, each in zip(days, parts, strict=True):
        about = f"{name}: {each.inspection}{', led it' if each.led else ''}"
        yield Dot(x, y, 5, _LED if each.led else PAPER, _LED if each.led else _TOOK_PART, about)
    yield Words(inner(_WIDTH), y + 4, str(len({each.inspection for each in parts})), 12, "end", GREY)
