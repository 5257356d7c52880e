"""The views: for each a name, what it shows, and how its nodes and edges follow from the dataset."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import NamedNode

from inspectgraph.exporting.graphs.around import around
from inspectgraph.exporting.graphs.describing import (
    add_authority,
    add_body,
    add_inspection,
    add_person,
    add_thing,
)
from inspectgraph.exporting.graphs.draft import Draft, Value
from inspectgraph.exporting.graphs.full import full
from inspectgraph.exporting.graphs.looks import tendency
from inspectgraph.exporting.things import BODIES, OWNERSHIP, Things
from inspectgraph.graph.terms import IG, ORG, PROV


@dataclass(frozen=True, slots=True)
class View:
    """A way to draw a dataset.

    Attributes:
        name: As `--view` takes it.
        title: Stands above a picture.
        description: What its nodes and edges are.
        build: Fills a draft.
        directed: Whether its edges have a direction.
        coloured_by: What the colours stand for: `kind`, `grade` or `led`.
        arranged: How nodes are placed: by `force`, in `time`, or on a `disc`.
        needs_authority: Whether it is drawn around one authority.
        takes_authority: Whether it can be limited to one.
    """

    name: str
    title: str
    description: str
    build: Callable[[Things, Draft], None]
    directed: bool = True
    coloured_by: str = "kind"
    arranged: str = "force"
    needs_authority: bool = False
    takes_authority: bool = True


def _inspectors(things: Things, draft: Draft) -> None:
    together: dict[tuple[NamedNode, NamedNode], list[NamedNode]] = {}
    parts: dict[NamedNode, list[tuple[NamedNode, NamedNode]]] = {}
    for inspection in things.inspections:
        team: set[NamedNode] = set()
        for association in things.nodes(inspection, PROV.qualifiedAssociation):
            for person in things.nodes(association, PROV.agent):
                parts.setdefault(person, []).append((inspection, association))
                team.add(person)
        for pair in combinations(sorted(team, key=lambda each: each.value), 2):
            together.setdefault(pair, []).append(inspection)
    for person, played in parts.items():
        add_person(draft, things, person, _part(things, played))
    for (one, other), inspections in together.items():
        values: dict[str, Value] = {
            "weight": len(inspections),
            "inspections": [things.name(each) for each in inspections],
            **_span([things.interval(each) for each in inspections]),
        }
        draft.edge(one.value, other.value, "inspected_together", values)


def _part(things: Things, played: list[tuple[NamedNode, NamedNode]]) -> dict[str, Value]:
    inspections = sorted({inspection for inspection, _ in played}, key=lambda each: each.value)
    roles = [things.concept(association, PROV.hadRole) for _, association in played]
    return {
        "inspections": len(inspections),
        "led": sum(1 for role in roles if role == "Lead inspector"),
        "roles": roles,
        "authorities": [things.name(each) for one in inspections for each in things.nodes(one, IG.inspects)],
        "evidence": sum(things.evidence(association) for _, association in played),
        **_span([things.interval(each) for each in inspections]),
    }


def _span(intervals: list[tuple[str, str]]) -> dict[str, Value]:
    """From the first day of the earliest to the last day of the latest, as far as they are known."""
    starts = [start for start, _ in intervals if start]
    ends = [end or start for start, end in intervals if end or start]
    return {"start": min(starts, default=None), "end": max(ends, default=None)}


def _careers(things: Things, draft: Draft) -> None:
    for tenure in things.of(IG.Tenure):
        person, organisation = things.node(tenure, ORG.member), things.node(tenure, ORG.organization)
        if person is None or organisation is None or not _of_wanted(things, organisation):
            continue
        add_person(draft, things, person)
        add_thing(draft, things, organisation)
        draft.edge(person.value, organisation.value, "held_post", tenure_values(things, tenure))


def _of_wanted(things: Things, organisation: NamedNode) -> bool:
    owners = (organisation, *things.nodes(organisation, *OWNERSHIP))
    return any(things.wanted(each) for each in owners)


def tenure_values(things: Things, tenure: NamedNode) -> dict[str, Value]:
    """The attributes of the edge that a post is, its time as stated and as the documents bear it out.

    `held_from` and `held_to` are as stated. `start` and `end` are days for time lines: those stated or, where nothing
    is, of the first and the last inspection whose report names the holder.
    """
    began, told = things.text(tenure, IG.earliestStart), things.told_on(tenure)
    ended = things.text(tenure, IG.latestEnd)
    days = sorted(filter(None, (began, ended, *told)))
    return {
        "label": things.text(tenure, IG.roleTitle) or things.concept(tenure, ORG.role),
        "role": things.concept(tenure, ORG.role),
        "role_title": things.text(tenure, IG.roleTitle),
        "held_from": things.text(tenure, IG["from"]),
        "held_to": things.text(tenure, IG.to),
        "former": things.scalar(tenure, IG.former),
        "certainty": things.concept(tenure, IG.certainty),
        "start": began or (days[0] if days else None),
        "end": ended or (days[-1] if days else None),
        "evidence": things.evidence(tenure),
        "weight": max(1, things.evidence(tenure)),
        "iri": tenure.value,
    }


def _services(things: Things, draft: Draft) -> None:
    tallies: dict[tuple[NamedNode, NamedNode], dict[str, int]] = {}
    for body in things.of(*BODIES):
        kind = things.node(body, IG.bodyType)
        mentions = things.mentions.get(body, {})
        for owner in things.nodes(body, *OWNERSHIP):
            if kind is None or not things.wanted(owner):
                continue
            tally = tallies.setdefault((owner, kind), {"bodies": 0, "findings": 0, "praise": 0, "criticism": 0})
            tally["bodies"] += 1
            for inspection, said in mentions.items():
                if things.node(inspection, IG.inspects) == owner:
                    for name, count in said.items():
                        tally[name] += count
    for (owner, kind), tally in tallies.items():
        add_authority(draft, things, owner)
        draft.node(kind.value, "Concept", things.name(kind))
        balance = tally["praise"] - tally["criticism"]
        tends = tendency(balance, "more praise than criticism", "more criticism than praise")
        draft.edge(
            owner.value, kind.value, "has_service", {**tally, **tends, "balance": balance, "weight": tally["bodies"]}
        )


def _history(things: Things, draft: Draft) -> None:
    for inspection in things.inspections:
        add_inspection(draft, things, inspection)
        for authority in things.nodes(inspection, IG.inspects):
            add_authority(draft, things, authority)
            draft.edge(authority.value, inspection.value, "inspected_in", _span([things.interval(inspection)]))
        for earlier in things.nodes(inspection, IG.previousInspection):
            draft.edge(earlier.value, inspection.value, "followed_by", _step(things, earlier, inspection))


def _step(things: Things, earlier: NamedNode, later: NamedNode) -> dict[str, Value]:
    """How the overall grade moved: by how many ranks up, where both have one."""
    before, was = things.ranked(earlier)
    after, now = things.ranked(later)
    moved = was - now if was is not None and now is not None else None
    return {
        "grade_before": before,
        "grade_after": after,
        "ranks_up": moved,
        **tendency(moved, "a better overall grade than before", "a worse overall grade than before"),
        "start": things.interval(earlier)[0] or None,
        "end": things.interval(later)[0] or None,
    }


def _neighbours(things: Things, draft: Draft) -> None:
    for authority in things.of(IG.LocalAuthority):
        near = things.nodes(authority, IG.statisticalNeighbour)
        if not things.wanted(authority) or not near:
            continue
        add_authority(draft, things, authority)
        for neighbour in near:
            add_authority(draft, things, neighbour)
            draft.edge(authority.value, neighbour.value, "statistical_neighbour")


def _authority(things: Things, draft: Draft) -> None:
    assert things.only is not None
    around(things, draft, things.only)
    for body in things.of(*BODIES):
        owned = things.only in things.nodes(body, *OWNERSHIP)
        said = things.mentions.get(body, {})
        if not owned and not said:
            continue
        add_body(draft, things, body)
        if owned:
            draft.edge(body.value, things.only.value, "belongs_to", {"weight": 1})
        for inspection, tally in said.items():
            draft.edge(inspection.value, body.value, "names", {**tally, "weight": tally["findings"]})
    for tenure in things.of(IG.Tenure):
        person, organisation = things.node(tenure, ORG.member), things.node(tenure, ORG.organization)
        if person is not None and organisation is not None and _of_wanted(things, organisation):
            add_person(draft, things, person)
            draft.edge(person.value, organisation.value, "held_post", tenure_values(things, tenure))


_KNOWN = (
    View(
        "inspectors",
        "Inspectors who worked together",
        "People are joined when they took part in the same inspections; the weight says in how many.",
        _inspectors,
        directed=False,
        coloured_by="led",
    ),
    View(
        "careers",
        "People and the posts they held",
        "Each edge is a post that a person held in an authority, a board or an inspectorate, with its time. "
        "Posts whose holder or whose organisation no document names are not drawn.",
        _careers,
    ),
    View(
        "authority",
        "Everything around one authority",
        "Its inspections with judgements and inspectors, the holders of its posts, its services and boards, its "
        "region and statistical neighbours.",
        _authority,
        needs_authority=True,
    ),
    View(
        "services",
        "Authorities and their kinds of service",
        "Each edge counts an authority's services, boards and programmes of one kind, and the findings that praise or "
        "criticise them.",
        _services,
    ),
    View(
        "history",
        "Inspections in sequence",
        "Each authority's inspections in the order of time, coloured by the overall grade.",
        _history,
        coloured_by="grade",
        arranged="time",
    ),
    View(
        "neighbours",
        "Statistical neighbours and their grades",
        "Authorities point to their statistical neighbours; the colour is the overall grade in force.",
        _neighbours,
        coloured_by="grade",
    ),
    View(
        "full",
        "The whole graph",
        "Every thing of the default graph; literals and concepts are attributes. Evidence stays in the RDF.",
        full,
        arranged="disc",
        takes_authority=False,
    ),
)
VIEWS: dict[str, View] = {view.name: view for view in _KNOWN}
