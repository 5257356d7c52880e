"""The dumps of a build that follows another: what did not change is taken from the former dumps, and what did is told.

pyoxigraph writes a graph in TriG, and a subject in Turtle and JSON-LD, without regard to what stands beside it, and
escapes line ends within literals. So a dump can be cut into blocks and put together again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from inspectgraph.graph.nquads import nquads
from inspectgraph.publishing.former import END_OF_GRAPH, end_of_prefixes

#: What ends a subject in Turtle and TriG; what ends one in JSON-LD and begins the next, for values end otherwise.
_END, _NEXT = b" .\n", b']},{"@id":'


@dataclass(frozen=True, slots=True)
class Difference:
    """What a dataset has not any more, and what it has now.

    Attributes:
        gone, came: N-Quads.
        graphs: IRIs of the named graphs that are gone.
    """

    gone: bytes
    came: bytes
    graphs: tuple[str, ...] = ()


def pieces(trig: bytes) -> list[bytes]:
    """The graphs of TriG, in their order."""
    return [piece + END_OF_GRAPH for piece in trig[end_of_prefixes(trig) :].split(END_OF_GRAPH)[:-1]]


def difference_of_graphs(prefixes: bytes, former: Mapping[str, bytes], fresh: Mapping[str, bytes]) -> Difference:
    """What is gone and came of some named graphs.

    Args:
        prefixes: With which the dump begins.
        former: TriG of each graph that changed or is gone, as it was, by its IRI.
        fresh: The same as it is.
    """
    gone, came = b"", b""
    for iri in sorted({*former, *fresh}):
        old, new = former.get(iri, b""), fresh.get(iri, b"")
        label, _, _ = (old or new).partition(b"{\n")
        there, here = (set(each.removesuffix(b"}\n").partition(b"{\n")[2].split(_END)) for each in (old, new))
        gone += _graph(label, there - here)
        came += _graph(label, here - there)
    emptied = tuple(sorted(former.keys() - fresh.keys()))
    return _difference(prefixes + gone, prefixes + came, emptied)


def _graph(label: bytes, blocks: Iterable[bytes]) -> bytes:
    return label + b"{\n" + _joined(blocks) + b"}\n"


def _joined(blocks: Iterable[bytes]) -> bytes:
    return b"".join(block + _END for block in blocks if block)


def difference_of_turtle(former: bytes, fresh: bytes) -> Difference:
    """What is gone and came of the default graph, from its Turtle."""
    prefixes, there, here = fresh[: end_of_prefixes(fresh)], _subjects(former), _subjects(fresh)
    gone, came = set(there) - set(here), set(here) - set(there)
    return _difference(prefixes + _joined(gone), prefixes + _joined(came))


def _difference(gone: bytes, came: bytes, graphs: tuple[str, ...] = ()) -> Difference:
    there, here = (set(_parsed(each)) for each in (gone, came))
    return Difference(nquads(there - here), nquads(here - there), graphs)


def spliced_json(turtle: bytes, former_turtle: bytes, former_json: bytes) -> bytes:
    """JSON-LD of the default graph, of which the subjects that did not change are taken from the former one.

    Args:
        turtle: The default graph in Turtle.
        former_turtle: The former default graph in Turtle.
        former_json: The same in JSON-LD.
    """
    subjects, there = _subjects(turtle), _subjects(former_turtle)
    known = dict(zip(there, _objects(former_json), strict=True))
    prefixes = turtle[: end_of_prefixes(turtle)]
    new = prefixes + _joined(block for block in subjects if block not in known)
    fresh = iter(_objects(pyoxigraph.serialize(_parsed(new), format=RdfFormat.JSON_LD) or b"[]"))
    return b"[" + b",".join([known[block] if block in known else next(fresh) for block in subjects]) + b"]"


def _subjects(turtle: bytes) -> list[bytes]:
    """What is said of each subject, in its order."""
    return turtle[end_of_prefixes(turtle) :].split(_END)[:-1]


def _objects(json: bytes) -> list[bytes]:
    """What is said of each subject, in its order."""
    inner = json[1:-1]
    parts = inner.split(_NEXT) if inner else []
    return [
        (_NEXT[3:] if place else b"") + part + (_NEXT[:2] if place < len(parts) - 1 else b"")
        for place, part in enumerate(parts)
    ]


def _parsed(trig: bytes) -> Iterable[Quad]:
    return pyoxigraph.parse(trig, format=RdfFormat.TRIG)
