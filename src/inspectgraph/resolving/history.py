"""Which inspection came before which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inspectgraph.dates import PartialDate

#: Inspections of the whole service, and before them of safeguarding and looked after children, are one history.
OVERALL = frozenset({"sif", "sif-reinspection", "ilacs", "slac", "aipc", "lac"})
OVERALL_SERIES = "overall"


@dataclass(frozen=True, slots=True)
class Event:
    """A dated inspection.

    Attributes:
        iri: Of the inspection.
        series: What it follows in: `OVERALL_SERIES`, or its framework.
        start: As precise as known.
    """

    iri: str
    series: str
    start: PartialDate


def series_of(framework: str | None, overall: bool) -> str | None:
    """The series of an inspection: `OVERALL_SERIES`, its framework, or `None` where it is unknown."""
    if framework in OVERALL or (framework is None and overall):
        return OVERALL_SERIES
    return framework


def previous(events: Iterable[Event]) -> dict[str, str]:
    """For each inspection of one authority the one before it in its series, where the order is certain.

    It is certain when no other of the series may have begun at the time of either, nor between them.
    """
    by_series: dict[str, list[Event]] = {}
    for event in events:
        by_series.setdefault(event.series, []).append(event)
    found = {}
    for members in by_series.values():
        members.sort(key=lambda event: (event.start.earliest(), event.start.latest(), event.iri))
        for later in members:
            before = [each for each in members if _precedes(each, later)]
            if not before or any(_undecided(each, later) for each in members):
                continue
            last = max(before, key=lambda event: (event.start.earliest(), event.iri))
            if all(each is last or _precedes(each, last) for each in before):
                found[later.iri] = last.iri
    return found


def _precedes(one: Event, other: Event) -> bool:
    return one.start.latest() < other.start.earliest()


def _undecided(one: Event, other: Event) -> bool:
    return one is not other and not _precedes(one, other) and not _precedes(other, one)
