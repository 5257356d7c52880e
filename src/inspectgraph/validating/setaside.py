"""Validating one document's graph until what is left conforms."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from inspectgraph.graph.terms import IG
from inspectgraph.validating.findings import Finding

#: Rounds after which what still does not conform is set aside as a whole.
_MOST_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Validated:
    """What validation left of a document's graph.

    Attributes:
        quads: What conforms.
        removed: What was set aside.
        findings: All that the shapes found, violations and lesser.
        whole: False when the document's own inspection fails, so that nothing of it stays.
    """

    quads: list[Quad]
    removed: list[Quad]
    findings: list[Finding]
    whole: bool


def keep_conforming(quads: list[Quad], validate: Callable[[list[Quad]], list[Finding]]) -> Validated:
    """Sets aside the nodes that violate a shape, and those that depend on them, until the rest conforms.

    Args:
        quads: A document's quads.
        validate: Finds what is wrong with a list of quads.
    """
    left = quads
    findings: list[Finding] = []
    removed: list[Quad] = []
    for _ in range(_MOST_ROUNDS):
        found = validate(left)
        findings += [finding for finding in found if finding not in findings]
        wrong = {NamedNode(finding.focus_node) for finding in found if finding.severity == "Violation"}
        if not wrong:
            return Validated(left, removed, findings, True)
        if wrong & _vital(quads):
            break
        left, gone = _without(left, wrong)
        removed += gone
    return Validated([], quads, findings, False)


def _vital(quads: list[Quad]) -> set[object]:
    """The document and the inspection that it reports."""
    return {quad.subject for quad in quads if quad.predicate == IG.fileName} | {
        quad.object for quad in quads if quad.predicate == IG.reports
    }


def _without(quads: list[Quad], nodes: Iterable[object]) -> tuple[list[Quad], list[Quad]]:
    """The quads that do not speak of the nodes, and those that do."""
    gone = set(nodes)
    kept: list[Quad] = []
    removed: list[Quad] = []
    for quad in quads:
        (removed if quad.subject in gone or quad.object in gone else kept).append(quad)
    return kept, removed


def in_store(quads: Iterable[Quad]) -> pyoxigraph.Store:
    """A store in memory whose default graph is the union of the quads' graphs."""
    store = pyoxigraph.Store()
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return store
