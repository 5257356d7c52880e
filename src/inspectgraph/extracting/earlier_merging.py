"""One inspection from all the places that speak of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from inspectgraph.dates import PartialDate
from inspectgraph.extracting.earlier_mentions import Mention
from inspectgraph.extracting.earlier_subjects import SUBJECTS, UNSAID, Subject, framework_of
from inspectgraph.facts import EarlierInspection

_LABELS = {
    "jtai": "joint inspection", "joint": "joint inspection", "focused-visit": "focused visit",
    "monitoring-visit": "monitoring visit", "joint-area-review": "joint area review", "thematic": "thematic inspection",
}  # fmt: skip


#: From then on help and protection is judged as one area of a wider inspection; before, it was inspected by itself.
_SINGLE_FRAMEWORK = "2013-11"


@dataclass
class _Cluster:
    """The mentions of one inspection and subject."""

    subject: Subject
    kind: str
    mentions: list[Mention] = field(default_factory=list)

    @property
    def grade(self) -> str | None:
        return next((mention.grade for mention in self.mentions if mention.grade), None)

    @property
    def date(self) -> PartialDate | None:
        """The most precise date of an inspection, else of its report; what two contradicting ones share."""
        for published in (False, True):
            dates = [mention.date for mention in self.mentions if mention.date and mention.published is published]
            if dates:
                best = max(dates, key=lambda date: len(str(date)))
                return best if all(best.agrees(date) for date in dates) else PartialDate(best.year)
        return None

    @property
    def dated(self) -> bool:
        return any(mention.date for mention in self.mentions)


def merge(mentions: Iterable[Mention], authority: str, unsaid: Subject | None = None) -> tuple[EarlierInspection, ...]:
    """The inspections that a text mentions.

    Args:
        mentions: In the order of the text.
        authority: Slug of the authority that the document is about.
        unsaid: What "the last inspection" looked at in this kind of document; everything when `None`.

    Returns:
        One entry for each inspection and subject, in the order of first mention.
    """
    mentions = list(mentions)
    clusters: dict[tuple[str, str, str], list[_Cluster]] = {}
    order: list[_Cluster] = []

    def place(mention: Mention) -> None:
        subject = mention.subject
        if subject is UNSAID and unsaid is not None and mention.kind == "inspection":
            subject = unsaid
        if subject.key == "help" and mention.date and mention.date.latest() < _SINGLE_FRAMEWORK:
            subject = SUBJECTS["safeguarding"]
        whole = subject.area == "overall" and subject.label == "overall"
        key = (mention.authority or authority, mention.kind, subject.label)
        group = clusters.setdefault(key, [])
        for cluster in sorted(group, key=_newest_first):
            if _same(cluster, mention):
                cluster.mentions.append(mention)
                return
        if mention.subject is UNSAID and whole and mention.kind == "inspection" and _known(clusters, key[0], mention):
            return
        cluster = _Cluster(subject, mention.kind, [mention])
        group.append(cluster)
        order.append(cluster)

    def rank(mention: Mention) -> tuple[bool, bool, bool]:
        return (mention.subject is UNSAID and mention.kind == "inspection", mention.date is None, mention.plural)

    for mention in sorted(mentions, key=rank):
        place(mention)
    position = {id(mention): index for index, mention in enumerate(mentions)}
    order.sort(key=lambda cluster: min(position[id(mention)] for mention in cluster.mentions))
    return tuple(_settle(cluster, authority) for cluster in order)


def _newest_first(cluster: _Cluster) -> tuple[bool, str]:
    date = cluster.date
    return (date is None, "" if date is None else "".join(chr(0x10FFFF - ord(letter)) for letter in date.earliest()))


def _months(date: PartialDate) -> int | None:
    return None if date.month is None else date.year * 12 + date.month


def _same(cluster: _Cluster, mention: Mention) -> bool:
    """Whether a mention may be of a cluster's inspection.

    An inspection lasts some weeks, so that two months in a row may name one; its report follows within half a year.
    """
    if cluster.grade and mention.grade and cluster.grade != mention.grade:
        return False
    if any(other.plural for other in cluster.mentions) != mention.plural and mention.date is None and not cluster.dated and mention.kind != "inspection":
        return mention.kind != "monitoring-visit" or not mention.plural
    if mention.date is None:
        return not (mention.plural and mention.kind not in ("inspection",) and cluster.dated)
    if not cluster.dated:
        return mention.kind == "inspection"
    for other in cluster.mentions:
        if other.date is None or other.date.agrees(mention.date):
            continue
        here, there = _months(mention.date), _months(other.date)
        if here is None or there is None:
            return False
        reach = 6 if other.published != mention.published else 1
        if mention.kind != "inspection" or abs(here - there) > reach:
            return False
    return True


def _known(clusters: dict[tuple[str, str, str], list[_Cluster]], authority: str, mention: Mention) -> bool:
    """Whether "the last inspection" is one of those whose subject is said elsewhere."""
    specific = [
        cluster
        for (whose, kind, label), group in clusters.items()
        if whose == authority and kind == "inspection" and label not in ("children's homes", "police", "health", "youth offending")
        for cluster in group
    ]
    for cluster in specific:
        date = cluster.date
        if mention.grade and cluster.grade and mention.grade != cluster.grade:
            continue
        if mention.date is None or date is None or date.agrees(mention.date) or date.year == mention.date.year:
            return True
    return False


def _settle(cluster: _Cluster, authority: str) -> EarlierInspection:
    """The facts of one cluster."""
    first = cluster.mentions[0]
    date = cluster.date
    graded = next((mention for mention in cluster.mentions if mention.grade), None)
    dated = next((mention for mention in cluster.mentions if mention.date == date and mention.date), None)
    together = any(mention.together for mention in cluster.mentions)
    part = bool(graded and graded.part) and not (date and date.latest() < _SINGLE_FRAMEWORK)
    framework = next((mention.framework for mention in cluster.mentions if mention.framework), None)
    if framework is None and cluster.kind == "inspection" and not part:
        framework = framework_of(cluster.subject, date, together)
    label = cluster.subject.label if cluster.kind == "inspection" else _LABELS[cluster.kind]
    if cluster.kind.endswith("visit") and not cluster.dated and any(mention.plural for mention in cluster.mentions):
        label += "s"
    return EarlierInspection(
        authority=first.authority or authority,
        subject=label,
        rule=(graded or dated or first).rule,
        spans=tuple(dict.fromkeys(mention.span for mention in cluster.mentions)),
        framework=framework if framework not in ("joint", "thematic") else None,
        start=date,
        end=dated.end if dated and not dated.published else None,
        area=(cluster.subject.part if part else cluster.subject.area) if graded else None,
        grade=graded.grade if graded else None,
        grade_as_written=graded.as_written if graded else None,
    )
