"""The quads of dumps as lines that sort by graph: the graph's IRI, a space, the triple.

The default graph has no IRI, so that its lines begin with the space and come first. An IRI holds no space.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Quad, RdfFormat

from inspectgraph.errors import ExportError
from inspectgraph.exporting.shards.compression import decompressed

_IRI = rb'<[^<>"{}|^`\\\x00-\x20]*>'
#: A line as a build writes it; others are left to the parser.
_QUAD = re.compile(
    rb"(" + _IRI + rb" " + _IRI + rb" (?:" + _IRI + rb'|"(?:[^"\\\n\r]|\\.)*"(?:\^\^' + _IRI + rb"|@[A-Za-z0-9-]+)?))"
    rb"(?: (" + _IRI + rb"))? \.\n"
)
_FORMS = {".nq": RdfFormat.N_QUADS, ".nt": RdfFormat.N_TRIPLES, ".ttl": RdfFormat.TURTLE, ".trig": RdfFormat.TRIG}
_PACKED = (".gz", ".zst")


def sorting_lines(dump: Path) -> Iterator[bytes]:
    """The quads of a dump in its order: N-Quads, N-Triples, Turtle or TriG, as they are or packed (.gz, .zst).

    Raises:
        ExportError: It can't be read, is wrong, or has blank nodes, which have no name outside of their file.
    """
    suffixes = [each for each in dump.suffixes[-2:] if each not in _PACKED]
    form = _FORMS.get(suffixes[-1] if suffixes else "")
    if form is None:
        raise ExportError(f"{dump} is no dump of RDF that is known here.", f"Known are {', '.join(_FORMS)}.")
    try:
        with opened(dump) as file:
            if form in (RdfFormat.N_QUADS, RdfFormat.N_TRIPLES):
                yield from _of_lines(file, dump)
            else:
                yield from (_sorting(quad, dump) for quad in pyoxigraph.parse(file, format=form))
    except SyntaxError as error:
        raise ExportError(f"{dump} is wrong: {error}") from error
    except (OSError, EOFError) as error:
        raise ExportError(f"{dump} can't be read: {getattr(error, 'strerror', None) or error}") from error


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file for reading, unpacked where its name says that it is packed.

    Raises:
        OSError: It can't be read.
        ExportError: It is packed by zstd, for which a package is needed.
    """
    with path.open("rb") as file:
        if path.suffix == ".gz":
            with gzip.open(file) as unpacked:
                yield unpacked  # type: ignore[misc]  # a GzipFile reads as any file does
        elif path.suffix == ".zst":
            with decompressed(file) as unpacked:
                yield unpacked
        else:
            yield file


def quad_line(line: bytes) -> bytes:
    """A line of N-Quads of a line that sorts by graph."""
    graph, _, triple = line.partition(b" ")
    return triple if not graph else triple[:-2] + graph + b" .\n"


def graph_of(line: bytes) -> bytes:
    """The graph of a line that sorts by graph, in angle brackets; empty for the default graph."""
    return line[: line.index(b" ")]


def graph_name(line: str) -> str:
    """The IRI of the graph of a line of N-Quads; empty for the default graph."""
    (quad,) = pyoxigraph.parse(line, format=RdfFormat.N_QUADS)
    return "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value


def _of_lines(file: Iterable[bytes], dump: Path) -> Iterator[bytes]:
    matching = _QUAD.fullmatch
    for number, line in enumerate(file, 1):
        if match := matching(line):
            triple, graph = match.groups()
            yield b"%b %b .\n" % (graph or b"", triple)
            continue
        try:
            quads = list(pyoxigraph.parse(line, format=RdfFormat.N_QUADS))
        except SyntaxError as error:
            raise ExportError(f"{dump}, line {number}: {error}") from error
        yield from (_sorting(quad, dump) for quad in quads)


def _sorting(quad: Quad, dump: Path) -> bytes:
    graph = quad.graph_name
    if any(isinstance(term, BlankNode) for term in (*quad.triple, graph)):
        raise ExportError(
            f"{dump} has blank nodes: in pieces, and in a second attempt, each would become several.",
            "Give them IRIs first; the dumps of a build have none.",
        )
    return f"{'' if isinstance(graph, DefaultGraph) else graph} {quad.triple} .\n".encode()
