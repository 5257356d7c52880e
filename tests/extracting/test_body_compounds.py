"""Names with small words, brackets and digits inside, and what stands beside a name."""

from __future__ import annotations

import pytest

from inspectgraph.extracting.bodies import find_bodies
from inspectgraph.extracting.body_compounds import compound, spelled
from inspectgraph.extracting.body_tokens import Token, tokens_of
from inspectgraph.facts import Body
from inspectgraph.reading.document import Span
from inspectgraph.reading.reader import read_bytes


def _bodies(text: str) -> tuple[Body, ...]:
    return find_bodies(read_bytes((text + "\n").encode(), "x.txt"), (), "essex", ("Essex", "Essex County Council"))


def _names(text: str) -> list[str]:
    return [body.name for body in _bodies(text)]


def _tokens(text: str) -> list[Token]:
    return tokens_of(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She sits on the not in school, college or work (NSCW) panel today.", "not in school, college or work panel"),
        ("Plans go to a children in need (CIN) panel.", "children in need panel"),
        ("Each case goes to the local learning review (LLR) panel.", "local learning review panel"),
        ("The help around the home team (HATH) calls daily.", "help around the home team"),
        ("A weekly pupils out of lessons meeting (POOL) is held.", "pupils out of lessons meeting"),
    ],
)
def test_an_abbreviation_shows_where_a_name_begins(text: str, name: str) -> None:
    assert _names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They praised a thorough readiness for tenancy programme and its staff.", "readiness for tenancy programme"),
        ("The mentors in schools project has grown.", "mentors in schools project"),
        ("It is run by the first words to rhyme service.", "first words to rhyme service"),
    ],
)
def test_the_article_before_a_preposition_belongs_to_a_single_head(text: str, name: str) -> None:
    assert _names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "There was a gap in the findings to identify service needs.",
        "The referral to panel was late.",
        "They found a payment for skills scheme useful.",
        "The work in the programme was slow.",
    ],
)
def test_a_preposition_between_two_phrases_makes_no_name(text: str) -> None:
    assert _names(text) == []


def test_initials_fit_over_small_words() -> None:
    tokens = _tokens("the hope and joy of reading team")
    assert spelled(tokens, 6, "HJR") == 1
    assert spelled(tokens, 6, "HJX") is None
    assert spelled(tokens, 6, "JR") is None


def test_a_compound_ends_with_its_head() -> None:
    assert compound(_tokens("a ready for work team has"), 3, 4) == 1
    assert compound(_tokens("a ready for work team approach"), 3, 4) is None
    assert compound(_tokens("he was ready for work team has"), 4, 5) is None


def test_an_adjective_between_article_and_plural_leaves_it_a_part_of_the_name() -> None:
    assert _names("The dedicated pathways team helps them.") == ["pathways team"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It is a combined MASH and emergency duty team for all.", ["MASH", "emergency duty team"]),
        (
            "Staff from speech and language therapy and neurodiversity teams met.",
            ["speech and language therapy teams", "neurodiversity teams"],
        ),
    ],
)
def test_bodies_joined_by_and_are_parted_at_the_right_place(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The high-level improvement board met.", "improvement board"),
        ("They rely on a social work-led transitions team.", "transitions team"),
        ("The county's asylum-seeking children's team grew.", "asylum-seeking children's team"),
    ],
)
def test_compound_adjectives_describe_or_name(text: str, name: str) -> None:
    assert _names(text) == [name]


def test_names_may_hold_digits_and_signs() -> None:
    assert _names("Children join projects, such as Lift4 and the Harbour Project.") == ["Lift4", "Harbour Project"]
    assert _names("They use the regional adoption agency, Adopt@Home.") == ["Adopt@Home"]
    (body,) = _bodies("Many go to the Lift4 service.")
    assert "Lift4" in (body.name, *body.other_names)


def test_a_regional_adoption_agency_may_follow_its_proper_name() -> None:
    (body,) = _bodies("It is a partner in Two Homes East and West regional adoption agency.")
    assert body.kind == "partnership"
    assert "Two Homes East and West" in body.other_names


def test_a_complement_in_capitals_belongs_to_the_name() -> None:
    (body,) = _bodies("Help comes from the Mental Health Support Teams in Schools, and others.")
    assert "Mental Health Support Teams in Schools" in body.other_names
    (body,) = _bodies("They met the Young Carers Council in April.")
    assert not any("April" in name for name in body.other_names)


def test_a_proper_name_before_a_bracketed_kind_is_another_name() -> None:
    (body,) = _bodies("Members of BEACON (the children in care council) sit there.")
    assert {"BEACON", "children in care council"} <= {body.name, *body.other_names}


def test_examples_of_services_are_bodies() -> None:
    assert _names("Carers use services such as First Light and Mindwell to cope.") == ["First Light", "Mindwell"]
    assert _names("Carers use services such as counselling and play.") == []


def test_an_example_defined_elsewhere_is_the_same_body() -> None:
    (body,) = _bodies("The Bright Minds team grew. Staff praise services such as Bright Minds and others.")
    assert len(body.spans) == 2


def test_small_words_inside_an_explained_name() -> None:
    assert "Opening the Doors" in _names("Schools praise Opening the Doors, a programme for them.")


def test_a_forum_of_parents_counts_unless_it_has_a_name() -> None:
    assert _names("Leaders consult the parent and carer forum often.") == ["parent and carer forum"]
    assert "parent carer forum" not in _names(
        "The parent carer forum, Family Choice Essex, met. The parent carer forum grew."
    )


def test_an_abbreviation_before_the_forum_is_its_name_too() -> None:
    assert _names("Leaders work with parents (EPVC, the Essex parent carer forum) each term.") == []
    assert _names("They used the access to resources team (ART) often.") == ["access to resources team"]


def test_a_single_definite_programme_counts_when_it_serves_families() -> None:
    assert _names("They can join the keyworker mentoring programme now.") == ["keyworker mentoring programme"]
    assert _names("They began a council transformation programme.") == []
    assert _names("They praised a parenting programme.") == []


def test_networks_of_primary_care_have_a_name_of_their_own() -> None:
    assert _names("The Essex Primary Care Networks paid.") == ["Essex Primary Care Networks"]
    assert _names("The primary care networks paid.") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pupils are helped by 'The Lantern' and its garden.", ["The Lantern"]),
        (
            "They planned it with Northbank University and Southbank College.",
            ["Northbank University", "Southbank College"],
        ),
        ("They went to a local college or the University.", []),
        ("It is led by the Newton upon Sea Carers Project.", ["Newton upon Sea Carers Project"]),
        ("They copied North Wessex's 'open house' model.", ["'open house' model"]),
        (
            "The home pays The Marsh Vale Community Rehabilitation Company.",
            ["Marsh Vale Community Rehabilitation Company"],
        ),
    ],
)
def test_proper_names_of_other_kinds(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "They plan to recruit panel members.",
        "The October board meeting was moved.",
        "Nobody was booked onto panel in time.",
        "They moved to a 'children-only' service.",
        "They rely on 'mainstream' safeguarding services.",
        "They asked the ABC user groups about it.",
        "The regional consortium framework has helped.",
        "They meet a team of workers who care.",
        "The stable team of non-social work qualified staff copes.",
        "There are links between the XSCB and the Clinical Commissioning Groups (CCGs).",
        "Ann Onym, Strategic Manager Children's Services",
    ],
)
def test_descriptions_and_parts_name_nobody(text: str) -> None:
    assert _names(text) == []
