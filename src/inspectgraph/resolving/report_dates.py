"""Mentions that date an inspection by its report, which comes out some months later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from inspectgraph.dates import PartialDate
from inspectgraph.resolving.inspection_matching import Cluster
from inspectgraph.resolving.inspection_mentions import WHOLE, Said

_YEAR = len("2014")
_DAYS_OF_YEAR, _LONGEST_TO_REPORT, _FEWEST_GRADES = 366, 275, 4


def published_together(said: Said, cluster: Cluster) -> bool:
    """Whether a report under the same framework was published on the same day."""
    return (
        said.issued is not None
        and said.issued.day is not None
        and any(each.issued == said.issued and each.framework == said.framework for each in cluster.reports)
    )


def in_year_of_report(said: Said, cluster: Cluster, others: Iterable[Cluster]) -> bool:
    """Whether a year of the whole service is that of an inspection's report, and of no other such inspection."""
    if not said.overall or said.start is None or len(str(said.start)) != _YEAR:
        return False
    end = cluster.end or cluster.start
    soon = end is not None and any(
        0 <= _days(end, report.issued) <= _LONGEST_TO_REPORT for report in cluster.reports if report.issued
    )
    return soon and not any(
        other is not cluster and other.start is not None and other.start.agrees(said.start)
        for other in others
        if other.frameworks and other.frameworks <= WHOLE
    )


def soon_after(said: Said, cluster: Cluster) -> bool:
    """Whether a date of the whole service may be that of a report of which no document says when it was published.

    It comes out within nine months after the inspection, which began in an earlier month or year than the one named.
    """
    end = cluster.end or cluster.start
    if not said.overall or said.start is None or end is None or not cluster.reports or not cluster.frameworks <= WHOLE:
        return False
    known = any(report.issued is not None for report in cluster.reports)
    first = PartialDate.parse(said.start.earliest())
    return not known and 0 < _days(end, first) <= _LONGEST_TO_REPORT


def gives_all_grades(said: Said, listed: Iterable[Said], cluster: Cluster) -> bool:
    """Whether all that a document grades at a date is graded so by the reports of an inspection within the year before.

    Args:
        said: A mention of the whole service or of an area.
        listed: All mentions of its document.
        cluster: The inspection.
    """
    if not said.overall or said.start is None or cluster.start is None:
        return False
    if not 0 < _days(cluster.end or cluster.start, said.start) <= _DAYS_OF_YEAR:
        return False
    grades = {
        area: grade
        for each in listed
        if each.overall and each.start == said.start
        for area, grade in each.grades.items()
    }
    return len(grades) >= _FEWEST_GRADES and any(grades.items() <= report.grades.items() for report in cluster.reports)


def _days(one: PartialDate, other: PartialDate) -> int:
    """Days from the last day of one date to the last day of another."""
    return (date.fromisoformat(other.latest()) - date.fromisoformat(one.latest())).days
