"""The words behind facts, and links to where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup
from pyoxigraph import Literal, NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.exporting.things import Things
from inspectgraph.graph.terms import IG, PROV, RDF, slug_of
from inspectgraph.presenting.links import Links

#: How many places a fact shows before it only counts them.
_SHOWN = 3
Value = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Proof:
    """A place in a document whose words bear something out.

    Attributes:
        document: The document.
        page: From 1; none where the document has no pages.
        start, end: In code points of the canonical text.
        words: Exactly those.
        href: Where they stand.
    """

    document: NamedNode
    page: int | None
    start: int
    end: int
    words: str
    href: str


class Proofs:
    """Finds the words behind facts; keeps the names of documents."""

    def __init__(self, dataset: Dataset, links: Links) -> None:
        self._dataset = dataset
        self._links = links
        self._titles: dict[NamedNode, str] = {}

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

    def _proof(self, evidence: NamedNode) -> Proof | None:
        said = {quad.predicate: quad.object for quad in self._dataset.quads(evidence)}
        document, page = said.get(PROV.wasQuotedFrom), said.get(IG.page)
        start, end, quote = said.get(IG.start), said.get(IG.end), said.get(IG.quote)
        if not isinstance(document, NamedNode) or not isinstance(start, Literal) or not isinstance(end, Literal):
            return None
        return Proof(
            document,
            int(page.value) if isinstance(page, Literal) else None,
            int(start.value),
            int(end.value),
            quote.value if isinstance(quote, Literal) else "",
            self._links.href(evidence) or "",
        )

    def title(self, document: NamedNode) -> str:
        """The title of a document, or the name of its file."""
        known = self._titles.get(document)
        if known is None:
            known = self._titles[document] = Things(self._dataset).name(document)
        return known

    def mark(self, proofs: NamedNode | Iterable[Proof] | None) -> Markup:
        """Links to the words, as small as a footnote: "p. 4"; nothing where there are none.

        Args:
            proofs: The places, or a fact that has a node of its own.
        """
        found = self.of(proofs) if isinstance(proofs, NamedNode) else list(proofs or ())
        if not found:
            return Markup("")
        links = [
            Markup('<a href="{}" title="{}"><span class="unseen">The words in {}, </span>{}</a>').format(
                each.href, _short(each.words), self.title(each.document), _place(each)
            )
            for each in found[:_SHOWN]
        ]
        more = Markup(' <span class="more">and {} more</span>').format(len(found) - _SHOWN) if found[_SHOWN:] else ""
        return Markup(' <span class="proof">{}{}</span>').format(Markup(" ").join(links), more)


def document_of(evidence: NamedNode) -> str:
    """The identifier of the document in which evidence stands."""
    return slug_of(evidence.value.rpartition("/")[0])


def _place(proof: Proof) -> str:
    return f"p. {proof.page}" if proof.page else "words"


def _short(quote: str, most: int = 160) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0] + " …"
