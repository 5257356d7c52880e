"""PDFs are made by the tests: what matters is where words stand on the page."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from inspectgraph.errors import UnreadableDocument
from inspectgraph.reading.document import Document
from inspectgraph.reading.reader import read_bytes

WIDTH, HEIGHT = A4


def pdf(*pages: Callable[[Canvas], None], password: str | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, encrypt=StandardEncryption(password) if password else None)
    for page in pages:
        canvas.setFont("Helvetica", 11)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def column(canvas: Canvas, rows: list[str], top: float = 760, size: float = 11) -> float:
    canvas.setFont("Helvetica", size)
    for row in rows:
        canvas.drawString(72, top, row)
        top -= size * 1.25
    return top


FULL = "A line of a paragraph that fills the column of the page nearly to its right edge"


def lines(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks]


def test_wrapped_lines_become_one_paragraph_and_a_gap_parts_two() -> None:
    def page(canvas: Canvas) -> None:
        top = column(canvas, [FULL, FULL, "and ends."])
        column(canvas, [FULL, "and ends too."], top - 12)

    assert lines(read_bytes(pdf(page), "a.pdf")) == [f"{FULL} {FULL} and ends.", f"{FULL} and ends too."]


def test_page_numbers_and_running_lines_go() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(72, 800, "Inspection of a place")
            column(canvas, [FULL, f"This is what page {number} says."])
            canvas.drawString(300, 30, str(number))

        return draw

    document = read_bytes(pdf(*(page(number) for number in range(1, 6))), "b.pdf")
    assert "Inspection of a place" not in document.text
    assert all(not line.isdigit() for line in lines(document))
    assert document.page_count == 5
    assert document.page_at(document.text.index("page 4")) == 4


def test_a_paragraph_over_two_pages_is_one_block_on_two_pages() -> None:
    first = lambda canvas: column(canvas, [FULL, FULL])  # noqa: E731
    second = lambda canvas: column(canvas, ["and goes on over the page."])  # noqa: E731
    document = read_bytes(pdf(first, second), "c.pdf")  # type: ignore[arg-type]
    assert len(document.blocks) == 1
    assert document.page_at(0) == 1
    assert document.page_at(document.text.index("and goes on")) == 2


def test_a_footnote_stands_after_the_paragraph_that_it_interrupts() -> None:
    def first(canvas: Canvas) -> None:
        column(canvas, [FULL, FULL, FULL])
        column(canvas, ["1 A note in small print."], 60, 7)

    def second(canvas: Canvas) -> None:
        column(canvas, ["and goes on.", FULL, "to the end."])

    document = read_bytes(pdf(first, second), "d.pdf")
    kinds = [(block.kind, document.quote(block.span)[:12]) for block in document.blocks]
    assert kinds[0][0] == "text"
    assert ("footnote", "1 A note in ") in kinds
    assert "edge and goes on." in document.text


def test_raised_marks_of_footnotes_go() -> None:
    def page(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setFont("Helvetica", 12)
        text.textOut("Review of the board")
        text.setFont("Helvetica", 6)
        text.setRise(5)
        text.textOut("1")
        canvas.drawText(text)
        column(canvas, [FULL, "ends in 2014."], 650)

    document = read_bytes(pdf(page), "e.pdf")
    assert lines(document)[0] == "Review of the board"
    assert "ends in 2014." in document.text


def test_bullets_become_items() -> None:
    def page(canvas: Canvas) -> None:
        column(canvas, ["What needs to improve", "• Plans for children", "• The work of the panel"])

    document = read_bytes(pdf(page), "f.pdf")
    assert [(block.kind, document.quote(block.span)) for block in document.blocks][1:] == [
        ("item", "• Plans for children"),
        ("item", "• The work of the panel"),
    ]


def test_an_encrypted_pdf_says_so() -> None:
    with pytest.raises(UnreadableDocument, match="encrypted") as caught:
        read_bytes(pdf(lambda canvas: canvas.drawString(72, 700, "secret"), password="x"), "g.pdf")
    assert caught.value.reason == "encrypted"


def test_a_scan_says_so() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(pdf(lambda canvas: canvas.rect(72, 72, 100, 100)), "h.pdf")
    assert caught.value.reason == "no-text"


def test_a_truncated_pdf_says_so() -> None:
    whole = pdf(lambda canvas: canvas.drawString(72, 700, "words"))
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(whole[: len(whole) // 3], "i.pdf")
    assert caught.value.reason in ("damaged", "no-text")
