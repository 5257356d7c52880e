"""The consolidated graph: for each thing one name and the best known value of what may have one only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

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
from inspectgraph.resolving.mentions import DocumentIndex

_LABELS = {
    "sif-reinspection": "SIF re-inspection", "area-send": "area SEND inspection", "lscb-review": "review of the LSCB",
    "focused-visit": "focused visit", "monitoring-visit": "monitoring visit", "fostering": "fostering service",
    "adoption": "adoption service", "private-fostering": "private fostering", "joint-area-review": "joint area review",
}  # fmt: skip
_NAME, _PREFERRED, _OTHER = FOAF.name.value, SKOS.prefLabel.value, SKOS.altLabel.value
_SHORT, _BODY_TYPE = IG.abbreviation.value, IG.bodyType.value
_FROM, _TO = IG["from"].value, IG.to.value
_ISSUED, _TITLE = DCT.issued.value, DCT.title.value
_OWNERS = (ORG.unitOf, IG.servesAuthority, IG.runBy, IG.partnerOf)
_PERSON, _PUBLICATION = FOAF.Person.value, IG.Publication.value
#: What is taken of each kind of thing, by class.
_TAKEN = {
    _PERSON: (_NAME,),
    **dict.fromkeys(CLASSES, (_PREFERRED, _OTHER, _SHORT, _BODY_TYPE, *(owner.value for owner in _OWNERS))),
    _PUBLICATION: (DCT.publisher.value, DCT.source.value, _ISSUED, _TITLE),
}
Final = Callable[[str, str], str]


class Told(NamedTuple):
    """What one document tells of one thing.

    Attributes:
        kind: IRI of the thing's class.
        iri: Final IRI of the thing.
        digest: Whether the document restates a publication in other words.
        values: By property IRIs and lexical forms, sorted.
    """

    kind: str
    iri: str
    digest: bool
    values: dict[str, list[str]]


def told(document: DocumentIndex, final: Final) -> Iterator[Told]:
    """What a document tells of people, bodies and publications."""
    bearers = [(kind, local, local) for kind in _TAKEN for local in document.types.get(kind, ())]
    if document.publication is not None:
        # The date and title that a digest gives are those of what it restates.
        bearers.append((_PUBLICATION, document.publication, document.node))
    for kind, local, bearer in bearers:
        properties = document.nodes.get(bearer, {})
        values = {name: [each.value for each in properties[name]] for name in _TAKEN[kind] if name in properties}
        yield Told(kind, final(document.identifier, local), document.digest, values)


class Consolidation:
    """Collects the quads of `graph/consolidated`.

    Args:
        iris: Of the dataset.
        reference: For the authorities' names.
        chosen: Preferred names that a curator chose, by IRI.
    """

    def __init__(self, iris: Iris, reference: Reference, chosen: Mapping[str, str]) -> None:
        self._iris, self._reference, self._chosen = iris, reference, chosen
        self._graph = iris.graph("consolidated")
        self._quads: set[Quad] = set()

    def take(self) -> set[Quad]:
        """What was collected since the last time."""
        taken, self._quads = self._quads, set()
        return taken

    def _add(self, subject: str, predicate: NamedNode, value: NamedNode | Literal) -> None:
        self._quads.add(Quad(NamedNode(subject), predicate, value, self._graph))

    # Inspections

    def inspections(self, clusters: Iterable[tuple[str, Cluster, bool]]) -> None:
        """The inspections, each with what came before it.

        Args:
            clusters: All of an authority, or of several: IRI, what is said of it, and whether no mention may be
                of another inspection; else it has no place in the history.
        """
        events: dict[str, list[Event]] = {}
        for iri, cluster, certain in clusters:
            self._inspection(iri, cluster)
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
        for name, value in sorted({each for said in cluster.members for each in said.conduct}):
            self._add(iri, NamedNode(name), NamedNode(value))
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

    def thing(self, kind: str, iri: str, sources: Sequence[Told]) -> None:
        """A person, body or publication.

        Args:
            kind: IRI of its class.
            iri: Of the thing.
            sources: What all documents tell of it.
        """
        if kind == _PERSON:
            self._person(iri, sources)
        elif kind == _PUBLICATION:
            self._publication(iri, sources)
        else:
            self._body(iri, kind, sources)

    def _person(self, iri: str, sources: Sequence[Told]) -> None:
        """A person under one name."""
        names = _counted(sources, _NAME)
        if names:
            self._add(iri, TYPE, FOAF.Person)
            preferred = self._chosen.get(iri) or _preferred(names)
            self._add(iri, FOAF.name, text(preferred))
            for other in names.keys() - {preferred}:
                self._add(iri, SKOS.altLabel, text(other))

    def _body(self, iri: str, kind: str, sources: Sequence[Told]) -> None:
        """A team, board, programme or partner under one name, with its owner."""
        names = _counted(sources, _PREFERRED)
        others, short = _counted(sources, _OTHER), _counted(sources, _SHORT)
        if not names:
            return
        self._add(iri, TYPE, NamedNode(kind))
        preferred = self._chosen.get(iri) or _preferred(names)
        self._add(iri, SKOS.prefLabel, english(preferred))
        for other in (names.keys() | others.keys()) - {preferred}:
            self._add(iri, SKOS.altLabel, english(other))
        if short:
            self._add(iri, IG.abbreviation, text(_preferred(short)))
        types = _counted(sources, _BODY_TYPE)
        if types:
            self._add(iri, IG.bodyType, NamedNode(_preferred(types)))
        self._all(iri, sources, _OWNERS)

    def _publication(self, iri: str, sources: Sequence[Told]) -> None:
        """A publication with its publisher, date, title and place, as its documents and tables give them."""
        originals = [each for each in sources if not each.digest] or sources
        self._add(iri, TYPE, IG.Publication)
        self._all(iri, sources, (DCT.publisher, DCT.source))
        # Of several dates that one document gives, the most precise.
        dates = [
            max(each.values[_ISSUED], key=lambda value: (len(value), value))
            for each in originals
            if _ISSUED in each.values
        ]
        issued = best_date([PartialDate.parse(value) for value in dates])
        if issued is not None:
            self._add(iri, DCT.issued, date(issued))
        titles = _counted(originals, _TITLE)
        if titles:
            self._add(iri, DCT.title, english(_preferred(titles)))

    def _all(self, iri: str, sources: Sequence[Told], predicates: Iterable[NamedNode]) -> None:
        """Every value that is told of some properties."""
        for predicate in predicates:
            for each in sources:
                for value in each.values.get(predicate.value, ()):
                    self._add(iri, predicate, NamedNode(value))

    def tenures(self, document: DocumentIndex) -> None:
        """The first and last days on which each tenure of a document may have begun and ended."""
        for node in document.of_type(IG.Tenure):
            self._dates(node, (None, IG.earliestStart, IG.latestStart), document.date(node, _FROM))
            self._dates(node, (None, IG.earliestEnd, IG.latestEnd), document.date(node, _TO))


def _counted(sources: Iterable[Told], predicate: str) -> Counter[str]:
    return Counter(value for each in sources for value in each.values.get(predicate, ()))


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
