"""The consolidated graph: for each thing one name and the best known value of what may have one only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph.dates import MONTHS, PartialDate
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.terms import (
    DCT,
    FOAF,
    IG,
    ORG,
    RDFS,
    SKOS,
    TYPE,
    XSD,
    concept,
    date,
    english,
    text,
)
from inspectgraph.reference import Reference
from inspectgraph.resolving.bodies import CLASSES
from inspectgraph.resolving.history import OVERALL_SERIES, Event, previous, series_of
from inspectgraph.resolving.inspection_matching import Cluster, best_date
from inspectgraph.resolving.inspection_mentions import Said, nearness
from inspectgraph.resolving.mentions import DocumentIndex, Mention

_LABELS = {
    "sif-reinspection": "SIF re-inspection", "area-send": "area SEND inspection", "lscb-review": "review of the LSCB",
    "focused-visit": "focused visit", "monitoring-visit": "monitoring visit", "fostering": "fostering service",
    "adoption": "adoption service", "private-fostering": "private fostering", "joint-area-review": "joint area review",
}  # fmt: skip
_NAME, _PREFERRED, _OTHER = FOAF.name.value, SKOS.prefLabel.value, SKOS.altLabel.value
_SHORT, _BODY_TYPE = IG.abbreviation.value, IG.bodyType.value
_FROM, _TO = IG["from"].value, IG.to.value
_CONDUCTED, _LEGAL = IG.conductedBy.value, IG.legalBasis.value
_OWNERS = (ORG.unitOf, IG.servesAuthority, IG.runBy, IG.partnerOf)
_BODIES = {NamedNode(iri): path for iri, path in CLASSES.items()}
Add = Callable[[str, NamedNode, NamedNode | Literal], None]
Final = Callable[[str, str], str]


class Consolidation:
    """Collects the quads of `graph/consolidated`.

    Args:
        documents: By identifier.
        final: The final IRI of a document's local one.
        iris: Of the dataset.
        reference: For the authorities' names.
        chosen: Preferred names that a curator chose, by IRI.
    """

    def __init__(
        self,
        documents: Mapping[str, DocumentIndex],
        final: Final,
        iris: Iris,
        reference: Reference,
        chosen: Mapping[str, str],
    ) -> None:
        self._documents, self._final, self._iris, self._reference = documents, final, iris, reference
        self._chosen = chosen
        self._graph = iris.graph("consolidated")
        self._quads: set[Quad] = set()

    def quads(self) -> list[Quad]:
        """What was collected, sorted."""
        return sorted(self._quads, key=str)

    def _add(self, subject: str, predicate: NamedNode, value: NamedNode | Literal) -> None:
        self._quads.add(Quad(NamedNode(subject), predicate, value, self._graph))

    # Inspections

    def inspections(self, clusters: Sequence[Cluster], doubtful: Iterable[Mention]) -> None:
        """The inspections, each with what came before it.

        Args:
            clusters: What is said of each.
            doubtful: Mentions that may be of another inspection; they have no place in its history.
        """
        open_questions = set(doubtful)
        events: dict[str, list[Event]] = {}
        for cluster in clusters:
            mention = cluster.members[0].mention
            iri = self._final(*mention)
            self._inspection(iri, cluster)
            certain = cluster.reports or not open_questions & {said.mention for said in cluster.members}
            series = series_of(cluster.framework, any(said.subject == "overall" for said in cluster.members))
            if series == OVERALL_SERIES and certain:
                self._add(iri, IG.judgesWholeService, Literal(True))
            if cluster.start is not None and series is not None and certain:
                events.setdefault(cluster.members[0].authority, []).append(Event(iri, series, cluster.start))
        for authority in sorted(events):
            for later, earlier in previous(events[authority]).items():
                self._add(later, IG.previousInspection, NamedNode(earlier))

    def _inspection(self, iri: str, cluster: Cluster) -> None:
        authority = cluster.members[0].authority
        self._add(iri, TYPE, IG.Inspection)
        self._add(iri, IG.inspects, self._iris.authority(authority))
        self._add(iri, RDFS.label, english(self._chosen.get(iri) or self._label(cluster, authority)))
        if cluster.framework:
            self._add(iri, IG.framework, concept("framework", cluster.framework))
        self._dates(iri, (IG.startDate, IG.earliestStart, IG.latestStart), cluster.start)
        self._dates(iri, (IG.endDate, IG.earliestEnd, IG.latestEnd), cluster.end)
        for said in cluster.members:
            document = self._documents[said.mention.document]
            for predicate, name in ((IG.conductedBy, _CONDUCTED), (IG.legalBasis, _LEGAL)):
                for value in document.values(said.mention.iri, name):
                    self._add(iri, predicate, NamedNode(value))
        for area, grade in best_grades(cluster.members).items():
            judgement = self._iris.judgement(NamedNode(iri), area)
            self._add(iri, IG.hasJudgement, judgement)
            self._add(judgement.value, TYPE, IG.Judgement)
            self._add(judgement.value, IG.area, concept("area", area))
            self._add(judgement.value, IG.grade, concept("grade", grade))

    def _dates(
        self, iri: str, predicates: tuple[NamedNode | None, NamedNode, NamedNode], when: PartialDate | None
    ) -> None:
        if when is None:
            return
        value, earliest, latest = predicates
        if value is not None:
            self._add(iri, value, date(when))
        self._add(iri, earliest, Literal(when.earliest(), datatype=XSD.date))
        self._add(iri, latest, Literal(when.latest(), datatype=XSD.date))

    def _label(self, cluster: Cluster, slug: str) -> str:
        authority = self._reference.authorities.get(slug)
        what = cluster.framework and _LABELS.get(cluster.framework, cluster.framework.upper())
        if not what:
            subjects = sorted({said.subject for said in cluster.members if said.subject} - {"overall"})
            what = ", ".join(subjects) if subjects else "inspection"
        parts = [authority.name if authority else slug, what]
        if cluster.start is not None:
            month = MONTHS[cluster.start.month - 1].capitalize() + " " if cluster.start.month else ""
            parts.append(f"{month}{cluster.start.year}")
        return ", ".join(parts)

    # Everything else

    def people(self) -> None:
        """Each person under one name."""
        for iri, sources in self._sources(FOAF.Person).items():
            names = self._counted(sources, _NAME)
            if names:
                self._add(iri, TYPE, FOAF.Person)
                preferred = self._chosen.get(iri) or _preferred(names)
                self._add(iri, FOAF.name, text(preferred))
                for other in names.keys() - {preferred}:
                    self._add(iri, SKOS.altLabel, text(other))

    def bodies(self) -> None:
        """Each team, board, programme and partner under one name, with its owner."""
        for kind in _BODIES:
            for iri, sources in self._sources(kind).items():
                self._body(iri, kind, sources)

    def _body(self, iri: str, kind: NamedNode, sources: list[tuple[DocumentIndex, str]]) -> None:
        names = self._counted(sources, _PREFERRED)
        others, short = self._counted(sources, _OTHER), self._counted(sources, _SHORT)
        if not names:
            return
        self._add(iri, TYPE, kind)
        preferred = self._chosen.get(iri) or _preferred(names)
        self._add(iri, SKOS.prefLabel, english(preferred))
        for other in (names.keys() | others.keys()) - {preferred}:
            self._add(iri, SKOS.altLabel, english(other))
        if short:
            self._add(iri, IG.abbreviation, text(_preferred(short)))
        types = self._counted(sources, _BODY_TYPE)
        if types:
            self._add(iri, IG.bodyType, NamedNode(_preferred(types)))
        for owner in _OWNERS:
            for document, local in sources:
                for value in document.values(local, owner.value):
                    self._add(iri, owner, NamedNode(value))

    def tenures(self) -> None:
        """The first and last days on which each tenure may have begun and ended."""
        for document in self._documents.values():
            for node in document.of_type(IG.Tenure):
                self._dates(node, (None, IG.earliestStart, IG.latestStart), document.date(node, _FROM))
                self._dates(node, (None, IG.earliestEnd, IG.latestEnd), document.date(node, _TO))

    def publications(self) -> None:
        """Each publication with its publisher, date, title and place, as its documents and tables give them."""
        found: dict[str, list[tuple[DocumentIndex, str]]] = {}
        for document in self._documents.values():
            # The date and title that a digest gives are those of what it restates.
            renders = [(document.node, document.publication)] if document.publication is not None else []
            for bearer, local in [*renders, *((local, local) for local in document.of_type(IG.Publication))]:
                found.setdefault(self._final(document.identifier, local), []).append((document, bearer))
        for iri, sources in found.items():
            self._publication(iri, sources)

    def _publication(self, iri: str, sources: list[tuple[DocumentIndex, str]]) -> None:
        originals = [each for each in sources if not each[0].digest] or sources
        self._add(iri, TYPE, IG.Publication)
        for predicate in (DCT.publisher, DCT.source):
            for document, local in sources:
                for value in document.values(local, predicate.value):
                    self._add(iri, predicate, NamedNode(value))
        issued = best_date([document.date(local, DCT.issued.value) for document, local in originals])
        if issued is not None:
            self._add(iri, DCT.issued, date(issued))
        titles = self._counted(originals, DCT.title.value)
        if titles:
            self._add(iri, DCT.title, english(_preferred(titles)))

    def _sources(self, kind: NamedNode) -> dict[str, list[tuple[DocumentIndex, str]]]:
        found: dict[str, list[tuple[DocumentIndex, str]]] = {}
        for document in self._documents.values():
            for local in document.of_type(kind):
                found.setdefault(self._final(document.identifier, local), []).append((document, local))
        return found

    @staticmethod
    def _counted(sources: Iterable[tuple[DocumentIndex, str]], predicate: str) -> Counter[str]:
        return Counter(value for document, local in sources for value in document.values(local, predicate))


def _preferred(values: Counter[str]) -> str:
    """The most frequent, then the longest, then the first."""
    return min(values, key=lambda value: (-values[value], -len(value), value))


def best_grades(members: Iterable[Said]) -> dict[str, str]:
    """For each area the grade that the reporting document gives, then other official ones, then news."""
    found: dict[str, str] = {}
    ordered = sorted(members, key=lambda said: (nearness(said), said.mention))
    for said in ordered:
        for area, grade in sorted(said.grades.items()):
            found.setdefault(area, grade)
    return found
