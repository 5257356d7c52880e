"""The evidence as W3C Web Annotations: each quote a target in its document, the facts that it proves the bodies.

https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

from typing import Any

from pyoxigraph import Literal, NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.exporting.formats.parts import Files, to_json
from inspectgraph.exporting.sources import Sources
from inspectgraph.graph.terms import IG, PROV, TYPE

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_PDF_FRAGMENT = "http://tools.ietf.org/rfc/rfc3778"


def write(dataset: Dataset) -> Files:
    """One collection with all annotations, sorted by their IRIs."""
    proves: dict[str, set[str]] = {}
    for quad in dataset.quads(None, IG.evidence):
        if isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode):
            proves.setdefault(quad.object.value, set()).add(quad.subject.value)
    evidence = {quad.subject for quad in dataset.quads(None, TYPE, IG.Evidence) if isinstance(quad.subject, NamedNode)}
    sources = Sources(dataset)
    items = [
        _annotation(dataset, sources, each, sorted(proves.get(each.value, ())))
        for each in sorted(evidence, key=lambda node: node.value)
    ]
    identifier = f"{dataset.base}id/annotations"
    page: dict[str, Any] = {
        "id": f"{identifier}/all",
        "type": "AnnotationPage",
        "partOf": identifier,
        "startIndex": 0,
        "items": items,
    }
    collection = {
        "@context": _CONTEXT,
        "id": identifier,
        "type": "AnnotationCollection",
        "label": "The words behind the statements of the dataset",
        "total": len(items),
        "first": page,
    }
    return {"": to_json(collection)}


def _annotation(dataset: Dataset, sources: Sources, evidence: NamedNode, facts: list[str]) -> dict[str, Any]:
    said: dict[NamedNode, str] = {}
    for quad in dataset.quads(evidence):
        if isinstance(quad.object, NamedNode | Literal):
            said[quad.predicate] = quad.object.value
    selectors: list[dict[str, Any]] = []
    if IG.start in said and IG.end in said:
        selectors.append({"type": "TextPositionSelector", "start": int(said[IG.start]), "end": int(said[IG.end])})
    document = said.get(PROV.wasQuotedFrom, "")
    if quote := sources.quotable(document, said.get(IG.quote, "")):
        selectors.append({"type": "TextQuoteSelector", "exact": quote})
    if IG.page in said:
        selectors.append({"type": "FragmentSelector", "conformsTo": _PDF_FRAGMENT, "value": f"page={said[IG.page]}"})
    target: dict[str, Any] = {"source": document, "selector": selectors}
    if address := sources.address(document):
        target["source"] = {"id": document, "type": "Text", "canonical": address}
    return {"id": evidence.value, "type": "Annotation", "motivation": "identifying", "body": facts, "target": target}
