"""Findings: numbered paragraphs, strengths, what needs to improve."""

from __future__ import annotations

import re

from inspectgraph.extracting.sections import Section
from inspectgraph.facts import Finding
from inspectgraph.reading.document import Block, Document

RULES = {
    "findings/improvement-item": "An item under the heading that says what needs to improve.",
    "findings/priority-action": "An item under the heading of priority or immediate action.",
    "findings/recommendation": "An item under the heading of recommendations.",
    "findings/strength": "An item or paragraph under the heading of strengths.",
    "findings/paragraph": "A paragraph of a section of findings or of the summary.",
}

_PRIORITY = re.compile(r"\b(?:priority|immediate)\b.*\bactions?\b", re.IGNORECASE)
_RECOMMENDATION = re.compile(r"\brecommendations?\b", re.IGNORECASE)
#: A paragraph that demands something of somebody, as the tables of area SEND reports print it.
_DEMAND = re.compile(r"[A-Z][^.:;]{3,180}?\b(?:should|must|needs?\s+to)\b(?!\s+also)")
_NONE = re.compile(r"There\s+(?:are|were)\s+no\b", re.IGNORECASE)
_SHORTEST_PARAGRAPH = 60
_NARRATIVE = frozenset(
    {
        "front",
        "summary",
        "findings",
        "progress",
        "summary-for-children",
        "case-study",
        "next-steps",
        "outcome",
        "weaknesses",
    }
)


def find_findings(document: Document, sections: tuple[Section, ...]) -> tuple[Finding, ...]:
    """The findings of a report in the order of the text.

    In the sections on improvement each outermost item or numbered paragraph is one finding;
    elsewhere each paragraph and item is.
    """
    found: list[Finding] = []
    for section in sections:
        blocks = [
            b for b in document.blocks_in(section.span) if b.start >= section.heading.end and b.kind != "footnote"
        ]
        heading = document.quote(section.heading) or None
        if section.key == "improve":
            found += _improvements(document, section, blocks, heading)
        elif section.key == "strengths":
            found += [_finding(b, "strength", "findings/strength", section, heading) for b in blocks if _is_finding(b)]
        elif section.key in _NARRATIVE:
            area = section.area
            found += [
                Finding("narrative", b.span, "findings/paragraph", b.number, area, heading)
                for b in blocks
                if _is_finding(b)
            ]
    return tuple(found)


def _is_finding(block: Block) -> bool:
    return block.kind in ("numbered", "item") or block.end - block.start >= _SHORTEST_PARAGRAPH


def _finding(block: Block, kind: str, rule: str, section: Section, heading: str | None) -> Finding:
    return Finding(kind, block.span, rule, block.number, section.area, heading)


def _improvements(document: Document, section: Section, blocks: list[Block], heading: str | None) -> list[Finding]:
    """The items of a section on improvement; its unmarked paragraphs introduce them and are none.

    Where numbers count the items, bullets below them are their parts; a single number
    introduces the bullets. In the tables of area SEND reports each demand is an item.
    """
    words = heading or ""
    if _PRIORITY.search(words):
        kind, rule = "priority-action", "findings/priority-action"
    elif _RECOMMENDATION.search(words):
        kind, rule = "recommendation", "findings/recommendation"
    else:
        kind, rule = "area-for-improvement", "findings/improvement-item"
    demands = [b for b in blocks if b.kind == "text" and _DEMAND.match(document.text, b.start, b.end)]
    numbered = [b for b in blocks if b.kind == "numbered"]
    items = [b for b in blocks if b.kind == "item" and b.level == 0]
    introduces = len(demands) == 1 and items and document.text[demands[0].end - 1] == ":"
    if demands and not numbered and not introduces and kind != "recommendation":
        marked = demands
    elif len(numbered) > 1 or not items:
        marked = numbered
    else:
        marked = items
    if not marked:
        marked = [
            b
            for b in blocks
            if not document.text[b.start : b.end].endswith((":", "?")) and not _NONE.match(document.text, b.start)
        ]
    return [_finding(b, kind, rule, section, heading) for b in marked]
