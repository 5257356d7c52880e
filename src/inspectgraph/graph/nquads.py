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
    start, end = _about(text, _subjects(iris, "evidence"))
    return text[start:end], text[:start] + text[end:]


def without(text: bytes, kind: str, iris: Iris) -> bytes:
    """A sorted text without what it says about things of one kind."""
    start, end = _about(text, _subjects(iris, kind))
    return text[:start] + text[end:]


def place_of_evidence(lines: Sequence[bytes], iris: Iris) -> int:
    """Where evidence goes among other lines that are sorted."""
    return bisect_left(lines, _subjects(iris, "evidence"))


def about(text: bytes, kind: str, iris: Iris) -> bytes:
    """What a sorted text says about things of one kind, the first word of the path of their IRIs."""
    start, end = _about(text, _subjects(iris, kind))
    return text[start:end]


def _subjects(iris: Iris, kind: str) -> bytes:
    """How lines about things of a kind begin."""
    return f"<{iris.base}id/{kind}/".encode()


def _about(text: bytes, beginning: bytes) -> tuple[int, int]:
    """Where the lines with a beginning start and end, which stand together in a sorted text."""
    start = 0 if text.startswith(beginning) else text.find(b"\n" + beginning) + 1
    if not text.startswith(beginning, start):
        return 0, 0
    last = max(text.rfind(b"\n" + beginning) + 1, start)
    return start, text.index(b"\n", last) + 1
