from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.reading.characters import bullet_of, clean, fold


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("children\u2019s \u2018front door\u2019", "children's 'front door'"),
        ("o\ufb03ce \ufb01nds \ufb02ow", "office finds flow"),
        ("a\u00a0b\u202fc\td", "a b c d"),
        ("2015\u22122016 and 2014\u033513", "2015–2016 and 201413"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\uf06e\x0bglyph", "glyph"),
        ("The judgement is **good** here", "The judgement is good here"),
    ],
)
def test_clean_gives_one_form(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@given(st.text())
def test_clean_is_idempotent(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)


@given(st.text())
def test_clean_leaves_one_line_without_control_characters(raw: str) -> None:
    cleaned = clean(raw)
    assert all(ord(c) >= 32 or c in "\n\r\f" for c in cleaned)
    assert cleaned == cleaned.strip()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("\uf06e Ensure that plans", ("\uf06e", "Ensure that plans")),
        ("■ Ensure", ("■", "Ensure")),
        ("- in primary schools", ("-", "in primary schools")),
        ("─ in primary schools", ("─", "in primary schools")),
        ("o nested", ("o", "nested")),
        ("-5% of children", None),
        ("outcomes", None),
        ("–2013", None),
    ],
)
def test_bullet_of(raw: str, expected: tuple[str, str] | None) -> None:
    assert bullet_of(raw) == expected


@given(st.text())
def test_folding_moves_no_character(text: str) -> None:
    assert len(fold(text)) == len(text)
