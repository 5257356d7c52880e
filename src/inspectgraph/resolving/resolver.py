"""Resolution: from what each document says to one IRI for each thing, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph.graph.iris import Iris
from inspectgraph.graph.terms import IG, PROV, TYPE, XSD, english, text
from inspectgraph.reference import Reference
from inspectgraph.resolving import agreement, bodies, inspections, people, publications
from inspectgraph.resolving.agreement import Agreement, Claim, compare
from inspectgraph.resolving.claims import SAME, ClaimReader, members_by_mention
from inspectgraph.resolving.consolidated import Consolidation
from inspectgraph.resolving.inspection_matching import Cluster
from inspectgraph.resolving.inspection_mentions import read_inspections
from inspectgraph.resolving.ledger import Ledger
from inspectgraph.resolving.mentions import DocumentIndex, Mention, index
from inspectgraph.resolving.naming import Names, name
from inspectgraph.resolving.rewriting import renames, rewrite
from inspectgraph.resolving.things import Settled, Thing

#: Id and sentence of every rule of this stage.
RULES: dict[str, str] = {
    **inspections.RULES, **publications.RULES, **bodies.RULES, **people.RULES, **agreement.RULES,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolution:
    """What resolution came to.

    Attributes:
        documents: By identifier the quads of each document's graph with final IRIs, sorted.
        consolidated: The quads of `graph/consolidated`, sorted.
        resolution: The quads of `graph/resolution`, sorted.
        ledger: What is published now.
        aliases: IRIs once published, and where each leads.
    """

    documents: dict[str, list[Quad]]
    consolidated: list[Quad]
    resolution: list[Quad]
    ledger: Ledger
    aliases: dict[str, str] = field(default_factory=dict)


def resolve(documents: Mapping[str, Sequence[Quad]], iris: Iris, reference: Reference, ledger: Ledger) -> Resolution:
    """Decides which mentions are one thing, and makes the graphs that follow from it.

    Equal inputs in any order give equal outputs; with the ledger that comes out, the same inputs give the same again.

    Args:
        documents: The quads of each document by its identifier, with local IRIs.
        iris: Of the dataset.
        reference: The reference tables.
        ledger: The IRIs that are published already.
    """
    indexed = index(documents, iris)
    settled, clusters, names = _settle(indexed, iris, reference, ledger)
    renamed = {document.identifier: renames(document, names.of) for document in indexed}
    readers = {document.identifier: ClaimReader(document, renamed[document.identifier], iris) for document in indexed}
    agreements = compare(_claims(readers, clusters), SAME)
    rewritten = {
        identifier: rewrite(documents[identifier], renamed[identifier], _statements(reader, agreements))
        for identifier, reader in readers.items()
    }
    consolidation = Consolidation(
        {document.identifier: document for document in indexed},
        lambda document, iri: renamed[document].get(iri, iri),
        iris,
        reference,
    )
    consolidation.inspections(clusters, (mention for doubt in settled.doubts for mention in doubt.mentions))
    consolidation.people()
    consolidation.bodies()
    consolidation.tenures()
    consolidation.publications()
    reasons = _Reasons(iris, names)
    reasons.add_settled(settled)
    reasons.add_agreements(agreements)
    reasons.add_aliases()
    return Resolution(rewritten, consolidation.quads(), reasons.quads(), names.ledger, names.aliases)


def _settle(
    documents: Sequence[DocumentIndex], iris: Iris, reference: Reference, ledger: Ledger
) -> tuple[Settled, list[Cluster], Names]:
    said = read_inspections(documents)
    settled, clusters = inspections.settle_inspections(said, iris)
    of_inspection: dict[Mention, Thing] = {mention: thing for thing in settled.things for mention in thing.mentions}
    settled_bodies = bodies.settle_bodies(documents, reference, iris.base)
    places = {mention: thing.natural for thing in settled_bodies.things for mention in thing.mentions}
    for other in (
        publications.settle_publications(documents, of_inspection, iris),
        settled_bodies,
        people.settle_people(people.read_people(documents, places), iris.base),
    ):
        settled.things += other.things
        settled.decisions += other.decisions
        settled.doubts += other.doubts
    return settled, clusters, name(settled.things, ledger)


def _claims(readers: Mapping[str, ClaimReader], clusters: Sequence[Cluster]) -> list[Claim]:
    found: list[Claim] = []
    for mention, (said, cluster) in members_by_mention(clusters).items():
        if len(cluster.members) > 1:
            found += readers[mention.document].of_inspection(said, cluster)
    for reader in readers.values():
        found += reader.of_tenures()
    return found


def _statements(reader: ClaimReader, agreements: Iterable[Agreement]) -> list[Quad]:
    """The statements of a document that take part in an agreement."""
    wanted = {
        claim.node for each in agreements for claim in each.claims if claim.document == reader.document.identifier
    }
    return [quad for node in sorted(wanted & set(reader.statements)) for quad in reader.statements[node]]


class _Reasons:
    """Collects the quads of `graph/resolution`."""

    def __init__(self, iris: Iris, names: Names) -> None:
        self._iris, self._names = iris, names
        self._graph = iris.graph("resolution")
        self._quads: set[Quad] = set()

    def quads(self) -> list[Quad]:
        return sorted(self._quads, key=str)

    def _add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        self._quads.add(Quad(subject, predicate, value, self._graph))

    def _why(self, node: NamedNode, rule: str, confidence: float, mentions: Iterable[Mention]) -> None:
        self._add(node, IG.rule, text(rule))
        self._add(node, IG.confidence, Literal(str(Decimal(str(confidence))), datatype=XSD.decimal))
        for mention in mentions:
            self._add(node, PROV.used, self._iris.document(mention.document))

    def add_settled(self, settled: Settled) -> None:
        for decision in settled.decisions:
            resolved = self._names.of[decision.mentions[0]]
            keys = [part for mention in decision.mentions for part in mention]
            node = self._iris.hashed("resolution", decision.rule, resolved, *keys)
            self._add(node, TYPE, IG.Resolution)
            self._add(node, IG.resolved, NamedNode(resolved))
            self._why(node, decision.rule, decision.confidence, decision.mentions)
            for mention in decision.mentions:
                self._add(node, IG.mention, Literal(mention.iri, datatype=XSD.anyURI))
        for doubt in settled.doubts:
            things = sorted({self._names.of[mention] for mention in doubt.mentions})
            if len(things) < 2:
                continue
            node = self._iris.hashed("candidate", doubt.rule, *things)
            if Quad(node, TYPE, IG.Candidate, self._graph) in self._quads:
                continue
            self._add(node, TYPE, IG.Candidate)
            for thing in things:
                self._add(node, IG.candidate, NamedNode(thing))
            self._why(node, doubt.rule, doubt.confidence, doubt.mentions)

    def add_agreements(self, agreements: Iterable[Agreement]) -> None:
        for each in agreements:
            first = each.claims[0]
            nodes = sorted({claim.node for claim in each.claims})
            if len(nodes) < 2:
                continue
            kind = "conflict" if each.conflict else "corroboration"
            node = self._iris.hashed(kind, first.about, first.predicate, first.scope, *nodes)
            self._add(node, TYPE, IG.Conflict if each.conflict else IG.Corroboration)
            self._add(node, IG.about, NamedNode(first.about))
            self._add(node, IG.property, NamedNode(first.predicate))
            self._add(node, IG.rule, text(each.rule))
            for claim in each.claims:
                self._add(node, IG.statement, NamedNode(claim.node))
                self._add(node, PROV.used, self._iris.document(claim.document))

    def add_aliases(self) -> None:
        for alias, iri in self._names.aliases.items():
            node = NamedNode(alias)
            self._add(node, TYPE, IG.Alias)
            self._add(node, IG.aliasOf, NamedNode(iri))
            self._add(node, IG.reason, english("Found to be the same thing as the one it leads to."))
