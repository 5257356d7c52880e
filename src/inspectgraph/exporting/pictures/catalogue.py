"""The forms of pictures by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inspectgraph.exporting.formats.parts import Files, PropertyGraph
from inspectgraph.exporting.pictures import page, svg
from inspectgraph.exporting.sources import Sources


@dataclass(frozen=True, slots=True)
class Picture:
    """A form of pictures.

    Attributes:
        suffix: Of the file.
        description: What it is good for.
        write: Gives the text of the file; the sources are for cards with evidence.
    """

    suffix: str
    description: str
    write: Callable[[PropertyGraph, Sources], Files]


PICTURES: dict[str, Picture] = {
    "html": Picture(".html", "a page to explore, in one file that works offline", page.write),
    "svg": Picture(".svg", "a picture for slides and print", svg.write),
}
