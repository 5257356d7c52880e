"""The page of a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from pyoxigraph import NamedNode

from inspectgraph.graph.terms import IG, PROV, SKOS, slug_of
from inspectgraph.presenting import posts
from inspectgraph.presenting.authority import life
from inspectgraph.presenting.history import Inspected
from inspectgraph.presenting.inspection import team
from inspectgraph.presenting.pictures import Life, timeline
from inspectgraph.presenting.presentation import Crumb, Page, Presentation

#: Colleagues that the page names before it only counts them.
_COLLEAGUES = 30


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody's part in an inspection.

    Attributes:
        node: The fact.
        inspected: The inspection.
        role: The role.
        title: As written.
    """

    node: NamedNode
    inspected: Inspected
    role: NamedNode | None
    title: str


def page(presentation: Presentation, node: NamedNode) -> Page:
    """The page of a person."""
    held, taken = posts.of_person(presentation, node), parts(presentation, node)
    lives = [life(presentation, each, _place(presentation, each)) for each in held]
    by_authority: dict[str, list[str]] = defaultdict(list)
    for each in taken:
        if each.inspected.earliest and each.inspected.authority:
            by_authority[presentation.name(each.inspected.authority)].append(each.inspected.earliest)
    lives += [Life(f"Inspected {name}", f"Inspected {name}", seen=tuple(days)) for name, days in by_authority.items()]
    return presentation.render(
        "person.html",
        presentation.name(node),
        (Crumb("People", presentation.links.to("people")),),
        node=node,
        others=presentation.things.texts(node, SKOS.altLabel),
        roles=_roles(presentation, held, taken),
        held=held,
        parts=taken,
        timeline=timeline(lives),
        colleagues=colleagues(presentation, node, taken)[:_COLLEAGUES],
        named_in=sorted(
            {
                quad.subject
                for quad in presentation.dataset.quads(None, IG.mentions, node)
                if isinstance(quad.subject, NamedNode) and "/id/document/" in quad.subject.value
            },
            key=lambda each: (presentation.name(each), each.value),
        ),
    )


def parts(presentation: Presentation, person: NamedNode) -> list[Part]:
    """The inspections in which somebody took part, the earliest first."""
    things = presentation.things
    found = []
    for quad in presentation.dataset.quads(None, PROV.agent, person):
        part = quad.subject
        if not isinstance(part, NamedNode):
            continue
        for link in presentation.dataset.quads(None, PROV.qualifiedAssociation, part):
            if isinstance(link.subject, NamedNode):
                inspected = presentation.history.inspected(link.subject)
                found.append(Part(part, inspected, things.node(part, PROV.hadRole), things.text(part, IG.roleTitle)))
    once = {(each.node, each.inspected.node): each for each in found}
    return sorted(once.values(), key=lambda each: (each.inspected.earliest or "9999", each.node.value))


def colleagues(presentation: Presentation, person: NamedNode, taken: list[Part]) -> list[tuple[NamedNode, int]]:
    """With whom somebody inspected, and how often; those of most inspections first."""
    counts: Counter[NamedNode] = Counter()
    for inspection in {each.inspected.node for each in taken}:
        counts.update({each.person for each in team(presentation, inspection)} - {person})
    return sorted(counts.items(), key=lambda item: (-item[1], presentation.name(item[0])))


def _roles(presentation: Presentation, held: list[posts.Holding], taken: list[Part]) -> list[str]:
    found = {each.role for each in held} | {each.role for each in taken}
    return sorted({presentation.name(each) for each in found if each is not None and slug_of(each) != "other"})


def _place(presentation: Presentation, holding: posts.Holding) -> str:
    place = presentation.name(holding.organisation) if holding.organisation else ""
    role = slug_of(holding.role).upper() if holding.role and slug_of(holding.role) == "dcs" else ""
    words = role or (presentation.name(holding.role) if holding.role else next(iter(sorted(holding.titles)), "Post"))
    return f"{place}, {words}" if place else words
