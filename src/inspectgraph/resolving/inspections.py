"""Which reported and mentioned inspections are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inspectgraph.graph.iris import Iris
from inspectgraph.resolving.inspection_matching import (
    AT_REPORT,
    AT_START,
    Cluster,
    admits,
    agree_on_a_grade,
    akin,
    contradict,
    date_fit,
    differs_in_grade,
    kept_apart,
)
from inspectgraph.resolving.inspection_mentions import Said
from inspectgraph.resolving.mentions import Mention
from inspectgraph.resolving.report_dates import gives_all_grades, in_year_of_report, published_together, soon_after
from inspectgraph.resolving.things import Decision, Doubt, Settled, Thing, anchor

RULES: dict[str, str] = {
    "inspections/same-start": "Documents report an inspection of one authority under one framework from one day.",
    "inspections/undated-report": "A report without dates has the areas and grades of exactly one dated inspection of its authority and framework, and the earlier inspections that both mention agree; of an article at least two areas, and an earlier inspection that both recall.",
    "inspections/less-precise-report": "A document that knows less of its inspection's date or framework agrees with exactly one inspection of the authority on date and grades.",
    "inspections/report-date": "A row of a table without the inspection's dates bears the day on which the report of the authority and framework was published.",
    "inspections/mention-of-report": "A mention agrees with exactly one reported inspection of the authority on date, subject and grade.",
    "inspections/mention-in-course": "The date of a mention lies between the first and the last day of exactly one reported inspection, or is its last.",
    "inspections/mention-by-report-date": "A mention bears the month of the report of exactly one inspection, and a grade agrees.",
    "inspections/mention-by-report-year": "A mention of the whole service bears the year in which the report of exactly one inspection was published, some months after it; such inspections do not follow each other within a year.",
    "inspections/all-grades-of-report": "A document gives, at a date within a year after an inspection of the whole service, at least four grades, and all are those of that inspection alone.",
    "inspections/same-mention": "Documents mention an inspection of one authority and subject with agreeing dates and grades.",
    "inspections/safeguarding-and-looked-after": "Safeguarding and looked after children in one month before 2013 are one inspection with two judgements.",
    "inspections/areas-of-one-inspection": "Grades for several areas at one date are of one inspection of the whole service.",
    "inspections/same-words-of-one-publication": "Renditions of one publication mention it in the same words.",
    "inspections/two-fit": "More than one inspection fits what is said.",
    "inspections/by-report-date-only": "Only the date of the report, not that of the inspection, agrees with the mention.",
    "inspections/by-likely-report": "A mention of the whole service is dated within nine months after an inspection of which no document says when its report was published.",
    "inspections/contradicting-grade": "A mention agrees with reported inspections on kind and on the date of the inspection or of its report, but not on a grade.",
    "inspections/undated-mention": "A mention without a date fits exactly one earlier inspection.",
}  # fmt: skip
_DAY = len("2014-01-14")
_YEAR = len("2014")


def settle_inspections(said: Iterable[Said], iris: Iris) -> tuple[Settled, list[Cluster]]:
    """Which of the things said are of one inspection.

    Returns:
        The things with the decisions and doubts, and the clusters in the order of the things.
    """
    by_authority: dict[str, list[Said]] = {}
    for each in said:
        by_authority.setdefault(each.authority, []).append(each)
    settled, clusters = Settled(), []
    for authority in sorted(by_authority):
        history = _History(by_authority[authority])
        settled.doubts += history.doubts
        for cluster in history.clusters:
            cluster.members.sort(key=lambda each: each.mention)
            settled.things.append(_thing(cluster, authority, iris))
            settled.decisions += _decisions(cluster)
            clusters.append(cluster)
    return settled, clusters


class _History:
    """The inspections of one authority, settled from the surest to the least sure."""

    def __init__(self, said: Sequence[Said]) -> None:
        self.clusters: list[Cluster] = []
        self.doubts: list[Doubt] = []
        self._of_document: dict[str, Cluster] = {}
        self._earlier: dict[str, list[Said]] = {}
        for each in said:
            if not each.reported:
                self._earlier.setdefault(each.mention.document, []).append(each)
        self._take_reports(sorted((each for each in said if each.reported), key=_precise_first))
        reported = list(self.clusters)
        for each in sorted((each for each in said if not each.reported), key=_precise_first):
            self._take_mention(each, reported)

    def _open(self, said: Said) -> Cluster:
        cluster = Cluster()
        cluster.add(said)
        self.clusters.append(cluster)
        if said.own:
            self._of_document[said.mention.document] = cluster
        return cluster

    def _join(self, cluster: Cluster, said: Said, rule: str, confidence: float) -> None:
        cluster.add(said, rule, confidence)
        if said.own:
            self._of_document[said.mention.document] = cluster

    def _doubt(self, rule: str, confidence: float, said: Said, others: Iterable[Cluster]) -> None:
        mentions = {said.mention, *(min(member.mention for member in other.members) for other in others)}
        self.doubts.append(Doubt(rule, confidence, tuple(sorted(mentions))))

    # Reports

    def _take_reports(self, reports: Iterable[Said]) -> None:
        exact: dict[tuple[str, str], Cluster] = {}
        vague = []
        for said in reports:
            if said.framework and said.start is not None and len(str(said.start)) == _DAY:
                key = (said.framework, str(said.start))
                if key in exact and not kept_apart(exact[key], said):
                    self._join(exact[key], said, "inspections/same-start", 0.99)
                else:
                    exact.setdefault(key, self._open(said))
            else:
                vague.append(said)
        for said in vague:
            fits = [cluster for cluster in self.clusters if self._report_fits(said, cluster)]
            if len(fits) == 1:
                self._join(fits[0], said, *_report_rule(said, fits[0]))
            else:
                self._open(said)
                if fits:
                    self._doubt("inspections/two-fit", 0.5, said, fits)

    def _report_fits(self, said: Said, cluster: Cluster) -> bool:
        if not admits(cluster, said):
            return False
        if said.start is not None:
            same_words = any(each.framework == said.framework and each.start == said.start for each in cluster.reports)
            agreeing = agree_on_a_grade(said, cluster) or (same_words and said.framework is not None)
            return agreeing and date_fit(said, cluster) > AT_REPORT
        if published_together(said, cluster):
            return True
        reports = [each for each in cluster.reports if each.start is not None]
        if not (said.official and reports and said.framework):
            return False
        judged = set(said.grades)
        if all(each.official for each in reports):
            same_areas = any(len(judged) > 1 and judged == set(each.grades) for each in reports)
            return same_areas and self._earlier_agree(said, reports)
        # An article names some of the areas only: two that agree, and an earlier inspection that both recall.
        common = any(len(judged & set(each.grades)) > 1 for each in reports)
        return common and self._earlier_agree(said, reports, recalled=True)

    def _earlier_agree(self, said: Said, reports: Iterable[Said], recalled: bool = False) -> bool:
        """Whether the earlier inspections that a report mentions lie before it, and agree with those of another document.

        With `recalled`, both must recall one and the same.
        """
        mine = [each for each in self._earlier.get(said.mention.document, ()) if each.start and each.overall]
        for report in reports:
            theirs = [each for each in self._earlier.get(report.mention.document, ()) if each.start and each.overall]
            start = report.start.earliest() if report.start else ""
            before = all(each.start.earliest() < start for each in mine if each.start)
            alike = (
                not recalled
                and (not mine or not theirs)
                or any(_same_event(one, other) for one in mine for other in theirs)
            )
            if before and alike:
                return True
        return False

    # Mentions

    def _take_mention(self, said: Said, reported: Sequence[Cluster]) -> None:
        own = self._of_document.get(said.mention.document)
        open_to = [cluster for cluster in reported if admits(cluster, said)]
        if said.start is None:
            self._take_undated(said, open_to, own)
            return
        graded = {id(cluster): date_fit(said, cluster) for cluster in open_to}
        fits = [cluster for cluster in open_to if graded[id(cluster)] > AT_REPORT]
        if len(fits) > 1 and len(str(said.start)) > _YEAR:
            best = max(graded[id(cluster)] for cluster in fits)
            fits = [cluster for cluster in fits if graded[id(cluster)] == best]
        if len(fits) == 1:
            in_course = graded[id(fits[0])] != AT_START
            rule = "inspections/mention-in-course" if in_course else "inspections/mention-of-report"
            self._join(fits[0], said, rule, (0.9 if in_course else 0.95) if said.grades else 0.85)
            return
        by_report = [cluster for cluster in open_to if graded[id(cluster)] == AT_REPORT and not fits]
        if len(by_report) == 1 and len(str(said.start)) > _YEAR and agree_on_a_grade(said, by_report[0]):
            self._join(by_report[0], said, "inspections/mention-by-report-date", 0.8)
            return
        if len(by_report) == 1 and in_year_of_report(said, by_report[0], self.clusters):
            self._join(by_report[0], said, "inspections/mention-by-report-year", 0.75)
            return
        listed = self._earlier.get(said.mention.document, ())
        same_grades = [] if fits else [cluster for cluster in open_to if gives_all_grades(said, listed, cluster)]
        if len(same_grades) == 1:
            self._join(same_grades[0], said, "inspections/all-grades-of-report", 0.85)
            return
        self._take_among_mentions(said)
        if len(fits) > 1:
            self._doubt("inspections/two-fit", 0.5, said, fits)
        elif by_report:
            self._doubt("inspections/by-report-date-only", 0.6, said, by_report)
        elif not fits:
            unlike = [cluster for cluster in reported if date_fit(said, cluster) and differs_in_grade(cluster, said)]
            if unlike:
                self._doubt("inspections/contradicting-grade", 0.4, said, unlike)
            elif soon := [cluster for cluster in reported if soon_after(said, cluster)]:
                self._doubt("inspections/by-likely-report", 0.4, said, soon)

    def _take_undated(self, said: Said, open_to: Sequence[Cluster], own: Cluster | None) -> None:
        for cluster in self.clusters:
            if kept_apart(cluster, said):
                continue
            if own is not None and any(self._same_words(said, each, own) for each in cluster.members):
                self._join(cluster, said, "inspections/same-words-of-one-publication", 0.95)
                return
        self._open(said)
        before = own.start.earliest() if own is not None and own.start is not None else None
        fits = [
            cluster
            for cluster in open_to
            if said.frameworks and cluster.start is not None and before is not None and cluster.start.latest() < before
        ]
        if len(fits) == 1:
            self._doubt("inspections/undated-mention", 0.5, said, fits)

    def _same_words(self, said: Said, other: Said, own: Cluster) -> bool:
        return (
            not other.reported
            and other.mention.document != said.mention.document
            and self._of_document.get(other.mention.document) is own
            and (said.subject, said.framework, said.start, said.grades)
            == (other.subject, other.framework, other.start, other.grades)
        )

    def _take_among_mentions(self, said: Said) -> None:
        others = [cluster for cluster in self.clusters if not cluster.reports]
        fits = [cluster for cluster in others if admits(cluster, said) and akin(said, cluster)]
        if len(fits) == 1:
            self._join(fits[0], said, *_kinship(said, fits[0]))
            return
        self._open(said)
        if fits:
            self._doubt("inspections/two-fit", 0.5, said, fits)


def _report_rule(said: Said, cluster: Cluster) -> tuple[str, float]:
    if said.start is not None:
        return "inspections/less-precise-report", 0.95
    return (
        ("inspections/report-date", 0.95) if published_together(said, cluster) else ("inspections/undated-report", 0.9)
    )


def _precise_first(said: Said) -> tuple[object, ...]:
    """The most precise date first, then what reports, states its framework and gives grades."""
    return (-len(str(said.start or "")), not said.official, not said.framework, -len(said.grades), said.mention)


def _same_event(one: Said, other: Said) -> bool:
    if one.start is None or other.start is None or not one.start.agrees(other.start):
        return False
    return not contradict(one.grades, other.grades)


def _kinship(said: Said, cluster: Cluster) -> tuple[str, float]:
    if any(each.subject == said.subject for each in cluster.members):
        return "inspections/same-mention", 0.95 if len(str(said.start)) > _YEAR else 0.85
    if said.overall:
        return "inspections/areas-of-one-inspection", 0.85
    return "inspections/safeguarding-and-looked-after", 0.95


def _thing(cluster: Cluster, authority: str, iris: Iris) -> Thing:
    mentions = tuple(each.mention for each in cluster.members)
    framework, start = cluster.framework, cluster.start
    reports = [each.mention for each in cluster.members if each.reported]
    if start is not None and (reports or framework):
        natural = iris.inspection(authority, framework or "unknown", str(start)).value
    else:
        natural = min(reports or mentions).iri
    anchors = tuple(sorted(_anchor(each, iris) for each in cluster.members))
    return Thing("inspection", mentions, anchors, natural, (not reports, -len(mentions)))


def _anchor(said: Said, iris: Iris) -> str:
    # What a document reports stays its anchor when a later reader finds a better date.
    return f"{said.mention.document} reports" if said.own else anchor(said.mention, iris.base)


def _decisions(cluster: Cluster) -> list[Decision]:
    brought = {each.mention for _, members in cluster.steps.values() for each in members}
    rest: list[Mention] = sorted({each.mention for each in cluster.members} - brought)
    return [
        Decision(rule, confidence, tuple(sorted({*rest, *(each.mention for each in members)})))
        for rule, (confidence, members) in sorted(cluster.steps.items())
    ]
