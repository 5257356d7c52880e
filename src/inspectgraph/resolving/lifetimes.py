"""Since when each statement of a document is in the dataset, and of those that are gone which build had them last.

A statement is a fact that has words to bear it out. It goes by its IRI, which follows from what it says; a judgement by
its grade too, which its IRI does not tell. The ledger keeps a digest of each, `graph/history` tells what can't be
seen from the document alone: the statements that came after it, and how many are gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b

from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph.graph.iris import Iris
from inspectgraph.graph.terms import IG, PROV, TYPE, XSD, text
from inspectgraph.resolving.ledger import DIGITS, Lifetime, Record

_EVIDENCE, _GRADE = (f" {predicate} ".encode() for predicate in (IG.evidence, IG.grade))


def statements(graph: bytes) -> dict[str, str]:
    """The digest of each statement of a document's graph, with the IRI of the fact.

    Args:
        graph: N-Quads.
    """
    grades = {subject: rest[: rest.index(b" ")] for subject, rest in _pairs(graph, _GRADE)}
    facts = {subject for subject, _ in _pairs(graph, _EVIDENCE)}
    return {digest(fact, grades.get(fact, b"")): fact[1:-1].decode() for fact in facts}


def digest(fact: bytes, grade: bytes = b"") -> str:
    """What stands for a statement among those of its document.

    Args:
        fact: Its IRI as N-Quads write it.
        grade: Of a judgement, likewise.
    """
    return blake2b(fact + grade, digest_size=DIGITS // 2).hexdigest()


def _pairs(graph: bytes, predicate: bytes) -> Iterable[tuple[bytes, bytes]]:
    """Subject and rest of each line with a predicate; not of one in whose words it stands."""
    parts = graph.split(predicate)
    subjects = (part[part.rfind(b"\n") + 1 :] for part in parts)
    return ((subject, rest) for subject, rest in zip(subjects, parts[1:], strict=False) if b" " not in subject)


def trace(
    former: Iterable[Lifetime],
    known: Iterable[Record],
    documents: Iterable[Record],
    graphs: Mapping[str, bytes],
    build: str,
) -> tuple[Lifetime, ...]:
    """The lifetimes after a build, sorted.

    Args:
        former: Those of the ledger.
        known: The documents of the ledger.
        documents: Those that it will have.
        graphs: By identifier the graph of each document that is in the dataset.
        build: Id of this build.
    """
    lives: dict[str, dict[str, tuple[str, str]]] = {}
    for lifetime in former:
        lives.setdefault(lifetime.document, {}).update(
            dict.fromkeys(lifetime.statements, (lifetime.first, lifetime.last))
        )
    last = {record.document: record.last for record in known}
    since = {record.document: record.since for record in documents}
    for document, graph in graphs.items():
        there = statements(graph)
        was = lives.setdefault(document, {})
        # A ledger that knows a document and none of its statements is of a program that did not remember them.
        came = build if was else since[document]
        for each in was.keys() - there.keys():
            was[each] = (was[each][0], was[each][1] or last[document])
        for each in there:
            was[each] = (was[each][0] if each in was else came, "")
    return tuple(sorted(life for document, was in lives.items() for life in _grouped(document, was)))


def _grouped(document: str, lives: Mapping[str, tuple[str, str]]) -> Iterable[Lifetime]:
    found: dict[tuple[str, str], list[str]] = {}
    for each, builds in sorted(lives.items()):
        found.setdefault(builds, []).append(each)
    return (Lifetime(document, first, last, "".join(each)) for (first, last), each in found.items())


def told(
    lifetimes: Iterable[Lifetime], documents: Iterable[Record], graphs: Mapping[str, bytes], iris: Iris
) -> list[Quad]:
    """What `graph/history` says of statements, sorted: which came after their document, and how many are gone.

    Args:
        lifetimes: Of the ledger.
        documents: Of the ledger.
        graphs: By identifier the graph of each document that is in the dataset.
        iris: Of the dataset.
    """
    graph = iris.graph("history")
    first = {record.document: record.first for record in documents}
    quads: list[Quad] = []
    for each in lifetimes:
        if each.document not in graphs or (not each.last and each.first == first[each.document]):
            continue
        node = iris.hashed("lifetime", each.document, each.first, each.last)
        said: list[tuple[NamedNode, NamedNode | Literal]] = [
            (TYPE, IG.Lifetime),
            (TYPE, PROV.Collection),
            (PROV.wasDerivedFrom, iris.document(each.document)),
            (IG.firstBuild, text(each.first)),
            (IG.statementCount, Literal(str(len(each.statements)), datatype=XSD.integer)),
        ]
        if each.last:
            said.append((IG.lastBuild, text(each.last)))
        else:
            facts = statements(graphs[each.document])
            said += [(PROV.hadMember, NamedNode(facts[statement])) for statement in each.statements]
        quads += [Quad(node, predicate, value, graph) for predicate, value in said]
    return sorted(quads, key=str)
