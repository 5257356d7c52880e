"""What is written into one document's graph: triples, evidence, statements."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from inspectgraph.facts import Body, Spans, Stated
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.terms import IG, PROV, RDF, TYPE, integer, text
from inspectgraph.reading.document import Document, Span

#: Words that may be quoted from a document whose licence is not open.
LONGEST_QUOTE = 25
#: Kinds of documents that an inspectorate publishes, under the Open Government Licence.
OFFICIAL = frozenset({"inspection-report", "inspection-letter"})


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a document besides its text.

    Attributes:
        open_licence: Whether its text may be published (Open Government Licence).
        digest_of: Publication id of what the document restates in other words; empty for an original.
        reader: Name and version of what read it.
    """

    open_licence: bool = True
    digest_of: str = ""
    reader: str = ""


@dataclass
class Writer:
    """Collects the triples of one document's graph.

    Attributes:
        document: What was read.
        iris: Of the dataset.
        source: What is known of the document besides its text.
        triples: What was written so far, each once, as N-Triples writes them.
        bodies: The bodies that were written, with their nodes.
    """

    document: Document
    iris: Iris
    source: Source
    triples: dict[str, None] = field(default_factory=dict)
    bodies: list[tuple[Body, NamedNode]] = field(default_factory=list)
    _evidence: dict[Span, NamedNode] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.graph = self.iris.document_graph(self.document.identifier)
        self.node = self.iris.document(self.document.identifier)

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal | None) -> None:
        """A triple, unless there is no value."""
        if value is not None:
            # An IRI is its value in angle brackets; handing out the value is much quicker than writing the node.
            written = f"<{value.value}>" if isinstance(value, NamedNode) else str(value)
            self.triples[f"<{subject.value}> <{predicate.value}> {written}"] = None

    def evidence(self, span: Span) -> NamedNode:
        """The evidence node of a span; a span longer than a licence allows is cut to its first words."""
        if not self.source.open_licence:
            span = self._short(span)
        if (known := self._evidence.get(span)) is not None:
            return known
        node = self._evidence[span] = self.iris.evidence(self.document.identifier, span)
        self.add(node, TYPE, IG.Evidence)
        self.add(node, PROV.wasQuotedFrom, self.node)
        self.add(node, IG.start, integer(span.start))
        self.add(node, IG.end, integer(span.end))
        self.add(node, IG.page, integer(self.document.page_at(span.start)))
        self.add(node, IG.quote, text(self.document.quote(span)))
        return node

    def _short(self, span: Span) -> Span:
        words = list(re.finditer(r"\S+", self.document.quote(span)))
        return Span(span.start, span.start + words[LONGEST_QUOTE - 1].end()) if len(words) > LONGEST_QUOTE else span

    def because(self, node: NamedNode, rule: str, spans: Spans) -> None:
        """Rule and evidence of a fact node."""
        self.add(node, IG.rule, text(rule))
        for span in spans:
            self.add(node, IG.evidence, self.evidence(span))

    def state(
        self,
        subject: NamedNode,
        predicate: NamedNode,
        value: NamedNode | Literal,
        rule: str,
        spans: Spans,
        as_written: str | None,
    ) -> None:
        """A plain property and the node that says where it is stated."""
        self.add(subject, predicate, value)
        node = self.iris.hashed("statement", self.document.identifier, subject, predicate, value, rule, spans[0])
        self.add(node, TYPE, IG.Statement)
        self.add(node, RDF.subject, subject)
        self.add(node, RDF.predicate, predicate)
        self.add(node, RDF.object, value)
        self.add(node, IG.valueAsWritten, text(as_written) if as_written else None)
        self.because(node, rule, spans)

    def stated(
        self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal, fact: Stated[object]
    ) -> None:
        """A plain property as a fact states it."""
        self.state(subject, predicate, value, fact.rule, fact.spans, fact.as_written)
