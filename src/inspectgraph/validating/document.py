"""All that is checked of one document's graph: core shapes, shapes in SPARQL, quotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import DefaultGraph, NamedNode, Quad

from inspectgraph import data
from inspectgraph.validating.core import CoreShapes
from inspectgraph.validating.findings import Finding
from inspectgraph.validating.locating import locate
from inspectgraph.validating.quotes import check_quotes
from inspectgraph.validating.setaside import Validated, in_store, keep_conforming
from inspectgraph.validating.sparql_shapes import load_shapes, run


class DocumentValidator:
    """Checks documents one after the other against the same shapes and background."""

    def __init__(self, background: Sequence[Quad]) -> None:
        self._core = CoreShapes(background)
        self._sparql = load_shapes(data.ontology("shapes", "document-sparql.ttl"))
        self._store = in_store(background)

    def findings(self, quads: Sequence[Quad], text: str | None) -> list[Finding]:
        """What is wrong with a document's graph, sorted.

        Args:
            quads: The quads of its named graph.
            text: Its canonical text; `None` leaves the quotes unchecked.
        """
        found = self._core.validate(quads)
        if text is not None:
            found += check_quotes(quads, text)[1]
        graphs = {quad.graph_name for quad in quads[:1] if isinstance(quad.graph_name, NamedNode)}
        self._store.extend(quads)  # the document's graph joins the background's store meanwhile
        try:
            found += self._across_nodes(graphs)
            return locate(sorted(set(found), key=lambda finding: finding.order), self._store)
        finally:
            for graph in graphs:
                self._store.remove_graph(graph)

    def _across_nodes(self, graphs: Iterable[NamedNode]) -> list[Finding]:
        """What the shapes in SPARQL find in a document's graph."""
        found = run(self._store, self._sparql, (DefaultGraph(), *graphs))
        return [finding for finding in found if self._is_described(finding.focus_node, graphs)]

    def _is_described(self, node: str, graphs: Iterable[NamedNode]) -> bool:
        """Whether a document says anything of a node; what is wrong with the background alone is not its fault."""
        subject = NamedNode(node)
        return any(any(self._store.quads_for_pattern(subject, None, None, graph)) for graph in graphs)

    def keep_conforming(self, quads: list[Quad], text: str) -> Validated:
        """What of a document's graph conforms; the rest is set aside."""
        return keep_conforming(quads, lambda left: self.findings(left, text))
