"""Why two mentions are, or are not, one thing, on a small build of real steps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.why import Why, why
from inspectgraph.building import BuildOptions, build
from inspectgraph.cli import app
from inspectgraph.errors import QueryError

REPORT = """Inspection of {authority} local authority children's services
Inspection dates: {dates}
Lead inspector: {lead}, HMI

Judgement    Grade
Overall effectiveness     {grade}

What needs to improve
- The plans of the fostering service.

The impact of leaders on social work: {grade}
1. The fostering service in {authority} works with 12 schools. {more}
"""
DECISIONS = """action,kind,a,b,name,reason,who
different,person,essex-2023.txt: Ida Quill,kent-2022.txt: Ida Quill,,Met both of them,A. Curator
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of four reports with a curator's decision."""
    folder = tmp_path_factory.mktemp("why")
    source = folder / "in"
    source.mkdir()
    said = {
        "essex-2018.txt": ("Essex", "19 to 23 November 2018", "Ida Quill", "Good", ""),
        "essex-2023.txt": ("Essex", "26 to 30 June 2023", "Ida Quill", "Outstanding", "At the last inspection in 2018, services were judged good overall."),
        "kent-2021.txt": ("Kent", "3 to 7 May 2021", "Pat Harringtn", "Good", ""),
        "kent-2022.txt": ("Kent", "2 to 6 May 2022", "Ida Quill", "Good", ""),
        "surrey-2022.txt": ("Surrey", "9 to 13 May 2022", "Pat Harrington", "Good", ""),
    }  # fmt: skip
    for name, (authority, dates, lead, grade, more) in said.items():
        text = REPORT.format(authority=authority, dates=dates, lead=lead, grade=grade, more=more)
        (source / name).write_text(text, encoding="utf-8")
    (source / "decisions.csv").write_text(DECISIONS, encoding="utf-8")
    result = build(BuildOptions((source,), folder / "out", workers=0))
    assert result.warnings == ()
    return folder / "out"


@pytest.fixture(scope="module")
def dataset(out: Path) -> Dataset:
    return Dataset.open(out)


def only(dataset: Dataset, one: str, other: str) -> Why:
    (answer,) = why(dataset, one, other)
    return answer


def sides(answer: Why) -> dict[str, str]:
    return {point.what: point.side for point in answer.points}


def test_one_person_by_a_typing_error(dataset: Dataset) -> None:
    answer = only(dataset, "kent-2021.txt: Pat Harringtn", "surrey-2022: Pat Harrington")
    (ground,) = answer.grounds
    assert (answer.same, ground.kind, ground.rule) == (True, "joined", "people/typing-error")
    assert ground.sentence.endswith(".")
    assert ground.documents == ("kent-2021.txt", "surrey-2022.txt")
    assert sides(answer)["names"] == sides(answer)["kind of role"] == "for"


def test_two_people_by_a_curator(dataset: Dataset) -> None:
    answer = only(dataset, "essex-2023.txt: Ida Quill", "kent-2022.txt: Ida Quill")
    (ground,) = answer.grounds
    assert (answer.same, ground.kind, ground.rule) == (False, "told apart", "decisions/different")
    assert (ground.reason, ground.who) == ("Met both of them", "A. Curator")
    assert sides(answer)["names"] == "for"


def test_namesakes_are_asked_for_by_one_name(dataset: Dataset) -> None:
    answer = only(dataset, "Ida Quill", "Ida Quill")
    assert not answer.same
    assert answer.one.iri != answer.other.iri


def test_two_people_by_their_names(dataset: Dataset) -> None:
    answer = only(dataset, "Pat Harrington", "kent-2022.txt: Ida Quill")
    (ground,) = answer.grounds
    assert (answer.same, ground.kind) == (False, "no rule")
    assert "names" in ground.sentence
    assert sides(answer)["names"] == "against"


def test_one_inspection_in_two_reports(dataset: Dataset) -> None:
    answer = only(dataset, "essex-2018.txt", "essex-2023.txt: overall 2018")
    assert answer.same
    assert [ground.rule for ground in answer.grounds] == ["inspections/mention-of-report"]
    assert sides(answer) == {"authority": "for", "dates": "for", "grades": "for"}


def test_two_inspections(dataset: Dataset) -> None:
    answer = only(dataset, "essex-2018.txt", "id/inspection/essex/ilacs/2023-06-26")
    assert not answer.same
    assert sides(answer)["dates"] == sides(answer)["grades"] == "against"


def test_services_of_one_name_at_two_authorities(dataset: Dataset) -> None:
    answer = only(dataset, "essex-2018.txt: fostering service", "kent-2022.txt: fostering service")
    assert not answer.same
    assert (sides(answer)["names"], sides(answer)["owner"]) == ("for", "against")


def test_services_of_one_authority(dataset: Dataset) -> None:
    answer = only(dataset, "essex-2018.txt: fostering service", "essex-2023.txt: Fostering Service")
    assert answer.same
    assert [ground.rule for ground in answer.grounds] == ["bodies/same-name"]


def test_an_authority_and_its_predecessor(dataset: Dataset) -> None:
    answer = only(dataset, "id/authority/dorset", "id/authority/dorset-to-2019")
    assert not answer.same
    assert sides(answer)["history"] == "against"


def test_things_of_two_kinds(dataset: Dataset) -> None:
    answer = only(dataset, "Essex", "essex-2018.txt: Ida Quill")
    assert sides(answer) == {"kind": "against"}


def test_local_and_former_names_of_a_thing(dataset: Dataset) -> None:
    for local in {quad.object.value for quad in dataset.quads() if quad.predicate.value.endswith("#mention")}:  # type: ignore[union-attr]
        assert only(dataset, local, local).same


@pytest.mark.parametrize("words", ["Nobody at All", "essex-2018.txt: Nobody", "id/person/nobody"])
def test_what_nobody_is_called(dataset: Dataset, words: str) -> None:
    with pytest.raises(QueryError):
        why(dataset, words, "Essex")


def test_the_command(out: Path) -> None:
    ask = ["why", "essex-2018.txt", "essex-2023.txt: overall 2018", "--from", str(out)]
    told = CliRunner().invoke(app, ask, env={"COLUMNS": "200"})
    assert told.exit_code == 0
    assert "They are one thing." in told.stdout
    assert "inspections/mention-of-report, confidence 0.95" in told.stdout
    (answer,) = json.loads(CliRunner().invoke(app, [*ask, "--json"]).stdout)
    assert answer["same"]
    assert answer["grounds"][0]["rule"] == "inspections/mention-of-report"
    apart = CliRunner().invoke(app, ["why", "Ida Quill", "Ida Quill", "--from", str(out)], env={"COLUMNS": "200"})
    assert "Told apart: A curator decided" in apart.stdout
    assert "Met both of them (A. Curator)" in apart.stdout


def test_the_page_of_open_questions_and_contradictions(out: Path) -> None:
    page = (out / "conflicts.html").read_text(encoding="utf-8")
    assert "Contradictions (0)" in page
    assert 'href="conflicts.html"' in (out / "report.html").read_text(encoding="utf-8")
