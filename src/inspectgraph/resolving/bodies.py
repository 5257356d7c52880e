"""Which teams, services, boards, programmes and partners are one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from inspectgraph.graph.iris import slug as make_slug
from inspectgraph.graph.terms import IG, ORG, SKOS, slug_of
from inspectgraph.reference import Reference
from inspectgraph.resolving.mentions import DocumentIndex, Mention
from inspectgraph.resolving.organisation_names import organisation_key, serves_several
from inspectgraph.resolving.things import Decision, Doubt, Joins, Marks, Settled, Thing, anchor

RULES: dict[str, str] = {
    "bodies/same-name": "Documents give a body of one owner and class the same name.",
    "bodies/same-label": "Names of bodies of one owner and class differ only by the authority's name, number or small words, or a name of one is another name of the other.",
    "bodies/team-or-service": "What one document calls a team of an authority is another document's service of the same function.",
    "bodies/same-abbreviation": "Bodies of one owner and class bear the same abbreviation, and their names are alike.",
    "bodies/initials": "The name of one body is the initials of that of exactly one other of the same owner and class.",
    "bodies/alike": "Names of bodies of one owner and class differ by a letter or an ending.",
    "bodies/national": "Names and abbreviations of one national organisation of the reference table.",
    "bodies/serves-several": "A police force or a health body of one name is one for all authorities that it works with.",
    "bodies/abbreviation-only": "Bodies of one owner and class bear the same abbreviation, but their names differ.",
}  # fmt: skip
slug = lru_cache(maxsize=65536)(make_slug)
CLASSES = {
    IG.Unit.value: "unit",
    IG.Board.value: "board",
    IG.Programme.value: "programme",
    IG.PartnerOrganisation.value: "partner",
}
_OWNERS = tuple(each.value for each in (ORG.unitOf, IG.servesAuthority, IG.runBy, IG.partnerOf))
_PREFERRED, _OTHER, _SHORT = SKOS.prefLabel.value, SKOS.altLabel.value, IG.abbreviation.value
_ALIKE, _WORD_ALIKE, _RELATED = 92, 80, 60
_SMALL_WORDS = frozenset("the a an of for and local authority council county city borough s".split())
_JOINING = frozenset("the a an of for and".split())
_HEADS = frozenset({"team", "service"})
#: Rules that hold although one document has both names.
_SURE = frozenset({"bodies/national", "bodies/serves-several"})


@dataclass(frozen=True, slots=True)
class Body:
    """Mentions with one IRI, and what they are called.

    Attributes:
        iri: The local IRI.
        path: Of its class: `unit`, `board`, `programme` or `partner`.
        owner: Slug; empty where there is none.
        mentions: Sorted.
        names, abbreviations: As written.
        apart: The sides that set it apart in a curator's decisions from others with its IRI.
    """

    iri: str
    path: str
    owner: str
    mentions: tuple[Mention, ...]
    names: frozenset[str]
    abbreviations: frozenset[str]
    apart: tuple[tuple[int, bool], ...] = ()

    @property
    def documents(self) -> frozenset[str]:
        """Identifiers of the documents that mention it."""
        return frozenset(mention.document for mention in self.mentions)


def settle_bodies(bodies: Iterable[Body], reference: Reference, base: str, marks: Marks | None = None) -> Settled:
    """Which bodies are one.

    Bodies of two owners never are, but for organisations that work with several; nor are two that one document
    tells apart, or a curator.
    """
    national = national_names(reference)
    groups: dict[tuple[str, str], list[Body]] = {}
    for body in sorted(bodies, key=lambda body: (body.iri, body.apart)):
        groups.setdefault(kindred(body, national), []).append(body)
    settled = Settled()
    for (owner, _), members in sorted(groups.items()):
        _settle(members, _Words(owner, reference), settled, base, marks)
    return settled


def kindred(body: Body, national: Mapping[str, str]) -> tuple[str, str]:
    """Owner and path of the bodies with which one is compared; no owner for what works with several authorities.

    Args:
        body: Any.
        national: The names of national organisations.
    """
    several = body.path == "partner" and any(
        serves_several(organisation_key(name)) or slug(name) in national for name in body.names
    )
    return "" if several else body.owner, body.path


def read_bodies(document: DocumentIndex, marks: Marks | None = None) -> list[Body]:
    """The bodies of a document, by class and IRI."""
    found = []
    for each, path in CLASSES.items():
        for iri in document.types.get(each, ()):
            mention = Mention(document.identifier, iri)
            apart = tuple(sorted(side for side in marks.get(mention, ()) if side[1])) if marks else ()
            owners = {slug_of(value) for name in _OWNERS for value in document.values(iri, name)}
            labels = {value for name in (_PREFERRED, _OTHER) for value in document.values(iri, name)}
            short = frozenset(document.values(iri, _SHORT))
            found.append(Body(iri, path, min(owners, default=""), (mention,), frozenset(labels), short, apart))
    return found


def of_one_iri(bodies: Iterable[Body]) -> list[Body]:
    """Bodies of many documents, one for each IRI; mentions of one IRI are one, unless a curator set some apart.

    Args:
        bodies: By document.
    """
    found: dict[tuple[str, tuple[tuple[int, bool], ...]], list[Body]] = {}
    for body in bodies:
        found.setdefault((body.iri, body.apart), []).append(body)
    return [_as_one(same) for same in found.values()]


def _as_one(bodies: list[Body]) -> Body:
    if len(bodies) == 1:
        return bodies[0]
    return replace(
        bodies[0],
        owner=min((body.owner for body in bodies if body.owner), default=""),
        mentions=tuple(sorted({mention for body in bodies for mention in body.mentions})),
        names=frozenset[str]().union(*(body.names for body in bodies)),
        abbreviations=frozenset[str]().union(*(body.abbreviations for body in bodies)),
    )


def national_names(reference: Reference) -> dict[str, str]:
    """The slug of each national organisation by those of all its names."""
    return {
        slug(name): body.slug
        for body in reference.national.values()
        for name in (body.name, *body.abbreviations, *body.aliases)
    }


class _Words:
    """Names of the bodies of one owner in comparable form."""

    def __init__(self, owner: str, reference: Reference) -> None:
        authority = reference.authorities.get(owner)
        names = (authority.name, *authority.aliases) if authority else ()
        self._without = frozenset(word for name in names for word in slug(name).split("-"))
        self.places = _words_of_places(tuple(each.name for each in reference.authorities.values()))
        self.national = {} if owner else national_names(reference)

    def of(self, name: str) -> tuple[str, ...]:
        """The words of a name without the owner's name and small words, in the singular."""
        words = [word for word in slug(name).split("-") if word not in _SMALL_WORDS]
        without = [word for word in words if word not in self._without]
        return tuple(_singular(word) for word in without or words)


