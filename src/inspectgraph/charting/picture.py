"""What every picture has: a title, what it shows, a legend, marks, and a line that says where it comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from inspectgraph.charting.colours import GREY, INK, edge
from inspectgraph.charting.text import FONT, width, wrapped

if TYPE_CHECKING:
    from jinja2 import Template

MARGIN = 28.0
_TITLE, _LINE, _LEGEND_ROW, _SOURCE_LINE = 22, 19.0, 24.0, 15.0


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; `about` is what a pointer that rests on it is told."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str = "none"
    round: float = 0
    about: str = ""
    kind: Literal["rect"] = "rect"


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str
    width: float = 1.0
    dash: str = ""
    opacity: float = 1.0
    kind: Literal["line"] = "line"


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle; `about` is what a pointer that rests on it is told."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str = "none"
    about: str = ""
    kind: Literal["dot"] = "dot"


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text, `y` its base line; `halo` keeps it readable over other marks."""

    x: float
    y: float
    text: str
    size: float = 12
    anchor: Literal["start", "middle", "end"] = "start"
    fill: str = INK
    bold: bool = False
    halo: bool = False
    kind: Literal["words"] = "words"


Mark = Rect | Line | Dot | Words


@dataclass(frozen=True, slots=True)
class Swatch:
    """An entry of a legend: a colour, or the look of a line, and what it stands for."""

    text: str
    fill: str
    shape: Literal["square", "dot", "ring", "line", "dashed"] = "square"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture before it is written.

    Attributes:
        title: Stands above it.
        subtitle: What it shows, and what it leaves out.
        source: Where it comes from, under which licence.
        width: Of the whole, in pixels.
        height: Of the marks alone.
        marks: In the order in which they are drawn; x and y start at the upper left of their own room.
        legend: In reading order.
        summary: For those who cannot see it: what it says, in a sentence or two.
    """

    title: str
    subtitle: str
    source: str
    width: float
    height: float
    marks: Sequence[Mark]
    legend: Sequence[Swatch] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True)
class _Placed:
    x: float
    y: float
    swatch: Swatch


def inner(whole: float) -> float:
    """The width that marks may take of a picture."""
    return whole - 2 * MARGIN


def svg(picture: Picture) -> str:
    """The picture as SVG 1.1: with title and description for screen readers, without script or anything fetched."""
    room = inner(picture.width)
    subtitle = wrapped(picture.subtitle, room, 13)
    source = wrapped(picture.source, room, 11)
    legend_top = 44 + _LINE * len(subtitle) + 12
    legend = list(_placed(picture.legend, room, legend_top))
    top = (legend[-1].y + _LEGEND_ROW + 2) if legend else legend_top
    foot = top + picture.height + 30
    identity = hashlib.sha256(f"{picture.title}\n{picture.subtitle}\n{picture.summary}".encode()).hexdigest()[:10]
    return _template().render(
        picture=picture,
        subtitle=subtitle,
        source=source,
        legend=legend,
        top=top,
        foot=foot,
        height=round(foot + _SOURCE_LINE * (len(source) - 1) + 16),
        margin=MARGIN,
        font=FONT,
        identity=identity,
        title_size=_TITLE,
        line=_LINE,
        source_line=_SOURCE_LINE,
        ink=INK,
        grey=GREY,
        edge=edge,
    )


def _placed(swatches: Sequence[Swatch], room: float, top: float) -> Iterable[_Placed]:
    x, y = 0.0, top
    for swatch in swatches:
        wide = 20 + width(swatch.text, 12) + 22
        if x and x + wide - 22 > room:
            x, y = 0.0, y + _LEGEND_ROW
        yield _Placed(x + MARGIN, y, swatch)
        x += wide


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("inspectgraph.charting"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.filters["n"] = number
    return environment.get_template("picture.svg.jinja")


def number(value: float) -> str:
    """A coordinate in as few characters as a tenth of a pixel needs.

    >>> number(3.0), number(-0.04), number(2.25)
    ('3', '0', '2.2')
    """
    return f"{round(value, 1) + 0.0:g}" if abs(value) < 100_000 else f"{value:.0f}"
