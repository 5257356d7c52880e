"""SVG as PNG and PDF, without a browser."""

from __future__ import annotations

import re
from typing import Any

from inspectgraph.errors import ExportError

#: Pixels of a PNG for each of the SVG: slides are shown larger than they are made.
_SCALE = 2


def to_png(svg: str) -> bytes:
    """The picture as PNG, twice as large.

    Raises:
        ExportError: vl-convert is not installed.
    """
    return bytes(_converter().svg_to_png(svg, scale=_SCALE))


def to_pdf(svg: str) -> bytes:
    """The picture as a page of PDF with its fonts in it; equal pictures give equal bytes.

    Raises:
        ExportError: vl-convert is not installed.
    """
    return in_order(bytes(_converter().svg_to_pdf(svg)))


def _converter() -> Any:
    try:
        import vl_convert
    except ImportError:
        raise ExportError("PNG and PDF need vl-convert.", "pip install 'inspectgraph[images]'") from None
    return vl_convert


#: Entries of a dictionary that name resources; the library writes them in any order, and numbers objects in any order.
_RESOURCES = re.compile(rb"(?:\n +/\w+ \d+ 0 R){2,}")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")


def in_order(pdf: bytes) -> bytes:
    """The same PDF, its objects numbered and written in the order in which they are reached from its root.

    Args:
        pdf: A file with one table of offsets and without a time of day, as vl-convert writes it.
    """
    table = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    offsets = [int(found) for found in re.findall(rb"(\d{10}) \d{5} n", pdf[table:])]
    ends = dict(zip(sorted(offsets), [*sorted(offsets)[1:], table], strict=True))
    objects = {number: _parts(pdf[start : ends[start]]) for number, start in enumerate(offsets, 1)}
    trailer = pdf[pdf.index(b"trailer", table) : pdf.rindex(b"startxref")]
    reached = dict.fromkeys(_references(trailer))
    for number in (waiting := list(reached)):
        for other in _references(objects[number][0]):
            if other not in reached:
                reached[other] = None
                waiting.append(other)
    anew = {number: place for place, number in enumerate(waiting, 1)}

    def renumbered(text: bytes) -> bytes:
        return _REFERENCE.sub(lambda found: b"%d 0 R" % anew[int(found[1])], text)

    written, places = pdf[: min(offsets)], []
    for number in waiting:
        head, stream = objects[number]
        places.append(len(written))
        written += b"%d 0 obj" % anew[number] + renumbered(head) + stream
    lines = b"".join(b"%010d 00000 n\r\n" % place for place in places)
    count = b"/Size %d" % (len(places) + 1)
    end = re.sub(rb"/Size \d+", count, renumbered(trailer))
    return (
        written
        + b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(places) + 1)
        + lines
        + end
        + b"startxref\n%d\n%%%%EOF" % len(written)
    )


def _parts(written: bytes) -> tuple[bytes, bytes]:
    """What stands between `obj` and the stream, its resources sorted; and the stream with what follows."""
    body = written[written.index(b" obj") + 4 :]
    head, stream, rest = body.partition(b"stream\n")
    return _RESOURCES.sub(lambda found: b"\n".join(sorted(found[0].split(b"\n"))), head), stream + rest


def _references(text: bytes) -> list[int]:
    return [int(found) for found in _REFERENCE.findall(text)]
