"""Explains a thing: every statement of it, with the document, the page and the words that bear it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.explanation import Decision, Explanation, Fact, Quote, Statement, Thing
from inspectgraph.asking.lookup import Lookup
from inspectgraph.graph.terms import DCT, FOAF, IG, ORG, PROV, RDF, SKOS, TYPE, slug_of

#: Classes of the facts that have a node of their own, in the order in which they are told.
_FACTS = (IG.Judgement, PROV.Association, IG.Tenure, IG.Finding, IG.Observation)
_DECISIONS = (IG.Resolution, IG.Candidate, IG.Corroboration, IG.Conflict, IG.Alias)
#: Said in another way: as the kinds, the names or the quotes.
_UNSAID = frozenset({TYPE, IG.evidence, IG.rule, SKOS.altLabel})
#: What leads to a thing only by way of evidence or of a decision, or says nothing by itself.
_WAYS = frozenset({RDF.subject, RDF.predicate, RDF.object, PROV.wasQuotedFrom, PROV.used, IG.evidence})
Node = NamedNode | Literal


def explain(dataset: Dataset, words: str) -> tuple[Explanation, ...]:
    """What the graph says of a thing.

    Args:
        dataset: What is asked.
        words: An IRI in full or short form, or a name in any of its forms.

    Returns:
        One explanation; more when several things share the name.

    Raises:
        QueryError: Nothing has that name; the hint gives the nearest ones.
    """
    explainer = _Explainer(dataset)
    return tuple(explainer.explain(node) for node in Lookup(dataset).one_or_more(words, "node"))


class _Explainer:
    """Collects what is said of things; keeps what it has learnt of documents and properties."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._documents: dict[str, tuple[str, str]] = {}

    def explain(self, node: NamedNode) -> Explanation:
        own = self._own_quotes(node)
        facts = self._facts_about(node)
        statements = (*self._outgoing(node, own, facts), *self._incoming(node, facts))
        return Explanation(self._thing(node), own, statements, tuple(map(self._fact_of(node), facts)), self._decisions(node))

    # The thing itself

    def _thing(self, node: NamedNode) -> Thing:
        label = self._dataset.label(node)
        kinds = sorted({self._words(kind) for kind in self._values(node, TYPE)})
        names = {quad.object.value for naming in (SKOS.prefLabel, SKOS.altLabel, FOAF.name, IG.abbreviation)
                 for quad in self._dataset.quads(node, naming) if isinstance(quad.object, Literal)}  # fmt: skip
        return Thing(node.value, self._dataset.short(node.value), label, tuple(kinds), tuple(sorted(names - {label})))

    def _values(self, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        found = {quad.object for quad in self._dataset.quads(node, predicate) if isinstance(quad.object, NamedNode)}
        return sorted(found, key=lambda each: each.value)

    def _words(self, term: NamedNode) -> str:
        """A class or property in words."""
        label = self._dataset.label(term)
        return label if ":" not in label else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", slug_of(term)).lower()

    # Plain properties

    def _outgoing(self, node: NamedNode, own: tuple[Quote, ...], facts: list[NamedNode]) -> Iterator[Statement]:
        stated = self._stated(self._dataset.quads(None, RDF.subject, node))
        told = set(facts)
        for (predicate, value), graphs in _grouped(self._dataset.quads(node), lambda quad: quad.object).items():
            if predicate in _UNSAID or value in told:
                continue
            quotes = stated.get((node, predicate, value)) or self._of_graphs(own, graphs)
            yield self._statement(predicate, value, False, graphs, quotes)

    def _incoming(self, node: NamedNode, facts: list[NamedNode]) -> Iterator[Statement]:
        stated = self._stated(self._dataset.quads(None, RDF.object, node))
        told = set(facts)
        for (predicate, subject), graphs in _grouped(self._dataset.quads(None, None, node), lambda quad: quad.subject).items():
            if predicate in _WAYS or subject in told or predicate == TYPE or self._is_a(subject, (*_DECISIONS, IG.Statement)):
                continue
            yield self._statement(predicate, subject, True, graphs, stated.get((subject, predicate, node), ()))

    def _statement(self, predicate: NamedNode, value: Node, inverse: bool, graphs: Iterable[str], quotes: tuple[Quote, ...]) -> Statement:
        label = self._dataset.label(value) if isinstance(value, NamedNode) else value.value
        iri = value.value if isinstance(value, NamedNode) else None
        sources = tuple(sorted({graph.partition("graph/")[2] for graph in graphs if graph}))
        return Statement(predicate.value, self._words(predicate), label, iri, inverse, sources, quotes)

    def _stated(self, statements: Iterable[Quad]) -> dict[tuple[Node, NamedNode, Node], tuple[Quote, ...]]:
        """The quotes of the plain triples that statement nodes bear out."""
        found: dict[tuple[Node, NamedNode, Node], dict[Quote, None]] = {}
        for node in dict.fromkeys(quad.subject for quad in statements if isinstance(quad.subject, NamedNode)):
            parts = [next((quad.object for quad in self._dataset.quads(node, RDF[name])), None) for name in ("subject", "predicate", "object")]
            match parts:
                case [NamedNode() as subject, NamedNode() as predicate, (NamedNode() | Literal()) as value]:
                    found.setdefault((subject, predicate, value), {}).update(dict.fromkeys(self._own_quotes(node)))
        return {key: tuple(quotes) for key, quotes in found.items()}

    # Evidence

    def _own_quotes(self, node: NamedNode) -> tuple[Quote, ...]:
        """The quotes of a fact node, in the order of documents and text."""
        quotes = {
            self._quote(quad.object, quad.graph_name)
            for quad in self._dataset.quads(node, IG.evidence)
            if isinstance(quad.object, NamedNode) and isinstance(quad.graph_name, NamedNode)
            for _ in [None]
        }
        rules = {
            quad.graph_name.value.rsplit("/", 1)[-1]: quad.object.value
            for quad in self._dataset.quads(node, IG.rule)
            if isinstance(quad.graph_name, NamedNode) and isinstance(quad.object, Literal)
        }
        told = [_with_rule(quote, rules.get(slug_of(quote.document), "")) for quote in quotes if quote]
        return tuple(sorted(told, key=lambda quote: (quote.file_name, quote.document, quote.start, quote.end)))

    def _quote(self, evidence: NamedNode, graph: NamedNode) -> Quote | None:
        said = {quad.predicate: quad.object for quad in self._dataset.quads(evidence, None, None, graph)}
        document, words = said.get(PROV.wasQuotedFrom), said.get(IG.quote)
        if not isinstance(document, NamedNode) or not isinstance(words, Literal):
            return None
        title, file_name = self._document(document)
        page = said.get(IG.page)
        return Quote(
            document.value, title, file_name, int(page.value) if isinstance(page, Literal) else None,
            _integer(said.get(IG.start)), _integer(said.get(IG.end)), words.value, "",
        )  # fmt: skip

    def _document(self, node: NamedNode) -> tuple[str, str]:
        known = self._documents.get(node.value)
        if known is None:
            title, name = (
                min((quad.object.value for quad in self._dataset.quads(node, naming) if isinstance(quad.object, Literal)), default="")
                for naming in (DCT.title, IG.fileName)
            )
            known = self._documents[node.value] = (title or name, name)
        return known

    @staticmethod
    def _of_graphs(quotes: tuple[Quote, ...], graphs: Iterable[str]) -> tuple[Quote, ...]:
        documents = {graph.rsplit("/", 1)[-1] for graph in graphs}
        return tuple(quote for quote in quotes if slug_of(quote.document) in documents)

    # Facts with a node of their own

    def _is_a(self, node: object, kinds: Iterable[NamedNode]) -> bool:
        return isinstance(node, NamedNode) and any(kind in kinds for kind in self._values(node, TYPE))

    def _facts_about(self, node: NamedNode) -> list[NamedNode]:
        linked: dict[NamedNode, None] = {}
        for quad in self._dataset.quads(None, None, node):
            if quad.predicate not in _WAYS and isinstance(quad.subject, NamedNode):
                linked[quad.subject] = None
        for post in [quad.subject for quad in self._dataset.quads(None, ORG.postIn, node)]:
            linked.update((quad.subject, None) for quad in self._dataset.quads(None, IG.post, post) if isinstance(quad.subject, NamedNode))
        linked.update((quad.object, None) for quad in self._dataset.quads(node) if isinstance(quad.object, NamedNode))
        for graph in self._values(node, IG.graph):
            linked.update((quad.subject, None) for quad in self._dataset.quads(None, IG.evidence, None, graph) if isinstance(quad.subject, NamedNode))
        facts = [each for each in linked if each != node and self._is_a(each, _FACTS)]
        return sorted(facts, key=self._rank)

    def _rank(self, fact: NamedNode) -> tuple[int, str]:
        kinds = self._values(fact, TYPE)
        return min(_FACTS.index(kind) for kind in kinds if kind in _FACTS), fact.value

    def _fact_of(self, node: NamedNode):  # type: ignore[no-untyped-def]
        def fact(each: NamedNode) -> Fact:
            kind = next(kind for kind in _FACTS if kind in self._values(each, TYPE))
            quotes = self._own_quotes(each)
            statements = [
                self._statement(predicate, value, False, graphs, ())
                for (predicate, value), graphs in _grouped(self._dataset.quads(each), lambda quad: quad.object).items()
                if predicate not in _UNSAID and value != node
            ]
            statements += [
                self._statement(predicate, subject, True, graphs, ())
                for (predicate, subject), graphs in _grouped(self._dataset.quads(None, None, each), lambda quad: quad.subject).items()
                if predicate in (IG.hasJudgement, IG.hasFinding, PROV.qualifiedAssociation) and subject != node
            ]
            return Fact(each.value, self._dataset.short(each.value), self._words(kind), tuple(statements), quotes)

        return fact

    # Decisions

    def _decisions(self, node: NamedNode) -> tuple[Decision, ...]:
        found = {quad.subject for quad in self._dataset.quads(None, None, node) if self._is_a(quad.subject, _DECISIONS)}
        return tuple(self._decision(each, node) for each in sorted(found, key=str) if isinstance(each, NamedNode))

    def _decision(self, decision: NamedNode, node: NamedNode) -> Decision:
        quads = [quad for quad in self._dataset.quads(decision) if not isinstance(quad.graph_name, DefaultGraph)]
        said = {quad.predicate: quad.object.value for quad in quads if isinstance(quad.object, Literal)}
        others = {
            quad.object
            for quad in quads
            if isinstance(quad.object, NamedNode) and quad.object != node and quad.predicate not in (TYPE, IG.statement)
        }
        statements = self._values(decision, IG.statement)
        quotes = dict.fromkeys(quote for statement in statements for quote in self._own_quotes(statement))
        kinds = [self._words(kind) for kind in self._values(decision, TYPE) if kind in _DECISIONS]
        return Decision(
            decision.value, kinds[0], said.get(IG.rule, said.get(IG.reason, "")), said.get(IG.confidence, ""),
            tuple(sorted(self._words(other) if other in IG else self._dataset.label(other) for other in others)), tuple(quotes),
        )  # fmt: skip


def _grouped(quads, other):  # type: ignore[no-untyped-def]
    """The graphs of each pair of property and term, in the order of their IRIs and values."""
    found: dict[tuple[NamedNode, Node], set[str]] = {}
    for quad in quads:
        term = other(quad)
        if isinstance(term, NamedNode | Literal):
            graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
            found.setdefault((quad.predicate, term), set()).add(graph)
    return dict(sorted(found.items(), key=lambda item: (item[0][0].value, str(item[0][1]))))


def _integer(term: object) -> int:
    return int(term.value) if isinstance(term, Literal) else 0


def _with_rule(quote: Quote, rule: str) -> Quote:
    return Quote(quote.document, quote.title, quote.file_name, quote.page, quote.start, quote.end, quote.words, rule)
