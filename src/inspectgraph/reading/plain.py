"""Printed lines out of a plain text file."""

from __future__ import annotations

import re

from inspectgraph.errors import UnreadableDocument
from inspectgraph.reading.lines import Line

_SUPERSCRIPT_MARK = re.compile(r"(?<=\S)[¹²³⁴⁵⁶⁷⁸⁹]+")
_SUPERSCRIPT_NOTE = re.compile(r"\s*[¹²³⁴⁵⁶⁷⁸⁹]+\s+")
_LONGEST_WRAPPED = 130
#: Ten times as many as the longest report has; a longer text is no document of this field, or an attack.
MOST_CHARACTERS = 2_000_000


def too_large(name: str) -> UnreadableDocument:
    """What to say of a document with more text than any report has."""
    return UnreadableDocument(
        f"{name} has more than {MOST_CHARACTERS:,} characters", "give one document to a file", "too-large"
    )


def _unmarked_utf_16(data: bytes) -> str | None:
    """The encoding of a text in which every other byte is zero, as UTF-16 without its mark has it in English."""
    sample = data[:2000]
    halves = sample[::2], sample[1::2]
    letters, zeros = sorted(halves, key=lambda half: half.count(0))
    readable = sum(32 <= byte < 127 or byte in b"\t\r\n" for byte in letters)
    if len(sample) < 8 or len(data) % 2 or zeros.count(0) < 0.8 * len(zeros) or readable < 0.8 * len(letters):
        return None
    return "utf-16-be" if zeros is halves[0] else "utf-16-le"


def decode(data: bytes, name: str) -> tuple[str, list[str]]:
    r"""The characters of a text file, with what had to be guessed.

    Returns:
        The text with "\n" line ends, and warnings for a person.

    Raises:
        UnreadableDocument: The bytes are not text.
    """
    warnings: list[str] = []
    if len(data) > 4 * MOST_CHARACTERS:
        raise too_large(name)
    if data[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        encodings = ["utf-32"]
    elif data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    elif unmarked := _unmarked_utf_16(data):
        encodings = [unmarked]
        warnings.append("no mark of its encoding: read as UTF-16")
    else:
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    if encodings[0] == "utf-8-sig" and b"\x00" in data:
        raise UnreadableDocument(f"{name} is a binary file, not a text", "give a PDF or a text file", "binary")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(text) > MOST_CHARACTERS:
            raise too_large(name)
        if encoding in ("cp1252", "latin-1"):
            odd = sum(1 for c in text if ord(c) < 32 and c not in "\t\n\r\f\v" or 0x7F <= ord(c) < 0xA0)
            if odd > len(text) // 50:
                break
            warnings.append("not UTF-8: read as Windows-1252 / Latin-1, accented letters may be wrong")
        return text.replace("\r\n", "\n").replace("\r", "\n"), warnings
    raise UnreadableDocument(f"{name} is a binary file, not a text", "give a PDF or a text file", "binary")


def lines_of(text: str) -> tuple[list[Line], int, bool]:
    """The lines of a text, the number of its pages and whether its lines are wrapped.

    Form feeds part pages. A blank line above makes a gap.
    """
    found: list[Line] = []
    pages = text.split("\f")
    for number, page in enumerate(pages, 1):
        gap = True
        for row, raw in enumerate(page.split("\n")):
            stripped = raw.strip()
            if not stripped:
                gap = True
                continue
            footnote = bool(_SUPERSCRIPT_NOTE.match(raw))
            stripped = _SUPERSCRIPT_MARK.sub("", stripped)
            left = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
            found.append(Line(stripped, number, left, left + len(stripped), row, row + 1, gap=gap, footnote=footnote))
            gap = False
    lengths = sorted(line.right - line.left for line in found)
    wrapped = (
        bool(lengths) and lengths[int(len(lengths) * 0.97)] <= _LONGEST_WRAPPED and lengths[len(lengths) // 2] > 40
    )
    return found, len(pages), wrapped
