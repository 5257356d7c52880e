"""One inspection from all the places that speak of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from inspectgraph.dates import PartialDate
from inspectgraph.extracting.earlier_mentions import Mention
from inspectgraph.extracting.earlier_subjects import APART, SUBJECTS, UNSAID, Subject, framework_of
from inspectgraph.facts import EarlierInspection, Spans
from inspectgraph.reading.document import Span

_LABELS = {
    "jtai": "joint inspection", "joint": "joint inspection", "focused-visit": "focused visit",
    "monitoring-visit": "monitoring visit", "joint-area-review": "joint area review", "thematic": "thematic inspection",
}  # fmt: skip

#: Keys of what was inspected together from 2009 to 2012.
_TOGETHER = frozenset({"safeguarding", "looked_after"})
#: Stands for the span of a mention that stands for all with the same facts.
_NOWHERE = Span(0, 0)
#: From then on help and protection is judged as one area of a wider inspection; before, it was inspected by itself.
_SINGLE_FRAMEWORK = "2013-11"
#: A report comes out within this time after the inspection.
_REPORT_MONTHS = 11


@dataclass
class _Cluster:
    """The mentions of one inspection and subject, of those with the same facts one."""

    subject: Subject
    kind: str
    mentions: list[Mention] = field(default_factory=list)

    @property
    def key(self) -> tuple[str | None, str, str]:
        return _key(self.mentions[0])

    @property
    def grade(self) -> str | None:
        return next((mention.grade for mention in self.mentions if mention.grade), None)

    @property
    def date(self) -> PartialDate | None:
        """The most precise date of an inspection, else of its report; what two contradicting ones share."""
        dates = [mention.date for mention in self.mentions if mention.date and not mention.published]
        reports = [mention.date for mention in self.mentions if mention.date and mention.published]
        best = max(dates, key=_precision, default=None)
        report = max(reports, key=_precision, default=None)
        if best is None or report and best.month is None and _precision(report) > _precision(best):
            return report
        ends = [mention.end or mention.date for mention in self.mentions if mention.date == best]
        clear = all(best.agrees(date) or any(end and end.agrees(date) for end in ends) for date in dates)
        return best if clear else PartialDate(best.year)

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
    places: dict[Mention, list[Span]] = {}
    for mention in mentions:
        places.setdefault(replace(_with_subject(mention, unsaid), span=_NOWHERE), []).append(mention.span)
    dated = _date_parts(list(places))
    spans = {id(mention): where for mention, where in zip(dated, places.values(), strict=True)}
    clusters: list[_Cluster] = []
    for mention in sorted(dated, key=_rank):
        if mention.plural and _is_vague(mention) and not mention.date:
            continue
        same = [cluster for cluster in clusters if cluster.key == _key(mention) and _same(cluster, mention)]
        if same:
            max(same, key=lambda cluster: cluster.date.earliest() if cluster.date else "").mentions.append(mention)
        elif not (_is_vague(mention) and _known(clusters, mention) or _half_known(clusters, mention)):
            clusters.append(_Cluster(mention.subject, mention.kind, [mention]))
    found = []
    for cluster in clusters:
        # "Since the last inspection" bears out neither date nor grade: it is evidence only where nothing better is.
        telling = [mention for mention in cluster.mentions if mention.date or mention.grade] or cluster.mentions
        where = sorted({span for mention in telling for span in spans[id(mention)]})
        found.append((tuple(where), cluster))
    order = {id(mention): index for index, mention in enumerate(dated)}
    found.sort(key=lambda item: (item[0][0].start, min(order[id(mention)] for mention in item[1].mentions)))
    return tuple(_settle(cluster, where, authority) for where, cluster in found)


def _with_subject(mention: Mention, unsaid: Subject | None) -> Mention:
    """The mention with the subject that its date or the kind of the document settles."""
    if mention.subject is UNSAID and mention.kind == "inspection" and unsaid is not None:
        return replace(mention, subject=unsaid)
    if mention.subject.key == "help" and mention.date and mention.date.latest() < _SINGLE_FRAMEWORK:
        return replace(mention, subject=SUBJECTS["safeguarding"])
    return mention


def _key(mention: Mention) -> tuple[str | None, str, str]:
    return mention.authority, mention.kind, mention.subject.label


def _is_vague(mention: Mention) -> bool:
    return mention.subject is UNSAID and mention.kind == "inspection"


def _rank(mention: Mention) -> tuple[bool, bool, bool]:
    """The most definite first: what is said later of "the last inspection" must find it."""
    return _is_vague(mention), mention.date is None, mention.plural


def _date_parts(mentions: list[Mention]) -> list[Mention]:
    """Gives an area's grade "at the last inspection" the date of that inspection, when the text has one such date."""
    whole = [mention for mention in mentions if _is_vague(mention) and mention.date]
    years = {mention.date.year for mention in whole if mention.date}
    dated = {mention.subject for mention in mentions if mention.date}
    if len(years) != 1:
        return mentions
    best = max(whole, key=lambda mention: _precision(mention.date) if mention.date else 0)
    return [
        replace(mention, date=best.date, published=best.published)
        if mention.part and mention.date is None and mention.kind == "inspection" and mention.subject not in dated
        else mention
        for mention in mentions
    ]


