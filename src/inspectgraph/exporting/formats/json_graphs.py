"""The forms of JSON: node-link (D3, networkx), graphology's (sigma.js) and Kumu's."""

from __future__ import annotations

from typing import Any

from inspectgraph.exporting.formats.parts import Files, PropertyGraph, about, edges, lists, nodes, to_json
from inspectgraph.exporting.graphs.draft import SEPARATOR, Attributes

_PLACED = frozenset({"x", "y"})


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
