"""From the facts of one document to quads of its named graph, each with its evidence."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph.dates import PartialDate
from inspectgraph.facts import (
    Body,
    EarlierInspection,
    Finding,
    Inspection,
    Judgement,
    Observation,
    Organisation,
    PersonRole,
    Report,
    Spans,
    Stated,
    TableRow,
    UnnamedPost,
)  # fmt: skip
from inspectgraph.graph.iris import Iris, body_path, digest, slug
from inspectgraph.graph.terms import (
    DCT,
    FOAF,
    IG,
    ORG,
    PROV,
    RDF,
    SKOS,
    TYPE,
    boolean,
    concept,
    date,
    english,
    integer,
    number,
    text,
)  # fmt: skip
from inspectgraph.reading.document import Document, Span

#: Words that may be quoted from a document whose licence is not open.
LONGEST_QUOTE = 25
_CLASSES = {"unit": IG.Unit, "board": IG.Board, "programme": IG.Programme, "partner": IG.PartnerOrganisation}
_OWNER = {"unit": ORG.unitOf, "board": IG.servesAuthority, "programme": IG.runBy, "partner": IG.partnerOf}
#: Roles in an inspection; every other role is a post held for a time.
INSPECTION_ROLES = frozenset(
    {"lead-inspector", "deputy-lead-inspector", "team-inspector", "associate-inspector", "quality-assurance"}
)
_SINGLE_SEATS = frozenset({"dcs", "chief-executive", "lead-member", "council-leader"})


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a document besides its text.

    Attributes:
        open_licence: Whether its text may be published (Open Government Licence).
        digest_of: Publication id of what the document restates in other words; empty for an original.
        reader: Name and version of what read it.
    """

    open_licence: bool = True
    digest_of: str = ""
    reader: str = ""


def emit(report: Report, document: Document, iris: Iris, source: Source) -> list[Quad]:
    """The quads of one document, sorted, without repetition.

    IRIs of people, inspections and bodies are those that hold as long as no other document
    speaks of the same thing; resolution may replace them.
    """
    return _Emitter(report, document, iris, source).run()


