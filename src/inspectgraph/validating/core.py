"""SHACL core shapes over one document's graph, by pySHACL on an rdflib graph in memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph
import rdflib
from rdflib import SH

from inspectgraph import data
from inspectgraph.validating.findings import Finding, Severity

_SEVERITIES: dict[Any, Severity] = {SH.Violation: "Violation", SH.Warning: "Warning", SH.Info: "Info"}


class CoreShapes:
    """The core shapes, loaded once, with the reference and the vocabulary as background.

    Each document's triples join the background for its own validation and leave it again.
    """

    def __init__(self, background: Iterable[pyoxigraph.Quad], shapes: str = "document.ttl") -> None:
        self._terms: dict[Any, Any] = {}
        self._shapes = rdflib.Graph().parse(data.ontology("shapes", shapes), format="turtle")
        self._graph = rdflib.Graph()
        for quad in background:
            self._graph.add(self._triple(quad))

    def validate(self, quads: Iterable[pyoxigraph.Quad]) -> list[Finding]:
        """What the shapes find in one document's graph, sorted.

        Args:
            quads: The quads of one named graph.
        """
        import pyshacl

        added = [triple for quad in quads if (triple := self._triple(quad)) not in self._graph]
        for triple in added:
            self._graph.add(triple)
        try:
            _, report, _ = pyshacl.validate(
                self._graph, shacl_graph=self._shapes, inplace=True, advanced=False, meta_shacl=False
            )
        finally:
            for triple in added:
                self._graph.remove(triple)
        return sorted(_findings(report))

    def _triple(self, quad: pyoxigraph.Quad) -> tuple[Any, Any, Any]:
        return self._term(quad.subject), self._term(quad.predicate), self._term(quad.object)

    def _term(self, term: Any) -> Any:
        known = self._terms.get(term)
        if known is None:
            known = self._terms[term] = rdflib_term(term)
        return known


def rdflib_term(term: Any) -> rdflib.URIRef | rdflib.Literal:
    """The rdflib term for a pyoxigraph term; literals keep their very lexical form."""
    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype.endswith("#string"):
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(datatype), normalize=False)


def _findings(report: Any) -> Iterable[Finding]:
    for result in set(report.subjects(rdflib.RDF.type, SH.ValidationResult)):
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        messages = sorted(str(message) for message in report.objects(result, SH.resultMessage))
        yield Finding(
            focus_node=str(report.value(result, SH.focusNode)),
            path=str(path) if isinstance(path, rdflib.URIRef) else None,
            value=str(value) if value is not None else None,
            message=messages[0] if messages else "",
            severity=_SEVERITIES.get(report.value(result, SH.resultSeverity), "Violation"),
            shape=str(report.value(result, SH.sourceShape)),
        )
