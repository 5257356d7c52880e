"""How far a grade of an earlier date reaches, where its clause names no subject: the whole service, or something else."""

from __future__ import annotations

import re

from inspectgraph.extracting.earlier_grades import GradeSaid
from inspectgraph.extracting.earlier_subjects import UNSAID, Subject, find_subjects
from inspectgraph.reading.document import Document, Span, sentence_at

#: "Services found to be good", "areas that were judged inadequate": those of them that were, not all.
_SOME = re.compile(
    r"\b(?:areas|aspects|elements|parts|practice|teams|those|(?<!children's )(?<!care )services)\s+"
    r"(?:(?:that|which)\s+(?:was|were|had\s+been|have\s+been)\s+)?(?:(?:previously|already|originally|first)\s+)?$",
    re.IGNORECASE,
)
#: Kinds of inspection that give no grade of the authority's own services.
_OTHER_KIND = re.compile(r"\bjoint\b(?!\s+area\s+review)|\bJTAI\b|\bpeer\s+(?:review|challenge)", re.IGNORECASE)
_REFERS_BACK = re.compile(r"\W*(?:\d+\.\s*)?(?:this|these|it|they)\b", re.IGNORECASE)


def unsaid_subjects(document: Document, sentence: Span, said: GradeSaid) -> tuple[Subject, ...]:
    """What a grade is of whose clause names no subject; empty where it is of some services only, or of several agencies.

    Args:
        document: The document.
        sentence: Which gives the grade.
        said: The grade.
    """
    text = document.text
    if _SOME.search(text, sentence.start, said.first) or _OTHER_KIND.search(text, sentence.start, said.first):
        return ()
    if _REFERS_BACK.match(text, sentence.start, said.first):
        named = find_subjects(text, *_before(document, sentence))
        if named:
            return (named[-1].subject,)
    return (UNSAID,)


def _before(document: Document, sentence: Span) -> tuple[int, int]:
    """The sentence before one in its block; empty where there is none."""
    block = document.block_at(sentence.start)
    head = document.text[block.start : sentence.start].rstrip()
    if not head:
        return sentence.start, sentence.start
    at = block.start + len(head) - 1
    former = sentence_at(document, Span(at, at + 1))
    return former.start, former.end
