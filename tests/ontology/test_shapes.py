"""The example keeps all shapes, and each fault that is put into it is found."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SH

from inspectgraph.validating.findings import Finding
from inspectgraph.validating.sparql_shapes import load_shapes, run

PREFIXES = """
PREFIX ig: <https://w3id.org/inspectgraph/ontology#>
PREFIX area: <https://w3id.org/inspectgraph/vocab/area/>
PREFIX grade: <https://w3id.org/inspectgraph/vocab/grade/>
PREFIX role: <https://w3id.org/inspectgraph/vocab/role/>
PREFIX fw: <https://w3id.org/inspectgraph/vocab/framework/>
PREFIX unit: <https://w3id.org/inspectgraph/vocab/unit/>
PREFIX measure: <https://w3id.org/inspectgraph/vocab/measure/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX id: <https://data.example.org/id/>
PREFIX authority: <https://data.example.org/id/authority/>
PREFIX sif: <https://data.example.org/id/inspection/essex/sif/>
PREFIX ilacs: <https://data.example.org/id/inspection/essex/ilacs/>
PREFIX judgement: <https://data.example.org/id/inspection/essex/sif/2014-01-14/judgement/>
PREFIX tenure: <https://data.example.org/id/tenure/>
PREFIX post: <https://data.example.org/id/post/essex/>
"""
FILES = ("document", "document-sparql", "consolidated", "reference")
ALL = ("reference", "consolidated", "resolution", "report", "news")
FAULTS = tomllib.loads((Path(__file__).parent / "faults.toml").read_text(encoding="utf-8"))
Pieces = Callable[..., Graph]
Result = tuple[str, str, str, str]


def faults(kind: str) -> list[object]:
    return [pytest.param(fault, id=f"{fault['shape']}-{number}") for number, fault in enumerate(FAULTS[kind])]


def by_pyshacl(graph: Graph, path: Path) -> set[Result]:
    """Focus node, value, severity and local name of the shape of each result."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=Graph().parse(path), inplace=True)
    assert isinstance(report, Graph)
    results = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        value = report.value(result, SH.value)
        severity = str(report.value(result, SH.resultSeverity)).removeprefix(str(SH))
        shape = str(report.value(result, SH.sourceShape)).rsplit("/", 1)[-1]
        results.add((str(focus), "" if value == focus else str(value), severity, shape))
    return results


def by_runner(graph: Graph, path: Path) -> list[Finding]:
    store = pyoxigraph.Store()
    store.load(graph.serialize(format="nt", encoding="utf-8"), format=pyoxigraph.RdfFormat.N_TRIPLES)
    return run(store, load_shapes(path))


def rows(findings: list[Finding]) -> set[Result]:
    return {
        (
            found.focus_node,
            "" if found.value in (None, found.focus_node) else str(found.value),
            found.severity,
            found.shape.rsplit("/", 1)[-1],
        )
        for found in findings
    }


@pytest.mark.parametrize("name", ["report", "news"])
def test_the_example_keeps_the_shapes_of_a_document(name: str, pieces: Pieces, folder: Path) -> None:
    graph = pieces("reference", name)
    assert by_pyshacl(graph, folder / "shapes/document.ttl") == set()
    assert by_pyshacl(graph, folder / "shapes/document-sparql.ttl") == set()
    assert by_runner(graph, folder / "shapes/document-sparql.ttl") == []


def test_the_example_keeps_the_other_shapes(pieces: Pieces, folder: Path) -> None:
    assert by_pyshacl(pieces("reference"), folder / "shapes/reference.ttl") == set()
    assert by_pyshacl(pieces(*ALL), folder / "shapes/consolidated.ttl") == set()


@pytest.mark.parametrize("name", FILES)
def test_each_file_of_shapes_is_good_shacl(name: str, folder: Path) -> None:
    path = folder / f"shapes/{name}.ttl"
    conforms, _, text = pyshacl.validate(Graph().parse(path), shacl_graph=Graph(), meta_shacl=True)
    assert conforms, text
    shacl_of_shacl, _, text = pyshacl.validate(Graph(), shacl_graph=Graph().parse(path), meta_shacl=True)
    assert shacl_of_shacl, text


@pytest.mark.parametrize("name", FILES)
def test_each_shape_speaks_to_people(name: str, folder: Path) -> None:
    graph = Graph().parse(folder / f"shapes/{name}.ttl")
    for shape in [*graph.subjects(RDF.type, SH.NodeShape), *graph.subjects(RDF.type, SH.PropertyShape)]:
        assert isinstance(shape, URIRef)
        messages = [(constraint, SH.message) for constraint in graph.objects(shape, SH.sparql)] or [(shape, SH.message)]
        for node, predicate in [(shape, SH.name), (shape, SH.description), *messages]:
            spoken = graph.value(node, predicate)
            assert isinstance(spoken, Literal)
            assert spoken.language == "en", (shape, predicate)
        assert graph.value(shape, SH.severity) in (SH.Violation, SH.Warning, SH.Info)


