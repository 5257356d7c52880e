"""Bodies that few words point to: names beside a kind of body, ages, offices, and whom a unit is for."""

from __future__ import annotations

import pytest
from tests.extracting.found_bodies import bodies_of, names_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Calls go to the 'front door', Harbour First. It rang.", ["Harbour First"]),
        ("The youth group, Loud Voice, has six members.", ["youth group"]),
        ("Two live in the council's own home, Oak Rise. It is new.", ["Oak Rise"]),
        ("It pays for an edge of care service, Stay Near, which grew.", ["edge of care service"]),
        ("They met the regional adoption agency (RAA) (Adopt Coastside), which grew.", ["Adopt Coastside"]),
        ("The Children in Care Councils (K9Z and Bright Sparks) sing.", ["Children in Care Councils", "K9Z", "Bright Sparks"]),
        ("They met Open Steps and the Kinder Days teams.", ["Open Steps", "Kinder Days teams"]),
        ("Some find work through EssexEarns and EssexAble.", ["EssexEarns", "EssexAble"]),
        ("Some talk through YouTube and with McDonald.", []),
        ("The counselling provided by Round Table is prized.", ["Round Table"]),
        ("The counselling provided by Milton Keynes is prized.", []),
        ("It is delivered through the Seaside Rovers Foundation each week.", ["Seaside Rovers Foundation"]),
        ("They turn to 'The Ark' Youth Zone at night.", ["'The Ark' Youth Zone"]),
        ("Calls reach the Seaside Family Front Door quickly.", ["Seaside Family Front Door"]),
        ("The Office of the Police and Crime Commissioner paid.", ["Office of the Police and Crime Commissioner"]),
        ("Nurses sit in the police control room at night.", ["police control room"]),
        ("It sits in the Pan Essex Multi-Agency Safeguarding Arrangements.", ["Pan Essex Multi-Agency Safeguarding Arrangements"]),
        ("The plan is that of the Greater Seaside combined authority.", ["Greater Seaside combined authority"]),
        ("Letters go to the CAMHS Single Point of Entry.", ["CAMHS Single Point of Entry"]),
        ("They lean on the Women's Refuge often.", ["Women's Refuge"]),
        ("He was sent to Queen's Medical Centre then.", ["Queen's Medical Centre"]),
        ("He was met by the Red Cross then.", ["Red Cross"]),
        (
            "The letter is for Northshire, Estuary and Westshire Integrated Care Board.",
            ["Estuary and Westshire Integrated Care Board"],
        ),
        (
            "The letter is for the Northshire, Estuary and Westshire Integrated Care Board.",
            ["Northshire, Estuary and Westshire Integrated Care Board"],
        ),
    ],
)  # fmt: skip
def test_proper_names(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Babies are weighed by the 0 to 19 service at home.", ["0 to 19 service"]),
        ("Numbers went from 12 to 19 last year.", []),
        ("Managers in the looked after service read it.", ["looked after service"]),
        ("He is seen by someone from the Young Adults service now.", ["Young Adults service"]),
        ("Maternity services took part.", ["Maternity services"]),
        ("He took part in a river valley residential project.", ["river valley residential project"]),
        ("He worked on a bespoke care leaver project.", []),
        ("He met a Ruritanian project worker.", []),
        ("They praise the council's children's homes.", ["children's homes"]),
        ("They praise children's homes.", []),
        ("They praise the fostering and adoption service.", ["fostering service", "adoption service"]),
        ("It runs the fostering and adoption panel.", ["fostering and adoption panel"]),
        ("The standing of the in-house fostering service provision is low.", ["fostering service"]),
        ("It put forward the local safeguarding partnership.", ["local safeguarding partnership"]),
        ("They use the family safeguarding model.", ["family safeguarding model"]),
        ("It leads to Team Around the Family (TAF) meetings.", []),
        ("They phone other VCS services.", []),
    ],
)
def test_phrases(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The panel for children who cannot read brings cheer.", ["panel for children who cannot read"]),
        ("It runs a drop-in clinic for those aged eight to 19.", ["drop-in clinic for those aged eight to 19"]),
        (
            "A team providing support to parents who cannot read is new.",
            ["team providing support to parents who cannot read"],
        ),
        ("There is an adult service for learning disability.", ["adult service for learning disability"]),
        ("There is a housing service for learning disability.", []),
        ("They asked for a new service for care leavers through a visit.", ["service for care leavers"]),
        ("Keep the service for care leavers and enhance the rest.", ["service for care leavers"]),
    ],
)
def test_whom_a_unit_is_for(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The leaving care team met. The service for care leavers is good.",
        "The looked after service met. The looked after children service is good.",
        "The 0-19 service met. The 0 to 19 service is good.",
        "The children with disabilities team met. The children with disabilities social care team is good.",
    ],
)
def test_two_names_of_one_body(text: str) -> None:
    assert len(bodies_of(text)) == 1


def test_where_a_service_sits_may_be_part_of_its_name() -> None:
    (body,) = bodies_of("They praise the in-house fostering service.")
    assert "in-house fostering service" in body.other_names


def test_whom_a_body_is_for_may_be_part_of_its_name() -> None:
    (body,) = bodies_of("It went before the scrutiny committee for children.")
    assert body.name == "scrutiny committee"
    assert "scrutiny committee for children" in body.other_names


def test_the_name_that_an_apposition_gives_is_another_name_of_the_body() -> None:
    (body,) = bodies_of("The community safety partnership, Safer Shore, is part of it.")
    assert body.name == "community safety partnership"
    assert "Safer Shore" in body.other_names


def test_names_that_neighbour_a_place_are_read_whole() -> None:
    assert names_of("It was sent to Ofsted, Estuary and Westshire Integrated Care Board.") == [
        "Estuary and Westshire Integrated Care Board"
    ]


def test_a_unit_before_another_is_not_read_twice() -> None:
    first, second = bodies_of("The Local Kind Play Teams and the Kinder Days teams visit.")
    assert (first.name, first.other_names) == ("Local Kind Play Teams", ())
    assert second.name == "Kinder Days teams"
