"""The pages on a day: what held then in all authorities, and in one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from inspectgraph.graph.terms import DCT, IG, ORG, TYPE, slug_of
from inspectgraph.presenting import words
from inspectgraph.presenting.builds import Build
from inspectgraph.presenting.changes import Change, Changes
from inspectgraph.presenting.days import CERTAINTIES, InPost, Then, Wanted
from inspectgraph.presenting.evidence import Proof
from inspectgraph.presenting.grades import STYLES
from inspectgraph.presenting.history import Inspected
from inspectgraph.presenting.posts import subjects
from inspectgraph.presenting.presentation import Crumb, Page, Presentation

#: The columns of holders in the table of all authorities.
_REPORTS = frozenset({"inspection-report", "inspection-letter"})
#: Characters of a date that gives the day.
_DAY = len("2016-05-01")
_SHOWN = ("dcs", "lead-member", "lscb-chair")
#: What a change is called before its value.
_PHRASES = {
    "grades in force": "grades in force, overall",
    "set up": "its first day",
    "last day": "its last day",
    "post taken": "post taken by",
    "post left": "post left by",
}


@dataclass(frozen=True, slots=True)
class Share:
    """Authorities with grades of one style.

    Attributes:
        style: Of the grade; `none` for authorities without one.
        label: What the grades are called.
        count: How many authorities.
        start, width: Of their part of the bar, in percent.
    """

    style: str
    label: str
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Known:
    """An inspection with when it was known.

    Attributes:
        inspected: The inspection.
        published: The day on which its report was published; empty where no document gives it.
        told: The days on which documents told of it; empty for each whose day is not known.
    """

    inspected: Inspected
    published: str
    told: tuple[str, ...]

    @property
    def since(self) -> str:
        """A day from which it was known, the first that the dataset has; empty where it has none."""
        return min(filter(None, (self.published, *self.told)), default="")

    def was_known(self, day: str) -> bool | None:
        """Whether something of it had been published by a day; `None` where the dataset can't tell."""
        if "" < self.since <= day:
            return True
        return None if "" in self.told or not self.since else False


def page(
    presentation: Presentation,
    wanted: Wanted,
    found: Sequence[Then],
    changed: Changes,
    builds: Sequence[Build] = (),
    problem: str = "",
) -> Page:
    """What held on a day in all authorities, or in those of a region.

    Args:
        presentation: Of the dataset.
        wanted: What is asked.
        found: The authorities that existed.
        changed: What changed when, in these authorities.
        builds: The others that can be asked.
        problem: What is wrong with the question; then nothing is found.
    """
    known = [each for each in found if each.is_known]
    return presentation.render(
        "on.html",
        f"On {words.day(wanted.day)}",
        path="on",
        wanted=wanted,
        problem=problem,
        found=found,
        known=known,
        others=[each for each in found if not each.is_known],
        shares=shares(presentation, found),
        judged=lambda each: presentation.history.inspected(each.inspection),
        roles=_SHOWN,
        regions=[(slug_of(each), presentation.name(each)) for each in presentation.things.of(IG.Region)],
        evidence=lambda post: evidence(presentation, post),
        **_around(presentation, wanted, changed, builds),
    )


def authority_page(
    presentation: Presentation, wanted: Wanted, then: Then | None, changed: Changes, builds: Sequence[Build] = ()
) -> Page:
    """What held on a day in one authority.

    Args:
        presentation: Of the dataset.
        wanted: What is asked.
        then: The authority on that day; none when it did not exist.
        changed: What changed when, in that authority.
        builds: The others that can be asked.
    """
    node = wanted.authority
    assert node is not None
    name, things = presentation.name(node), presentation.things
    inspections = [
        Known(each, published(presentation, each.node), _told_on(presentation, each.node))
        for each in presentation.history.of(node)
    ]
    begun = [each for each in reversed(inspections) if "" < each.inspected.earliest <= wanted.day]
    return presentation.render(
        "on_authority.html",
        f"{name} on {words.day(wanted.day)}",
        (
            Crumb("Authorities", presentation.links.to("authorities")),
            Crumb(name, presentation.href(node) or ""),
        ),
        path="on",
        wanted=wanted,
        authority=node,
        then=then,
        first=things.text(node, IG.validFrom),
        last=things.text(node, IG.validTo),
        replaces=things.nodes(node, DCT.replaces),
        replaced_by=_replacing(presentation, node),
        grades=[(each, presentation.history.inspected(each.inspection)) for each in then.grades] if then else [],
        posts=[(post, evidence(presentation, post)) for post in then.posts] if then else [],
        told=lambda proofs: told(presentation, proofs),
        past=[each for each in begun if each.was_known(wanted.day)],
        pending=[each for each in begun if each.was_known(wanted.day) is False],
        untold=[each for each in begun if each.was_known(wanted.day) is None],
        later=sum(1 for each in inspections if each.inspected.earliest > wanted.day),
        undated=sum(1 for each in inspections if not each.inspected.earliest),
        **_around(presentation, wanted, changed, builds),
    )


