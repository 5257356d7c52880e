"""`inspectgraph export` and `inspectgraph.Graph`, from the outside; RDF and annotations."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest
from pyoxigraph import DefaultGraph, RdfFormat
from typer.testing import CliRunner

from inspectgraph import Graph
from inspectgraph.asking.dataset import Dataset
from inspectgraph.building import BuildResult
from inspectgraph.cli import app
from inspectgraph.errors import ExportError, OutputError, QueryError
from inspectgraph.exporting.formats.catalogue import DATASET_FORMATS, GRAPH_FORMATS
from inspectgraph.exporting.graphs.views import VIEWS
from inspectgraph.exporting.pictures.catalogue import PICTURES
from inspectgraph.exporting.saving import beside, save
from inspectgraph.exporting.tables.catalogue import TABLES

pytestmark = pytest.mark.xdist_group("digests")


@pytest.fixture
def out(digests_build: BuildResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    return str(digests_build.output)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["export", *arguments], env={"COLUMNS": "200"})
    return result.exit_code, result.stdout, result.stderr


def test_the_list_names_formats_views_and_tables() -> None:
    status, shown, _ = run()
    assert status == 0
    for name in (*GRAPH_FORMATS, *PICTURES, *DATASET_FORMATS, *VIEWS, *TABLES):
        assert name in shown


def test_a_file_is_called_after_its_view(out: str) -> None:
    assert run("gexf", "--view", "inspectors", "--from", out) == (0, "", "inspectors.gexf\n")
    assert len(nx.read_gexf("inspectors.gexf")) > 3
    assert sorted(os.listdir()) == ["inspectors.gexf"]


def test_formats_of_several_files(out: str) -> None:
    assert (
        run("neo4j", "--from", out, "-o", "nets/essex.csv")[2] == "nets/essex.nodes.csv\nnets/essex.relationships.csv\n"
    )
    assert run("cytoscape", "--from", out)[2] == "history.cyjs\nhistory.style.xml\nhistory.style.json\n"
    status, shown, told = run("cytoscape", "--from", out, "-o", "-")
    assert (status, shown) == (2, "")
    assert "3 files" in told


def test_the_standard_output(out: str) -> None:
    status, shown, _ = run("node-link", "--view", "history", "--authority", "Essex", "--from", out, "-o", "-")
    assert status == 0
    assert json.loads(shown)["graph"]["title"] == "Inspections in sequence: Essex"


def test_a_table_takes_its_form_from_the_name_of_the_file(out: str) -> None:
    assert run("table", "latest", "--from", out, "-o", "grades.xlsx")[0] == 0
    assert Path("grades.xlsx").read_bytes().startswith(b"PK")
    assert run("table", "latest", "--from", out)[2] == "latest.csv\n"
    assert run("table", "all", "--format", "md", "--from", out)[0] == 0
    assert sorted(os.listdir("tables")) == sorted([*(f"{name}.md" for name in TABLES), "datapackage.json"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("gexff",), "Did you mean gexf"),
        (("gexf", "--view", "neighbors"), "Did you mean neighbours"),
        (("table", "latst"), "Did you mean latest"),
        (("table", "latest", "--format", "xls"), "Did you mean xlsx"),
        (("table",), "Which table"),
        (("table", "latest", "--view", "full"), "no views"),
        (("gexf", "latest"), "belongs to no table"),
        (("gexf", "--format", "csv"), "belongs to no table"),
        (("ttl", "--view", "history"), "has no views"),
        (("gexf", "--authority", "Essez"), "Essex"),
    ],
)
def test_what_does_not_exist_is_told_the_nearest(arguments: tuple[str, ...], said: str, out: str) -> None:
    status, shown, told = run(*arguments, "--from", out)
    assert (status, shown) == (2, "")
    assert said in told
    assert not os.listdir()


def test_files_come_into_place_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    for wrong in (tmp_path / "folder", tmp_path / "file" / "b.txt"):
        with pytest.raises(ExportError, match="can't be written"):
            save({tmp_path / "a.txt": "new", wrong: "x"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_names_of_the_files_of_an_export() -> None:
    path = Path("nets/people.v2.cyjs")
    assert beside(path, ".cyjs", "") == path
    assert beside(path, ".cyjs", ".style.json") == Path("nets/people.v2.style.json")
    assert beside(Path("people"), "", ".nodes.csv") == Path("people.nodes.csv")


@pytest.mark.parametrize(
    ("form", "parsed"),
    [
        ("nt", RdfFormat.N_TRIPLES),
        ("ttl", RdfFormat.TURTLE),
        ("jsonld", RdfFormat.JSON_LD),
        ("rdfxml", RdfFormat.RDF_XML),
    ],
)
def test_rdf_is_the_default_graph(form: str, parsed: RdfFormat, dataset: Dataset) -> None:
    (text,) = DATASET_FORMATS[form].write(dataset).values()
    triples = {quad.triple for quad in pyoxigraph.parse(input=text, format=parsed)}
    assert triples == {quad.triple for quad in dataset.quads(graph=DefaultGraph())}


def test_annotations_quote_the_documents(dataset: Dataset, digests_build: BuildResult) -> None:
    (text,) = DATASET_FORMATS["annotations"].write(dataset).values()
    assert "<" not in text
    collection = json.loads(text)
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = collection["first"]["items"]
    assert collection["total"] == len(items) > 100
    quoted = 0
    for item in items:
        assert item["type"] == "Annotation"
        assert item["body"]
        target = item["target"]
        source = target["source"] if isinstance(target["source"], str) else target["source"]["id"]
        selectors = {each["type"]: each for each in target["selector"]}
        place = selectors["TextPositionSelector"]
        if exact := selectors.get("TextQuoteSelector"):
            document = digests_build.output / "texts" / f"{source.rpartition('/')[2]}.txt"
            words = document.read_bytes().decode()
            assert words[place["start"] : place["end"]] == exact["exact"]
            quoted += 1
    assert quoted > 100


# Python


def test_the_package_is_imported_in_no_time() -> None:
    code = "import inspectgraph, sys; print([n for n in ('pyoxigraph', 'networkx', 'openpyxl') if n in sys.modules])"
    where = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=where)
    assert done.stdout.strip() == "[]"


def test_the_graph_in_python(digests_build: BuildResult) -> None:
    graph = Graph.open(digests_build.output)
    assert graph.authority("Essex County Council").thing.label == "Essex"
    history = graph.history("Essex")
    assert [row["start"] for row in history if row["start"]] == sorted(row["start"] for row in history if row["start"])
    assert len(graph.to_networkx("inspectors")) > 3
    assert graph.to_table("latest").records()[0]["authority"] == "Essex"
    assert graph.query("SELECT (COUNT(?j) AS ?n) { ?j a ig:Judgement }")[0]["n"] > 10
    assert graph.ask("current-grades", authority="Essex")


def test_errors_in_python(digests_build: BuildResult, tmp_path: Path) -> None:
    graph = Graph.open(str(digests_build.output))
    with pytest.raises(OutputError):
        Graph.open(tmp_path / "none")
    with pytest.raises(QueryError, match="Only a SELECT"):
        graph.query("ASK {}")
    with pytest.raises(ExportError, match="no table"):
        graph.to_table("newest")
    with pytest.raises(QueryError, match="Nowhere"):
        graph.authority("Nowhere at all")
