"""Which things have a page of their own in a sitemap and in a static site."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from inspectgraph.exporting.things import BODIES, Things
from inspectgraph.graph.terms import FOAF, IG, ORG, PROV
from inspectgraph.presenting.links import Links
from inspectgraph.presenting.vocabulary import Vocabulary

#: Evidence is a place in its document's page; statements and decisions stand on the pages of what they are about.
CLASSES = (
    IG.LocalAuthority, IG.Region, IG.Inspectorate, IG.GovernmentBody, IG.Inspection, IG.Judgement, PROV.Association,
    FOAF.Person, ORG.Post, IG.Tenure, *BODIES, IG.Document, IG.Publication, IG.Finding, IG.Observation,
)  # fmt: skip
_NAMED = NamedNode("http://www.w3.org/ns/sparql-service-description#namedGraph")


def pages_of_things(things: Things, vocabulary: Vocabulary, links: Links) -> Iterator[tuple[str, NamedNode]]:
    """Path and thing of every page that is about a thing, sorted by path; each path once."""
    dataset = things.dataset
    nodes = {*things.of(*CLASSES), *vocabulary.nodes, NamedNode(dataset.base + "id/dataset")}
    described = (
        *dataset.quads(None, IG.graph),
        *dataset.quads(None, PROV.wasAttributedTo),
        *dataset.quads(None, _NAMED),
    )
    nodes.update(each.object for each in described if isinstance(each.object, NamedNode))
    found: dict[str, NamedNode] = {}
    for node in sorted(nodes, key=lambda each: each.value):
        path = links.path(node)
        if path is not None:
            found.setdefault(path, node)
    return iter(sorted(found.items()))
