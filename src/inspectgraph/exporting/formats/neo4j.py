"""Two CSV files with the header that `neo4j-admin database import` and openCypher loaders read.

https://neo4j.com/docs/operations-manual/current/import/
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

from inspectgraph.exporting.formats.parts import (
    Files,
    PropertyGraph,
    as_text,
    edge_types,
    edges,
    lists,
    node_types,
    nodes,
)
from inspectgraph.exporting.graphs.draft import SEPARATOR, Attributes

_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
_DAYS = frozenset({"start", "end"})
_BETWEEN_ITEMS = ";"


def write(graph: PropertyGraph) -> Files:
    """The nodes, the relationships, and how to import them."""
    several = lists(graph)
    of_nodes = {name: kind for name, kind in node_types(graph).items() if name != "kind"}
    of_edges = {name: kind for name, kind in edge_types(graph).items() if name != "relation"}
    node_rows = (
        [name, str(values.get("kind", "Thing")), *_cells(values, of_nodes, several)] for name, values in nodes(graph)
    )
    edge_rows = (
        [source, target, _type(values), key, *_cells(values, of_edges, several)]
        for key, source, target, values in edges(graph)
    )
    return {
        ".nodes.csv": _csv(["id:ID", ":LABEL", *_header(of_nodes, several)], node_rows),
        ".relationships.csv": _csv(
            [":START_ID", ":END_ID", ":TYPE", "id", *_header(of_edges, several)],
            edge_rows,
        ),
    }


def _header(types: Mapping[str, type], several: frozenset[str]) -> list[str]:
    return [f"{name}:{_declared(name, kind, several)}" for name, kind in types.items()]


def _declared(name: str, kind: type, several: frozenset[str]) -> str:
    if name in several:
        return "string[]"
    return "date" if name in _DAYS else _TYPES[kind]


def _cells(values: Attributes, types: Mapping[str, type], several: frozenset[str]) -> list[str]:
    return [_cell(values.get(name), several=name in several) for name in types]


def _cell(value: object, *, several: bool) -> str:
    if value is None:
        return ""
    # A line end in a field stops the importer unless it is told to expect one.
    text = " ".join(as_text(value).splitlines())
    if several:
        return _BETWEEN_ITEMS.join(item.replace(_BETWEEN_ITEMS, ",") for item in text.split(SEPARATOR))
    return text


def _type(values: Attributes) -> str:
    return re.sub(r"\W+", "_", str(values.get("relation", "related"))).upper()


def _csv(header: list[str], rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
