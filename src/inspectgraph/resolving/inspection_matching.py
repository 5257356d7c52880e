"""Whether what documents say of inspections may be said of one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import Literal, NamedNode

from inspectgraph.dates import PartialDate
from inspectgraph.graph.background import vocabulary
from inspectgraph.graph.terms import IG, concept, slug_of
from inspectgraph.resolving.history import OVERALL
from inspectgraph.resolving.inspection_mentions import SOLE_AREA, WHOLE, Said
from inspectgraph.resolving.mentions import Mention
from inspectgraph.resolving.things import Thing, opposed

#: How well a date fits, the best first: as its start, in its course, as the date of its report.
AT_START, IN_COURSE, AT_REPORT = 3, 2, 1
_LAST_OF_SLAC = "2013"


@dataclass(slots=True)
class Cluster:
    """What is said of one inspection, as far as it is settled.

    Attributes:
        members: What documents say of it.
        frameworks: What it may have been; empty for any.
        steps: For each rule the confidence, and the members that it brought in.
    """

    members: list[Said] = field(default_factory=list)
    frameworks: frozenset[str] = frozenset()
    steps: dict[str, tuple[float, list[Said]]] = field(default_factory=dict)

    def add(self, said: Said, rule: str = "", confidence: float = 1.0) -> None:
        """Takes in what a document says, by a rule."""
        self.members.append(said)
        if said.frameworks:
            self.frameworks = self.frameworks & said.frameworks or said.frameworks
        if rule:
            least, brought = self.steps.get(rule, (1.0, []))
            self.steps[rule] = (min(least, confidence), [*brought, said])

    @property
    def reports(self) -> list[Said]:
        """What the documents say that report it."""
        return [said for said in self.members if said.reported]

    @property
    def start(self) -> PartialDate | None:
        """The start as the report gives it, or as precise as anything that agrees with it."""
        return self._best("start")

    @property
    def end(self) -> PartialDate | None:
        """The end, as the start."""
        return self._best("end")

    def _best(self, name: str) -> PartialDate | None:
        official = [getattr(said, name) for said in self.reports if said.official]
        stated = best_date(official) or best_date([getattr(said, name) for said in self.reports])
        dates: list[PartialDate | None] = [getattr(said, name) for said in self.members]
        return best_date([date for date in dates if stated is None or (date is not None and date.agrees(stated))])

    @property
    def framework(self) -> str | None:
        """The framework that is stated, or that follows from the subjects and the date."""
        stated = [said.framework for said in (*self.reports, *self.members) if said.framework]
        if stated:
            return stated[0]
        subjects = {said.subject for said in self.members}
        return next(iter(self.frameworks)) if len(self.frameworks) == 1 and len(subjects) > 1 else None


def best_date(dates: list[PartialDate | None]) -> PartialDate | None:
    """The most precise date; of equally precise ones the most frequent, then the first."""
    known = [date for date in dates if date is not None]
    return min(known, key=lambda date: (-len(str(date)), -known.count(date), str(date))) if known else None


def frameworks_meet(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of possible frameworks leave one; an empty set is any."""
    return not one or not other or bool(one & other)


def contradict(one: Mapping[str, str], other: Mapping[str, str], frameworks: frozenset[str] = frozenset()) -> bool:
    """Whether two sets of grades differ in an area that both have."""
    first, second = _whole_grade(one, frameworks), _whole_grade(other, frameworks)
    return any(second[area] != grade for area, grade in first.items() if area in second)


def _whole_grade(grades: Mapping[str, str], frameworks: frozenset[str]) -> dict[str, str]:
    sole = SOLE_AREA.get(next(iter(frameworks)), "") if len(frameworks) == 1 else ""
    return {"overall": grades[sole], **grades} if sole in grades else dict(grades)


def agree_on_a_grade(said: Said, cluster: Cluster) -> bool:
    """Whether some member grades an area as said."""
    return any(member.grades.get(area) == grade for area, grade in said.grades.items() for member in cluster.members)


def admits(cluster: Cluster, said: Said) -> bool:
    """Whether nothing that is settled of an inspection contradicts what is said, authority and date apart.

    Framework and the grades of common areas agree, and the document does not itself tell the two apart:
    it neither reports that inspection, nor lists another of the same subject that is it.
    """
    return (
        _of_one_kind(cluster, said)
        and not _grades_contradict(cluster, said)
        and not any(_told_apart(member, said) for member in cluster.members)
    )


