"""DOT for Graphviz. Positions are kept: `neato -n` draws the picture as it is, other programs place the nodes anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inspectgraph.exporting.formats.parts import Files, PropertyGraph, about, as_text, edges, nodes

#: Names that Graphviz understands in another way.
_RENAMED = {"color": "fillcolor", "group": "legend", "size": "diameter", "x": "place_x", "y": "place_y"}
_POINTS_PER_INCH = 72


def write(graph: PropertyGraph) -> Files:
    """The file."""
    return {"": "\n".join(_lines(graph)) + "\n"}


def _lines(graph: PropertyGraph) -> Iterator[str]:
    said = about(graph)
    directed = graph.is_directed()
    yield f"{'digraph' if directed else 'graph'} {quoted(said.get('title', 'inspectgraph'))} {{"
    shown = {"label": ". ".join(filter(None, (said.get("title"), said.get("source")))), "charset": "UTF-8"}
    yield f"graph [{_list({**shown, 'overlap': 'false', 'outputorder': 'edgesfirst', 'fontname': 'Helvetica'})}];"
    look = {"shape": "circle", "style": "filled", "color": "#ffffff", "fixedsize": "true", "fontname": "Helvetica"}
    yield f"node [{_list({**look, 'fontsize': '9'})}];"
    yield f"edge [{_list({'color': '#99999988', 'arrowsize': '0.5', 'fontname': 'Helvetica', 'fontsize': '7'})}];"
    for name, values in nodes(graph):
        own = {_RENAMED.get(key, key): as_text(value) for key, value in values.items()}
        if "x" in values and "y" in values:
            own["pos"] = f"{values['x']},{-float(values['y']) + 0.0}"
        if "size" in values:
            own["width"] = f"{float(values['size']) / _POINTS_PER_INCH:.3f}"
        # A label wider than its circle stands beside it.
        own["xlabel"], own["label"] = own.get("label", name), ""
        yield f"{quoted(name)} [{_list(own)}];"
    arrow = "->" if directed else "--"
    for key, source, target, values in edges(graph):
        own = {"id": key, **{_RENAMED.get(name, name): as_text(value) for name, value in values.items()}}
        own["tooltip"] = own.pop("label", "")
        if "fillcolor" in own:
            own["color"] = own.pop("fillcolor")
        yield f"{quoted(source)} {arrow} {quoted(target)} [{_list(own)}];"
    yield "}"


def _list(values: Mapping[str, str]) -> str:
    """The names are quoted too: one of them may be a word of the language, as `graph` is."""
    return ", ".join(f'"{name}"={quoted(value)}' for name, value in values.items())


def quoted(text: str) -> str:
    r"""A quoted string of DOT in which no escape is left to interpret: a backslash is doubled.

    >>> print(quoted('a "b" \\N'))
    "a \"b\" \\N"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
