"""The forms of a SPARQL answer, and how one is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import pyoxigraph
from pyoxigraph import RdfFormat, Triple

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.forms import answer_as, rows_as
from inspectgraph.asking.results import Answer, used_prefixes
from inspectgraph.asking.source import WHOLE, Rows, Scope, TripleStream
from inspectgraph.serving.negotiation import negotiate
from inspectgraph.serving.problems import Problem

#: Media types for rows and truth values, the preferred first, with the form that each names.
ROW_FORMS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
#: Media types for graphs.
GRAPH_FORMS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/json": RdfFormat.JSON_LD,
    "application/xml": RdfFormat.RDF_XML,
    "text/plain": RdfFormat.N_TRIPLES,
}
_CHARSET = "; charset=utf-8"
Each = TypeVar("Each")


@dataclass(frozen=True, slots=True)
class Question:
    """A query as it came in.

    Attributes:
        query: SPARQL.
        accept: The header; `None` takes anything.
        scope: What it may read.
        first: Rows or triples that are enough; 0 wants them all, within the caps.
    """

    query: str
    accept: str | None = None
    scope: Scope = WHOLE
    first: int = 0


@dataclass(frozen=True, slots=True)
class Caps:
    """Bounds of an answer: rows (or triples), and bytes."""

    rows: int
    size: int


def answer(dataset: Dataset, asked: Question, caps: Caps) -> tuple[str, Iterator[bytes]]:
    """The media type of an answer and its bytes, piece by piece.

    Raises:
        QueryError: The query is wrong or not allowed; also while the pieces are read.
        Problem: The client takes none of the forms, or the answer is longer than the caps; the latter also while
            the pieces are read.
    """
    found = dataset.stream(asked.query, asked.scope)
    if isinstance(found, TripleStream):
        media_type = negotiate(asked.accept, tuple(GRAPH_FORMS))
        # A description may give a triple more than once.
        triples = list(dict.fromkeys(_capped(found.triples, caps.rows, asked.first, "triples")))
        return media_type + (_CHARSET if media_type.startswith("text/") else ""), _bounded(
            iter([_graph(triples, GRAPH_FORMS[media_type])]), caps.size
        )
    media_type = negotiate(asked.accept, tuple(ROW_FORMS))
    form = ROW_FORMS[media_type]
    if isinstance(found, Answer):
        pieces: Iterator[bytes] = iter([answer_as(form, found).encode()])
    else:
        pieces = _rows(form, found, caps.rows, asked.first)
    return media_type + (_CHARSET if media_type.startswith("text/") else ""), _bounded(pieces, caps.size)


def _rows(form: str, found: Rows, most: int, first: int) -> Iterator[bytes]:
    text = rows_as(form, found.variables, _capped(found.rows, most, first, "rows"))
    while piece := "".join(islice(text, 256)):
        yield piece.encode("utf-8", "replace")


def _capped(found: Iterator[Each], most: int, first: int, what: str) -> Iterator[Each]:
    if 0 < first <= most:
        yield from islice(found, first)
        return
    yield from islice(found, most)
    if next(found, None) is not None:
        raise Problem(
            503,
            f"The answer has more than {most:,} {what}, which is the limit of this server.",
            "Ask for less with LIMIT and OFFSET, or take a dump of the whole dataset.",
            limit=what,
        )


def _bounded(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise Problem(
                503,
                f"The answer is longer than {most:,} bytes, which is the limit of this server.",
                "Ask for less with LIMIT and OFFSET, or take a dump of the whole dataset.",
                limit="bytes",
            )
        yield piece


def _graph(triples: list[Triple], form: RdfFormat) -> bytes:
    try:
        return pyoxigraph.serialize(triples, format=form, prefixes=used_prefixes(triples)) or b""
    except ValueError as error:
        raise Problem(406, f"{form.name} can't say all of this graph: {error}", "Take another form.") from error
