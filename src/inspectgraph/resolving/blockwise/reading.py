"""The first step: what each document says goes into the tables, and with it what the ledger knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from inspectgraph.graph.iris import Iris
from inspectgraph.graph.terms import IG
from inspectgraph.resolving.blockwise.columns import Work
from inspectgraph.resolving.blockwise.tables import Tables
from inspectgraph.resolving.bodies import read_bodies
from inspectgraph.resolving.curation import Curation, full_iri
from inspectgraph.resolving.inspection_mentions import read_inspections
from inspectgraph.resolving.ledger import PART, Entry, Ledger
from inspectgraph.resolving.mentions import DocumentIndex
from inspectgraph.resolving.person_mentions import read_people
from inspectgraph.resolving.publications import read_publications
from inspectgraph.resolving.rulings import Ruling

_DIGEST = re.compile(r"(?:-[0-9a-f]{6,16})+$")
_FILE = IG.fileName.value


def stem(iri: str) -> str:
    """An IRI without the digests at its end, which set apart what would be called the same.

    >>> stem("https://example.org/id/person/ann-smith-00c0de-123abc45")
    'https://example.org/id/person/ann-smith'
    """
    return _DIGEST.sub("", iri)


def read_ledger(former: Iterable[Entry], rulings: Sequence[Ruling], tables: Tables, iris: Iris) -> Ledger:
    """Puts the IRIs that are published into the tables; those that a curator names are handed back."""
    wanted, named = _iris(rulings, iris), []
    for entry in former:
        if not wanted.isdisjoint((entry.iri, *entry.aliases)):
            named.append(entry)
        if entry.kind == PART:
            tables.add("former_part", entry.iri, entry)
            continue
        at = stem(entry.iri)
        tables.add("former", at, entry)
        for anchor in entry.anchors:
            tables.add("former_anchor", anchor, at)
        for alias in entry.aliases:
            tables.add("former_alias", stem(alias), at)
    return Ledger.of(named)


def curation(rulings: Sequence[Ruling], documents: Mapping[str, bytes], named: Ledger, iris: Iris) -> Curation:
    """What a curator's decisions come to; of the documents it holds those that the decisions name or that have what they name.

    Args:
        rulings: The decisions.
        documents: The N-Quads of each document by its identifier.
        named: The published IRIs that the decisions name.
        iris: Of the dataset.
    """
    found: list[DocumentIndex] = []
    if rulings:
        wanted = _iris(rulings, iris)
        files = {part for key in _keys(rulings) for part in (key, key.partition(": ")[0])}
        holding = {anchor.partition(" ")[0] for entry in named.entries for anchor in entry.anchors}
        for identifier in sorted(documents):
            document = DocumentIndex(identifier, documents[identifier], iris)
            called = document.values(document.node, _FILE)
            if identifier in holding or not files.isdisjoint(called) or not wanted.isdisjoint(document.nodes):
                found.append(document)
    return Curation.of(rulings, found, named, iris.base)


def _keys(rulings: Iterable[Ruling]) -> list[str]:
    return [key for ruling in rulings for key in (ruling.a, ruling.b) if key]


def _iris(rulings: Iterable[Ruling], iris: Iris) -> set[str]:
    return {full_iri(key, iris.base) for key in _keys(rulings)}


def read_documents(documents: Mapping[str, bytes], work: Work) -> None:
    """Puts what the documents mention into the tables."""
    add, marks = work.tables.add, work.marks
    for mention in work.ruled:
        add("ruled_mention", *mention)
    for identifier in sorted(documents):
        document = DocumentIndex(identifier, documents[identifier], work.iris)
        add("document", identifier)
        for said in read_inspections(document, marks):
            add("inspection", said.authority, *said.mention, said)
            work.rule_together("inspection", said.mention, said.authority)
        for body in read_bodies(document, marks):
            add("body_mention", identifier, body.iri, body.path, body)
        for named in read_people(document, work.reference):
            add("person_mention", *named.mention, named)
        for published in read_publications(document, work.iris):
            reports = published.reports.iri if published.reports else None
            add("publication", "publication " + published.mention.iri, *published.mention, reports, published)
