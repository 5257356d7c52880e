"""The graphs that are there before any document: the reference tables and the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph import data
from inspectgraph.graph.iris import Iris, slug
from inspectgraph.graph.terms import DCT, IG, SKOS, TYPE, concept, date, english, slug_of, text
from inspectgraph.reference import Authority, NationalBody, Reference

_AREA = "http://statistics.data.gov.uk/id/statistical-geography/"
_ENGLAND = "E92000001"
_CLASSES = {"inspectorate": IG.Inspectorate, "government": IG.GovernmentBody}


@cache
def vocabulary() -> tuple[pyoxigraph.Triple, ...]:
    """The ontology and the concept schemes, without blank nodes' triples, sorted."""
    files = [data.ontology("inspectgraph.ttl"), *sorted(data.ontology("vocabulary").glob("*.ttl"))]
    triples = {
        quad.triple
        for path in files
        for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
    }
    return tuple(sorted(triples, key=str))


@cache
def known_measures() -> frozenset[str]:
    """Slugs of the measure scheme; any other measure is minted by rule."""
    base = concept("measure", "").value
    return frozenset(
        triple.subject.value.removeprefix(base)
        for triple in vocabulary()
        if isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(base) and triple.predicate == TYPE
    )


def vocabulary_quads(iris: Iris) -> list[Quad]:
    """The quads of `graph/vocabulary`."""
    graph = iris.graph("vocabulary")
    return [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in vocabulary()]


def minted_measures(iris: Iris, documents: Iterable[Quad]) -> list[Quad]:
    """Concepts for the measures that no scheme has, with the words by which documents call them; sorted.

    Args:
        iris: Of the dataset.
        documents: The quads of the documents' graphs.
    """
    measures: dict[object, NamedNode] = {}
    labels: dict[object, str] = {}
    for quad in documents:
        if (
            quad.predicate == IG.measure
            and isinstance(quad.object, NamedNode)
            and slug_of(quad.object) not in known_measures()
        ):
            measures[quad.subject] = quad.object
        elif quad.predicate == SKOS.prefLabel and isinstance(quad.object, Literal):
            labels[quad.subject] = min(labels.get(quad.subject, quad.object.value), quad.object.value)
    graph, scheme = iris.graph("vocabulary"), NamedNode(concept("measure", "").value.rstrip("/"))
    named: dict[NamedNode, str] = {}
    for subject, measure in measures.items():
        label = labels.get(subject, slug_of(measure))
        named[measure] = min(named.get(measure, label), label)
    quads = []
    for measure, label in named.items():
        quads += [
            Quad(measure, TYPE, SKOS.Concept, graph),
            Quad(measure, SKOS.inScheme, scheme, graph),
            Quad(measure, SKOS.prefLabel, english(label), graph),
            Quad(measure, SKOS.notation, text(slug_of(measure)), graph),
            Quad(
                measure,
                SKOS.definition,
                english(f"A measure that documents print and the scheme does not list: {label}."),
                graph,
            ),
        ]
    return sorted(quads, key=str)


def reference_quads(iris: Iris, reference: Reference) -> list[Quad]:
    """The quads of `graph/reference`, sorted: authorities, regions, inspectorates, departments."""
    graph = iris.graph("reference")
    triples = {
        *_england(iris),
        *(triple for authority in reference.authorities.values() for triple in _authority(iris, authority)),
        *(triple for body in reference.national.values() for triple in _body(iris, body)),
    }
    return sorted((Quad(s, p, o, graph) for s, p, o in triples), key=str)


_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def _england(iris: Iris) -> Iterator[_Triple]:
    node = iris.region("england")
    yield node, TYPE, IG.Region
    yield node, SKOS.prefLabel, english("England")
    yield node, IG.gssCode, text(_ENGLAND)
    yield node, IG.administers, NamedNode(_AREA + _ENGLAND)


def _authority(iris: Iris, authority: Authority) -> Iterator[_Triple]:
    node = iris.authority(authority.slug)
    yield node, TYPE, IG.LocalAuthority
    yield node, SKOS.prefLabel, english(authority.name)
    for alias in authority.aliases:
        yield node, SKOS.altLabel, english(alias)
    yield node, IG.gssCode, text(authority.gss)
    yield node, IG.laCode, text(authority.la_code)
    if authority.ofsted_urn:
        yield node, IG.ofstedUrn, text(authority.ofsted_urn)
    yield node, IG.authorityType, concept("authority-type", authority.kind)
    yield node, IG.administers, NamedNode(_AREA + authority.gss)
    region = iris.region(slug(authority.region))
    yield node, IG.region, region
    yield region, TYPE, IG.Region
    yield region, SKOS.prefLabel, english(authority.region)
    yield region, IG.gssCode, text(authority.region_gss)
    yield region, IG.administers, NamedNode(_AREA + authority.region_gss)
    if authority.valid_from:
        yield node, IG.validFrom, date(authority.valid_from)
    if authority.valid_to:
        yield node, IG.validTo, date(authority.valid_to)
    for other in authority.predecessors:
        yield node, DCT.replaces, iris.authority(other)
    for other in authority.statistical_neighbours:
        yield node, IG.statisticalNeighbour, iris.authority(other)


def _body(iris: Iris, body: NationalBody) -> Iterator[_Triple]:
    if body.kind not in _CLASSES:
        return
    make = iris.inspectorate if body.kind == "inspectorate" else iris.government
    node = make(body.slug)
    yield node, TYPE, _CLASSES[body.kind]
    yield (
        node,
        SKOS.prefLabel,
        english(body.abbreviations[0] if body.kind == "inspectorate" and body.abbreviations else body.name),
    )
    for name in (body.name, *body.abbreviations, *body.aliases):
        yield node, SKOS.altLabel, english(name)
    for former in body.replaces:
        yield node, DCT.replaces, make(former)
