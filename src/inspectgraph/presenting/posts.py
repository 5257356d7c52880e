"""Who held which post when, and how that is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from inspectgraph.graph.terms import IG, ORG, slug_of
from inspectgraph.presenting.presentation import Presentation

#: Roles of an authority in the order in which they are shown.
ROLES = ("dcs", "chief-executive", "lead-member", "council-leader", "lscb-chair")
_EVER = "9999"
_CERTAINTIES = ("stated", "bounded", "inferred", "unknown")


@dataclass(slots=True)
class Holding:
    """That somebody held a post, from all documents together.

    Attributes:
        person: The holder; none where no document names one.
        role: The role, where known.
        organisation: Where the post is.
        titles: The post as written.
        tenures: The facts that say so.
        start, end: As precise as they are known; empty where they are not.
        earliest_start, latest_start, earliest_end, latest_end: Days that bound them; empty where nothing does.
        seen: First days of inspections whose reports name the holder in the post, with the inspection.
        former: Whether documents only know that the post was held before.
        certainties: How each of the facts knows its time.
    """

    person: NamedNode | None
    role: NamedNode | None
    organisation: NamedNode | None
    titles: set[str] = field(default_factory=set)
    tenures: list[NamedNode] = field(default_factory=list)
    start: str = ""
    end: str = ""
    earliest_start: str = ""
    latest_start: str = ""
    earliest_end: str = ""
    latest_end: str = ""
    seen: dict[str, NamedNode] = field(default_factory=dict)
    former: bool = False
    certainties: set[str] = field(default_factory=set)

    @property
    def certainty(self) -> str:
        """How the time is known, by the best of the facts: "stated", "bounded", "inferred" or "unknown"."""
        return next((each for each in _CERTAINTIES if each in self.certainties), "unknown")

    @property
    def first(self) -> str:
        """The first day of which anything is known."""
        return min(filter(None, [self.earliest_start, *self.seen, self.earliest_end]), default=_EVER)


def in_authority(presentation: Presentation, authority: NamedNode) -> list[Holding]:
    """Who held posts in an authority and in the boards that serve it, by role and time."""
    places = [authority, *subjects(presentation, IG.servesAuthority, authority)]
    tenures: dict[NamedNode, None] = {}
    for place in places:
        tenures.update(dict.fromkeys(subjects(presentation, ORG.organization, place)))
        for post in subjects(presentation, ORG.postIn, place):
            tenures.update(dict.fromkeys(subjects(presentation, IG.post, post)))
    found = holdings(presentation, tenures)
    return in_order(presentation, (each for each in found if _is_shown(each, authority)))


def in_order(presentation: Presentation, found: Iterable[Holding]) -> list[Holding]:
    """Holdings by role and time."""
    return sorted(
        found,
        key=lambda each: (_role_order(each.role), each.first, presentation.name(each.person) if each.person else ""),
    )


def of_person(presentation: Presentation, person: NamedNode) -> list[Holding]:
    """The posts that somebody held, by time."""
    found = holdings(presentation, subjects(presentation, ORG.member, person))
    return sorted(found, key=lambda each: (each.first, _role_order(each.role)))


def holdings(presentation: Presentation, tenures: Iterable[NamedNode]) -> list[Holding]:
    """Tenures of one holder in one post as one."""
    things = presentation.things
    found: dict[tuple[NamedNode | None, NamedNode | None, NamedNode | None], Holding] = {}
    for tenure in tenures:
        post = things.node(tenure, IG.post)
        person = things.node(tenure, ORG.member)
        role = things.node(tenure, ORG.role) or (things.node(post, ORG.role) if post else None)
        place = things.node(tenure, ORG.organization) or (things.node(post, ORG.postIn) if post else None)
        started = things.text(tenure, IG["from"])
        # Without a name only the date tells whether two documents mean one holder.
        key = (person or NamedNode(f"{(post or tenure).value}#{started}"), role, place)
        holding = found.setdefault(key, Holding(person, role, place))
        _add(presentation, holding, tenure)
    return list(found.values())


def _add(presentation: Presentation, holding: Holding, tenure: NamedNode) -> None:
    things = presentation.things
    holding.tenures.append(tenure)
    holding.titles.update(things.texts(tenure, IG.roleTitle))
    holding.certainties.update(map(slug_of, things.nodes(tenure, IG.certainty)))
    former = things.text(tenure, IG.former) == "true"
    holding.former = former if len(holding.tenures) == 1 else holding.former and former
    started, ended = things.text(tenure, IG["from"]), things.text(tenure, IG.to)
    if len(started) > len(holding.start):
        holding.start = started
        holding.earliest_start = things.text(tenure, IG.earliestStart)
        holding.latest_start = things.text(tenure, IG.latestStart)
    if len(ended) > len(holding.end):
        holding.end = ended
        holding.earliest_end = things.text(tenure, IG.earliestEnd)
        holding.latest_end = things.text(tenure, IG.latestEnd)
    if not former:
        holding.seen.update(_named_at(presentation, tenure, holding.organisation))


def _named_at(presentation: Presentation, tenure: NamedNode, place: NamedNode | None) -> dict[str, NamedNode]:
    """The inspections whose reports state a tenure, by their first days."""
    found: dict[str, NamedNode] = {}
    for quad in presentation.dataset.quads(tenure, IG.rule):
        graph = quad.graph_name
        if not isinstance(graph, NamedNode) or "/graph/document/" not in graph.value:
            continue
        document = NamedNode(f"{presentation.dataset.base}id/document/{slug_of(graph)}")
        for inspection in presentation.things.nodes(document, IG.reports):
            inspected = presentation.history.inspected(inspection)
            if inspected.earliest:
                found[inspected.earliest] = inspection
    return found


def by_role(found: Iterable[Holding]) -> dict[NamedNode | None, list[Holding]]:
    """Holdings by role, in their order."""
    grouped: dict[NamedNode | None, list[Holding]] = defaultdict(list)
    for each in found:
        grouped[each.role].append(each)
    return dict(grouped)


def _is_shown(holding: Holding, authority: NamedNode) -> bool:
    return holding.organisation == authority or holding.role is not None and slug_of(holding.role) in ROLES


def _role_order(role: NamedNode | None) -> tuple[int, str]:
    slug = slug_of(role) if role else "~"
    return (ROLES.index(slug) if slug in ROLES else len(ROLES), slug)


def subjects(presentation: Presentation, predicate: NamedNode, value: NamedNode) -> list[NamedNode]:
    """The things that any graph links to another by a property, sorted."""
    quads = presentation.dataset.quads(None, predicate, value)
    return sorted({quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}, key=lambda each: each.value)
