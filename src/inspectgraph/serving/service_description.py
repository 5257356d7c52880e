"""What the endpoint says of itself, in the words of SPARQL 1.1 Service Description."""

from __future__ import annotations

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from inspectgraph.graph.terms import TYPE, XSD
from inspectgraph.serving.context import Context

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
            "JSON-LD", "RDF_XML", "TriG", "N-Quads")  # fmt: skip
#: Media types of the description, the preferred first.
FORMS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/json": RdfFormat.JSON_LD,
    "application/xml": RdfFormat.RDF_XML,
}


def describe(context: Context, endpoint: str, media_type: str) -> bytes:
    """The description of the endpoint.

    Args:
        context: What is served.
        endpoint: Its address, as the client has it.
        media_type: One of `FORMS`.
    """
    prefixes = {"sd": _SD, "void": _VOID, "format": _FORMATS, "graph": f"{context.dataset.base}graph/"}
    return pyoxigraph.serialize(_triples(context, endpoint), format=FORMS[media_type], prefixes=prefixes) or b""


def _triples(context: Context, endpoint: str) -> list[Triple]:
    service, dataset, default = NamedNode(endpoint), BlankNode("dataset"), BlankNode("default")
    found = [
        Triple(service, TYPE, _sd("Service")),
        Triple(service, _sd("endpoint"), service),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        *(Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + each)) for each in _RESULTS),
        Triple(service, _sd("defaultDataset"), dataset),
        Triple(dataset, TYPE, _sd("Dataset")),
        Triple(dataset, _sd("defaultGraph"), default),
        Triple(default, TYPE, _sd("Graph")),
    ]
    if context.settings.services:
        found.append(Triple(service, _sd("feature"), _sd("BasicFederatedQuery")))
    sizes = _sizes(context)
    for number, name in enumerate(sorted(sizes)):
        named, graph = BlankNode(f"named{number}"), BlankNode(f"graph{number}")
        found += [
            Triple(dataset, _sd("namedGraph"), named),
            Triple(named, TYPE, _sd("NamedGraph")),
            Triple(named, _sd("name"), NamedNode(name)),
            Triple(named, _sd("graph"), graph),
            Triple(graph, TYPE, _sd("Graph")),
        ]
        if (size := sizes[name]) is not None:
            found.append(Triple(graph, NamedNode(_VOID + "triples"), Literal(str(size), datatype=XSD.integer)))
    return found


def _sizes(context: Context) -> dict[str, int | None]:
    """The named graphs, and how many triples each has, as far as the build has counted them."""
    graphs = [row["g"].value for row in context.dataset.select("SELECT DISTINCT ?g { GRAPH ?g {} }")]
    counted = context.dataset.select(f"SELECT ?g ?n {{ GRAPH ?any {{ ?g <{_VOID}triples> ?n }} }}")
    sizes = {row["g"].value: int(row["n"].value) for row in counted}
    return {graph: sizes.get(graph) for graph in graphs}


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
