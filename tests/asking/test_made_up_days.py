"""Whose grade was in force, and who had left: made-up documents through a whole build."""

from __future__ import annotations

import pytest

from inspectgraph.asking.answering import ask
from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.results import records
from inspectgraph.building import BuildOptions, build

REPORT = """Inspection of {authority} local authority children's services

Inspection dates: {dates}
Lead inspector: Ann Marlow

{grades}

What needs to improve

{text}
"""
JUDGED = """Judgement and grade

The experiences and progress of children who need help and protection

{grade}

The experiences and progress of children in care and care leavers

{grade}

Overall effectiveness

{grade}"""


def report(authority: str, dates: str, grade: str, text: str, published: str = "") -> str:
    judged = JUDGED.format(grade=grade)
    made = REPORT.format(authority=authority, dates=dates, grades=judged, text=text)
    return made.replace("Lead inspector", f"Report published: {published}\nLead inspector") if published else made


REQUIRES = "Requires improvement to be good"
#: A report on Autumn 2022 with this grade and, where it is known, its day of publication; what a report of 2024 mentions; what was in
#: force at the beginning of that year: grade, framework and since when.
CASES: dict[str, tuple[tuple[str, str] | None, str, tuple[str, str, str] | None]] = {
    "Bedford": (
        (REQUIRES, ""),
        "Services found to be outstanding in 2022 are better still.",
        (REQUIRES, "ilacs", "2022-11-18"),
    ),
    "Brent": (
        (REQUIRES, ""),
        "The council's services were judged to be outstanding in 2022.",
        (REQUIRES, "ilacs", "2022-11-18"),
    ),
    "Bury": (
        (REQUIRES, ""),
        "The council's services were judged to be outstanding in 2023.",
        (REQUIRES, "ilacs", "2022-11-18"),
    ),
    "Derby": (
        (REQUIRES, ""),
        "At the last inspection, published in January 2023, services were judged to require improvement to be good.",
        (REQUIRES, "ilacs", "2022-11-18"),
    ),
    "Dorset": (
        (REQUIRES, ""),
        "The joint targeted area inspection in 2023 judged the partnership to be outstanding.",
        (REQUIRES, "ilacs", "2022-11-18"),
    ),
    "Essex": (
        (REQUIRES, ""),
        "The fostering service was inspected in March 2023 and judged to be outstanding.",
        (REQUIRES, "ilacs", "2022-11-18"),
    ),
    "Kent": (
        (REQUIRES, ""),
        "The council's children's home was inspected in March 2023 and judged to be outstanding.",
        (REQUIRES, "ilacs", "2022-11-18"),
    ),
    "Leeds": (
        (REQUIRES, ""),
        "An inspection of probation services in 2023 judged them to be outstanding.",
        (REQUIRES, "ilacs", "2022-11-18"),
    ),
    "Norfolk": (
        (REQUIRES, ""),
        "The youth justice service was judged to be outstanding by HMI Probation in 2023.",
        (REQUIRES, "ilacs", "2022-11-18"),
    ),
    "Suffolk": (
        ("Good", "20 January 2023"),
        "The council's services were judged to be inadequate in 2023.",
        ("Good", "ilacs", "2023-01-20"),
    ),
    "Surrey": (
        None,
        "The council's services were judged to be inadequate in March 2016.",
        ("Inadequate", "unknown", "2016-03-31"),
    ),
    "Sutton": (
        (REQUIRES, ""),
        "The council's services were judged to be inadequate in October 2023.",
        ("Inadequate", "unknown", "2023-10-31"),
    ),
    "Wandsworth": (
        None,
        "The local authority operates one children's home, which was inspected in November 2016 and judged as good.",
        None,
    ),
}

LETTER = """6 February 2023

Ms Alison Reed
Director of Children's Services
{authority} Council

Dear Ms Reed

Focused visit to {authority} children's services

This letter summarises the findings of a focused visit to {authority} children's services on 9 and 10 January 2023. The inspectors were
Tracey Holt, His Majesty's Inspector, and Marcus Finch, His Majesty's Inspector.

Findings

Children live in homes that suit them, and most stay near their schools and their friends all through their time in care.
"""


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("whose-grade")
    (folder / "in").mkdir()
    for authority, (first, mention, _) in CASES.items():
        later = report(authority, "10 June 2024 to 14 June 2024", "Good", mention)
        (folder / "in" / f"{authority}-2024.txt").write_text(later, encoding="utf-8")
        if first is not None:
            grade, published = first
            dates = "7 November 2022 to 18 November 2022"
            earlier = report(authority, dates, grade, "Plans should be better.", published)
            (folder / "in" / f"{authority}-2022.txt").write_text(earlier, encoding="utf-8")
    for authority, left in (
        ("Barnet", "A new DCS came after the retirement of the previous DCS in May 2023."),
        ("Kirklees", "Plans vary."),
    ):
        later = report(authority, "10 June 2024 to 14 June 2024", "Good", left)
        (folder / "in" / f"{authority}-2024.txt").write_text(later, encoding="utf-8")
        (folder / "in" / f"{authority}-letter.txt").write_text(LETTER.format(authority=authority), encoding="utf-8")
    result = build(BuildOptions((folder / "in",), folder / "out", workers=0))
    assert not result.set_aside
    return Dataset.open(folder / "out")


@pytest.mark.parametrize("authority", CASES)
def test_a_mention_does_not_overrule_the_report_that_it_may_mean(dataset: Dataset, authority: str) -> None:
    rows = records(ask(dataset, "in-force", {"on": ["2024-01-01"], "authority": [authority]}))
    found = [(row["overall"], row["framework_name"], row["in_force_from"]) for row in rows]
    expected = CASES[authority][2]
    assert found == ([expected] if expected else [])


def test_the_grade_of_today_is_that_of_the_latest_report(dataset: Dataset) -> None:
    rows = records(ask(dataset, "current-grades", {}))
    assert {row["overall"] for row in rows if row["start"] == "2024-06-10"} == {"Good"}
    assert len(rows) == len(CASES) + 2


@pytest.mark.parametrize(
    ("authority", "day", "expected"),
    [
        ("Barnet", "2023-04-30", ["Alison Reed"]),
        ("Barnet", "2023-06-01", []),
        ("Kirklees", "2023-06-01", ["Alison Reed"]),
    ],
)
def test_whoever_left_is_not_inferred_to_be_in_post(
    dataset: Dataset, authority: str, day: str, expected: list[str]
) -> None:
    rows = records(ask(dataset, "in-post", {"on": [day], "authority": [authority]}))
    assert [row["person_name"] for row in rows] == expected
