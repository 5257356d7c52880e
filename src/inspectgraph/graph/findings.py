"""Findings and figures."""

from __future__ import annotations

from pyoxigraph import NamedNode

from inspectgraph.facts import Finding, Observation
from inspectgraph.graph.bodies import mentioned
from inspectgraph.graph.terms import IG, SKOS, TYPE, concept, date, english, integer, number, text
from inspectgraph.graph.writer import Writer


def write_finding(writer: Writer, inspection: NamedNode | None, finding: Finding) -> None:
    """A finding, and the bodies that it mentions; its text only where the licence is open."""
    words = writer.document.quote(finding.span)
    node = writer.iris.hashed("finding", writer.document.identifier, finding.kind, finding.span.start, words)
    writer.add(node, TYPE, IG.Finding)
    writer.add(node, IG.findingKind, concept("finding-kind", finding.kind))
    writer.add(node, IG.paragraph, integer(finding.paragraph) if finding.paragraph else None)
    writer.add(node, IG.area, concept("area", finding.area) if finding.area else None)
    writer.add(node, IG.section, text(finding.section) if finding.section else None)
    if writer.source.open_licence:
        writer.add(node, IG.text, text(words))
    for body in mentioned(writer, finding.span):
        writer.add(node, IG.mentions, body)
    writer.because(node, finding.rule, (finding.span,))
    if inspection:
        writer.add(inspection, IG.hasFinding, node)


def write_observation(writer: Writer, observation: Observation) -> NamedNode:
    """A figure, and the national figure beside it; returns its node."""
    node = writer.iris.hashed(
        "observation", writer.document.identifier, observation.measure, observation.value, observation.unit, observation.area,
        observation.period, observation.period_as_written, observation.population, observation.spans[0],
    )  # fmt: skip
    writer.add(node, TYPE, IG.Observation)
    measure = concept("measure", observation.measure)
    writer.add(node, IG.measure, measure)
    writer.add(node, SKOS.prefLabel, english(observation.measure_label))
    writer.add(node, IG.value, number(observation.value))
    writer.add(node, IG.valueAsWritten, text(observation.as_written))
    writer.add(node, IG.unitMeasure, concept("unit", observation.unit))
    if observation.area:
        area = (
            writer.iris.region("england") if observation.area == "england" else writer.iris.authority(observation.area)
        )
        writer.add(node, IG.refArea, area)
    writer.add(node, IG.refPeriod, date(observation.period) if observation.period else None)
    writer.add(node, IG.periodAsWritten, text(observation.period_as_written) if observation.period_as_written else None)
    writer.add(node, IG.population, text(observation.population) if observation.population else None)
    writer.add(node, IG.qualifier, text(observation.qualifier) if observation.qualifier else None)
    if observation.compared_with is not None:
        writer.add(node, IG.comparedWith, write_observation(writer, observation.compared_with))
    writer.because(node, observation.rule, observation.spans)
    return node
