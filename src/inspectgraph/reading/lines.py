"""A printed line with its place on the page, as both readers yield it."""

from __future__ import annotations

from dataclasses import dataclass


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
