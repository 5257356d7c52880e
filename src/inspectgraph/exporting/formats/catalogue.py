"""The formats by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from inspectgraph.exporting.formats import annotations as web_annotations
from inspectgraph.exporting.formats import cytoscape, dot, gexf, graphml, json_graphs, neo4j, pajek, rdf
from inspectgraph.exporting.formats.parts import Files, PropertyGraph

if TYPE_CHECKING:
    from inspectgraph.asking.dataset import Dataset


@dataclass(frozen=True, slots=True)
class GraphFormat:
    """A form of property graphs.

    Attributes:
        suffix: Of the file; of several files each adds its own.
        description: Which programs open it.
        write: Gives the text of each file.
    """

    suffix: str
    description: str
    write: Callable[[PropertyGraph], Files]


@dataclass(frozen=True, slots=True)
class DatasetFormat:
    """A form of the whole dataset, which has no views."""

    suffix: str
    description: str
    write: Callable[[Dataset], Files]


GRAPH_FORMATS: dict[str, GraphFormat] = {
    "gexf": GraphFormat(".gexf", "Gephi, with time, colours and positions", gexf.write),
    "graphml": GraphFormat(".graphml", "yEd, Gephi, Cytoscape, igraph", graphml.write),
    "cytoscape": GraphFormat(".cyjs", "Cytoscape and Cytoscape.js, with a style for each", cytoscape.write),
    "node-link": GraphFormat(".json", "D3 and networkx", json_graphs.node_link),
    "graphology": GraphFormat(".graphology.json", "graphology and sigma.js", json_graphs.graphology),
    "kumu": GraphFormat(".kumu.json", "Kumu", json_graphs.kumu),
    "dot": GraphFormat(".dot", "Graphviz", dot.write),
    "neo4j": GraphFormat("", "Neo4j and openCypher: CSV of nodes and relationships", neo4j.write),
    "pajek": GraphFormat(".net", "Pajek; labels, positions and weights only", pajek.write),
}
DATASET_FORMATS: dict[str, DatasetFormat] = {
    "nt": DatasetFormat(".nt", "N-Triples of the default graph", partial(rdf.write, form="nt")),
    "ttl": DatasetFormat(".ttl", "Turtle of the default graph", partial(rdf.write, form="ttl")),
    "jsonld": DatasetFormat(".jsonld", "JSON-LD of the default graph", partial(rdf.write, form="jsonld")),
    "rdfxml": DatasetFormat(".rdf", "RDF/XML of the default graph", partial(rdf.write, form="rdfxml")),
    "annotations": DatasetFormat(".annotations.jsonld", "the evidence as W3C Web Annotations", web_annotations.write),
}
