"""GEXF 1.3 for Gephi: typed attributes, colours, sizes, positions, and time as intervals of days.

https://gexf.net/schema.html
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
#: What GEXF has elements or attributes of its own for.
_NODE_OWN = frozenset({"label", "color", "size", "x", "y", "start", "end"})
_EDGE_OWN = frozenset({"label", "weight", "color", "start", "end"})


def write(graph: PropertyGraph) -> Files:
    """The file."""
    return {"": "\n".join(_lines(graph)) + "\n"}


def _lines(graph: PropertyGraph) -> Iterator[str]:
    said = about(graph)
    of_nodes = {name: kind for name, kind in node_types(graph).items() if name not in _NODE_OWN}
    of_edges = {name: kind for name, kind in edge_types(graph).items() if name not in _EDGE_OWN}
    dynamic = any("start" in values or "end" in values for _, values in nodes(graph)) or any(
        "start" in values or "end" in values for _, _, _, values in edges(graph)
    )
    direction = "directed" if graph.is_directed() else "undirected"
    mode = 'mode="dynamic" timeformat="date" timerepresentation="interval"' if dynamic else 'mode="static"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
    yield "<meta>"
    yield f"<creator>{escape(said.get('creator', ''))}</creator>"
    yield f"<description>{escape('. '.join(filter(None, map(said.get, ('title', 'description', 'source', 'licence')))))}</description>"
    yield "</meta>"
    yield f'<graph defaultedgetype="{direction}" {mode}>'
    yield from _declared("node", of_nodes)
    yield from _declared("edge", of_edges)
    yield "<nodes>"
    for name, values in nodes(graph):
        label = quoteattr(str(values.get("label", name)))
        yield f"<node id={quoteattr(name)} label={label}{_interval(values)}>"
        yield from _values(values, of_nodes)
        yield from _looks(values)
        yield "</node>"
    yield "</nodes>"
    yield "<edges>"
    for key, source, target, values in edges(graph):
        ends = f"source={quoteattr(source)} target={quoteattr(target)}"
        label = quoteattr(str(values.get("label", "")))
        kind = quoteattr(str(values.get("relation", "")))
        weight = values.get("weight", 1)
        yield f'<edge id={quoteattr(key)} {ends} label={label} kind={kind} weight="{weight}"{_interval(values)}>'
        yield from _values(values, of_edges)
        yield from _looks(values)
        yield "</edge>"
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>"


def _declared(what: str, types: dict[str, type]) -> Iterator[str]:
    if types:
        yield f'<attributes class="{what}" mode="static">'
        for name, kind in types.items():
            yield f'<attribute id="{name}" title="{name}" type="{_TYPES[kind]}"/>'
        yield "</attributes>"


def _interval(values: Attributes) -> str:
    return "".join(f' {name}="{values[name]}"' for name in ("start", "end") if name in values)


def _values(values: Attributes, declared: dict[str, type]) -> Iterator[str]:
    kept = [(name, value) for name, value in values.items() if name in declared]
    if kept:
        yield "<attvalues>"
        for name, value in kept:
            yield f'<attvalue for="{name}" value={quoteattr(as_text(value))}/>'
        yield "</attvalues>"


def _looks(values: Attributes) -> Iterator[str]:
    if "color" in values:
        red, green, blue = (int(str(values["color"])[place : place + 2], 16) for place in (1, 3, 5))
        yield f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
    if "x" in values:
        # Gephi's axis points up, a screen's down.
        yield f'<viz:position x="{values["x"]}" y="{-float(values["y"]) + 0.0}" z="0.0"/>'
    if "size" in values:
        yield f'<viz:size value="{values["size"]}"/>'
