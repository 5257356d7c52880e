"""Cytoscape's JSON, with a style for Cytoscape itself and one for Cytoscape.js, which does not read the other's.

https://manual.cytoscape.org/en/stable/Supported_Network_File_Formats.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

from inspectgraph.exporting.formats.parts import Files, PropertyGraph, about, edge_types, edges, nodes, to_json
from inspectgraph.exporting.graphs.draft import Attributes
from inspectgraph.exporting.graphs.looks import EDGE_COLOUR

#: How wide the lightest and the heaviest edge are drawn.
_THIN, _THICK = 1.0, 6.0


def write(graph: PropertyGraph) -> Files:
    """The network (`.cyjs`) with positions, and its look in the words of Cytoscape and in those of Cytoscape.js."""
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
    return {"": to_json(network), ".style.xml": "\n".join(_vizmap(graph)) + "\n", ".style.json": to_json(_style(graph))}


def _interaction(values: Attributes) -> dict[str, Any]:
    return {"interaction": values.get("relation", ""), "name": values.get("label", "")}


def _style(graph: PropertyGraph) -> list[dict[str, Any]]:
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
        "width": f"mapData(weight, 1, {_heaviest(graph)}, {_THIN}, {_THICK})",
        "line-color": EDGE_COLOUR,
        "target-arrow-color": EDGE_COLOUR,
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


def _heaviest(graph: PropertyGraph) -> float:
    return max(2.0, max((float(values.get("weight", 1)) for *_, values in edges(graph)), default=1.0))


def _vizmap(graph: PropertyGraph) -> Iterator[str]:
    """The style that `File > Import > Styles from File` reads."""
    name = quoteattr(f"inspectgraph {graph.graph.get('name', '')}".strip())
    coloured, weight = edge_types(graph).keys() & {"color"}, edge_types(graph).get("weight", int)
    yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    yield '<vizmap id="VizMap-inspectgraph" documentVersion="3.1">'
    yield f"<visualStyle name={name}>"
    yield f"<network>{_property('NETWORK_BACKGROUND_PAINT', '#FFFFFF')}</network>"
    yield "<node>"
    yield '<dependency name="nodeSizeLocked" value="true"/>'
    yield _property("NODE_SHAPE", "ELLIPSE")
    yield _property("NODE_FILL_COLOR", "#CCCCCC", _passed("color", "string"))
    yield _property("NODE_SIZE", "20.0", _passed("size", "float"))
    yield _property("NODE_LABEL", "", _passed("label", "string"))
    yield _property("NODE_LABEL_FONT_SIZE", "10")
    yield _property("NODE_LABEL_COLOR", "#1B1F23")
    yield _property("NODE_LABEL_POSITION", "S,N,c,0.00,0.00")
    yield _property("NODE_BORDER_PAINT", "#FFFFFF")
    yield _property("NODE_BORDER_WIDTH", "1.0")
    yield _property("NODE_TOOLTIP", "", _passed("group", "string"))
    yield "</node>"
    yield "<edge>"
    yield '<dependency name="arrowColorMatchesEdge" value="true"/>'
    yield _property("EDGE_UNSELECTED_PAINT", EDGE_COLOUR.upper(), _passed("color", "string") if coloured else "")
    yield _property("EDGE_WIDTH", str(_THIN), _by_weight(_heaviest(graph), weight))
    yield _property("EDGE_TRANSPARENCY", "160")
    yield _property("EDGE_TARGET_ARROW_SHAPE", "DELTA" if graph.is_directed() else "NONE")
    yield _property("EDGE_TOOLTIP", "", _passed("label", "string"))
    yield "</edge>"
    yield "</visualStyle>"
    yield "</vizmap>"


def _property(name: str, default: str, mapping: str = "") -> str:
    return f'<visualProperty name="{name}" default="{default}">{mapping}</visualProperty>'


def _passed(attribute: str, kind: str) -> str:
    return f'<passthroughMapping attributeName="{attribute}" attributeType="{kind}"/>'


def _by_weight(heaviest: float, kind: type) -> str:
    points = "".join(
        f'<continuousMappingPoint attrValue="{at}" lesserValue="{wide}" equalValue="{wide}" greaterValue="{wide}"/>'
        for at, wide in ((1.0, _THIN), (heaviest, _THICK))
    )
    attribute = f'attributeName="weight" attributeType="{"float" if kind is float else "integer"}"'
    return f"<continuousMapping {attribute}>{points}</continuousMapping>"
