"""Who held a post, and when that is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from inspectgraph.charting.axis import Axis, day_of, last_day_of
from inspectgraph.charting.colours import GREY, INK, PALE
from inspectgraph.charting.picture import Dot, Line, Mark, Picture, Rect, Swatch, Words, inner
from inspectgraph.charting.text import fitted, width

_WIDTH, _LABELS, _ROW, _BAR = 1180.0, 190.0, 24.0, 8.0
#: What a document states is dark, what follows from being named twice is pale.
_STATED, _BORNE_OUT = "#08519c", "#9ecae1"


@dataclass(frozen=True, slots=True)
class Tenure:
    """A post that somebody held.

    Attributes:
        group: The organisation.
        person: The holder's name.
        began: Since when, as stated; empty where it is not.
        ended: Until when, as stated; empty where it is not.
        named: The days on which a document names the holder.
    """

    group: str
    person: str
    began: str = ""
    ended: str = ""
    named: tuple[str, ...] = ()

    @property
    def days(self) -> list[date]:
        """All days that are known of it, sorted; of what is said after its end, none."""
        ended = last_day_of(self.ended)
        named = [day for text in self.named if (day := day_of(text)) and (ended is None or day <= ended)]
        return sorted(filter(None, (day_of(self.began), ended, *named)))

    @property
    def stated(self) -> str:
        """From when to when, as stated; empty where nothing is."""
        if self.began and self.ended:
            return f"{self.began} to {self.ended}"
        return f"since {self.began}" if self.began else f"until {self.ended}" if self.ended else ""


def tenures(title: str, subtitle: str, held: Sequence[Tenure], source: str) -> Picture:
    """The picture: a row for each holder, by organisation and time.

    Args:
        title: Stands above.
        subtitle: What is drawn and what is left out.
        held: In any order; those of whom no day is known are left out.
        source: The line that says where this comes from.
    """
    known = sorted((each for each in held if each.days), key=lambda each: (each.group, each.days[0], each.person))
    axis = Axis.over([day for each in known for day in each.days], _LABELS, inner(_WIDTH) - 200)
    marks: list[Mark] = list(axis.marks(14, 20 + _ROW * len(known)))
    group = ""
    for number, each in enumerate(known):
        y = 20 + _ROW * (number + 0.5)
        if each.group != group:
            group = each.group
            marks.append(Line(0, y - _ROW / 2, inner(_WIDTH), y - _ROW / 2, PALE))
            marks.append(Words(0, y + 4, fitted(group, _LABELS - 10, 12, bold=True), 12, bold=True))
        marks += _row(each, y, axis)
    left_out = len(held) - len(known)
    return Picture(
        title=title,
        subtitle=subtitle
        + (f" {left_out} of whom no day is known {'is' if left_out == 1 else 'are'} left out." if left_out else ""),
        source=source,
        width=_WIDTH,
        height=20 + _ROW * len(known),
        marks=marks,
        legend=[
            Swatch("a report of that day names the holder", INK, "dot"),
            Swatch("from or until then, as stated", _STATED, "line"),
            Swatch("between the first and the last day that is known", _BORNE_OUT, "square"),
        ],
        summary=" ".join(f"{each.group}: {each.person}, {each.days[0]} to {each.days[-1]}." for each in known),
    )


def _row(held: Tenure, y: float, axis: Axis) -> Iterator[Mark]:
    days = held.days
    first, last = axis.at(days[0]), axis.at(days[-1])
    named = [day for text in held.named if (day := day_of(text)) in days]
    about = f"{held.person}, {held.group}: " + "; ".join(filter(None, (held.stated, *held.named)))
    if last - first > 1:
        yield Rect(first, y - _BAR / 2, last - first, _BAR, _BORNE_OUT, about=about)
    for stated in (day_of(held.began), last_day_of(held.ended)):
        if stated:
            yield Line(axis.at(stated), y - _BAR, axis.at(stated), y + _BAR, _STATED, 3)
    for day in named:
        if day:
            yield Dot(axis.at(day), y, 4.5, INK, about=about)
    yield Words(last + 9, y + 4, held.person, 12, halo=True)
    if held.stated:
        yield Words(last + 17 + width(held.person, 12), y + 4, held.stated, 10.5, fill=GREY, halo=True)
