from __future__ import annotations

from pathlib import Path

import pytest

from inspectgraph.errors import UnknownDocument
from inspectgraph.facts import Report, TableRow
from inspectgraph.parsing import parse
from inspectgraph.parsing.recognise import recognise
from inspectgraph.processing.document import process
from inspectgraph.processing.facts_file import FactsFile
from inspectgraph.processing.inputs import Entry, Input, find_inputs
from inspectgraph.reading.document import Document
from inspectgraph.reading.reader import read_bytes

TABLE = """\
LA name,Inspection type,Inspection start,Inspection end,Overall effectiveness,Impact of leaders,Lead inspector,Publication date,Report link,Mood
Essex County Council,ILACS standard,19/11/2018,30/11/2018,Outstanding,2,"Ann Other, HMI",07-Jan-19,https://files.ofsted.gov.uk/v1/file/1,bright
Kent,Monitoring visit,Mar-22,,n/a,,,,,
Atlantis,ILACS,2019-01-01,,Good,,,,,
"""
BASE = "https://example.org/"


def table(text: str, name: str = "t.csv") -> tuple[Document, Report]:
    document = read_bytes(text.encode(), name)
    return document, parse(document)


def row(text: str) -> TableRow:
    _, report = table(text)
    assert len(report.rows) == 1
    return report.rows[0]


def grades(of: TableRow) -> dict[str, str]:
    return {judgement.area: judgement.grade for judgement in of.inspection.judgements}


def processed(tmp_path: Path, text: str = TABLE, entry: Entry | None = None) -> FactsFile:
    path = tmp_path / "t.csv"
    path.write_text(text)
    return process(Input(path, "0", entry), "key", BASE)


def test_a_table_is_recognised_by_its_headings() -> None:
    document, report = table(TABLE)
    assert recognise(document).form == report.kind == report.parser == "outcomes-table"
    assert recognise(document).reason == document.text.split("\n")[0]
    assert report.inspection is None


def test_a_row_is_an_inspection_with_its_evidence() -> None:
    document, report = table(TABLE)
    first = report.rows[0]
    inspection = first.inspection
    assert inspection.framework is not None
    assert inspection.start is not None
    assert inspection.end is not None
    assert (inspection.authority.value, inspection.framework.value) == ("essex", "ilacs")
    assert (str(inspection.start.value), str(inspection.end.value)) == ("2018-11-19", "2018-11-30")
    assert inspection.start.as_written == "19/11/2018"
    assert document.quote(inspection.start.spans[0]) == "Inspection start: 19/11/2018"
    assert grades(first) == {"overall": "outstanding", "leadership": "good"}
    assert [document.quote(each.spans[0]) for each in inspection.judgements] == [
        "Overall effectiveness: Outstanding",
        "Impact of leaders: 2",
    ]
    assert [(person.name, person.role, person.title) for person in first.people] == [
        ("Ann Other", "lead-inspector", "Lead inspector")
    ]
    assert document.quote(first.people[0].spans[0]) == "Lead inspector: Ann Other, HMI"
    assert first.published is not None
    assert first.link is not None
    assert (str(first.published.value), first.link.value) == ("2019-01-07", "https://files.ofsted.gov.uk/v1/file/1")
    assert document.quote(first.span).startswith("LA name: Essex County Council | ")


def test_empty_cells_state_nothing() -> None:
    _, report = table(TABLE)
    second = report.rows[1]
    assert second.inspection.authority.value == "kent"
    assert (second.inspection.end, second.inspection.judgements, second.people, second.link) == (None, (), (), None)


def test_what_is_not_understood_is_told() -> None:
    _, report = table(TABLE)
    assert report.notes == (
        "columns that are not understood, or stand there twice: Mood",
        "'Atlantis' is no authority that is known: row 4",
    )


