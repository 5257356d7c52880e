"""How many of the earlier inspections that the real documents mention are joined to the report that covers them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pyoxigraph import Literal, NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.building import BuildResult
from inspectgraph.dates import PartialDate
from inspectgraph.graph.terms import DCT, IG, slug_of
from inspectgraph.resolving.inspection_mentions import possible_frameworks

FLOOR = 0.9


@dataclass(frozen=True)
class Inspected:
    """An inspection as one document has it."""

    document: str
    node: str
    authority: str
    frameworks: frozenset[str]
    start: PartialDate
    end: PartialDate | None


def values(dataset: Dataset, node: NamedNode, predicate: NamedNode, graph: NamedNode) -> list[str]:
    return sorted(
        quad.object.value
        for quad in dataset.quads(node, predicate, None, graph)
        if isinstance(quad.object, NamedNode | Literal)
    )


def mentions(dataset: Dataset) -> Iterator[Inspected]:
    """All dated mentions of other inspections than the document's own."""
    for quad in dataset.quads(None, IG.subject):
        node, graph = quad.subject, quad.graph_name
        if not (isinstance(node, NamedNode) and isinstance(graph, NamedNode) and "/graph/document/" in graph.value):
            continue
        starts = values(dataset, node, IG.startDate, graph)
        authority = values(dataset, node, IG.inspects, graph)
        areas = [
            slug_of(area)
            for judgement in values(dataset, node, IG.hasJudgement, graph)
            for area in values(dataset, NamedNode(judgement), IG.area, graph)
        ]
        stated = {slug_of(each) for each in values(dataset, node, IG.framework, graph)}
        subject = quad.object.value if isinstance(quad.object, Literal) else ""
        if starts and authority:
            frameworks = frozenset(stated) or possible_frameworks(subject, areas)
            yield Inspected(
                graph.value, node.value, authority[0], frameworks, PartialDate.parse(max(starts, key=len)), None
            )


def reports(dataset: Dataset) -> Iterator[Inspected]:
    """The inspections that documents report."""
    consolidated = dataset.graph("consolidated")
    for quad in dataset.quads(None, IG.reports):
        node = quad.object
        if not isinstance(node, NamedNode) or not isinstance(quad.graph_name, NamedNode):
            continue
        starts, ends = (values(dataset, node, each, consolidated) for each in (IG.startDate, IG.endDate))
        frameworks = frozenset(map(slug_of, values(dataset, node, IG.framework, consolidated)))
        if starts:
            end = PartialDate.parse(ends[0]) if ends else None
            authority = values(dataset, node, IG.inspects, consolidated)[0]
            yield Inspected(quad.graph_name.value, node.value, authority, frameworks, PartialDate.parse(starts[0]), end)


def covers(report: Inspected, said: Inspected) -> bool:
    """Whether a report of another document is of the authority, the kind and the time of a mention."""
    if report.authority != said.authority or report.document == said.document:
        return False
    last = report.end or report.start
    in_time = report.start.earliest() <= said.start.latest() and said.start.earliest() <= last.latest()
    return in_time and bool(report.frameworks & said.frameworks)


@pytest.mark.xdist_group("corpus")
def test_earlier_inspections_are_joined(corpus_build: BuildResult, capsys: pytest.CaptureFixture[str]) -> None:
    dataset = Dataset.open(corpus_build.output)
    known = list(reports(dataset))
    covered: dict[tuple[str, str], set[str]] = {}
    for said in mentions(dataset):
        nodes = {report.node for report in known if covers(report, said)}
        if nodes:
            covered[said.document, said.node] = nodes
    left = [f"{dataset.short(node)} of {document}" for (document, node), nodes in covered.items() if node not in nodes]
    share = 1 - len(left) / len(covered)
    with capsys.disabled():
        print(
            f"\n{len(covered) - len(left)} of {len(covered)} earlier inspections joined to their report ({share:.1%})"
        )
        print("\n".join(left))
    assert len(covered) > 45
    assert share >= FLOOR


@pytest.mark.xdist_group("corpus")
def test_nothing_joined_contradicts_its_report(corpus_build: BuildResult) -> None:
    """Not later than its own document, and under no other framework than is stated."""
    dataset = Dataset.open(corpus_build.output)
    known = {report.node: report for report in reports(dataset)}
    for said in mentions(dataset):
        report = known.get(said.node)
        if report is None:
            continue
        document = NamedNode(said.document.replace("/graph/", "/id/"))
        own = next((each for each in known.values() if each.document == said.document), None)
        assert report.frameworks & said.frameworks, said
        assert own is None or report.start.earliest() <= own.start.latest(), said
        issued = values(dataset, document, DCT.issued, NamedNode(said.document))
        assert not issued or report.start.earliest() <= PartialDate.parse(issued[0]).latest(), said
