"""The description of the dataset and its sources: VoID, DCAT and PROV, without times of day."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph import __version__
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.terms import DCAT, DCT, FOAF, IG, PROV, TYPE, VOID, Namespace, date, english, integer, text
from inspectgraph.processing.inputs import Entry

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")


def describe(
    iris: Iris, counts: Mapping[str, int], entries: Mapping[str, Entry], publications: Mapping[str, NamedNode | None]
) -> list[Quad]:
    """The quads of `graph/dataset`, sorted.

    Args:
        iris: Of the dataset.
        counts: Triples in each named graph, by the graph's IRI.
        entries: Catalogue rows by the documents' identifiers.
        publications: What each document renders, by its identifier; `None` where that is not known.
    """
    graph = iris.graph("dataset")
    quads: set[Quad] = set()

    def add(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        quads.add(Quad(subject, predicate, value, graph))

    dataset = NamedNode(iris.base + "id/dataset")
    for kind in (VOID.Dataset, DCAT.Dataset, SD.Dataset):
        add(dataset, TYPE, kind)
    add(dataset, DCT.title, english("Inspections of children's services in England"))
    add(dataset, VOID.uriSpace, text(iris.base + "id/"))
    add(dataset, VOID.vocabulary, NamedNode(IG.base.rstrip("#")))
    add(dataset, VOID.triples, integer(sum(counts.values())))
    add(dataset, VOID.documents, integer(len(publications)))
    for name, size in counts.items():
        part = NamedNode(name)
        add(dataset, SD.namedGraph, part)
        add(part, TYPE, SD.NamedGraph)
        add(part, VOID.triples, integer(size))
    builder = NamedNode("https://w3id.org/inspectgraph/software")
    add(dataset, PROV.wasAttributedTo, builder)
    add(builder, TYPE, PROV.SoftwareAgent)
    add(builder, FOAF.name, text(f"inspectgraph {__version__}"))
    for identifier, publication in publications.items():
        add(dataset, DCT.source, iris.document(identifier))
        entry = entries.get(identifier)
        if entry and publication:
            _publication(add, publication, entry)
    return sorted(quads, key=str)


def _publication(add: object, node: NamedNode, entry: Entry) -> None:
    """What the catalogue knows of a publication."""
    assert callable(add)
    add(node, TYPE, IG.Publication)
    if entry.title:
        add(node, DCT.title, english(entry.title))
    if entry.publisher:
        add(node, DCT.publisher, text(entry.publisher))
    if entry.issued:
        add(node, DCT.issued, date(entry.issued))
    for predicate, address in ((DCT.source, entry.source), (DCT.license, entry.licence)):
        if address.startswith("http"):
            add(node, predicate, NamedNode(address))
