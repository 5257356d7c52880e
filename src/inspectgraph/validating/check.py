"""Whether a build's output conforms: every document's graph, the reference, what holds over all, and every quote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph.errors import OutputError, ReferenceDataError
from inspectgraph.graph.default_graph import default_graph, of_documents
from inspectgraph.graph.nquads import nquads
from inspectgraph.graph.terms import IG, TYPE
from inspectgraph.validating.consolidated import check_default_graph
from inspectgraph.validating.core import CoreShapes
from inspectgraph.validating.document import DocumentValidator
from inspectgraph.validating.findings import Finding
from inspectgraph.validating.locating import locate
from inspectgraph.validating.quotes import check_quotes
from inspectgraph.validating.report import as_turtle


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of an output found.

    Attributes:
        conforms: Whether there is no violation.
        findings: All that was found, sorted, violations first.
        quotes: How many quotes were compared with their texts.
        graph_turtle: The same as a SHACL report in Turtle.
    """

    conforms: bool
    findings: tuple[Finding, ...]
    quotes: int
    graph_turtle: str


def check(out: Path) -> CheckReport:
    """Validates an output folder anew.

    Raises:
        OutputError: The folder is no build's output, or its dump is damaged.
    """
    return check_quads(_quads(out), lambda identifier: _text(out, identifier))


def check_with(out: Path, shapes: Path, document: str = "") -> CheckReport:
    """Validates the documents of an output folder against core shapes of one's own; nothing that they import is fetched.

    Args:
        out: The folder.
        shapes: A file in Turtle.
        document: File name of the one document whose graph the shapes are aimed at; empty for all.

    Raises:
        OutputError: The folder is no build's output, has no such document, or its dump is damaged.
        ReferenceDataError: The shapes can't be read.
    """
    quads = _quads(out)
    base = _base(quads)
    try:
        core = CoreShapes(_of(quads, base, "reference") + _of(quads, base, "vocabulary"), shapes)
    except (OSError, SyntaxError, ValueError) as error:
        raise ReferenceDataError(f"{shapes} can't be read as shapes: {error}", "write them in Turtle") from error
    documents = [
        said
        for said in of_documents(quads, base).values()
        if not document or any(q.predicate == IG.fileName and q.object == Literal(document) for q in said)
    ]
    if document and not documents:
        raise OutputError(
            f"no document of {out} is called {document}", "inspectgraph query 'SELECT ?name { ?d ig:fileName ?name }'"
        )
    findings = {finding for said in documents for finding in _located(core.validate(said), said)}
    ordered = tuple(sorted(findings, key=lambda finding: finding.order))
    conforms = not any(finding.severity == "Violation" for finding in ordered)
    return CheckReport(conforms, ordered, 0, as_turtle(ordered, base))


def _quads(out: Path) -> list[Quad]:
    """What the dump of an output folder holds."""
    dump = out / "graph.nq"
    if not dump.is_file():
        raise OutputError(f"{out} holds no graph.nq", "make it with: inspectgraph build")
    try:
        return list(pyoxigraph.parse(path=str(dump), format=pyoxigraph.RdfFormat.N_QUADS))
    except (SyntaxError, ValueError) as error:
        raise OutputError(f"{dump} is damaged: {error}", "build again") from error


def _text(out: Path, identifier: str) -> str | None:
    path = out / "texts" / f"{identifier}.txt"
    return path.read_bytes().decode("utf-8") if path.is_file() else None


def check_quads(quads: Sequence[Quad], text_of: Callable[[str], str | None]) -> CheckReport:
    """Validates the quads of all named graphs.

    Args:
        quads: As in `graph.nq`.
        text_of: Gives the canonical text of a document by its identifier, `None` where it is not at hand.
    """
    base = _base(quads)
    background = _of(quads, base, "reference") + _of(quads, base, "vocabulary")
    consolidated = _of(quads, base, "consolidated")
    findings: set[Finding] = set(CoreShapes((), "reference.ttl").validate(background))
    validator = DocumentValidator(background)
    documents = of_documents(quads, base)
    compared = 0
    for graph, document in documents.items():
        text = text_of(graph.value.rsplit("/", 1)[-1])
        findings.update(validator.findings(document, None))
        if text is not None:
            number, wrong = check_quotes(document, text)
            compared += number
            findings.update(_located(wrong, document))
    corrected = _corrected(_of(quads, base, "resolution"))
    default = default_graph(nquads(consolidated), nquads(background), map(nquads, documents.values()), corrected)
    store = pyoxigraph.Store()
    store.bulk_load(b"".join(default), pyoxigraph.RdfFormat.N_TRIPLES)
    if together := check_default_graph(store):
        store.bulk_extend(quads)
        findings.update(locate(together, store))
    ordered = tuple(sorted(findings, key=lambda finding: finding.order))
    conforms = not any(finding.severity == "Violation" for finding in ordered)
    return CheckReport(conforms, ordered, compared, as_turtle(ordered, base))


def _of(quads: Iterable[Quad], base: str, name: str) -> list[Quad]:
    graph = NamedNode(f"{base}graph/{name}")
    return [quad for quad in quads if quad.graph_name == graph]


def _located(findings: list[Finding], quads: Iterable[Quad]) -> list[Finding]:
    """Findings with the words of a document on which they rest."""
    if not findings:
        return []
    store = pyoxigraph.Store()
    store.extend(quads)
    return locate(findings, store)


def _corrected(quads: Iterable[Quad]) -> set[tuple[bytes, bytes]]:
    """Subject and property of what a curator corrected."""
    said: dict[object, dict[object, object]] = {}
    for quad in quads:
        if quad.predicate in (TYPE, IG.about, IG.property):
            said.setdefault(quad.subject, {})[quad.predicate] = quad.object
    return {
        (str(each[IG.about]).encode(), str(each[IG.property]).encode())
        for each in said.values()
        if each.get(TYPE) == IG.Correction
    }


def _base(quads: Iterable[Quad]) -> str:
    """The publisher's base, from the name of the vocabulary's graph."""
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.endswith("graph/vocabulary"):
            return quad.graph_name.value.removesuffix("graph/vocabulary")
    raise OutputError("the dump has no graph/vocabulary", f"it was not made by this program ({IG.base})")
