"""Names of people in comparable form, and how two names may be of one person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from inspectgraph.resolving.given_names import is_short_form

Name = tuple[str, ...]
#: Letters of a surname in which one may be a typing error.
SHORTEST_MISTYPED = 6


@lru_cache(maxsize=16384)
def words_of(name: str) -> Name:
    """The words of a name without case, accents, apostrophes and stops; a hyphen parts words.

    >>> words_of("Zoë McKenzie-O'Neill")
    ('zoe', 'mckenzie', 'oneill')
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return tuple(re.findall(r"[a-z]+", re.sub(r"['’]", "", plain)))


def full(name: Name) -> bool:
    """Whether a name is more than a surname."""
    return len(name) > 1


def rare(name: Name) -> bool:
    """Whether a name has so many words that two people hardly share it."""
    return len([word for word in name if len(word) > 1]) > 2


def abbreviates(short: Name, long: Name) -> bool:
    """Whether one name is the other with initials for first names, or without its middle names.

    >>> abbreviates(("j", "smith"), ("john", "smith")), abbreviates(("john", "smith"), ("john", "a", "smith"))
    (True, True)
    """
    if not (full(short) and full(long)) or short == long or short[-1] != long[-1] or len(short) > len(long):
        return False
    first, rest = short[:-1], list(long[:-1])
    if not _initial_or_same(first[0], rest[0]):
        return False
    position = 0
    for word in first:
        while position < len(rest) and not _initial_or_same(word, rest[position]):
            position += 1
        if position == len(rest):
            return False
        position += 1
    return True


def _initial_or_same(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word)) or (len(other) == 1 and word.startswith(other))


def mistyped(one: Name, other: Name) -> bool:
    """Whether two names differ by one typing error in a long surname, or by a letter too many inside a long given name.

    >>> mistyped(("pat", "harrington"), ("pat", "harringtn")), mistyped(("pat", "hill"), ("pat", "hall"))
    (True, False)
    >>> mistyped(("louse", "hocking"), ("louise", "hocking")), mistyped(("joan", "hocking"), ("joanna", "hocking"))
    (True, False)
    """
    if len(one) != len(other) or not full(one) or len(one[0]) == 1:
        return False
    if one[:-1] == other[:-1]:
        longest = max(len(one[-1]), len(other[-1]))
        return longest >= SHORTEST_MISTYPED and OSA.distance(one[-1], other[-1], score_cutoff=1) == 1
    return one[1:] == other[1:] and len(one[-1]) >= SHORTEST_MISTYPED and _letter_too_many(one[0], other[0])


def _letter_too_many(one: str, other: str) -> bool:
    """Whether a given name is another one with a letter more inside; "Carol" and "Carole" are two names."""
    short, long = sorted((one, other), key=len)
    if len(long) < SHORTEST_MISTYPED or len(long) != len(short) + 1 or short[0] != long[0] or short[-1] != long[-1]:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(1, len(long) - 1))


def short_form(one: Name, other: Name) -> bool:
    """Whether two names differ only by a short form of the given name.

    >>> short_form(("mike", "ferguson"), ("michael", "ferguson"))
    True
    """
    return len(one) == len(other) and full(one) and one[1:] == other[1:] and is_short_form(one[0], other[0])


def close_pairs(names: Iterable[Name]) -> Iterator[tuple[str, Name, Name]]:
    """Pairs of unequal names that may be of one person, with what sets them apart, in an order that other names leave.

    That is `typing`, `initials` (the first abbreviates the second), or `short`.
    """
    by_first: dict[Name, list[Name]] = {}
    by_surname: dict[str, list[Name]] = {}
    for name in sorted(filter(full, names)):
        by_first.setdefault(name[:-1], []).append(name)
        by_surname.setdefault(name[-1], []).append(name)
    for _, group in sorted(by_first.items()):
        for one, other in _pairs(group):
            if mistyped(one, other):
                yield "typing", one, other
    for _, group in sorted(by_surname.items()):
        for one, other in _pairs(group):
            if abbreviates(one, other):
                yield "initials", one, other
            elif abbreviates(other, one):
                yield "initials", other, one
            elif short_form(one, other):
                yield "short", one, other
            elif one[:-1] != other[:-1] and mistyped(one, other):
                yield "typing", one, other


def _pairs(group: list[Name]) -> Iterator[tuple[Name, Name]]:
    for position, one in enumerate(group):
        for other in group[position + 1 :]:
            yield one, other
