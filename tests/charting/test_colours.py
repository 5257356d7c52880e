"""Grades can be told apart and read, whatever the colour vision."""

from __future__ import annotations

from itertools import combinations

import pytest

from inspectgraph.charting.colours import GRADE_COLOURS, ORDER, colour, contrast, edge, ink, letters, short

FOUR = ("Outstanding", "Good", "Requires improvement to be good", "Inadequate")
#: What people see who lack the cones for red, green or blue (Machado, Oliveira and Fernandes 2009, severity 1).
SEEN = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
    "no colour at all": ((0.2126, 0.7152, 0.0722),) * 3,
}


def linear(hexadecimal: str) -> list[float]:
    parts = [int(hexadecimal[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lab(rgb: list[float]) -> list[float]:
    """CIELAB of linear sRGB, where a distance of 10 is seen at a glance."""
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    x, y, z = (sum(a * b for a, b in zip(row, rgb, strict=True)) for row in rows)
    fx, fy, fz = (max(value, 0) ** (1 / 3) for value in (x / 0.9505, y, z / 1.089))
    return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)]


@pytest.mark.parametrize("vision", SEEN)
def test_the_four_grades_differ_for_everybody(vision: str) -> None:
    seen = {
        grade: lab(
            [max(0.0, sum(a * b for a, b in zip(row, linear(colour(grade)), strict=True))) for row in SEEN[vision]]
        )
        for grade in FOUR
    }
    for one, other in combinations(FOUR, 2):
        distance = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert distance > (5 if vision == "no colour at all" else 15), (one, other)


@pytest.mark.parametrize("grade", GRADE_COLOURS)
def test_words_on_a_grade_can_be_read_and_its_edge_be_seen(grade: str) -> None:
    assert contrast(ink(colour(grade)), colour(grade)) >= 4.5
    assert contrast(edge(colour(grade)), "#ffffff") >= 3
    assert short(grade) in ORDER
    assert colour(short(grade)) == colour(grade)
    assert 1 <= len(letters(grade)) <= 3


def test_letters_name_one_grade_each() -> None:
    assert len({letters(grade) for grade in ORDER}) == len(ORDER)