@pytest.mark.parametrize(
    ("heading", "cell", "note"),
    [
        ("Start date", "soon", "'soon' is no date"),
        ("Framework", "XYZ", "'XYZ' is no framework that is known"),
        ("Help and protection", "fine", "'fine' is no grade"),
        ("Lead inspector", "to follow", "'to follow' is no name of a person"),
        ("Report link", "see site", "'see site' is no address"),
    ],
)
def test_a_cell_that_can_not_be_read_is_told_with_its_row(heading: str, cell: str, note: str) -> None:
    _, report = table(f"LA,OE,{heading}\nEssex,Good,{cell}\nKent,Good,{cell}\n")
    assert report.notes == (f"{note}: rows 2, 3",)
    assert len(report.rows) == 2


def test_many_rows_are_counted() -> None:
    _, report = table("LA,OE\nEssex,Good\n" + "".join(f"Nowhere,{number % 4 + 1}\n" for number in range(9)))
    assert report.notes == ("'Nowhere' is no authority that is known: rows 3, 4, 5, 6, 7 and 4 more",)


def test_a_column_for_both_days() -> None:
    inspection = row("LA,Inspection dates,OE\nEssex,19-30 November 2018,Good\n").inspection
    assert inspection.start is not None
    assert inspection.end is not None
    assert (str(inspection.start.value), str(inspection.end.value)) == ("2018-11-19", "2018-11-30")


def test_the_title_names_the_framework_of_all_rows() -> None:
    text = "{},,\nLA,Start date,OE\nEssex,2018-11-19,Good\n"
    document, report = table(text.format("Outcomes of ILACS inspections"))
    framework = report.rows[0].inspection.framework
    assert framework is not None
    assert framework.value == "ilacs"
    assert document.quote(framework.spans[0]) == "Outcomes of ILACS inspections"
    assert report.title is not None
    assert report.title.value == "Outcomes of ILACS inspections"
    assert row(text.format("Outcomes")).inspection.framework is None


def test_one_column_for_the_area_and_one_for_the_grade() -> None:
    document, report = table(
        "LA,Start date,Judgement area,Grade\nEssex,2018-11-19,Overall effectiveness,Good\nEssex,2018-11-19,Care leavers,RI\nEssex,2018-11-19,Lunch,Good\n"
    )
    assert [grades(each) for each in report.rows] == [{"overall": "good"}, {"care-leavers": "requires-improvement"}, {}]
    assert [document.quote(span) for span in report.rows[1].inspection.judgements[0].spans] == [
        "Judgement area: Care leavers",
        "Grade: RI",
    ]
    assert report.notes == ("'Lunch' is no area that is known: row 4",)


def test_older_frameworks_judge_looked_after_children() -> None:
    assert grades(row("LA,Framework,OE,Looked after children\nEssex,SLAC,Adequate,3\n")) == {
        "overall": "adequate",
        "looked-after-children": "adequate",
    }


def test_a_code_where_the_name_settles_nothing() -> None:
    first = row("ONS code,LA,OE\nE10000012,the county,Good\n")
    assert (first.inspection.authority.value, first.inspection.authority.as_written) == ("essex", "E10000012")


def test_the_date_tells_a_former_authority_from_the_present_one() -> None:
    _, report = table("LA,Start date,OE\nDorset,2016-02-01,Good\nDorset,2021-10-01,Good\n")
    assert [each.inspection.authority.value for each in report.rows] == ["dorset-to-2019", "dorset"]


def test_several_lead_inspectors() -> None:
    assert [
        person.name for person in row("LA,OE,Lead inspector\nEssex,Good,Ann Other HMI and Sam Someone\n").people
    ] == ["Ann Other", "Sam Someone"]


@pytest.mark.parametrize("text", ["name,price\nchair,10\n", "1,2\n3,4\n", "LA,Region\nEssex,East\n"])
def test_another_table_is_no_document(text: str) -> None:
    with pytest.raises(UnknownDocument, match="not one of outcomes"):
        table(text)


def test_a_table_without_a_known_authority() -> None:
    with pytest.raises(UnknownDocument, match="no row that names a local authority"):
        table("LA,OE\nAtlantis,Good\n")


