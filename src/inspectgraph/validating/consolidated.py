"""What must hold over documents, checked on the default graph in an Oxigraph store."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import Quad, Triple

from inspectgraph import data
from inspectgraph.validating.findings import Finding
from inspectgraph.validating.sparql_shapes import load_shapes, run


def check_default_graph(triples: Iterable[Triple]) -> list[Finding]:
    """What the shapes of the consolidated graph find, sorted."""
    store = pyoxigraph.Store()
    store.bulk_extend(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    return run(store, load_shapes(data.ontology("shapes", "consolidated.ttl")))
