"""Sentences as words, where an expression like "children in care" is one word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from inspectgraph.extracting import body_names as names
from inspectgraph.reading.document import Block, Span

_PLURAL = {"agency": "agencies", "charity": "charities", "company": "companies", "university": "universities"}
#: Head nouns, singular and plural, with their singular.
HEAD_WORDS = {form: head for head in names.HEADS for form in (head, _PLURAL.get(head, head + "s"))}
_HEAD_STEMS = sorted({head[:5] for head in names.HEADS})
_TOKEN = re.compile(r"\d+\+|\w+(?:['&+/]\w+|-\s?\w+)*\+?|\S")
_SENTENCE_END = re.compile(r"[.!?] (?=[A-Z'])")
_FUSED = re.compile(rf"(?:{names.FUSED})(?!\w)", re.IGNORECASE)


class Token(NamedTuple):
    """A word, a fused expression or a punctuation mark, with its place in the text."""

    start: int
    end: int
    text: str
    lower: str


def mend(text: str) -> str:
    """A name in one line: single spaces, no break after a hyphen."""
    return re.sub(r"\s+", " ", re.sub(r"(?<=\w)- (?=\w)", "-", text)).strip()


def sentences_with_heads(text: str, blocks: tuple[Block, ...]) -> Iterator[Span]:
    """The sentences of some blocks in which the head noun of a body may stand."""
    for block in blocks:
        start = block.start
        for stop in (*(match.end() for match in _SENTENCE_END.finditer(text, block.start, block.end)), block.end):
            lowered = text[start:stop].lower()
            if any(stem in lowered for stem in _HEAD_STEMS):
                yield Span(start, stop)
            start = stop


def tokens_of(text: str, sentence: Span) -> list[Token]:
    """The tokens of a sentence in order."""
    tokens: list[Token] = []
    end = sentence.start
    for match in _TOKEN.finditer(text, sentence.start, sentence.end):
        if match.start() < end:
            continue
        word = match[0]
        if word.lower() in names.FUSED_STARTS and (fused := _FUSED.match(text, match.start(), sentence.end)):
            word = fused[0]
        end = match.start() + len(word)
        tokens.append(Token(match.start(), end, word, word.lower()))
    return tokens
