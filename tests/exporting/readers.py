"""Readers that are not ours, each giving nodes and edges with their attributes."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
from networkx.readwrite.json_graph import node_link_graph

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
Things = dict[str, dict[str, Any]]
Edges = dict[str, tuple[str, str, dict[str, Any]]]


def of_networkx(graph: nx.Graph) -> tuple[Things, Edges]:
    edges: Edges = {}
    for source, target, values in graph.edges(data=True):
        edges[values["id"]] = (source, target, values)
    return dict(graph.nodes(data=True)), edges


def gexf(path: Path) -> tuple[Things, Edges]:
    nodes, edges = of_networkx(nx.read_gexf(path))
    return nodes, edges


def graphml_by_networkx(path: Path) -> tuple[Things, Edges]:
    graph = nx.read_graphml(path, force_multigraph=True)
    edges = {key: (source, target, values) for source, target, key, values in graph.edges(keys=True, data=True)}
    return dict(graph.nodes(data=True)), edges


def graphml_by_its_schema(path: Path) -> tuple[Things, Edges]:
    """As the format's own definition reads a file: keys declared once, values by their declared types."""
    root = ElementTree.parse(path).getroot()
    kinds: dict[str, Callable[[str], Any]] = {
        "string": str,
        "int": int,
        "long": int,
        "double": float,
        "float": float,
        "boolean": lambda word: word == "true",
    }
    keys = {key.attrib["id"]: key.attrib for key in root.iter(f"{{{GRAPHML}}}key")}
    assert len(keys) == len(list(root.iter(f"{{{GRAPHML}}}key")))

    def values(element: ElementTree.Element) -> dict[str, Any]:
        found = {}
        for data in element.iter(f"{{{GRAPHML}}}data"):
            declared = keys[data.attrib["key"]]
            if "attr.name" in declared:
                found[declared["attr.name"]] = kinds[declared["attr.type"]](data.text or "")
        return found

    nodes = {node.attrib["id"]: values(node) for node in root.iter(f"{{{GRAPHML}}}node")}
    edges = {
        edge.attrib["id"]: (edge.attrib["source"], edge.attrib["target"], values(edge))
        for edge in root.iter(f"{{{GRAPHML}}}edge")
    }
    assert len(edges) == len(list(root.iter(f"{{{GRAPHML}}}edge")))
    return nodes, edges


def graphml_by_rustworkx(path: Path) -> tuple[Things, Edges]:
    """By a reader that shares no code with networkx; it knows nothing of what yEd adds, which is taken out before."""
    import rustworkx

    text = re.sub(
        r'<key id="[en]_graphics".*?/>|<data key="[en]_graphics">.*?</data>', "", path.read_text("utf-8"), flags=re.S
    )
    plain = path.with_suffix(".plain.graphml")
    plain.write_text(text, encoding="utf-8")
    (graph,) = rustworkx.read_graphml(str(plain))
    rows = {
        index: {name: value for name, value in graph[index].items() if value is not None}
        for index in graph.node_indices()
    }
    edges = {
        values["id"]: (rows[source]["id"], rows[target]["id"], values)
        for source, target, values in graph.weighted_edge_list()
    }
    return {row["id"]: row for row in rows.values()}, edges


def cytoscape(path: Path) -> tuple[Things, Edges]:
    data = json.loads(path.read_text(encoding="utf-8"))
    # networkx wants a second identifier, `value`, which Cytoscape has not.
    own = {node["data"]["id"]: node["data"] for node in data["elements"]["nodes"]}
    for node in data["elements"]["nodes"]:
        node["data"] = {**node["data"], "value": node["data"]["id"]}
    nodes, edges = of_networkx(nx.cytoscape_graph(data))
    return {name: {**values, **own[name]} for name, values in nodes.items()}, edges


def node_link(path: Path) -> tuple[Things, Edges]:
    return of_networkx(node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="links"))


def graphology(path: Path) -> tuple[Things, Edges]:
    data = json.loads(path.read_text(encoding="utf-8"))
    nodes = {node["key"]: node["attributes"] for node in data["nodes"]}
    edges = {edge["key"]: (edge["source"], edge["target"], edge["attributes"]) for edge in data["edges"]}
    assert len(edges) == len(data["edges"])
    return nodes, edges


def kumu(path: Path) -> tuple[Things, Edges]:
    data = json.loads(path.read_text(encoding="utf-8"))
    nodes = {element["id"]: element for element in data["elements"]}
    return nodes, {edge["id"]: (edge["from"], edge["to"], edge) for edge in data["connections"]}


def neo4j(path: Path) -> tuple[Things, Edges]:
    def rows(added: str) -> list[dict[str, str]]:
        text = path.with_name(path.name + added).read_text(encoding="utf-8")
        found = [
            {name.partition(":")[0] or name: value for name, value in row.items()}
            for row in csv.DictReader(io.StringIO(text, newline=""))
        ]
        assert all(None not in row.values() for row in found)
        return found

    nodes = {row["id"]: row for row in rows(".nodes.csv")}
    edges = {row["id"]: (row[":START_ID"], row[":END_ID"], row) for row in rows(".relationships.csv")}
    return nodes, edges


def dot(path: Path) -> tuple[Things, Edges]:
    done = subprocess.run(["dot", "-Kneato", "-n", "-Tjson0", str(path)], capture_output=True, text=True, check=True)
    assert not done.stderr
    data = json.loads(done.stdout)
    names = {each["_gvid"]: each["name"] for each in data["objects"]}
    nodes = {each["name"]: {**each, "label": each["xlabel"]} for each in data["objects"]}
    return nodes, {edge["id"]: (names[edge["tail"]], names[edge["head"]], edge) for edge in data["edges"]}
