"""The inspections of each authority in the order of time, with what they judged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from inspectgraph.exporting.things import Things
from inspectgraph.graph.terms import IG, SKOS, slug_of
from inspectgraph.presenting.grades import Grade

#: Areas in the order in which they are shown; others come after these by name.
_AREAS = (
    "overall", "help-and-protection", "children-in-care", "children-in-care-and-care-leavers", "care-leavers",
    "adoption", "leadership", "lscb", "safeguarding", "looked-after-children", "capacity-to-improve", "outcomes",
    "quality-of-provision",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judgement:
    """The grade of an area.

    Attributes:
        node: The judgement.
        area: The area.
        grade: The grade.
        written: The grade in the words of the document, where they differ.
    """

    node: NamedNode
    area: NamedNode
    grade: Grade
    written: str


@dataclass(frozen=True, slots=True)
class Inspected:
    """An inspection with what it judged.

    Attributes:
        node: The inspection.
        authority: Whose services were inspected.
        framework: The framework, where known.
        notation: Its abbreviation in capitals; empty where unknown.
        start, end: As precise as the documents have them; empty where unknown.
        earliest: The first day on which it can have begun; empty where unknown.
        judgements: In the order of areas.
        reports: Documents about it.
        previous: The comparable one before.
        is_whole: Whether its overall grade is the authority's, as in the question current-grades.
    """

    node: NamedNode
    authority: NamedNode | None
    framework: NamedNode | None
    notation: str
    start: str
    end: str
    earliest: str
    judgements: tuple[Judgement, ...]
    reports: tuple[NamedNode, ...]
    previous: NamedNode | None
    is_whole: bool

    def grade(self, *areas: str) -> Judgement | None:
        """The judgement of the first of the areas that was judged."""
        for area in areas:
            for judgement in self.judgements:
                if slug_of(judgement.area) == area:
                    return judgement
        return None

    @property
    def overall(self) -> Judgement | None:
        """The judgement of the whole."""
        return self.grade("overall")

    @property
    def is_ranked(self) -> bool:
        """Whether it graded all services together on the scale of four."""
        whole = self.overall
        return self.is_whole and whole is not None and whole.grade.rank is not None


class History:
    """Knows the inspections of a dataset; each is read once."""

    def __init__(self, things: Things) -> None:
        self._things = things
        self._known: dict[NamedNode, Inspected] = {}
        self._grades: dict[NamedNode, Grade] = {}

    def inspected(self, node: NamedNode) -> Inspected:
        """An inspection with what it judged."""
        known = self._known.get(node)
        if known is None:
            known = self._known[node] = self._read(node)
        return known

    def of(self, authority: NamedNode) -> list[Inspected]:
        """The inspections of an authority, the earliest first; those without a date stand last."""
        return self._by_authority.get(authority, [])

    @cached_property
    def authorities(self) -> list[NamedNode]:
        """The authorities of which a document tells, by name."""
        return sorted(self._by_authority, key=lambda each: (self._things.name(each), each.value))

    def latest(self, authority: NamedNode) -> Inspected | None:
        """The inspection whose grades are in force, as the question current-grades has it."""
        ranked = [each for each in self.of(authority) if each.is_ranked and each.earliest]
        return ranked[-1] if ranked else None

    @cached_property
    def all(self) -> list[Inspected]:
        """All inspections in the order of time."""
        return sorted((each for found in self._by_authority.values() for each in found), key=_in_time)

    def grade(self, concept: NamedNode) -> Grade:
        """A grade of the scheme."""
        known = self._grades.get(concept)
        if known is None:
            rank = self._things.whole(concept, IG.rank)
            known = self._grades[concept] = Grade(slug_of(concept), self._things.name(concept), rank)
        return known

    def following(self, inspection: Inspected) -> Inspected | None:
        """The comparable inspection after one."""
        found = self.of(inspection.authority) if inspection.authority else []
        return next((each for each in found if each.previous == inspection.node), None)

    @cached_property
    def _by_authority(self) -> dict[NamedNode, list[Inspected]]:
        found: dict[NamedNode, list[Inspected]] = defaultdict(list)
        for node in self._things.of(IG.Inspection):
            inspected = self.inspected(node)
            if inspected.authority:
                found[inspected.authority].append(inspected)
        for inspections in found.values():
            inspections.sort(key=_in_time)
        return dict(found)

    @cached_property
    def _reports(self) -> dict[NamedNode, list[NamedNode]]:
        found: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        for document in self._things.of(IG.Document):
            for inspection in self._things.nodes(document, IG.reports):
                found[inspection].append(document)
        return found

    def _read(self, node: NamedNode) -> Inspected:
        things = self._things
        framework = things.node(node, IG.framework)
        return Inspected(
            node,
            things.node(node, IG.inspects),
            framework,
            things.text(framework, SKOS.notation).upper() if framework else "",
            things.text(node, IG.startDate),
            things.text(node, IG.endDate),
            things.text(node, IG.earliestStart),
            tuple(sorted(self._judgements(node), key=lambda each: area_order(each.area))),
            tuple(self._reports.get(node, ())),
            things.node(node, IG.previousInspection),
            things.text(node, IG.judgesWholeService) == "true",
        )

    def _judgements(self, node: NamedNode) -> list[Judgement]:
        found = []
        for judgement in self._things.nodes(node, IG.hasJudgement):
            area, grade = self._things.node(judgement, IG.area), self._things.node(judgement, IG.grade)
            if area and grade:
                written = self._things.text(judgement, IG.gradeAsWritten)
                found.append(Judgement(judgement, area, self.grade(grade), written))
        return found


def area_order(area: NamedNode) -> tuple[int, str]:
    """Where an area stands among others."""
    slug = slug_of(area)
    return (_AREAS.index(slug) if slug in _AREAS else len(_AREAS), slug)


def _in_time(inspected: Inspected) -> tuple[str, str]:
    return inspected.earliest or "9999", inspected.node.value
