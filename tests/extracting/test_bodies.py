"""Teams, services, boards, programmes and partners in small texts of our own."""

from __future__ import annotations

import pytest

from inspectgraph.extracting.bodies import find_bodies
from inspectgraph.extracting.sections import find_sections
from inspectgraph.facts import Body
from inspectgraph.reading.document import Document
from inspectgraph.reading.reader import read_bytes


def _document(text: str) -> Document:
    return read_bytes(text.encode(), "x.txt")


def _bodies(text: str) -> tuple[Body, ...]:
    document = _document(text)
    return find_bodies(document, find_sections(document), "essex", ("Essex", "Essex County Council"))


def _names(text: str) -> list[str]:
    return [body.name for body in _bodies(text)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Visits by the new private fostering team were late.", "private fostering team", "team"),
        ("They rang the emergency duty service at night.", "emergency duty service", "service"),
        ("Pupils are seen by a vulnerable pupils panel.", "vulnerable pupils panel", "panel"),
        ("Calls go to the children and families hub first.", "children and families hub", "hub"),
        ("It reports to the corporate parenting board.", "corporate parenting board", "board"),
        ("Teenagers sit on the children in care council.", "children in care council", "council"),
        ("She set up an Essex Missing Children Partnership.", "Missing Children Partnership", "partnership"),
        ("Money came through the social care innovation programme.", "innovation programme", "programme"),
        ("The 'Upside Down' project began in May.", "Upside Down", "project"),
        ("Staff use a strengths-based practice model.", "strengths-based practice model", "model"),
    ],
)
def test_a_head_noun_with_a_function_names_a_body(text: str, name: str, kind: str) -> None:
    (body,) = _bodies(text)

    assert name in body.name
    assert (body.kind, body.rule) == (kind, "body_naming/function")


@pytest.mark.parametrize(
    "text",
    [
        "Children see a dedicated team and a specialist service.",
        "The senior leadership team meets the social work teams.",
        "Children's services and children's social care have changed.",
        "Early help services and support services are plentiful.",
        "Core groups meet and child protection conferences are timely.",
        "A training programme and a group work programme are on offer.",
        "The district council and the county council agree.",
        "The service redesign and partnership working go on.",
        "She is the Director of Youth Services.",
        "The local police and a nearby hospital took part.",
        "The head of an Fire & Rescue Service came.",
    ],
)
def test_general_phrases_name_nothing(text: str) -> None:
    assert _bodies(text) == ()


def test_an_abbreviation_is_taken_and_its_mentions_counted() -> None:
    text = "Cases go to the first response team (FRT). The FRT is quick. Staff in the FRT stay."
    (body,) = _bodies(text)

    assert body.abbreviation == "FRT"
    assert [_document(text).quote(span) for span in body.spans] == ["first response team", "FRT", "FRT", "FRT"]


def test_a_bracket_inside_the_name_is_left_out_of_it() -> None:
    (body,) = _bodies("The independent reviewing officer (IRO) service is small.")

    assert body.name == "independent reviewing officer service"


def test_two_functions_before_a_plural_are_two_bodies() -> None:
    assert _names("Fostering and adoption services are run together.") == ["Fostering services", "adoption services"]


def test_two_functions_before_a_singular_are_one_body() -> None:
    assert _names("We watched the fostering and adoption panel.") == ["fostering and adoption panel"]


def test_a_unit_is_named_by_what_follows_its_head() -> None:
    (body,) = _bodies("In May it set up a specialist team for guardianship support in the north.")

    assert body.name == "specialist team for guardianship support"
    assert body.rule == "body_naming/complement"


def test_a_team_of_managers_is_no_body() -> None:
    assert _bodies("She leads a team of experienced managers.") == ()


def test_weak_words_name_a_standard_body() -> None:
    assert _names("Parents go to the family hubs and to children's centres.") == ["family hubs", "children's centres"]


