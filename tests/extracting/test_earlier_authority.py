from __future__ import annotations

from inspectgraph.dates import PartialDate
from inspectgraph.extracting.earlier_authority import in_its_time
from inspectgraph.facts import EarlierInspection
from inspectgraph.reading.document import Span


def earlier(authority: str, year: int, framework: str | None = None, grade: str | None = None) -> EarlierInspection:
    return EarlierInspection(
        authority, "safeguarding", "earlier/grade", (Span(0, 1),), framework, PartialDate(year), grade=grade
    )


def test_before_an_authority_began_its_predecessor_of_that_name_was_inspected() -> None:
    assert in_its_time(earlier("dorset", 2016)).authority == "dorset-to-2019"
    assert in_its_time(earlier("dorset", 2021)).authority == "dorset"


def test_an_authority_without_such_a_predecessor_stays() -> None:
    assert in_its_time(earlier("essex", 2016)).authority == "essex"


def test_a_framework_that_does_not_give_the_grade_is_not_the_one() -> None:
    assert in_its_time(earlier("essex", 2010, "slac", "satisfactory")).framework is None
    assert in_its_time(earlier("essex", 2010, "slac", "adequate")).framework == "slac"
