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
class Published:
    """A publication as one document speaks of it.

    Attributes:
        mention: The document and the local IRI.
        rendered: Whether the document renders it; a table only speaks of it.
        named: Whether the document is a digest that names it.
        reports: The inspection that an inspectorate's publication reports, as the document mentions it.
    """

    mention: Mention
    rendered: bool
    named: bool
    reports: Mention | None

    def inspection(self, inspections: Mapping[Mention, Thing]) -> Thing | None:
        """What it reports, by the inspection of each mention."""
        return None if self.reports is None else inspections.get(self.reports)


def settle_publications(published: Iterable[Published], inspections: Mapping[Mention, Thing], iris: Iris) -> Settled:
    """Which documents are renditions of one publication.

    Args:
        published: As each document speaks of publications.
        inspections: The inspection of each mention.
        iris: Of the dataset.
    """
    known = {each.mention: each for each in published}
    joins = Joins(known)
    first: dict[object, Mention] = {}
    for mention in sorted(known):
        joins.decide("publications/named", 0.99, first.setdefault(mention.iri, mention), mention)
    for mention in sorted(known):
        if (inspection := known[mention].inspection(inspections)) is not None:
            key = inspection.mentions
            joins.decide("publications/same-inspection", 0.95, first.setdefault(key, mention), mention)
    things = [_thing([known[mention] for mention in members], inspections, iris) for members in joins.sets().values()]
    return Settled(things, joins.decisions())


def read_publications(document: DocumentIndex, iris: Iris) -> Iterator[Published]:
    """The publication that a document renders, and those of which the rows of its tables speak."""
    identifier = document.identifier
    if document.publication is not None:
        official = document.reported is not None and document.publication.startswith(iris.publication("ofsted/").value)
        reported = Mention(identifier, document.reported) if official and document.reported else None
        yield Published(Mention(identifier, document.publication), True, document.digest, reported)
    for row, publication in sorted(row_publications(document).items()):
        if publication != document.publication:
            yield Published(Mention(identifier, publication), False, False, Mention(identifier, row))


def _thing(members: list[Published], inspections: Mapping[Mention, Thing], iris: Iris) -> Thing:
    """A publication is called as a digest names it, else by its inspection."""
    named = sorted(each.mention.iri for each in members if each.named)
    reported = sorted(found.natural for each in members if (found := each.inspection(inspections)) is not None)
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
