from __future__ import annotations

import pytest

from inspectgraph.dates import PartialDate
from inspectgraph.extracting.cells import (
    authority_of,
    authority_of_code,
    dates_of,
    framework_of,
    grade_of,
    says_nothing,
)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2018-11-19", "2018-11-19", None),
        ("2018-11-19 00:00:00", "2018-11-19", None),
        ("2018-11-19T09:30:00", "2018-11-19", None),
        ("19/11/2018", "2018-11-19", None),
        ("19/11/18", "2018-11-19", None),
        ("3.4.2019", "2019-04-03", None),
        ("03-04-2019 00:00", "2019-04-03", None),
        ("19 November 2018", "2018-11-19", None),
        ("19th Nov 2018", "2018-11-19", None),
        ("19-Nov-18", "2018-11-19", None),
        ("Monday 19 November 2018", "2018-11-19", None),
        ("Mon, 19/11/2018", "2018-11-19", None),
        ("Nov-18", "2018-11", None),
        ("November 2018", "2018-11", None),
        ("11/2018", "2018-11", None),
        ("2018-11", "2018-11", None),
        ("2018", "2018", None),
        ("43423", "2018-11-19", None),
        ("01/02/98", "1998-02-01", None),
        ("19-30 November 2018", "2018-11-19", "2018-11-30"),
        ("19 November 2018 to 30 November 2018", "2018-11-19", "2018-11-30"),
        ("19/11/2018 - 30/11/2018", "2018-11-19", "2018-11-30"),
        ("19/11/18 – 30/11/18", "2018-11-19", "2018-11-30"),
        ("2018-11-19 to 2018-11-30", "2018-11-19", "2018-11-30"),
        ("week of 19 November 2018", "2018-11-19", None),
    ],
)
def test_dates(cell: str, first: str, last: str | None) -> None:
    found = dates_of(cell)
    assert found is not None
    assert (str(found[0]), found[1] and str(found[1])) == (first, last)


@pytest.mark.parametrize(
    "cell",
    ["", "soon", "31/02/2019", "11/19/2018", "12", "30/11/2018 - 19/11/2018", "5 May 2018 and 7 June 2019 and 9"],
)
def test_no_dates(cell: str) -> None:
    assert dates_of(cell) is None


@pytest.mark.parametrize(
    ("grade", "cells"),
    [
        ("outstanding", "Outstanding|OUTSTANDING|1|O|Grade 1|1 - Outstanding|Outstanding (1)|1: outstanding"),
        ("good", "Good|good|2|G|Good*|2. Good|Good - 2"),
        ("requires-improvement", "Requires improvement|Requires improvement to be good|RI|R.I.|requires-improvement|Requires_Improvement|3 - Requires improvement|RI (3)|Req imp"),
        ("inadequate", "Inadequate|4|I|Inadequate (4)"),
        ("adequate", "Adequate|3 - adequate"),
        ("satisfactory", "Satisfactory"),
        ("not-judged", "Not judged|not-judged|5|No judgement"),
    ],
)  # fmt: skip
def test_grades(grade: str, cells: str) -> None:
    assert {cell: grade_of(cell) for cell in cells.split("|")} == dict.fromkeys(cells.split("|"), grade)


@pytest.mark.parametrize(
    ("framework", "on", "expected"),
    [
        ("ilacs", None, "requires-improvement"),
        ("sif", "2014", "requires-improvement"),
        ("slac", None, "adequate"),
        ("aipc", "2013-05", "adequate"),
        (None, "2018-11-19", "requires-improvement"),
        (None, "2011", "adequate"),
        (None, None, None),
    ],
)
def test_what_three_means(framework: str | None, on: str | None, expected: str | None) -> None:
    assert grade_of("3", framework, PartialDate.parse(on) if on else None) == expected


