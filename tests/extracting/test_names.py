from __future__ import annotations

import pytest

from inspectgraph.extracting import names
from inspectgraph.reading.document import Span


def said(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ada Byron", "Ada Byron"),
        ("Dr Ada Byron MBE", "Ada Byron"),
        ("Cllr. Ada M. Byron, CBE", "Ada M. Byron"),
        ("Prof Sir Tom O'Neill-Gray QC", "Tom O'Neill-Gray"),
        ("Rosa de la Cruz", "Rosa de la Cruz"),
        ("Piet van der Berg HMI", "Piet van der Berg"),
        ("Zoé D'Arcy, Senior HMI", "Zoé D'Arcy"),
        ("Ben Hall", "Ben Hall"),
        ("Sam Young OBE QPM", "Sam Young"),
        ("Lee Ash BSc MB ChB MSc DCH FRCA", "Lee Ash"),
        ("Bruno MacAllister", "Bruno MacAllister"),
    ],
)
def test_a_line_that_is_a_name(line: str, name: str) -> None:
    span = names.whole_name(line, 0, len(line))
    assert span is not None
    assert line[span.start : span.end] == name


@pytest.mark.parametrize(
    "line",
    [
        "County Hall",
        "Her Majesty's Inspector",
        "Care Quality Commission",
        "Judgement Grade",
        "North Street",
        "N/A",
        "Ada",
        "Director of Services",
        "HMI Probation",
        "of Tom Bell",
        "Ada Byron, Manager",
    ],
)
def test_a_line_that_is_no_name(line: str) -> None:
    assert names.whole_name(line, 0, len(line)) is None


def test_lists_are_split_at_each_kind_of_separator() -> None:
    text = "Ada Byron, HMI, Tom Bell (AI); Eve Park HMI and Rob Lake (regulatory inspector). Ian Frost."
    assert said(text, names.split_names(text, 0, len(text))) == [
        "Ada Byron",
        "Tom Bell",
        "Eve Park",
        "Rob Lake",
        "Ian Frost",
    ]


def test_pieces_that_are_no_names_are_left_out() -> None:
    text = "Ada Byron HMI and National Lead for Fostering, Adoption and Child Protection"
    assert said(text, names.split_names(text, 0, len(text))) == ["Ada Byron"]


def test_a_list_of_names_and_nothing_else() -> None:
    assert names.is_list_of_names("Ada Byron HMI, Tom Bell (AI)", 0, 28)
    assert not names.is_list_of_names("Ada Byron went home", 0, 19)
    assert not names.is_list_of_names("HMI", 0, 3)


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("West Shire local authority Gill Fox", "Gill Fox"),
        ("NHS Hill and North Ashshire Ruth Stone", "Ruth Stone"),
        ("Services Jane Hope", "Jane Hope"),
        ("Board Tim de Wolf,", "Tim de Wolf"),
    ],
)
def test_the_name_at_the_end_of_a_joined_line(before: str, name: str) -> None:
    span = names.trailing_name(before, 0, len(before))
    assert span is not None
    assert before[span.start : span.end] == name


def test_places_are_dropped_before_a_name() -> None:
    text = "Seaham Jane Hope"
    assert said(text, (names.trailing_name(text, 0, 16, frozenset({"seaham"})) or Span(0, 0),)) == ["Jane Hope"]
    assert names.trailing_name("Hertshire", 0, 9) is None
    assert names.trailing_name("Greater Hertshire", 0, 17) is None


def test_two_words_without_their_space() -> None:
    assert names.person_name("AdaByron") == "Ada Byron"
    assert names.person_name("Ada  McBride") == "Ada McBride"


def test_one_person_in_two_spellings() -> None:
    assert names.same_person_key("Brenda McBride") == names.same_person_key("Brenda Mcbride")


def test_titles_belong_to_the_name_that_follows() -> None:
    text = "City Dr Ada Byron"
    assert names.start_with_titles(text, Span(8, 17)) == 5
    assert names.strip_honours(" OBE, Director") == ", Director"
