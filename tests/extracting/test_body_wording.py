"""How names of units go on over small words, articles, ages and marks, in small texts of our own."""

from __future__ import annotations

import pytest
from tests.extracting.found_bodies import bodies_of, names_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The placement with parents team works hard.", ["placement with parents team"]),
        ("They build this skill with new team managers.", []),
        ("The life beyond school group meets.", ["life beyond school group"]),
        ("The special cases subgroup met.", ["special cases subgroup"]),
        ("The serious case review sub-group met. The SCR sub-group grew.", ["serious case review sub-group"]),
        ("The corporate parent panel met. The corporate parenting panel grew.", ["corporate parent panel"]),
        ("Help comes from the positive behaviour service.", ["positive behaviour service"]),
        ("Foster carer hubs give support.", ["Foster carer hubs"]),
        ("A short-break service is near.", ["short-break service"]),
        ("The customer services centre answers.", ["customer services centre"]),
        ("The children's social care board asks for reports.", ["children's social care board"]),
        ("The safeguarding sub-committee met.", ["safeguarding sub-committee"]),
        ("The integrated offender management unit is small.", ["integrated offender management unit"]),
        ("The music service is liked.", ["music service"]),
        ("Calls go to the children's advice and duty services (CADS).", ["children's advice and duty services"]),
        ("The 0–19 universal health services are near.", ["0–19 universal health services"]),
        ("The local authority designated officer services reply.", ["local authority designated officer services"]),
        ("Targeted youth support services offer a range of help.", ["Targeted youth support services"]),
        ("Boys sit on staff recruitment panels.", []),
        ("A stable team of IROs has grown.", []),
        ("The hub provides an effective single point of contact.", []),
        ("Calls go to the single point of contact.", ["single point of contact"]),
        ("They hear of important lifelong links with people.", []),
        ("The authority set up Lifelong Links.", ["Lifelong Links"]),
        ("The police value MATAC.", ["MATAC"]),
        ("The local multi-agency project Harbour North is liked.", ["project Harbour North"]),
        ("The authority operates one registered short-break children's home.", ["children's home"]),
        ("They met 'Loud Voice', the council's Children in Care Council.", ["Loud Voice"]),
        ("The 'Be Well' group met. Members of the 'Be Well' sub-group grew.", ["'Be Well' group"]),
        (
            "The Building Better Bonds (BBB) course. The Building Better Bonds programme grew.",
            ["Building Better Bonds programme"],
        ),
        ("It wrote to the neglect working group.", ["neglect working group"]),
        ("It wrote to a multi-agency working group.", []),
        ("There is a series of small working groups.", []),
        ("Students of the University of Northwood came.", ["University of Northwood"]),
        ("Calls reach the family front door (FFD). The FFD service is quick.", ["family front door"]),
        ("An intensive support team, 'New Bridges', is tried. The 'New Bridges' team grew.", ["New Bridges"]),
        ("They meet the Seaside Parent Involvement (SPI, the forum of parents).", ["Seaside Parent Involvement"]),
    ],
)
def test_which_units_are_named(text: str, names: list[str]) -> None:
    assert [body.name for body in bodies_of(text)][: len(names) or None] == names


def test_an_abbreviation_before_a_comma_is_no_apposition() -> None:
    text = "The children in care council (CHYC) met. With the CHYC, the corporate parenting panel reviews it."

    assert names_of(text) == ["children in care council", "corporate parenting panel"]


def test_a_borough_is_a_partner_where_it_is_jointly_responsible() -> None:
    text = "The London Borough of Northwood local authority and NHS Eastmoor ICB are jointly responsible for planning."

    assert names_of(text) == ["London Borough of Northwood", "NHS Eastmoor ICB"]


def test_a_board_of_listed_places_keeps_the_first_whose_name_has_two_words() -> None:
    text = "Ada Byron, Director of Nursing Ash Dales, Elmton and Oakford CCG"

    assert "Ash Dales, Elmton and Oakford CCG" in names_of(text)
