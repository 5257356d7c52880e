"""What every parser does with a document once it knows the inspection."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inspectgraph.dates import PartialDate
from inspectgraph.extracting.bodies import find_bodies
from inspectgraph.extracting.earlier import find_earlier
from inspectgraph.extracting.findings import find_findings
from inspectgraph.extracting.people import find_people
from inspectgraph.extracting.post_ends import find_ends, with_ends, without_named
from inspectgraph.extracting.posts import find_posts
from inspectgraph.extracting.sections import Section
from inspectgraph.extracting.statistics import find_observations
from inspectgraph.facts import Inspection, Report, Spans, Stated
from inspectgraph.reading.document import Document, Span
from inspectgraph.reference import load

RULES: dict[str, str] = {
    "recognise/form": "The form that the publisher gives a document shows under which framework the inspection was.",
    "recognise/title": "The line of the cover that names the inspection or the review is the title.",
}

#: Sections whose words are the same in every report, or that only repeat others.
KNOWN_SECTIONS = frozenset(
    {"contents", "boilerplate", "meanings", "inspection-information", "team", "partnership-details"}
)
#: Blocks that only lead over to others: a heading of the standard part on the area, "of these:".
_LEADS_OVER = re.compile(
    r"(?:children|child protection|other information|(?:other|previous) ofsted|key judgement|judgement\b)[^.:]{0,60}|.*:",
    re.IGNORECASE | re.DOTALL,
)


_TITLE = re.compile(
    r"\b(?:re-?)?inspection\s+of\b|\breview\s+of\b|\b(?:focused(?:\s+assurance)?|assurance|monitoring)\s+visit\b"
    r"|^joint\s+(?:local\s+)?area\s+(?:SEND|special\s+educational\s+needs)\b"
    r"|^joint\s+area\s+review\b|^inspection\s+report\s+for\b",
    re.IGNORECASE,
)
_TITLE_BLOCKS = 24
_LONGEST_TITLE = 220


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    Attributes:
        form: As `recognise` calls it; also how the extractors of people tell layouts apart.
        document_kind: Slug of the document-kind scheme.
        framework: Slug of the framework scheme; `None` where the form leaves it open.
    """

    form: str
    document_kind: str
    framework: str | None


def stated_framework(kind: Kind, reason: str, document: Document) -> Stated[str] | None:
    """The framework that the form of a document shows, with the words that show it."""
    if kind.framework is None:
        return None
    start = document.text.find(reason)
    return Stated(kind.framework, reason, "recognise/form", (Span(start, start + len(reason)),))


def find_title(document: Document) -> Stated[str] | None:
    """The line of the cover that names the inspection or the review, where it is a title and no sentence."""
    for block in document.blocks[:_TITLE_BLOCKS]:
        line = document.quote(block.span)
        if len(line) <= _LONGEST_TITLE and not line.endswith(".") and _TITLE.search(line):
            # The two reports of one volume are joined by an "and" that is no part of either title.
            title = line.removesuffix(" and")
            return Stated(title, title, "recognise/title", (Span(block.start, block.start + len(title)),))
    return None


def complete(
    document: Document,
    sections: tuple[Section, ...],
    kind: Kind,
    inspection: Inspection,
    title: Stated[str] | None = None,
    issued: Stated[PartialDate] | None = None,
) -> Report:
    """Adds to an inspection all that the shared extractors find in the document."""
    slug = inspection.authority.value
    authority = load().authorities[slug]
    names = (authority.name, *authority.aliases)
    start = inspection.start.value if inspection.start else None
    as_written = inspection.authority.as_written
    ends = find_ends(document, sections, slug, as_written)
    people = with_ends(find_people(document, sections, slug, kind.form, as_written), ends)
    return Report(
        kind=kind.document_kind,
        parser=kind.form,
        inspection=inspection,
        title=title,
        issued=issued,
        earlier=find_earlier(document, sections, slug, start, names),
        people=people,
        posts=(*find_posts(document, sections, slug, as_written, people), *without_named(ends, people)),
        bodies=find_bodies(document, sections, slug, names),
        findings=find_findings(document, sections),
        observations=find_observations(document, sections, slug),
        understood=understood(document, sections),
    )


def understood(document: Document, sections: tuple[Section, ...]) -> Spans:
    """The headings, and the sections that are known to hold no facts of their own."""
    spans = []
    for section in sections:
        if section.heading.end > section.heading.start:
            spans.append(section.heading)
        if section.key in KNOWN_SECTIONS:
            spans.append(section.span)
        elif section.key in ("area-information", "front"):
            leading = (block.span for block in document.blocks_in(section.span))
            spans += [span for span in leading if _LEADS_OVER.fullmatch(document.quote(span))]
    return tuple(spans)
