"""The rows of `people`."""

from __future__ import annotations

from collections.abc import Iterator

from inspectgraph.exporting.sources import Sources
from inspectgraph.exporting.tables.reading import source, told
from inspectgraph.exporting.tables.table import Cell
from inspectgraph.exporting.things import OWNERSHIP, Things
from inspectgraph.graph.terms import IG, ORG, PROV


def people(things: Things) -> list[dict[str, Cell]]:
    """One row for each post and for each part in an inspection, by name."""
    rows = [*_posts(things), *_parts(things)]
    return sorted(
        rows, key=lambda row: (str(row["person"] or "\uffff"), str(row.get("first_told", "")), str(row["fact"]))
    )


def _posts(things: Things) -> Iterator[dict[str, Cell]]:
    sources = Sources(things.dataset)
    for tenure in things.of(IG.Tenure):
        post, person = things.node(tenure, IG.post), things.node(tenure, ORG.member)
        organisation = things.node(tenure, ORG.organization) or (things.node(post, ORG.postIn) if post else None)
        owners = (organisation, *(things.nodes(organisation, *OWNERSHIP) if organisation else ()))
        if not any(things.wanted(each) for each in owners):
            continue
        written = things.text(tenure, IG.organisationAsWritten)
        yield {
            "person": things.name(person) if person else None,
            "role": things.concept(tenure, ORG.role) or (things.concept(post, ORG.role) if post else None),
            "role_title": things.text(tenure, IG.roleTitle),
            "organisation": things.name(organisation) if organisation else written,
            "capacity": "post",
            "held_from": things.text(tenure, IG["from"]),
            "held_to": things.text(tenure, IG.to),
            "certainty": things.concept(tenure, IG.certainty),
            **told(things, tenure),
            **source(things, sources, tenure),
            "person_iri": person.value if person else None,
            "fact": tenure.value,
        }


def _parts(things: Things) -> Iterator[dict[str, Cell]]:
    sources = Sources(things.dataset)
    for inspection in things.inspections:
        authority = things.node(inspection, IG.inspects)
        for association in things.nodes(inspection, PROV.qualifiedAssociation):
            for person in things.nodes(association, PROV.agent):
                yield {
                    "person": things.name(person),
                    "role": things.concept(association, PROV.hadRole),
                    "role_title": things.text(association, IG.roleTitle),
                    "organisation": things.name(authority) if authority else None,
                    "capacity": "inspection",
                    **told(things, association),
                    **source(things, sources, association),
                    "person_iri": person.value,
                    "fact": association.value,
                }
