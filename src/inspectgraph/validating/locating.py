"""From what a shape found to the words: document, page, quote and rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad, Store

from inspectgraph.graph.terms import IG, PROV, RDF, TYPE
from inspectgraph.validating.findings import Finding

_DOCUMENT_GRAPH = "/graph/document/"


def locate(findings: Iterable[Finding], store: Store) -> list[Finding]:
    """The findings, each with the words that the node it looked at rests on, as far as a document has any.

    Args:
        findings: What shapes found.
        store: The graphs of the documents.
    """
    locator = _Locator(store)
    return [locator.located(finding) for finding in findings]


class _Locator:
    """Looks up words in the documents' graphs."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def located(self, finding: Finding) -> Finding:
        node = NamedNode(finding.focus_node)
        places = sorted(self._places(node, finding.path), key=lambda place: place[:4])
        if places:
            document, _, page, quote, rule = places[0]
            return replace(finding, document=document, page=page, quote=quote, rule=rule)
        files = sorted(self._file(quad) for quad in self._said(node))
        return replace(finding, document=files[0]) if files else finding

    def _places(self, node: NamedNode, path: str | None) -> Iterator[tuple[str, int, int | None, str, str]]:
        """File name, offset, page, words and rule of what bears a node out; the nearest there is."""
        bearers: list[list[NamedNode]] = [[node], *self._statements(node, path)]
        leading = [quad.subject for quad in self._said(None, None, node) if isinstance(quad.subject, NamedNode)]
        bearers += [leading, [each for lead in leading for found in self._statements(lead, None) for each in found]]
        for nodes in bearers:
            found = [place for each in nodes for place in self._words(each)]
            if found:
                yield from found
                return

    def _statements(self, node: NamedNode, path: str | None) -> list[list[NamedNode]]:
        """The statements of a node's property, then all of the node's."""
        every = [quad.subject for quad in self._said(None, RDF.subject, node) if isinstance(quad.subject, NamedNode)]
        of_path = [each for each in every if path and any(self._said(each, RDF.predicate, NamedNode(path)))]
        return [of_path, every]

    def _words(self, node: NamedNode) -> Iterator[tuple[str, int, int | None, str, str]]:
        """The words that a fact rests on, or that are the node itself."""
        if any(self._said(node, TYPE, IG.Evidence)):
            rules = [rule for quad in self._said(None, IG.evidence, node) for rule in self._rules(quad)]
            yield from self._quote(node, min(rules, default=""))
        for quad in self._said(node, IG.evidence):
            if isinstance(quad.object, NamedNode):
                yield from self._quote(quad.object, min(self._rules(quad), default=""))

    def _rules(self, quad: Quad) -> list[str]:
        found = self._store.quads_for_pattern(quad.subject, IG.rule, None, quad.graph_name)
        return [each.object.value for each in found if isinstance(each.object, Literal)]

    def _quote(self, evidence: NamedNode, rule: str) -> Iterator[tuple[str, int, int | None, str, str]]:
        for quad in self._said(evidence, IG.quote):
            said = {
                each.predicate: each.object
                for each in self._store.quads_for_pattern(evidence, None, None, quad.graph_name)
            }
            start, page = _number(said.get(IG.start)), _number(said.get(IG.page))
            yield self._file(quad), start or 0, page, getattr(quad.object, "value", ""), rule

    def _file(self, quad: Quad) -> str:
        """The file name of the document in whose graph a quad stands; the document's id when it has none."""
        names = self._store.quads_for_pattern(None, IG.fileName, None, quad.graph_name)
        found = [each.object.value for each in names if isinstance(each.object, Literal)]
        return min(found, default=getattr(quad.graph_name, "value", "").rsplit("/", 1)[-1])

    def _said(
        self, subject: NamedNode | None, predicate: NamedNode | None = None, value: NamedNode | None = None
    ) -> list[Quad]:
        """What documents say."""
        return [
            quad
            for quad in self._store.quads_for_pattern(subject, predicate, value)
            if isinstance(quad.graph_name, NamedNode) and _DOCUMENT_GRAPH in quad.graph_name.value
            and quad.predicate != PROV.wasQuotedFrom
        ]  # fmt: skip


def _number(term: object) -> int | None:
    try:
        return int(term.value) if isinstance(term, Literal) else None
    except ValueError:
        return None
