from __future__ import annotations

import pytest

from inspectgraph.extracting.grades import grade_slug
from inspectgraph.extracting.judgements import find_board_judgement, find_judgements, find_outcome, find_record
from inspectgraph.extracting.sections import find_sections
from inspectgraph.facts import Judgement
from inspectgraph.reading.reader import read_bytes

LEADERS = "The impact of leaders on social work practice with children and families"
HELP = "The experiences and progress of children who need help and protection"
CARE = "The experiences and progress of children in care"
LONG = (
    "People in the area say that they were asked what they think, and that it led to changes which they can see. " * 2
)


def grades(found: tuple[Judgement, ...]) -> dict[str, str]:
    return {judgement.area: judgement.grade for judgement in found}


def find(text: str) -> tuple[Judgement, ...]:
    document = read_bytes(text.encode(), "x.txt")
    found = find_judgements(document, find_sections(document))
    for judgement in found:
        assert document.quote(judgement.spans[0]).endswith(judgement.as_written)
    return found


def test_the_table_of_an_ilacs_report() -> None:
    table = f"""Judgement Grade
{LEADERS}
Requires improvement to be good
{HELP} Inadequate
{CARE} Good
The experiences and progress of care leavers
Outstanding
Overall effectiveness Requires improvement
"""
    assert grades(find(table + LONG)) == {
        "leadership": "requires-improvement",
        "help-and-protection": "inadequate",
        "children-in-care": "good",
        "care-leavers": "outstanding",
        "overall": "requires-improvement",
    }


@pytest.mark.parametrize("note", ["1", "²", " 3", "*"])
def test_the_sign_of_a_footnote_may_follow_a_grade(note: str) -> None:
    table = f"""Judgement Grade
{LEADERS} Outstanding{note}
{HELP} Requires improvement to be good{note}
{CARE} and care leavers Good{note}
Overall effectiveness Inadequate{note}
"""
    assert grades(find(table + LONG)) == {
        "leadership": "outstanding",
        "help-and-protection": "requires-improvement",
        "children-in-care-and-care-leavers": "good",
        "overall": "inadequate",
    }


def test_the_combined_judgement_on_care() -> None:
    assert grades(find(f"{CARE} and care leavers Good\n" + LONG)) == {"children-in-care-and-care-leavers": "good"}


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        ("The overall judgement is good", "good"),
        ("The overall judgement is that children's services require improvement", "requires-improvement"),
        ("Children's services in Anytown are inadequate", "inadequate"),
        ("Children's services in Anytown require improvement to be good", "requires-improvement"),
        ("Children's services in the City of Anytown are outstanding.", "outstanding"),
    ],
)
def test_the_sentence_of_a_sif_report(sentence: str, grade: str) -> None:
    text = f"Anytown Council\n\n{sentence}\n\nIt is expected that all children receive good help.\n"
    assert grades(find(text)) == {"overall": grade}


def test_headings_serve_where_there_is_no_table() -> None:
    text = f"A few words.\n\n{HELP} are: outstanding\n\n1. {LONG}\n"
    (judgement,) = find(text)
    assert (judgement.area, judgement.grade, judgement.rule) == (
        "help-and-protection",
        "outstanding",
        "judgements/heading",
    )


def test_grades_of_an_earlier_inspection_are_not_this_ones() -> None:
    text = f"Anytown\n\nChildren's services in Anytown are good\n\nExecutive summary\n{LONG}\nThe overall judgement is inadequate\n"
    assert grades(find(text)) == {"overall": "good"}


@pytest.mark.parametrize(
    ("line", "grade"),
    [
        (
            "The effectiveness of the Local Safeguarding Children Board (LSCB) requires improvement",
            "requires-improvement",
        ),
        ("The Local Safeguarding Children Board is good", "good"),
        ("The LSCB is outstanding", "outstanding"),
        ("The Anytown Safeguarding Children Board (ASCB) is good", "good"),
        ("An LSCB that is good keeps watch", None),
        ("Where the LSCB is good it keeps watch", None),
    ],
)
def test_the_board_is_graded_in_its_own_part(line: str, grade: str | None) -> None:
    text = f"Anytown\n\nChildren's services in Anytown are good\n\nThe Local Safeguarding Children Board\n{line}\nExecutive summary\n{LONG}"
    document = read_bytes(text.encode(), "x.txt")
    found = find_board_judgement(document, find_sections(document))
    assert (found.grade if found else None) == grade


def test_the_record_of_older_reports() -> None:
    text = "Record of main findings\nOverall effectiveness Adequate\nCapacity to improve Good\nQuality of provision\nInadequate\n"
    document = read_bytes(text.encode(), "x.txt")
    assert grades(find_record(document, find_sections(document))) == {
        "overall": "adequate",
        "capacity-to-improve": "good",
        "quality-of-provision": "inadequate",
    }


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("typically lead to positive experiences and outcomes", "typically-positive"),
        ("lead to inconsistent experiences and outcomes", "inconsistent"),
        ("There are widespread and/or systemic failings", "systemic-failings"),
    ],
)
def test_the_outcome_of_an_area_inspection(words: str, grade: str) -> None:
    document = read_bytes(f"Inspection outcome\nThe arrangements of the area: {words}.\n".encode(), "x.txt")
    assert grades(find_outcome(document, find_sections(document))) == {"overall": grade}


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("Requires improvement to be good", "requires-improvement"),
        ("Require Improvement", "requires-improvement"),
        ("Not judged", "not-judged"),
    ],
)
def test_grades_in_all_printed_forms(written: str, slug: str) -> None:
    assert grade_slug(written) == slug


def test_other_words_are_no_grade() -> None:
    with pytest.raises(ValueError, match="not a grade"):
        grade_slug("fair")


def test_the_overall_sentence_names_a_place_and_says_nothing_of_the_past() -> None:
    past = "Children's services in Barset have improved since 2018, when they were judged inadequate.\n"
    today = "Children's services in the Royal Borough of Barset and Mercia require improvement to be good\n"
    table = "Overall effectiveness Good\n"
    for text, grade in ((past + table, "good"), (today, "requires-improvement")):
        document = read_bytes(f"Barset\n\n{text}\nExecutive summary\n\nAll is told.\n".encode(), "x.txt")
        assert grades(find_judgements(document, find_sections(document))) == {"overall": grade}
