"""The ontology, its concepts and its context say all that a build uses, and little that it doesn't."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import ORG, OWL, PROV

IG = Namespace("https://w3id.org/inspectgraph/ontology#")
VOCABULARY = "https://w3id.org/inspectgraph/vocab/"
SCHEMES = (
    "area",
    "authority-type",
    "body-type",
    "certainty",
    "document-kind",
    "finding-kind",
    "framework",
    "grade",
    "measure",
    "role",
    "unit",
)
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
# Terms that neither a shape nor the example uses, each with the reason why it is defined all the same.
UNUSED: dict[str, str] = {}
# In sources a term is IG.grade, or IG["from"] where its name is a word of Python; in queries and shapes it is ig:grade.
IN_SOURCE = re.compile(r"""\bIG(?:\.(?!_)([A-Za-z]\w*)|\[["'](\w+)["']\])""")
IN_RDF = re.compile(r"(?<![\w-])ig:([A-Za-z]\w*)|https://w3id\.org/inspectgraph/ontology#(\w+)")
# What a namespace has besides its terms.
OF_A_NAMESPACE = {"base"}


@pytest.fixture(scope="session")
def ontology(folder: Path) -> Graph:
    return Graph().parse(folder / "inspectgraph.ttl")


@pytest.fixture(scope="session")
def terms(ontology: Graph) -> dict[str, URIRef]:
    """Local names of the defined terms with what kind they are."""
    return {
        str(term).removeprefix(str(IG)): kind
        for kind in KINDS
        for term in ontology.subjects(RDF.type, kind)
        if str(term).startswith(str(IG))
    }


def named(text: str, pattern: re.Pattern[str]) -> set[str]:
    return {first or second for first, second in pattern.findall(text)} - OF_A_NAMESPACE


def test_the_ontology_describes_itself(ontology: Graph) -> None:
    header = URIRef("https://w3id.org/inspectgraph/ontology")
    assert (header, RDF.type, OWL.Ontology) in ontology
    assert ontology.value(header, OWL.versionInfo)
    assert not [node for triple in ontology for node in triple if isinstance(node, BNode)]


def test_each_term_is_told_to_people(ontology: Graph, terms: dict[str, URIRef]) -> None:
    assert terms
    for name in terms:
        for predicate in (RDFS.label, RDFS.comment):
            (text,) = ontology.objects(IG[name], predicate)
            assert isinstance(text, Literal)
            assert text.language == "en"
        assert ontology.value(IG[name], RDFS.isDefinedBy) == URIRef("https://w3id.org/inspectgraph/ontology")


def test_no_term_is_spoken_of_without_being_defined(ontology: Graph, terms: dict[str, URIRef]) -> None:
    spoken = {str(node) for triple in ontology for node in triple if isinstance(node, URIRef) and node in IG}
    assert spoken == {str(IG[name]) for name in terms}


def test_a_property_is_of_one_kind(ontology: Graph, terms: dict[str, URIRef]) -> None:
    for name in terms:
        assert len([kind for kind in KINDS if (IG[name], RDF.type, kind) in ontology]) == 1


def test_every_term_in_use_is_defined(project: Path, terms: dict[str, URIRef]) -> None:
    rdf = [*(project / "ontology").rglob("*.ttl"), *(project / "ontology").rglob("*.rq")]
    rdf += [project / "ontology/context.jsonld", project / "tests/ontology/example.trig"]
    used = {(path, name) for path in rdf for name in named(path.read_text(encoding="utf-8"), IN_RDF)}
    for path in (project / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        used |= {(path, name) for name in named(text, IN_SOURCE) | named(text, IN_RDF)}
    unknown = sorted(f"{path.relative_to(project)}: ig:{name}" for path, name in used if name not in terms)
    assert unknown == []


def test_every_defined_term_is_in_use(project: Path, terms: dict[str, URIRef]) -> None:
    places = [path for part in ("shapes", "vocabulary") for path in (project / "ontology" / part).glob("*.ttl")]
    places.append(project / "tests/ontology/example.trig")
    used = {name for path in places for name in named(path.read_text(encoding="utf-8"), IN_RDF)}
    assert set(terms) - used == set(UNUSED)


def test_there_is_one_file_for_each_scheme(folder: Path) -> None:
    assert sorted(path.stem for path in (folder / "vocabulary").iterdir()) == list(SCHEMES)


@pytest.mark.parametrize("name", SCHEMES)
def test_a_scheme_holds_its_concepts_and_no_others(name: str, folder: Path) -> None:
    graph = Graph().parse(folder / f"vocabulary/{name}.ttl")
    scheme = URIRef(VOCABULARY + name)
    assert list(graph.subjects(RDF.type, SKOS.ConceptScheme)) == [scheme]
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts
    assert set(graph.subjects()) == {scheme, *concepts}
    labels = [str(label).casefold() for concept in concepts for label in graph.objects(concept, SKOS.prefLabel)]
    assert len(labels) == len(set(labels)) == len(concepts)
    for concept in concepts:
        slug = str(concept).removeprefix(f"{VOCABULARY}{name}/")
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        assert [str(notation) for notation in graph.objects(concept, SKOS.notation)] == [slug]
        assert list(graph.objects(concept, SKOS.inScheme)) == [scheme]
        assert list(graph.objects(concept, SKOS.topConceptOf)) == [scheme]
        assert graph.value(concept, SKOS.definition)
        assert (name == "role") == ((concept, RDF.type, ORG.Role) in graph) == ((concept, RDF.type, PROV.Role) in graph)


def test_a_printed_form_names_one_concept_of_its_scheme(folder: Path) -> None:
    for name in SCHEMES:
        graph = Graph().parse(folder / f"vocabulary/{name}.ttl")
        owners: dict[str, set[object]] = {}
        for predicate in (SKOS.prefLabel, SKOS.altLabel):
            for concept, label in graph.subject_objects(predicate):
                owners.setdefault(str(label).casefold(), set()).add(concept)
        owners = {label: found - {URIRef(VOCABULARY + name)} for label, found in owners.items()}
        assert {label: found for label, found in owners.items() if len(found) > 1} == {}


def test_frameworks_use_known_grades(vocabulary: Graph) -> None:
    grades = set(vocabulary.subjects(SKOS.inScheme, URIRef(VOCABULARY + "grade")))
    used = set(vocabulary.objects(None, IG.usesGrade))
    assert used == grades - {URIRef(VOCABULARY + "grade/not-judged")}
    without = {
        str(framework).rsplit("/", 1)[-1]
        for framework in vocabulary.subjects(SKOS.inScheme, URIRef(VOCABULARY + "framework"))
        if not vocabulary.value(framework, IG.usesGrade)
    }
    assert without == {"jtai", "ucra", "focused-visit", "monitoring-visit"}


def test_ranks_order_the_grades(vocabulary: Graph) -> None:
    ranks = {str(grade).rsplit("/", 1)[-1]: int(str(rank)) for grade, rank in vocabulary.subject_objects(IG["rank"])}
    assert ranks == {
        "outstanding": 1,
        "good": 2,
        "requires-improvement": 3,
        "adequate": 3,
        "satisfactory": 3,
        "inadequate": 4,
    }


def test_concepts_named_in_the_shapes_exist(folder: Path, vocabulary: Graph) -> None:
    concepts = {str(concept) for concept in vocabulary.subjects(RDF.type, SKOS.Concept)}
    for path in (folder / "shapes").glob("*.ttl"):
        text = path.read_text(encoding="utf-8")
        assert set(re.findall(rf"<({VOCABULARY}[a-z-]+/[a-z0-9-]+)>", text)) <= concepts


def test_the_context_has_every_term_as_the_ontology_defines_it(
    folder: Path, ontology: Graph, terms: dict[str, URIRef]
) -> None:
    context = json.loads((folder / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert set(terms) <= set(context)
    for name, kind in terms.items():
        term = context[name] if isinstance(context[name], dict) else {"@id": context[name]}
        assert term["@id"] == f"ig:{name}"
        if kind == OWL.ObjectProperty:
            assert term["@type"] == "@id"
        elif kind == OWL.DatatypeProperty and "@type" in term:
            prefix, local = term["@type"].split(":")
            assert URIRef(context[prefix] + local) == ontology.value(IG[name], RDFS.range)


def test_the_context_reads_a_judgement(folder: Path) -> None:
    context = json.loads((folder / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    document = {
        "@context": context,
        "id": "https://data.example.org/id/inspection/essex/sif/2014-01-14",
        "type": "Inspection",
        "earliestStart": "2014-01-14",
        "hasJudgement": {
            "id": "https://data.example.org/id/inspection/essex/sif/2014-01-14/judgement/overall",
            "type": "Judgement",
            "grade": VOCABULARY + "grade/good",
        },
    }
    quads = list(pyoxigraph.parse(json.dumps(document), format=pyoxigraph.RdfFormat.JSON_LD))
    objects = {quad.predicate.value.removeprefix(str(IG)): quad.object for quad in quads}
    assert objects["grade"] == pyoxigraph.NamedNode(VOCABULARY + "grade/good")
    assert objects["earliestStart"] == pyoxigraph.Literal(
        "2014-01-14", datatype=pyoxigraph.NamedNode("http://www.w3.org/2001/XMLSchema#date")
    )
