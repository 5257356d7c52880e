"""Which inspections stand for an authority's grade: made-up documents through a whole build."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspectgraph.asking.answering import ask
from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.results import records
from inspectgraph.building import BuildOptions, build

REPORT = """Inspection of Redbridge local authority children's services

Inspection dates: {dates}
Lead inspector: Ann Marlow

{grades}

What needs to improve

{text}
"""
JUDGED = """Judgement Grade
The impact of leaders on social work practice with children and families {grade}
The experiences and progress of children who need help and protection {grade}
The experiences and progress of children in care and care leavers {grade}
Overall effectiveness {grade}"""


def report(dates: str, grade: str, text: str, published: str = "") -> str:
    made = REPORT.format(dates=dates, grades=JUDGED.format(grade=grade), text=text)
    return made.replace("Lead inspector", f"Report published: {published}\nLead inspector") if published else made


def in_force(folder: Path, day: str, *documents: str) -> list[tuple[object, ...]]:
    """Overall grade, framework and first day of what was in force in Redbridge on a day."""
    source = folder / "in"
    source.mkdir()
    for number, text in enumerate(documents):
        (source / f"{number}.txt").write_text(text, encoding="utf-8")
    result = build(BuildOptions((source,), folder / "out", workers=0))
    assert result.documents == len(documents), result.set_aside
    rows = records(ask(Dataset.open(folder / "out"), "in-force", {"on": [day], "authority": ["Redbridge"]}))
    return [(row["overall"], row["framework_name"], row["in_force_from"]) for row in rows]


LATER = report("10 June 2024 to 14 June 2024", "Good", "{}")
FIRST = report("7 November 2022 to 18 November 2022", "Requires improvement to be good", "Plans should be better.")


@pytest.mark.parametrize(
    "mention",
    [
        "Services found to be outstanding in 2022 are better still.",  # some of them only
        "The council's services were judged to be outstanding in 2022.",  # another grade in the year of the report
        "The council's services were judged to be outstanding in 2023.",  # ... in the year in which it may have come out
        "At the last inspection, published in January 2023, services were judged to require improvement to be good.",
        "The joint targeted area inspection in 2023 judged the partnership to be outstanding.",
        "The fostering service was inspected in March 2023 and judged to be outstanding.",
        "The council's children's home was inspected in March 2023 and judged to be outstanding.",
        "An inspection of probation services in 2023 judged them to be outstanding.",
        "The youth justice service was judged to be outstanding by HMI Probation in 2023.",
    ],
)
def test_a_mention_does_not_overrule_the_report(tmp_path: Path, mention: str) -> None:
    found = in_force(tmp_path, "2024-01-01", FIRST, LATER.format(mention))
    assert found == [("Requires improvement to be good", "ilacs", "2022-11-18")]


def test_the_report_of_which_the_publication_date_is_known_is_what_a_mention_of_that_year_means(tmp_path: Path) -> None:
    first = report("7 November 2022 to 18 November 2022", "Good", "Plans should be better.", "20 January 2023")
    found = in_force(
        tmp_path, "2024-01-01", first, LATER.format("The council's services were judged to be inadequate in 2023.")
    )
    assert found == [("Good", "ilacs", "2023-01-20")]


def test_an_inspection_of_which_no_document_says_the_framework_counts_and_says_so(tmp_path: Path) -> None:
    mention = LATER.format("The council's services were judged to be inadequate in March 2016.")
    assert in_force(tmp_path, "2018-01-01", mention) == [("Inadequate", "unknown", "2016-03-31")]


def test_a_mention_long_after_the_report_is_an_inspection_of_its_own(tmp_path: Path) -> None:
    mention = LATER.format("The council's services were judged to be inadequate in October 2023.")
    assert in_force(tmp_path, "2024-01-01", FIRST, mention) == [("Inadequate", "unknown", "2023-10-31")]


def test_a_home_that_was_inspected_is_not_the_authority(tmp_path: Path) -> None:
    mention = (
        "The local authority operates one children's home, which was inspected in November 2016 and judged as good."
    )
    assert in_force(tmp_path, "2018-01-01", LATER.format(mention)) == []