@lru_cache(maxsize=4)
def _words_of_places(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in slug(name).split("-") if len(word) > 3)


def _singular(word: str) -> str:
    if word == "children":
        return "child"
    if len(word) < 4 or word.endswith("ss"):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _short(abbreviation: str) -> str:
    return re.sub(r"[^A-Z0-9+]", "", re.sub(r"s$", "", abbreviation).upper())


def _settle(bodies: list[Body], words: _Words, settled: Settled, base: str, marks: Marks | None) -> None:
    by_key = {body.mentions[0]: body for body in bodies}
    sides = (
        {key: frozenset(side for each in body.mentions for side in marks.get(each, ())) for key, body in by_key.items()}
        if marks
        else {}
    )
    joins = Joins(by_key, sides)
    documents = {key: body.documents for key, body in by_key.items()}
    for rule, confidence, one, other in _pairs(bodies, words, bool(marks)):
        first, second = joins.find(one.mentions[0]), joins.find(other.mentions[0])
        if first == second or not joins.may_be_one(first, second):
            continue
        if rule not in _SURE and documents[first] & documents[second]:
            continue
        if rule == "bodies/abbreviation-only":
            settled.doubts.append(Doubt(rule, confidence, tuple(sorted((first, second)))))
            continue
        joins.decide(rule, confidence, first, second, (*one.mentions, *other.mentions))
        documents[joins.find(first)] = documents[first] | documents[second]
    settled.decisions += [
        Decision("bodies/same-name", 0.95, body.mentions) for body in bodies if len(body.mentions) > 1
    ]
    settled.decisions += joins.decisions()
    settled.things += [_thing([by_key[key] for key in keys], base) for keys in joins.sets().values()]


