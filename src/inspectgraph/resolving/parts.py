"""IRIs that hang on a thing: its judgements, the parts that people had in it, the decisions about it.

They have no anchors of their own. The ledger keeps each that was published with the things it hung on, so that it
leads to what became of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import NamedNode, Quad

from inspectgraph.graph.terms import IG, PROV, RDF
from inspectgraph.resolving.ledger import PART, Entry, Ledger
from inspectgraph.resolving.mentions import DocumentIndex
from inspectgraph.resolving.naming import Names

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
    names: Names, parts: Parts, former: Ledger, is_there: Callable[[str], bool]
) -> tuple[Ledger, dict[str, tuple[str, ...]]]:
    """The ledger with all parts that are published or were, and where those lead that are gone.

    Args:
        names: Of the things.
        parts: Of this build, each with what it hangs on.
        former: The ledger of the build before.
        is_there: Whether a thing that no ledger knows, a post, is in this build.
    """
    things = set(names.of.values())
    entries = {entry.iri: entry for entry in former.entries if entry.kind == PART}
    leads: dict[str, tuple[str, ...]] = {}
    for entry in entries.values():
        if entry.iri in parts or entry.iri in things:
            continue
        found: set[str] = set()
        for parent in entry.anchors:
            for thing in names.aliases.get(parent, (parent,)):
                moved = thing + entry.iri.removeprefix(parent)
                if moved in parts and entry.iri.startswith(parent + "/"):
                    found.add(moved)
                elif thing in things or thing in parts or is_there(thing):
                    found.add(thing)
        if found:
            leads[entry.iri] = tuple(sorted(found))
    entries.update((iri, Entry(iri, PART, tuple(sorted(parents)))) for iri, parents in parts.items())
    return Ledger.of((*names.ledger.entries, *entries.values())), dict(sorted(leads.items()))
