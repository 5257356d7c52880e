"""Words fit where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from inspectgraph.charting.text import fitted, width, wrapped


@pytest.mark.parametrize("text", ["Westmorland and Furness", "O'Brien (SIF), 2014–2018", "~{|}"])
def test_widths_are_those_of_helvetica(text: str) -> None:
    assert width(text, 12) == pytest.approx(stringWidth(text, "Helvetica", 12), abs=1)


@given(text=st.text(max_size=60), room=st.floats(20, 300))
def test_what_is_cut_fits(text: str, room: float) -> None:
    assert width(fitted(text, room, 11), 11) <= max(room, width("…", 11))


@given(words=st.lists(st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=9), max_size=20))
def test_wrapping_loses_no_word(words: list[str]) -> None:
    lines = wrapped(" ".join(words), 200, 12)
    assert " ".join(lines).split() == words
    assert all(width(line, 12) <= 200 for line in lines)


def test_wide_characters_are_wide() -> None:
    assert width("日本", 10) == 20
    assert width("e\u0301", 10) == width("e", 10)