_Pair = tuple[str, float, Body, Body]


def _pairs(bodies: list[Body], words: _Words, marked: bool) -> Iterator[_Pair]:
    """Pairs that may be one, the surest rules first, each in the order of the IRIs.

    Args:
        bodies: Of one owner and class.
        words: Their names in comparable form.
        marked: Whether a curator may have set some apart. Else a sure rule joins all to the first, and needs no
            more pairs: a national body is named in the documents of all authorities.
    """
    keyed: dict[str, dict[tuple[str, ...], list[Body]]] = {
        "label": {}, "function": {}, "short": {}, "national": {}, "several": {},
    }  # fmt: skip
    for body in bodies:
        labels = sorted({words.of(name) for name in body.names})
        for label in labels:
            if len(label) > 1:
                keyed["label"].setdefault(tuple(sorted(label)), []).append(body)
            if body.path == "unit" and label[-1:] and label[-1] in _HEADS and len(label) > 1:
                keyed["function"].setdefault(label[:-1], []).append(body)
        for abbreviation in sorted({_short(each) for each in body.abbreviations}):
            if len(abbreviation) > 1:
                keyed["short"].setdefault((abbreviation,), []).append(body)
        for name in sorted(body.names | body.abbreviations):
            if (national := words.national.get(slug(name))) is not None:
                keyed["national"].setdefault((national,), []).append(body)
            if body.path == "partner" and serves_several(key := organisation_key(name)):
                keyed["several"].setdefault(key, []).append(body)
    sure = _all_pairs if marked else _pairs_with_first
    yield from sure("bodies/national", 0.98, keyed["national"])
    yield from sure("bodies/serves-several", 0.95, keyed["several"])
    yield from _all_pairs("bodies/same-label", 0.92, keyed["label"])
    yield from _all_pairs("bodies/team-or-service", 0.85, keyed["function"])
    unlike = []
    for pair in _all_pairs("bodies/same-abbreviation", 0.9, keyed["short"]):
        if _likeness(pair[2], pair[3], words) >= _RELATED:
            yield pair
        else:
            unlike.append(("bodies/abbreviation-only", 0.5, pair[2], pair[3]))
    yield from _initials(bodies, words)
    yield from _alike(bodies, words)
    yield from unlike


def _all_pairs(rule: str, confidence: float, keyed: dict[tuple[str, ...], list[Body]]) -> Iterator[_Pair]:
    for key in sorted(keyed):
        first, *others = sorted(set(keyed[key]), key=lambda body: body.iri)
        for position, other in enumerate(others):
            for one in (first, *others[:position]):
                yield rule, confidence, one, other


def _pairs_with_first(rule: str, confidence: float, keyed: dict[tuple[str, ...], list[Body]]) -> Iterator[_Pair]:
    for key in sorted(keyed):
        first, *others = sorted(set(keyed[key]), key=lambda body: body.iri)
        for other in others:
            yield rule, confidence, first, other