class _Emitter:
    """Collects the triples of one document."""

    def __init__(self, report: Report, document: Document, iris: Iris, source: Source) -> None:
        self.report, self.document, self.iris, self.source = report, document, iris, source
        self.graph = iris.document_graph(document.identifier)
        self.node = iris.document(document.identifier)
        self.quads: dict[Quad, None] = {}
        self.bodies: list[tuple[Body, NamedNode]] = []
        self._evidence: dict[Span, NamedNode] = {}

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal | None) -> None:
        if value is not None:
            self.quads[Quad(subject, predicate, value, self.graph)] = None

    def run(self) -> list[Quad]:
        inspection = self._inspection_iri()
        self._document(inspection)
        for body in self.report.bodies:
            self._body(body)
        if inspection and self.report.inspection:
            self._inspection(inspection, self.report.inspection)
        for row in self.report.rows:
            self._row(row)
        for earlier in self.report.earlier:
            self._earlier(earlier)
        for person in self.report.people:
            if person.role in INSPECTION_ROLES and inspection:
                self._association(inspection, person)
            else:
                self._tenure(person)
        for post in self.report.posts:
            self._unnamed(post)
        for finding in self.report.findings:
            self._finding(inspection, finding)
        for observation in self.report.observations:
            self._observation(observation)
        return sorted(self.quads, key=str)

    # Evidence

    def evidence(self, span: Span) -> NamedNode:
        """The evidence node of a span; a span longer than a licence allows is cut to its first words."""
        if not self.source.open_licence:
            span = self._short(span)
        if (known := self._evidence.get(span)) is not None:
            return known
        node = self._evidence[span] = self.iris.evidence(self.document.identifier, span)
        self.add(node, TYPE, IG.Evidence)
        self.add(node, PROV.wasQuotedFrom, self.node)
        self.add(node, IG.start, integer(span.start))
        self.add(node, IG.end, integer(span.end))
        self.add(node, IG.page, integer(self.document.page_at(span.start)))
        self.add(node, IG.quote, text(self.document.quote(span)))
        return node

    def _short(self, span: Span) -> Span:
        words = list(re.finditer(r"\S+", self.document.quote(span)))
        return Span(span.start, span.start + words[LONGEST_QUOTE - 1].end()) if len(words) > LONGEST_QUOTE else span

    def because(self, node: NamedNode, rule: str, spans: Spans) -> None:
        """Rule and evidence of a fact node."""
        self.add(node, IG.rule, text(rule))
        for span in spans:
            self.add(node, IG.evidence, self.evidence(span))

    def state(
        self,
        subject: NamedNode,
        predicate: NamedNode,
        value: NamedNode | Literal,
        rule: str,
        spans: Spans,
        as_written: str | None,
    ) -> None:
        """A plain property and the node that says where it is stated."""
        self.add(subject, predicate, value)
        node = self.iris.hashed("statement", self.document.identifier, subject, predicate, value, rule, spans[0])
        self.add(node, TYPE, IG.Statement)
        self.add(node, RDF.subject, subject)
        self.add(node, RDF.predicate, predicate)
        self.add(node, RDF.object, value)
        self.add(node, IG.valueAsWritten, text(as_written) if as_written else None)
        self.because(node, rule, spans)

    # The document

    def _inspection_iri(self) -> NamedNode | None:
        inspection = self.report.inspection
        return self._iri_of(inspection, digest("inspection", self.document.identifier)) if inspection else None

    def _iri_of(self, inspection: Inspection, undated: str) -> NamedNode:
        framework = inspection.framework.value if inspection.framework else "unknown"
        when = str(inspection.start.value) if inspection.start else undated
        return self.iris.inspection(inspection.authority.value, framework, when)

    def _document(self, inspection: NamedNode | None) -> None:
        document, node = self.document, self.node
        self.add(node, TYPE, IG.Document)
        self.add(node, IG.documentKind, concept("document-kind", self.report.kind))
        if self.source.digest_of:
            self.add(node, IG.documentKind, concept("document-kind", "digest"))
        self.add(node, IG.graph, self.graph)
        self.add(node, IG.fileName, text(document.file_name))
        self.add(node, IG.sha256, text(document.sha256))
        self.add(node, IG.textSha256, text(sha256(document.text.encode()).hexdigest()))
        self.add(node, IG.textLength, integer(len(document.text)))
        self.add(node, IG.pageCount, integer(document.page_count))
        self.add(node, IG.reader, text(self.source.reader))
        self.add(node, IG.reports, inspection)
        self.add(node, IG.renditionOf, self._publication(inspection))
        if (title := self.report.title) is not None:
            self.state(node, DCT.title, english(title.value), title.rule, title.spans, title.as_written)
        if (issued := self.report.issued) is not None:
            self.state(node, DCT.issued, date(issued.value), issued.rule, issued.spans, issued.as_written)

    def _publication(self, inspection: NamedNode | None) -> NamedNode:
        """The publication that the document renders; reports of one inspection by one publisher are one."""
        if self.source.digest_of:
            return self.iris.publication(self.source.digest_of)
        if inspection is None or not self.source.open_licence:
            return self.iris.publication(f"document/{self.document.identifier}")
        path = inspection.value.removeprefix(self.iris.base + "id/inspection/")
        publication = self.iris.publication(f"ofsted/{path}")
        self.add(publication, TYPE, IG.Publication)
        self.add(publication, DCT.publisher, self.iris.inspectorate("ofsted"))
        if self.report.title is not None:
            self.add(publication, DCT.title, english(self.report.title.value))
        return publication

    # The inspection and others that are mentioned

    def _inspection(self, node: NamedNode, inspection: Inspection) -> None:
        self.add(node, TYPE, IG.Inspection)
        authority = inspection.authority
        self.add(node, IG.authorityAsWritten, text(authority.as_written))
        self._stated(node, IG.inspects, self.iris.authority(authority.value), authority)
        if inspection.framework:
            self._stated(node, IG.framework, concept("framework", inspection.framework.value), inspection.framework)
        for inspectorate in inspection.conducted_by:
            self._stated(node, IG.conductedBy, self.iris.inspectorate(inspectorate.value), inspectorate)
        for predicate, when in ((IG.startDate, inspection.start), (IG.endDate, inspection.end)):
            if when:
                self._stated(node, predicate, date(when.value), when)
        for basis in inspection.legal_basis:
            self._stated(node, IG.legalBasis, NamedNode(basis.value), basis)
        for judgement in inspection.judgements:
            self._judgement(node, judgement)

    def _stated(
        self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal, fact: Stated[object]
    ) -> None:
        self.state(subject, predicate, value, fact.rule, fact.spans, fact.as_written)

    def _judgement(self, inspection: NamedNode, judgement: Judgement) -> None:
        node = self.iris.judgement(inspection, judgement.area)
        self.add(inspection, IG.hasJudgement, node)
        self.add(node, TYPE, IG.Judgement)
        self.add(node, IG.area, concept("area", judgement.area))
        self.add(node, IG.grade, concept("grade", judgement.grade))
        self.add(node, IG.gradeAsWritten, text(judgement.as_written))
        self.because(node, judgement.rule, judgement.spans)

    def _earlier(self, earlier: EarlierInspection) -> None:
        node = self.iris.inspection(
            earlier.authority,
            "mention",
            digest(
                "mention", self.document.identifier, earlier.authority, earlier.subject, earlier.framework,
                earlier.start, earlier.end, earlier.area, earlier.grade,
            ),
        )  # fmt: skip
        self.add(node, TYPE, IG.Inspection)
        self.add(node, IG.inspects, self.iris.authority(earlier.authority))
        self.add(node, IG.subject, english(earlier.subject))
        self.add(node, IG.framework, concept("framework", earlier.framework) if earlier.framework else None)
        self._earlier_dates(node, earlier.start, earlier.end)
        self.because(node, earlier.rule, earlier.spans)
        if earlier.grade:
            judgement = Judgement(
                earlier.area or "overall",
                earlier.grade,
                earlier.grade_as_written or earlier.grade,
                earlier.rule,
                earlier.spans,
            )
            self._judgement(node, judgement)

    def _earlier_dates(self, node: NamedNode, start: PartialDate | None, end: PartialDate | None) -> None:
        """When an inspection that is only mentioned was.

        A week within one month dates it by that month, as most mentions do; the days are its bounds.
        """
        if start and end and start.day and (start.year, start.month) == (end.year, end.month):
            self.add(node, IG.startDate, date(PartialDate(start.year, start.month)))
            for predicate, day in (("earliestStart", start), ("latestStart", start), ("earliestEnd", end), ("latestEnd", end)):
                self.add(node, IG[predicate], date(day))
            return
        self.add(node, IG.startDate, date(start) if start else None)
        self.add(node, IG.endDate, date(end) if end else None)

    def _row(self, row: TableRow) -> None:
        """An inspection that a row of a table is about, and what the row says of its report."""
        node = self._iri_of(row.inspection, digest("row", self.document.identifier, self.document.quote(row.span)))
        self.add(self.node, IG.mentions, node)
        self._inspection(node, row.inspection)
        self.because(node, row.rule, (row.span,))
        for person in row.people:
            self._association(node, person)
        publication = self.iris.publication("ofsted/" + node.value.removeprefix(self.iris.base + "id/inspection/"))
        for predicate, fact in ((DCT.issued, row.published), (DCT.source, row.link)):
            if fact is not None:
                self.add(publication, TYPE, IG.Publication)
                self.add(publication, PROV.wasGeneratedBy, node)
                value = date(fact.value) if isinstance(fact.value, PartialDate) else NamedNode(fact.value)
                self._stated(publication, predicate, value, fact)

    # People and posts

    def _person(self, name: str) -> NamedNode:
        node = self.iris.person(name, self.document.identifier)
        self.add(node, TYPE, FOAF.Person)
        self.add(node, FOAF.name, text(name))
        self.add(self.node, IG.mentions, node)
        return node

    def _association(self, inspection: NamedNode, person: PersonRole) -> None:
        node = self.iris.association(inspection, person.role, person.name)
        self.add(inspection, PROV.qualifiedAssociation, node)
        self.add(node, TYPE, PROV.Association)
        self.add(node, PROV.agent, self._person(person.name))
        self.add(node, PROV.hadRole, concept("role", person.role))
        self.add(node, IG.roleTitle, text(person.title) if person.title else None)
        if person.organisation and person.organisation.kind == "other":
            self.add(node, IG.organisationAsWritten, text(person.organisation.name))
        self.because(node, person.rule, person.spans)

    def _tenure(self, person: PersonRole) -> None:
        organisation = person.organisation
        node = self.iris.hashed(
            "tenure", self.document.identifier, slug(person.name), person.role, person.title,
            organisation and (organisation.slug or organisation.name), person.start, person.end, person.former,
        )  # fmt: skip
        self.add(node, TYPE, IG.Tenure)
        self.add(node, TYPE, ORG.Membership)
        self.add(node, ORG.member, self._person(person.name))
        self.add(node, ORG.role, concept("role", person.role))
        self.add(node, IG.roleTitle, text(person.title) if person.title else None)
        self.add(node, IG["from"], date(person.start) if person.start else None)
        self.add(node, IG.to, date(person.end) if person.end else None)
        self.add(node, IG.former, boolean(True) if person.former else None)
        certainty = (
            "stated"
            if person.start or person.end
            else "bounded"
            if self.report.inspection and not person.former
            else "unknown"
        )
        self.add(node, IG.certainty, concept("certainty", certainty))
        if organisation:
            self.add(node, ORG.organization, self._organisation(organisation, person.rule, person.spans))
            if not organisation.slug and organisation.kind in ("other", "government"):
                self.add(node, IG.organisationAsWritten, text(organisation.name))
            self.add(node, IG.post, self._post(organisation, person.role, person.title, person.rule, person.spans))
        self.because(node, person.rule, person.spans)

    def _unnamed(self, post: UnnamedPost) -> None:
        node = self.iris.hashed(
            "tenure", self.document.identifier, "", post.role, post.title, post.organisation.slug, post.start, post.end
        )
        self.add(node, TYPE, IG.Tenure)
        self.add(node, IG.post, self._post(post.organisation, post.role, post.title, post.rule, post.spans))
        self.add(node, IG.roleTitle, text(post.title))
        self.add(node, IG["from"], date(post.start) if post.start else None)
        self.add(node, IG.to, date(post.end) if post.end else None)
        self.add(node, IG.certainty, concept("certainty", "stated" if post.start or post.end else "unknown"))
        self.because(node, post.rule, post.spans)

    def _organisation(self, organisation: Organisation, rule: str, spans: Spans) -> NamedNode | None:
        if organisation.kind == "authority" and organisation.slug:
            return self.iris.authority(organisation.slug)
        if organisation.kind == "inspectorate" and organisation.slug:
            return self.iris.inspectorate(organisation.slug)
        if organisation.kind == "government" and organisation.slug:
            return self.iris.government(organisation.slug)
        if organisation.kind == "board":
            return self._board(organisation, rule, spans)
        return None

    def _board(self, organisation: Organisation, rule: str, spans: Spans) -> NamedNode:
        """The board of somebody's role; a board that nothing else names is named here."""
        owner = organisation.slug or None
        node = self.iris.body("board", owner, organisation.name)
        if all(known != node for _, known in self.bodies):
            self._body(Body(organisation.name, "board", rule, spans, owner=owner))
        return node

    def _post(
        self, organisation: Organisation, role: str, title: str | None, rule: str, spans: Spans
    ) -> NamedNode | None:
        """The seat, where an organisation has one for the role or the title tells it from others."""
        holder = self._organisation(organisation, rule, spans)
        if holder is None or not organisation.slug or organisation.kind not in ("authority", "board"):
            return None
        if role not in _SINGLE_SEATS and role != "lscb-chair" and not (role == "other" and title):
            return None
        node = self.iris.post(organisation.slug, role, title or "")
        self.add(node, TYPE, ORG.Post)
        self.add(node, ORG.postIn, holder)
        self.add(node, ORG.role, concept("role", role))
        return node

    # Bodies, findings, figures

    def _body(self, body: Body) -> None:
        # A service of nobody in particular (Cafcass) is an organisation that authorities work with.
        kind = "partner-organisation" if body.owner is None and body_path(body.kind) == "unit" else body.kind
        path = body_path(kind)
        node = self.iris.body(kind, body.owner, body.name)
        self.bodies.append((body, node))
        self.add(node, TYPE, _CLASSES[path])
        self.add(node, IG.bodyType, concept("body-type", kind))
        self.add(node, SKOS.prefLabel, english(body.name))
        for other in body.other_names:
            self.add(node, SKOS.altLabel, english(other))
        self.add(node, IG.abbreviation, text(body.abbreviation) if body.abbreviation else None)
        if body.owner:
            self.state(node, _OWNER[path], self.iris.authority(body.owner), body.rule, body.spans[:1], None)
        self.because(node, body.rule, body.spans)
        self.add(self.node, IG.mentions, node)

    def _mentions(self, span: Span) -> list[NamedNode]:
        found = []
        for body, node in self.bodies:
            position = bisect_left(body.spans, (span.start, 0))
            if position < len(body.spans) and body.spans[position].start < span.end:
                found.append(node)
        return found

    def _finding(self, inspection: NamedNode | None, finding: Finding) -> None:
        words = self.document.quote(finding.span)
        node = self.iris.hashed("finding", self.document.identifier, finding.kind, finding.span.start, words)
        self.add(node, TYPE, IG.Finding)
        self.add(node, IG.findingKind, concept("finding-kind", finding.kind))
        self.add(node, IG.paragraph, integer(finding.paragraph) if finding.paragraph else None)
        self.add(node, IG.area, concept("area", finding.area) if finding.area else None)
        self.add(node, IG.section, text(finding.section) if finding.section else None)
        if self.source.open_licence:
            self.add(node, IG.text, text(words))
        for body in self._mentions(finding.span):
            self.add(node, IG.mentions, body)
        self.because(node, finding.rule, (finding.span,))
        if inspection:
            self.add(inspection, IG.hasFinding, node)

    def _observation(self, observation: Observation) -> NamedNode:
        node = self.iris.hashed(
            "observation", self.document.identifier, observation.measure, observation.value, observation.unit, observation.area,
            observation.period, observation.period_as_written, observation.population, observation.spans[0],
        )  # fmt: skip
        self.add(node, TYPE, IG.Observation)
        measure = concept("measure", observation.measure)
        self.add(node, IG.measure, measure)
        self.add(node, SKOS.prefLabel, english(observation.measure_label))
        self.add(node, IG.value, number(observation.value))
        self.add(node, IG.valueAsWritten, text(observation.as_written))
        self.add(node, IG.unitMeasure, concept("unit", observation.unit))
        if observation.area:
            area = (
                self.iris.region("england") if observation.area == "england" else self.iris.authority(observation.area)
            )
            self.add(node, IG.refArea, area)
        self.add(node, IG.refPeriod, date(observation.period) if observation.period else None)
        self.add(
            node, IG.periodAsWritten, text(observation.period_as_written) if observation.period_as_written else None
        )
        self.add(node, IG.population, text(observation.population) if observation.population else None)
        self.add(node, IG.qualifier, text(observation.qualifier) if observation.qualifier else None)
        if observation.compared_with is not None:
            self.add(node, IG.comparedWith, self._observation(observation.compared_with))
        self.because(node, observation.rule, observation.spans)
        return node
