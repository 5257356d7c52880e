"""Findings of inspections: what was found good, what was to improve, and what came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from inspectgraph.graph.terms import IG, slug_of
from inspectgraph.presenting.evidence import Proof
from inspectgraph.presenting.history import Inspected, area_order
from inspectgraph.presenting.presentation import Presentation

TO_IMPROVE = ("priority-action", "recommendation", "area-for-improvement")
_LONGEST_QUOTE = 25


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    Attributes:
        node: The finding.
        kind: Slug of its kind.
        area: What it is about, where known.
        section: The heading under which it stands.
        paragraph: As numbered in the document; empty where it is not.
        words: Of the document, where they may be shown.
        mentions: Bodies and people that it names.
        proofs: Where it stands.
    """

    node: NamedNode
    kind: str
    area: NamedNode | None
    section: str
    paragraph: str
    words: str
    mentions: tuple[NamedNode, ...]
    proofs: tuple[Proof, ...]

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands among others: by document and text."""
        return (self.proofs[0].document.value, self.proofs[0].start) if self.proofs else ("", 0)


@dataclass(frozen=True, slots=True)
class Return:
    """What two inspections in a row found to improve.

    Attributes:
        thing: The body or area in common.
        is_body: Whether it is a body, which says more than an area.
        earlier, later: The two inspections.
        before, after: Findings of each.
    """

    thing: NamedNode
    is_body: bool
    earlier: Inspected
    later: Inspected
    before: tuple[NamedNode, ...]
    after: tuple[NamedNode, ...]


@dataclass(slots=True)
class Mentions:
    """How often findings name a body.

    Attributes:
        strengths: Under strengths.
        well: In the narrative on an area judged good or outstanding; a hint.
        improve: Where things are to improve.
        badly: In the narrative on an area judged below good; a hint.
    """

    strengths: int = 0
    well: int = 0
    improve: int = 0
    badly: int = 0

    @property
    def praise(self) -> int:
        """All that is for it."""
        return self.strengths + self.well

    @property
    def criticism(self) -> int:
        """All that is against it."""
        return self.improve + self.badly


def finding(presentation: Presentation, node: NamedNode) -> Finding:
    """A finding with its words."""
    said = presentation.said(node)
    kinds, areas, mentioned = (
        sorted((each for each in said.get(term, ()) if isinstance(each, NamedNode)), key=lambda each: each.value)
        for term in (IG.findingKind, IG.area, IG.mentions)
    )
    text, section, paragraph = (
        min((each.value for each in said.get(term, ()) if isinstance(each, Literal)), default="")
        for term in (IG.text, IG.section, IG.paragraph)
    )
    proofs = presentation.proofs.read(each for each in said.get(IG.evidence, ()) if isinstance(each, NamedNode))
    if not text and proofs:
        quote = presentation.proofs.words(proofs[0])
        text = quote if len(quote.split()) <= _LONGEST_QUOTE else ""
    return Finding(
        node,
        slug_of(kinds[0]) if kinds else "",
        areas[0] if areas else None,
        section,
        paragraph,
        " ".join(text.lstrip("•▪■●– ").split()),
        tuple(mentioned),
        tuple(proofs),
    )


def of_kinds(presentation: Presentation, inspection: NamedNode, kinds: Iterable[str]) -> list[Finding]:
    """The findings of an inspection of some kinds, in the order of the text."""
    wanted = set(kinds)
    nodes = [
        each
        for each in presentation.things.nodes(inspection, IG.hasFinding)
        if slug_of(presentation.things.node(each, IG.findingKind) or each) in wanted
    ]
    return sorted((finding(presentation, each) for each in nodes), key=lambda each: each.place)


def returns(presentation: Presentation, inspections: list[Inspected]) -> list[Return]:
    """What came back at the next inspection, the latest first; bodies before areas."""
    known = {each.node: each for each in inspections}
    found: list[Return] = []
    for later in reversed(inspections):
        earlier = known.get(later.previous) if later.previous else None
        if earlier is None:
            continue
        before, after = _things_to_improve(presentation, earlier), _things_to_improve(presentation, later)
        common = sorted(
            before.keys() & after.keys(), key=lambda thing: (thing[1] is False, presentation.name(thing[0]))
        )
        found += [
            Return(thing, is_body, earlier, later, tuple(before[thing, is_body]), tuple(after[thing, is_body]))
            for thing, is_body in common
        ]
    return found


def mentions(presentation: Presentation, inspections: Iterable[Inspected]) -> dict[NamedNode, Mentions]:
    """How the findings of inspections name bodies, as the questions services-praised and services-criticised have it."""
    things = presentation.things
    found: dict[NamedNode, Mentions] = defaultdict(Mentions)
    for inspection in inspections:
        ranks = {each.area: each.grade.rank for each in inspection.judgements}
        for node in things.nodes(inspection.node, IG.hasFinding):
            named = things.nodes(node, IG.mentions)
            if not named:
                continue
            kind = things.node(node, IG.findingKind)
            says = _says(slug_of(kind) if kind else "", ranks, things.node(node, IG.area))
            for body in named:
                if "/id/person/" not in body.value and says:
                    setattr(found[body], says, getattr(found[body], says) + 1)
    return dict(found)


def by_area(findings: Iterable[Finding]) -> dict[NamedNode | None, list[Finding]]:
    """Findings by what they are about, in the order of areas; those about nothing in particular last."""
    grouped: dict[NamedNode | None, list[Finding]] = defaultdict(list)
    for each in findings:
        grouped[each.area].append(each)
    return dict(sorted(grouped.items(), key=lambda item: area_order(item[0]) if item[0] else (99, "")))


def _says(kind: str, ranks: dict[NamedNode, int | None], area: NamedNode | None) -> str:
    if kind == "strength":
        return "strengths"
    if kind in TO_IMPROVE:
        return "improve"
    rank = ranks.get(area) if area else None
    if kind != "narrative" or rank is None:
        return ""
    return "well" if rank <= 2 else "badly"


def _things_to_improve(
    presentation: Presentation, inspection: Inspected
) -> dict[tuple[NamedNode, bool], list[NamedNode]]:
    things = presentation.things
    found: dict[tuple[NamedNode, bool], list[NamedNode]] = defaultdict(list)
    for node in things.nodes(inspection.node, IG.hasFinding):
        kind = things.node(node, IG.findingKind)
        if kind is None or slug_of(kind) not in TO_IMPROVE:
            continue
        for body in things.nodes(node, IG.mentions):
            found[body, True].append(node)
        if area := things.node(node, IG.area):
            found[area, False].append(node)
    return found
