"""The page of an authority."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from inspectgraph.graph.terms import IG, ORG, SKOS, slug_of
from inspectgraph.presenting import findings, posts, words
from inspectgraph.presenting.anything import Property, properties
from inspectgraph.presenting.conflicts import conflicts_about
from inspectgraph.presenting.history import Inspected, Judgement, area_order
from inspectgraph.presenting.pictures import Life, Timeline, timeline
from inspectgraph.presenting.presentation import Crumb, Page, Presentation

#: Services that the table shows before one asks for the others.
_SERVICES = 20
_OWNERS = (ORG.unitOf, IG.servesAuthority, IG.runBy, IG.partnerOf)


@dataclass(frozen=True, slots=True)
class Strip:
    """Judgements by area and inspection.

    Attributes:
        inspections: Those that judged anything, in the order of time.
        rows: For each area the judgement of each of them.
    """

    inspections: list[Inspected]
    rows: list[tuple[NamedNode, list[Judgement | None]]]


@dataclass(frozen=True, slots=True)
class Service:
    """A body with what findings say of it."""

    node: NamedNode
    kind: NamedNode | None
    said: findings.Mentions


def page(presentation: Presentation, node: NamedNode) -> Page:
    """The page of an authority."""
    things, history = presentation.things, presentation.history
    inspections = history.of(node)
    held = posts.in_authority(presentation, node)
    kind, region = things.node(node, IG.authorityType), things.node(node, IG.region)
    improve = [
        (each, found)
        for each in reversed(inspections)
        if (found := findings.of_kinds(presentation, each.node, findings.TO_IMPROVE))
    ]
    return presentation.render(
        "authority.html",
        presentation.name(node),
        (Crumb("Authorities", presentation.links.to("authorities")),),
        node=node,
        kind=kind,
        region=region,
        others=things.texts(node, SKOS.altLabel),
        latest=history.latest(node),
        inspections=[*reversed([each for each in inspections if each.earliest]),
                     *(each for each in inspections if not each.earliest)],
        leads={each.node: leaders(presentation, each.node) for each in inspections},
        strip=strip(inspections),
        posts=posts.by_role(held),
        timeline=_timeline(presentation, held, inspections),
        improve=improve,
        returns=findings.returns(presentation, inspections),
        services=services(presentation, node, inspections),
        most_services=_SERVICES,
        neighbours=neighbours(presentation, node),
        conflicts=[each for inspected in (node, *(each.node for each in inspections))
                   for each in conflicts_about(presentation, inspected)],
        facts=_facts(presentation, node),
        slug=slug_of(node),
    )  # fmt: skip


def strip(inspections: list[Inspected]) -> Strip | None:
    """The judgements of inspections side by side; none when there are not any."""
    judged = [each for each in inspections if each.judgements]
    areas = sorted({judgement.area for each in judged for judgement in each.judgements}, key=area_order)
    if not areas:
        return None
    return Strip(judged, [(area, [each.grade(slug_of(area)) for each in judged]) for area in areas])


def leaders(presentation: Presentation, inspection: NamedNode) -> list[NamedNode]:
    """Who led an inspection."""
    from inspectgraph.presenting.inspection import team

    return [each.person for each in team(presentation, inspection) if each.leads]


def services(presentation: Presentation, node: NamedNode, inspections: list[Inspected]) -> list[Service]:
    """The bodies of an authority, those of which most is said first."""
    said = findings.mentions(presentation, inspections)
    owned = {
        quad.subject
        for owner in _OWNERS
        for quad in presentation.dataset.quads(None, owner, node)
        if isinstance(quad.subject, NamedNode)
    }
    found = [
        Service(each, presentation.things.node(each, IG.bodyType), said.get(each, findings.Mentions()))
        for each in owned
    ]
    return sorted(
        found,
        key=lambda each: (-each.said.strengths - each.said.improve, -each.said.praise - each.said.criticism,
                          presentation.name(each.node), each.node.value),
    )  # fmt: skip


def neighbours(presentation: Presentation, node: NamedNode) -> list[tuple[NamedNode, Inspected | None]]:
    """The authority, then its statistical neighbours, each with the inspection whose grades are in force."""
    found = sorted(presentation.things.nodes(node, IG.statisticalNeighbour), key=presentation.name)
    if not found:
        return []
    return [(each, presentation.history.latest(each)) for each in (node, *found)]


def _timeline(presentation: Presentation, held: list[posts.Holding], inspections: list[Inspected]) -> Timeline | None:
    lives = [life(presentation, each) for each in held if each.role and slug_of(each.role) in posts.ROLES]
    marks = [(each.earliest, each.notation) for each in inspections if each.is_ranked and each.earliest]
    return timeline(lives, marks)


def life(presentation: Presentation, holding: posts.Holding, label: str = "") -> Life:
    """A holding for a time line."""
    since = f", from {words.month(holding.start)}" if holding.start else ""
    who = presentation.name(holding.person) if holding.person else f"not named{since}"
    role = presentation.name(holding.role) if holding.role else "; ".join(sorted(holding.titles))
    bounds = (holding.earliest_start, holding.latest_start, holding.earliest_end, holding.latest_end)
    group = "" if label else role
    return Life(label or who, f"{who}, {role}: {told(holding)}", bounds, tuple(sorted(holding.seen)), group)


def told(holding: posts.Holding) -> str:
    """When a post was held, in words."""
    parts = []
    if holding.start:
        parts.append(f"from {words.day(holding.start)}")
    if holding.end:
        parts.append(f"until {words.day(holding.end)}")
    if holding.seen:
        parts.append("named at the inspection of " + words.a_list([words.month(each) for each in sorted(holding.seen)]))
    if not parts:
        parts.append("held before" if holding.former else "at a time that no document tells")
    return ", ".join(parts)


def _facts(presentation: Presentation, node: NamedNode) -> list[Property]:
    return [each for each in properties(presentation, node) if each.term != IG.statisticalNeighbour]
