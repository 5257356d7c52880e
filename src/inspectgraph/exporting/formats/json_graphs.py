"""The forms of JSON: Cytoscape's, node-link (D3, networkx), graphology's (sigma.js) and Kumu's."""

from __future__ import annotations

from typing import Any

from inspectgraph.exporting.formats.parts import Files, PropertyGraph, about, edges, lists, nodes, to_json
from inspectgraph.exporting.graphs.draft import SEPARATOR, Attributes

_PLACED = frozenset({"x", "y"})


def cytoscape(graph: PropertyGraph) -> Files:
    """Cytoscape's JSON (`.cyjs`) with positions, and beside it a style in Cytoscape.js' words."""
    said = about(graph)
    drawn = [
        {
            "data": {"id": name, "name": values.get("label", name), "shared_name": values.get("label", name), **values},
            "position": {axis: values[axis] for axis in ("x", "y") if axis in values},
        }
        for name, values in nodes(graph)
    ]
    joined = [
        {"data": {"id": key, "key": key, "source": source, "target": target, **_interaction(values), **values}}
        for key, source, target, values in edges(graph)
    ]
    network = {
        "format_version": "1.0",
        "generated_by": said.get("creator", ""),
        "target_cytoscapejs_version": "~3.0",
        "directed": graph.is_directed(),
        "multigraph": True,
        "data": {"name": said.get("title", ""), "shared_name": said.get("title", ""), **said},
        "elements": {"nodes": drawn, "edges": joined},
    }
    return {"": to_json(network), ".style.json": to_json(_style(graph))}


def _interaction(values: Attributes) -> dict[str, Any]:
    return {"interaction": values.get("relation", ""), "name": values.get("label", "")}


def _style(graph: PropertyGraph) -> list[dict[str, Any]]:
    heaviest = max((float(values.get("weight", 1)) for *_, values in edges(graph)), default=1.0)
    node = {
        "content": "data(label)",
        "background-color": "data(color)",
        "width": "data(size)",
        "height": "data(size)",
        "font-size": 10,
        "color": "#222222",
        "text-valign": "bottom",
        "text-wrap": "ellipsis",
        "text-max-width": "160px",
        "border-width": 1,
        "border-color": "#ffffff",
    }
    edge = {
        "width": f"mapData(weight, 1, {max(heaviest, 2.0)}, 1, 6)",
        "line-color": "#b0b0b0",
        "target-arrow-color": "#b0b0b0",
        "target-arrow-shape": "triangle" if graph.is_directed() else "none",
        "curve-style": "bezier",
    }
    coloured = {"line-color": "data(color)", "target-arrow-color": "data(color)"}
    rules = [
        ("node", node),
        ("edge", edge),
        ("edge[color]", coloured),
        ("node:selected", {"border-width": 3, "border-color": "#111111"}),
    ]
    return [
        {
            "format_version": "1.0",
            "generated_by": about(graph).get("creator", ""),
            "target_cytoscapejs_version": "~3.0",
            "title": "inspectgraph",
            "style": [{"selector": selector, "css": css} for selector, css in rules],
        }
    ]


def node_link(graph: PropertyGraph) -> Files:
    """Node-link JSON, its edges under `links`, as D3 reads it; networkx with `node_link_graph(data, edges="links")`."""
    joined = [
        {"id": key, "key": key, "source": source, "target": target, **values}
        for key, source, target, values in edges(graph)
    ]
    data = {
        "directed": graph.is_directed(),
        "multigraph": True,
        "graph": about(graph),
        "nodes": [{"id": name, **values} for name, values in nodes(graph)],
        "links": joined,
    }
    return {"": to_json(data)}


def graphology(graph: PropertyGraph) -> Files:
    """A serialised graphology graph; sigma.js draws it as it is."""
    directed = graph.is_directed()
    joined: list[dict[str, Any]] = [
        {"key": key, "source": source, "target": target, "attributes": values}
        for key, source, target, values in edges(graph)
    ]
    if not directed:
        joined = [{**edge, "undirected": True} for edge in joined]
    kind = "directed" if directed else "undirected"
    data = {
        "attributes": about(graph),
        "options": {"type": kind, "multi": True, "allowSelfLoops": True},
        "nodes": [{"key": name, "attributes": values} for name, values in nodes(graph)],
        "edges": joined,
    }
    return {"": to_json(data)}


def kumu(graph: PropertyGraph) -> Files:
    """Kumu's blueprint: elements with type and connections by identifier; lists are lists."""
    several = lists(graph)
    elements = [
        {"id": name, "label": values.get("label", name), "type": values.get("group", ""), **_fields(values, several)}
        for name, values in nodes(graph)
    ]
    connections = [
        {
            "id": key,
            "from": source,
            "to": target,
            "type": values.get("relation", ""),
            "direction": "directed" if graph.is_directed() else "undirected",
            **_fields(values, several),
        }
        for key, source, target, values in edges(graph)
    ]
    return {"": to_json({"elements": elements, "connections": connections})}


def _fields(values: Attributes, several: frozenset[str]) -> dict[str, Any]:
    return {
        name: str(value).split(SEPARATOR) if name in several else value
        for name, value in values.items()
        if name not in _PLACED
    }
