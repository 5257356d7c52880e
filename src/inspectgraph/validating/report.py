"""What validation found, as a SHACL report in RDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from inspectgraph.graph.iris import digest
from inspectgraph.graph.terms import IG, PREFIXES, TYPE, Namespace, boolean, integer, text
from inspectgraph.validating.findings import Finding

SH = Namespace("http://www.w3.org/ns/shacl#")


def report_triples(findings: Sequence[Finding], base: str) -> list[Triple]:
    """The SHACL validation report of some findings, sorted; results have IRIs, no blank nodes."""
    report = NamedNode(base + "id/validation-report")
    conforms = not any(finding.severity == "Violation" for finding in findings)
    triples = [Triple(report, TYPE, SH.ValidationReport), Triple(report, SH.conforms, boolean(conforms))]
    for finding in findings:
        node = NamedNode(
            f"{base}id/validation-result/{digest('result', *(getattr(finding, name) for name in finding.__slots__))}"
        )
        triples += [
            Triple(report, SH.result, node),
            Triple(node, TYPE, SH.ValidationResult),
            Triple(node, SH.focusNode, NamedNode(finding.focus_node)),
            Triple(node, SH.resultSeverity, SH[finding.severity]),
            Triple(node, SH.resultMessage, text(finding.message)),
        ]
        if finding.shape.startswith("http"):
            triples.append(Triple(node, SH.sourceShape, NamedNode(finding.shape)))
        if finding.path:
            triples.append(Triple(node, SH.resultPath, NamedNode(finding.path)))
        if finding.value is not None:
            value: NamedNode | Literal = (
                NamedNode(finding.value) if finding.value.startswith("http") else text(finding.value)
            )
            triples.append(Triple(node, SH.value, value))
        for predicate, words in ((IG.fileName, finding.document), (IG.quote, finding.quote), (IG.rule, finding.rule)):
            if words:
                triples.append(Triple(node, predicate, text(words)))
        if finding.page is not None:
            triples.append(Triple(node, IG.page, integer(finding.page)))
    return sorted(set(triples), key=str)


def as_turtle(findings: Sequence[Finding], base: str) -> str:
    """The report in Turtle."""
    found = pyoxigraph.serialize(
        report_triples(findings, base),
        format=RdfFormat.TURTLE,
        prefixes={**PREFIXES, "sh": SH.base, "id": base + "id/"},
    )
    return (found or b"").decode()


def write_validation_report(path: Path, findings: Sequence[Finding], base: str) -> None:
    """Writes the report as Turtle."""
    path.write_text(as_turtle(findings, base), encoding="utf-8")
