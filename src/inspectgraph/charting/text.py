"""How wide words are, so that they fit where they stand: in Helvetica, whose widths Arial and Liberation Sans share."""

from __future__ import annotations

import unicodedata

FONT = "'Liberation Sans', Arial, Helvetica, 'DejaVu Sans', sans-serif"

#: Thousandths of the size, for the characters from the space to the tilde.
_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
)  # fmt: skip
_BOLD = 1.08


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line is, in the unit of the size."""
    units = sum(_units(character) for character in text)
    return units * size / 1000 * (_BOLD if bold else 1)


def _units(character: str) -> int:
    place = ord(character) - 32
    if 0 <= place < len(_WIDTHS):
        return _WIDTHS[place]
    if unicodedata.combining(character):
        return 0
    return 1000 if unicodedata.east_asian_width(character) in "WF" else 600


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """As much of a line as fits, an ellipsis at its end where it is cut.

    >>> fitted("Westmorland and Furness", 80, 11)
    'Westmorland…'
    """
    if width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and width(kept + "…", size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrapped(text: str, room: float, size: float) -> list[str]:
    """Words in lines that fit; a word that is wider than the room is cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(fitted(word, room, size))
    return lines
