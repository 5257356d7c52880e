"""Names in lower case with small words inside: "ready for work programme", "not in training (NIT) panel"."""

from __future__ import annotations

import re

from inspectgraph.extracting import body_names as names
from inspectgraph.extracting.body_tokens import HEAD_WORDS, Token

#: Small words that a name may have inside.
_INSIDE = frozenset({"in", "for", "to", "around", "against", "into", "beyond", "with"})
#: Words that an abbreviation leaves out.
_UNSPELLED = frozenset("a an the of in on at for to and or & , with around from by".split())
#: Heads of which a single one never stands without an article, so that the article before belongs to them.
_COUNTED = frozenset({"team", "programme", "project", "scheme", "initiative", "group", "panel", "service"})
#: Nouns that a phrase of their own begins with ("the move to panel").
_OWN_PHRASE = frozenset(
    "access range number need lack use support help move referral referrals chair plan plans role rise increase way"
    " decision impact focus work change changes link links approach contribution opportunity funding".split()
)
#: Heads of groups, before which a word in -ing is no verb when no article stands between.
_GROUPS = frozenset("group sub-group subgroup panel board forum consortium committee team".split())
_WORDS_BEFORE = 4
_LONGEST = 10


def spelled(tokens: list[Token], end: int, abbreviation: str) -> int | None:
    """Where the words begin whose initials an abbreviation gives.

    Args:
        tokens: The tokens of the sentence.
        end: Position behind the last of the words.
        abbreviation: Three letters or more; its small letters do not count.

    Returns:
        Position of the first of the words, or `None` when the words before do not fit.
    """
    letters = [letter.lower() for letter in abbreviation if letter.isupper()]
    if len(letters) < 3:
        return None
    for position in range(end - 1, max(end - _LONGEST, 0) - 1, -1):
        for word in reversed(re.split(r"[\s-]+", tokens[position].lower)):
            if letters and word[:1] == letters[-1]:
                letters.pop()
            elif word not in _UNSPELLED or not letters:
                return None
        if not letters:
            return position
    return None


def compound(tokens: list[Token], start: int, head: int) -> int | None:
    """Where a name begins that goes on before a small word ("the preparation for adulthood team").

    A single "team" asks for an article. Where none stands between it and the preposition, the article before
    the preposition is its own, and all between belongs to the name.

    Args:
        tokens: The tokens of the sentence.
        start: Where the words begin that stand right before the head noun.
        head: Where the head noun stands.

    Returns:
        Position of the first word of the name, or `None` when there is no such name.
    """
    if tokens[start - 1].lower in names.PEOPLE:
        start -= 1
    small = start - 1
    if (
        small < 2
        or start == head
        or tokens[small].lower not in _INSIDE
        or tokens[head].lower not in _COUNTED
        or not all(token.text.islower() for token in tokens[start : head + 1])
        or not _ends_there(tokens, head)
        or tokens[small].lower == "to"
        and head - start != 1
        or tokens[small].lower == "with"
        and tokens[start].lower not in names.PEOPLE
    ):
        return None
    for position in range(small - 1, max(small - _WORDS_BEFORE - 2, -1), -1):
        token = tokens[position]
        if token.lower in names.ARTICLES or token.lower.endswith("'s"):
            return position + 1 if position + 1 < small else None
        if not _plain(token) or position == small - 1 and token.lower in _OWN_PHRASE:
            return None
    return None


def gerund_of_head(tokens: list[Token], position: int, head: int) -> bool:
    """Whether a word in -ing belongs to the head, as no article stands between it and a noun that needs one.

    Args:
        tokens: The tokens of the sentence.
        position: Where the word stands.
        head: Where the head noun stands.
    """
    if not 0 < position == head - 1 or tokens[head].lower not in _GROUPS or not tokens[position].lower.endswith("ing"):
        return False
    before = tokens[position - 1].lower
    return before not in names.STOPS and before not in ("and", ",")


def _plain(token: Token) -> bool:
    word = token.lower
    if not token.text.islower() or not word.replace("-", "").isalpha() or word in HEAD_WORDS:
        return False
    return (word not in names.STOPS or word in names.PEOPLE) and not word.endswith(("ed", "ly"))


def _ends_there(tokens: list[Token], head: int) -> bool:
    """Whether the head noun does not qualify the next word."""
    following = tokens[head + 1].lower if head + 1 < len(tokens) else "."
    return not following[0].isalnum() or following in names.STOPS or following == "and" or following.endswith("ed")
