"""The words behind facts, and links to where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape
from pyoxigraph import Literal, NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.exporting.things import Things
from inspectgraph.graph.terms import IG, RDF
from inspectgraph.presenting.links import Links

_PLACE = re.compile(r"/id/evidence/([^/]+)/(\d+)-(\d+)$")
#: How many pages a fact shows before it only counts them.
_SHOWN = 3
Value = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Proof:
    """A place in a document whose words bear something out.

    Attributes:
        document: The document.
        page: From 1; none where the document has no pages.
        start, end: In code points of the canonical text.
        node: The evidence.
        href: Where they stand.
    """

    document: NamedNode
    page: int | None
    start: int
    end: int
    node: NamedNode
    href: str


class Proofs:
    """Finds the words behind facts; keeps the names of documents."""

    def __init__(self, dataset: Dataset, links: Links) -> None:
        self._dataset = dataset
        self._links = links
        self._titles: dict[NamedNode, str] = {}
        self._pages: dict[NamedNode, int] = {}

    def of(self, fact: NamedNode) -> list[Proof]:
        """The places that prove a fact with a node of its own, by document and place."""
        found = {each.object for each in self._dataset.quads(fact, IG.evidence) if isinstance(each.object, NamedNode)}
        return self.read(found)

    def stated(self, subject: NamedNode) -> dict[tuple[NamedNode, Value], list[Proof]]:
        """The places that state the plain properties of a thing, by property and value."""
        found: dict[tuple[NamedNode, Value], set[NamedNode]] = {}
        for node in {each.subject for each in self._dataset.quads(None, RDF.subject, subject)}:
            if not isinstance(node, NamedNode):
                continue
            predicates: set[NamedNode] = set()
            values: set[Value] = set()
            evidence: set[NamedNode] = set()
            for quad in self._dataset.quads(node):
                if quad.predicate == RDF.predicate and isinstance(quad.object, NamedNode):
                    predicates.add(quad.object)
                elif quad.predicate == RDF.object and isinstance(quad.object, NamedNode | Literal):
                    values.add(quad.object)
                elif quad.predicate == IG.evidence and isinstance(quad.object, NamedNode):
                    evidence.add(quad.object)
            for predicate in predicates:
                for value in values:
                    found.setdefault((predicate, value), set()).update(evidence)
        return {key: self.read(evidence) for key, evidence in found.items()}

    def read(self, evidence: Iterable[NamedNode]) -> list[Proof]:
        """The places for which evidence nodes stand."""
        proofs = [self._proof(each) for each in evidence]
        return sorted((each for each in proofs if each), key=lambda each: (each.document.value, each.start, each.end))

    def words(self, proof: Proof) -> str:
        """Exactly the words of a place."""
        quotes = (quad.object for quad in self._dataset.quads(proof.node, IG.quote))
        return next((each.value for each in quotes if isinstance(each, Literal)), "")

    def learn(self, graph: NamedNode) -> None:
        """Reads the pages of all evidence of one document at once, for a page of the site that shows most of it."""
        self._pages = {
            quad.subject: int(quad.object.value)
            for quad in self._dataset.quads(None, IG.page, None, graph)
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
        }

    def _page(self, evidence: NamedNode) -> int | None:
        known = self._pages.get(evidence)
        if known is not None:
            return known
        found = (quad.object for quad in self._dataset.quads(evidence, IG.page))
        return next((int(each.value) for each in found if isinstance(each, Literal)), None)

    def _proof(self, evidence: NamedNode) -> Proof | None:
        # The IRI of evidence tells its document and its place.
        match = _PLACE.search(evidence.value)
        if match is None:
            return None
        document = NamedNode(f"{self._dataset.base}id/document/{match[1]}")
        return Proof(
            document, self._page(evidence), int(match[2]), int(match[3]), evidence, self._links.href(evidence) or ""
        )

    def title(self, document: NamedNode) -> str:
        """The title of a document, or the name of its file."""
        known = self._titles.get(document)
        if known is None:
            known = self._titles[document] = Things(self._dataset).name(document)
        return known

    def mark(self, proofs: NamedNode | Iterable[Proof] | None) -> Markup:
        """Links to the words, as small as a footnote: "page 4"; nothing where there are none.

        Args:
            proofs: The places, or a fact that has a node of its own.
        """
        found = self.of(proofs) if isinstance(proofs, NamedNode) else list(proofs or ())
        if not found:
            return Markup("")
        once = {(each.document, each.page): each for each in reversed(found)}
        shown = sorted(once.values(), key=lambda each: (each.document.value, each.start))
        links = " ".join(
            f'<a href="{escape(each.href)}" title="{escape(self.title(each.document))}">{_place(each)}</a>'
            for each in shown[:_SHOWN]
        )
        more = f' <span class="more">+{len(shown) - _SHOWN}</span>' if shown[_SHOWN:] else ""
        return Markup(f' <span class="proof">{links}{more}</span>')


def _place(proof: Proof) -> str:
    return f"page {proof.page}" if proof.page else "words"
