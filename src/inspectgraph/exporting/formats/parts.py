"""What every writer reads of a property graph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

import networkx as nx

from inspectgraph.exporting.graphs.draft import SEPARATOR, Attributes, attribute_types

#: Nodes are named by text, edges have their identifiers as keys.
PropertyGraph: TypeAlias = nx.MultiGraph

#: The text of each file, by what is added to the name of the export: "" for the main file.
Files = dict[str, str]

_UNSAFE_IN_SCRIPT = re.compile("[<\u2028\u2029]")


def nodes(graph: PropertyGraph) -> Iterator[tuple[str, Attributes]]:
    """Identifier and attributes of each node, in order."""
    yield from graph.nodes(data=True)


def edges(graph: PropertyGraph) -> Iterator[tuple[str, str, str, Attributes]]:
    """Identifier, source, target and attributes of each edge, in order."""
    for source, target, key, values in graph.edges(keys=True, data=True):
        yield key, source, target, values


def node_types(graph: PropertyGraph) -> dict[str, type]:
    """The type of each attribute of nodes."""
    return attribute_types(values for _, values in nodes(graph))


def edge_types(graph: PropertyGraph) -> dict[str, type]:
    """The type of each attribute of edges."""
    return attribute_types(values for _, _, _, values in edges(graph))


def lists(graph: PropertyGraph) -> frozenset[str]:
    """The names of attributes that may hold several values."""
    return frozenset(filter(None, str(graph.graph.get("lists", "")).split(SEPARATOR)))


def about(graph: PropertyGraph) -> dict[str, str]:
    """Title, description, source, licence and maker of a graph, as far as they are said."""
    names = ("title", "description", "source", "licence", "creator")
    return {name: str(graph.graph[name]) for name in names if name in graph.graph}


def to_json(value: Any) -> str:
    """JSON that may stand in a page's script element too: no `<` is left as such."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE_IN_SCRIPT.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def as_text(value: object) -> str:
    """A value as formats of text write it; truth values in lower case, as XML Schema has them."""
    return str(value).lower() if isinstance(value, bool) else str(value)
