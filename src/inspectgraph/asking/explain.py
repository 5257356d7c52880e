"""Explains a thing: every statement of it, with the document, the page and the words that bear it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.explanation import Decision, Explanation, Fact, Quote, Statement, Thing
from inspectgraph.asking.lifetimes import Lifetimes
from inspectgraph.asking.lookup import Lookup
from inspectgraph.graph.terms import DCT, FOAF, IG, ORG, PROV, RDF, SKOS, TYPE, XSD, slug_of

#: Classes of the facts that have a node of their own, in the order in which they are told.
_FACTS = (IG.Judgement, PROV.Association, IG.Tenure, IG.Finding, IG.Observation)
_DECISIONS = (IG.Resolution, IG.Candidate, IG.Corroboration, IG.Conflict, IG.Alias, IG.Correction)
#: Said in another way: as the kinds, the names or the quotes.
_UNSAID = frozenset({TYPE, IG.evidence, IG.rule, SKOS.altLabel})
#: What leads to a thing only by way of evidence or of a decision, or says nothing by itself.
_WAYS = frozenset(
    {TYPE, RDF.subject, RDF.predicate, RDF.object, PROV.wasQuotedFrom, PROV.used, PROV.hadMember, IG.evidence}
)
#: What leads from an inspection to its facts.
_PARTS = frozenset({IG.hasJudgement, IG.hasFinding, PROV.qualifiedAssociation})
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
        self._lifetimes = Lifetimes(dataset)
        self._documents: dict[str, tuple[str, str]] = {}

    def explain(self, node: NamedNode) -> Explanation:
        own = self._own_quotes(node)
        facts = self._facts_about(node)
        statements = (*self._outgoing(node, own, facts), *self._incoming(node, facts))
        told = sorted((self._fact(fact, node) for fact in facts), key=self._place)
        decisions = (*self._decisions(node), *(each for fact in facts for each in self._corrections(fact)))
        return Explanation(self._thing(node), own, statements, tuple(told), decisions)

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
        printed = self._printed(node)
        told = set(facts)
        for predicate, value, graphs in _grouped(_outward(self._dataset.quads(node))):
            if predicate not in _UNSAID and value not in told:
                quotes = stated.get((node, predicate, value)) or _of_graphs(own, graphs)
                statement = self._statement(predicate, value, graphs, quotes)
                written = printed.get((predicate, value), "")
                yield replace(statement, as_written=written) if written != statement.value else statement

    def _incoming(self, node: NamedNode, facts: list[NamedNode]) -> Iterator[Statement]:
        stated = self._stated(self._dataset.quads(None, RDF.object, node))
        told = set(facts)
        for predicate, subject, graphs in _grouped(_inward(self._dataset.quads(None, None, node))):
            if predicate in _WAYS or subject in told or self._is_a(subject, (*_DECISIONS, IG.Statement)):
                continue
            assert isinstance(subject, NamedNode)
            quotes = stated.get((subject, predicate, node)) or _of_graphs(self._own_quotes(subject), graphs)
            yield self._statement(predicate, subject, graphs, quotes, inverse=True)

    def _statement(
        self,
        predicate: NamedNode,
        value: Node,
        graphs: list[str],
        quotes: tuple[Quote, ...] = (),
        *,
        inverse: bool = False,
    ) -> Statement:
        label = self._dataset.label(value) if isinstance(value, NamedNode) else value.value
        iri = value.value if isinstance(value, NamedNode) else None
        sources = tuple(sorted(self._source(graph) for graph in graphs))
        return Statement(predicate.value, self._words(predicate), label, iri, inverse, sources, quotes)

    def _source(self, graph: str) -> str:
        """A graph for people: the file name of its document, or its own name."""
        name = graph.removeprefix(self._dataset.base + "graph/")
        if not name.startswith("document/"):
            return name
        return self._document(NamedNode(f"{self._dataset.base}id/{name}"))[1] or name

    def _stated(self, statements: Iterable[Quad]) -> dict[tuple[Node, NamedNode, Node], tuple[Quote, ...]]:
        """The quotes of the plain triples that statement nodes bear out."""
        found: dict[tuple[Node, NamedNode, Node], dict[Quote, None]] = {}
        for node in dict.fromkeys(quad.subject for quad in statements if isinstance(quad.subject, NamedNode)):
            said = {quad.predicate: quad.object for quad in self._dataset.quads(node)}
            match [said.get(RDF[name]) for name in ("subject", "predicate", "object")]:
                case [NamedNode() as subject, NamedNode() as predicate, (NamedNode() | Literal()) as value]:
                    found.setdefault((subject, predicate, value), {}).update(dict.fromkeys(self._own_quotes(node)))
        return {key: _in_order(quotes) for key, quotes in found.items()}

    def _printed(self, node: NamedNode) -> dict[tuple[object, object], str]:
        """The values of a thing's plain properties as they are printed."""
        found: dict[tuple[object, object], set[str]] = {}
        for each in {quad.subject for quad in self._dataset.quads(None, RDF.subject, node)}:
            if isinstance(each, NamedNode):
                said = {quad.predicate: quad.object for quad in self._dataset.quads(each)}
                if isinstance(written := said.get(IG.valueAsWritten), Literal):
                    found.setdefault((said.get(RDF.predicate), said.get(RDF.object)), set()).add(written.value)
        return {key: " / ".join(sorted(words)) for key, words in found.items()}

    # Evidence

    def _own_quotes(self, node: NamedNode) -> tuple[Quote, ...]:
        """The quotes of a fact node, in the order of documents and text."""
        quotes = {
            self._quote(quad.object, quad.graph_name)
            for quad in self._dataset.quads(node, IG.evidence)
            if isinstance(quad.object, NamedNode) and isinstance(quad.graph_name, NamedNode)
        }
        rules = {
            quad.graph_name.value.rsplit("/", 1)[-1]: quad.object.value
            for quad in self._dataset.quads(node, IG.rule)
            if isinstance(quad.graph_name, NamedNode) and isinstance(quad.object, Literal)
        }
        told = []
        for quote in filter(None, quotes):
            first, last = self._lifetimes.of(node, NamedNode(quote.document))
            told.append(replace(quote, rule=rules.get(slug_of(quote.document), ""), first=first, last=last))
        return _in_order(told)

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
                min(
                    (
                        quad.object.value
                        for quad in self._dataset.quads(node, naming)
                        if isinstance(quad.object, Literal)
                    ),
                    default="",
                )
                for naming in (DCT.title, IG.fileName)
            )
            known = self._documents[node.value] = (title or name, name)
        return known

    # Facts with a node of their own

    def _is_a(self, node: object, kinds: Iterable[NamedNode]) -> bool:
        return isinstance(node, NamedNode) and any(kind in kinds for kind in self._values(node, TYPE))

    def _facts_about(self, node: NamedNode) -> list[NamedNode]:
        """Facts that lead to the thing or to a post in it, or to which it leads; for a document all of its graph."""
        inward = [quad for quad in self._dataset.quads(None, None, node) if quad.predicate not in _WAYS]
        for quad in self._dataset.quads(None, ORG.postIn, node):
            if isinstance(quad.subject, NamedNode):
                inward += self._dataset.quads(None, IG.post, quad.subject)
        for graph in self._values(node, IG.graph):
            inward += self._dataset.quads(None, IG.evidence, None, graph)
        linked = dict.fromkeys([quad.subject for quad in inward] + [quad.object for quad in self._dataset.quads(node)])
        return [each for each in linked if isinstance(each, NamedNode) and each != node and self._is_a(each, _FACTS)]

    def _fact(self, fact: NamedNode, about: NamedNode) -> Fact:
        kind = next(kind for kind in _FACTS if kind in self._values(fact, TYPE))
        former = self._former(fact)
        said = [
            self._statement(predicate, value, graphs)
            for predicate, value, graphs in _grouped(_outward(self._dataset.quads(fact)))
            if predicate not in _UNSAID and value != about and (predicate, value.value) not in former
        ]
        said += [
            self._statement(predicate, subject, graphs, inverse=True)
            for predicate, subject, graphs in _grouped(_inward(self._dataset.quads(None, None, fact)))
            if predicate in _PARTS and subject != about
        ]
        return Fact(fact.value, self._dataset.short(fact.value), self._words(kind), tuple(said), self._own_quotes(fact))

    def _place(self, fact: Fact) -> tuple[int, tuple[str, int], str]:
        """By kind, and within a kind in the order of documents and of their text."""
        kinds = [self._words(kind) for kind in _FACTS]
        first = fact.quotes[0] if fact.quotes else None
        return kinds.index(fact.kind), (first.file_name, first.start) if first else ("", 0), fact.iri

    # Decisions

    def _decisions(self, node: NamedNode) -> tuple[Decision, ...]:
        found = {quad.subject for quad in self._dataset.quads(None, None, node) if self._is_a(quad.subject, _DECISIONS)}
        return tuple(self._decision(each, node) for each in sorted(found, key=str) if isinstance(each, NamedNode))

    def _corrections(self, node: NamedNode) -> list[Decision]:
        return [self._decision(each, node) for each in self._corrected(node)]

    def _corrected(self, node: NamedNode) -> list[NamedNode]:
        """A curator's corrections of a thing."""
        about = (quad.subject for quad in self._dataset.quads(None, IG.about, node, self._dataset.graph("resolution")))
        return sorted(
            {each for each in about if isinstance(each, NamedNode) and self._is_a(each, [IG.Correction])}, key=str
        )

    def _former(self, node: NamedNode) -> set[tuple[object, str]]:
        """The properties of a thing with the values that a curator replaced."""
        return {
            (named, was.object.value)
            for each in self._corrected(node)
            for named in self._values(each, IG.property)
            for was in self._dataset.quads(each, IG.formerValue)
            if isinstance(was.object, Literal)
        }

    def _told(self, decision: NamedNode) -> str:
        """A correction in words."""

        def said(predicate: NamedNode) -> str:
            terms = {quad.object for quad in self._dataset.quads(decision, predicate)}
            return ", ".join(sorted(self._named(term) for term in terms))

        former = f" in place of {said(IG.formerValue)}" if said(IG.formerValue) else ""
        return f"{said(IG.property)} {said(RDF.object)}{former}: {said(IG.reason)} ({said(IG.decidedBy)})"

    def _named(self, term: object) -> str:
        """A term in words; a literal that is an IRI stands for what has it."""
        if isinstance(term, Literal) and term.datatype == XSD.anyURI:
            term = NamedNode(term.value)
        return self._dataset.label(term) if isinstance(term, NamedNode) else str(getattr(term, "value", ""))

    def _decision(self, decision: NamedNode, node: NamedNode) -> Decision:
        quads = [quad for quad in self._dataset.quads(decision) if not isinstance(quad.graph_name, DefaultGraph)]
        said = {quad.predicate: quad.object.value for quad in quads if isinstance(quad.object, Literal)}
        others = {
            quad.object
            for quad in quads
            if isinstance(quad.object, NamedNode) and quad.object != node and quad.predicate not in (TYPE, IG.statement)
        }
        statements = self._values(decision, IG.statement)
        quotes = _in_order({quote for statement in statements for quote in self._own_quotes(statement)})
        kinds = [self._words(kind) for kind in self._values(decision, TYPE) if kind in _DECISIONS]
        concerns = sorted(self._words(other) if other in IG else self._dataset.label(other) for other in others)
        why = said.get(IG.rule, said.get(IG.reason, ""))
        if self._is_a(decision, [IG.Correction]):
            concerns = [self._dataset.label(node)]
            told = self._told(decision)
        else:
            told = ""
        return Decision(decision.value, kinds[0], why, said.get(IG.confidence, ""), tuple(concerns), quotes, told)


