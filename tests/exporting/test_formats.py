"""Each format is read back by a program that is not ours, with the same nodes, edges and attributes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.exporting import readers
from tests.exporting.conftest import HOSTILE, hostile

from inspectgraph.building import BuildResult
from inspectgraph.exporting.charts.catalogue import CHARTS
from inspectgraph.exporting.formats.catalogue import DATASET_FORMATS, GRAPH_FORMATS
from inspectgraph.exporting.formats.parts import edges, nodes
from inspectgraph.exporting.graphs.views import VIEWS
from inspectgraph.exporting.pictures.catalogue import PICTURES
from inspectgraph.exporting.saving import beside, save
from inspectgraph.exporting.tables.catalogue import TABLES

pytestmark = pytest.mark.xdist_group("digests")
Reader = Callable[[Path], tuple[readers.Things, readers.Edges]]
#: Format, reader, and whether its values have types; text alone where not.
READERS = [
    pytest.param("gexf", readers.gexf, True, id="gexf by networkx"),
    pytest.param("graphml", readers.graphml_by_networkx, True, id="graphml by networkx"),
    pytest.param("graphml", readers.graphml_by_its_schema, True, id="graphml by its schema"),
    pytest.param("graphml", readers.graphml_by_rustworkx, True, id="graphml by rustworkx"),
    pytest.param("cytoscape", readers.cytoscape, True, id="cytoscape by networkx"),
    pytest.param("node-link", readers.node_link, True, id="node-link by networkx"),
    pytest.param("graphology", readers.graphology, True, id="graphology"),
    pytest.param("kumu", readers.kumu, True, id="kumu"),
    pytest.param("neo4j", readers.neo4j, False, id="neo4j by csv"),
    pytest.param("dot", readers.dot, False, id="dot by graphviz"),
]
#: What a format has a place of its own for, or another name.
ELSEWHERE = {
    "gexf": {"color", "size", "x", "y"},
    "neo4j": {"kind", "relation"},
    "dot": {"color", "group", "size", "x", "y", "label", "weight"},
    "kumu": {"x", "y"},
}


def written(graph: nx.MultiGraph, form: str, folder: Path) -> Path:
    chosen = GRAPH_FORMATS[form]
    path = folder / f"graph{chosen.suffix}"
    save({beside(path, chosen.suffix, added): text for added, text in chosen.write(graph).items()})
    return path


def _same(form: str, typed: bool, name: str, ours: Any, theirs: Any) -> bool:
    if isinstance(theirs, list):
        theirs = " | ".join(theirs)
    if typed:
        return bool(theirs == ours and isinstance(theirs, bool) == isinstance(ours, bool)) or (
            # XML has no line ends of other systems.
            isinstance(ours, bool | int | float) and float(theirs) == float(ours)
        )
    text = str(ours).lower() if isinstance(ours, bool) else str(ours)
    if form == "neo4j":
        text = " ".join(text.splitlines())
        return bool(theirs == text or theirs.replace(";", " | ").replace(",", ";") == text.replace(",", ";"))
    return bool(re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], theirs) == text)


def check(form: str, reader: Reader, typed: bool, graph: nx.MultiGraph, path: Path) -> None:
    if form == "dot" and shutil.which("dot") is None:
        pytest.skip("Graphviz is not on this machine")
    found, joined = reader(path)
    ours = dict(nodes(graph))
    assert set(found) == set(ours)
    own = {key: (source, target, values) for key, source, target, values in edges(graph)}
    assert set(joined) == set(own)
    elsewhere = ELSEWHERE.get(form, set())
    for name, values in ours.items():
        for key, value in values.items():
            if key not in elsewhere:
                assert _same(form, typed, key, value, found[name][key]), (name, key)
    for key, (source, target, values) in own.items():
        ends = joined[key][:2]
        assert ends == (source, target) or not graph.is_directed() and ends == (target, source)
        for name, value in values.items():
            if name not in elsewhere:
                assert _same(form, typed, name, value, joined[key][2][name]), (key, name)


@pytest.mark.parametrize(("form", "reader", "typed"), READERS)
def test_strange_labels_come_back(
    form: str, reader: Reader, typed: bool, strange: nx.MultiGraph, tmp_path: Path
) -> None:
    check(form, reader, typed, strange, written(strange, form, tmp_path))


@pytest.mark.parametrize(("form", "reader", "typed"), READERS)
@pytest.mark.parametrize("view", sorted(VIEWS))
def test_every_view_comes_back(
    form: str, reader: Reader, typed: bool, view: str, graphs: dict[str, nx.MultiGraph], tmp_path: Path
) -> None:
    graph = graphs[view]
    assert len(graph) > 1
    check(form, reader, typed, graph, written(graph, form, tmp_path))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(labels=st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_label_comes_back(labels: list[str], tmp_path: Path) -> None:
    graph = hostile(tuple(labels))
    for parameters in READERS:
        form, reader, typed = cast(tuple[str, Reader, bool], parameters.values)
        if form != "dot":
            check(form, reader, typed, graph, written(graph, form, tmp_path))


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not on this machine")
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(labels=st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_label_comes_back_from_graphviz(labels: list[str], tmp_path: Path) -> None:
    graph = hostile(tuple(labels))
    check("dot", readers.dot, False, graph, written(graph, "dot", tmp_path))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(labels=st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_label_comes_back_from_pajek(labels: list[str], tmp_path: Path) -> None:
    graph = hostile(tuple(labels))
    back = nx.read_pajek(written(graph, "pajek", tmp_path))
    assert (len(back), back.number_of_edges()) == (len(graph), graph.number_of_edges())


def test_pajek_comes_back_with_labels_and_weights(strange: nx.MultiGraph, tmp_path: Path) -> None:
    back = nx.read_pajek(written(strange, "pajek", tmp_path))
    assert len(back) == len(strange)
    assert back.number_of_edges() == strange.number_of_edges()
    weights = sorted(values["weight"] for _, _, values in back.edges(data=True))
    assert weights == sorted(float(values["weight"]) for *_, values in strange.edges(data=True))
    assert any("Größe" in label for label in back)


@pytest.mark.parametrize("form", sorted(GRAPH_FORMATS))
def test_the_hostile_label_is_never_an_element(form: str, strange: nx.MultiGraph) -> None:
    for added, text in GRAPH_FORMATS[form].write(strange).items():
        if form in ("gexf", "graphml") or added == ".style.xml":
            tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(text).iter()}
            assert "script" not in tags
            assert HOSTILE not in text
        elif form in ("cytoscape", "node-link", "graphology", "kumu"):
            assert "<" not in text
            json.loads(text)
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text), added


def test_gexf_has_time_looks_and_kinds_of_edges(strange: nx.MultiGraph) -> None:
    space = {"g": "http://gexf.net/1.3", "v": "http://gexf.net/1.3/viz"}
    root = ElementTree.fromstring(GRAPH_FORMATS["gexf"].write(strange)[""])
    graph = root.find("g:graph", space)
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    drawn = graph.findall("g:nodes/g:node", space)
    assert {node.get("start") for node in drawn} == {"2019-01-07"}
    # An end before the start is no interval.
    assert {node.get("end") for node in drawn} == {"2020-01-07", None}
    for part in ("color", "position", "size"):
        assert all(node.find(f"v:{part}", space) is not None for node in drawn)
    assert {edge.get("kind") for edge in graph.findall("g:edges/g:edge", space)} == {"knows", "is itself"}


def test_graphml_has_labels_and_shapes_for_yed(strange: nx.MultiGraph) -> None:
    root = ElementTree.fromstring(GRAPH_FORMATS["graphml"].write(strange)[""])
    space = {"g": "http://graphml.graphdrawing.org/xmlns", "y": "http://www.yworks.com/xml/graphml"}
    labels = [label.text for label in root.findall(".//y:ShapeNode/y:NodeLabel", space)]
    assert HOSTILE in labels
    assert len(labels) == len(strange)
    identifiers = [edge.get("id") for edge in root.findall(".//g:edge", space)]
    assert len(set(identifiers)) == len(identifiers) == strange.number_of_edges()


def test_neo4j_declares_types_and_lists(strange: nx.MultiGraph) -> None:
    files = GRAPH_FORMATS["neo4j"].write(strange)
    header = files[".nodes.csv"].partition("\n")[0].split(",")
    assert header[:2] == ["id:ID", ":LABEL"]
    assert {"names:string[]", "start:date", "whether:boolean", "number:double", "degree:long"} <= set(header)
    assert files[".relationships.csv"].startswith(":START_ID,:END_ID,:TYPE,id,")
    assert "\r" not in files[".nodes.csv"]


def test_cytoscape_has_a_style_for_each_of_its_programs(strange: nx.MultiGraph) -> None:
    files = GRAPH_FORMATS["cytoscape"].write(strange)
    network, (style,) = json.loads(files[""]), json.loads(files[".style.json"])
    assert all({"x", "y"} <= set(node["position"]) for node in network["elements"]["nodes"])
    assert {rule["selector"] for rule in style["style"]} >= {"node", "edge"}
    styles = ElementTree.fromstring(files[".style.xml"]).findall("visualStyle")
    assert [each.get("name") for each in styles] == [f"inspectgraph {strange.graph['name']}"]
    assert [part.tag for part in styles[0]] == ["network", "node", "edge"]
    columns = {"node": network["elements"]["nodes"][0]["data"], "edge": network["elements"]["edges"][0]["data"]}
    kinds = {"string": str, "float": float, "integer": int}
    mapped = 0
    for part in ("node", "edge"):
        properties = styles[0].findall(f"{part}/visualProperty")
        names = [each.get("name") for each in properties]
        assert len(set(names)) == len(names)
        assert all(
            str(name).startswith(part.upper()) and each.get("default") is not None
            for name, each in zip(names, properties, strict=True)
        )
        # What a style refers to is there, and of that type.
        for mapping in (child for each in properties for child in each):
            assert isinstance(
                columns[part][str(mapping.get("attributeName"))], kinds[str(mapping.get("attributeType"))]
            )
            mapped += 1
    assert mapped >= 6
    arrow = next(
        each for each in styles[0].findall("edge/visualProperty") if each.get("name") == "EDGE_TARGET_ARROW_SHAPE"
    )
    assert arrow.get("default") == ("DELTA" if strange.is_directed() else "NONE")


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not on this machine")
def test_graphviz_draws_the_picture(strange: nx.MultiGraph, tmp_path: Path) -> None:
    path = written(strange, "dot", tmp_path)
    done = subprocess.run(["neato", "-n", "-Tsvg", str(path)], capture_output=True, text=True, check=True)
    assert "<script" not in done.stdout
    assert done.stdout.count('class="node"') == len(strange)


@pytest.mark.parametrize("form", sorted(GRAPH_FORMATS))
def test_every_format_says_where_the_graph_comes_from(form: str, graphs: dict[str, nx.MultiGraph]) -> None:
    if form in ("kumu", "neo4j", "pajek"):
        pytest.skip("the format has no place for it")
    assert "https://data.example.org/id/dataset" in GRAPH_FORMATS[form].write(graphs["history"])[""]


def test_equal_builds_have_equal_files_whatever_the_seed_of_hashes(digests_build: BuildResult) -> None:
    code = (
        "import hashlib, sys; from pathlib import Path; from inspectgraph import Graph; "
        "from inspectgraph.exporting.formats.catalogue import GRAPH_FORMATS as F; from inspectgraph.exporting.graphs.views "
        "import VIEWS as V; g = Graph.open(sys.argv[1]); h = hashlib.sha256(); "
        "[h.update(t.encode()) for v in V for n in [g.to_networkx(v, 'Essex' if v == 'authority' else '')] "
        "for f in F.values() for t in f.write(n).values()]; print(h.hexdigest())"
    )
    seen = set()
    for seed in ("1", "2"):
        where = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
        command = [sys.executable, "-c", code, str(digests_build.output)]
        seen.add(subprocess.run(command, capture_output=True, text=True, check=True, env=where).stdout)
    assert len(seen) == 1


def test_the_docs_say_what_every_format_can_carry(project: Path) -> None:
    page = (project / "docs" / "how-to" / "open-exports.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (.*?) \|", page, re.MULTILINE)
    forms: dict[str, Any] = {**GRAPH_FORMATS, **PICTURES, **DATASET_FORMATS}
    assert [name for name, _ in rows] == list(forms)
    for name, files in rows:
        assert not forms[name].suffix or f"`{forms[name].suffix}`" in files


def test_the_docs_name_every_view_chart_and_table(project: Path) -> None:
    page = (project / "docs" / "how-to" / "export.md").read_text(encoding="utf-8")
    for name in (*VIEWS, *CHARTS, *TABLES):
        assert f"`{name}`" in page
