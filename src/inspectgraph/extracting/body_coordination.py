"""Modifiers joined by "and" or commas: what belongs to one name, and what shares only the head noun."""

from __future__ import annotations

import re

from inspectgraph.extracting import body_names as names
from inspectgraph.extracting.body_tokens import HEAD_WORDS, Token, starts_sentence

_LIGHT = names.LIGHT | names.DESCRIPTIVE
#: Words whose possessive may be the first half of a name ("safeguarding adults' and children's boards").
_POSSESSORS = names.FUNCTIONS | names.JOINABLE
_AND = frozenset({"and", "&"})
#: Abbreviations that name a body without a head noun.
_BODIES = frozenset({"mash", "camhs", "yot", "yos", "marac", "mace", "lscb"})
#: Nouns that stand for a body or a system of their own before "and": what follows them begins a new name.
_OTHERS = frozenset(
    "police health education school court council authority partnership probation hospital cafcass ofsted voluntary nhs"
    " ambulance housing judiciary parent child mother father person family community agency national".split()
)
#: Endings of adjectives: a describing word joins no other ("a strong and stable team").
_ADJECTIVE = re.compile(r"(?:ful|ive|able|ible|ous|ent|ant|ed|less|ary|ly|ing|al|ic)$")


def joins(text: str, tokens: list[Token], position: int, head: int) -> bool:
    """Whether "and", "&" or a comma joins two modifiers of a head noun.

    Args:
        text: The whole text.
        tokens: The tokens of the sentence.
        position: Where the conjunction or comma stands.
        head: Where the head noun stands.
    """
    token = tokens[position]
    if position < 1 or token.lower not in ("and", "&", ",") or position + 1 >= head:
        return False
    if token.text == "," and not any(each.lower in _AND for each in tokens[position:head]):
        return False
    before, after = tokens[position - 1], tokens[position + 1]
    if before.text == ")":
        return False
    if before.text == "'":
        return after.text == "'" or position > 1 and tokens[position - 2].lower in _POSSESSORS
    if before.lower in HEAD_WORDS or before.lower in names.STOPS and not follows_article(tokens, position - 1, head):
        return False
    if before.lower in names.FUNCTIONS or before.lower in names.JOINABLE or " " in before.text:
        return before.lower != "local authority"
    if before.text[0].isupper():
        return _are_capitals(before, after) and not starts_sentence(tokens, position - 1)
    return _pairs(text, tokens, position, head)


def _are_capitals(before: Token, after: Token) -> bool:
    """Whether two words in capitals belong to one name; an abbreviation is a name by itself ("the CAF and Family Board")."""
    return after.text[0].isupper() and (not before.text.isupper() or len(before.text) < 3 or after.text.isupper())


def _pairs(text: str, tokens: list[Token], position: int, head: int) -> bool:
    """Whether an unknown noun after an article is the first half of a name ("the voice and choice team")."""
    noun = tokens[position - 1]
    if (
        not noun.text.isalpha()
        or noun.lower in _OTHERS
        or {noun.lower, tokens[position + 1].lower} & names.DESCRIPTIVE
        or noun.lower in names.WEAK
        or _ADJECTIVE.search(noun.lower)
        and not noun.lower.endswith("ing")
        or position < 2
    ):
        return False
    first = position - 2
    while first > 0 and (tokens[first].lower in _LIGHT or first == position - 2 and _plain(tokens[first])):
        if tokens[first].lower in names.ARTICLES:
            break
        first -= 1
    if tokens[first].lower not in names.ARTICLES or tokens[head].lower.endswith("s"):
        return False
    return f"the {text[tokens[position + 1].start : tokens[head].end]}" not in text


def _plain(token: Token) -> bool:
    return token.text.islower() and (token.lower not in names.STOPS or token.lower in names.ARTICLES)


def follows_article(tokens: list[Token], position: int, head: int) -> bool:
    """Whether an article shows that a word is no verb and ends no phrase ("the supporting changes team").

    Args:
        tokens: The tokens of the sentence.
        position: Where the word stands.
        head: Where the head noun stands.
    """
    if position == 0 or position >= head:
        return False
    word, before, following = tokens[position].lower, tokens[position - 1].lower, tokens[position + 1].lower
    if position > 1 and names.describes(before) and tokens[position - 2].lower in names.ARTICLES:
        before = tokens[position - 2].lower
    if word in names.NOUNS_OR_VERBS and _told_by_article(tokens, position):
        return True
    if word in names.NOUNS_OR_VERBS:
        earlier = tokens[position - 2].lower if position > 1 else ""
        return before in names.ARTICLES or earlier in names.ARTICLES and before not in HEAD_WORDS
    if word in names.PEOPLE and position + 1 == head and _told_by_article(tokens, position):
        return True
    if before not in names.ARTICLES:
        gerund = before.endswith("ing") and position > 1 and tokens[position - 2].lower in names.ARTICLES
        return gerund and word.endswith("s") and word not in names.STOPS
    if word.endswith("ing"):
        return following in _AND or following.endswith("s") and following not in names.STOPS and position + 1 < head
    return word in names.PEOPLE or word.endswith("s") and word not in names.STOPS