def differs_in_grade(cluster: Cluster, said: Said) -> bool:
    """Whether a grade keeps what is said from an inspection of its kind that its document does not report."""
    own = any(member.reported and member.mention.document == said.mention.document for member in cluster.members)
    return not own and bool(said.frameworks) and _of_one_kind(cluster, said) and _grades_contradict(cluster, said)


def _of_one_kind(cluster: Cluster, said: Said) -> bool:
    return frameworks_meet(cluster.frameworks, said.frameworks) and not kept_apart(cluster, said)


def _grades_contradict(cluster: Cluster, said: Said) -> bool:
    frameworks = cluster.frameworks & said.frameworks or cluster.frameworks or said.frameworks
    return any(contradict(member.grades, said.grades, frameworks) for member in cluster.members)


def kept_apart(cluster: Cluster, said: Said) -> bool:
    """Whether a curator decided that a member of a cluster and what is said are of different inspections."""
    return bool(said.marks) and any(opposed(member.marks, said.marks) for member in cluster.members)


def _told_apart(one: Said, other: Said) -> bool:
    if one.mention.document != other.mention.document:
        return False
    return one.reported or other.reported or one.subject == other.subject


def date_fit(said: Said, cluster: Cluster) -> int:
    """How well the date of a mention fits an inspection that is reported; 0 when it does not."""
    start, end = cluster.start, cluster.end
    if said.start is None or start is None:
        return 0
    if said.start.agrees(start):
        return AT_START
    if start.earliest() <= said.start.latest() and end is not None and said.start.earliest() <= end.latest():
        return IN_COURSE
    issued = [report.issued for report in cluster.reports if report.issued is not None]
    return AT_REPORT if any(said.start.agrees(each) for each in issued) else 0


def akin(said: Said, cluster: Cluster) -> bool:
    """Whether a mention and others may be of one inspection, the grades apart.

    Their dates agree. Different subjects are one inspection only where inspections judged both: safeguarding and
    looked after children in one month before 2013, or the areas of the whole service.
    """
    if said.start is None or any(each.start is None or not each.start.agrees(said.start) for each in cluster.members):
        return False
    if all(each.subject == said.subject for each in cluster.members):
        return True
    if said.frameworks <= WHOLE and cluster.frameworks <= WHOLE:
        return True
    precise = max(
        [said.start, *(each.start for each in cluster.members if each.start)], key=lambda date: len(str(date))
    )
    together = said.frameworks & cluster.frameworks == {"slac"} and precise.month is not None
    return together and str(precise) < _LAST_OF_SLAC


def is_certain(cluster: Cluster, doubtful: Collection[Mention]) -> bool:
    """Whether no mention of an inspection may be of another one; what is reported is certain.

    A mention that gives a grade before any framework for more than one service gave it is of another day, and so perhaps of another inspection.

    Args:
        cluster: The inspection.
        doubtful: Mentions on which a doubt rests.
    """
    if cluster.reports:
        return True
    first = _first_uses()
    return not any(
        said.mention in doubtful
        or said.start is not None
        and any(said.start.latest() < first[grade] for grade in said.grades.values() if grade in first)
        for said in cluster.members
    )


@cache
def _first_uses() -> dict[str, str]:
    """From which day on a framework for what is not one service of many gave each grade, by its slug."""
    whole = {concept("framework", slug) for slug in (*OVERALL, "joint-area-review")}
    begins = {
        triple.subject: triple.object
        for triple in vocabulary()
        if triple.predicate == IG.validFrom and triple.subject in whole
    }
    first: dict[str, str] = {}
    for triple in vocabulary():
        begun = begins.get(triple.subject)
        if triple.predicate == IG.usesGrade and isinstance(begun, Literal) and isinstance(triple.object, NamedNode):
            day, grade = PartialDate.parse(begun.value).earliest(), slug_of(triple.object)
            first[grade] = min(first.get(grade, day), day)
    return first


def merge_clusters(clusters: list[Cluster], pairs: Iterable[tuple[Thing, Thing]]) -> None:
    """Makes one cluster of those whose things became one."""
    for one, other in pairs:
        first, second = (
            next(cluster for cluster in clusters if any(said.mention in thing.mentions for said in cluster.members))
            for thing in (one, other)
        )
        first.members = sorted([*first.members, *second.members], key=lambda said: said.mention)
        clusters[:] = [cluster for cluster in clusters if cluster is not second]
