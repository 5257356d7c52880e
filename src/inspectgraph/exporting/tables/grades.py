"""The rows of `latest` and `judgements`."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from inspectgraph.exporting.sources import Sources
from inspectgraph.exporting.tables.reading import JOINT, codes, dated, in_time, source
from inspectgraph.exporting.tables.table import Cell
from inspectgraph.exporting.things import Things
from inspectgraph.graph.terms import DCT, IG, PROV

_GOOD_OR_BETTER = 2


def latest(things: Things) -> Iterator[dict[str, Cell]]:
    """One row for each authority with a grade in force."""
    sources = Sources(things.dataset)
    reports = _reports(things)
    for authority in sorted(things.standing, key=lambda each: (things.name(each), each.value)):
        if not things.wanted(authority):
            continue
        grades = things.standing[authority]
        inspection = NamedNode(grades["inspection"])
        region = things.node(authority, IG.region)
        documents = reports.get(inspection, [])
        addresses = [address for each in documents if (address := sources.address(each.value))]
        names = ("overall", "help_and_protection", "children_in_care", "care_leavers", "leadership")
        yield {
            **codes(things, authority),
            "la_code": max(things.texts(authority, IG.laCode), default=None),
            "authority_type": things.concept(authority, IG.authorityType),
            "region": things.name(region) if region else None,
            **{name: grades.get(name) for name in names},
            **dated(things, inspection),
            "published": min((day for each in documents for day in things.texts(each, DCT.issued)), default=None),
            "lead_inspector": JOINT.join(_leaders(things, inspection)),
            "document": min((things.text(each, IG.fileName) for each in documents), default=None),
            "link": min(addresses, default=None),
            **_neighbours(things, authority),
            "inspection": inspection.value,
        }


def _reports(things: Things) -> dict[NamedNode, list[NamedNode]]:
    """The documents that report each inspection."""
    found: dict[NamedNode, list[NamedNode]] = {}
    for document in things.of(IG.Document):
        for inspection in things.nodes(document, IG.reports):
            found.setdefault(inspection, []).append(document)
    return found


def _leaders(things: Things, inspection: NamedNode) -> list[str]:
    return sorted(
        {
            things.name(person)
            for association in things.nodes(inspection, PROV.qualifiedAssociation)
            for role in things.nodes(association, PROV.hadRole)
            if role.value.endswith("/lead-inspector")
            for person in things.nodes(association, PROV.agent)
        }
    )


def _neighbours(things: Things, authority: NamedNode) -> dict[str, Cell]:
    near = sorted(things.nodes(authority, IG.statisticalNeighbour), key=things.name)
    graded = [each for each in near if each in things.standing]
    ranks = [things.ranked(NamedNode(things.standing[each]["inspection"]))[1] for each in graded]
    return {
        "neighbours": len(near),
        "neighbours_graded": len(graded),
        "neighbours_good_or_better": sum(1 for rank in ranks if rank is not None and rank <= _GOOD_OR_BETTER),
        "neighbours_grades": JOINT.join(f"{things.name(each)}: {things.standing[each]['overall']}" for each in graded),
    }


def judgements(things: Things) -> Iterator[dict[str, Cell]]:
    """One row for each judgement."""
    sources = Sources(things.dataset)
    for authority, inspection in in_time(things):
        for judgement in things.nodes(inspection, IG.hasJudgement):
            grade = things.node(judgement, IG.grade)
            yield {
                **codes(things, authority),
                **dated(things, inspection),
                "area": things.concept(judgement, IG.area),
                "grade": things.concept(judgement, IG.grade),
                "rank": things.whole(grade, IG.rank) if grade else None,
                "grade_as_written": JOINT.join(things.texts(judgement, IG.gradeAsWritten)),
                **source(things, sources, judgement),
                "judgement": judgement.value,
            }