def _outward(quads: Iterable[Quad]) -> Iterator[tuple[NamedNode, Node, str]]:
    """Property, value and graph of each quad."""
    for quad in quads:
        if isinstance(quad.object, NamedNode | Literal):
            yield quad.predicate, quad.object, _graph_of(quad)


def _inward(quads: Iterable[Quad]) -> Iterator[tuple[NamedNode, Node, str]]:
    """Property, subject and graph of each quad."""
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            yield quad.predicate, quad.subject, _graph_of(quad)


def _grouped(links: Iterable[tuple[NamedNode, Node, str]]) -> Iterator[tuple[NamedNode, Node, list[str]]]:
    """Each pair of property and term once, with the graphs in which it stands, in the order of the properties' IRIs."""
    found: dict[tuple[NamedNode, Node], set[str]] = {}
    for predicate, term, graph in links:
        found.setdefault((predicate, term), set()).add(graph)
    for (predicate, term), graphs in sorted(found.items(), key=lambda item: (item[0][0].value, str(item[0][1]))):
        yield predicate, term, sorted(filter(None, graphs))


def _graph_of(quad: Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""


def _integer(term: object) -> int:
    return int(term.value) if isinstance(term, Literal) else 0


def _in_order(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """By document, then by place in it."""
    return tuple(sorted(quotes, key=lambda quote: (quote.file_name, quote.document, quote.start, quote.end)))


def _of_graphs(quotes: tuple[Quote, ...], graphs: list[str]) -> tuple[Quote, ...]:
    """The quotes from documents whose graphs these are."""
    documents = {slug_of(graph) for graph in graphs}
    return tuple(quote for quote in quotes if slug_of(quote.document) in documents)
