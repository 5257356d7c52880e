"""Made-up reports as files: text with a paragraph a line, and PDF set on pages with head and foot."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table
from tests.synthetic.forms import Block


def as_text(blocks: Iterable[Block], width: int | None = None) -> bytes:
    """UTF-8 text, a blank line between blocks, with lines broken at a width if one is given."""
    lines = [_line(block) for block in blocks]
    if width is not None:
        lines = [textwrap.fill(line, width, break_on_hyphens=False) for line in lines]
    return "\n\n".join(lines).encode() + b"\n"


def as_pdf(blocks: Sequence[Block]) -> bytes:
    """A PDF, the same bytes each time, with a running head and page numbers from the second page on."""
    target = io.BytesIO()
    title = next(block.text for block in blocks if block.kind == "title")

    def furniture(canvas: Canvas, _: object) -> None:
        if canvas.getPageNumber() > 1:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(60, A4[1] - 30, title[:90])
            canvas.drawRightString(A4[0] - 60, 30, str(canvas.getPageNumber()))

    document = SimpleDocTemplate(target, pagesize=A4, leftMargin=60, rightMargin=60, invariant=1)
    document.build(_flowables(blocks), onFirstPage=furniture, onLaterPages=furniture)
    return target.getvalue()


def _line(block: Block) -> str:
    if block.kind == "item":
        return f"• {block.text}"
    return f"{block.text}\t{block.cell}" if block.kind == "row" else block.text


def _flowables(blocks: Sequence[Block]) -> list[Flowable]:
    sheet = getSampleStyleSheet()
    plain = ParagraphStyle("plain", parent=sheet["BodyText"], fontSize=11, leading=14, spaceBefore=4, spaceAfter=8)
    set_as: dict[str, Callable[[str], Flowable]] = {
        "title": lambda text: Paragraph(text, sheet["Heading1"]),
        "heading": lambda text: Paragraph(text, sheet["Heading2"]),
        "paragraph": lambda text: Paragraph(text, plain),
        "item": lambda text: Paragraph(text, plain, bulletText="•"),
    }
    found: list[Flowable] = []
    rows: list[list[Flowable]] = []
    for block in blocks:
        if block.kind == "row":
            rows.append([Paragraph(escape(block.text), plain), Paragraph(escape(block.cell), plain)])
            continue
        if rows:
            found.append(Table(rows, colWidths=(340, 120)))
            rows = []
        found.append(set_as[block.kind](escape(block.text)))
    return [*found, *([Table(rows, colWidths=(340, 120))] if rows else [])]