@pytest.mark.parametrize(
    ("text", "name", "kind", "rule"),
    [
        ("Pupils praise the virtual school.", "virtual school", "service", "body_known/known-name"),
        ("Work with Essex Police is close.", "Essex Police", "partner-organisation", "body_known/police"),
        ("Nurses of Northwood NHS Foundation Trust came.", "Northwood NHS Foundation Trust", "partner-organisation", "body_known/health"),
        ("Police ran Operation Kestrel.", "Operation Kestrel", "programme", "body_known/operation"),
        ("It belongs to a regional adoption agency (Adopt Northland).", "Adopt Northland", "partnership", "body_appositions/named"),
        ("Families value Brightside, an intensive support service.", "Brightside", "service", "body_appositions/explained"),
        ("• Bright Shield provides help.", "Bright Shield", "service", "body_appositions/acting"),
        ("Girls joined Kids Out Together (KOT).", "Kids Out Together", "programme", "body_appositions/defined"),
    ],
)  # fmt: skip
def test_proper_names_are_recognised(text: str, name: str, kind: str, rule: str) -> None:
    (body,) = _bodies(text)

    assert (body.name, body.kind, body.rule) == (name, kind, rule)


def test_two_operations_share_their_noun() -> None:
    assert _names("They took part in operations Kestrel and Osprey.") == ["Operation Kestrel", "Operation Osprey"]


def test_a_council_is_a_partner_when_it_is_jointly_responsible() -> None:
    bodies = _bodies("Essex County Council and NHS Northwood Integrated Care Board are jointly responsible for pupils.")

    assert {(body.name, body.rule) for body in bodies} == {
        ("Essex County Council", "body_known/jointly-responsible"),
        ("NHS Northwood Integrated Care Board", "body_known/health"),
    }


def test_national_bodies_have_no_owner() -> None:
    (body,) = _bodies("Cafcass is content.")

    assert body.owner is None


def test_bodies_of_the_authority_are_owned_by_it() -> None:
    (body,) = _bodies("The adoption panel is well run.")

    assert body.owner == "essex"


@pytest.mark.parametrize(
    "text",
    [
        "The Essex Missing Children Partnership met. Later the Missing Children Partnership reported.",
        "The Local Safeguarding Children Board met. The Essex Safeguarding Children Board reported. The LSCB agreed.",
        "The care leavers team is busy. The leaving care service is good.",
        "The adoption service is good. The adoption team is small. It is a good adoption agency.",
        "The Corporate Parenting Panel met. The corporate parenting board agreed.",
        "The independent reviewing officer service grew. The IRO service is good.",
        "A multi-agency placement panel sits weekly. The placement panel is quick.",
        "Cafcass agrees. The Children and Family Court Advisory and Support Service is content.",
        "The Quayside team visits. Two Quayside services help.",
    ],
)
def test_names_of_one_body_are_brought_together(text: str) -> None:
    (body,) = _bodies(text)

    assert len(body.spans) >= 2


def test_a_proper_name_beside_a_body_is_another_name_of_it() -> None:
    (body,) = _bodies("The Children in Care Council, 'Hear Us', meets weekly. 'Hear Us' has ten members.")

    assert "Hear Us" in body.other_names


def test_a_family_of_proper_names_keeps_what_is_quoted() -> None:
    (body,) = _bodies("The 'think ahead' programme began. Staff like the 'think ahead' initiative.")

    assert len(body.spans) == 2


def test_different_functions_stay_apart() -> None:
    assert len(_bodies("The adoption panel met. The fostering panel met.")) == 2


def test_furniture_is_left_out() -> None:
    text = "\n".join(
        [
            "The experiences and progress of children in care and care leavers",
            "1. The virtual school is good." + " It helps pupils to read and to count." * 30,
            "If you would like a copy of this document, ask. Ofsted inspects Cafcass and the probation service too.",
        ]
    )

    assert _names(text) == ["virtual school"]


def test_every_span_quotes_the_text() -> None:
    text = "The 'Sky High' project and the early help hub (EHH) work with Essex police. Staff of the EHH agree."
    document = _document(text)

    for body in _bodies(text):
        assert body.spans == tuple(sorted(body.spans))
        assert all(0 <= span.start < span.end <= len(document.text) for span in body.spans)


def test_without_sections_the_whole_text_is_read() -> None:
    (body,) = find_bodies(_document("The virtual school is good."), (), None)

    assert (body.name, body.owner) == ("virtual school", None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The choice and voice team visits pupils.", "choice and voice team"),
        ("We met the case review and learning sub-group.", "case review and learning sub-group"),
        ("The tracking and audit sub-group reports to it.", "tracking and audit sub-group"),
        ("Help from the supporting changes team is quick.", "supporting changes team"),
        ("Parents ring the schools admissions team.", "schools admissions team"),
        ("They pay for it with a Save to Grow model.", "Save to Grow model"),
        ("The Pride in Place groups are lively.", "Pride in Place groups"),
    ],
)
def test_a_name_begins_where_its_first_word_stands(text: str, name: str) -> None:
    assert name in _names(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Staff of the MASH, early help and duty teams agree.", ["MASH", "early help teams", "duty teams"]),
        (
            "Caseloads in safeguarding and children in care teams fell.",
            ["safeguarding teams", "children in care teams"],
        ),
        ("Community safety and youth offending teams help.", ["Community safety teams", "youth offending teams"]),
        ("The assessment and intervention teams are large.", ["assessment and intervention teams"]),
    ],
)
def test_a_plural_head_is_shared_by_what_can_stand_alone(text: str, names: list[str]) -> None:
    assert _names(text) == names


