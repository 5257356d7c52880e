"""What must hold over documents, checked on the default graph in an Oxigraph store."""

from __future__ import annotations

import pyoxigraph
from pyoxigraph import RdfFormat

from inspectgraph import data
from inspectgraph.validating.findings import Finding
from inspectgraph.validating.sparql_shapes import load_shapes, run


def check_default_graph(triples: str) -> list[Finding]:
    """What the shapes of the consolidated graph find in N-Triples, sorted."""
    store = pyoxigraph.Store()
    store.bulk_load(triples.encode(), RdfFormat.N_TRIPLES)
    return run(store, load_shapes(data.ontology("shapes", "consolidated.ttl")))
