"""Boards, panels and units that no table of functions knows, in small texts of our own."""

from __future__ import annotations

import pytest
from tests.extracting.found_bodies import bodies_of, names_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In May the ambition board met twice.", ["ambition board"]),
        ("They set up a horizon forum for heads.", ["horizon forum"]),
        ("Beds are bought by the regional linen consortium.", ["regional linen consortium"]),
        ("Letters go through the letterbox service.", ["letterbox service"]),
        ("It runs a letterbox service.", []),
        ("It is an active board.", []),
        ("Families get the right service at the right time.", []),
        ("The plan forms part of the ambition board governance.", []),
        ("They sit on several ambition boards.", []),
        ("Work is led by a project board.", ["project board"]),
        ("The new business group has met.", ["business group"]),
        ("Cases are heard by locality panels.", ["locality panels"]),
        ("Calls pass to the safeguarding teams.", ["safeguarding teams"]),
        ("She scrutinises the safeguarding partnership.", ["safeguarding partnership"]),
        ("A DCS-chaired performance board asks for figures.", ["performance board"]),
        ("The town runs a therapeutic hub.", ["therapeutic hub"]),
        ("Heads know the subgroup for training and learning.", ["subgroup for training and learning"]),
        ("It works with targeted youth support and the school.", ["targeted youth support"]),
        ("One pupil goes to a pupil referral unit.", []),
        ("Heads praise the pupil referral unit.", ["pupil referral unit"]),
        ("She meets them to encourage teams to listen.", []),
        ("The effect of 'wrap round' services is unknown.", []),
        ("The effect of 'Reach for Success' services is known.", ["'Reach for Success' services"]),
        ("They chose not to have a youth board then.", []),
        ("It has yet to set up a formal advocacy service.", []),
        ("The adoption and family finding teams do well.", ["adoption teams", "family finding teams"]),
        ("The Open Steps and Kinder Days teams do well.", ["Open Steps teams", "Kinder Days teams"]),
        ("The Kinder Days service grew. Staff of the Kinder Days social work teams left.", ["Kinder Days service"]),
        ("The Local Children Safeguarding Board met. The LSCB grew.", ["Local Children Safeguarding Board"]),
        ("The Essex Children's Trust met. The children's trust grew.", ["Essex Children's Trust"]),
        ("Child adolescent mental health services are near.", ["Child adolescent mental health services"]),
    ],
)
def test_which_units_are_named(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Boys like the 'new steps project' very much.", ["new steps project"]),
        ("Heads called it a 'good project' then.", []),
        ("Some were heard in 'scrutiny panels' too.", []),
    ],
)
def test_quotation_marks_around_a_whole_phrase_name_it(text: str, names: list[str]) -> None:
    assert names_of(text) == names


def test_initials_take_in_what_follows_the_head_noun() -> None:
    (body,) = bodies_of("In Northwood the weekly forum for absent pupils (FFAP) sees each of them.")

    assert (body.name, body.abbreviation, body.rule) == (
        "forum for absent pupils",
        "FFAP",
        "body_initials/spelled",
    )


def test_initials_that_do_not_fit_take_in_nothing() -> None:
    assert [body.name for body in bodies_of("The forum for absent pupils (QQX) met.") if "absent" in body.name] == []


def test_a_service_is_named_by_the_needs_of_children() -> None:
    assert names_of("Staff of the integrated service for children with additional needs know them well.") == [
        "integrated service for children with additional needs"
    ]


def test_a_group_that_bears_the_name_of_the_council_is_the_council() -> None:
    (body,) = bodies_of(
        "The 'Loud and Clear' group is lively. They talked to the children in care council, 'Loud and Clear', in May."
    )

    assert body.kind == "council"


def test_a_council_may_be_called_by_its_name_before_an_abbreviation() -> None:
    (body,) = bodies_of("The Children in Care council, Steps in Action (SIA), regularly meets heads.")

    assert "Steps in Action" in body.other_names


def test_an_emergency_duty_team_may_be_called_so_whatever_stands_before() -> None:
    (body,) = bodies_of("The social care emergency duty team rang.")

    assert "emergency duty team" in body.other_names


def test_a_subgroup_may_be_called_by_the_panel_that_it_is() -> None:
    (body,) = bodies_of("The child death overview panel subgroup met.")

    assert "child death overview panel" in body.other_names


def test_a_conjunction_is_no_part_of_an_explained_name() -> None:
    assert names_of(
        "When Brightways, the local authority's commissioned emotional health and well-being service, helps, all is well."
    ) == ["Brightways"]


def test_no_home_is_no_body() -> None:
    assert names_of("The local authority operates no children's homes.") == []


def test_support_is_explained_by_an_example() -> None:
    assert names_of("Parents praise community support, for example Hands Aloft, and short stays.") == ["Hands Aloft"]


def test_a_council_is_a_partner_where_it_is_responsible_with_others() -> None:
    text = "Essex County Council, the NHS Northwood Integrated Care\nBoard (ICB) and NHS Eastmoor ICB are responsible for planning services."

    assert names_of(text) == ["Essex County Council", "NHS Northwood Integrated Care Board", "NHS Eastmoor ICB"]


def test_the_rest_of_a_name_in_a_narrow_cell_is_no_name() -> None:
    assert "Eastmoor ICB" not in names_of(
        "Essex County\nCouncil and NHS Northwood and West\nEastmoor ICB\nLeaders should act."
    )
