"""The inspection that a document reports, its judgements, and inspections that it only mentions."""

from __future__ import annotations

from pyoxigraph import NamedNode

from inspectgraph.dates import PartialDate
from inspectgraph.facts import EarlierInspection, Inspection, Judgement, TableRow
from inspectgraph.graph.iris import digest
from inspectgraph.graph.people import write_association
from inspectgraph.graph.terms import DCT, IG, PROV, TYPE, concept, date, english, text
from inspectgraph.graph.writer import Writer


def inspection_iri(writer: Writer, inspection: Inspection, undated: str) -> NamedNode:
    """The IRI of an inspection: by its start, or by a digest where none is stated."""
    framework = inspection.framework.value if inspection.framework else "unknown"
    when = str(inspection.start.value) if inspection.start else undated
    return writer.iris.inspection(inspection.authority.value, framework, when)


def write_inspection(writer: Writer, node: NamedNode, inspection: Inspection) -> None:
    """An inspection that a document reports, with a statement for each plain property."""
    writer.add(node, TYPE, IG.Inspection)
    authority = inspection.authority
    writer.add(node, IG.authorityAsWritten, text(authority.as_written))
    writer.stated(node, IG.inspects, writer.iris.authority(authority.value), authority)
    if inspection.framework:
        writer.stated(node, IG.framework, concept("framework", inspection.framework.value), inspection.framework)
    for inspectorate in inspection.conducted_by:
        writer.stated(node, IG.conductedBy, writer.iris.inspectorate(inspectorate.value), inspectorate)
    for predicate, when in ((IG.startDate, inspection.start), (IG.endDate, inspection.end)):
        if when:
            writer.stated(node, predicate, date(when.value), when)
    for basis in inspection.legal_basis:
        writer.stated(node, IG.legalBasis, NamedNode(basis.value), basis)
    for judgement in inspection.judgements:
        write_judgement(writer, node, judgement)


def write_judgement(writer: Writer, inspection: NamedNode, judgement: Judgement) -> None:
    """One grade for one area."""
    node = writer.iris.judgement(inspection, judgement.area)
    writer.add(inspection, IG.hasJudgement, node)
    writer.add(node, TYPE, IG.Judgement)
    writer.add(node, IG.area, concept("area", judgement.area))
    writer.add(node, IG.grade, concept("grade", judgement.grade))
    writer.add(node, IG.gradeAsWritten, text(judgement.as_written))
    writer.because(node, judgement.rule, judgement.spans)


def write_earlier(writer: Writer, earlier: EarlierInspection) -> None:
    """An inspection that a document only mentions."""
    node = writer.iris.inspection(
        earlier.authority,
        "mention",
        digest(
            "mention", writer.document.identifier, earlier.authority, earlier.subject, earlier.framework,
            earlier.start, earlier.end, earlier.area, earlier.grade,
        ),
    )  # fmt: skip
    writer.add(node, TYPE, IG.Inspection)
    writer.add(node, IG.inspects, writer.iris.authority(earlier.authority))
    writer.add(node, IG.subject, english(earlier.subject))
    writer.add(node, IG.framework, concept("framework", earlier.framework) if earlier.framework else None)
    _earlier_dates(writer, node, earlier.start, earlier.end)
    writer.because(node, earlier.rule, earlier.spans)
    if earlier.grade:
        judgement = Judgement(
            earlier.area or "overall",
            earlier.grade,
            earlier.grade_as_written or earlier.grade,
            earlier.rule,
            earlier.spans,
        )
        write_judgement(writer, node, judgement)


def _earlier_dates(writer: Writer, node: NamedNode, start: PartialDate | None, end: PartialDate | None) -> None:
    """When an inspection that is only mentioned was.

    A week within one month dates it by that month, as most mentions do; the days are its bounds.
    """
    if start and end and start.day and (start.year, start.month) == (end.year, end.month):
        writer.add(node, IG.startDate, date(PartialDate(start.year, start.month)))
        for predicate, day in (
            ("earliestStart", start),
            ("latestStart", start),
            ("earliestEnd", end),
            ("latestEnd", end),
        ):
            writer.add(node, IG[predicate], date(day))
        return
    writer.add(node, IG.startDate, date(start) if start else None)
    writer.add(node, IG.endDate, date(end) if end else None)


def write_row(writer: Writer, row: TableRow) -> None:
    """An inspection that a row of a table is about, and what the row says of its report."""
    node = inspection_iri(
        writer, row.inspection, digest("row", writer.document.identifier, writer.document.quote(row.span))
    )
    writer.add(writer.node, IG.mentions, node)
    write_inspection(writer, node, row.inspection)
    writer.because(node, row.rule, (row.span,))
    for person in row.people:
        write_association(writer, node, person)
    publication = writer.iris.publication("ofsted/" + node.value.removeprefix(writer.iris.base + "id/inspection/"))
    for predicate, fact in ((DCT.issued, row.published), (DCT.source, row.link)):
        if fact is not None:
            writer.add(publication, TYPE, IG.Publication)
            writer.add(publication, PROV.wasGeneratedBy, node)
            value = date(fact.value) if isinstance(fact.value, PartialDate) else NamedNode(fact.value)
            writer.stated(publication, predicate, value, fact)
