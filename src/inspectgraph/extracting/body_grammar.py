"""Noun phrases that end in the head noun of a body: where they begin, and whether they name anything."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inspectgraph.extracting import body_names as names
from inspectgraph.extracting.body_compounds import compound, gerund_of_head, spelled
from inspectgraph.extracting.body_coordination import follows_article, joins, parts
from inspectgraph.extracting.body_neighbours import ABBREVIATION, alias_of, complement_of
from inspectgraph.extracting.body_tokens import (
    HEAD_WORDS,
    Phrase,
    Token,
    mend,
    sentences_with_heads,
    starts_sentence,
    tokens_of,
)
from inspectgraph.reading.document import Block, Document, Span

_QUOTED = re.compile(r"(?<![\w'])'(?=\w)((?:[^'\n]|(?<=\w)'(?=\w)){2,60}?)'(?!\w)")
#: Endings of unknown words that are verbs, adverbs or plurals rather than part of a name.
_NO_MODIFIER = re.compile(
    r"(?:ly|(?<!-seek)(?<!-find)(?<!-mak)(?<!-shar)(?<!-solv)(?<!-sav)(?<!-chang)(?<!-build)ing|(?<![sui])s)$"
)
_MAXIMUM_WORDS = 9


def phrases(document: Document, blocks: tuple[Block, ...]) -> Iterator[Phrase]:
    """The noun phrases of some blocks whose head can be a body, in order of the text."""
    for sentence in sentences_with_heads(document.text, blocks):
        yield from _phrases_of(document.text, sentence)


def _phrases_of(text: str, sentence: Span) -> Iterator[Phrase]:
    tokens = tokens_of(text, sentence)
    quoted: dict[int, int] | None = None
    position_of: dict[int, int] = {}
    for position, token in enumerate(tokens):
        head = HEAD_WORDS.get(token.lower.removesuffix("'s"))
        if head is None or not position or head in names.PROPER_ONLY:
            continue
        if quoted is None:
            quoted = {match.end() - 1: match.start() for match in _QUOTED.finditer(text, sentence.start, sentence.end)}
            position_of = {each.start: number for number, each in enumerate(tokens)}
        yield from _Walk(text, tokens, quoted, position_of, position).phrases(head)


class _Walk:
    """The walk from a head noun to the left edge of its phrase."""

    def __init__(
        self, text: str, tokens: list[Token], quoted: dict[int, int], position_of: dict[int, int], head: int
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.quoted = quoted
        self.position_of = position_of
        self.head = head
        self.abbreviation: str | None = None
        self.brackets: list[tuple[int, int]] = []
        self.in_quotes: set[int] = set()
        self.spelled = range(0)
        self.compound = False
        self.determiner = ""

    def _is_modifier(self, position: int) -> bool:
        token = self.tokens[position]
        word = token.lower
        if position in self.in_quotes or position in self.spelled or " " in word:
            return True
        if (
            not word[0].isalnum()
            or word.isdigit()
            or word in ("and", "or")
            or (word[-2:] == "'s" and word[:-2] in HEAD_WORDS)
        ):
            return False
        if word in names.STOPS:
            if position + 1 == self.head and (
                word == "worker" or word == "working" and self.tokens[self.head].lower == "group"
            ):
                return position > 0 and self.tokens[position - 1].lower not in names.STOPS
            return (
                self._is_proper(position) or self._links(position) or follows_article(self.tokens, position, self.head)
            )
        if token.text[0].isupper() or word in names.FUNCTIONS or word in names.WEAK or word in names.DESCRIPTIVE:
            return True
        if "'s" in word or not _NO_MODIFIER.search(word):
            return True
        return follows_article(self.tokens, position, self.head) or gerund_of_head(self.tokens, position, self.head)

    def _is_proper(self, position: int) -> bool:
        """Whether a capital makes a word of the stop list a part of a name ("One Point", "Reach Out")."""
        token = self.tokens[position]
        if not token.text[0].isupper() or self._starts_sentence(position):
            return False
        if token.lower in names.NUMBERS:
            return position > 0 and self.tokens[position - 1].text not in ".:•?!;"
        return token.lower not in names.NEVER_PROPER

    def _links(self, position: int) -> bool:
        """Whether a small word stands between two words of a name in capitals ("Bridge to Work project")."""
        if position == 0 or self.tokens[position].lower not in names.LINKS:
            return False
        before, after = self.tokens[position - 1], self.tokens[position + 1]
        return (
            after.text[0].isupper()
            and before.text[0].isupper()
            and before.lower not in names.BEFORE_LINKS
            and not before.text.isupper()
            and "'" not in before.text + after.text
            and not self._starts_sentence(position - 1)
            and position + 1 < self.head
        )

    def _starts_sentence(self, position: int) -> bool:
        return starts_sentence(self.tokens, position)

    def _extent(self) -> int:
        """Position of the first token of the widest phrase."""
        position = self.head
        words = 0
        end = self.tokens[position].end
        after = ABBREVIATION.match(self.text, end + 1) if self.text.startswith(" (", end) else None
        if after:
            self._spell(position + 1, after[1])
        while position > 0 and words < _MAXIMUM_WORDS:
            before = self.tokens[position - 1]
            if before.text == ")" and (opening := self._bracket(position - 1)) is not None:
                position = opening
            elif before.text == "'" and before.start in self.quoted:
                opening_token = self.position_of.get(self.quoted[before.start])
                if opening_token is None:
                    break
                self.in_quotes.update(range(opening_token, position))
                position = opening_token
                words += 2
            elif before.text == "'" and position > 1 and self.tokens[position - 2].end == before.start:
                if self.tokens[position - 2].lower in HEAD_WORDS or self.tokens[position - 2].lower[-1] != "s":
                    break
                position -= 2
                words += 1
            elif self._is_modifier(position - 1):
                position -= 1
                words += 1
            elif joins(self.text, self.tokens, position - 1, self.head):
                position -= 1
            elif (first := compound(self.tokens, position, self.head)) is not None:
                self.compound = True
                return first
            else:
                break
        return position

    def _spell(self, end: int, abbreviation: str) -> None:
        """Takes the words before a position into the phrase when an abbreviation consists of their initials."""
        first = spelled(self.tokens, end, abbreviation)
        if first is None and end > self.head:
            first = spelled(self.tokens, self.head, abbreviation)
        if first is not None:
            self.spelled = range(first, end)

    def _bracket(self, closing: int) -> int | None:
        """Position of the bracket that opens an abbreviation within the phrase."""
        for opening in range(closing - 1, max(closing - 14, 0), -1):
            if self.tokens[opening].text == "(":
                inner = self.text[self.tokens[opening].start : self.tokens[closing].end]
                before = self.tokens[opening - 1].text
                if self.tokens[opening - 1].lower in HEAD_WORDS:
                    return None
                if match := ABBREVIATION.fullmatch(inner):
                    self.abbreviation = match[1]
                    self._spell(opening, match[1])
                elif before.isupper() and len(before) > 2:
                    self.abbreviation = before
                else:
                    return None
                self.brackets.append((self.tokens[opening].start, self.tokens[closing].end))
                return opening
        return None

    def phrases(self, head: str) -> Iterator[Phrase]:
        """The phrase that ends in the head noun; several when a plural head bundles them."""
        start = self._extent()
        if (opening := self._quotation()) is not None:
            start = opening + 1
            self.in_quotes.update(range(start, self.head + 1))
            self.compound = any(self._tells(position) for position in range(start, self.head))
        self.determiner = self.tokens[start - 1].lower if start else ""
        if start > 1 and self.determiner.endswith("ly"):
            self.determiner = self.tokens[start - 2].lower
        while start < self.head and (closed := self._leading_bracket(start)):
            start = closed
        while start < self.head and self._strippable(start):
            start += 1
        for position in range(start, self.head):
            if self.tokens[position].lower.endswith("'s") and self.text.startswith(" '", self.tokens[position].end):
                start = position + 1
        groups = (
            parts(self.text, self.tokens, start, self.head, self.in_quotes) if start < self.head else [(start, start)]
        )
        for number, (first, last) in enumerate(groups):
            phrase = self._phrase(head, first, last, whole=number == len(groups) - 1, part=len(groups) > 1)
            if phrase is not None:
                yield phrase

    def _quotation(self) -> int | None:
        """Where the quotation marks open that hold the phrase with its head noun, of one body, and nothing else."""
        noun = self.tokens[self.head].lower
        if self.head + 1 == len(self.tokens) or noun in ("model", "service") or noun.endswith("s"):
            return None
        opening = self.quoted.get(self.tokens[self.head + 1].start)
        return None if opening is None else self.position_of.get(opening)

    def _tells(self, position: int) -> bool:
        word = self.tokens[position].lower
        return word not in names.WEAK and not names.describes(word)

    def _leading_bracket(self, position: int) -> int | None:
        """Position after a bracket that nothing of the phrase stands before."""
        if self.tokens[position].text != "(":
            return None
        self.abbreviation = None
        return next((p + 1 for p in range(position, self.head) if self.tokens[p].text == ")"), None)

    def _strippable(self, position: int) -> bool:
        token = self.tokens[position]
        if position in self.in_quotes or position in self.spelled:
            return False
        if token.text in (",", "'", "(", ")") or token.lower in ("and", "&"):
            return True
        if token.lower in names.OWNERS or self.text.startswith("'s", token.end):
            return True
        if (
            token.lower.endswith("'s")
            and token.text[0].isupper()
            and token.lower not in names.ORDINARY
            and " " not in token.text
        ):
            return position == 0 or self.tokens[position - 1].text != "'"
        if (
            token.lower.endswith("ed")
            and not token.lower.endswith("-based")
            and token.lower not in names.LIGHT
            and " " not in token.lower
            and token.text[0].islower()
            and token.lower not in names.FUNCTIONS
        ):
            return True
        if self.compound and token.lower == "first" or token.lower == "quality" and self._before_and(position):
            return False
        return names.describes(token.lower) and (
            token.text[0].islower() or "-" in token.text or self._starts_sentence(position)
        )

    def _before_and(self, position: int) -> bool:
        return self.tokens[position + 1].lower in ("and", "&")

    def _phrase(self, head: str, first: int, last: int, *, whole: bool, part: bool) -> Phrase | None:
        head_token = self.tokens[self.head]
        head_end = head_token.end - 2 * head_token.text.endswith("'s")
        end = head_end if whole or last >= self.head else self.tokens[last - 1].end
        span = Span(self.tokens[first].start, end)
        words = self._without_brackets(span)
        if end < head_token.start:
            words += " " + self.text[head_token.start : head_end]
        abbreviation = self.abbreviation if whole else None
        after = ABBREVIATION.match(self.text, min(head_token.end + 1, len(self.text))) if whole else None
        if after and self.text[head_token.end] == " ":
            abbreviation = after[1]
        modifiers = tuple(t.text for t in self.tokens[first:last] if t.text[0].isalnum())
        proper = any(
            position in self.in_quotes
            or (self.tokens[position].text[0].isupper() and not (position == first and self._starts_sentence(position)))
            for position in range(first, last)
        )
        definite = self.determiner in names.DETERMINERS
        text = mend(words)
        return Phrase(
            span,
            text,
            head,
            head_token.lower.removesuffix("'s") != head,
            modifiers,
            definite,
            self.determiner,
            abbreviation,
            proper,
            self._shorter(first, last, head_token),
            " ".join(token.lower for token in self.tokens[max(first - 2, 0) : first]),
            self.tokens[self.head + 1].lower if self.head + 1 < len(self.tokens) else "",
            complement_of(self.text, span.start, head_token) if whole else None,
            alias_of(self.text, span.start, head_token.end) if whole else None,
            part,
            self.compound or len(self.spelled) > 1,
            len(self.spelled) > 1,
        )

    def _without_brackets(self, span: Span) -> str:
        words = self.text[span.start : span.end]
        for opening, closing in self.brackets:
            words = words.replace(self.text[opening:closing], " ")
        return words

    def _light(self, position: int) -> bool:
        word = self.tokens[position].lower
        if self.tokens[position].text[0].isupper() and not self._starts_sentence(position):
            return False
        return word in names.LIGHT or names.describes(word) or word == "and"

    def _shorter(self, first: int, last: int, head: Token) -> str | None:
        position = first
        while position < last and self._light(position) and position not in self.in_quotes:
            position += 1
        if first < position < last and last == self.head:
            return mend(self._without_brackets(Span(self.tokens[position].start, head.end)))
        return None
