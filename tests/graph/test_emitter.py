"""A fact in a document is triples in its graph, with evidence that is the very words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

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
    Stated,
    UnnamedPost,
)  # fmt: skip
from inspectgraph.graph.emitter import emit
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import parsed
from inspectgraph.graph.terms import FOAF, IG, ORG, PROV, RDF, SKOS, TYPE, concept, slug_of
from inspectgraph.graph.writer import Source
from inspectgraph.reading.document import Document, Span
from inspectgraph.reading.reader import read_bytes

TEXT = (
    "Essex County Council was inspected on 14 January 2014 and is good.\n\nLead inspector: Ann Other\n\n"
    "The hub works with 12 schools. The director has been in post since May 2010. In 2011 it was adequate.\n"
)
IRIS = Iris("https://example.org/")


def document() -> Document:
    return read_bytes(TEXT.encode(), "essex.txt")


def span(words: str) -> Span:
    start = document().text.index(words)
    return Span(start, start + len(words))


def report() -> Report:
    essex = Organisation("authority", "essex", "Essex County Council")
    return Report(
        kind="inspection-report",
        parser="sif",
        inspection=Inspection(
            Stated("essex", "Essex County Council", "authority/title", (span("Essex County Council"),)),
            Stated("sif", "Essex", "recognise/form", (span("Essex"),)),
            start=Stated(PartialDate(2014, 1, 14), "14 January 2014", "dates/title-block", (span("14 January 2014"),)),
            judgements=(Judgement("overall", "good", "good", "judgements/overall-sentence", (span("is good"),)),),
        ),
        people=(PersonRole("Ann Other", "lead-inspector", "Lead inspector", "team/lead", (span("Lead inspector: Ann Other"),)),),
        posts=(UnnamedPost("dcs", "director", essex, "posts/since", (span("since May 2010"),), PartialDate(2010, 5)),),
        bodies=(Body("hub", "hub", "bodies/named", (span("hub"),), owner="essex"),),
        findings=(Finding("strength", span("The hub works with 12 schools."), "findings/strength", 3, "leadership"),),
        observations=(Observation("schools", "schools", Decimal("12"), "12", "count", "statistics/figure", (span("12 schools"),), "essex"),),
        earlier=(
            EarlierInspection("essex", "safeguarding", "earlier/grade", (span("In 2011 it was adequate"),), start=PartialDate(2011), area="safeguarding", grade="adequate", grade_as_written="adequate"),
        ),
    )  # fmt: skip


def quads(source: Source = Source()) -> list[Quad]:  # noqa: B008
    return parsed(emit(report(), document(), IRIS, source).encode())


def objects(found: list[Quad], subject: NamedNode, predicate: NamedNode) -> list[str]:
    return sorted(
        quad.object.value
        for quad in found
        if quad.subject == subject and quad.predicate == predicate and isinstance(quad.object, NamedNode | Literal)
    )


INSPECTION = IRIS.inspection("essex", "sif", "2014-01-14")


def test_the_inspection_and_its_judgement() -> None:
    found = quads()
    assert objects(found, IRIS.document(document().identifier), IG.reports) == [INSPECTION.value]
    assert objects(found, INSPECTION, IG.inspects) == [IRIS.authority("essex").value]
    judgement = IRIS.judgement(INSPECTION, "overall")
    assert objects(found, INSPECTION, IG.hasJudgement) == [judgement.value]
    assert objects(found, judgement, IG.grade) == [concept("grade", "good").value]
    assert objects(found, judgement, IG.rule) == ["judgements/overall-sentence"]


def test_plain_properties_have_a_statement_each() -> None:
    found = quads()
    statements = [quad.subject for quad in found if quad.predicate == RDF.predicate and quad.object == IG.startDate]
    assert len(statements) == 1
    assert isinstance(statements[0], NamedNode)
    assert objects(found, statements[0], IG.valueAsWritten) == ["14 January 2014"]
    assert len(objects(found, statements[0], IG.evidence)) == 1


def test_every_quote_is_the_text_at_its_offsets() -> None:
    found, text = quads(), document().text
    evidence = [quad.subject for quad in found if quad.predicate == TYPE and quad.object == IG.Evidence]
    assert evidence
    for node in evidence:
        assert isinstance(node, NamedNode)
        (start,), (end,) = objects(found, node, IG.start), objects(found, node, IG.end)
        assert objects(found, node, IG.quote) == [text[int(start) : int(end)]]


def test_an_inspector_takes_part_and_holds_no_post() -> None:
    found = quads()
    association = IRIS.association(INSPECTION, "lead-inspector", "Ann Other")
    (person,) = objects(found, association, PROV.agent)
    assert objects(found, NamedNode(person), FOAF.name) == ["Ann Other"]
    assert not [quad for quad in found if quad.predicate == ORG.member]


def test_a_post_without_a_holder_has_none() -> None:
    found = quads()
    (tenure,) = [quad.subject for quad in found if quad.predicate == IG["from"]]
    assert isinstance(tenure, NamedNode)
    assert objects(found, tenure, ORG.member) == []
    assert objects(found, tenure, IG.post) == [IRIS.post("essex", "dcs", "").value]
    assert objects(found, tenure, IG["from"]) == ["2010-05"]


def test_a_finding_mentions_the_bodies_in_it() -> None:
    found = quads()
    (finding,) = [quad.subject for quad in found if quad.predicate == IG.findingKind]
    assert isinstance(finding, NamedNode)
    assert objects(found, finding, IG.mentions) == [IRIS.body("hub", "essex", "hub").value]
    assert objects(found, finding, IG.paragraph) == ["3"]


def test_an_earlier_inspection_is_another_one() -> None:
    found = quads()
    inspections = {quad.subject for quad in found if quad.predicate == TYPE and quad.object == IG.Inspection}
    assert len(inspections) == 2
    (other,) = inspections - {INSPECTION}
    assert isinstance(other, NamedNode)
    assert objects(found, other, IG.startDate) == ["2011"]
    assert slug_of(objects(found, NamedNode(objects(found, other, IG.hasJudgement)[0]), IG.grade)[0]) == "adequate"


def test_a_licence_that_is_not_open_keeps_the_text_back() -> None:
    assert any(quad.predicate == IG.text for quad in quads())
    closed = quads(Source(open_licence=False))
    assert not any(quad.predicate == IG.text for quad in closed)
    assert all(
        len(quad.object.value.split()) <= 25
        for quad in closed
        if quad.predicate == IG.quote and isinstance(quad.object, Literal)
    )


def test_a_digest_renders_the_publication_that_it_restates() -> None:
    found = quads(Source(digest_of="ofsted/essex/sif/2014-01-14"))
    node = IRIS.document(document().identifier)
    assert objects(found, node, IG.renditionOf) == [IRIS.publication("ofsted/essex/sif/2014-01-14").value]
    assert concept("document-kind", "digest").value in objects(found, node, IG.documentKind)


def test_the_same_facts_give_the_same_quads_in_order() -> None:
    assert quads() == quads()
    assert [str(quad) for quad in quads()] == sorted(str(quad) for quad in quads())


def test_all_is_in_the_documents_own_graph_without_blank_nodes() -> None:
    for quad in quads():
        assert quad.graph_name == IRIS.document_graph(document().identifier)
        assert isinstance(quad.subject, NamedNode)


def test_two_spellings_of_a_body_are_one_with_one_name() -> None:
    base = report()
    bodies = (Body("Duty Team", "team", "bodies/named", (span("hub"),), owner="essex"), Body("duty team", "team", "bodies/named", (span("schools"),), owner="essex"))  # fmt: skip
    found = parsed(emit(replace(base, bodies=bodies), document(), IRIS, Source()).encode())
    node = IRIS.body("team", "essex", "duty team")
    assert objects(found, node, SKOS.prefLabel) == ["Duty Team"]
    assert objects(found, node, SKOS.altLabel) == ["duty team"]
