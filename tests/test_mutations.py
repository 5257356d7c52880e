"""Whatever is done to a conforming graph that makes it wrong is caught, by a shape or by the check of quotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph.building import BuildResult
from inspectgraph.graph.default_graph import of_documents
from inspectgraph.graph.terms import FOAF, IG, ORG, PROV, RDF, SKOS, TYPE, XSD, concept
from inspectgraph.validating.check import CheckReport, check, check_quads

pytestmark = pytest.mark.xdist_group("digests")
BASE = "https://data.example.org/"
Quads = list[Quad]
Mutation = Callable[[Quads], Iterator[Quad]]
OTHER = NamedNode(BASE + "id/other")


def with_object(quad: Quad, value: NamedNode | Literal) -> Quad:
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)


def subjects(quads: Quads, kind: NamedNode) -> set[object]:
    return {quad.subject for quad in quads if quad.predicate == TYPE and quad.object == kind}


def first(quads: Quads, kind: NamedNode, predicate: NamedNode) -> Quad:
    """The first quad of a predicate on a node of a class; a mutation without one would test nothing."""
    members = subjects(quads, kind)
    return next(quad for quad in quads if quad.subject in members and quad.predicate == predicate)


def drop(kind: NamedNode, predicate: NamedNode) -> Mutation:
    def mutate(quads: Quads) -> Iterator[Quad]:
        gone = first(quads, kind, predicate)
        yield from (q for q in quads if not (q.subject == gone.subject and q.predicate == predicate))

    return mutate


def change(kind: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Mutation:
    def mutate(quads: Quads) -> Iterator[Quad]:
        old = first(quads, kind, predicate)
        yield from (with_object(q, value) if q == old else q for q in quads)

    return mutate


def add(kind: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Mutation:
    def mutate(quads: Quads) -> Iterator[Quad]:
        yield from quads
        old = first(quads, kind, predicate)
        yield with_object(old, value)

    return mutate


def shift(predicate: NamedNode, by: int) -> Mutation:
    """Moves one end of a quote."""

    def mutate(quads: Quads) -> Iterator[Quad]:
        old = first(quads, IG.Evidence, predicate)
        assert isinstance(old.object, Literal)
        yield from (
            with_object(q, Literal(str(int(old.object.value) + by), datatype=XSD.integer)) if q == old else q
            for q in quads
        )

    return mutate


def move_quote(quads: Quads) -> Iterator[Quad]:
    """Moves a whole quote by one character: its length still fits."""
    node = first(quads, IG.Evidence, IG.start).subject
    for quad in quads:
        if quad.subject == node and quad.predicate in (IG.start, IG.end) and isinstance(quad.object, Literal):
            yield with_object(quad, Literal(str(int(quad.object.value) + 1), datatype=XSD.integer))
        else:
            yield quad


def second_judgement(quads: Quads) -> Iterator[Quad]:
    """Another judgement of the same area by the same inspection."""
    link = first(quads, IG.Inspection, IG.hasJudgement)
    yield from quads
    copy = NamedNode(BASE + "id/judgement-copy")
    yield with_object(link, copy)
    for quad in quads:
        if quad.subject == link.object:
            grade = quad.predicate == IG.grade
            yield Quad(copy, quad.predicate, concept("grade", "inadequate") if grade else quad.object, quad.graph_name)


def end_before_start(value: str, datatype: str) -> Mutation:
    def mutate(quads: Quads) -> Iterator[Quad]:
        old = first(quads, IG.Inspection, IG.startDate)
        yield from (q for q in quads if not (q.subject == old.subject and q.predicate == IG.endDate))
        yield Quad(old.subject, IG.endDate, Literal(value, datatype=XSD[datatype]), old.graph_name)

    return mutate


def other_scale(quads: Quads) -> Iterator[Quad]:
    """A grade that the framework does not give."""
    ours = {concept("framework", name) for name in ("sif", "ilacs")}
    framework = next(q for q in quads if q.predicate == IG.framework and q.object in ours)
    judgement = next(q.object for q in quads if q.subject == framework.subject and q.predicate == IG.hasJudgement)
    for quad in quads:
        if quad.subject == judgement and quad.predicate == IG.grade:
            yield with_object(quad, concept("grade", "satisfactory"))
        else:
            yield quad


YEAR, TEXT = Literal("1066", datatype=XSD.gYear), Literal("words")
MUTATIONS: dict[str, Mutation] = {
    "a judgement without a grade": drop(IG.Judgement, IG.grade),
    "a judgement with two grades": add(IG.Judgement, IG.grade, concept("grade", "inadequate")),
    "a judgement without an area": drop(IG.Judgement, IG.area),
    "a grade that is no concept": change(IG.Judgement, IG.grade, concept("grade", "fair")),
    "a grade of another scheme": change(IG.Judgement, IG.grade, concept("area", "overall")),
    "a grade as a string": change(IG.Judgement, IG.grade, TEXT),
    "an unknown area": change(IG.Judgement, IG.area, concept("area", "weather")),
    "two judgements of one area": second_judgement,
    "a grade of another framework's scale": other_scale,
    "a judgement without evidence": drop(IG.Judgement, IG.evidence),
    "a judgement without a rule": drop(IG.Judgement, IG.rule),
    "an inspection without an authority": drop(IG.Inspection, IG.inspects),
    "an inspection of an unknown authority": change(IG.Inspection, IG.inspects, OTHER),
    "an unknown framework": change(IG.Inspection, IG.framework, concept("framework", "guess")),
    "an end before its start, as days": end_before_start("2001-01-01", "date"),
    "an end before its start, as month": end_before_start("2001-01", "gYearMonth"),
    "an end before its start, as year": end_before_start("2001", "gYear"),
    "a start that is no date": change(IG.Inspection, IG.startDate, TEXT),
    "a month as a day": change(IG.Inspection, IG.startDate, Literal("2014-01", datatype=XSD.date)),
    "two starts": add(IG.Inspection, IG.startDate, Literal("2013-12-01", datatype=XSD.date)),
    "a quote moved by one character": move_quote,
    "a quote that starts later": shift(IG.start, 1),
    "a quote that ends later": shift(IG.end, 1),
    "a quote that is not the text": change(IG.Evidence, IG.quote, Literal("never said")),
    "evidence without its document": drop(IG.Evidence, PROV.wasQuotedFrom),
    "evidence without a page": drop(IG.Evidence, IG.page),
    "evidence on a page that is not there": change(IG.Evidence, IG.page, Literal("99", datatype=XSD.integer)),
    "a negative offset": change(IG.Evidence, IG.start, Literal("-1", datatype=XSD.integer)),
    "a unit without an owner": drop(IG.Unit, ORG.unitOf),
    "a unit owned by two": add(IG.Unit, ORG.unitOf, NamedNode(BASE + "id/authority/kent")),
    "an unknown kind of body": change(IG.Unit, IG.bodyType, concept("body-type", "thing")),
    "a unit without a name": drop(IG.Unit, SKOS.prefLabel),
    "a person without a name": drop(FOAF.Person, FOAF.name),
    "a part without a person": drop(PROV.Association, PROV.agent),
    "a part without a role": drop(PROV.Association, PROV.hadRole),
    "an unknown role": change(PROV.Association, PROV.hadRole, concept("role", "king")),
    "a tenure since long before the authority": change(IG.Tenure, IG["from"], TEXT),
    "a finding without a kind": drop(IG.Finding, IG.findingKind),
    "an unknown kind of finding": change(IG.Finding, IG.findingKind, concept("finding-kind", "hunch")),
    "a figure without a value": drop(IG.Observation, IG.value),
    "a figure that is no number": change(IG.Observation, IG.value, TEXT),
    "a figure without a unit": drop(IG.Observation, IG.unitMeasure),
    "a figure without a measure": drop(IG.Observation, IG.measure),
    "a statement of something else": change(IG.Statement, RDF.object, YEAR),
    "a statement without a subject": drop(IG.Statement, RDF.subject),
    "a document without a digest": drop(IG.Document, IG.sha256),
    "a document of an unknown kind": change(IG.Document, IG.documentKind, concept("document-kind", "poem")),
}  # fmt: skip


@pytest.fixture(scope="session")
def one_document(digests_build: BuildResult) -> tuple[Quads, dict[str, str]]:
    """The background and the report with the most facts, with the texts of all documents."""
    out = digests_build.output
    quads = list(pyoxigraph.parse(path=str(out / "graph.nq"), format=pyoxigraph.RdfFormat.N_QUADS))
    documents = of_documents(quads, BASE)
    largest = max(documents, key=lambda graph: (len(documents[graph]), graph.value))
    names = {NamedNode(f"{BASE}graph/{name}") for name in ("reference", "vocabulary")}
    texts = {path.stem: path.read_bytes().decode() for path in (out / "texts").iterdir()}
    return [quad for quad in quads if quad.graph_name in names or quad.graph_name == largest], texts


def checked(quads: Sequence[Quad], texts: dict[str, str]) -> CheckReport:
    return check_quads(quads, texts.get)


def test_the_output_conforms(digests_build: BuildResult) -> None:
    report = check(digests_build.output)
    assert [finding for finding in report.findings if finding.severity == "Violation"] == []
    assert report.conforms
    assert report.quotes > 100


def test_the_unchanged_document_conforms(one_document: tuple[Quads, dict[str, str]]) -> None:
    assert checked(*one_document).conforms


def quotes_of(quads: Quads, node: str) -> dict[str, int]:
    """The words on which a node rests, itself or by statements about it, with their pages."""
    bearers = {
        node,
        *(str(q.subject)[1:-1] for q in quads if q.predicate == RDF.subject and str(q.object) == f"<{node}>"),
    }
    evidence = {q.object for q in quads if q.predicate == IG.evidence and str(q.subject)[1:-1] in bearers}
    evidence |= {NamedNode(node)}
    quotes = {q.subject: q.object for q in quads if q.predicate == IG.quote and q.subject in evidence}
    pages = {q.subject: q.object for q in quads if q.predicate == IG.page and q.subject in evidence}
    return {
        getattr(words, "value", ""): int(getattr(pages[each], "value", "0"))
        for each, words in quotes.items()
        if each in pages
    }


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_caught_and_leads_to_the_words(name: str, one_document: tuple[Quads, dict[str, str]]) -> None:
    quads, texts = one_document
    mutated = list(MUTATIONS[name](quads))
    assert mutated != quads
    report = checked(mutated, texts)
    assert not report.conforms
    (file,) = {
        quad.object.value for quad in quads if quad.predicate == IG.fileName and isinstance(quad.object, Literal)
    }
    violations = [finding for finding in report.findings if finding.severity == "Violation"]
    for finding in violations:
        assert finding.document == file
        known = {**quotes_of(quads, finding.focus_node), **quotes_of(mutated, finding.focus_node)}
        if known:
            assert finding.quote in known
            assert finding.page in (known[finding.quote], None)
            assert finding.rule or name == "a judgement without a rule"
    assert any(finding.quote for finding in violations) or name.startswith("a document")
    assert "ig:fileName" in report.graph_turtle


def test_the_real_output_conforms(seeds_build: BuildResult) -> None:
    report = check(Path(seeds_build.output))
    assert [finding for finding in report.findings if finding.severity == "Violation"] == []
