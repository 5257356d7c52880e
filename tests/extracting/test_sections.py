from __future__ import annotations

from itertools import pairwise

from inspectgraph.extracting.sections import Section, find_sections
from inspectgraph.reading.document import Document
from inspectgraph.reading.reader import read_bytes

LONG = (
    "Workers see children often and know them well, which helps to make plans that are clear to all who read them. " * 2
)

TITLE = "Inspection of services for children in need of help and protection"
HELP = "The experiences and progress of children who need help and protection"
BOARD = "The Local Safeguarding Children Board"

SIF = f"""Anytown Borough Council
{TITLE}, children looked after and care leavers
and
Review of the effectiveness of the board
Inspection date: 3 March 2015 – 26 March 2015

Children's services in Anytown require improvement

1. Children who need help and protection Requires improvement
2. Children looked after and achieving permanence
Good
3. Leadership, management and governance Good

Contents
The local authority 2
Recommendations 5
Leadership, management and governance 9

Executive summary
{LONG}
Recommendations
1. Make plans clearer.
{HELP}
Requires improvement
Inspection findings
2. {LONG}
The graded judgement for adoption performance is that it is good
3. {LONG}
{BOARD}
{BOARD} is good
Recommendations
4. Meet more often.
What the inspection judgements mean
The local authority
{LONG}
The LSCB
{LONG}
Information about this inspection
{LONG}
"""


def read(text: str) -> tuple[Document, tuple[Section, ...]]:
    document = read_bytes(text.encode(), "x.txt")
    return document, find_sections(document)


def test_sections_cover_the_text_without_overlap() -> None:
    document, sections = read(SIF)
    assert sections[0].span.start == 0
    assert sections[-1].span.end == len(document.text)
    assert all(first.span.end == second.span.start for first, second in pairwise(sections))


def test_the_cover_and_its_table_are_the_front() -> None:
    document, sections = read(SIF)
    assert sections[0].key == "front"
    assert "Leadership, management" in document.quote(sections[0].span)
    assert sections[1].key == "contents"
    assert "9" in document.quote(sections[1].span)


def test_findings_have_the_area_of_the_heading_above() -> None:
    _, sections = read(SIF)
    assert [(s.key, s.area) for s in sections if s.key == "findings" and not s.board] == [
        ("findings", "help-and-protection"),
        ("findings", "help-and-protection"),
        ("findings", "adoption"),
    ]


def test_the_board_has_its_own_part() -> None:
    document, sections = read(SIF)
    improve = [s for s in sections if s.key == "improve"]
    assert [s.area for s in improve] == [None, "lscb"]
    assert "Meet more often" in document.quote(improve[1].span)


def test_the_meaning_of_grades_is_no_finding() -> None:
    _, sections = read(SIF)
    meanings = [s for s in sections if s.key == "meanings"]
    assert len(meanings) == 3
    assert sections[-1].key == "inspection-information"


def test_a_text_without_headings_is_one_section() -> None:
    document, sections = read("Just a few words.")
    assert [(s.key, s.span.end) for s in sections] == [("front", len(document.text))]
