"""Gates: what a dataset must have at least to be published, and at most without a warning. They are data, `gates.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from inspectgraph.asking.names import QUERY_PREFIXES
from inspectgraph.errors import ReferenceDataError
from inspectgraph.resolving.curators_table import rows

FILE_NAME = "gates.csv"
COLUMNS = ("measure", "framework", "least", "most")
#: Of the inspections that a report or letter reports, how many in a hundred have a field: patterns for `?inspection`.
FIELDS = {
    "with start date": "?inspection ig:startDate ?value",
    "with end date": "?inspection ig:endDate ?value",
    "with overall grade": "?inspection ig:hasJudgement ?value . ?value ig:area area:overall ; ig:grade ?grade",
    "with lead inspector": "?inspection prov:qualifiedAssociation ?value . ?value prov:hadRole role:lead-inspector",
    "with director": "?tenure org:role role:dcs ; org:organization ?authority . ?inspection ig:inspects ?authority",
    "with findings": "?inspection ig:hasFinding ?value",
    "with figures": "?value a ig:Observation ; ig:refArea ?authority . ?inspection ig:inspects ?authority",
}
#: Measures of the build as a whole; besides them each kind of fact that a build counts.
WHOLE = ("documents", "set aside", "violations", "understood")


@dataclass(frozen=True, slots=True)
class Gate:
    """One bound.

    Attributes:
        measure: What is counted; `set aside`, `understood` and those `with` a field are in a hundred.
        framework: Slug of the framework whose inspections count; empty for all.
        least: Below it nothing is published; `None` for none.
        most: Above it there is a warning; `None` for none.
        place: File name and line.
    """

    measure: str
    framework: str
    least: float | None
    most: float | None
    place: str


@dataclass(frozen=True, slots=True)
class Passed:
    """What became of the gates.

    Attributes:
        missed: In words, each least that was not reached.
        exceeded: In words, each most that was passed.
    """

    missed: tuple[str, ...]
    exceeded: tuple[str, ...]


def load_gates(paths: Iterable[Path], kinds: Iterable[str]) -> tuple[Gate, ...]:
    """The gates of some files; of two for the same measure and framework the first counts.

    Args:
        paths: Files, those of the user before those of the program.
        kinds: The kinds of facts that a build counts.

    Raises:
        ReferenceDataError: A file can't be read or a row is wrong; it names file and line.
    """
    known = (*WHOLE, *kinds, *FIELDS)
    found: dict[tuple[str, str], Gate] = {}
    for cells, place in rows(paths, COLUMNS, ("measure",)):
        if cells["measure"] not in known:
            raise ReferenceDataError(f"{place}: {cells['measure']!r} is no measure", f"measures: {', '.join(known)}")
        if cells["framework"] and cells["measure"] not in FIELDS:
            raise ReferenceDataError(f"{place}: {cells['measure']!r} is not counted by framework")
        gate = Gate(
            cells["measure"], cells["framework"], _bound(cells["least"], place), _bound(cells["most"], place), place
        )
        found.setdefault((gate.measure, gate.framework), gate)
    return tuple(found.values())


def _bound(words: str, place: str) -> float | None:
    try:
        return float(words) if words else None
    except ValueError:
        raise ReferenceDataError(f"{place}: {words!r} is no number") from None


def check_gates(gates: Iterable[Gate], measures: Mapping[str, float], store: Path) -> Passed:
    """Whether a dataset may be published.

    Args:
        gates: The bounds.
        measures: Of the build as a whole, and the numbers of facts by kind.
        store: Folder of its store, for shares by framework.
    """
    missed: list[str] = []
    exceeded: list[str] = []
    opened = None
    for gate in gates:
        if gate.measure in FIELDS:
            opened = opened or pyoxigraph.Store.read_only(str(store))
            value = _share(opened, gate)
        else:
            value = measures.get(gate.measure, 0.0)
        if value is None:
            continue
        what = f"{gate.measure}{f' in {gate.framework}' if gate.framework else ''}: {value:g}"
        if gate.least is not None and value < gate.least:
            missed.append(f"{what}, at least {gate.least:g} ({gate.place})")
        if gate.most is not None and value > gate.most:
            exceeded.append(f"{what}, at most {gate.most:g} ({gate.place})")
    return Passed(tuple(missed), tuple(exceeded))


def _share(store: pyoxigraph.Store, gate: Gate) -> float | None:
    """How many in a hundred of the reported inspections have a field; `None` where there is no such inspection."""
    framework = f"?inspection ig:framework framework:{gate.framework} ." if gate.framework else ""
    reported = f"?document ig:reports ?inspection . {framework} FILTER NOT EXISTS {{ ?document ig:documentKind document-kind:news }}"
    numbers = []
    for field in ("", FIELDS[gate.measure]):
        query = f"SELECT (COUNT(DISTINCT ?inspection) AS ?number) {{ {reported} {field and f'FILTER EXISTS {{ {field} }}'} }}"
        (row,) = store.query(query, prefixes=dict(QUERY_PREFIXES))  # type: ignore[misc]
        numbers.append(int(row["number"].value))
    return round(100 * numbers[1] / numbers[0], 1) if numbers[0] else None
