"""The ontology's files as graphs, and terms in their short forms."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from inspectgraph import data
from inspectgraph.asking.names import QUERY_PREFIXES

_MORE = {
    "qb": "http://purl.org/linked-data/cube#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
}
_PREFIXES = sorted({**QUERY_PREFIXES, **_MORE}.items(), key=lambda item: -len(item[1]))


@cache
def graph(*parts: str) -> Graph:
    """One Turtle file of the ontology."""
    return Graph().parse(data.ontology(*parts), format="turtle")


def short(term: Node) -> str:
    """A term as people write it."""
    for prefix, namespace in _PREFIXES:
        if str(term).startswith(namespace):
            return f"{prefix}:{str(term).removeprefix(namespace)}"
    return str(term)


def words(found: Graph, subject: Node, predicate: URIRef) -> str:
    """The text of a property; empty when there is none."""
    return str(found.value(subject, predicate, default=Literal("")))


def shorts(terms: Iterable[Node]) -> str:
    """Terms as code, sorted."""
    return ", ".join(f"`{each}`" for each in sorted(map(short, terms)))