def _initials(bodies: list[Body], words: _Words) -> Iterator[_Pair]:
    """Bodies that go by initials alone (MASH), each with those of the only name that they abbreviate."""
    spelt_out: dict[str, dict[tuple[str, ...], list[Body]]] = {}
    for body in bodies:
        for name in sorted(body.names):
            if initials := _initials_of(name):
                spelt_out.setdefault(initials, {}).setdefault(tuple(sorted(words.of(name))), []).append(body)
    for body in bodies:
        for name in sorted(name for name in body.names if name.isupper() and len(name) > 2):
            fits = spelt_out.get(_short(name), {})
            if len(fits) == 1:
                for other in next(iter(fits.values())):
                    if other is not body:
                        yield "bodies/initials", 0.85, body, other


def _initials_of(name: str) -> str:
    """The initials of a name of three words or more, without small words.

    >>> _initials_of("multi-agency safeguarding hub"), _initials_of("adoption team")
    ('MASH', '')
    """
    words = [word for word in slug(name).split("-") if word not in _JOINING]
    return _short("".join(word[0] for word in words)) if len(words) > 2 else ""


def _likeness(one: Body, other: Body, words: _Words) -> float:
    return max(
        fuzz.token_sort_ratio(" ".join(words.of(first)), " ".join(words.of(second)))
        for first in one.names
        for second in other.names
    )


def _alike(bodies: list[Body], words: _Words) -> Iterator[_Pair]:
    """Bodies whose names differ by a letter or an ending of one word; of the others some say more than what it is."""
    names = [sorted({words.of(name) for name in body.names}) for body in bodies]
    telling = [frozenset(word for name in each for word in name) - _HEADS for each in names]
    # What is left of a name without one word leads to the names that differ from it by that word.
    sharing: dict[tuple[str, ...], dict[str, set[tuple[int, tuple[str, ...]]]]] = {}
    for position, known in enumerate(names):
        for name in known:
            ordered = sorted(name) if len(name) > 1 else []
            for at, word in enumerate(ordered):
                rest = (*ordered[:at], *ordered[at + 1 :])
                sharing.setdefault(rest, {}).setdefault(word, set()).add((position, name))
    pairs = {
        (min(one, other), max(one, other))
        for by_word in sharing.values()
        for left, right in _close_words(sorted(by_word))
        for one, first in by_word[left]
        for other, second in by_word[right]
        if one != other and telling[one] & telling[other] and _nearly_equal(first, second, left, right, words.places)
    }
    for one, other in sorted(pairs):
        yield "bodies/alike", 0.85, bodies[one], bodies[other]


def _close_words(words: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of words that hardly differ."""
    for at, word in enumerate(words):
        for other, _, _ in process.extract(
            word, words[at + 1 :], scorer=fuzz.ratio, score_cutoff=_WORD_ALIKE, limit=None
        ):
            yield word, other


def _nearly_equal(one: tuple[str, ...], other: tuple[str, ...], left: str, right: str, places: frozenset[str]) -> bool:
    """Whether two names are alike that differ by one word only, `left` of one and `right` of the other."""
    if abs(len(left) - len(right)) > 3 or not left.isalpha() or not right.isalpha() or {left, right} <= places:
        return False
    return fuzz.token_sort_ratio(" ".join(one), " ".join(other), score_cutoff=_ALIKE) >= _ALIKE


def _thing(bodies: list[Body], base: str) -> Thing:
    """The IRI is that of most documents, then the shortest; an authority's LSCB is always called so.

    What works with several authorities does not lie under one of them.
    """
    mentions = tuple(sorted(mention for body in bodies for mention in body.mentions))
    natural = min(bodies, key=lambda body: (slug_of(body.iri) != "lscb", -len(body.mentions), len(body.iri), body.iri))
    anchors = tuple(sorted(anchor(mention, base) for mention in mentions))
    iri = natural.iri
    if natural.path == "partner" and len({body.owner for body in bodies}) > 1:
        iri = f"{base}id/partner/{slug_of(iri)}"
    return Thing("body", mentions, anchors, iri, (-len(mentions),))
