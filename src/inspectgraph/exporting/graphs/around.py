"""What stands around one authority: inspections, judgements, inspectors, region and statistical neighbours."""

from __future__ import annotations

from pyoxigraph import NamedNode

from inspectgraph.exporting.graphs.describing import add_authority, add_inspection, add_person, add_thing
from inspectgraph.exporting.graphs.draft import Draft, Value
from inspectgraph.exporting.things import Things
from inspectgraph.graph.terms import DCT, IG, PROV


def around(things: Things, draft: Draft, authority: NamedNode) -> None:
    """Draws the authority with what surrounds it, its bodies and the holders of its posts apart."""
    add_authority(draft, things, authority)
    for inspection in things.inspections:
        add_inspection(draft, things, inspection)
        draft.edge(authority.value, inspection.value, "inspected_in")
        _judgements(things, draft, inspection)
        _team(things, draft, inspection)
        for earlier in things.nodes(inspection, IG.previousInspection):
            draft.edge(earlier.value, inspection.value, "followed_by")
        for inspectorate in things.nodes(inspection, IG.conductedBy):
            add_thing(draft, things, inspectorate)
            draft.edge(inspection.value, inspectorate.value, "conducted_by")
    for region in things.nodes(authority, IG.region):
        add_thing(draft, things, region)
        draft.edge(authority.value, region.value, "in_region")
    for neighbour in things.nodes(authority, IG.statisticalNeighbour):
        add_authority(draft, things, neighbour)
        draft.edge(authority.value, neighbour.value, "statistical_neighbour")
    for former in things.nodes(authority, DCT.replaces):
        add_authority(draft, things, former)
        draft.edge(authority.value, former.value, "replaces")


def _judgements(things: Things, draft: Draft, inspection: NamedNode) -> None:
    start, end = things.interval(inspection)
    for judgement in things.nodes(inspection, IG.hasJudgement):
        grade = things.node(judgement, IG.grade)
        values = {
            "area": things.concept(judgement, IG.area),
            "grade": things.concept(judgement, IG.grade),
            "rank": things.whole(grade, IG.rank) if grade else None,
            "grade_as_written": things.texts(judgement, IG.gradeAsWritten),
            "evidence": things.evidence(judgement),
            "start": start,
            "end": end,
        }
        draft.node(judgement.value, "Judgement", things.name(judgement), values)
        draft.edge(inspection.value, judgement.value, "judged", {"start": start, "end": end})


def _team(things: Things, draft: Draft, inspection: NamedNode) -> None:
    start, end = things.interval(inspection)
    for association in things.nodes(inspection, PROV.qualifiedAssociation):
        for person in things.nodes(association, PROV.agent):
            add_person(draft, things, person)
            values: dict[str, Value] = {
                "label": things.concept(association, PROV.hadRole),
                "role": things.concept(association, PROV.hadRole),
                "role_title": things.text(association, IG.roleTitle),
                "evidence": things.evidence(association),
                "start": start,
                "end": end,
                "iri": association.value,
            }
            draft.edge(person.value, inspection.value, "took_part", values)
