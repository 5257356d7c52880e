"""N-Quads in UTF-8, the form in which a build hands on graphs.

Most of what a document says passes from its facts file to the output without being looked into. As bytes it need not be
made into terms and back: each line is one quad, and lines sort as quads do.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from inspectgraph.graph.iris import Iris


def nquads(quads: Iterable[Quad]) -> bytes:
    """N-Quads of some quads, in their order."""
    return "".join(f"{quad} .\n" for quad in quads).encode()


def parsed(text: bytes) -> list[Quad]:
    """The quads of a text, in its order."""
    return list(pyoxigraph.parse(text, format=RdfFormat.N_QUADS))


def lines(text: bytes) -> list[bytes]:
    """The lines of a text, with their ends."""
    return text.splitlines(keepends=True)


def apart(text: bytes, iris: Iris) -> tuple[bytes, bytes]:
    """The evidence of a document, and all else that it says.

    Evidence is two fifths of a document's graph. Resolution never touches it, nor is it in the default graph.

    Args:
        text: A document's graph, sorted, so that the evidence stands together.
        iris: Of the dataset.
    """
    subject = b"<%bid/evidence/" % iris.base.encode()
    start = 0 if text.startswith(subject) else text.find(b"\n" + subject) + 1
    if not text.startswith(subject, start):
        return b"", text
    last = max(text.rfind(b"\n" + subject) + 1, start)
    end = text.index(b"\n", last) + 1
    return text[start:end], text[:start] + text[end:]


def place_of_evidence(lines: Sequence[bytes], iris: Iris) -> int:
    """Where evidence goes among other lines that are sorted."""
    return bisect_left(lines, b"<%bid/evidence/" % iris.base.encode())
