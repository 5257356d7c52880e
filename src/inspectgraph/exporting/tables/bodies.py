"""The rows of `services`."""

from __future__ import annotations

from pyoxigraph import NamedNode

from inspectgraph.exporting.sources import Sources
from inspectgraph.exporting.tables.reading import JOINT, codes, source, told
from inspectgraph.exporting.tables.table import Cell
from inspectgraph.exporting.things import BODIES, OWNERSHIP, Things
from inspectgraph.graph.terms import IG, SKOS


def services(things: Things) -> list[dict[str, Cell]]:
    """One row for each body and authority, by their names; national bodies stand last, without authority."""
    sources = Sources(things.dataset)
    rows: list[dict[str, Cell]] = []
    for body in things.of(*BODIES):
        mentions = things.mentions.get(body, {})
        owners: list[NamedNode | None] = [*things.nodes(body, *OWNERSHIP)]
        for owner in owners or [None]:
            if not things.wanted(owner):
                continue
            tallies = [
                tally
                for inspection, tally in mentions.items()
                if owner is None or things.node(inspection, IG.inspects) == owner
            ]
            rows.append(
                {
                    **codes(things, owner),
                    "service": things.name(body),
                    "kind": things.concept(body, IG.bodyType),
                    "abbreviation": JOINT.join(things.texts(body, IG.abbreviation)),
                    "also_called": JOINT.join(things.texts(body, SKOS.altLabel)),
                    "findings": sum(tally["findings"] for tally in tallies),
                    "praise": sum(tally["praise"] for tally in tallies),
                    "criticism": sum(tally["criticism"] for tally in tallies),
                    **told(things, body),
                    **source(things, sources, body),
                    "body": body.value,
                }
            )
    return sorted(rows, key=lambda row: (str(row.get("authority", "\uffff")), str(row["service"]), str(row["body"])))
