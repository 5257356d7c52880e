"""Printed lines out of a PDF, by pypdfium2."""

from __future__ import annotations

import ctypes
import re
from typing import Any

from inspectgraph.errors import UnreadableDocument
from inspectgraph.reading.characters import bullet_of
from inspectgraph.reading.lines import Line, upright
from inspectgraph.reading.plain import MOST_CHARACTERS, too_large

#: More pages than any inspection report has; a longer document is a book or an attack.
MOST_PAGES = 400
_BOLD = 600
# Digits that begin what pdfium takes for a line of its own, and those that hang on a word: both may be the mark of a note.
_LEADING_MARK = re.compile(r"\d{1,2}(?:\s+(?=\S)|$)")
_MARK = re.compile(r"\d(?<=[A-Za-z.,;:)'\u2019\u201d]\d)\d?(?=$|[\s.,;:)])")


def lines_of(data: bytes, name: str) -> tuple[list[Line], list[float]]:
    """The printed lines of a PDF in the order of its content, and the height of each page in points.

    Raises:
        UnreadableDocument: The PDF is encrypted, damaged, too long or has no text layer.
    """
    import pypdfium2
    from pypdfium2 import raw

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise UnreadableDocument(
                f"{name} is encrypted", "save a copy without a password and build again", "encrypted"
            ) from error
        raise UnreadableDocument(f"{name} is not a whole PDF", "download it again", "damaged") from error
    try:
        if len(pdf) > MOST_PAGES:
            raise UnreadableDocument(f"{name} has {len(pdf)} pages, more than {MOST_PAGES}", reason="too-long")
        found: list[Line] = []
        heights: list[float] = []
        room = MOST_CHARACTERS
        for number in range(len(pdf)):
            try:
                page = pdf[number]
                heights.append(page.get_height())
                textpage = page.get_textpage()
                room -= raw.FPDFText_CountChars(textpage.raw)
                if room < 0:
                    raise too_large(name)
                found += upright(_page_lines(textpage, heights[-1], number + 1, raw), page.get_width(), heights[-1])
                textpage.close()
                page.close()
            except pypdfium2.PdfiumError as error:
                raise UnreadableDocument(
                    f"{name}: page {number + 1} can't be read", "download it again", "damaged"
                ) from error
        if not any(line.raw.strip() for line in found):
            raise UnreadableDocument(
                f"{name} has no text layer", "it is a scan: run text recognition on it first", "no-text"
            )
        return found, heights
    finally:
        pdf.close()


def _page_lines(textpage: Any, height: float, number: int, raw: Any) -> list[Line]:
    """The lines of one page; coordinates count from the page's top."""
    handle = textpage.raw
    text: str = textpage.get_text_range()
    same = raw.FPDFText_CountChars(handle) == len(text)
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)

    def char_index(position: int) -> int:
        return position if same else int(raw.FPDFText_GetCharIndexFromTextIndex(handle, position))

    def measure(position: int) -> tuple[float, float, float, float]:
        raw.FPDFText_GetLooseCharBox(handle, char_index(position), pointer)
        return box.left, box.right, height - box.top, height - box.bottom

    found: list[Line] = []
    offset = 0
    for part in text.split("\n"):
        start, offset = offset, offset + len(part) + 1
        stripped = part.strip()
        if not stripped:
            continue
        first = start + len(part) - len(part.lstrip())
        last = first + len(stripped) - 1
        left, first_right, top, bottom = measure(first)
        if found and (mark := _LEADING_MARK.match(stripped)) and _is_raised(found[-1], left, top, bottom):
            if mark.end() == len(stripped):
                continue
            first, stripped = first + mark.end(), stripped[mark.end() :]
            left, first_right, top, bottom = measure(first)
        last_left, right, last_top, last_bottom = measure(last)
        word = first + _bullet_width(stripped)
        size = bottom - top
        if word != first:
            _, _, word_top, word_bottom = measure(word)
            size = word_bottom - word_top
        if (marks := list(_MARK.finditer(stripped))) and size:
            stripped = _without_marks(stripped, marks, first, size, measure)
        found.append(
            Line(
                stripped,
                number,
                min(left, last_left),
                max(right, first_right),
                min(top, last_top),
                max(bottom, last_bottom),
                round(size, 1),
                raw.FPDFText_GetFontWeight(handle, char_index(word)) >= _BOLD,
                raw.FPDFText_GetFontWeight(handle, char_index(last)) >= _BOLD,
                upwards=last_bottom < top,
            )
        )
    return found


def _is_raised(before: Line, left: float, top: float, bottom: float) -> bool:
    """Whether a character stands beside the end of a line, but is smaller than its letters."""
    overlap = min(before.bottom, bottom) - max(before.top, top)
    return left >= before.right - 2 and overlap > 0 and bottom - top < 0.85 * before.size


def _bullet_width(text: str) -> int:
    """How many characters the bullet and the space after it take; 0 without a bullet."""
    bullet = bullet_of(text)
    return len(text) - len(bullet[1]) if bullet and bullet[1] else 0


def _without_marks(text: str, marks: list[re.Match[str]], first: int, size: float, measure: Any) -> str:
    """The text without the superscript digits among the candidates."""
    for mark in reversed(marks):
        _, _, top, bottom = measure(first + mark.start())
        if bottom - top < 0.85 * size:
            text = text[: mark.start()] + text[mark.end() :]
    return text
