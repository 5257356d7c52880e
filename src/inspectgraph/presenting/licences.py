"""Under which licence the words of each document may be used."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.exporting.sources import Sources
from inspectgraph.graph.terms import DCT, IG, slug_of
from inspectgraph.graph.writer import OFFICIAL


@dataclass(frozen=True, slots=True)
class Licence:
    """What may be done with a document's words.

    Attributes:
        name: For people.
        iri: Of the licence; empty when the rights stay with the publisher.
        attribution: How its source is named.
        is_open: Whether the whole text may be shown.
    """

    name: str
    iri: str
    attribution: str
    is_open: bool


OPEN_GOVERNMENT = Licence(
    "Open Government Licence v3.0",
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    True,
)
RESERVED = Licence("All rights reserved", "", "Quoted in at most 25 words at a time, with its source.", False)
#: A document in the project's own words.
DIGEST = Licence("MIT licence", "https://opensource.org/license/mit", "A digest in the words of inspectgraph.", True)
#: Of the ontology and the concept schemes.
PUBLIC_DOMAIN = Licence("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/", "No conditions.", True)


class Licences:
    """Finds the licences of documents; each is looked up once."""

    def __init__(self, dataset: Dataset) -> None:
        self.sources = Sources(dataset)
        self._dataset = dataset
        self._known: dict[NamedNode, Licence] = {}

    def of(self, document: NamedNode) -> Licence:
        """The licence of a document, as a build takes it: by its kind, and by what the catalogue says of what it renders."""
        known = self._known.get(document)
        if known is None:
            known = self._known[document] = self._find(document)
        return known

    def for_fact(self, node: NamedNode) -> Licence | None:
        """The licence under which a thing's description may be used; none when its sources have several."""
        prefix = self._dataset.base + "graph/document/"
        graphs = {
            quad.graph_name.value
            for quad in self._dataset.quads(node)
            if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(prefix)
        }
        documents = [NamedNode(f"{self._dataset.base}id/document/{each.removeprefix(prefix)}") for each in graphs]
        licences = {self.of(each).iri for each in documents}
        if len(licences) > 1 or RESERVED.iri in licences:
            return None
        return self.of(documents[0]) if documents else OPEN_GOVERNMENT

    def _find(self, document: NamedNode) -> Licence:
        kinds = {slug_of(each) for each in self._values(document, IG.documentKind)}
        if "digest" in kinds:
            return DIGEST
        publications = self._values(document, IG.renditionOf)
        stated = {each for publication in publications for each in self._values(NamedNode(publication), DCT.license)}
        return OPEN_GOVERNMENT if OPEN_GOVERNMENT.iri in stated or kinds & OFFICIAL else RESERVED

    def _values(self, subject: NamedNode, predicate: NamedNode) -> set[str]:
        quads = self._dataset.quads(subject, predicate)
        return {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}
