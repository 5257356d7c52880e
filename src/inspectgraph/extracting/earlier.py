"""Other inspections that a document mentions."""

from __future__ import annotations

import re

from inspectgraph.dates import PartialDate
from inspectgraph.extracting.earlier_authority import in_its_time
from inspectgraph.extracting.earlier_lists import find_homes, find_judgement_lists, find_previous_dates
from inspectgraph.extracting.earlier_mentions import Mention, find_mentions
from inspectgraph.extracting.earlier_merging import merge
from inspectgraph.extracting.earlier_subjects import SUBJECTS
from inspectgraph.extracting.earlier_verdicts import find_verdicts
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import EarlierInspection
from inspectgraph.reading.document import Document

RULES: dict[str, str] = {
    "earlier/dated": "An inspection with the date at which it was done: a previous inspection in 2014.",
    "earlier/last": "The last or previous inspection, without a date, where no dated one is known.",
    "earlier/graded": "An inspection of which the same or the next sentence says how it judged.",
    "earlier/named-kind": "A visit, joint inspection or review that is named for what it is.",
    "earlier/verdict": "A grade given at an earlier date, in a sentence that does not speak of an inspection.",
    "earlier/former-grade": "A grade that the text says was held before: moved from inadequate to good.",
    "earlier/other-authority": "A grade of another authority, of whatever date.",
    "earlier/label": "The line of the title block that gives the dates of the previous inspection.",
    "earlier/judgement-list": "A list of the judgements of the last inspection, one area to a line.",
    "earlier/homes": "The results of the authority's own children's homes, as one entry.",
}

_SKIPPED = frozenset({"contents", "meanings", "boilerplate", "team"})
_OWN_KIND = re.compile(
    r"(?:(?:[^.]{0,80}\b(?:findings|outcome|results|report)\s+(?:of|from|on)\s+(?:the|an?|our)\s+(?:\w+\s+)?)|(?:\w+\s+)?)"
    r"(?:(?P<jtai>joint\s+targeted\s+area\s+inspection)|(?P<focused>(?:focuss?ed\s+)?assurance\s+visit|focuss?ed\s+visit)|(?P<monitoring>monitoring\s+visit)"
    r"|(?P<send>(?:local\s+)?area\s+SEND\b|area\s+special\s+educational\s+needs|joint\s+local\s+area\s+SEND))",
    re.IGNORECASE,
)
_FRONT = 40


def find_earlier(
    document: Document,
    sections: tuple[Section, ...],
    authority: str | None,
    start: PartialDate | None,
    names: tuple[str, ...] = (),
) -> tuple[EarlierInspection, ...]:
    """The other inspections that a document mentions.

    Args:
        document: Any document.
        sections: Its sections.
        authority: Slug of the authority that it is about; without it there are no facts.
        start: When the inspection began that it reports itself.
        names: How it names that authority; such a name is never taken for another one.

    Returns:
        One entry for each inspection and subject, in the order of first mention.
    """
    if authority is None:
        return ()
    own = own_kinds(document)
    regions = tuple(section.span for section in sections if section.key not in _SKIPPED)
    homes = find_homes(document, regions)
    verdicts = find_verdicts(document, regions, (authority, *names), start)
    settled = [*(home.span for home in homes), *(verdict.span for verdict in verdicts if verdict.authority)]
    inspections = [
        mention
        for mention in find_mentions(document, regions, own, start)
        if not any(span.start <= mention.span.start < span.end for span in settled)
    ]
    graded = {(mention.span.start, mention.grade) for mention in inspections if mention.grade}
    mentions: list[Mention] = [
        *find_previous_dates(document),
        *homes,
        *find_judgement_lists(document, regions),
        *inspections,
        *(verdict for verdict in verdicts if verdict.authority or (verdict.span.start, verdict.grade) not in graded),
    ]
    mentions.sort(key=lambda mention: mention.span.start)
    merged = merge(mentions, authority, SUBJECTS["special_needs"] if "area-send" in own else None)
    return tuple(in_its_time(earlier) for earlier in merged)


def own_kinds(document: Document) -> frozenset[str]:
    """What the title or a letter's first sentence says that the document reports: slugs of the framework scheme."""
    kinds = {"jtai": "jtai", "focused": "focused-visit", "monitoring": "monitoring-visit", "send": "area-send"}
    matches = (_OWN_KIND.match(document.text, block.start, block.end) for block in document.blocks[:_FRONT])
    return frozenset(kinds[match.lastgroup or ""] for match in matches if match)
