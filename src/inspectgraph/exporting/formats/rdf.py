"""The default graph as RDF."""

from __future__ import annotations

import pyoxigraph
from pyoxigraph import DefaultGraph, RdfFormat

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.names import QUERY_PREFIXES
from inspectgraph.exporting.formats.parts import Files

FORMS = {
    "nt": RdfFormat.N_TRIPLES,
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


def write(dataset: Dataset, form: str) -> Files:
    """The file, its triples sorted.

    Args:
        dataset: What is written.
        form: `nt`, `ttl`, `jsonld` or `rdfxml`.
    """
    triples = sorted((quad.triple for quad in dataset.quads(graph=DefaultGraph())), key=str)
    if form == "nt":
        return {"": "".join(f"{triple} .\n" for triple in triples)}
    prefixes = {**QUERY_PREFIXES, "id": f"{dataset.base}id/"}
    written = pyoxigraph.serialize(triples, format=FORMS[form], prefixes=prefixes)
    assert written is not None
    return {"": written.decode()}