def test_outcomes_of_an_area_inspection() -> None:
    assert grade_of("Typically positive experiences", "area-send") == "typically-positive"
    assert grade_of("Inconsistent experiences and outcomes", "area-send") == "inconsistent"
    assert grade_of("Widespread and/or systemic failings", "area-send") == "systemic-failings"
    assert grade_of("Typically positive experiences") is None


@pytest.mark.parametrize("cell", ["excellent", "6", "0", "Good enough", ""])
def test_no_grades(cell: str) -> None:
    assert grade_of(cell) is None


@pytest.mark.parametrize("cell", ["", "-", "–", "n/a", "N/A", "NULL", "none", "..", "tbc", "Not inspected"])
def test_cells_as_good_as_empty(cell: str) -> None:
    assert says_nothing(cell)


def test_not_judged_says_something() -> None:
    assert not says_nothing("Not judged")


@pytest.mark.parametrize(
    ("framework", "cells"),
    [
        (
            "ilacs",
            "ILACS|ILACS standard inspection|Standard inspection|Short|Inspection of local authority children's services",
        ),
        ("sif", "SIF|Single Inspection Framework"),
        ("sif-reinspection", "SIF re-inspection|Reinspection"),
        ("focused-visit", "ILACS focused visit|Focussed visit"),
        ("monitoring-visit", "Monitoring visit|ILACS: monitoring visit"),
        ("jtai", "JTAI|Joint targeted area inspection"),
        ("area-send", "Area SEND|SEND inspection"),
        ("slac", "SLAC|Safeguarding and looked after children"),
        ("aipc", "Arrangements for the protection of children"),
        ("ucra", "Contact, referral and assessment"),
        ("lac", "LAC|Looked after children"),
        ("fostering", "Fostering"),
        ("private-fostering", "Private fostering"),
    ],
)
def test_frameworks(framework: str, cells: str) -> None:
    assert {cell: framework_of(cell) for cell in cells.split("|")} == dict.fromkeys(cells.split("|"), framework)


def test_no_framework() -> None:
    assert framework_of("Other") is None


@pytest.mark.parametrize(
    ("slug", "cells"),
    [
        (
            "essex",
            "Essex|ESSEX|essex|Essex County Council|Essex CC|Essex LA|Essex (County)|Essex local authority|Essex children's services",
        ),
        ("bristol", "Bristol|Bristol, City of|City of Bristol|Bristol City Council"),
        ("herefordshire", "Herefordshire, County of|Herefordshire"),
        ("kingston-upon-hull", "Kingston upon Hull, City of|Kingston upon Hull"),
        ("sutton", "Sutton|London Borough of Sutton|LB Sutton|LB of Sutton"),
        ("st-helens", "St Helens|St. Helens|ST HELENS"),
        ("telford-and-wrekin", "Telford & Wrekin|Telford and Wrekin"),
        ("southend-on-sea", "Southend on Sea|Southend-on-Sea"),
        ("reading", "Reading|READING|reading"),
    ],
)
def test_authorities(slug: str, cells: str) -> None:
    assert {cell: authority_of(cell, None) for cell in cells.split("|")} == dict.fromkeys(cells.split("|"), slug)


@pytest.mark.parametrize(
    "cell", ["England", "Total", "Atlantis", "Essex and Kent", "Essex Cars Limited of Elsewhere", ""]
)
def test_no_authorities(cell: str) -> None:
    assert authority_of(cell, None) is None


def test_an_authority_of_its_day() -> None:
    assert authority_of("Dorset", "2018-05") == "dorset-to-2019"
    assert authority_of("Dorset County Council", "2021-11-19") == "dorset"
    assert authority_of("Dorset", None) == "dorset"


@pytest.mark.parametrize("code", ["E10000012", "e10000012", "881", "881.0", "80468"])
def test_codes(code: str) -> None:
    assert authority_of_code(code, None) == "essex"


def test_no_code() -> None:
    assert authority_of_code("", None) is None
    assert authority_of_code("000", None) is None