def test_a_second_half_that_stands_alone_elsewhere_is_a_name_of_its_own() -> None:
    text = "The garden and audit team met. Later the audit team wrote."

    assert _names(text) == ["audit team"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A lively youth parliament sits in May.", "youth parliament", "council"),
        ("They met the youth cabinet.", "youth cabinet", "council"),
        ("Mothers go to the nurture group.", "nurture group", "board"),
        ("He chairs the e-safety sub-group.", "e-safety sub-group", "board"),
        ("Care leavers use the drop-in facility.", "drop-in facility", "service"),
        ("They joined a voluntary perpetrator programme.", "perpetrator programme", "programme"),
        ("It has the troubled families programme.", "troubled families programme", "programme"),
        ("The council runs an apprenticeship scheme.", "apprenticeship scheme", "programme"),
        ("Police attend multi-agency domestic abuse meetings daily.", "multi-agency domestic abuse meetings", "panel"),
        ("A 'pupil at risk' meeting is on trial.", "'pupil at risk' meeting", "panel"),
        ("The out-of-hours team answers at night.", "out-of-hours team", "team"),
        ("Girls know the sexual health services.", "sexual health services", "service"),
        ("It buys through the Westland Commissioning Consortia.", "Westland Commissioning Consortia", "partnership"),
        ("Adopters praise the regional adoption agency.", "regional adoption agency", "partnership"),
        ("They go to four local authority learning centres.", "learning centres", "service"),
        ("Cases go to MACE each week.", "MACE", "panel"),
    ],
)
def test_heads_with_their_own_conditions(text: str, name: str, kind: str) -> None:
    (body,) = _bodies(text)

    assert name in body.name
    assert body.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "A support group and a core group meet here.",
        "The board sub-groups and the operational sub-group met.",
        "Managers praise the domestic violence disclosure scheme.",
        "Fathers like perpetrator programmes.",
        "The cabinet and the executive cabinet agreed.",
        "Multi-agency strategy meetings are prompt.",
        "It is a more diverse and independent panel.",
        "Front-line social work teams are busy.",
        "Early help and social work teams are busy.",
        "Children have private facilities.",
    ],
)
def test_heads_without_their_conditions_name_nothing(text: str) -> None:
    assert _bodies(text) == ()


def test_a_regional_adoption_agency_goes_by_its_own_name() -> None:
    text = "The regional adoption agency (Adopt Northland) is new. Adopters praise the regional adoption agency."

    assert _names(text) == ["Adopt Northland"]


@pytest.mark.parametrize(
    "text",
    [
        "They get help from 'Open Harbour'.",
        "The 'Open Harbour' has ten members.",
        "Examples within 'Open Harbour' include this.",
    ],
)
def test_a_quoted_name_that_a_sentence_uses_is_a_body(text: str) -> None:
    document = _document(text)
    names = [(body.name, body.rule) for body in find_bodies(document, find_sections(document), "essex", ())]

    assert ("Open Harbour", "body_appositions/quoted") in names


def test_a_quoted_document_is_no_body() -> None:
    assert _bodies("They read about it in the 'Open Harbour Strategy'.") == ()


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The Full House team helps.", "Full House"),
        ("'Loudhailer', the children in care council, meets weekly.", "Loudhailer"),
        ("It set up a pan-county gangs team (the Kestrel team).", "Kestrel team"),
    ],
)
def test_a_body_is_found_under_its_proper_name(text: str, other: str) -> None:
    (body,) = _bodies(text)

    assert other in body.other_names


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour programme began. Staff praise the Harbour project.",
        "The children in care social work team grew. The children in care team is good.",
        "A designated edge of care service began. The edge of care service is good.",
    ],
)
def test_light_words_do_not_part_a_body(text: str) -> None:
    (body,) = _bodies(text)

    assert len(body.spans) == 2
