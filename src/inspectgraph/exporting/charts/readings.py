"""What each chart draws, read from the dataset."""

from __future__ import annotations

from pyoxigraph import NamedNode

from inspectgraph.charting.axis import day_of
from inspectgraph.charting.grades_by_year import grades_by_year
from inspectgraph.charting.heat_map import Row, heat_map
from inspectgraph.charting.history import Inspection, judgement_history
from inspectgraph.charting.picture import Picture
from inspectgraph.charting.teams import Part, teams
from inspectgraph.charting.tenures import Tenure, tenures
from inspectgraph.exporting.charts.scope import Scope
from inspectgraph.graph.terms import IG, ORG, PROV, VOCABULARY_BASE

#: The areas in the order of the lanes, those of today's framework first.
_AREAS = (
    "overall help-and-protection children-in-care-and-care-leavers children-in-care care-leavers leadership adoption lscb "
    "safeguarding looked-after-children capacity-to-improve outcomes quality-of-provision"
).split()
_COLUMNS = {
    "overall": "Overall effectiveness",
    "help_and_protection": "Help and protection",
    "children_in_care": "Children in care",
    "care_leavers": "Care leavers",
    "leadership": "Leadership",
}
_DIRECTOR = NamedNode(f"{VOCABULARY_BASE}role/dcs")


def history(scope: Scope) -> Picture:
    """The judgement history of one authority."""
    things = scope.things
    found = [
        Inspection(
            scope.called(each),
            things.text(each, IG.startDate),
            tuple(
                (scope.area(each, judgement), things.concept(judgement, IG.grade))
                for judgement in things.nodes(each, IG.hasJudgement)
            ),
        )
        for each in scope.inspections
    ]
    known = [things.name(NamedNode(f"{VOCABULARY_BASE}area/{area}")) for area in _AREAS]
    others = sorted({area for each in found for area, _ in each.grades} - set(known))
    return judgement_history(scope.name, found, [*known, *others], scope.source)


def by_year(scope: Scope) -> Picture:
    """Overall grades by year."""
    given: dict[int, list[str]] = {}
    for inspection in scope.inspections:
        grade, rank = scope.things.ranked(inspection)
        day = day_of(scope.things.text(inspection, IG.startDate))
        if rank is not None and day and scope.is_whole(inspection):
            given.setdefault(day.year, []).append(grade)
    subtitle = (
        "Inspections in this dataset that judged overall effectiveness on the scale of four grades, by the year in which they "
        "began. Inspections of a part of them are not counted."
    )
    return grades_by_year(f"Overall grades given, year by year: {scope.name}", subtitle, given, scope.source)


def table(scope: Scope) -> Picture:
    """Authorities and their grades in force."""
    things, rows = scope.things, []
    for authority in scope.authorities:
        grades = things.standing.get(authority)
        if grades is None:
            continue
        region = things.node(authority, IG.region)
        when = f"{grades['framework_name'].upper()}, {grades['start']}" if grades["framework_name"] else grades["start"]
        cells = tuple(grades.get(column, "") for column in _COLUMNS)
        rows.append(
            Row(things.name(region) if region and scope.region is None else "", things.name(authority), cells, when)
        )
    rows.sort(key=lambda row: (row.group, row.name))
    subtitle = (
        "Each authority's latest inspection in this dataset that judged overall effectiveness, with its first day. A grade for "
        "children in care and care leavers together stands under children in care."
    )
    return heat_map(f"Grades in force: {scope.name}", subtitle, tuple(_COLUMNS.values()), rows, scope.source)


def directors(scope: Scope) -> Picture:
    """Directors of children's services in time."""
    things = scope.things
    held: dict[tuple[str, str], Tenure] = {}
    for tenure in things.of(IG.Tenure):
        person, organisation = things.node(tenure, ORG.member), things.node(tenure, ORG.organization)
        if person is None or organisation not in scope.authorities or _DIRECTOR not in things.nodes(tenure, ORG.role):
            continue
        found = Tenure(
            things.name(organisation),
            things.name(person),
            things.text(tenure, IG["from"]),
            things.text(tenure, IG.to),
            tuple(things.told_on(tenure)),
        )
        key = found.group, found.person
        held[key] = _joined(held[key], found) if key in held else found
    subtitle = "Holders of the post as far as documents name them: a row does not say that nobody else held the post."
    return tenures(f"Directors of children's services: {scope.name}", subtitle, [*held.values()], scope.source)


def _joined(one: Tenure, other: Tenure) -> Tenure:
    """Two statements on one holder of one post in a row."""
    return Tenure(
        one.group,
        one.person,
        min(filter(None, (one.began, other.began)), default=""),
        max(filter(None, (one.ended, other.ended)), default=""),
        tuple(sorted({*one.named, *other.named})),
    )


def inspectors(scope: Scope) -> Picture:
    """Who inspected when."""
    things = scope.things
    parts = [
        Part(things.name(person), things.text(inspection, IG.startDate), things.name(inspection), led)
        for inspection in scope.inspections
        for association in things.nodes(inspection, PROV.qualifiedAssociation)
        for person in things.nodes(association, PROV.agent)
        for led in [any(role.value.endswith("/lead-inspector") for role in things.nodes(association, PROV.hadRole))]
    ]
    subtitle = "Each mark is an inspection, at its first day, whose report names the person in its team."
    return teams(f"Who inspected when: {scope.name}", subtitle, parts, scope.source)
