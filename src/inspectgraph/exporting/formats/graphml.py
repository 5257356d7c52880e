"""GraphML for yEd, Gephi, Cytoscape, igraph: declared types, an identifier for each edge, labels and shapes for yEd.

http://graphml.graphdrawing.org/specification.html
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from inspectgraph.exporting.formats.parts import (
    Files,
    PropertyGraph,
    about,
    as_text,
    edge_types,
    edges,
    node_types,
    nodes,
)
from inspectgraph.exporting.graphs.draft import Attributes

_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
_NAMESPACES = (
    'xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd"'
)


def write(graph: PropertyGraph) -> Files:
    """The file."""
    return {"": "\n".join(_lines(graph)) + "\n"}


def _lines(graph: PropertyGraph) -> Iterator[str]:
    of_nodes, of_edges, said = node_types(graph), edge_types(graph), about(graph)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<graphml {_NAMESPACES}>"
    for name in said:
        yield f'<key id="g_{name}" for="graph" attr.name="{name}" attr.type="string"/>'
    for prefix, what, types in (("n", "node", of_nodes), ("e", "edge", of_edges)):
        for name, kind in types.items():
            yield f'<key id="{prefix}_{name}" for="{what}" attr.name="{name}" attr.type="{_TYPES[kind]}"/>'
    yield '<key id="n_graphics" for="node" yfiles.type="nodegraphics"/>'
    yield '<key id="e_graphics" for="edge" yfiles.type="edgegraphics"/>'
    yield f'<graph id="G" edgedefault="{"directed" if graph.is_directed() else "undirected"}">'
    for name, text in said.items():
        yield f'<data key="g_{name}">{_text(text)}</data>'
    for name, values in nodes(graph):
        yield f"<node id={quoteattr(name)}>"
        yield from _values("n", values)
        yield _shape(name, values)
        yield "</node>"
    for key, source, target, values in edges(graph):
        yield f"<edge id={quoteattr(key)} source={quoteattr(source)} target={quoteattr(target)}>"
        yield from _values("e", values)
        yield _line(values, directed=graph.is_directed())
        yield "</edge>"
    yield "</graph>"
    yield "</graphml>"


def _values(prefix: str, values: Attributes) -> Iterator[str]:
    for name, value in values.items():
        yield f'<data key="{prefix}_{name}">{_text(as_text(value))}</data>'


def _text(text: str) -> str:
    return escape(text, {"\r": "&#13;"})


def _shape(name: str, values: Attributes) -> str:
    side = values.get("size", 30.0)
    return (
        '<data key="n_graphics"><y:ShapeNode>'
        f'<y:Geometry height="{side}" width="{side}" x="{values.get("x", 0.0)}" y="{values.get("y", 0.0)}"/>'
        f'<y:Fill color="{values.get("color", "#cccccc")}" transparent="false"/>'
        '<y:BorderStyle color="#ffffff" type="line" width="1.0"/>'
        f'<y:NodeLabel modelName="sides" modelPosition="s">{_text(str(values.get("label", name)))}</y:NodeLabel>'
        '<y:Shape type="ellipse"/></y:ShapeNode></data>'
    )


def _line(values: Attributes, *, directed: bool) -> str:
    arrow = "standard" if directed else "none"
    return (
        '<data key="e_graphics"><y:PolyLineEdge>'
        f'<y:LineStyle color="{values.get("color", "#999999")}" type="line" width="1.0"/>'
        f'<y:Arrows source="none" target="{arrow}"/><y:EdgeLabel>{_text(str(values.get("label", "")))}</y:EdgeLabel>'
        "</y:PolyLineEdge></data>"
    )
