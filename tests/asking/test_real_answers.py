"""The questions on the five real texts, against answers found by reading them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from inspectgraph.asking.answering import ask
from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.explain import explain
from inspectgraph.asking.results import records
from inspectgraph.building import BuildResult

pytestmark = pytest.mark.xdist_group("seeds")


@pytest.fixture(scope="module")
def essex(seeds_build: BuildResult) -> Dataset:
    return Dataset.open(seeds_build.output)


def rows(dataset: Dataset, name: str, *columns: str, **parameters: str) -> list[tuple[object, ...]]:
    given: Mapping[str, Sequence[str]] = {key: [value] for key, value in parameters.items()}
    return [tuple(row.get(column) for column in columns) for row in records(ask(dataset, name, given))]


def test_the_history_of_essex_is_one_line(essex: Dataset) -> None:
    dated = [row for row in rows(essex, "history", "start", "framework_name", authority="Essex") if row[0]]
    assert dated == [
        ("2009-10-14", "ucra"),
        ("2010-08", "slac"),
        ("2011-10", "slac"),
        ("2012-03", "adoption"),
        ("2013-02", "private-fostering"),
        ("2013-05", "fostering"),
        ("2014-01-14", "sif"),
        ("2018-11", "ilacs"),
    ]


def test_current_grades(essex: Dataset) -> None:
    assert rows(essex, "current-grades", "authority_name", "start", "overall", "children_in_care")[:1] == [
        ("Essex", "2018-11", "Outstanding", "Good")
    ]


def test_the_board_was_graded_below_its_authority(essex: Dataset) -> None:
    (row,) = rows(essex, "board-and-authority", "start", "board", "overall", authority="Essex")
    assert row == ("2014-01-14", "Requires improvement to be good", "Good")


def test_who_was_director_at_each_inspection(essex: Dataset) -> None:
    found = rows(essex, "directors", "start", "person_name", "certainty_name", authority="Essex")
    assert ("2009-10-14", "Malcolm Newsam", "stated") in found
    assert ("2014-01-14", "(not named)", "stated") in found
    assert ("2018-11", "Helen Lincoln", "stated") in found


def test_who_led_and_who_took_part(essex: Dataset) -> None:
    found = rows(essex, "teams", "role_name", "person_name", authority="Essex")
    assert ("Lead inspector", "Ian Young") in found
    assert len([row for row in found if row[0] == "Team inspector"]) == 8


def test_a_director_moved_to_another_authority(essex: Dataset) -> None:
    found = rows(essex, "director-moves", "person_name", "authority_name")
    assert ("Dave Hill", "Essex") in found
    assert ("Dave Hill", "Surrey") in found


def test_overall_effectiveness_went_up(essex: Dataset) -> None:
    moves = rows(essex, "ups-and-downs", "area_name", "earlier_start", "later_start", "moved", authority="Essex")
    assert ("Overall effectiveness", "2014-01-14", "2018-11", 1) in moves


def test_days_from_one_inspection_to_the_next(essex: Dataset) -> None:
    found = rows(essex, "days-between", "earlier_start", "later_start", "fewest_days", "most_days", authority="Essex")
    assert ("2014-01-14", "2018-11", 1752, 1781) in found


def test_what_was_to_improve(essex: Dataset) -> None:
    starts = [row[0] for row in rows(essex, "to-improve", "start", authority="Essex")]
    assert {start: starts.count(start) for start in set(starts)} == {"2009-10-14": 10, "2014-01-14": 15, "2018-11": 1}


def test_independent_publications_agree_on_2010_and_2014(essex: Dataset) -> None:
    agreed = {row[0] for row in rows(essex, "corroborated", "about") if isinstance(row[0], str)}
    assert any(about.endswith("sif/2014-01-14/judgement/overall") for about in agreed)
    assert any(about.endswith("slac/2010-08/judgement/safeguarding") for about in agreed)


def test_nothing_contradicts(essex: Dataset) -> None:
    assert rows(essex, "conflicts", "about") == []


def test_explaining_a_person_shows_statement_document_page_and_words(essex: Dataset) -> None:
    explanation = explain(essex, "Helen Lincoln")
    shown = str(explanation)
    assert "003_82e2e6a58ac865dc.txt" in shown
    assert "Helen Lincoln" in shown
    assert "replaced Dave Hill in 2017" in shown
