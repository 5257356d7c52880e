"""One page of HTML that shows a graph from a file, without a network: everything is in it, and it asks for nothing."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import Any

from pyoxigraph import NamedNode

from inspectgraph.exporting.formats.parts import PropertyGraph, about, edges, lists, nodes, to_json
from inspectgraph.exporting.graphs.draft import Attributes
from inspectgraph.exporting.pictures.legend import is_head, legend, shown_label, tendencies, years
from inspectgraph.exporting.sources import Sources

#: What the picture shows by itself, or what only other programs need.
_NOT_ON_CARDS = frozenset(
    {"label", "iri", "color", "size", "x", "y", "group", "weighted_degree", "component", "community", "betweenness"}
)
_NOT_ON_LINES = frozenset({"label", "iri", "relation", "tendency"})


def write(graph: PropertyGraph, sources: Sources) -> str:
    """The page."""
    assets = files("inspectgraph.exporting.pictures")
    said = about(graph)
    parts = {
        "title": escape(said.get("title", "")),
        "description": escape(said.get("description", "")),
        "source": escape(str(graph.graph.get("origin", ""))),
        "style": (assets / "page.css").read_text(encoding="utf-8"),
        "data": to_json(_data(graph, sources)),
        "script": (assets / "page.js").read_text(encoding="utf-8"),
    }
    page = (assets / "page.html").read_text(encoding="utf-8")
    # One pass, so that nothing in the data can be taken for a place to fill.
    pieces = page.split("{{")
    filled = [pieces[0]]
    for piece in pieces[1:]:
        name, _, rest = piece.partition("}}")
        filled += [parts[name], rest]
    return "".join(filled)


def _data(graph: PropertyGraph, sources: Sources) -> dict[str, Any]:
    groups = legend(graph)
    number = {group: place for place, (group, _, _) in enumerate(groups)}
    index = {name: place for place, (name, _) in enumerate(nodes(graph))}
    return {
        "directed": graph.is_directed(),
        "lists": sorted(lists(graph)),
        "years": years(graph),
        "tendencies": tendencies(graph),
        "groups": [{"name": group, "color": colour, "count": count} for group, colour, count in groups],
        "nodes": [
            {
                "id": name,
                "l": values["label"],
                **_short(shown_label(graph, values), str(values["label"])),
                "g": number[str(values["group"])],
                "r": values["size"],
                "x": values["x"],
                "y": values["y"],
                "iri": values["iri"],
                "a": _shown(values, _NOT_ON_CARDS),
                **({"h": True} if is_head(graph, values) else {}),
                **_evidence(values, sources),
            }
            for name, values in nodes(graph)
        ],
        "edges": [
            {
                "s": index[source],
                "t": index[target],
                "l": values.get("label", ""),
                "w": values.get("weight", 1),
                "a": _shown(values, _NOT_ON_LINES),
                **_evidence(values, sources),
            }
            for _, source, target, values in edges(graph)
        ],
    }


def _short(shown: str, label: str) -> dict[str, str]:
    return {"n": shown} if shown != label else {}


def _shown(values: Attributes, hidden: frozenset[str]) -> Attributes:
    return {name: value for name, value in values.items() if name not in hidden}


def _evidence(values: Attributes, sources: Sources) -> dict[str, Any]:
    """The first place of the documents that proves the fact; nothing where there is none."""
    if "evidence" not in values or "iri" not in values:
        return {}
    found = sources.of(NamedNode(str(values["iri"])))
    kept = {"d": found.document, "p": found.page, "q": found.words, "u": found.link}
    return {"e": {name: value for name, value in kept.items() if value}} if found.document else {}
