"""What speaks for and against two mentions being one thing, as the graph has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.mentions import Mentioned
from inspectgraph.dates import PartialDate
from inspectgraph.graph.iris import slug
from inspectgraph.graph.terms import DCT, FOAF, IG, ORG, PROV, SKOS, TYPE, slug_of
from inspectgraph.resolving.bodies import CLASSES
from inspectgraph.resolving.person_mentions import FAMILIES
from inspectgraph.resolving.person_names import abbreviates, mistyped, short_form, words_of

FOR, AGAINST, OPEN = "for", "against", "open"
_OWNERS = (ORG.unitOf, IG.servesAuthority, IG.runBy, IG.partnerOf)
_MOST = 6


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was compared.

    Attributes:
        side: `for`, `against`, or `open` where it decides nothing.
        what: In few words, "names".
        words: What was found.
    """

    side: str
    what: str
    words: str


@dataclass(slots=True)
class _Profile:
    """What is said of a thing, in one document or in all."""

    kind: str
    values: dict[str, set[str]] = field(default_factory=dict)

    def add(self, key: str, *values: str) -> None:
        self.values.setdefault(key, set()).update(filter(None, values))

    def get(self, key: str) -> set[str]:
        return self.values.get(key, set())


class Comparer:
    """Compares what a dataset says of two things."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def kind(self, thing: Mentioned) -> str:
        """`person`, `inspection`, `body`, `authority`, or `thing`."""
        types = {quad.object for quad in self._dataset.quads(thing.node, TYPE)}
        if FOAF.Person in types:
            return "person"
        if IG.Inspection in types:
            return "inspection"
        if IG.LocalAuthority in types:
            return "authority"
        return "body" if {each.value for each in types if isinstance(each, NamedNode)} & set(CLASSES) else "thing"

    def compare(self, one: Mentioned, other: Mentioned) -> list[Point]:
        """What speaks for and against, the names first."""
        kinds = self.kind(one), self.kind(other)
        if kinds[0] != kinds[1]:
            return [Point(AGAINST, "kind", f"one is a {kinds[0]}, the other a {kinds[1]}")]
        first, second = self._profile(one, kinds[0]), self._profile(other, kinds[1])
        points = {
            "person": _people, "inspection": _inspections, "body": _bodies, "authority": _authorities,
        }.get(kinds[0])  # fmt: skip
        return list(points(first, second)) if points else []

    def _profile(self, thing: Mentioned, kind: str) -> _Profile:
        profile = _Profile(kind)
        read = {
            "person": self._person,
            "inspection": self._inspection,
            "body": self._body,
            "authority": self._authority,
        }
        if kind in read:
            read[kind](profile, thing)
        return profile

    def _literals(self, node: NamedNode, predicates: Iterable[NamedNode], graph: NamedNode | None = None) -> set[str]:
        return {
            quad.object.value
            for predicate in predicates
            for quad in self._dataset.quads(node, predicate, None, graph)
            if isinstance(quad.object, Literal)
        }

    def _things(
        self, node: NamedNode, predicates: Iterable[NamedNode], graph: NamedNode | None = None
    ) -> list[NamedNode]:
        found = {
            quad.object
            for predicate in predicates
            for quad in self._dataset.quads(node, predicate, None, graph)
            if isinstance(quad.object, NamedNode)
        }
        return sorted(found, key=str)

    def _subjects(self, predicate: NamedNode, value: NamedNode, graph: NamedNode | None) -> list[NamedNode]:
        found = {
            quad.subject
            for quad in self._dataset.quads(None, predicate, value, graph)
            if isinstance(quad.subject, NamedNode)
        }
        return sorted(found, key=str)

    def _person(self, profile: _Profile, thing: Mentioned) -> None:
        node, graph = thing.node, thing.graph
        profile.add("names", *self._literals(node, (FOAF.name,) if graph else (FOAF.name, SKOS.altLabel), graph))
        for association in self._subjects(PROV.agent, node, graph):
            profile.add("families", "inspector")
            for inspection in self._subjects(PROV.qualifiedAssociation, association, graph):
                profile.add("times", *self._literals(inspection, (IG.startDate,), self._dataset.graph("consolidated")))
                for colleague in self._things(inspection, (PROV.qualifiedAssociation,)):
                    for person in self._things(colleague, (PROV.agent,)):
                        if person != node:
                            profile.add("colleagues", self._dataset.label(person))
        for tenure in self._subjects(ORG.member, node, graph):
            for role in self._things(tenure, (ORG.role,)):
                profile.add("families", FAMILIES.get(slug_of(role), slug_of(role)))
                profile.add("roles", self._dataset.label(role))
            for organisation in self._things(tenure, (ORG.organization,)):
                profile.add("organisations", self._dataset.label(organisation))
            profile.add("organisations", *self._literals(tenure, (IG.organisationAsWritten,)))
            profile.add("times", *self._literals(tenure, (IG["from"], IG.to)))
            profile.add("times", *self._document_times(tenure))

    def _document_times(self, fact: NamedNode) -> Iterator[str]:
        """When the inspections of the documents were that state a fact."""
        for quad in self._dataset.quads(fact, IG.rule):
            if isinstance(quad.graph_name, NamedNode):
                document = NamedNode(quad.graph_name.value.replace("/graph/", "/id/"))
                yield from self._literals(document, (DCT.issued,))
                for inspection in self._things(document, (IG.reports,)):
                    yield from self._literals(inspection, (IG.startDate,), self._dataset.graph("consolidated"))

    def _inspection(self, profile: _Profile, thing: Mentioned) -> None:
        node = thing.node
        graph = thing.graph or self._dataset.graph("consolidated")
        profile.add("authorities", *(self._dataset.label(each) for each in self._things(node, (IG.inspects,))))
        profile.add("frameworks", *(slug_of(each) for each in self._things(node, (IG.framework,), graph)))
        profile.add("starts", *self._literals(node, (IG.startDate,), graph))
        profile.add("ends", *self._literals(node, (IG.endDate,), graph))
        profile.add("subjects", *self._literals(node, (IG.subject,), thing.graph))
        for judgement in self._things(node, (IG.hasJudgement,), graph):
            for area in self._things(judgement, (IG.area,), graph):
                grades = self._things(judgement, (IG.grade,), graph)
                profile.add("grades", *(f"{slug_of(area)}: {slug_of(grade)}" for grade in grades))

    def _body(self, profile: _Profile, thing: Mentioned) -> None:
        node, graph = thing.node, thing.graph
        profile.add("names", *self._literals(node, (SKOS.prefLabel, SKOS.altLabel), graph))
        profile.add("abbreviations", *self._literals(node, (IG.abbreviation,), graph))
        profile.add("owners", *(self._dataset.label(each) for each in self._things(node, _OWNERS)))
        profile.add("classes", *(CLASSES[each.value] for each in self._things(node, (TYPE,)) if each.value in CLASSES))

    def _authority(self, profile: _Profile, thing: Mentioned) -> None:
        node = thing.node
        profile.add("names", *self._literals(node, (SKOS.prefLabel, SKOS.altLabel)))
        profile.add("codes", *self._literals(node, (IG.gssCode, IG.laCode)))
        profile.add("from", *self._literals(node, (IG.validFrom,)))
        profile.add("to", *self._literals(node, (IG.validTo,)))
        profile.add("self", self._dataset.label(node))
        profile.add("replaces", *(self._dataset.label(each) for each in self._things(node, (DCT.replaces,))))


def _shared(what: str, one: set[str], other: set[str], against: str = AGAINST) -> Iterator[Point]:
    """Whether two sets of values have something in common; nothing where one is empty."""
    if not one or not other:
        return
    if common := one & other:
        yield Point(FOR, what, "both: " + _listed(common))
    else:
        yield Point(against, what, f"{_listed(one)} / {_listed(other)}")


def _listed(values: Iterable[str]) -> str:
    ordered = sorted(values)
    more = f" and {len(ordered) - _MOST} more" if len(ordered) > _MOST else ""
    return ", ".join(ordered[:_MOST]) + more


def _people(one: _Profile, other: _Profile) -> Iterator[Point]:
    yield _person_names(one.get("names"), other.get("names"))
    yield from _shared("kind of role", one.get("families"), other.get("families"))
    yield from _shared("organisation", one.get("organisations"), other.get("organisations"), OPEN)
    yield from _times(one.get("times"), other.get("times"))
    colleagues = one.get("colleagues") & other.get("colleagues")
    if colleagues:
        yield Point(FOR, "co-inspectors", "both inspected with " + _listed(colleagues))
    elif one.get("colleagues") and other.get("colleagues"):
        yield Point(OPEN, "co-inspectors", "none in common")


def _person_names(one: set[str], other: set[str]) -> Point:
    pairs = [(first, second) for first in sorted(one) for second in sorted(other)]
    ways = (
        ("the same name: ", lambda a, b: a == b),
        ("one abbreviates the other: ", lambda a, b: abbreviates(a, b) or abbreviates(b, a)),
        ("one has a short form of the given name: ", short_form),
        ("they differ by a letter: ", mistyped),
    )
    for words, way in ways:
        for first, second in pairs:
            if way(words_of(first), words_of(second)):
                return Point(FOR, "names", words + (first if first == second else f"{first} / {second}"))
    same_surname = any(words_of(first)[-1:] == words_of(second)[-1:] for first, second in pairs)
    how = "only the surname is the same" if same_surname else "the names differ"
    return Point(AGAINST, "names", f"{how}: {_listed(one)} / {_listed(other)}")


def _times(one: set[str], other: set[str]) -> Iterator[Point]:
    if one and other:
        yield Point(OPEN, "times", f"{_span(one)} / {_span(other)}")


def _span(times: set[str]) -> str:
    first, last = min(times)[:4], max(times)[:4]
    return first if first == last else f"{first} to {last}"


def _inspections(one: _Profile, other: _Profile) -> Iterator[Point]:
    yield from _shared("authority", one.get("authorities"), other.get("authorities"))
    yield from _shared("framework", one.get("frameworks"), other.get("frameworks"))
    subjects = one.get("subjects"), other.get("subjects")
    if all(subjects) or (any(subjects) and not all((one.get("frameworks"), other.get("frameworks")))):
        yield from _shared("subject", subjects[0], subjects[1], OPEN)
    yield _dates(one, other)
    first, second = _grades(one), _grades(other)
    common = sorted(first.keys() & second.keys())
    differing = [area for area in common if not first[area] & second[area]]
    if differing:
        said = "; ".join(f"{area}: {_listed(first[area])} / {_listed(second[area])}" for area in differing)
        yield Point(AGAINST, "grades", said)
    elif common:
        yield Point(FOR, "grades", "alike for " + _listed(common))


def _grades(profile: _Profile) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for said in profile.get("grades"):
        area, _, grade = said.partition(": ")
        found.setdefault(area, set()).add(grade)
    return found


def _dates(one: _Profile, other: _Profile) -> Point:
    first, second = one.get("starts"), other.get("starts")
    if not first or not second:
        return Point(OPEN, "dates", f"{_listed(first) or 'none stated'} / {_listed(second) or 'none stated'}")
    words = f"{_listed(first)} / {_listed(second)}"
    agree = any(PartialDate.parse(a).agrees(PartialDate.parse(b)) for a in first for b in second)
    return Point(FOR, "dates", "they agree: " + words) if agree else Point(AGAINST, "dates", words)


def _bodies(one: _Profile, other: _Profile) -> Iterator[Point]:
    names = ({slug(each): each for each in profile.get("names")} for profile in (one, other))
    first, second = names
    common = [first[key] for key in first.keys() & second.keys()]
    if common:
        yield Point(FOR, "names", "both: " + _listed(common))
    else:
        yield Point(OPEN, "names", f"{_listed(first.values())} / {_listed(second.values())}")
    yield from _shared("abbreviation", one.get("abbreviations"), other.get("abbreviations"), OPEN)
    yield from _shared("owner", one.get("owners"), other.get("owners"))
    yield from _shared("class", one.get("classes"), other.get("classes"))


def _authorities(one: _Profile, other: _Profile) -> Iterator[Point]:
    yield from _shared("names", one.get("names"), other.get("names"), OPEN)
    yield from _shared("codes", one.get("codes"), other.get("codes"))
    for first, second in ((one, other), (other, one)):
        if first.get("replaces") & second.get("self"):
            since = _listed(first.get("from"))
            yield Point(
                AGAINST, "history", f"{_listed(first.get('self'))} replaced {_listed(second.get('self'))} on {since}"
            )