def test_a_table_becomes_quads_that_conform(tmp_path: Path) -> None:
    facts = processed(tmp_path)
    assert (facts.reason, facts.removed, facts.form) == ("", "", "outcomes-table")
    assert [finding.message for finding in facts.findings if finding.severity == "Violation"] == []
    inspection = f"<{BASE}id/inspection/essex/ilacs/2018-11-19>"
    for words in (
        f"#mentions> {inspection}",
        f"{inspection} <https://w3id.org/inspectgraph/ontology#inspects> <{BASE}id/authority/essex>",
        f"{inspection} <https://w3id.org/inspectgraph/ontology#evidence>",
        f"{inspection} <https://w3id.org/inspectgraph/ontology#hasJudgement> {inspection[:-1]}/judgement/overall>",
        f"{inspection} <http://www.w3.org/ns/prov#qualifiedAssociation> {inspection[:-1]}/association/lead-inspector/ann-other>",
        f'<{BASE}id/publication/ofsted/essex/ilacs/2018-11-19> <http://purl.org/dc/terms/issued> "2019-01-07"',
        f"<{BASE}id/publication/ofsted/essex/ilacs/2018-11-19> <http://purl.org/dc/terms/source> <https://files.ofsted.gov.uk/v1/file/1>",
        f"<{BASE}id/publication/ofsted/essex/ilacs/2018-11-19> <http://www.w3.org/ns/prov#wasGeneratedBy> {inspection}",
        "vocab/document-kind/outcomes-table>",
    ):
        assert words in facts.quads.decode()
    assert "#reports>" not in facts.quads.decode()


def test_the_notes_reach_the_build_and_gaps_are_the_rows_left_out(tmp_path: Path) -> None:
    facts = processed(tmp_path)
    assert any("Atlantis" in warning for warning in facts.warnings)
    assert [gap.words[:17] for gap in facts.gaps] == ["LA name: Atlantis"]


def test_rows_without_a_start_are_told_apart(tmp_path: Path) -> None:
    facts = processed(tmp_path, "LA,OE\nEssex,Good\nEssex,Inadequate\n")
    assert facts.removed == ""
    assert len({line.split()[2] for line in facts.quads.decode().splitlines() if "#mentions>" in line}) == 2


def test_rows_that_contradict_each_other_are_set_aside(tmp_path: Path) -> None:
    facts = processed(
        tmp_path,
        "LA,Framework,Start date,OE\nEssex,ILACS,2018-11-19,Good\nEssex,ILACS,2018-11-19,Inadequate\nKent,ILACS,2018-11-19,Good\n",
    )
    assert "judgement/overall" in facts.removed
    assert "kent/ilacs/2018-11-19/judgement/overall" in facts.quads.decode()


@pytest.mark.parametrize("licence", ["", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"])
def test_only_an_open_licence_lets_whole_rows_be_quoted(tmp_path: Path, licence: str) -> None:
    facts = processed(tmp_path, entry=Entry(licence=licence))
    quotes = [line for line in facts.quads.decode().splitlines() if "#quote>" in line]
    assert any("Mood: bright" in line for line in quotes) is bool(licence)


def test_in_a_folder_other_tables_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "outcomes.csv").write_text(TABLE)
    (tmp_path / "catalogue.csv").write_text("file,title\nx.pdf,X\n")
    (tmp_path / "prices.csv").write_text("name,price\nchair,10\n")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    inputs = find_inputs([tmp_path])
    assert [item.path.name for item in inputs.files] == ["broken.xlsx", "outcomes.csv"]
    assert ["prices.csv" in warning and "catalogue.csv" not in warning for warning in inputs.warnings] == [True]


def test_another_table_that_is_named_is_set_aside_with_the_reason(tmp_path: Path) -> None:
    facts = processed(tmp_path, "name,price\nchair,10\n")
    assert facts.reason == "unknown-kind"
    assert "not one of outcomes" in facts.message