@pytest.mark.parametrize("fault", faults("document"))
def test_a_fault_in_a_document_is_found(fault: dict[str, str], pieces: Pieces, folder: Path) -> None:
    graph = pieces("reference", fault["graph"])
    graph.update(PREFIXES + fault["change"])
    assert fault["shape"] in {found[-1] for found in by_pyshacl(graph, folder / "shapes/document.ttl")}


@pytest.mark.parametrize("fault", faults("across-nodes"))
def test_a_fault_across_nodes_is_found(fault: dict[str, str], pieces: Pieces, folder: Path) -> None:
    graph = pieces("reference", fault["graph"])
    graph.update(PREFIXES + fault["change"])
    assert fault["shape"] in {found[-1] for found in rows(by_runner(graph, folder / "shapes/document-sparql.ttl"))}


@pytest.mark.parametrize("fault", faults("across-documents"))
def test_a_fault_across_documents_is_found(fault: dict[str, str], pieces: Pieces, folder: Path) -> None:
    graph = pieces(*ALL)
    graph.update(PREFIXES + fault["change"])
    assert fault["shape"] in {found[-1] for found in rows(by_runner(graph, folder / "shapes/consolidated.ttl"))}


@pytest.mark.parametrize("fault", faults("reference"))
def test_a_fault_in_the_reference_is_found(fault: dict[str, str], pieces: Pieces, folder: Path) -> None:
    graph = pieces("reference")
    graph.update(PREFIXES + fault["change"])
    assert fault["shape"] in {found[-1] for found in by_pyshacl(graph, folder / "shapes/reference.ttl")}


@pytest.mark.parametrize("name", ["report", "news"])
def test_runner_and_pyshacl_agree_on_a_document(name: str, pieces: Pieces, folder: Path) -> None:
    graph = pieces("reference", name)
    for fault in FAULTS["across-nodes"]:
        if fault["graph"] == name:
            graph.update(PREFIXES + fault["change"])
    path = folder / "shapes/document-sparql.ttl"
    found = rows(by_runner(graph, path))
    assert found
    assert found == by_pyshacl(graph, path)


def test_runner_and_pyshacl_agree_on_all_documents(pieces: Pieces, folder: Path) -> None:
    graph = pieces(*ALL)
    for fault in FAULTS["across-documents"]:
        graph.update(PREFIXES + fault["change"])
    path = folder / "shapes/consolidated.ttl"
    found = rows(by_runner(graph, path))
    assert found
    assert found == by_pyshacl(graph, path)


def test_every_sparql_shape_has_a_fault_that_it_finds(folder: Path) -> None:
    shapes = [shape for file in FILES[1:3] for shape in load_shapes(folder / f"shapes/{file}.ttl")]
    found = {fault["shape"] for kind in ("across-nodes", "across-documents") for fault in FAULTS[kind]}
    assert {shape.shape.rsplit("/", 1)[-1] for shape in shapes} == found


def test_the_runner_asks_the_graphs_that_it_is_told(folder: Path) -> None:
    evidence, one, other = (
        pyoxigraph.NamedNode(f"https://data.example.org/{name}") for name in ("evidence", "one", "other")
    )
    ig = "https://w3id.org/inspectgraph/ontology#"
    store = pyoxigraph.Store()
    kind, start, end = (pyoxigraph.NamedNode(name) for name in (str(RDF.type), f"{ig}start", f"{ig}end"))
    store.add(pyoxigraph.Quad(evidence, kind, pyoxigraph.NamedNode(f"{ig}Evidence"), one))
    store.add(pyoxigraph.Quad(evidence, start, pyoxigraph.Literal(5), one))
    store.add(pyoxigraph.Quad(evidence, end, pyoxigraph.Literal(4), other))
    shapes = load_shapes(folder / "shapes/document-sparql.ttl")
    assert run(store, shapes) == []
    assert run(store, shapes, [one]) == []
    (found,) = run(store, shapes, [one, other])
    assert found == Finding(
        focus_node="https://data.example.org/evidence",
        path=None,
        value="4",
        message="Evidence ends at 4, not after its start at 5.",
        severity="Violation",
        shape="https://w3id.org/inspectgraph/shapes/document-sparql/evidence-order",
    )


@pytest.mark.parametrize(
    ("shape", "problem"),
    [
        ('sh:severity sh:Fatal ; sh:sparql [ sh:message "m" ; sh:select "SELECT $this WHERE { }" ]', "severity"),
        ('sh:sparql [ sh:message "m" ; sh:select "SELECT $this { $this ?p ?o }" ]', "WHERE"),
        ('sh:sparql [ sh:message "m" ]', "sh:select"),
    ],
)
def test_the_runner_refuses_what_it_can_not_ask(shape: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(
        f"@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> sh:targetClass <urn:c> ; {shape} .", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=problem):
        load_shapes(path)
