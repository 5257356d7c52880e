"""N-Quads, the form in which a build hands on graphs.

Most of what a document says passes from its facts file to the output without being looked into. As text it need not be
made into terms and back: each line is one quad, and lines sort as quads do.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from inspectgraph.graph.iris import Iris


def nquads(quads: Iterable[Quad]) -> str:
    """N-Quads of some quads, in their order."""
    return "".join(f"{quad} .\n" for quad in quads)


def parsed(text: str) -> list[Quad]:
    """The quads of a text, in its order."""
    return list(pyoxigraph.parse(text.encode(), format=RdfFormat.N_QUADS))


def lines(text: str) -> list[str]:
    """The lines of a text, without their ends. Words of a document may hold what else passes for an end of line."""
    return text.split("\n")[:-1]


def joined(lines: Iterable[str]) -> str:
    """The text of some lines."""
    return "".join(f"{line}\n" for line in lines)


def apart(text: str, iris: Iris) -> tuple[str, str]:
    """The evidence of a document, and all else that it says.

    Evidence is two fifths of a document's graph. Resolution never touches it, nor is it in the default graph.

    Args:
        text: A document's graph, sorted, so that the evidence stands together.
        iris: Of the dataset.
    """
    subject = f"<{iris.base}id/evidence/"
    start = 0 if text.startswith(subject) else text.find(f"\n{subject}") + 1
    if not start and not text.startswith(subject):
        return "", text
    last = max(text.rfind(f"\n{subject}") + 1, start)
    end = text.index("\n", last) + 1
    return text[start:end], text[:start] + text[end:]
