"""The whole stage on small documents: final IRIs, and what the three graphs say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from pyoxigraph import NamedNode, Quad

from inspectgraph.dates import PartialDate
from inspectgraph.facts import (
    Body,
    EarlierInspection,
    Inspection,
    Judgement,
    Organisation,
    PersonRole,
    Report,
    Spans,
    Stated,
    TableRow,
)
from inspectgraph.graph.emitter import emit
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import lines
from inspectgraph.graph.terms import DCT, FOAF, IG, ORG, PROV, RDF, SKOS, TYPE, concept, slug_of
from inspectgraph.graph.writer import Source
from inspectgraph.reading.document import Span
from inspectgraph.reading.reader import read_bytes
from inspectgraph.reference import load
from inspectgraph.resolving.ledger import Ledger
from inspectgraph.resolving.resolver import RULES, Resolution, resolve

IRIS = Iris("https://example.org/")
HERE: Spans = (Span(0, 5),)
COUNCIL = Organisation("authority", "essex", "the council")
Documents = dict[str, bytes]


def stated(value: str) -> Stated[str]:
    return Stated(value, value, "test/stated", HERE)


def dated(value: str) -> Stated[PartialDate] | None:
    return Stated(PartialDate.parse(value), value, "test/date", HERE) if value else None


def inspected(framework: str, start: str, end: str, grades: dict[str, str]) -> Inspection:
    judgements = tuple(Judgement(area, grade, grade, "test/grade", HERE) for area, grade in grades.items())
    return Inspection(
        stated("essex"),
        stated(framework) if framework else None,
        (stated("ofsted"),),
        dated(start),
        dated(end),
        (),
        judgements,
    )


def earlier(subject: str, start: str, area: str, grade: str, framework: str | None = None) -> EarlierInspection:
    when = PartialDate.parse(start)
    return EarlierInspection(
        "essex", subject, "test/earlier", HERE, framework, when, area=area, grade=grade, grade_as_written=grade
    )


def person(name: str, role: str, organisation: Organisation | None = None, start: str = "") -> PersonRole:
    when = PartialDate.parse(start) if start else None
    return PersonRole(name, role, role, "test/person", HERE, organisation, when)


def document(name: str, report: Report, source: Source | None = None) -> Documents:
    read = read_bytes(f"Words of {name}.".encode(), f"{name}.txt")
    return {read.identifier: emit(report, read, IRIS, source or Source(report.kind != "news")).encode()}


SIF_GRADES = {"overall": "good", "leadership": "good", "lscb": "requires-improvement"}
ILACS_GRADES = {"overall": "outstanding", "leadership": "outstanding", "children-in-care-and-care-leavers": "good"}
LAST = replace(earlier("overall", "2014", "overall", "good"), spans=(Span(0, 5), Span(6, 8)))
SLAC = earlier("safeguarding", "2010-08", "safeguarding", "inadequate", "slac")
SIF = Report(
    "inspection-report", "sif", inspected("sif", "2014-01-14", "2014-02-05", SIF_GRADES),
    earlier=(SLAC, earlier("looked after children", "2010-08", "looked-after-children", "adequate", "slac")),
    people=(person("Ann Harrington", "lead-inspector"), person("Bo Cox", "dcs", COUNCIL, "2013-05")),
    bodies=(Body("emergency duty team", "team", "test/body", HERE, "EDT", owner="essex"),),
)  # fmt: skip
ILACS = Report(
    "inspection-report", "ilacs", inspected("ilacs", "2018-11-19", "2018-11-23", ILACS_GRADES), earlier=(LAST,),
    people=(person("Ann Harringtn", "team-inspector"), person("Bo Cox", "dcs", COUNCIL, "2013")),
    bodies=(Body("emergency duty service", "service", "test/body", HERE, owner="essex"),),
)  # fmt: skip
TEXT = Report("inspection-report", "ilacs", inspected("ilacs", "", "", ILACS_GRADES), earlier=(LAST,))
NEWS = Report(
    "news", "news", inspected("", "2018-11", "2018-11", {"overall": "outstanding"}), issued=dated("2019-01-07"),
    earlier=(LAST, SLAC), people=(person("Bo Cox", "dcs", COUNCIL),),
)  # fmt: skip


@pytest.fixture(scope="module")
def documents() -> Documents:
    """Two reports, a rendition without dates, and an article."""
    return {
        **document("sif", SIF), **document("ilacs", ILACS), **document("text", TEXT), **document("news", NEWS),
    }  # fmt: skip


def resolved(documents: Documents, ledger: Ledger | None = None) -> Resolution:
    return resolve(documents, IRIS, load(), ledger or Ledger())


@pytest.fixture(scope="module")
def resolution(documents: Documents) -> Resolution:
    return resolved(documents)


def values(quads: Iterable[Quad], predicate: NamedNode, subject: NamedNode | None = None) -> set[str]:
    return {
        quad.object.value  # type: ignore[union-attr]
        for quad in quads
        if quad.predicate == predicate and (subject is None or quad.subject == subject)
    }


def inspection(framework: str, start: str) -> NamedNode:
    return IRIS.inspection("essex", framework, start)


def test_the_history_of_one_authority(resolution: Resolution) -> None:
    made = resolution.consolidated
    found = {quad.subject for quad in made if quad.predicate == TYPE and quad.object == IG.Inspection}
    slac, sif, ilacs = inspection("slac", "2010-08"), inspection("sif", "2014-01-14"), inspection("ilacs", "2018-11-19")
    assert found == {slac, sif, ilacs}
    assert values(made, IG.previousInspection, ilacs) == {sif.value}
    assert values(made, IG.previousInspection, sif) == {slac.value}
    assert values(made, IG.hasJudgement, slac) == {
        f"{slac.value}/judgement/safeguarding", f"{slac.value}/judgement/looked-after-children",
    }  # fmt: skip
    labels = {quad.object.value for quad in made if quad.predicate.value.endswith("#label") and quad.subject == ilacs}  # type: ignore[union-attr]
    assert labels == {"Essex, ILACS, November 2018"}


def test_bounds(resolution: Resolution) -> None:
    made, slac, sif = resolution.consolidated, inspection("slac", "2010-08"), inspection("sif", "2014-01-14")
    assert values(made, IG.earliestStart, slac) == {"2010-08-01"}
    assert values(made, IG.latestStart, slac) == {"2010-08-31"}
    assert values(made, IG.earliestEnd, slac) == set()
    assert values(made, IG.latestEnd, sif) == {"2014-02-05"}


def test_every_document_speaks_with_the_final_iris(documents: Documents, resolution: Resolution) -> None:
    assert set(resolution.documents) == set(documents)
    final = {quad for quads in resolution.documents.values() for quad in quads}
    assert values(final, IG.reports) == {inspection("sif", "2014-01-14").value, inspection("ilacs", "2018-11-19").value}
    assert values(final, RDF.subject) >= {inspection("ilacs", "2018-11-19").value}
    text = "\n".join(str(quad) for quad in final)
    assert "/mention/" not in text
    assert "/unknown/" not in text
    for identifier, quads in resolution.documents.items():
        assert quads == sorted(set(quads), key=str)
        assert {quad.graph_name for quad in quads} == {IRIS.document_graph(identifier)}


def test_associations_hang_under_their_inspection_and_bear_the_person(resolution: Resolution) -> None:
    final = [quad for quads in resolution.documents.values() for quad in quads]
    agents = {quad.subject.value: quad.object.value for quad in final if quad.predicate == PROV.agent}  # type: ignore[union-attr]
    assert len(set(agents.values())) == 1
    person_slug = slug_of(next(iter(agents.values()))).rpartition("-")[0]
    assert {slug_of(association) for association in agents} == {person_slug}


def test_one_name_for_each_person_and_body(resolution: Resolution) -> None:
    made = resolution.consolidated
    assert values(made, FOAF.name) == {"Ann Harrington", "Bo Cox"}
    assert "Ann Harringtn" in values(made, SKOS.altLabel)
    unit = next(quad.subject for quad in made if quad.object == IG.Unit)
    assert isinstance(unit, NamedNode)
    assert values(made, SKOS.prefLabel, unit) == {"emergency duty service"}
    assert values(made, SKOS.altLabel, unit) == {"emergency duty team"}
    assert values(made, IG.abbreviation, unit) == {"EDT"}
    assert values(made, ORG.unitOf, unit) == {IRIS.authority("essex").value}


def test_renditions_are_one_publication(resolution: Resolution) -> None:
    published = values((quad for quads in resolution.documents.values() for quad in quads), IG.renditionOf)
    assert len(published) == 3
    assert {IRIS.publication("ofsted/essex/ilacs/2018-11-19").value} < published
    assert "2019-01-07" in values(resolution.consolidated, DCT.issued)


def test_a_digest_points_at_its_publication(documents: Documents) -> None:
    named = Source(True, "ofsted/essex/ilacs/2018-11-19")
    more = {**documents, **document("digest", ILACS, named)}
    quads = [quad for each in resolved(more).documents.values() for quad in each]
    assert len(values(quads, IG.renditionOf)) == 3
    article = Source(True, "a-paper/essex/news/2019-01-07")
    told = {**document("one", NEWS, article), **document("two", NEWS, article)}
    assert resolved(told).documents.keys() == told.keys()
    decided = resolved(told).resolution
    assert any("publications/named" in str(quad.object) for quad in decided)


def row(at: int, inspection_of_row: Inspection, published: str) -> TableRow:
    lead = person("Ann Harrington", "lead-inspector")
    link = stated(f"https://reports.example.org/{at}")
    return TableRow(Span(at, at + 5), inspection_of_row, "test/row", (lead,), dated(published), link)


def test_rows_of_a_table_are_the_inspections_that_reports_report() -> None:
    report = replace(ILACS, issued=dated("2019-01-07"))
    rows = (
        row(0, inspected("sif", "2014-01-14", "", {"overall": "good"}), "2014-03-21"),
        row(6, inspected("ilacs", "", "", {"overall": "outstanding"}), "2019-01-07"),
        row(12, inspected("ilacs", "2023-06-26", "", {"overall": "outstanding"}), "2023-08-11"),
    )
    table = Report("outcomes-table", "table", rows=rows)
    made = resolved({**document("sif", SIF), **document("ilacs", report), **document("a long table", table)})
    found = {quad.subject for quad in made.consolidated if quad.predicate == TYPE and quad.object == IG.Inspection}
    assert found == {
        inspection("slac", "2010-08"), inspection("sif", "2014-01-14"), inspection("ilacs", "2018-11-19"),
        inspection("ilacs", "2023-06-26"),
    }  # fmt: skip
    publication = IRIS.publication("ofsted/essex/ilacs/2018-11-19")
    assert values(made.consolidated, DCT.issued, publication) == {"2019-01-07"}
    assert values(made.consolidated, DCT.source, publication) == {"https://reports.example.org/6"}
    grade = f"{inspection('ilacs', '2018-11-19').value}/judgement/overall"
    assert [len(each) for each in voices(made, grade)] == [2]


def test_a_week_that_a_mention_gives_as_bounds_dates_the_inspection() -> None:
    week = EarlierInspection(
        "essex", "SEND", "test/earlier", HERE, "area-send", PartialDate(2018, 10, 1), PartialDate(2018, 10, 5)
    )
    month = replace(week, start=PartialDate(2018, 10), end=None)
    made = resolved({
        **document("one", Report("news", "news", earlier=(week,))),
        **document("two", Report("news", "news", earlier=(month,))),
    })  # fmt: skip
    (found,) = {quad.subject for quad in made.consolidated if quad.predicate == TYPE and quad.object == IG.Inspection}
    assert found == inspection("area-send", "2018-10-01")
    assert values(made.consolidated, IG.latestEnd) == {"2018-10-05"}


def voices(resolution: Resolution, about: str, kind: NamedNode = IG.Corroboration) -> list[set[str]]:
    """For each corroboration of a thing the values of its statements."""
    quads = [*resolution.resolution, *(quad for each in resolution.documents.values() for quad in each)]
    nodes = {quad.subject for quad in quads if quad.predicate == TYPE and quad.object == kind}
    told = [quad.subject for quad in quads if quad.predicate == IG.about and quad.object == NamedNode(about)]
    return [
        {
            f"{statement} {value}"
            for statement in values(quads, IG.statement, node)
            for value in values(quads, RDF.object, NamedNode(statement))
        }
        for node in told
        if node in nodes and isinstance(node, NamedNode)
    ]


def test_what_report_later_report_and_news_state_alike(resolution: Resolution) -> None:
    grade = f"{inspection('sif', '2014-01-14').value}/judgement/overall"
    (statements,) = voices(resolution, grade)
    assert len(statements) == 3
    assert all(each.endswith(concept("grade", "good").value) for each in statements)
    earlier_grade = f"{inspection('slac', '2010-08').value}/judgement/safeguarding"
    assert [len(each) for each in voices(resolution, earlier_grade)] == [2]
    only_one_publication = f"{inspection('ilacs', '2018-11-19').value}/judgement/leadership"
    assert voices(resolution, only_one_publication) == []


def test_each_statement_bears_rule_and_evidence(resolution: Resolution) -> None:
    for quads in resolution.documents.values():
        statements = {quad.subject for quad in quads if quad.predicate == TYPE and quad.object == IG.Statement}
        for predicate in (IG.rule, IG.evidence, RDF.subject, RDF.predicate, RDF.object):
            assert {quad.subject for quad in quads if quad.predicate == predicate} >= statements


def test_contradiction_takes_the_grade_of_the_report() -> None:
    worse = Report("inspection-report", "ilacs", inspected("ilacs", "2018-11-19", "", {"overall": "good"}))
    article = Report("news", "news", inspected("ilacs", "2018-11-19", "", {"overall": "inadequate"}))
    made = resolved({**document("one", worse), **document("two", article)})
    judgement = inspection("ilacs", "2018-11-19").value + "/judgement/overall"
    assert values(made.consolidated, IG.grade, NamedNode(judgement)) == {concept("grade", "good").value}
    (statements,) = voices(made, judgement, IG.Conflict)
    assert {slug_of(each) for each in statements} == {"good", "inadequate"}


def subject_of(quads: Iterable[Quad], predicate: NamedNode, value: str) -> NamedNode:
    """The one thing that has a value."""
    (found,) = {quad.subject for quad in quads if quad.predicate == predicate and f'"{value}"' in str(quad.object)}
    assert isinstance(found, NamedNode)
    return found


def test_tenures(resolution: Resolution) -> None:
    assert {"2013-01-01", "2013-05-01"} <= values(resolution.consolidated, IG.earliestStart)
    director = subject_of(resolution.consolidated, FOAF.name, "Bo Cox")
    about = {quad.subject for quad in resolution.resolution if quad.predicate == IG.about and quad.object == director}
    properties = {
        quad.object for quad in resolution.resolution if quad.predicate == IG.property and quad.subject in about
    }
    assert properties == {ORG.role, IG["from"]}


def test_decisions_say_what_they_rest_on(resolution: Resolution) -> None:
    decided = [
        quad.subject for quad in resolution.resolution if quad.predicate == TYPE and quad.object == IG.Resolution
    ]
    assert decided
    for node in decided:
        assert isinstance(node, NamedNode)
        (rule,) = values(resolution.resolution, IG.rule, node)
        assert rule in RULES
        (confidence,) = values(resolution.resolution, IG.confidence, node)
        assert 0 < float(confidence) < 1
        assert len(values(resolution.resolution, IG.resolved, node)) == 1
        assert values(resolution.resolution, PROV.used, node)
        assert values(resolution.resolution, IG.mention, node)


def test_a_later_day_of_one_inspection_is_no_conflict() -> None:
    month = replace(LAST, start=PartialDate(2014, 2))
    made = resolved({**document("sif", SIF), **document("ilacs", replace(ILACS, earlier=(month,)))})
    assert voices(made, inspection("sif", "2014-01-14").value, IG.Conflict) == []


def test_a_document_gives_one_date_of_an_inspection_that_it_mentions_twice() -> None:
    vague = replace(earlier("looked after children", "2010", "looked-after-children", "adequate", "slac"))
    made = resolved(document("sif", replace(SIF, earlier=(SLAC, vague))))
    (quads,) = made.documents.values()
    assert values(quads, IG.startDate, inspection("slac", "2010-08")) == {"2010-08"}


def test_a_publication_of_a_row_is_called_as_its_inspection() -> None:
    known = row(0, inspected("ilacs", "2018-11-19", "", {"overall": "outstanding"}), "2019-01-07")
    vague = row(6, inspected("ilacs", "", "", {"overall": "outstanding"}), "2019-01-07")
    tables = {
        **document("one table", Report("outcomes-table", "table", rows=(known,))),
        **document("another table", Report("outcomes-table", "table", rows=(vague,))),
    }
    quads = [quad for each in resolved(tables).documents.values() for quad in each]
    assert {quad.subject for quad in quads if quad.predicate == PROV.wasGeneratedBy} == {
        IRIS.publication("ofsted/essex/ilacs/2018-11-19")
    }


def test_what_may_be_another_has_no_place_in_the_history() -> None:
    report = replace(SIF, issued=dated("2015-03-21"))
    doubtful = replace(ILACS, earlier=(replace(LAST, start=PartialDate(2015)),))
    made = resolved({**document("sif", report), **document("ilacs", doubtful)})
    assert {quad.object for quad in made.resolution} >= {IG.Candidate}
    ilacs = inspection("ilacs", "2018-11-19")
    assert values(made.consolidated, IG.previousInspection, ilacs) == {inspection("sif", "2014-01-14").value}


def test_a_grade_for_one_area_alone_has_no_place_in_the_history() -> None:
    other = earlier("care leavers", "2016", "care-leavers", "good")
    made = resolved({**document("sif", SIF), **document("ilacs", replace(ILACS, earlier=(other,)))})
    ilacs = inspection("ilacs", "2018-11-19")
    assert values(made.consolidated, IG.previousInspection, ilacs) == {inspection("sif", "2014-01-14").value}


def test_order_does_not_matter(documents: Documents, resolution: Resolution) -> None:
    backwards = {name: b"".join(reversed(lines(text))) for name, text in reversed(documents.items())}
    assert resolved(backwards) == resolution


def test_the_same_again_with_the_ledger(documents: Documents, resolution: Resolution) -> None:
    assert resolved(documents, resolution.ledger) == resolution


def test_published_iris_stay(documents: Documents) -> None:
    first = resolved(document("news", NEWS))
    again = resolved(documents, first.ledger)
    month = inspection("unknown", "2018-11").value
    assert values(again.consolidated, IG.startDate, NamedNode(month)) == {"2018-11-19"}


def test_two_published_iris_that_are_one_leave_an_alias(documents: Documents) -> None:
    news, report = resolved(document("news", NEWS)), resolved(document("ilacs", ILACS))
    both = Ledger.of({entry.iri: entry for each in (news, report) for entry in each.ledger.entries}.values())
    made = resolved({**document("news", NEWS), **document("ilacs", ILACS)}, both)
    kept, gone = sorted([inspection("unknown", "2018-11").value, inspection("ilacs", "2018-11-19").value])
    assert made.aliases[gone] == (kept,)
    assert values(made.resolution, IG.aliasOf, NamedNode(gone)) == {kept}
    subjects = {quad.subject.value for quads in made.documents.values() for quad in quads}  # type: ignore[union-attr]
    assert gone not in subjects
    assert made == resolved({**document("ilacs", ILACS), **document("news", NEWS)}, made.ledger)
