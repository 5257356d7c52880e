"""Which documents are renditions of one publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from inspectgraph.graph.iris import Iris
from inspectgraph.resolving.inspection_mentions import row_publications
from inspectgraph.resolving.mentions import DocumentIndex, Mention
from inspectgraph.resolving.things import Joins, Settled, Thing, anchor

RULES: dict[str, str] = {
    "publications/named": "Documents name one publication: a digest the one that it restates.",
    "publications/same-inspection": "An inspectorate's documents and tables speak of the report of one inspection.",
}


@dataclass(frozen=True, slots=True)
class _Published:
    """A publication as one document speaks of it.

    Attributes:
        mention: The document and the local IRI.
        rendered: Whether the document renders it; a table only speaks of it.
        named: Whether the document is a digest that names it.
        inspection: What an inspectorate's publication reports.
    """

    mention: Mention
    rendered: bool
    named: bool
    inspection: Thing | None


def settle_publications(
    documents: Iterable[DocumentIndex], inspections: Mapping[Mention, Thing], iris: Iris
) -> Settled:
    """Which documents are renditions of one publication.

    Args:
        documents: All documents.
        inspections: The inspection of each mention.
        iris: Of the dataset.
    """
    by_inspectorate = iris.publication("ofsted/").value
    known = {each.mention: each for document in documents for each in _read(document, inspections, by_inspectorate)}
    joins = Joins(known)
    first: dict[object, Mention] = {}
    for mention in sorted(known):
        joins.decide("publications/named", 0.99, first.setdefault(mention.iri, mention), mention)
    for mention, published in sorted(known.items()):
        if published.inspection is not None:
            key = published.inspection.mentions
            joins.decide("publications/same-inspection", 0.95, first.setdefault(key, mention), mention)
    things = [_thing([known[mention] for mention in members], iris) for members in joins.sets().values()]
    return Settled(things, joins.decisions())


def _read(document: DocumentIndex, inspections: Mapping[Mention, Thing], prefix: str) -> Iterator[_Published]:
    if document.publication is not None:
        reported = inspections.get(Mention(document.identifier, document.reported or ""))
        inspection = reported if document.publication.startswith(prefix) else None
        yield _Published(Mention(document.identifier, document.publication), True, document.digest, inspection)
    for row, publication in sorted(row_publications(document).items()):
        if publication != document.publication:
            inspection = inspections.get(Mention(document.identifier, row))
            yield _Published(Mention(document.identifier, publication), False, False, inspection)


def _thing(members: list[_Published], iris: Iris) -> Thing:
    """A publication is called as a digest names it, else by its inspection."""
    named = sorted(each.mention.iri for each in members if each.named)
    reported = sorted(each.inspection.natural for each in members if each.inspection is not None)
    if named:
        natural = named[0]
    elif reported:
        natural = iris.publication("ofsted/" + reported[0].removeprefix(iris.base + "id/inspection/")).value
    else:
        natural = members[0].mention.iri
    mentions = tuple(sorted(each.mention for each in members))
    # What a document renders stays its anchor when a later reader finds a better date of the inspection.
    anchors = sorted(
        f"{each.mention.document} publication" if each.rendered else anchor(each.mention, iris.base) for each in members
    )
    return Thing("publication", mentions, tuple(anchors), natural, (-len(mentions),))
