from __future__ import annotations

import pytest

from inspectgraph.extracting import team
from inspectgraph.extracting.people import find_people
from inspectgraph.extracting.sections import find_sections
from inspectgraph.facts import PersonRole
from inspectgraph.reading.reader import read_bytes


def people(text: str, kind: str = "sif") -> tuple[PersonRole, ...]:
    document = read_bytes(text.encode(), "x.txt")
    found = find_people(document, find_sections(document), "essex", kind, "Essex")
    for person in found:
        assert person.rule in team.RULES
        assert any(person.name in document.quote(span).replace("\n", " ") for span in person.spans)
    return found


def pairs(text: str, kind: str = "sif") -> list[tuple[str, str]]:
    return [(person.name, person.role) for person in people(text, kind)]


TEAM = """The inspection team

Lead inspector: Ada Byron HMI

Deputy lead inspector Tom Bell

Team inspectors: Eve Park, HMI, Rob Lake (AI), Sue Frost,

Ian Moss and Una Vale

Shadow inspectors: N/A

Associate inspector: Max Holt

Senior data analysts: Joy Penn, Roy Dale

Quality assurance manager: Pat Ford, Senior HMI
"""


def test_each_label_gives_the_role_of_its_names() -> None:
    assert pairs(TEAM) == [
        ("Ada Byron", "lead-inspector"),
        ("Tom Bell", "deputy-lead-inspector"),
        ("Eve Park", "team-inspector"),
        ("Rob Lake", "team-inspector"),
        ("Sue Frost", "team-inspector"),
        ("Ian Moss", "team-inspector"),
        ("Una Vale", "team-inspector"),
        ("Max Holt", "associate-inspector"),
        ("Joy Penn", "other"),
        ("Roy Dale", "other"),
        ("Pat Ford", "quality-assurance"),
    ]
    assert people(TEAM)[2].title == "Team inspector"
    assert people(TEAM)[0].organisation is not None


def test_labels_in_one_line_and_names_in_the_next() -> None:
    joined = (
        "The inspection team\n\n"
        "Team inspectors: Eve Park, Rob Lake Shadow inspector: Ian Moss Senior data analyst: Joy Penn\n"
    )
    assert pairs(joined) == [
        ("Eve Park", "team-inspector"),
        ("Rob Lake", "team-inspector"),
        ("Ian Moss", "other"),
        ("Joy Penn", "other"),
    ]
    below = (
        "The inspection team\n\nLead inspector:\n\nAda Byron\n\nTeam inspectors:\n\nEve Park\n\n"
        "Rob Lake\n\nThe end of it all\n"
    )
    assert pairs(below) == [
        ("Ada Byron", "lead-inspector"),
        ("Eve Park", "team-inspector"),
        ("Rob Lake", "team-inspector"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Lead inspector: Ada Byron\n\nHer Majesty's Inspector\n\nJudgement Grade",
        "Lead inspector:   Ada Byron, His Majesty's Inspector",
        "Lead inspector: Ada Byron HMI",
        "Inspection dates: 8 – 12 July 2013 Reporting inspector Ada Byron HMI Age group: All",
    ],
)
def test_title_blocks(line: str) -> None:
    assert pairs("Ash Council\n\n" + line + "\n", "ilacs") == [("Ada Byron", "lead-inspector")]


def test_inspectors_of_a_second_visit() -> None:
    text = (
        "The inspection team\n\nLead inspector: Ada Byron\n\nThe inspectors who came a second time were:\n\n"
        "Tom Bell Senior HMI; Eve Park HMI and National Lead for Fostering\n"
    )
    assert pairs(text)[1:] == [("Tom Bell", "team-inspector"), ("Eve Park", "team-inspector")]


def test_a_person_with_one_role_in_two_lists_stands_once() -> None:
    text = "The inspection team\n\nTeam inspectors: Eve McPark, Rob Lake\n\nTeam inspectors: Eve Mcpark\n"
    assert pairs(text) == [("Eve McPark", "team-inspector"), ("Rob Lake", "team-inspector")]


def test_a_sentence_about_lead_inspectors_names_nobody() -> None:
    assert pairs("The lead inspector Tom Bell was asked about it.\n\nLead inspectors Meet Often in the town\n") == []


def test_two_inspectorates_in_columns() -> None:
    text = (
        "Inspection team\n\nOfsted Care Quality Commission\n\n"
        "Ada Byron, Ofsted HMI, lead inspector Tom Bell, CQC Lead inspector "
        "Dr Eve Park, HMI Rob Lake, CQC inspector\n\n"
        ""
        "Una O'Vale, Ofsted HMI, Social Care\n"
    )
    found = people(text, "area-send")
    assert [(one.name, one.role, one.organisation.slug if one.organisation else None) for one in found] == [
        ("Ada Byron", "lead-inspector", "ofsted"),
        ("Tom Bell", "lead-inspector", "cqc"),
        ("Eve Park", "team-inspector", "ofsted"),
        ("Rob Lake", "team-inspector", "cqc"),
        ("Una O'Vale", "team-inspector", "ofsted"),
    ]
    assert found[0].title == "Ofsted HMI, lead inspector"


def test_a_dash_after_a_label_is_as_good_as_a_colon() -> None:
    text = "The inspection team\n\nLead inspector – Nigel Parkes\n\nTeam inspectors - Dick O'Brien, Ty Yousaf\n"
    found = [(person.name, person.role) for person in people(text)]

    assert found == [
        ("Nigel Parkes", "lead-inspector"),
        ("Dick O'Brien", "team-inspector"),
        ("Ty Yousaf", "team-inspector"),
    ]


def test_each_lead_inspector_may_have_a_line_with_the_rank() -> None:
    cover = (
        "Lead inspectors: Ada Byron, His Majesty's Inspector\n\nTom Bell, His Majesty's Inspector\n\nJudgement Grade\n"
    )

    assert pairs(cover, "ilacs") == [("Ada Byron", "lead-inspector"), ("Tom Bell", "lead-inspector")]


def test_a_line_with_a_rank_is_no_second_lead_inspector() -> None:
    assert pairs("Lead inspector: Ada Byron\n\nHer Majesty's Inspector\n\nJudgement Grade\n", "ilacs") == [
        ("Ada Byron", "lead-inspector")
    ]
