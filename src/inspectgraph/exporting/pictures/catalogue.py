"""The forms of pictures by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inspectgraph.exporting.formats.parts import PropertyGraph
from inspectgraph.exporting.pictures import images, page, svg
from inspectgraph.exporting.sources import Sources


@dataclass(frozen=True, slots=True)
class Picture:
    """A form of pictures of graphs.

    Attributes:
        suffix: Of the file.
        description: What it is good for.
        write: Gives the content of the file; the sources are for cards with evidence.
    """

    suffix: str
    description: str
    write: Callable[[PropertyGraph, Sources], str | bytes]


#: The forms of a still picture, from its SVG.
STILL: dict[str, Callable[[str], str | bytes]] = {"svg": lambda text: text, "png": images.to_png, "pdf": images.to_pdf}


def _still(form: str) -> Callable[[PropertyGraph, Sources], str | bytes]:
    return lambda graph, _: STILL[form](svg.write(graph))


PICTURES: dict[str, Picture] = {
    "html": Picture(".html", "a page to explore, in one file that works offline", page.write),
    "svg": Picture(".svg", "a picture that stays sharp, for slides and the web", _still("svg")),
    "png": Picture(".png", "the same picture in pixels", _still("png")),
    "pdf": Picture(".pdf", "the same picture for print", _still("pdf")),
}
