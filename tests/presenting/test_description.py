"""Descriptions of things, and their forms."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from tests.presenting.small_build import BASE, HOSTILE

from inspectgraph.graph.terms import DCT, FOAF, IG, PROV, RDF, RDFS, SKOS, TYPE
from inspectgraph.presenting.description import MOST_INCOMING, Description, Profile, about
from inspectgraph.presenting.rdf_forms import FORMS
from inspectgraph.presenting.site import Site

PARSED = {"ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML}
NAMING = {SKOS.prefLabel, FOAF.name, RDFS.label, DCT.title, IG.fileName}
JUDGEMENT = NamedNode(f"{BASE}id/inspection/northmoor/ilacs/2018-11/judgement/overall")
INSPECTION = NamedNode(f"{BASE}id/inspection/northmoor/ilacs/2018-11")


def described(site: Site, node: NamedNode, profile: Profile) -> Description:
    found = site.representations.description(node, profile)
    assert found is not None
    return found


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize(
    "path", ["authority/northmoor", "person/ann-marlow-000001", "finding/f1", "tenure/t4", "statement/s2"]
)
def test_all_that_is_shown_has_a_label(site: Site, profile: Profile, path: str) -> None:
    triples = described(site, NamedNode(f"{BASE}id/{path}"), profile).triples
    named = {triple.subject for triple in triples if triple.predicate in NAMING}
    shown = {each for triple in triples for each in (triple.subject, triple.predicate, triple.object)}
    labels = {SKOS.prefLabel, FOAF.name, RDFS.label, DCT.title, IG.fileName}
    assert {each for each in shown if isinstance(each, NamedNode)} - labels <= named | labels


def test_a_short_description_says_what_the_thing_says(site: Site) -> None:
    triples = described(site, JUDGEMENT, Profile.SHORT).triples
    subjects = {triple.subject for triple in triples if triple.predicate not in NAMING}
    assert subjects == {JUDGEMENT}
    assert Triple(JUDGEMENT, IG.grade, NamedNode("https://w3id.org/inspectgraph/vocab/grade/good")) in triples


def test_a_full_description_has_evidence_statements_decisions_and_links(site: Site) -> None:
    found = described(site, INSPECTION, Profile.FULL)
    predicates = {triple.predicate for triple in found.triples}
    assert {IG.quote, RDF.subject, IG.evidence, PROV.wasQuotedFrom, IG.about} <= predicates
    assert found.incoming[IG.reports] == 2
    document = NamedNode(f"{BASE}id/document/d300000000000003")
    assert Triple(document, IG.reports, INSPECTION) in found.triples


def test_what_is_not_known_has_no_description(site: Site) -> None:
    assert site.representations.description(NamedNode(f"{BASE}id/authority/nowhere"), Profile.FULL) is None


def test_a_graph_is_described_by_its_content(site: Site) -> None:
    graph = NamedNode(f"{BASE}graph/document/d300000000000003")
    expected = {quad.triple for quad in site.dataset.quads(graph=graph)}
    assert set(described(site, graph, Profile.SHORT).triples) == expected


def test_many_links_are_counted(site: Site) -> None:
    found = described(site, NamedNode("https://w3id.org/inspectgraph/vocab/grade/good"), Profile.FULL)
    many = Description(found.node, found.profile, found.triples, {IG.grade: MOST_INCOMING + 1})
    comments = [each for each in about(many, f"{BASE}doc/x", BASE, BASE) if each.predicate == RDFS.comment]
    assert isinstance(comments[0].object, Literal)
    assert str(MOST_INCOMING + 1) in comments[0].object.value


@pytest.mark.parametrize("extension", list(FORMS))
@pytest.mark.parametrize(
    "path", ["id/authority/hostile", "id/finding/hostile", "id/dataset", "graph/reference", "graph/vocabulary"]
)
def test_each_form_says_the_same(site: Site, extension: str, path: str) -> None:
    found = described(site, NamedNode(BASE + path), Profile.FULL)
    written = FORMS[extension].write(found.triples, BASE, found.node)
    assert {quad.triple for quad in parse(written, format=PARSED[extension])} == set(found.triples)
    assert FORMS[extension].write(found.triples, BASE, found.node) == written


def test_shapes_with_blank_nodes_say_the_same_in_each_form(site: Site) -> None:
    node = NamedNode("https://w3id.org/inspectgraph/shapes/document")
    triples = described(site, node, Profile.SHORT).triples
    for extension, form in FORMS.items():
        read = list(parse(form.write(triples, BASE, node), format=PARSED[extension]))
        assert len(read) == len(triples)


def test_jsonld_carries_its_context(site: Site) -> None:
    found = described(site, JUDGEMENT, Profile.SHORT)
    document = json.loads(FORMS["jsonld"].write(found.triples, BASE, found.node))
    assert isinstance(document["@context"], dict)
    first = document["@graph"][0]
    assert first["id"] == JUDGEMENT.value
    assert first["type"] == "Judgement"
    assert first["grade"].endswith("/grade/good")


def test_hostile_words_do_not_leave_their_literal(site: Site) -> None:
    found = described(site, NamedNode(f"{BASE}id/authority/hostile"), Profile.FULL)
    rdf = FORMS["rdf"].write(found.triples, BASE, found.node).decode()
    assert "<script" not in rdf
    assert any(triple.object == Literal(HOSTILE, language="en") for triple in found.triples)


def test_the_dataset_describes_itself(site: Site) -> None:
    found = described(site, site.representations.itself, Profile.SHORT)
    said = {triple.predicate.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1] for triple in found.triples}
    assert {
        "sparqlEndpoint",
        "dataDump",
        "distribution",
        "byteSize",
        "checksumValue",
        "license",
        "classPartition",
        "entities",
    } <= said
    kinds = {triple.object for triple in found.triples if triple.predicate == TYPE}
    assert {"Dataset", "Distribution"} <= {
        each.value.rsplit("#", 1)[-1] for each in kinds if isinstance(each, NamedNode)
    }


def test_a_long_text_is_no_label(site: Site) -> None:
    finding = NamedNode(f"{BASE}id/finding/hostile")
    labels = [
        each.object
        for each in described(site, finding, Profile.SHORT).triples
        if each.subject == finding and each.predicate == RDFS.label
    ]
    assert isinstance(labels[0], Literal)
    assert len(labels[0].value) < 120
    assert len(site.presentation.name(finding)) < 120
