"""Time from left to right."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from inspectgraph.charting.colours import GREY, PALE
from inspectgraph.charting.picture import Line, Mark, Words

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def day_of(text: str) -> date | None:
    """The first day of a date that may be a year, a month or a day in ISO 8601; `None` when it is none of them.

    >>> day_of("2014"), day_of("2014-02"), day_of("soon")
    (datetime.date(2014, 1, 1), datetime.date(2014, 2, 1), None)
    """
    try:
        return date.fromisoformat(text + "-01-01"[: 10 - len(text)] if len(text) in (4, 7) else text)
    except ValueError:
        return None


def last_day_of(text: str) -> date | None:
    """The last day of a date that may be a year, a month or a day.

    >>> last_day_of("2017"), last_day_of("2024-02")
    (datetime.date(2017, 12, 31), datetime.date(2024, 2, 29))
    """
    first = day_of(text)
    if first is None or len(text) > 7:
        return first
    month = 12 if len(text) == 4 else first.month
    return first.replace(month=month, day=monthrange(first.year, month)[1])


def month(day: date) -> str:
    """Month and year.

    >>> month(date(2014, 1, 7))
    'Jan 2014'
    """
    return f"{_MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Axis:
    """Years between two places.

    Attributes:
        first: The year at the left.
        last: The year that ends at the right.
        left: Where the first begins.
        right: Where the last ends.
    """

    first: int
    last: int
    left: float
    right: float

    @classmethod
    def over(cls, days: Iterable[date], left: float, right: float) -> Axis:
        """The whole years that hold all days; the year 2000 when there is none."""
        years = sorted({day.year for day in days}) or [2000]
        return cls(years[0], years[-1], left, right)

    def at(self, day: date) -> float:
        """Where a day is."""
        share = (day - date(day.year, 1, 1)).days / 366
        return self.left + (day.year - self.first + share) * self.per_year

    @property
    def per_year(self) -> float:
        """The width of a year."""
        return (self.right - self.left) / (self.last - self.first + 1)

    def marks(self, top: float, bottom: float) -> Iterator[Mark]:
        """A line at the beginning of each year, with the year above where there is room."""
        every = next((step for step in (1, 2, 5, 10) if step * self.per_year >= 38), 20)
        for year in range(self.first, self.last + 2):
            x = self.left + (year - self.first) * self.per_year
            yield Line(x, top, x, bottom, PALE)
            if year <= self.last and (year - self.first) % every == 0:
                yield Words(x + 3, top - 5, str(year), 11, fill=GREY)


def rows_without_overlap(
    spans: Sequence[tuple[float, float]], most: int, first: Sequence[bool] = ()
) -> list[int | None]:
    """For each span the first row in which it covers no other; `None` when there is none.

    Args:
        spans: Where each begins and ends.
        most: How many rows there are.
        first: Which of them choose before the others.

    >>> rows_without_overlap([(0, 5), (3, 8), (4, 9), (6, 7)], 2)
    [0, 1, None, 0]
    """
    rows: list[list[tuple[float, float]]] = [[] for _ in range(most)]
    found: list[int | None] = [None] * len(spans)
    for place in sorted(range(len(spans)), key=lambda place: (bool(first) and not first[place], place)):
        start, end = spans[place]
        for row, taken in enumerate(rows):
            if all(end <= other or start >= another for other, another in taken):
                taken.append((start, end))
                found[place] = row
                break
    return found
