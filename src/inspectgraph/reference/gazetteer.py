"""Authorities named in a text: their names, other names in use, and the forms around them."""

from __future__ import annotations

import re
from functools import cache

from inspectgraph.reference.scanning import finditer, first_letters
from inspectgraph.reference.tables import Reference, load

# Bare, these are names only with a capital, and not where a sentence would give them one anyway.
_ORDINARY_WORDS = frozenset({"reading", "bury", "slough", "hull", "stoke", "halton", "derby", "newcastle"})

# Places and bodies that hold the name of an authority and are none.
_ELSEWHERE = (
    "Bradford-on-Avon", "Bury St Edmunds", "Greater Essex", "Greater Manchester", "Kent Community Health", "New York",
    "Newcastle-under-Lyme", "Stoke Mandeville", "Stoke Newington", "Sutton Coldfield", "Sutton-in-Ashfield",
)  # fmt: skip

_BEFORE = r"(?:(?:(?:London|Royal|Metropolitan|County)\s+)?Borough\s+of|City\s+(?:and\s+County\s+)?of|County\s+of)\s+"
_FIRST_OF_FORMS = ("London", "Royal", "Metropolitan", "County", "Borough", "City")
_COUNCIL = r"(?:County|City|Borough|District|Metropolitan\s+(?:Borough|District)|London\s+Borough)?\s*\bCouncil"
_BARE_FORM = r"(?-i:City|Borough|County)(?!\s+(?:centre|region|lines|cricket|football|hall))"
_AFTER = rf"\s+(?:{_COUNCIL}|metropolitan\s+(?:borough|district)|local\s+authority|{_BARE_FORM})\b"

# "pan-Essex" and "Essex-wide" name Essex; other compounds and web addresses do not.
_EDGE_BEFORE = r"(?:(?<![\w@/.-])|(?<=\bpan-))"
_EDGE_AFTER = r"(?![\w@]|\.[a-z]|-(?!(?:wide|based|led)\b)\w)"

# A surname, and an address: inspectorates print that of their own office.
_PERSON = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Cllr|Councillor|Professor)\.?\s+(?:[A-Z][\w'-]+\s+)?$")
_PART_OF_NAME = re.compile(r"\b(?:University\s+of|Bishop\s+of|Duke\s+of|Earl\s+of)\s+$", re.IGNORECASE)
_ADDRESS = re.compile(
    r",?\s+(?:[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b|(?:Street|Road|Avenue|Lane|Square|Terrace|University)\b)"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n•])[\s\"'(]*$")
_LOWER_CASE_WORD = re.compile(r"\s+[a-z]")


def find_authorities(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Every mention of an authority in a text.

    A form around the name belongs to the mention ("Essex County Council", "London Borough of Sutton"), an article
    does not. Names within other places' names, surnames after a title and addresses are no mentions.

    Args:
        text: Any text.

    Returns:
        For each mention, in order, its start, its end and the slugs of all authorities that bear the name: more
        than one where a former authority and its successor share it.

    >>> find_authorities("Southend-on-Sea, Essex")
    [(0, 15, ('southend-on-sea',)), (17, 22, ('essex',))]
    """
    pattern, bearers = _gazetteer()
    mentions = []
    for match in finditer(pattern, _first_words(), text):
        slugs = bearers[_key(match["name"])]
        if slugs and _is_mention(text, match):
            mentions.append((match.start(), match.end(), slugs))
    return mentions


def resolve(name: str, on: str | None = None) -> tuple[str, ...]:
    """The authorities that a name may mean.

    Args:
        name: A name with or without a form around it, and nothing else.
        on: A partial ISO date on which it was used; `None` when unknown.

    Returns:
        Slugs: of the bearers of that name those that existed on the date, or all when none did (a text may
        speak of one that is gone); empty for a name that is not known.

    >>> resolve("Dorset", "2018-05"), resolve("Dorset", "2021-11-19")
    (('dorset-to-2019',), ('dorset',))
    """
    stripped = name.strip()
    stripped = stripped[4:].lstrip() if stripped[:4].lower() == "the " else stripped
    pattern, bearers = _gazetteer()
    match = pattern.fullmatch(stripped)
    slugs = bearers[_key(match["name"])] if match else ()
    authorities = load().authorities
    then = tuple(slug for slug in slugs if on is None or authorities[slug].in_being(on))
    return then or slugs


def _is_mention(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    before = text[max(0, start - 24) : start]
    if _PERSON.search(before) or _PART_OF_NAME.search(before):
        return False
    if match["before"] or match["after"]:
        return True
    if _ADDRESS.match(text, end):
        return False
    opens_sentence = match[0].lower() in _ORDINARY_WORDS and _SENTENCE_START.search(before)
    return not (opens_sentence and _LOWER_CASE_WORD.match(text, end))


def _key(name: str) -> str:
    return re.sub(r"[\s,.-]+", " ", name.lower().replace("&", "and")).strip()


@cache
def _gazetteer() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """The pattern of all names, and by each name's key the slugs of those that bear it."""
    bearers: dict[str, tuple[str, ...]] = {_key(name): () for name in _ELSEWHERE}
    names = set(_ELSEWHERE)
    for slug, name in _names(load()):
        names.add(name)
        bearers[_key(name)] = tuple(dict.fromkeys((*bearers.get(_key(name), ()), slug)))
    # One branch for each first letter: at most places of a text a single look rules out all names.
    branches: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        branches.setdefault(name[0].upper(), []).append(_name_pattern(name))
    alternation = "|".join(rf"(?={letter})(?:{'|'.join(patterns)})" for letter, patterns in sorted(branches.items()))
    pattern = rf"{_EDGE_BEFORE}(?P<before>{_BEFORE})?(?P<name>{alternation}){_EDGE_AFTER}(?P<after>{_AFTER})?"
    return re.compile(pattern, re.IGNORECASE), bearers


@cache
def _first_words() -> re.Pattern[str]:
    """Where a name or a form before it may begin."""
    names = (re.split(r"[\s,.-]", name)[0] for name in (*_ELSEWHERE, *(name for _, name in _names(load()))))
    return first_letters((*names, *_FIRST_OF_FORMS))


def _names(reference: Reference) -> list[tuple[str, str]]:
    return [
        (authority.slug, name)
        for authority in reference.authorities.values()
        for name in dict.fromkeys((authority.name, *authority.aliases))
    ]


def _name_pattern(name: str) -> str:
    if name.isupper() and len(name.split()) == 1:
        return rf"(?-i:{re.escape(name)})"
    if name.lower() in _ORDINARY_WORDS:
        return rf"(?-i:{name}|{name.upper()})"
    return r"[\s-]+".join(_word_pattern(word) for word in re.split(r"[\s-]", name))


def _word_pattern(word: str) -> str:
    if word in ("and", "&"):
        return "(?:and|&)"
    return re.escape(word).replace(r"\.", r"\.?").replace(",", ",?")
