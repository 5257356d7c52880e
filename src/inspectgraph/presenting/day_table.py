"""What held on a day as rows for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from inspectgraph.exporting.tables.reading import JOINT
from inspectgraph.exporting.tables.table import Cell, Column, Table
from inspectgraph.graph.terms import IG
from inspectgraph.presenting.days import AREAS, Then, Wanted
from inspectgraph.presenting.presentation import Presentation

#: The roles that a row of the table tells, with the names of their columns.
_TOLD = {"director": "dcs", "lead_member": "lead-member", "board_chair": "lscb-chair"}
DESCRIPTION = "One row for each authority that existed on the day, with the grades in force and who was in post."


def table(presentation: Presentation, wanted: Wanted, found: Iterable[Then]) -> Table:
    """The authorities of a day as rows for programs."""
    rows = (_row(presentation, each) for each in found)
    return Table(
        "on",
        f"Authorities on {wanted.day}",
        DESCRIPTION,
        COLUMNS,
        tuple(tuple(row.get(column.name) or None for column in COLUMNS) for row in rows),
    )


def as_json(wanted: Wanted, rows: Table) -> dict[str, Any]:
    """A table of `table` as plain values for programs."""
    counts = Counter(str(row["overall"] or "") for row in rows.records())
    return {
        "day": wanted.day,
        "description": rows.description,
        "total": len(rows.rows),
        "overall": dict(sorted((grade or "(not known)", count) for grade, count in counts.items())),
        "items": rows.records(),
    }


COLUMNS = (
    Column("authority", "Name of the local authority"),
    Column("gss_code", "Its ONS code"),
    Column("type", "Kind of authority"),
    Column("region", "Its region"),
    Column("first_day", "Its first day; empty where the register gives none"),
    Column("last_day", "Its last day, of an authority that was replaced"),
    Column("overall", "Overall grade in force", shows="grade"),
    *(Column(name, f"Grade in force: {label}", shows="grade") for name, label in AREAS.items()),
    Column("in_force_from", "Day from which the grades were in force"),
    Column("grade_certainty", "How certain that is"),
    Column("framework", "Abbreviation of the framework"),
    Column("start", "First day of the inspection, as precise as it is known"),
    *(
        column
        for name, role in (("director", "director"), ("lead_member", "lead member"), ("board_chair", "chair of the board"))
        for column in (
            Column(name, f"Who was {role}; (not named) where no document names the holder"),
            Column(f"{name}_certainty", "How certain that is"),
            Column(f"{name}_known_until", "Last day for which a document bears it out"),
        )
    ),
    Column("inspection", "IRI of the inspection that gave the grades"),
    Column("iri", "IRI of the authority"),
)  # fmt: skip


def _row(presentation: Presentation, then: Then) -> dict[str, Cell]:
    grade = then.grades[0] if then.grades else None
    row: dict[str, Cell] = {
        "authority": presentation.things.name(then.node),
        "gss_code": presentation.things.text(then.node, IG.gssCode),
        "type": then.kind,
        "region": then.region,
        "first_day": then.first,
        "last_day": then.last,
        "iri": then.node.value,
    }
    if grade:
        row |= grade.areas
        row |= {"overall": grade.overall, "in_force_from": grade.since, "grade_certainty": grade.certainty}
        row |= {"framework": grade.framework, "start": grade.start, "inspection": grade.inspection.value}
    for name, role in _TOLD.items():
        holders = then.holders(role)
        row[name] = JOINT.join(each.name for each in holders)
        row[f"{name}_certainty"] = JOINT.join(each.certainty for each in holders)
        row[f"{name}_known_until"] = JOINT.join(each.known_until for each in holders)
    return row