def shares(presentation: Presentation, found: Sequence[Then]) -> list[Share]:
    """How the overall grades in force were distributed, the best first; authorities without one stand last."""
    labels = dict(STYLES)
    styles = [_style(presentation, each) for each in found]
    parts, start = [], 0.0
    for style, label in (*labels.items(), ("none", "No grade known")):
        count = styles.count(style)
        width = 100 * count / len(styles) if styles else 0.0
        parts.append(Share(style, label, count, round(start, 3), round(width, 3)))
        start += width
    return parts


def _style(presentation: Presentation, then: Then) -> str:
    judged = presentation.history.inspected(then.grades[0].inspection).overall if then.grades else None
    return judged.grade.style if judged else "none"


def evidence(presentation: Presentation, post: InPost) -> list[Proof]:
    """The places that tell of somebody in post."""
    things = presentation.things
    if post.person:
        tenures = [
            each
            for each in subjects(presentation, ORG.member, post.person)
            if things.node(each, ORG.organization) == post.place and things.node(each, ORG.role) == post.role
        ]
    else:
        tenures = [
            each
            for node in subjects(presentation, ORG.postIn, post.place)
            if things.node(node, ORG.role) == post.role
            for each in subjects(presentation, IG.post, node)
            if things.text(each, IG["from"]) == post.start and things.node(each, ORG.member) is None
        ]
    return [proof for each in tenures for proof in presentation.proofs.of(each)]


def told(presentation: Presentation, proofs: Iterable[Proof]) -> str:
    """The first day on which a document told of something; empty where one of them is not dated."""
    return min((_issued(presentation, each.document) for each in proofs), default="")


def published(presentation: Presentation, inspection: NamedNode) -> str:
    """The day on which the report of an inspection was published; empty where no document gives the day."""
    reports = (
        each
        for each in presentation.history.inspected(inspection).reports
        if {slug_of(kind) for kind in presentation.things.nodes(each, IG.documentKind)} & _REPORTS
    )
    return min(filter(None, (_issued(presentation, each) for each in reports)), default="")


def _told_on(presentation: Presentation, inspection: NamedNode) -> tuple[str, ...]:
    """The days of the documents that tell of an inspection; empty for each whose day is not known."""
    dataset = presentation.dataset
    graphs = (each.graph_name for each in dataset.quads(inspection, TYPE))
    documents = {slug_of(each) for each in graphs if isinstance(each, NamedNode) and "/graph/document/" in each.value}
    return tuple(_issued(presentation, NamedNode(f"{dataset.base}id/document/{each}")) for each in sorted(documents))


def _issued(presentation: Presentation, document: NamedNode) -> str:
    """The day on which a document was published; empty where only the month is known, or nothing."""
    issued = presentation.things.text(document, DCT.issued)
    return issued if len(issued) == _DAY else ""


def _replacing(presentation: Presentation, authority: NamedNode) -> list[NamedNode]:
    quads = presentation.dataset.quads(None, DCT.replaces, authority)
    return sorted({each.subject for each in quads if isinstance(each.subject, NamedNode)}, key=presentation.name)


def _around(presentation: Presentation, wanted: Wanted, changed: Changes, builds: Sequence[Build]) -> dict[str, Any]:
    """What both pages show: the changes about the day, the other forms, and the builds that can be asked."""
    return {
        "builds": builds,
        "said_by": next((each for each in builds if each.id == wanted.build), None),
        "asking": lambda build: address(presentation, replace(wanted, build=build)),
        "certainties": CERTAINTIES,
        "before": changed.before(wanted.day),
        "after": changed.after(wanted.day),
        "now": changed.on(wanted.day),
        "phrase": _phrase,
        "address": lambda day, authority=wanted.authority: address(
            presentation, replace(wanted, day=day, authority=authority)
        ),
        "csv": address(presentation, wanted, "csv"),
        "json": address(presentation, wanted, "json"),
    }


def address(presentation: Presentation, wanted: Wanted, extension: str = "") -> str:
    """The address of a day, as a page or in another form."""
    asked = {"day": wanted.day}
    if wanted.authority:
        asked["authority"] = slug_of(wanted.authority)
    if wanted.region:
        asked["region"] = slug_of(wanted.region)
    if wanted.build:
        asked["build"] = wanted.build
    links = presentation.links
    return f"{links.data('on', extension) if extension else links.to('on')}?{urlencode(asked)}"


def _phrase(change: Change) -> str:
    return f"{_PHRASES[change.what]} {change.value}".strip()
