"""All that is checked of one document's graph: core shapes, shapes in SPARQL, quotes."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode, Quad

from inspectgraph import data
from inspectgraph.validating.core import CoreShapes
from inspectgraph.validating.findings import Finding
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
        found += self._across_nodes(quads)
        if text is not None:
            found += check_quotes(quads, text)[1]
        return sorted(set(found), key=lambda finding: finding.order)

    def _across_nodes(self, quads: Sequence[Quad]) -> list[Finding]:
        """What the shapes in SPARQL find; the document's quads join the background's store meanwhile."""
        added = [
            triple for quad in quads if (triple := Quad(quad.subject, quad.predicate, quad.object)) not in self._store
        ]
        self._store.extend(added)
        try:
            known = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
            return [finding for finding in run(self._store, self._sparql) if finding.focus_node in known]
        finally:
            for quad in added:
                self._store.remove(quad)

    def keep_conforming(self, quads: list[Quad], text: str) -> Validated:
        """What of a document's graph conforms; the rest is set aside."""
        return keep_conforming(quads, lambda left: self.findings(left, text))
