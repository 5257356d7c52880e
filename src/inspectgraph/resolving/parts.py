"""IRIs that hang on a thing: its judgements, the parts that people had in it, the decisions about it.

They have no anchors of their own. The ledger keeps each that was published with the things it hung on, so that it
leads to what became of them.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping

from pyoxigraph import NamedNode, Quad

from inspectgraph.graph.terms import IG, PROV, RDF
from inspectgraph.resolving.ledger import PART, Entry
from inspectgraph.resolving.mentions import DocumentIndex

_JUDGEMENT, _ASSOCIATION = IG.hasJudgement.value, PROV.qualifiedAssociation.value
Parts = Mapping[str, tuple[str, ...]]


def parts_of_inspections(
    documents: Iterable[DocumentIndex], final: Callable[[str, str], str]
) -> dict[str, tuple[str, ...]]:
    """The judgements and associations of all documents, each with its inspection."""
    return {
        final(document.identifier, part): (final(document.identifier, inspection),)
        for document in documents
        for inspection in document.of_type(IG.Inspection)
        for predicate in (_JUDGEMENT, _ASSOCIATION)
        for part in document.values(inspection, predicate)
    }


def parts_of_statements(quads: Iterable[Quad]) -> dict[str, tuple[str, ...]]:
    """The statements that were made for an agreement, each with its subject."""
    return {
        quad.subject.value: (quad.object.value,)
        for quad in quads
        if quad.predicate == RDF.subject and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }


def lead_parts(
    gone: Iterable[Entry],
    aliases: Mapping[str, tuple[str, ...]],
    parts: Container[str],
    things: Container[str],
    is_there: Callable[[str], bool],
) -> dict[str, tuple[str, ...]]:
    """Where parts lead that were published and are gone.

    Args:
        gone: Their entries.
        aliases: Where IRIs of things lead that were published once.
        parts: Of this build.
        things: Of this build.
        is_there: Whether a thing that no ledger knows, a post, is in this build.
    """
    leads: dict[str, tuple[str, ...]] = {}
    for entry in gone:
        found: set[str] = set()
        for parent in entry.anchors:
            for thing in aliases.get(parent, (parent,)):
                moved = thing + entry.iri.removeprefix(parent)
                if moved in parts and entry.iri.startswith(parent + "/"):
                    found.add(moved)
                elif thing in things or thing in parts or is_there(thing):
                    found.add(thing)
        if found:
            leads[entry.iri] = tuple(sorted(found))
    return dict(sorted(leads.items()))


def entries_of_parts(parts: Parts, former: Iterable[Entry]) -> list[Entry]:
    """The ledger's entries of all parts that are published or were.

    Args:
        parts: Of this build, each with what it hangs on.
        former: The entries of the parts that the ledger knows.
    """
    entries = {entry.iri: entry for entry in former}
    entries.update((iri, Entry(iri, PART, tuple(sorted(parents)))) for iri, parents in parts.items())
    return list(entries.values())
