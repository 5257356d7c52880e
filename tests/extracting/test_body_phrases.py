"""Names of bodies by the shape of their phrase, in sentences of our own."""

from __future__ import annotations

import pytest
from tests.extracting.found_bodies import bodies_of, names_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Babies are weighed by the 0–19 service at home.", ["0–19 service"]),
        ("Advice comes from the post-permanence support service.", ["post-permanence support service"]),
        ("Boys are met by a gangs youth worker team in clinics.", ["gangs youth worker team"]),
        ("Teeth are seen to by the community dental service.", ["community dental service"]),
        ("Lately the leaving and after care team has moved.", ["leaving and after care team"]),
        ("It runs under the looked after children's health team.", ["looked after children's health team"]),
        ("They ring the online counselling service at night.", ["online counselling service"]),
        ("There is a newly qualified social worker academy now.", ["newly qualified social worker academy"]),
        ("Figures come from the performance analysis service.", ["performance analysis service"]),
        ("She is on the pan-Essex social work academy.", ["pan-Essex social work academy"]),
        ("Rules come from a pupil housing task and finish group.", ["pupil housing task and finish group"]),
        ("The recently founded birth mothers' group is liked.", ["birth mothers' group"]),
        ("It sits under the Black Country consortium too.", ["Black Country consortium"]),
        ("The executive board meets each month.", ["executive board"]),
        ("She leads the North Bay care proceedings pilot there.", ["North Bay care proceedings pilot"]),
        (
            "The quality and performance improvement service writes reports.",
            ["quality and performance improvement service"],
        ),
    ],
)
def test_words_that_carry_a_name(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It goes to the domestic abuse steering group first.", ["domestic abuse steering group"]),
        ("The permanency tracking panel meets on Mondays.", ["permanency tracking panel"]),
        ("A vocal and inspiring group spoke.", []),
        ("They asked the steering group.", []),
        ("She enjoys chairing panel after panel.", []),
    ],
)
def test_a_gerund_belongs_to_a_group_that_lacks_an_article(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("'Sow the seed' and 'step out together' schemes grow.", ["'Sow the seed' schemes", "'step out together' schemes"]),
        ("Advocacy and independent visitor services are scarce.", ["Advocacy services", "independent visitor services"]),
        (
            "She knows the Health and Wellbeing, Safeguarding Adults' and Corporate Parenting Boards.",
            ["Health and Wellbeing Boards", "Safeguarding Adults' Boards", "Corporate Parenting Boards"],
        ),
        ("They follow the JSNA and Local Safeguarding Children Board.", ["Local Safeguarding Children Board"]),
    ],
)  # fmt: skip
def test_several_names_before_one_noun(text: str, names: list[str]) -> None:
    assert names_of(text) == names


def test_an_abbreviation_of_all_its_words_makes_a_general_phrase_a_name() -> None:
    assert names_of("The dedicated inspection team (DIT) is new.") == ["dedicated inspection team"]
    assert names_of("The inspection team is new.") == []


def test_a_capital_makes_any_word_but_an_article_part_of_a_name() -> None:
    assert names_of("They joined in the Different Paths project.") == ["Different Paths project"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Young people meet in The Bothy. It is warm there.", "The Bothy"),
        ("Teenagers speak of the warmth of 'The Bothy', a place to eat.", "The Bothy"),
        ("They have a resource, 'SPRINT', that lends tools.", "SPRINT"),
        ("They learn. 'Rebound' offers boxing.", "Rebound"),
        ("For example, 'Story Kitchens' were opened in schools.", "Story Kitchens"),
        ("They run a programme called 'Ubuntu' for young fathers.", "Ubuntu"),
        ("Care is given by Thriving Together (ThT), a not-for-profit company.", "Thriving Together"),
        ("The children in care council, Voices United, writes letters.", "Voices United"),
        ("Learning goes on. The Harbour Youth Zone offers climbing.", "Harbour Youth Zone"),
        ("Talks on 'Project Beacon' began.", "Project Beacon"),
        ("They belong to 'Loud Crowd', the council's children in care council.", "Loud Crowd"),
    ],
)
def test_proper_names_without_a_head_noun(text: str, name: str) -> None:
    assert any(name in (body.name, *body.other_names) for body in bodies_of(text))


def test_no_article_in_capitals_after_a_full_stop_or_an_address() -> None:
    assert names_of("We met. The Bothy was shut.") == []
    assert names_of("Ask the Policy Unit, The Old Exchange, for more.") == ["Policy Unit"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Portage and speech help are good.", "Portage"),
        ("Children wait for community paediatrics.", "community paediatrics"),
        ("The Essex Foster Carers' Association helps.", "Essex Foster Carers' Association"),
        ("A Junior LSCB has met.", "Junior LSCB"),
        ("Nurses of the hospital emergency department (ED) help.", "hospital emergency department"),
        ("It goes to the multi-agency risk-assessment conference.", "multi-agency risk-assessment conference"),
        ("They have tried lifelong links.", "lifelong links"),
        ("Police began Operation Make-safe there.", "Operation Make-safe"),
    ],
)
def test_known_names(text: str, name: str) -> None:
    assert name in names_of(text)


def test_a_known_name_is_found_by_each_of_its_words() -> None:
    (body,) = bodies_of(
        "The Child and Family Court Advisory and Support Service (Cafcass) is content. Cafcass says so."
    )

    assert body.kind == "partner-organisation"


def test_what_an_earlier_inspection_looked_at_is_no_body() -> None:
    assert names_of("The previous inspection of Essex's fostering service was in May 2012.") == []
    assert names_of("Our fostering service is good.") == ["fostering service"]


def test_an_offer_is_one_with_and_without_its_noun_and_its_country() -> None:
    (body,) = bodies_of("They join the National Shelter Project. The Shelter project finds flats.")

    assert body.name == "National Shelter Project"


def test_an_abbreviation_names_its_body_in_either_number() -> None:
    bodies = bodies_of("The Prevention Support Teams (PSTs) meet. A PST team calls. PST services rest.")

    assert [body.abbreviation for body in bodies] == ["PSTs"]


def test_a_name_before_a_bracket_that_holds_only_its_kind_is_the_same_body() -> None:
    (body,) = bodies_of("Brightstars (Essex Children in Care Council) has met.")

    assert "Brightstars" in body.other_names


def test_where_a_unit_sits_is_one_of_its_names() -> None:
    (body,) = bodies_of("They formed locality-based early help teams.")

    assert "locality-based early help teams" in body.other_names


@pytest.mark.parametrize(
    "text",
    [
        "People came to the United Kingdom (UK) alone.",
        "The inspection of local authority children's services (ILACS) framework is used.",
        "Guidance comes from the National Health Service.",
        "Reflection in group team discussions helps.",
        "They use the Mind Of Their Own (MOTO) app.",
        "Norwood County Council (NCC) pays.",
        "A plan was drawn up by the Lead Member, the council and parents.",
        "Without anyone from Acme England, the board is able to decide.",
    ],
)
def test_what_is_no_body(text: str) -> None:
    assert names_of(text) == []
