"""Resolution: from what each document says to one IRI for each thing, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Quad

from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import nquads, parsed
from inspectgraph.reference import Reference
from inspectgraph.resolving import agreement, bodies, corrections, curation, inspections, people, publications
from inspectgraph.resolving.agreement import Claim, compare
from inspectgraph.resolving.claims import SAME, ClaimReader, voices
from inspectgraph.resolving.consolidated import Consolidation, Told, told
from inspectgraph.resolving.curation import Curation
from inspectgraph.resolving.inspection_matching import Cluster, is_certain, merge_clusters
from inspectgraph.resolving.inspection_mentions import read_inspections
from inspectgraph.resolving.ledger import PART, Ledger
from inspectgraph.resolving.mentions import DocumentIndex, Mention, index
from inspectgraph.resolving.naming import name
from inspectgraph.resolving.parts import entries_of_parts, lead_parts, parts_of_inspections, parts_of_statements
from inspectgraph.resolving.person_mentions import placed, read_people
from inspectgraph.resolving.reasons import Reasons, told_apart
from inspectgraph.resolving.removal import Removal, people_called
from inspectgraph.resolving.rewriting import renames, rewrite
from inspectgraph.resolving.rulings import Ruling
from inspectgraph.resolving.things import Settled, Thing

#: Id and sentence of every rule of this stage.
RULES: dict[str, str] = {
    **inspections.RULES, **publications.RULES, **bodies.RULES, **people.RULES, **agreement.RULES, **curation.RULES,
    **corrections.RULES,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolution:
    """What resolution came to.

    Attributes:
        texts: By identifier the N-Quads of each document's graph with final IRIs, sorted.
        consolidated: The quads of `graph/consolidated`, sorted.
        resolution: The quads of `graph/resolution`, sorted.
        ledger: What is published now.
        aliases: IRIs once published, and where each leads.
        warnings: Decisions of a curator that came to nothing, in words.
        corrected: Subject and property, as N-Quads write them, of what a curator corrected.
        removal: People who must not be named. They still stand in the graphs here.
    """

    texts: Mapping[str, bytes]
    consolidated: list[Quad]
    resolution: list[Quad]
    ledger: Ledger
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    corrected: frozenset[tuple[bytes, bytes]] = frozenset()
    removal: Removal = field(default_factory=Removal)

    @property
    def documents(self) -> dict[str, list[Quad]]:
        """By identifier the quads of each document's graph with final IRIs, sorted."""
        return {identifier: parsed(text) for identifier, text in self.texts.items()}


