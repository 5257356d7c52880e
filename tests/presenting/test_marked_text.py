"""Texts with marks: nothing of the text is lost, and all that is opened is closed."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.presenting.marked_text import Mark, lines


def mark(start: int, end: int, *notes: int, kind: str = "finding") -> Mark:
    return Mark(start, end, f"at-{start}-{end}", notes, kind)


def html(text: str, *marks: Mark) -> list[str]:
    return [line.html for line in lines(text, marks, {})]


def bare(html: str) -> str:
    """The words of a line, without marks and notes."""
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r'<a class="noteref"[^>]*>\d+</a>', "", html)))


def test_a_mark_stands_where_its_words_stand() -> None:
    assert html("Overall: good.", mark(9, 13, 1, kind="judgement")) == [
        'Overall: <mark id="at-9-13" class="k-judgement" data-facts="1">good'
        '<a class="noteref" href="#fact-1">1</a></mark>.'
    ]


def test_marks_nest() -> None:
    [line] = html("one two three", mark(0, 13, 1), mark(4, 7, 2))
    assert line.index('id="at-0-13"') < line.index('id="at-4-7"')
    assert line.count("</mark>") == 2


def test_a_mark_that_another_crosses_has_one_anchor_and_its_notes_at_its_end() -> None:
    [line] = html("one two three", mark(0, 7, 1), mark(4, 13, 2))
    assert line.count('id="at-4-13"') == 1
    assert line.count("#fact-2") == 1
    assert line.index("three") < line.index("#fact-2")
    assert line.count("<mark") == line.count("</mark>") == 3


def test_a_mark_goes_on_in_the_next_line() -> None:
    first, second = html("one two\nthree four", mark(4, 13, 1))
    assert 'id="at-4-13"' in first
    assert "noteref" not in first
    assert 'id="at-4-13"' not in second
    assert "noteref" in second


def test_words_are_no_markup() -> None:
    assert html("<script>&", mark(0, 8, 1))[0].startswith(
        '<mark id="at-0-8" class="k-finding" data-facts="1">&lt;script&gt;'
    )


def test_a_page_begins_at_its_line() -> None:
    assert [line.page for line in lines("a\nb\nc", [], {0: 1, 4: 2})] == [1, None, 2]


@given(
    text=st.text(alphabet="ab <&\n", max_size=60),
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12, unique=True),
)
def test_no_word_is_lost_and_what_is_opened_is_closed(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [mark(start, end, number) for number, (start, end) in enumerate(spans) if start < end <= len(text)]
    found = html(text, *marks)
    assert [bare(line) for line in found] == text.split("\n")
    for line in found:
        assert line.count("<mark") == line.count("</mark>")
    whole = "".join(found)
    for each in marks:
        worded = text[each.start : each.end].replace("\n", "") != ""
        assert whole.count(f'id="{each.anchor}"') == int(worded)
        assert whole.count(f'href="#fact-{each.notes[0]}"') == int(worded and text[each.end - 1] != "\n")
