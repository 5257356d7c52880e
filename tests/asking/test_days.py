"""What held on a day: answers over the published reports, found by reading them; and made-up cases.

`days.csv` names for each answer the words that give it: document, offsets, and the first digits of their SHA-256.
"""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from inspectgraph import data
from inspectgraph.asking.answering import ask
from inspectgraph.asking.builds import find_build
from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.results import records
from inspectgraph.building import BuildOptions, BuildResult, build
from inspectgraph.cli import app
from inspectgraph.errors import OutputError, QueryError

with (Path(__file__).parent / "days.csv").open(encoding="utf-8", newline="") as _file:
    QUESTIONS = list(csv.DictReader(_file))


@pytest.mark.xdist_group("corpus")
@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: " ".join(list(row.values())[:4]))
def test_what_held_on_a_day_is_what_the_reports_say(corpus_build: BuildResult, row: dict[str, str]) -> None:
    given = {"on": [row["day"]], "authority": [row["authority"]]}
    rows = records(ask(Dataset.open(corpus_build.output), row["question"], given))
    named = f"{row['column']}_name"
    column = named if rows and named in rows[0] else row["column"]
    assert "; ".join(sorted({str(each[column]) for each in rows})) == row["expected"]


@pytest.mark.xdist_group("corpus")
def test_the_words_that_give_the_answers_stand_where_they_are_said_to(corpus_build: BuildResult) -> None:
    assert len(QUESTIONS) >= 30
    inputs = json.loads((corpus_build.output / "build.json").read_text(encoding="utf-8"))["inputs"]
    documents = {each["file"]: each["document"] for each in inputs}
    for row in QUESTIONS:
        text = (corpus_build.output / "texts" / f"{documents[row['document']]}.txt").read_bytes().decode()
        words = text[int(row["start"]) : int(row["end"])]
        assert hashlib.sha256(words.encode()).hexdigest()[:16] == row["words"], row


def asked(dataset: Dataset, question: str, **given: str) -> list[dict[str, object]]:
    return [dict(row) for row in records(ask(dataset, question, {name: [value] for name, value in given.items()}))]


@pytest.mark.xdist_group("digests")
def test_authorities_come_and_go(digests_build: BuildResult) -> None:
    dataset = Dataset.open(digests_build.output)
    (before,) = asked(dataset, "authorities", on="2021-03-31", authority="id/authority/northamptonshire")
    assert (before["to"], before["certainty_name"]) == ("2021-03-31", "inferred")
    assert before["replaced_by"] == "North Northamptonshire, West Northamptonshire"
    assert not asked(dataset, "authorities", on="2021-04-01", authority="id/authority/northamptonshire")
    (after,) = asked(dataset, "authorities", on="2021-04-01", authority="North Northamptonshire")
    assert (after["from"], after["certainty_name"]) == ("2021-04-01", "stated")


@pytest.mark.xdist_group("digests")
def test_a_month_is_no_day(digests_build: BuildResult) -> None:
    with pytest.raises(QueryError, match="is no day"):
        ask(Dataset.open(digests_build.output), "in-force", {"on": ["2016-05"]})


@pytest.mark.xdist_group("comparing")
def test_an_earlier_build_is_asked_by_folder_or_id(tmp_path: Path) -> None:
    for name, documents in (("one", ("essex-2014",)), ("two", ("essex-2014", "essex-2018", "essex-2019"))):
        (tmp_path / f"{name}-in").mkdir()
        for start in documents:
            (path,) = data.seeds("documents").glob(f"{start}*")
            shutil.copy(path, tmp_path / f"{name}-in")
        build(BuildOptions((tmp_path / f"{name}-in",), tmp_path / name, workers=0))
    identifier = json.loads((tmp_path / "one" / "build.json").read_text(encoding="utf-8"))["build"]

    def overall(*options: str) -> str:
        arguments = ["ask", "in-force", "--on", "2020-01-01", "--authority", "Essex", "--from", str(tmp_path / "two")]
        result = CliRunner().invoke(app, [*arguments, "--json", *options])
        assert result.exit_code == 0, result.output
        return str(json.loads(result.stdout)[0]["overall"])

    assert overall() == "Outstanding"
    assert overall("--build", identifier[:6]) == overall("--build", str(tmp_path / "one")) == "Good"
    assert find_build(tmp_path / "two", identifier) == tmp_path / "one"
    with pytest.raises(OutputError, match="no build"):
        find_build(tmp_path / "two", "zzz")
