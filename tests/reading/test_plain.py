from __future__ import annotations

import pytest

from inspectgraph.errors import UnreadableDocument
from inspectgraph.reading.document import Document
from inspectgraph.reading.reader import read_bytes


def lines(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks]


def test_a_wrapped_text_becomes_paragraphs() -> None:
    text = (
        "Heading of the part\n"
        "1.\n\n"
        "The first paragraph of this text runs over several lines of about the same\n"
        "length, as a page of a report does, and a word is broken after a well-\n"
        "known hyphen that stays.\n\n"
        "2. The second paragraph of this text also runs over more than one line, and\n"
        "it ends here.\n"
    )
    document = read_bytes(text.encode(), "wrapped.txt")
    assert lines(document)[0] == "Heading of the part"
    assert lines(document)[1].startswith("1. The first paragraph")
    assert "well-known hyphen that stays." in lines(document)[1]
    assert lines(document)[2].endswith("it ends here.")
    assert [block.number for block in document.blocks] == [None, 1, 2]


def test_a_text_with_a_paragraph_a_line_keeps_its_lines_and_joins_what_a_page_break_tore() -> None:
    long = "This paragraph is so long that nobody would wrap it, it goes on and on over more than a hundred and thirty characters and"
    text = (
        f"{long} " * 2
        + "then\n\nstops in mid-sentence.\n\nA new paragraph.\n"
        + f"{long}, to make the lines long.\n" * 3
    )
    document = read_bytes(text.encode(), "long.txt")
    assert lines(document)[0].endswith("then stops in mid-sentence.")
    assert lines(document)[1] == "A new paragraph."


def test_numbers_of_paragraphs_go_up() -> None:
    text = "1. One paragraph about young people aged\n18. who leave care\n2. Two\n"
    document = read_bytes(text.encode(), "n.txt")
    assert [block.number for block in document.blocks if block.kind == "numbered"] == [1, 2]


def test_the_number_of_a_paragraph_may_touch_its_first_word() -> None:
    text = "".join(f"{number}.Ten carers met the inspectors.\n" for number in range(1, 12))
    document = read_bytes(text.encode(), "n.txt")
    assert [block.number for block in document.blocks] == list(range(1, 12))


def test_list_items_have_levels() -> None:
    document = read_bytes(b"- outer one\n  - inner one\n  - inner two\n- outer two\n", "l.txt")
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("item", 0),
        ("item", 1),
        ("item", 1),
        ("item", 0),
    ]
    assert lines(document)[1] == "• inner one"


def test_form_feeds_part_pages() -> None:
    document = read_bytes(b"First page.\n\x0cSecond page.\n", "p.txt")
    assert document.page_count == 2
    assert [document.page_at(block.start) for block in document.blocks] == [1, 2]


def test_marks_of_footnotes_go_and_footnotes_are_told() -> None:
    document = read_bytes("The board¹ met.\n\n¹ It has a chair.\n".encode(), "f.txt")
    assert lines(document) == ["The board met.", "It has a chair."]
    assert [block.kind for block in document.blocks] == ["text", "footnote"]


def test_latin_1_is_read_with_a_warning() -> None:
    document = read_bytes("Café of the town".encode("latin-1"), "latin.txt")
    assert document.text == "Café of the town"
    assert "Latin-1" in document.warnings[0]


def test_utf_16_is_read() -> None:
    assert read_bytes("Words".encode("utf-16"), "u.txt").text == "Words"


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "empty.txt", "empty"),
        (b"\x00\x01\x02\xff\xfe" * 50, "binary.txt", "binary"),
        (bytes(range(128, 160)) * 20, "odd.txt", "binary"),
        (b" \n \n", "blank.txt", "no-text"),
        (b"<html>not found</html>", "page.pdf", "not-a-pdf"),
        (b"%PDF-1.7 and then nothing", "cut.pdf", "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(data, name)
    assert caught.value.reason == reason
    assert name in str(caught.value)
    assert caught.value.hint


_BODY = "This is a paragraph of a report that goes on for nearly a line.\n\n"


@pytest.mark.parametrize(
    "foot", ["{page}\n", "Inspection of Barset\n{page}\n", "Page {page} of 5\n\nReport on Barset\n"]
)
@pytest.mark.parametrize("feed", ["\f", ""])
def test_page_numbers_and_running_lines_are_left_out(foot: str, feed: str) -> None:
    text = "".join(_BODY * 14 + foot.format(page=page) + feed for page in range(1, 6))
    if "of 5" in foot and not feed:
        return
    document = read_bytes(text.encode(), "x.txt")
    plain = read_bytes("".join(_BODY * 14 + feed for _ in range(5)).encode(), "x.txt")

    assert "Barset" not in document.text
    assert lines(document) == lines(plain)


def test_numbers_in_a_column_are_no_page_numbers() -> None:
    text = _BODY + "1\n2\n3\n4\n5\n\n" + _BODY
    document = read_bytes(text.encode(), "x.txt")

    assert "3" in document.text


def test_a_word_torn_at_a_line_end_is_mended_where_the_text_has_it_whole() -> None:
    text = (
        "Safeguarding comes first in this part of the world, and all of those who take safe-\n"
        "guarding to heart are glad of it, and of the well-known and much loved and very well-\n"
        "known care that comes with it day after day after day after day, for they say so too.\n"
    )
    document = read_bytes(text.encode(), "x.txt")

    assert "take safeguarding to heart" in document.text
    assert "very well-known care" in document.text
