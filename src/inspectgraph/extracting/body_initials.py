"""Names that go on behind their head noun, as their initials show: "panel for absent pupils (PFAP)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inspectgraph.extracting import body_names as names
from inspectgraph.extracting.body_compounds import spelled
from inspectgraph.extracting.body_heads import NOT_BODIES
from inspectgraph.extracting.body_known import KnownName
from inspectgraph.extracting.body_tokens import HEAD_WORDS, mend, tokens_of
from inspectgraph.reading.document import Document, Span

RULES: dict[str, str] = {
    "body_initials/spelled": "A unit together with what follows its head noun, where a bracket gives the initials of the whole.",
}

_SHORT = re.compile(r" \((?P<short>[A-Z][A-Za-z&]{1,6}[A-Z])s?\)")
_REACH = 120
#: What a complement begins with.
_PREPOSITIONS = frozenset({"for", "of", "on", "in", "with", "to", "around", "against"})


def initialled_names(document: Document, start: int, end: int) -> Iterator[KnownName]:
    """The units within a stretch of the text whose abbreviation takes in what follows their head noun.

    Args:
        document: What to read.
        start: Where to begin.
        end: Where to stop.
    """
    text = document.text
    for match in _SHORT.finditer(text, start, end):
        short = match["short"]
        if short in NOT_BODIES:
            continue
        line = text.rfind("\n", start, match.start()) + 1
        tokens = tokens_of(text, Span(max(line, start, match.start() - _REACH), match.start()))
        first = spelled(tokens, len(tokens), short)
        if first is None:
            continue
        for position in range(first, len(tokens) - 1):
            head = HEAD_WORDS.get(tokens[position].lower)
            if head and head not in names.PROPER_ONLY and tokens[position + 1].lower in _PREPOSITIONS:
                span = Span(tokens[first].start, match.start())
                written = mend(text[span.start : span.end])
                key = re.sub(r"\W+", " ", written.lower())
                yield KnownName(span, written, key, names.HEADS[head], False, "body_initials/spelled", short)
                break
