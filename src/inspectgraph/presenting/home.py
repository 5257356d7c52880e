"""The home page."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from pyoxigraph import NamedNode

from inspectgraph.graph.terms import IG
from inspectgraph.presenting.grades import STYLES
from inspectgraph.presenting.history import Inspected, Judgement
from inspectgraph.presenting.pictures import Columns, columns
from inspectgraph.presenting.presentation import Page, Presentation

#: Areas of the table, each under any of its names.
AREAS = (
    ("Overall", ("overall",)),
    ("Help and protection", ("help-and-protection",)),
    ("In care", ("children-in-care", "children-in-care-and-care-leavers")),
    ("Care leavers", ("care-leavers",)),
    ("Leadership", ("leadership",)),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """An authority with its grades in force.

    Attributes:
        authority: The authority.
        inspected: The inspection that gave them; none where the dataset has none.
        judgements: Of each area.
        moved: How many places better the overall grade is than the one before; none where there is none before.
    """

    authority: NamedNode
    inspected: Inspected | None
    judgements: tuple[Judgement | None, ...]
    moved: int | None


@dataclass(frozen=True, slots=True)
class Year:
    """The overall grades that inspections of one year gave, by style."""

    year: str
    counts: dict[str, int]


def home(presentation: Presentation) -> Page:
    """The home page."""
    found = years(presentation)
    return presentation.render(
        "home.html",
        presentation.title,
        path="",
        standings=standings(presentation),
        areas=[label for label, _ in AREAS],
        years=found,
        picture=picture(found),
        moves=moves(presentation),
        counts=presentation.counts,
        others=len(presentation.things.of(IG.LocalAuthority)) - len(presentation.history.authorities),
    )


def standings(presentation: Presentation) -> list[Standing]:
    """All authorities of which a document tells, by name."""
    found = []
    for authority in presentation.history.authorities:
        latest = presentation.history.latest(authority)
        judgements = tuple(latest.grade(*areas) if latest else None for _, areas in AREAS)
        found.append(Standing(authority, latest, judgements, moved(presentation, latest) if latest else None))
    return found


def moved(presentation: Presentation, inspected: Inspected) -> int | None:
    """How many places better an overall grade is than that of the comparable inspection before."""
    before = presentation.history.inspected(inspected.previous).overall if inspected.previous else None
    now = inspected.overall
    if before is None or now is None or before.grade.rank is None or now.grade.rank is None:
        return None
    return before.grade.rank - now.grade.rank


def years(presentation: Presentation) -> list[Year]:
    """The overall grades of each year from the first to the last."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for inspected in presentation.history.all:
        if inspected.is_ranked and inspected.overall and inspected.earliest:
            found[int(inspected.earliest[:4])][inspected.overall.grade.style] += 1
    if not found:
        return []
    return [Year(str(year), dict(found[year])) for year in range(min(found), max(found) + 1)]


def picture(found: list[Year]) -> Columns:
    """The years as stacked columns, the best at the top."""
    return columns(
        [(each.year, [(style, each.counts.get(style, 0)) for style, _ in reversed(STYLES)]) for each in found]
    )


def moves(presentation: Presentation) -> dict[str, int]:
    """How many overall grades were better than, as good as, and worse than the one before."""
    found = Counter({"better": 0, "alike": 0, "worse": 0})
    for inspected in presentation.history.all:
        if inspected.is_ranked and (places := moved(presentation, inspected)) is not None:
            found["better" if places > 0 else "worse" if places < 0 else "alike"] += 1
    return dict(found)
