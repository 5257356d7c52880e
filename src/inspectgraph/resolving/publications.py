"""Which documents are renditions of one publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from inspectgraph.graph.iris import Iris
from inspectgraph.resolving.mentions import DocumentIndex, Mention
from inspectgraph.resolving.things import Decision, Settled, Thing

RULES: dict[str, str] = {
    "publications/same-inspection": "An inspectorate's documents of one kind that report one inspection render one publication.",
    "publications/named": "Digests and originals that name one publication render it.",
}  # fmt: skip


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
    groups: dict[tuple[str, str, Mention | None], list[DocumentIndex]] = {}
    for document in documents:
        if document.publication is None:
            continue
        reported = inspections.get(Mention(document.identifier, document.reported or ""))
        if reported is not None and document.publication.startswith(by_inspectorate):
            key = (reported.natural, document.kind, reported.mentions[0])
        else:
            key = (document.publication, "", None)
        groups.setdefault(key, []).append(document)
    settled = Settled()
    for (what, kind, _), members in sorted(groups.items(), key=lambda group: str(group[0])):
        named = sorted(each.publication for each in members if each.digest and each.publication)
        path = "ofsted/" + what.removeprefix(iris.base + "id/inspection/")
        natural = named[0] if named else iris.publication(path).value if kind else what
        mentions = tuple(sorted(Mention(each.identifier, each.publication or "") for each in members))
        anchors = tuple(f"{mention.document} publication" for mention in mentions)
        settled.things.append(Thing("publication", mentions, anchors, natural, (-len(mentions),)))
        if len(mentions) > 1:
            rule = "publications/same-inspection" if kind else "publications/named"
            settled.decisions.append(Decision(rule, 0.95 if kind else 0.99, mentions))
    return settled
