"""The charts by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inspectgraph.charting.picture import Picture
from inspectgraph.exporting.charts import readings
from inspectgraph.exporting.charts.scope import Scope


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart.

    Attributes:
        name: As `export chart` takes it.
        description: What it shows.
        read: Draws it.
        needs_authority: Whether it is of one authority.
    """

    name: str
    description: str
    read: Callable[[Scope], Picture]
    needs_authority: bool = False


_KNOWN = (
    Chart("history", "the judgements of one authority in time", readings.history, needs_authority=True),
    Chart("grades", "how often each overall grade was given, year by year", readings.by_year),
    Chart("authorities", "authorities and their grades in force, as a heat map", readings.table),
    Chart("directors", "directors of children's services in time", readings.directors),
    Chart("inspectors", "who inspected when, and who led", readings.inspectors),
)
CHARTS: dict[str, Chart] = {chart.name: chart for chart in _KNOWN}