def _precision(date: PartialDate) -> int:
    return len(str(date))


def _months(date: PartialDate) -> int:
    return date.year * 12 + (date.month or 1)


def _same(cluster: _Cluster, mention: Mention) -> bool:
    """Whether a mention may be of a cluster's inspection; several visits without a date are an entry of their own."""
    if cluster.grade and mention.grade and cluster.grade != mention.grade:
        return False
    if mention.date is None:
        bundle = mention.plural and mention.kind != "inspection"
        return not bundle or not cluster.dated and any(other.plural for other in cluster.mentions)
    return all(other.date is None or _one_inspection(other, mention) for other in cluster.mentions)


def _one_inspection(here: Mention, there: Mention) -> bool:
    """Whether two dated mentions may be of one inspection.

    One lasts some weeks, so that two months in a row may name it; its report follows within the year.
    """
    assert here.date is not None
    assert there.date is not None
    if here.published != there.published:
        report, visit = (here.date, there.date) if here.published else (there.date, here.date)
        if visit.month is None or report.month is None:
            return 0 <= report.year - visit.year <= 1
        return -1 <= _months(report) - _months(visit) <= _REPORT_MONTHS
    if any(date.agrees(other) for date in (here.date, here.end) if date for other in (there.date, there.end) if other):
        return True
    if here.kind != "inspection" or here.date.month is None or there.date.month is None:
        return False
    return abs(_months(here.date) - _months(there.date)) <= 1


def _known(clusters: list[_Cluster], mention: Mention) -> bool:
    """Whether "the last inspection" is one of those whose subject is said elsewhere."""
    specific = [
        cluster
        for cluster in clusters
        if cluster.key[:2] == (mention.authority, "inspection") and cluster.subject.key not in APART | {"homes"}
    ]
    for cluster in specific:
        date = cluster.date
        alone = date is None or date.earliest() < _SINGLE_FRAMEWORK or cluster.subject.area == "overall"
        if mention.grade and (mention.grade != cluster.grade or not alone):
            continue
        if mention.date is not None and not alone:
            continue
        if mention.date is None or date is None or date.agrees(mention.date) or date.year == mention.date.year:
            return True
    return False


def _half_known(clusters: list[_Cluster], mention: Mention) -> bool:
    """Whether "the last inspection of both subjects" is that which the text dates for one of them."""
    return (
        mention.together
        and not mention.date
        and not mention.grade
        and any(cluster.dated and cluster.mentions[0].subject.key in _TOGETHER for cluster in clusters)
    )


def _settle(cluster: _Cluster, spans: Spans, authority: str) -> EarlierInspection:
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
        spans=spans,
        framework=framework if framework not in ("joint", "thematic") else None,
        start=date,
        end=dated.end if dated and not dated.published else None,
        area=(cluster.subject.part if part else cluster.subject.area) if graded else None,
        grade=graded.grade if graded else None,
        grade_as_written=graded.as_written if graded else None,
    )