def _told_by_article(tokens: list[Token], position: int) -> bool:
    """Whether one or two plain words stand between an article and a word ("the serious case review group")."""
    for first in (position - 2, position - 3):
        if first >= 0 and tokens[first].lower in names.ARTICLES:
            return all(
                _plain(token) and token.lower not in HEAD_WORDS and not names.describes(token.lower)
                for token in tokens[first + 1 : position]
            )
    return False


def parts(text: str, tokens: list[Token], start: int, head: int, whole_words: set[int]) -> list[tuple[int, int]]:
    """Ranges of modifiers, one for each body that a plural head noun bundles ("fostering and adoption services").

    Args:
        text: The whole text, where a part may stand alone before the same head noun.
        tokens: The tokens of the sentence.
        start: Where the modifiers begin.
        head: Where the head noun stands.
        whole_words: Positions within quotation marks, where nothing is parted.
    """
    whole = [(start, head)]
    noun = tokens[head].lower
    if not noun.endswith("s") or noun.endswith("'s"):
        return _after_abbreviation(tokens, start, head) or _two_services(tokens, start, head) or whole
    groups: list[tuple[int, int]] = []
    first = start
    for position in range(start, head):
        if tokens[position].lower in ("and", "&", ",") and position not in whole_words:
            if position > first:
                groups.append((first, position))
            first = position + 1
    groups.append((first, head))
    if len(groups) == 1:
        return whole
    groups = _rejoined(tokens, groups)
    alone = [_stands_alone(text, tokens, group, noun) for group in groups]
    return groups if all(alone) or _one_process(tokens, groups, alone) else whole


def _after_abbreviation(tokens: list[Token], start: int, head: int) -> list[tuple[int, int]] | None:
    """Two parts, of which the first is the abbreviation of a body ("a combined MASH and emergency duty team")."""
    first = next((position for position in range(start, head) if tokens[position].lower in _AND), head)
    words = " ".join(token.lower for token in tokens[first + 1 : head])
    if first == start + 1 and tokens[start].lower in _BODIES and names.STANDS_ALONE.fullmatch(words):
        return [(start, first), (first + 1, head)]
    return None


def _two_services(tokens: list[Token], start: int, head: int) -> list[tuple[int, int]] | None:
    """Two parts, where a single "service" stands for two that every authority has ("the fostering and adoption service")."""
    words = [token.lower for token in tokens[start:head]]
    if tokens[head].lower != "service" or len(words) != 3 or {words[0], words[2]} != {"fostering", "adoption"}:
        return None
    return [(start, start + 1), (start + 2, head)]


def _rejoined(tokens: list[Token], groups: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same ranges, two neighbours made one where only both together name a body ("speech and language therapy")."""
    joined: list[tuple[int, int]] = []
    for group in groups:
        if joined and tokens[group[0] - 1].lower in _AND:
            words = " ".join(token.lower for token in tokens[joined[-1][0] : group[1]])
            if names.STANDS_ALONE.fullmatch(words):
                joined[-1] = (joined[-1][0], group[1])
                continue
        joined.append(group)
    return joined


def _stands_alone(text: str, tokens: list[Token], group: tuple[int, int], noun: str) -> bool:
    inner = [token for token in tokens[group[0] : group[1]] if token.text != "'"]
    if tokens[group[0]].text == tokens[group[1] - 1].text == "'":
        return True
    while len(inner) > 1 and (
        inner[0].lower in names.LIGHT or inner[0].text[0].isupper() and inner[1].lower in names.LIGHT
    ):
        inner = inner[1:]
    words = " ".join(token.lower for token in inner)
    if names.STANDS_ALONE.fullmatch(" ".join(token.lower for token in tokens[group[0] : group[1]])):
        return True
    if all(token.text[0].isupper() for token in inner) and any(token.lower not in names.ORDINARY for token in inner):
        return True
    return bool(names.STANDS_ALONE.fullmatch(words))


def _one_process(tokens: list[Token], groups: list[tuple[int, int]], alone: list[bool]) -> bool:
    """Whether all parts but the process of one of them stand alone ("safeguarding and children in care teams")."""
    if alone.count(False) != 1:
        return False
    first, last = groups[alone.index(False)]
    words = " ".join(token.lower for token in tokens[first:last])
    return words in names.PROCESSES
