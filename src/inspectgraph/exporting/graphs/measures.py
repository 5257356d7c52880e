"""What analysts ask of a network: degree, betweenness, components, communities."""

from __future__ import annotations

import networkx as nx

from inspectgraph.exporting.graphs.layout import Links, components

Measures = list[dict[str, int | float]]

#: Beyond this many nodes, betweenness is estimated from so many of them, and beyond the second it is not given.
_EXACT, _ESTIMATED, _SAMPLE = 1000, 5000, 200
_SEED = 20091112


def measures(links: Links, degrees: list[int], weights: list[float]) -> Measures:
    """The measures of each node.

    Nodes are numbers here: sets of numbers, unlike sets of words, keep their order from run to run.

    Args:
        links: For each node its neighbours with the weight of the edge; both ways.
        degrees: How many edges each node has, parallel ones counted each.
        weights: The sum of their weights.

    Returns:
        `degree`, `weighted_degree`, `component` and `community` (1 is the largest), and `betweenness` (0 to 1, paths
        counted by edges) for graphs of a size at which it can be computed.
    """
    graph = nx.Graph()
    graph.add_nodes_from(range(len(links)))
    for node, others in enumerate(links):
        graph.add_weighted_edges_from((node, other, weight) for other, weight in sorted(others.items()) if node < other)
    component = _numbered([set(part) for part in components(links)])
    community = _numbered(nx.community.louvain_communities(graph, seed=_SEED) if len(links) else [])
    between = _betweenness(graph)
    rows: Measures = []
    for node in range(len(links)):
        row: dict[str, int | float] = {
            "degree": degrees[node],
            "weighted_degree": round(weights[node], 6),
            "component": component[node],
            "community": community[node],
        }
        if between:
            row["betweenness"] = round(between[node], 6)
        rows.append(row)
    return rows


def _betweenness(graph: nx.Graph) -> dict[int, float]:
    size = graph.number_of_nodes()
    if size > _ESTIMATED:
        return {}
    found: dict[int, float] = nx.betweenness_centrality(graph, k=_SAMPLE if size > _EXACT else None, seed=_SEED)
    return found


def _numbered(groups: list[set[int]]) -> dict[int, int]:
    """The number of each node's group, the largest group first."""
    ordered = sorted(groups, key=lambda group: (-len(group), min(group)))
    return {node: number for number, group in enumerate(ordered, 1) for node in group}
