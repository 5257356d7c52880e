"""Where a fact stands: the document, the page, the words, and the address of what was published."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.graph.terms import DCT, IG, PROV

_LONGEST_QUOTE = 25


@dataclass(frozen=True, slots=True)
class Source:
    """The first place that proves a fact.

    Attributes:
        document: The name of the document's file.
        page: Counted from 1.
        link: The address of the publication, at that page where it is a PDF; empty where it is not known.
        words: The words themselves, where they may be published.
    """

    document: str
    page: int | None
    link: str
    words: str = ""


class Sources:
    """Finds the sources of facts; each document is looked up once."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._documents: dict[str, tuple[str, str, bool]] = {}

    def of(self, fact: NamedNode) -> Source:
        """The first place that proves a fact; empty when none is given."""
        found = sorted(
            quad.object.value for quad in self._dataset.quads(fact, IG.evidence) if isinstance(quad.object, NamedNode)
        )
        if not found:
            return Source("", None, "")
        evidence = NamedNode(found[0])
        document = self._first(evidence, PROV.wasQuotedFrom)
        name, address, _ = self._document(document)
        page = self._first(evidence, IG.page)
        at_page = f"{address}#page={page}" if page and address.lower().endswith(".pdf") else address
        words = self.quotable(document, self._first(evidence, IG.quote))
        return Source(name, int(page) if page.isdigit() else None, at_page, words)

    def address(self, document: str) -> str:
        """Where the publication that a document renders can be read; empty where it is not known."""
        return self._document(document)[1]

    def quotable(self, document: str, quote: str) -> str:
        """The quote, or nothing where it is too long for a document that is not known to have an open licence."""
        return quote if len(quote.split()) <= _LONGEST_QUOTE or self._document(document)[2] else ""

    def _document(self, document: str) -> tuple[str, str, bool]:
        if not document:
            return "", "", False
        known = self._documents.get(document)
        if known is None:
            node = NamedNode(document)
            publication = self._first(node, IG.renditionOf)
            address = self._first(NamedNode(publication), DCT.source) if publication else ""
            graph = self._first(node, IG.graph)
            # The text of findings stands in the graph for documents of an open licence alone.
            is_open = bool(graph) and any(self._dataset.quads(None, IG.text, None, NamedNode(graph)))
            known = self._first(node, IG.fileName), address, is_open
            self._documents[document] = known
        return known

    def _first(self, subject: NamedNode, predicate: NamedNode) -> str:
        values = (
            quad.object.value
            for quad in self._dataset.quads(subject, predicate)
            if isinstance(quad.object, NamedNode | Literal)
        )
        return min(values, default="")
