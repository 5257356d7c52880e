"""From the words of a person to the things of a dataset."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import cast

from pyoxigraph import Literal, NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.names import SCHEMES, expand
from inspectgraph.errors import QueryError
from inspectgraph.graph.terms import VOCABULARY_BASE, slug_of
from inspectgraph.reference import resolve

#: What names the things of each kind: patterns for `?thing` and `?name`.
_PATTERNS = {
    "authority": "?thing a ig:LocalAuthority ; skos:prefLabel|skos:altLabel|ig:gssCode|ig:laCode ?name",
    "person": "?thing a foaf:Person ; foaf:name|skos:altLabel ?name",
    "body": "VALUES ?class { ig:Unit ig:Board ig:Programme ig:PartnerOrganisation ig:Inspectorate ig:GovernmentBody } "
    "?thing a ?class ; skos:prefLabel|skos:altLabel|ig:abbreviation ?name",
    "region": "?thing a ig:Region ; skos:prefLabel ?name",
    "inspection": "?thing a ig:Inspection ; rdfs:label ?name",
    "document": "GRAPH ?graph { ?thing a ig:Document ; ig:fileName|dct:title ?name }",
}
_CONCEPT = "?thing skos:inScheme <{scheme}> ; skos:prefLabel|skos:altLabel|skos:notation ?name"
_ALIKE = 70


class Lookup:
    """Finds things by what people call them. Each kind of thing is read from the dataset once, when it is asked for."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._known: dict[str, dict[str, dict[NamedNode, str]]] = {}

    def find(self, words: str, kind: str) -> tuple[NamedNode, ...]:
        """The things that the words name.

        Args:
            words: A name in any of its forms, or an IRI in full or short form.
            kind: `authority`, `person`, `body`, `region`, `inspection`, `document`, a concept scheme (`role`), or
                `node` for anything.

        Returns:
            Usually one; several when they share the name; none when nothing has it.
        """
        for iri in expand(words, self._dataset.base):
            if (node := _node(iri)) and self._is_known(node):
                return (node,)
        found: dict[NamedNode, None] = {}
        for each in self._kinds(kind):
            found.update(dict.fromkeys(self._named(words, each)))
        return tuple(found)

    def one_or_more(self, words: str, kind: str) -> tuple[NamedNode, ...]:
        """As `find`, but at least one.

        Raises:
            QueryError: Nothing has that name; the hint gives the nearest ones.
        """
        if found := self.find(words, kind):
            return found
        nearest = self.nearest(words, kind)
        what = "Nothing" if kind == "node" else f"No {kind.replace('-', ' ')}"
        hint = f"Did you mean {_alternatives(nearest)}?" if nearest else ""
        raise QueryError(f'{what} is called "{words}" in this dataset.', hint)

    def nearest(self, words: str, kind: str, limit: int = 4) -> list[str]:
        """Names like the words, the likest first."""
        from rapidfuzz import fuzz, process

        names = {
            key: name
            for each in self._kinds(kind)
            for key, things in self._index(each).items()
            for name in things.values()
        }
        near = process.extract(_key(words), list(names), scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=3 * limit)
        return list(dict.fromkeys(names[key] for key, _, _ in near))[:limit]

    def _kinds(self, kind: str) -> tuple[str, ...]:
        return tuple(_PATTERNS) if kind == "node" else (kind,)

    def _named(self, words: str, kind: str) -> Iterable[NamedNode]:
        index = self._index(kind)
        if exact := index.get(_key(words)):
            return exact
        if kind == "authority":
            return self._authorities(words)
        return ()

    def _authorities(self, words: str) -> Iterable[NamedNode]:
        """Those that the reference tables know by the words, else the only one whose name begins with them."""
        slugs = [NamedNode(f"{self._dataset.base}id/authority/{slug}") for slug in resolve(words)]
        if known := [node for node in slugs if self._is_known(node)]:
            return known
        begun = {
            node
            for key, things in self._index("authority").items()
            if key.startswith(_key(words) + " ")
            for node in things
        }
        return begun if len(begun) == 1 and _key(words) else ()

    def _is_known(self, node: NamedNode) -> bool:
        return next(self._dataset.quads(node), None) is not None

    def _index(self, kind: str) -> dict[str, dict[NamedNode, str]]:
        index = self._known.get(kind)
        if index is None:
            index = self._known[kind] = {}
            for thing, name in self._names(kind):
                index.setdefault(_key(name), {}).setdefault(thing, name)
        return index

    def _names(self, kind: str) -> list[tuple[NamedNode, str]]:
        pattern = _CONCEPT.format(scheme=VOCABULARY_BASE + kind) if kind in SCHEMES else _PATTERNS[kind]
        rows = self._dataset.select(f"SELECT DISTINCT ?thing ?name WHERE {{ {pattern} }} ORDER BY ?thing ?name")
        names = [(cast(NamedNode, row["thing"]), cast(Literal, row["name"]).value) for row in rows]
        things = dict.fromkeys(thing for thing, _ in names)
        if kind == "document":
            names += [(thing, name.rpartition(".")[0]) for thing, name in names if "." in name]
        if kind in ("document", "authority", "person") or kind in SCHEMES:
            names += [(thing, slug_of(thing)) for thing in things]
        return names


def _node(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and ").replace("'", "").replace("’", ""))
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def _alternatives(names: list[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
