from __future__ import annotations

import pytest

from inspectgraph.extracting import inspecting
from inspectgraph.reading.document import Document
from inspectgraph.reading.reader import read_bytes


def read(text: str) -> Document:
    return read_bytes(text.encode(), "x.txt")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Inspection date: 14 January 2014 – 5 February 2014", ("2014-01-14", "2014-02-05")),
        ("Inspection dates: 26 to 30 June 2023", ("2023-06-26", "2023-06-30")),
        ("Inspection dates: 5 to 9 December 2022 and 14 to 15 February 2023", ("2022-12-05", "2023-02-15")),
        ("Inspection date: 28 July 2016", ("2016-07-28", "2016-07-28")),
        ("Inspection date: 12/09/2016 to 06/10/2016", ("2016-09-12", "2016-10-06")),
        (
            "Inspection dates: 8 – 12 July 2013 Reporting inspector A Person Published: 16 August 2013",
            ("2013-07-08", "2013-07-12"),
        ),
        ("Date(s) of inspection: 6 to 17 March 2017", ("2017-03-06", "2017-03-17")),
        ("Inspection date(s): 6 to 17 March 2017", ("2017-03-06", "2017-03-17")),
        ("Dates of previous inspection: 18 to 21 March 2019", None),
    ],
)
def test_the_title_block_gives_the_period(line: str, expected: tuple[str, str] | None) -> None:
    document = read(f"A Council\n\n{line}\n\nThe rest.\n")
    start, end = inspecting.find_period(document)
    if expected is None:
        assert start is None
    else:
        assert start is not None
        assert end is not None
        assert (str(start.value), str(end.value)) == expected
        assert document.quote(start.spans[0]) == start.as_written


def test_a_sentence_gives_the_period_of_a_letter() -> None:
    document = read(
        "12 November 2009\n\nDear Person\n\nThis is about the inspection which was conducted on 14 and 15 October 2009.\n"
    )
    start, end = inspecting.find_period_in_prose(document)
    assert start is not None
    assert end is not None
    assert (str(start.value), str(end.value)) == ("2009-10-14", "2009-10-15")
    assert start.rule == "dates/sentence"


def test_the_date_line_dates_a_letter() -> None:
    issued = inspecting.find_letter_date(read("12 November 2009\n\nDear Person\n\nOn 1 May 2008 a visit was made.\n"))
    assert issued is not None
    assert str(issued.value) == "2009-11-12"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Report published: 5 December 2014", "2014-12-05"),
        ("Published: 16 August 2013", "2013-08-16"),
        ("Report published: 25/11/2016", "2016-11-25"),
        ("A strategy that was published in May 2012 is used.", None),
    ],
)
def test_the_label_gives_the_date_of_publication(line: str, expected: str | None) -> None:
    published = inspecting.find_published(read(f"A Council\n\n{line}\n"))
    assert (str(published.value) if published else None) == expected


def test_powers_of_the_inspection_are_its_legal_basis() -> None:
    text = (
        "This inspection was carried out by Ofsted under section 136 of the Education and Inspections Act 2006.\n\n"
        "The review was conducted beside it under section 15A of the Children Act 2004.\n\n"
        "Audits under section 11 of the Children Act 2004 are made by partners.\n"
    )
    found = inspecting.find_legal_basis(read(text))
    assert [(basis.value, basis.as_written) for basis in found] == [
        ("http://www.legislation.gov.uk/id/ukpga/2004/31/section/15A", "Children Act 2004, section 15A"),
        (
            "http://www.legislation.gov.uk/id/ukpga/2006/40/section/136",
            "Education and Inspections Act 2006, section 136",
        ),
    ]


def test_a_joint_inspection_names_its_inspectorates() -> None:
    text = "Between 1 and 5 May 2018, Ofsted, the Care Quality Commission (CQC) and HMI Probation (HMIP) inspected together.\n"
    assert [found.value for found in inspecting.find_conductors(read(text), True)] == ["ofsted", "cqc", "hmi-probation"]
    assert [found.value for found in inspecting.find_conductors(read(text), False)] == ["ofsted"]
