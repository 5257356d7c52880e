"""SHACL core shapes over one document's graph, by pySHACL on an rdflib graph in memory."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph
import rdflib
from rdflib import SH

from inspectgraph import data
from inspectgraph.graph.terms import RDFS, SKOS, TYPE
from inspectgraph.validating.findings import Finding, Severity
from inspectgraph.validating.triples import TripleGraph

_SEVERITIES: dict[Any, Severity] = {SH.Violation: "Violation", SH.Warning: "Warning", SH.Info: "Info"}


#: What the shapes of a document ask of the background: classes, and schemes of concepts.
_LOOKED_UP = frozenset({TYPE, SKOS.inScheme, RDFS.subClassOf})


#: What shapes say of themselves that pySHACL does not look at, yet compares with all that it knows, each time.
_FOR_PEOPLE = frozenset({SH.name, SH.description})


class CoreShapes:
    """The core shapes, loaded once, with the reference and the vocabulary as background.

    Of the background only what shapes look up joins a document's triples: what each thing is, and
    of which scheme. pySHACL is several times faster on the smaller graph, and finds the same.
    """

    def __init__(self, background: Iterable[pyoxigraph.Quad], shapes: str | Path = "document.ttl") -> None:
        path = data.ontology("shapes", shapes) if isinstance(shapes, str) else shapes
        described = rdflib.Graph().parse(path, format="turtle")
        self._shapes: rdflib.Graph = TripleGraph(triple for triple in described if triple[1] not in _FOR_PEOPLE)
        self._background = _triples(quad for quad in background if quad.predicate in _LOOKED_UP)

    def validate(self, quads: Iterable[pyoxigraph.Quad]) -> list[Finding]:
        """What the shapes find in one document's graph, sorted.

        Args:
            quads: The quads of one named graph.
        """
        import pyshacl

        graph = TripleGraph((*self._background, *_triples(quads)))
        _, report, _ = pyshacl.validate(graph, shacl_graph=self._shapes, inplace=True, advanced=False, meta_shacl=False)
        return sorted(_findings(report), key=lambda finding: finding.order)


def _triples(quads: Iterable[pyoxigraph.Quad]) -> list[tuple[Any, Any, Any]]:
    """The rdflib triples of some quads; each term is made once."""
    terms: dict[Any, Any] = {}

    def term(part: Any) -> Any:
        known = terms.get(part)
        if known is None:
            known = terms[part] = rdflib_term(part)
        return known

    return [(term(quad.subject), term(quad.predicate), term(quad.object)) for quad in quads]


_datatype = cache(rdflib.URIRef)


def rdflib_term(term: Any) -> rdflib.URIRef | rdflib.Literal:
    """The rdflib term for a pyoxigraph term; literals keep their very lexical form."""
    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype.endswith("#string"):
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=_datatype(datatype), normalize=False)


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
