"""A printed line with its place on the page, as both readers yield it."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(slots=True)
class Line:
    """One printed line.

    Attributes:
        raw: The text as the source has it, without the line end.
        page: Number of its page, from 1.
        left, right: Horizontal extent, in points for a PDF, in characters for a text.
        top, bottom: Vertical extent in points from the top of the page; a line's number and the next for a text.
        size: Height of its first character's box in points; 0.0 for a text.
        bold_start, bold_end: Whether its first and last letter are bold.
        gap: Whether there is more room above it than between lines of one paragraph.
        footnote: Whether it belongs to a footnote.
        upwards: Whether its last letter stands higher than its first.
    """

    raw: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float = 0.0
    bold_start: bool = False
    bold_end: bool = False
    gap: bool = False
    footnote: bool = False
    upwards: bool = False


def upright(lines: list[Line], width: float, height: float) -> list[Line]:
    """The lines of a page that was printed sideways, with their places as on the page when it is turned.

    Other pages stay as they are.

    Args:
        lines: Of one page; their places count from its top.
        width: Of the page as it is shown.
        height: The same.
    """
    tall = [line for line in lines if line.bottom - line.top > 2 * (line.right - line.left) and len(line.raw) > 3]
    if 2 * len(tall) <= len(lines):
        return lines
    wider = max(width - height, 0.0)

    def turned(line: Line) -> Line:
        size = round(line.right - line.left, 1)
        if tall[0].upwards:
            left, right, top, bottom = height - line.bottom, height - line.top, line.left, line.right
        else:
            left, right, top, bottom = line.top + wider, line.bottom + wider, height - line.right, height - line.left
        return replace(line, left=left, right=right, top=top, bottom=bottom, size=size)

    return [turned(line) for line in lines]
