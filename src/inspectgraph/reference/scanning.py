"""Matches of a pattern that begins with one of many words, faster than by trying it at every place of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

#: As many letters of a word as tell it from most others.
_LETTERS = 4


def first_letters(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds, in a casefolded text, where a word may begin that is one of some words.

    Args:
        words: The first words of what is looked for, or their first letters.
    """
    rest: dict[str, set[str]] = {}
    for word in words:
        folded = word.casefold()
        rest.setdefault(folded[0], set()).add(folded[1:_LETTERS])
    # With a plain letter in front of each branch one look at the beginning of a word rules out most of them.
    branches = (
        f"{re.escape(letter)}(?={'|'.join(re.escape(each) for each in sorted(found))})"
        for letter, found in sorted(rest.items())
    )
    return re.compile(rf"\b(?:{'|'.join(branches)})")


@lru_cache(maxsize=16)
def _folded(text: str) -> str:
    return text.casefold()


def finditer(pattern: re.Pattern[str], begins: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` gives, for a pattern all whose matches begin where `begins` matches.

    Args:
        pattern: What is looked for, without regard to case.
        begins: As `first_letters` gives it.
        text: Where to look.
    """
    folded = _folded(text)
    if len(folded) != len(text):  # a ligature or the like: places would not be those of the text
        yield from pattern.finditer(text)
        return
    end = 0
    for place in begins.finditer(folded):
        if place.start() >= end and (match := pattern.match(text, place.start())):
            yield match
            end = match.end()
