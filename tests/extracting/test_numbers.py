"""Figures and number words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.extracting.numbers import Number, canonical, find_numbers, share_units
from inspectgraph.reading.characters import fold


def found(text: str) -> list[tuple[str, str, str]]:
    folded = fold(text)
    numbers = share_units(folded, find_numbers(folded))
    return [(str(number.value), number.unit, text[number.start : number.end]) for number in numbers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,300 pupils", ("1300", "count", "1,300")),
        ("7.70%", ("7.7", "percent", "7.70%")),
        ("Eighty-five per cent agreed", ("85", "percent", "Eighty-five per cent")),
        ("8 percentage points", ("8", "percentage-points", "8 percentage points")),
        ("a rate of 38.4 per 10,000 children", ("38.4", "per-10000", "38.4 per 10,000")),
        ("£3.5m", ("3.5", "million-pounds", "£3.5m")),
        ("£6 million", ("6", "million-pounds", "£6 million")),
        ("1.4 million people", ("1400000", "count", "1.4 million")),
        ("two hundred families", ("200", "count", "two hundred")),
        ("28 weeks", ("28", "weeks", "28 weeks")),
        ("10 working days", ("10", "working-days", "10 working days")),
        ("26 full-time equivalent posts", ("26", "full-time-equivalent", "26 full-time equivalent")),
        ("Twelve homes", ("12", "count", "Twelve")),
    ],
)
def test_a_number_with_its_unit(text: str, expected: tuple[str, str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize("text", ["post-16 pupils", "room A4", "name@8.example", "someone", "v1.2.3x", "15A"])
def test_parts_of_words_and_codes_are_no_numbers(text: str) -> None:
    assert found(text) == []


def test_a_range_shares_its_unit() -> None:
    assert [unit for _, unit, _ in found("three to four weeks")] == ["weeks", "weeks"]
    assert [unit for _, unit, _ in found("between 20 and 24%")] == ["percent", "percent"]
    assert [unit for _, unit, _ in found("12 homes and 24%")] == ["count", "percent"]
    shared = found("from 26 full time equivalent posts in spring to 21.9 in autumn")
    assert [unit for _, unit, _ in shared] == ["full-time-equivalent", "full-time-equivalent"]


def test_vague_words_are_marked() -> None:
    folded = fold("No home closed and both stayed open")
    assert [(number.value, number.vague) for number in find_numbers(folded)] == [(Decimal(0), True), (Decimal(2), True)]


def test_offsets_point_into_the_whole_text() -> None:
    text = "9 here, 17% there"
    assert find_numbers(text, 7) == [Number(Decimal(17), "percent", 8, 11)]
    assert find_numbers(text, 0, 6) == [Number(Decimal(9), "count", 0, 1)]


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_canonical_form_keeps_the_value_without_exponent_or_trailing_zeros(value: Decimal) -> None:
    printed = str(canonical(value))
    assert Decimal(printed) == value
    assert "E" not in printed
    assert not ("." in printed and printed.endswith("0"))
