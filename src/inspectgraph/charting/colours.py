"""Colours of grades that people of every colour vision tell apart, and the ink that can be read on them."""

from __future__ import annotations

INK, GREY, PALE, PAPER = "#1b1f23", "#4b5563", "#e5e7eb", "#ffffff"

#: Of each grade, told apart by brightness too; older words of a rank share the colour of their time.
GRADE_COLOURS: dict[str, str] = {
    "Outstanding": "#08306b",
    "Good": "#6baed6",
    "Requires improvement to be good": "#fdae61",
    "Requires improvement": "#fdae61",
    "Adequate": "#fed98e",
    "Satisfactory": "#fed98e",
    "Inadequate": "#b2182b",
    "Typically positive experiences and outcomes": "#5aae61",
    "Inconsistent experiences and outcomes": "#c2a5cf",
    "Widespread and/or systemic failings": "#762a83",
}
NO_GRADE = ("No overall grade", "#bdbdbd")

#: What a grade is called where there is little room, and where there is next to none.
_SHORT = {
    "Outstanding": ("Outstanding", "O"),
    "Good": ("Good", "G"),
    "Requires improvement to be good": ("Requires improvement", "RI"),
    "Requires improvement": ("Requires improvement", "RI"),
    "Adequate": ("Adequate", "Ad"),
    "Satisfactory": ("Satisfactory", "Sat"),
    "Inadequate": ("Inadequate", "In"),
    "Typically positive experiences and outcomes": ("Typically positive", "TP"),
    "Inconsistent experiences and outcomes": ("Inconsistent", "Inc"),
    "Widespread and/or systemic failings": ("Systemic failings", "SF"),
}
#: Grades in the order of a legend, the best first.
ORDER = tuple(dict.fromkeys(short for short, _ in _SHORT.values()))


def colour(grade: str) -> str:
    """The colour of a grade by any of its names; grey where it is not known."""
    return GRADE_COLOURS.get(grade) or _BY_SHORT.get(grade, NO_GRADE[1])


def short(grade: str) -> str:
    """A grade in two words at most.

    >>> short("Requires improvement to be good")
    'Requires improvement'
    """
    return _SHORT.get(grade, (grade, ""))[0]


def letters(grade: str) -> str:
    """A grade in two or three letters."""
    return _SHORT.get(grade, ("", grade[:3]))[1]


def ink(background: str) -> str:
    """Black or white, whichever can be read better on a colour `#rrggbb`."""
    return PAPER if contrast(PAPER, background) >= contrast(INK, background) else INK


def edge(fill: str) -> str:
    """A darker shade of a colour, so that a pale mark stands out from the paper."""
    return "#" + "".join(f"{int(int(fill[place : place + 2], 16) * 0.62):02x}" for place in (1, 3, 5))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2 computes it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


_BY_SHORT = {words: GRADE_COLOURS[grade] for grade, (words, _) in _SHORT.items()}
