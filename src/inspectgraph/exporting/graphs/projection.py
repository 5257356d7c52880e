"""From a dataset to a property graph of networkx, by one of the views."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from inspectgraph import __version__
from inspectgraph.errors import ExportError
from inspectgraph.exporting.choosing import choose, one_authority
from inspectgraph.exporting.graphs.draft import SEPARATOR, Attributes, Draft
from inspectgraph.exporting.graphs.layout import by_force, disc, first_year, in_time
from inspectgraph.exporting.graphs.looks import look, size
from inspectgraph.exporting.graphs.measures import measures
from inspectgraph.exporting.graphs.views import VIEWS, View
from inspectgraph.exporting.origin import Origin
from inspectgraph.exporting.things import Things

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from inspectgraph.asking.dataset import Dataset

DEFAULT_VIEW = "history"


def project(dataset: Dataset, view: str = DEFAULT_VIEW, authority: str = "") -> nx.MultiGraph:
    """The property graph of a view.

    Every node has `label`, `kind`, `group`, `iri`, `color` (`#rrggbb`), `size`, `x`, `y` and its measures; every
    edge has `id` as its key, `label`, `relation` and `weight`. Dates are ISO 8601, `start` and `end` are days. Values
    are text, whole numbers, numbers or truth values, of one type for each attribute; what is not known is absent.

    Args:
        dataset: What is drawn.
        view: The name of a view.
        authority: Limits the view to one authority, by any of its names; the view `authority` needs it.

    Returns:
        A `networkx.MultiDiGraph`, or a `networkx.MultiGraph` where edges have no direction. Equal datasets give equal
        graphs, in equal order.

    Raises:
        ExportError: There is no such view, or it takes no authority or needs one.
        QueryError: Nothing has the name of the authority.
    """
    chosen = choose("view", view, VIEWS)
    draft = Draft(dataset.short)
    only = _only(dataset, chosen, authority)
    things = Things(dataset, only)
    chosen.build(things, draft)
    graph = draw(draft, chosen)
    origin = Origin.of(dataset)
    graph.graph |= {"source": origin.iri, "licence": origin.licence, "origin": origin.line}
    if only:
        graph.graph["title"] += f": {things.name(only)}"
    return graph


def draw(draft: Draft, view: View) -> nx.MultiGraph:
    """The property graph of a draft, with the view's title, arrangement and colours."""
    nodes, edges = draft.finish()
    graph: nx.MultiGraph = nx.MultiDiGraph() if view.directed else nx.MultiGraph()
    graph.graph.update(
        {
            "name": view.name,
            "title": view.title,
            "description": view.description,
            "creator": f"inspectgraph {__version__}",
            "lists": SEPARATOR.join(sorted(draft.lists)),
        }
    )
    graph.add_nodes_from(nodes.items())
    graph.add_edges_from((source, target, key, values) for key, (source, target, values) in edges.items())
    _finish(graph, view)
    return graph


def _only(dataset: Dataset, view: View, authority: str) -> NamedNode | None:
    if not authority:
        if view.needs_authority:
            raise ExportError(
                f"The view {view.name} needs an authority.",
                f'inspectgraph export gexf --view {view.name} --authority "Essex"',
            )
        return None
    if not view.takes_authority:
        raise ExportError(
            f"The view {view.name} is of all authorities.", "Leave --authority out, or take the view authority."
        )
    return one_authority(dataset, authority)


def _finish(graph: nx.MultiGraph, view: View) -> None:
    """Adds measures, looks and positions."""
    names = list(graph)
    index = {name: place for place, name in enumerate(names)}
    links: list[dict[int, float]] = [{} for _ in names]
    degrees, weights = [0] * len(names), [0.0] * len(names)
    for source, target, values in graph.edges(data=True):
        one, other, weight = index[source], index[target], float(values["weight"])
        for end in (one, other):
            degrees[end] += 1
            weights[end] += weight
        if one != other:
            links[one][other] = links[other][one] = links[one].get(other, 0.0) + weight
    if view.arranged == "force":
        places = by_force(links)
    elif view.arranged == "time":
        rows = [graph.nodes[name] for name in names]
        days = [str(row.get("start", "")) for row in rows]
        places = in_time([_row(row) for row in rows], days, [row["kind"] == "LocalAuthority" for row in rows])
        graph.graph["first_year"] = first_year(days)
    else:
        places = disc(len(names))
    for name, (x, y), measured in zip(names, places, measures(links, degrees, weights), strict=True):
        node: Attributes = graph.nodes[name]
        group, colour = look(node, view.coloured_by)
        node |= {**measured, "group": group, "color": colour, "size": size(int(measured["degree"]))}
        node |= {"x": round(x, 2) + 0.0, "y": round(y, 2) + 0.0}


def _row(node: Attributes) -> str:
    """The line of a time line on which a node stands: its authority's."""
    return str(node["label"] if node["kind"] == "LocalAuthority" else node.get("authority", ""))
