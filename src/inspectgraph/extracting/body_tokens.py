"""Sentences as words, where an expression like "children in care" is one word, and the phrases made of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from inspectgraph.extracting import body_names as names
from inspectgraph.reading.characters import fold
from inspectgraph.reading.document import Block, Span

_PLURAL = {
    "agency": "agencies",
    "charity": "charities",
    "company": "companies",
    "university": "universities",
    "consortium": "consortia",
    "facility": "facilities",
}
#: Head nouns, singular and plural, with their singular.
HEAD_WORDS = {form: head for head in names.HEADS for form in (head, _PLURAL.get(head, head + "s"))}
_HEAD_STEMS = sorted({head[:5] for head in names.HEADS if head not in names.PROPER_ONLY})
#: The first branch is for plain words, as most are.
_TOKEN = re.compile(
    r"[^\W\d]\w*+(?!['&+/@-])|\d+\s?[–-]\s?\d+(?:\+|(?!\w))|\d+ to \d+(?= (?:[a-z]+ ){0,2}(?:service|team|clinic|programme)s?\b)|\d+\+|\w+(?:['&+/@]\w+|-\s?\w+)*\+?|\S"
)
#: No name begins further before its head noun.
_REACH = 125
_TORN = re.compile(r"(?<=\w)- (?=\w)")
_SENTENCE_END = re.compile(r"[.!?] (?=[A-Z'])")
_FUSED = re.compile(rf"(?:{names.FUSED})(?!\w)", re.IGNORECASE)


class Token(NamedTuple):
    """A word, a fused expression or a punctuation mark, with its place in the text."""

    start: int
    end: int
    text: str
    lower: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that may name a body.

    Attributes:
        span: Where it stands, without determiner and mere description.
        text: The same, white space and line-end hyphens mended and without a bracketed abbreviation.
        head: The head noun in the singular.
        plural: Whether the head is in the plural.
        modifiers: The words before the head.
        definite: Whether a determiner or a possessive stands before the phrase.
        determiner: The word before the phrase, in lower case, before description is left off.
        abbreviation: What a bracket within or right after it gives.
        proper: Whether capitals or quotation marks make it a proper name.
        shorter: The phrase without light words at its front, if that still names something.
        before: The two words before the phrase, in lower case.
        after: The word after the head, in lower case.
        alias: A proper name that follows in brackets or quotation marks.
        complement: The phrase with what follows the head, "team for ...", where it has that.
        part: Whether it shares its head with other phrases.
        compound: Whether a small word inside or an abbreviation of all its words shows it to be a name.
        spelled: Whether an abbreviation of all its words does.
    """

    span: Span
    text: str
    head: str
    plural: bool
    modifiers: tuple[str, ...]
    definite: bool
    determiner: str
    abbreviation: str | None
    proper: bool
    shorter: str | None = None
    before: str = ""
    after: str = ""
    complement: Span | None = None
    alias: str | None = None
    part: bool = False
    compound: bool = False
    spelled: bool = False


def mend(text: str) -> str:
    """A name in one line: single spaces, no break after a hyphen."""
    return " ".join(_TORN.sub("-", text).split())


def places_of(text: str, words: Iterable[str], start: int, end: int) -> list[int]:
    """Where one of some words in lower case stands within a stretch of a text, in any case, in order."""
    folded = fold(text)
    found: list[int] = []
    for word in words:
        at = folded.find(word, start, end)
        while at >= 0:
            found.append(at)
            at = folded.find(word, at + 1, end)
    return sorted(found)


def sentences_with_heads(text: str, blocks: tuple[Block, ...]) -> Iterator[Span]:
    """The parts of sentences, from well before the first head noun of a body to just behind the last."""
    if not blocks:
        return
    places = places_of(text, _HEAD_STEMS, blocks[0].start, blocks[-1].end)
    for block in blocks:
        start = block.start
        for stop in (*(match.end() for match in _SENTENCE_END.finditer(text, block.start, block.end)), block.end):
            first, last = bisect_left(places, start), bisect_left(places, stop) - 1
            if first <= last:
                begin = start if places[first] - start < _REACH else text.index(" ", places[first] - _REACH) + 1
                end = text.find(" ", places[last] + 20, stop)
                yield Span(begin, stop if end < 0 else end)
            start = stop


def tokens_of(text: str, sentence: Span) -> list[Token]:
    """The tokens of a sentence in order."""
    tokens: list[Token] = []
    end = sentence.start
    for match in _TOKEN.finditer(text, sentence.start, sentence.end):
        if match.start() < end:
            continue
        start, end = match.span()
        word = match[0]
        lower = word.lower()
        if lower in names.FUSED_STARTS and (fused := _FUSED.match(text, start, sentence.end)):
            word, end = fused[0], fused.end()
            lower = word.lower()
        tokens.append(Token(start, end, word, lower))
    return tokens


def starts_sentence(tokens: list[Token], position: int) -> bool:
    """Whether a capital at a position may be due to the beginning of a sentence."""
    if position > 0 and tokens[position - 1].text not in ".:•?!;":
        return False
    following = tokens[position + 1].text
    return not following[0].isupper() or following.isupper()
