"""Which documents are renditions of one publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from inspectgraph.graph.iris import Iris
from inspectgraph.resolving.mentions import DocumentIndex, Mention
from inspectgraph.resolving.things import Decision, Settled, Thing, Unions

RULES: dict[str, str] = {
    "publications/renditions": "Documents that name one publication render it, and so do an inspectorate's documents "
    "of one kind that report one inspection.",
}


def settle_publications(
    documents: Iterable[DocumentIndex], inspections: Mapping[Mention, Thing], iris: Iris
) -> Settled:
    """Which documents are renditions of one publication.

    Args:
        documents: All documents.
        inspections: The inspection of each mention.
        iris: Of the dataset.
    """
    known = {document.identifier: document for document in documents if document.publication is not None}
    unions = Unions(known, order=str)
    first: dict[object, str] = {}
    for identifier, document in sorted(known.items()):
        inspection = _inspection(document, inspections, iris)
        unions.join(first.setdefault(document.publication, identifier), identifier)
        if inspection is not None:
            unions.join(first.setdefault((inspection.mentions, document.kind), identifier), identifier)
    settled = Settled()
    for members in unions.sets().values():
        thing = _thing([known[identifier] for identifier in members], inspections, iris)
        settled.things.append(thing)
        if len(members) > 1:
            settled.decisions.append(Decision("publications/renditions", 0.95, thing.mentions))
    return settled


def _inspection(document: DocumentIndex, inspections: Mapping[Mention, Thing], iris: Iris) -> Thing | None:
    """The inspection that a document of an inspectorate reports."""
    if not (document.publication or "").startswith(iris.publication("ofsted/").value):
        return None
    return inspections.get(Mention(document.identifier, document.reported or ""))


def _thing(documents: list[DocumentIndex], inspections: Mapping[Mention, Thing], iris: Iris) -> Thing:
    """A publication is called as a digest names it, else by its inspection."""
    named = sorted(document.publication for document in documents if document.digest and document.publication)
    inspection = _inspection(documents[0], inspections, iris)
    if named:
        natural = named[0]
    elif inspection is not None:
        natural = iris.publication("ofsted/" + inspection.natural.removeprefix(iris.base + "id/inspection/")).value
    else:
        natural = documents[0].publication or ""
    mentions = tuple(sorted(Mention(document.identifier, document.publication or "") for document in documents))
    anchors = tuple(f"{mention.document} publication" for mention in mentions)
    return Thing("publication", mentions, anchors, natural, (-len(mentions),))
