"""From the facts of one document to its named graph, each with its evidence."""

from __future__ import annotations

from hashlib import sha256

from pyoxigraph import NamedNode

from inspectgraph.facts import Report
from inspectgraph.graph.bodies import write_body
from inspectgraph.graph.findings import write_finding, write_observation
from inspectgraph.graph.inspections import inspection_iri, write_earlier, write_inspection, write_row
from inspectgraph.graph.iris import Iris, digest
from inspectgraph.graph.people import INSPECTION_ROLES, write_association, write_tenure, write_unnamed
from inspectgraph.graph.terms import DCT, IG, TYPE, concept, date, english, integer, text
from inspectgraph.graph.writer import Source, Writer
from inspectgraph.reading.document import Document


def emit(report: Report, document: Document, iris: Iris, source: Source) -> str:
    """The graph of one document as N-Quads, sorted, without repetition.

    IRIs of people, inspections and bodies are those that hold as long as no other document
    speaks of the same thing; resolution may replace them.
    """
    writer = Writer(document, iris, source)
    undated = digest("inspection", document.identifier)
    inspection = inspection_iri(writer, report.inspection, undated) if report.inspection else None
    _write_document(writer, report, inspection)
    for body in report.bodies:
        write_body(writer, body)
    if inspection and report.inspection:
        write_inspection(writer, inspection, report.inspection)
    for row in report.rows:
        write_row(writer, row)
    for earlier in report.earlier:
        write_earlier(writer, earlier)
    for person in report.people:
        if person.role in INSPECTION_ROLES and inspection:
            write_association(writer, inspection, person)
        else:
            write_tenure(writer, person, bounded=report.inspection is not None)
    for post in report.posts:
        write_unnamed(writer, post)
    for finding in report.findings:
        write_finding(writer, inspection, finding)
    for observation in report.observations:
        write_observation(writer, observation)
    end = f" {writer.graph} .\n"
    return end.join([*sorted(writer.triples), ""])


def _write_document(writer: Writer, report: Report, inspection: NamedNode | None) -> None:
    document, node = writer.document, writer.node
    writer.add(node, TYPE, IG.Document)
    writer.add(node, IG.documentKind, concept("document-kind", report.kind))
    if writer.source.digest_of:
        writer.add(node, IG.documentKind, concept("document-kind", "digest"))
    writer.add(node, IG.graph, writer.graph)
    writer.add(node, IG.fileName, text(document.file_name))
    writer.add(node, IG.sha256, text(document.sha256))
    writer.add(node, IG.textSha256, text(sha256(document.text.encode()).hexdigest()))
    writer.add(node, IG.textLength, integer(len(document.text)))
    writer.add(node, IG.pageCount, integer(document.page_count))
    writer.add(node, IG.reader, text(writer.source.reader))
    writer.add(node, IG.reports, inspection)
    writer.add(node, IG.renditionOf, _publication(writer, report, inspection))
    if (title := report.title) is not None:
        writer.state(node, DCT.title, english(title.value), title.rule, title.spans, title.as_written)
    if (issued := report.issued) is not None:
        writer.state(node, DCT.issued, date(issued.value), issued.rule, issued.spans, issued.as_written)


def _publication(writer: Writer, report: Report, inspection: NamedNode | None) -> NamedNode:
    """The publication that the document renders; reports of one inspection by one publisher are one."""
    if writer.source.digest_of:
        return writer.iris.publication(writer.source.digest_of)
    if inspection is None or not writer.source.open_licence:
        return writer.iris.publication(f"document/{writer.document.identifier}")
    path = inspection.value.removeprefix(writer.iris.base + "id/inspection/")
    publication = writer.iris.publication(f"ofsted/{path}")
    writer.add(publication, TYPE, IG.Publication)
    writer.add(publication, DCT.publisher, writer.iris.inspectorate("ofsted"))
    if report.title is not None:
        writer.add(publication, DCT.title, english(report.title.value))
    return publication
