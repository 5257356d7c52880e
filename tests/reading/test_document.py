"""What must hold of every document that was read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from inspectgraph.errors import UnreadableDocument
from inspectgraph.reading.document import Document, Span, sentence_at
from inspectgraph.reading.reader import read_bytes

WORDS = st.text(alphabet="abcdefgh XYZ.,;:-–•■0123456789'\u2019\ufb01\n\f\t", max_size=400)


def check(document: Document) -> None:
    assert "\n".join(document.quote(block.span) for block in document.blocks) == document.text
    assert all(block.start < block.end for block in document.blocks)
    assert list(document.page_marks) == sorted(document.page_marks)
    for block in document.blocks:
        assert document.block_at(block.start) == block
        assert document.block_at(block.end - 1) == block
        assert 1 <= document.page_at(block.start) <= document.page_count
        assert block in document.blocks_in(Span(block.start, block.end))


@settings(max_examples=300, deadline=None)
@given(WORDS)
def test_blocks_are_the_lines_of_the_text(text: str) -> None:
    try:
        check(read_bytes(text.encode(), "x.txt"))
    except UnreadableDocument:
        return


@settings(max_examples=200, deadline=None)
@given(WORDS.filter(lambda text: text.strip() != ""), st.data())
def test_a_sentence_holds_its_span(text: str, data: st.DataObject) -> None:
    try:
        document = read_bytes(text.encode(), "x.txt")
    except UnreadableDocument:
        return
    block = data.draw(st.sampled_from(document.blocks))
    words = [i for i in range(block.start, block.end) if document.text[i].isalpha()]
    if not words:
        return
    at = data.draw(st.sampled_from(words))
    sentence = sentence_at(document, Span(at, at + 1))
    assert sentence.start <= at < sentence.end
    assert block.start <= sentence.start
    assert sentence.end <= block.end


def test_a_sentence_ends_at_its_full_stop() -> None:
    document = read_bytes(b"1. First one here. Second one here. Third.", "x.txt")
    at = document.text.index("Second")
    assert document.quote(sentence_at(document, Span(at, at + 6))) == "Second one here."
    assert document.quote(sentence_at(document, Span(5, 6))) == "First one here."
