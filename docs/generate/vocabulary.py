"""The terms of the graph, from the ontology and the concept schemes."""

from __future__ import annotations

from pathlib import Path

from docs.generate.markdown import anchored, page, table
from docs.generate.ontology import graph, short, shorts, words
from rdflib import Graph
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, Namespace
from rdflib.term import Node, URIRef

from inspectgraph import data

_IG = Namespace("https://w3id.org/inspectgraph/ontology#")
_SCHEMA = Namespace("https://schema.org/")
_INTRODUCTION = """\
`ig:` is `https://w3id.org/inspectgraph/ontology#`. A concept is `https://w3id.org/inspectgraph/vocab/SCHEME/CONCEPT`, in
queries `SCHEME:CONCEPT` (`grade:good`). The right-hand columns name the terms of other vocabularies: `⊂` what a term
specialises, `≈` what comes close to it. Terms of other vocabularies that the graph uses as they are, such as `org:member`
or `prov:wasQuotedFrom`, mean what they mean there."""


def text() -> str:
    """The page."""
    terms = graph("inspectgraph.ttl")
    classes = sorted(terms.subjects(RDF.type, OWL.Class), key=str)
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    properties = sorted({each for kind in kinds for each in terms.subjects(RDF.type, kind)}, key=str)
    schemes = sorted(data.ontology("vocabulary").glob("*.ttl"))
    return page(
        "Vocabulary",
        _INTRODUCTION,
        "## Classes",
        table(("class", "label", "is", "aligned with"), (_class(terms, each) for each in classes)),
        "## Properties",
        table(("property", "says", "of", "value", "aligned with"), (_property(terms, each) for each in properties)),
        "## Concept schemes",
        *(_scheme(path) for path in schemes),
    )


def _class(terms: Graph, subject: Node) -> tuple[str, ...]:
    return (
        anchored(short(subject)),
        words(terms, subject, RDFS.label),
        words(terms, subject, RDFS.comment),
        _aligned(terms, subject),
    )


def _property(terms: Graph, subject: Node) -> tuple[str, ...]:
    domains = [*terms.objects(subject, RDFS.domain), *terms.objects(subject, _SCHEMA.domainIncludes)]
    ranges = [*terms.objects(subject, RDFS.range), *terms.objects(subject, _SCHEMA.rangeIncludes)]
    comment = words(terms, subject, RDFS.comment)
    return anchored(short(subject)), comment, shorts(domains), shorts(ranges), _aligned(terms, subject)


def _aligned(terms: Graph, subject: Node) -> str:
    above = [*terms.objects(subject, RDFS.subClassOf), *terms.objects(subject, RDFS.subPropertyOf)]
    signs = (("⊂", above), ("≈", list(terms.objects(subject, SKOS.closeMatch))))
    return "; ".join(f"{sign} {shorts(found)}" for sign, found in signs if found)


def _scheme(path: Path) -> str:
    concepts = graph("vocabulary", path.name)
    (scheme,) = concepts.subjects(RDF.type, SKOS.ConceptScheme)
    found = sorted(concepts.subjects(SKOS.inScheme, scheme), key=lambda each: (_rank(concepts, each), str(each)))
    head = f"### {path.stem}\n\n{words(concepts, scheme, DCTERMS.description)}"
    headers = ("concept", "label", "is", "also called", "rank", "in use", "grades")
    return f"{head}\n\n{table(headers, (_concept(concepts, each) for each in found))}"


def _rank(concepts: Graph, concept: Node) -> int:
    return int(words(concepts, concept, _IG.rank) or 9)


def _concept(concepts: Graph, concept: Node) -> tuple[str, ...]:
    def said(predicate: URIRef) -> str:
        return words(concepts, concept, predicate)

    since, until = said(_IG.validFrom), said(_IG.validTo)
    period = f"{since} to {until}" if until else f"since {since}" if since else ""
    others = ", ".join(sorted(map(str, concepts.objects(concept, SKOS.altLabel))))
    grades = ", ".join(sorted(short(each).removeprefix("grade:") for each in concepts.objects(concept, _IG.usesGrade)))
    name = f"`{said(SKOS.notation)}`"
    return name, said(SKOS.prefLabel), said(SKOS.definition), others, said(_IG.rank), period, grades
