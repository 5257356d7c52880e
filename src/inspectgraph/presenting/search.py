"""Search by name, also by one that is spelt a little otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.exporting.things import BODIES, OWNERSHIP, Things
from inspectgraph.graph.terms import DCT, FOAF, IG, RDFS, SKOS

_NAMES = (SKOS.prefLabel, FOAF.name, RDFS.label, SKOS.altLabel, IG.abbreviation, DCT.title, IG.fileName)
_CODES = (IG.gssCode, IG.laCode, IG.ofstedUrn, SKOS.notation)
#: What can be found, what people call it, and which comes first among equals.
_KINDS: dict[NamedNode, str] = {
    IG.LocalAuthority: "authority",
    FOAF.Person: "person",
    IG.Inspection: "inspection",
    **dict.fromkeys(BODIES, "service"),
    IG.Inspectorate: "inspectorate",
    IG.GovernmentBody: "government body",
    IG.Region: "region",
    IG.Document: "document",
    SKOS.Concept: "concept",
}
#: The score of a name that is spelt the same.
SAME = 100.0
_ALIKE = 72.0
_BETWEEN_KINDS = {kind: place for place, kind in enumerate(dict.fromkeys(_KINDS.values()))}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    Attributes:
        node: The thing.
        name: What it is called.
        kind: What it is, in a word or two.
        of: The authority that it belongs to; empty when to none or to several.
        matched: The name that matched, when it is another one.
        score: From 0 to 100.
    """

    node: NamedNode
    name: str
    kind: str
    of: str
    matched: str
    score: float


class Search:
    """The names of a dataset. Reading them takes a moment; searching some milliseconds.

    Attributes:
        entries: Thing, name, kind, whose it is, and each form of the name.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._keys: list[str] = []
        self.entries: list[tuple[NamedNode, str, str, str, str]] = []
        for entry in _entries(dataset):
            if key := _key(entry[-1]):
                self._keys.append(key)
                self.entries.append(entry)

    def find(self, words: str, limit: int = 20, kind: str = "") -> list[Hit]:
        """What bears a name like the words, the likest first.

        Args:
            words: A name or a part of one, or a code.
            limit: How many at most.
            kind: Only of this kind; of any when empty.
        """
        from rapidfuzz import fuzz, process

        wanted = _key(words[:200])
        if not wanted:
            return []
        found = process.extract(wanted, self._keys, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=40 * limit)
        best: dict[NamedNode, Hit] = {}
        for key, score, place in found:
            node, name, what, of, also = self.entries[place]
            if kind and what != kind:
                continue
            hit = Hit(node, name, what, of, also if _key(also) != _key(name) else "", _score(wanted, key, score))
            if node not in best or best[node].score < hit.score:
                best[node] = hit
        return sorted(best.values(), key=_order)[:limit]


def kinds() -> tuple[str, ...]:
    """The kinds of things that can be found."""
    return tuple(_BETWEEN_KINDS)


def _entries(dataset: Dataset) -> Iterator[tuple[NamedNode, str, str, str, str]]:
    """Thing, name, kind, whose it is, and each form of the name."""
    things = Things(dataset)
    for each, kind in _KINDS.items():
        for node in things.of(each):
            name = things.name(node)
            forms = {
                quad.object.value
                for naming in (*_NAMES, *_CODES)
                for quad in dataset.quads(node, naming)
                if isinstance(quad.object, Literal)
            }
            owners = things.nodes(node, *OWNERSHIP)
            of = things.name(owners[0]) if len(owners) == 1 else ""
            for also in sorted({name, *forms}):
                yield node, name, kind, of, also


def _score(wanted: str, key: str, score: float) -> float:
    """What is spelt the same comes first, then what begins with the words, then what holds them."""
    if key == wanted:
        return SAME
    if key.startswith(wanted):
        return 98.0 - min(len(key) - len(wanted), 40) / 40
    if f" {wanted}" in f" {key}":
        return 96.0 - min(len(key) - len(wanted), 40) / 40
    # A partial likeness of a long name with a short one says little.
    return score * 0.93 * (0.8 + 0.2 * min(len(key), len(wanted)) / max(len(key), len(wanted)))


def _order(hit: Hit) -> tuple[float, int, str, str]:
    return (-round(hit.score, 1), _BETWEEN_KINDS[hit.kind], hit.name, hit.node.value)


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and ").replace("'", "").replace("’", ""))
    return re.sub(r"[^a-z0-9]+", " ", "".join(each for each in plain if not unicodedata.combining(each))).strip()
