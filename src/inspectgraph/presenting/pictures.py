"""Geometry of the small pictures on pages; the templates draw them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH = 960
#: Room for labels at the left of a time line.
LABELS = 220
_ROW, _TOP, _RIGHT, _HEADING = 28, 26, 16, 24


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a bar.

    Attributes:
        x, width: In units of the picture.
        style: `bar` for what is stated, `maybe` for what lies between bounds.
    """

    x: float
    width: float
    style: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a time line.

    Attributes:
        label: At the left.
        y: Of its middle.
        spans: Its bars.
        dots: Where it was seen.
        telling: The row in words.
        heading: What stands above it, where a group begins.
    """

    label: str
    heading: str
    y: float
    spans: tuple[Span, ...]
    dots: tuple[float, ...]
    telling: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars over years.

    Attributes:
        height: Of the picture.
        ticks: Years with their places.
        rows: From the top.
        marks: Places of vertical lines with their labels.
    """

    height: float
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[Row, ...]
    marks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Life:
    """What is known of when something was.

    Attributes:
        label: Its name.
        telling: The same in words.
        bounds: Earliest start, latest start, earliest end, latest end, as days; empty where nothing bounds it.
        seen: Days on which it was.
        group: With which others it stands.
    """

    label: str
    telling: str
    bounds: tuple[str, str, str, str] = ("", "", "", "")
    seen: tuple[str, ...] = ()
    group: str = ""


def timeline(lives: Sequence[Life], marks: Iterable[tuple[str, str]] = ()) -> Timeline | None:
    """Bars for lives of which at least a day is known; none when there are not any.

    Args:
        lives: From the top.
        marks: Days with labels that are drawn as vertical lines.
    """
    known = [each for each in lives if any(each.bounds) or each.seen]
    given = [(_number(each), label) for each, label in marks if each]
    days = [_number(day) for each in known for day in (*each.bounds, *each.seen) if day] + [day for day, _ in given]
    if not known or not days:
        return None
    first, last = int(min(days)), int(max(days)) + 1
    scale = (WIDTH - LABELS - _RIGHT) / max(last - first, 1)

    def place(day: float) -> float:
        return round(LABELS + (day - first) * scale, 1)

    step = next((each for each in (1, 2, 5, 10) if (last - first) / each <= 14), 20)
    ticks = tuple((place(year), str(year)) for year in range(first, last + 1) if year % step == 0)
    rows: list[Row] = []
    y, group = float(_TOP), ""
    for each in known:
        heading = each.group if each.group != group else ""
        group = each.group
        y += _ROW + (_HEADING if heading else 0)
        dots = tuple(place(_number(day)) for day in sorted(each.seen))
        rows.append(Row(each.label, heading, y - _ROW / 2, tuple(_spans(each, place, last)), dots, each.telling))
    return Timeline(y + 10, ticks, tuple(rows), tuple((place(day), label) for day, label in given))


def _spans(life: Life, place: Callable[[float], float], last: float) -> Iterable[Span]:
    earliest_start, latest_start, earliest_end, latest_end = (_number(each) if each else None for each in life.bounds)
    seen = [_number(each) for each in life.seen]
    begins = min(filter(None, [latest_start, *seen, earliest_end]), default=None)
    ends = max(filter(None, [earliest_end, *seen, latest_start]), default=None)
    if begins is None or ends is None:
        return
    if earliest_start is not None and earliest_start < begins:
        yield Span(place(earliest_start), place(begins) - place(earliest_start), "maybe")
    if ends > begins:
        yield Span(place(begins), place(ends) - place(begins), "bar")
    if latest_end is not None and latest_end > ends:
        yield Span(place(ends), place(latest_end) - place(ends), "maybe")
    elif latest_start is not None and latest_end is None and not life.bounds[2]:
        until = min(ends + 1, last)
        if until > ends:
            yield Span(place(ends), place(until) - place(ends), "maybe")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a column: its place, its height, its style and how many it stands for."""

    y: float
    height: float
    style: str
    count: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Stacked columns, one for each year.

    Attributes:
        width, height: Of the picture.
        columns: Label, left edge, width and blocks of each.
        base: Where the columns stand.
        ticks: Heights with their labels.
    """

    width: float
    height: float
    columns: tuple[tuple[str, float, float, tuple[Block, ...]], ...]
    base: float
    ticks: tuple[tuple[float, str], ...]


def columns(counts: Sequence[tuple[str, Sequence[tuple[str, int]]]], height: float = 260) -> Columns:
    """Stacked columns of counts by style.

    Args:
        counts: A label and, from the bottom up, styles with counts.
        height: Of the picture.
    """
    left, top, bottom = 40.0, 12.0, 28.0
    base = height - bottom
    most = max((sum(count for _, count in parts) for _, parts in counts), default=1) or 1
    step = next(each for each in (1, 2, 5, 10, 20, 50, 100, 1000) if most / each <= 5)
    top_value = -(-most // step) * step
    scale = (base - top) / top_value
    slot = (WIDTH - left - 8) / max(len(counts), 1)
    drawn = []
    for number, (label, parts) in enumerate(counts):
        y, blocks = base, []
        for style, count in parts:
            if count:
                y -= count * scale
                blocks.append(Block(round(y, 1), round(count * scale, 1), style, count))
        drawn.append((label, round(left + slot * number + slot * 0.11, 1), round(slot * 0.78, 1), tuple(blocks)))
    ticks = tuple((round(base - value * scale, 1), str(value)) for value in range(0, top_value + 1, step))
    return Columns(WIDTH, height, tuple(drawn), base, ticks)


def _number(day: str) -> float:
    """A day as a year with a fraction."""
    try:
        parsed = date.fromisoformat(day)
    except ValueError:
        return float(day[:4])
    return parsed.year + (parsed.timetuple().tm_yday - 1) / 366
