"""Which build the pages show, which others are at hand, and what is not the same in what they were made of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode

from inspectgraph.comparing.reasons import GONE, REASONS, Reasons
from inspectgraph.graph.terms import IG
from inspectgraph.presenting import words
from inspectgraph.presenting.presentation import Crumb, Page, Presentation


@dataclass(frozen=True, slots=True)
class Build:
    """What a build says of itself.

    Attributes:
        id: A digest of what it was made of; empty where it says nothing.
        finished: The day on which it ended; empty where unknown.
        program: Version of the program.
        documents: How many it read.
        counts: How many things of each kind it found.
    """

    id: str
    finished: str
    program: str
    documents: int
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, said: dict[str, Any]) -> Build:
        """From what `build.json` holds."""
        counts = {str(name): count for name, count in said.get("counts", {}).items() if isinstance(count, int)}
        documents = said.get("documents")
        return cls(
            str(said.get("build", "")),
            str(said.get("finished", ""))[:10],
            str(said.get("program", "")),
            documents if isinstance(documents, int) else 0,
            counts,
        )

    @property
    def short(self) -> str:
        """The first digits of the id, which are enough for `--build`."""
        return self.id[:8]


@dataclass(frozen=True, slots=True)
class Remembered:
    """A build of which the dataset remembers that it had documents.

    Attributes:
        id: Of the build.
        first: How many of today's documents it was the first to have.
        since: Of how many the statements are what they are since then.
    """

    id: str
    first: int
    since: int


@dataclass(frozen=True, slots=True)
class Because:
    """Documents whose facts may differ for one reason.

    Attributes:
        reason: In a few words.
        explanation: In a sentence.
        documents: Those that the dataset has.
        others: How many it has not.
    """

    reason: str
    explanation: str
    documents: list[NamedNode]
    others: int


def page(presentation: Presentation, earlier: list[Build]) -> Page:
    """This build, and the others that are served beside it."""
    return presentation.render(
        "builds.html",
        "Builds",
        path="builds",
        this=Build.of(presentation.build),
        earlier=earlier,
        remembered=remembered(presentation),
    )


def compared_page(presentation: Presentation, earlier: Build, folders: tuple[Path, Path]) -> Page:
    """What is not the same in what another build and this one were made of.

    Args:
        presentation: Of this build.
        earlier: The other build.
        folders: The output folders of both, this one last.

    Raises:
        OutputError: One of them does not say what it was made of.
    """
    this = Build.of(presentation.build)
    reasons = Reasons.between(*folders)
    return presentation.render(
        "build.html",
        f"Since build {earlier.short}",
        (Crumb("Builds", presentation.links.to("builds")),),
        path="builds",
        this=this,
        earlier=earlier,
        counts=[
            (name, earlier.counts.get(name, 0), this.counts.get(name, 0)) for name in {**this.counts, **earlier.counts}
        ],
        because=because(presentation, reasons),
        common=[(reason, REASONS[reason]) for reason in reasons.common],
        plural=words.plural,
    )


def because(presentation: Presentation, reasons: Reasons) -> list[Because]:
    """The documents whose facts may differ, by reason; those that are gone are counted, not named."""
    found = []
    for reason, explanation in REASONS.items():
        nodes = [
            NamedNode(f"{presentation.dataset.base}id/document/{identifier}")
            for identifier, why in sorted(reasons.documents.items())
            if why == reason
        ]
        here = [] if reason == GONE else [each for each in nodes if presentation.things.text(each, IG.fileName)]
        if nodes:
            found.append(Because(reason, explanation, sorted(here, key=presentation.name), len(nodes) - len(here)))
    return found


def remembered(presentation: Presentation) -> list[Remembered]:
    """The builds that the dataset remembers, those with most of today's documents first."""
    first, since = (_counted(presentation, each) for each in (IG.firstBuild, IG.unchangedSince))
    found = [Remembered(each, first[each], since[each]) for each in {*first, *since}]
    return sorted(found, key=lambda each: (-each.first, -each.since, each.id))


def _counted(presentation: Presentation, property: NamedNode) -> Counter[str]:
    quads = presentation.dataset.quads(None, property)
    told = {(each.subject, each.object.value) for each in quads if isinstance(each.object, Literal)}
    return Counter(build for _, build in told)