def resolve(
    documents: Mapping[str, bytes],
    iris: Iris,
    reference: Reference,
    ledger: Ledger,
    rulings: Sequence[Ruling] = (),
) -> Resolution:
    """Decides which mentions are one thing, and makes the graphs that follow from it.

    Equal inputs in any order give equal outputs; with the ledger that comes out, the same inputs give the same again.

    Args:
        documents: The N-Quads of each document by its identifier, sorted, with local IRIs.
        iris: Of the dataset.
        reference: The reference tables.
        ledger: The IRIs that are published already.
        rulings: A curator's decisions, which override the rules.
    """
    indexed = index(documents, iris)
    curated = Curation.of(rulings, indexed, ledger, iris.base)
    settled, clusters = _settle(indexed, iris, reference, curated)
    names = name(settled.things, ledger)
    renamed = {document.identifier: renames(document, names.of) for document in indexed}
    readers = {document.identifier: ClaimReader(document, renamed[document.identifier], iris) for document in indexed}
    agreements = compare(_claims(readers, clusters), SAME)
    wanted: dict[str, set[str]] = {}
    for claim in (claim for each in agreements for claim in each.claims):
        wanted.setdefault(claim.document, set()).add(claim.node)
    statements = {name: _statements(reader, wanted.get(name, set())) for name, reader in readers.items()}
    rewritten = {
        identifier: rewrite(documents[identifier], renamed[identifier], nquads(added))
        for identifier, added in statements.items()
    }

    def final(document: str, iri: str) -> str:
        return renamed[document].get(iri, iri)

    consolidation = Consolidation(iris, reference, curated.names(names.of))
    doubtful = {mention for doubt in settled.doubts for mention in doubt.mentions}
    consolidation.inspections(
        (names.of[cluster.members[0].mention], cluster, is_certain(cluster, doubtful)) for cluster in clusters
    )
    for (kind, iri), sources in _by_thing(each for document in indexed for each in told(document, final)).items():
        consolidation.thing(kind, iri, sources)
    for document in indexed:
        consolidation.tenures(document)
    reasons = Reasons(iris, names.of)
    reasons.add_settled(settled, told_apart(curated, names.of))
    reasons.add_curation(curated)
    reasons.add_agreements(agreements)
    stated = parts_of_statements(quad for added in statements.values() for quad in added)
    parts = {**parts_of_inspections(indexed, final), **stated, **reasons.parts}
    things = set(names.of.values())
    former = [entry for entry in ledger.entries if entry.kind == PART]
    gone = (entry for entry in former if entry.iri not in parts and entry.iri not in things)
    leads = lead_parts(gone, names.aliases, parts, things, lambda iri: any(iri in each.nodes for each in indexed))
    published = Ledger.of((*names.ledger.entries, *entries_of_parts(parts, former)))
    reasons.add_aliases(names.aliases, leads)
    return Resolution(
        rewritten,
        sorted(consolidation.take(), key=str),
        sorted(reasons.take(), key=str),
        published,
        {**names.aliases, **leads},
        (*curated.warnings, *curated.unkept(names.of)),
        removal=Removal.of(curated, lambda: people_called(indexed), names.of),
    )


def _settle(
    documents: Sequence[DocumentIndex], iris: Iris, reference: Reference, curated: Curation
) -> tuple[Settled, list[Cluster]]:
    marks = curated.marks()
    settled, clusters = inspections.settle_inspections(
        (said for document in documents for said in read_inspections(document, marks)), iris
    )
    merge_clusters(clusters, curated.join(settled, "inspection"))
    of_inspection: dict[Mention, Thing] = {mention: thing for thing in settled.things for mention in thing.mentions}
    mentioned = bodies.of_one_iri(body for document in documents for body in bodies.read_bodies(document, marks))
    settled_bodies = bodies.settle_bodies(mentioned, reference, iris.base, marks)
    curated.join(settled_bodies, "body")
    places = {mention: thing.natural for thing in settled_bodies.things for mention in thing.mentions}
    named = (placed(each, places) for document in documents for each in read_people(document, reference))
    settled_people = people.settle_people(named, iris.base, marks)
    curated.join(settled_people, "person")
    for other in (
        publications.settle_publications(
            (each for document in documents for each in publications.read_publications(document, iris)),
            of_inspection,
            iris,
        ),
        settled_bodies,
        settled_people,
    ):
        settled.things += other.things
        settled.decisions += other.decisions
        settled.doubts += other.doubts
    return settled, clusters


def _claims(readers: Mapping[str, ClaimReader], clusters: Sequence[Cluster]) -> list[Claim]:
    found: list[Claim] = []
    for voice in voices(clusters):
        found += readers[voice.mention.document].of_inspection(voice)
    for reader in readers.values():
        found += reader.of_tenures()
    return found


def _statements(reader: ClaimReader, wanted: set[str]) -> list[Quad]:
    """The statements of a document that take part in an agreement."""
    return [quad for node in sorted(wanted & set(reader.statements)) for quad in reader.statements[node]]


def _by_thing(sources: Iterable[Told]) -> dict[tuple[str, str], list[Told]]:
    found: dict[tuple[str, str], list[Told]] = {}
    for each in sources:
        found.setdefault((each.kind, each.iri), []).append(each)
    return found
