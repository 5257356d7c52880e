"""What is written is what the formats' schemas ask for, whatever a label says."""

from __future__ import annotations

import json
from typing import Any

import networkx as nx
import pytest
import xmlschema
from fastjsonschema import JsonSchemaException
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exporting.conftest import HOSTILE, hostile
from tests.exporting.schemas import FILES, check_gexf, check_json

from inspectgraph.asking.dataset import Dataset
from inspectgraph.exporting.exports import export_table
from inspectgraph.exporting.formats.catalogue import DATASET_FORMATS, GRAPH_FORMATS
from inspectgraph.exporting.graphs.views import VIEWS

pytestmark = pytest.mark.xdist_group("digests")


@pytest.mark.parametrize("view", [*VIEWS, "strange"])
def test_gexf(view: str, graphs: dict[str, nx.MultiGraph], strange: nx.MultiGraph) -> None:
    graph = strange if view == "strange" else graphs[view]
    check_gexf(GRAPH_FORMATS["gexf"].write(graph)[""])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('version="1.3"', 'version="1.2"'),
        ('start="2019-01-07"', 'start="7 January"'),
        ('target="thing/0"', 'target="thing/none"'),
        ('<node id="thing/1"', '<node id="thing/0"'),
        ('type="long"', 'type="integer number"'),
    ],
)
def test_the_schema_of_gexf_finds_faults(old: str, new: str, strange: nx.MultiGraph) -> None:
    text = GRAPH_FORMATS["gexf"].write(strange)[""]
    assert old in text
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        check_gexf(text.replace(old, new, 1))


@pytest.mark.parametrize(("form", "added"), FILES)
def test_json(form: str, added: str, graphs: dict[str, nx.MultiGraph], strange: nx.MultiGraph) -> None:
    for graph in (strange, *graphs.values()):
        check_json(FILES[form, added], GRAPH_FORMATS[form].write(graph)[added])


def test_the_schemas_of_json_find_faults(strange: nx.MultiGraph) -> None:
    for (form, added), name in FILES.items():
        value = json.loads(GRAPH_FORMATS[form].write(strange)[added])
        for broken in ([], {**value, "more": 1} if isinstance(value, dict) else [{}]):
            with pytest.raises(JsonSchemaException):
                check_json(name, json.dumps(broken))


@settings(max_examples=25, deadline=None)
@given(labels=st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_label_gives_valid_files(labels: list[str]) -> None:
    graph = hostile(tuple(labels))
    check_gexf(GRAPH_FORMATS["gexf"].write(graph)[""])
    for (form, added), name in FILES.items():
        check_json(name, GRAPH_FORMATS[form].write(graph)[added])


def test_annotations(dataset: Dataset) -> None:
    collection = check_json("annotations", DATASET_FORMATS["annotations"].write(dataset)[""])
    items = collection["first"]["items"]
    assert len({item["id"] for item in items}) == len(items)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_the_data_package(form: str, dataset: Dataset) -> None:
    files: dict[str, Any] = {path.name: data for path, data in export_table(dataset, "all", form).items()}
    package = check_json("data-package", files["datapackage.json"])
    assert package["profile"] == ("tabular-data-package" if form == "csv" else "data-package")
    assert "5 documents" in package["description"]
    for resource in package["resources"]:
        assert resource["bytes"] == len(files[resource["path"]])


def test_the_hostile_label_is_a_value_and_nothing_else(strange: nx.MultiGraph) -> None:
    value = check_json("node-link", GRAPH_FORMATS["node-link"].write(strange)[""])
    assert HOSTILE in {node["label"] for node in value["nodes"]}
