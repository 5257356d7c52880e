"""What must hold over documents, checked on the default graph of an Oxigraph store."""

from __future__ import annotations

import pyoxigraph

from inspectgraph import data
from inspectgraph.validating.findings import Finding
from inspectgraph.validating.sparql_shapes import load_shapes, run


def check_default_graph(store: pyoxigraph.Store) -> list[Finding]:
    """What the shapes of the consolidated graph find in a store's default graph, sorted."""
    return run(store, load_shapes(data.ontology("shapes", "consolidated.ttl")))
