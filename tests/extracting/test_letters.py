from __future__ import annotations

from inspectgraph.extracting import letters, partnership
from inspectgraph.extracting.people import find_people
from inspectgraph.extracting.sections import find_sections
from inspectgraph.facts import PersonRole
from inspectgraph.reading.reader import read_bytes


def people(text: str, kind: str = "jtai") -> tuple[PersonRole, ...]:
    document = read_bytes(text.encode(), "x.txt")
    return find_people(document, find_sections(document), "essex", kind, "Essex")


def rows(found: tuple[PersonRole, ...]) -> list[tuple[str, str, str | None, str | None]]:
    return [(one.name, one.role, one.title, one.organisation.name if one.organisation else None) for one in found]


HEAD = """9 May 2018

Ada Byron, Deputy Chief Executive (People) & Statutory Director of Children's Services, Essex County Council

Dr Tom Bell OBE, Chief Nurse, NHS Ash CCG, NHS Elm & Oak CCG Rob Lake, Police, Fire and Crime Commissioner

Eve Park, Chief Constable of Ash Police

Ian Moss, Head of Special Services Elm Youth Offending Team Una Vale, CRC Director, Ash Rehabilitation Company

Max Holt MBE, Youth Justice Service

Joy Penn, Chief Executive, Bramley, Elm and Oak Integrated Care Board

Roy Dale, Independent Chair of Essex LSCB

Dear local partnership

The words of the letter.
"""


def test_addressees_with_posts_and_organisations() -> None:
    found = people(HEAD)
    assert rows(found) == [
        ("Ada Byron", "other", "Deputy Chief Executive (People)", "Essex County Council"),
        ("Ada Byron", "dcs", "Statutory Director of Children's Services", "Essex County Council"),
        ("Tom Bell", "health", "Chief Nurse", "NHS Ash CCG"),
        ("Tom Bell", "health", "Chief Nurse", "NHS Elm & Oak CCG"),
        ("Rob Lake", "pcc", "Police, Fire and Crime Commissioner", None),
        ("Eve Park", "police", "Chief Constable", "Ash Police"),
        ("Ian Moss", "youth-justice", "Head of Special Services Elm Youth Offending Team", None),
        ("Una Vale", "probation", "CRC Director", "Ash Rehabilitation Company"),
        ("Max Holt", "youth-justice", None, "Youth Justice Service"),
        ("Joy Penn", "health", "Chief Executive", "Bramley, Elm and Oak Integrated Care Board"),
        ("Roy Dale", "lscb-chair", "Independent Chair", "Essex LSCB"),
    ]
    assert {one.rule for one in found} == {"letters/addressee"} <= set(letters.RULES)


def test_addressees_that_run_on_in_one_line() -> None:
    text = (
        "9 May 2018\n\nAda Byron OBE KPM, Executive Director of Children and Education, Essex County Council; Tom Bell QPM VR DL, Chief"
        " Constable, Ash Police; Eve Park, Chief Executive, Bramley, Elm and Oak Integrated Care Board; Rob Lake, Police and Crime"
        " Commissioner\n\nDear Essex local safeguarding partnership\n\nThe words of the letter.\n"
    )
    assert [(one.name, one.role) for one in people(text)] == [
        ("Ada Byron", "dcs"),
        ("Tom Bell", "police"),
        ("Eve Park", "health"),
        ("Rob Lake", "pcc"),
    ]


def test_a_name_between_an_organisation_and_another() -> None:
    text = (
        "1 May 2018\n\n"
        "Ada Byron, Interim Director of Children's Services, Essex Council "
        "Tom Bell, Elm's Commissioning Group (CCG) Director of Nursing\n\n"
        "Dear partners\n"
    )
    assert [(one.name, one.role) for one in people(text)] == [("Ada Byron", "dcs"), ("Tom Bell", "health")]


def test_name_post_and_organisation_on_lines_of_their_own() -> None:
    text = (
        "1 May 2018\n\nAda Byron\n\nDirector of People Services\n\nEssex County Council\n\n"
        "Tom Bell\n\nChief Constable\n\nAsh Police\n\nDear partners\n"
    )
    assert rows(people(text)) == [
        ("Ada Byron", "dcs", "Director of People Services", "Essex County Council"),
        ("Tom Bell", "police", "Chief Constable", "Ash Police"),
    ]


COLUMNS = """Dear partners

Yours sincerely

Ofsted Care Quality Commission

AdaByron

National Director, Social Care

Tom Bell

Deputy Chief Inspector

HMI Constabulary HMI Probation

Eve Park CBE

Her Majesty's Inspector of Constabulary

Rob Lake

Assistant Chief Inspector
"""


def test_signatories_take_the_inspectorates_in_order() -> None:
    assert [(one.name, one.role, one.organisation.slug if one.organisation else None) for one in people(COLUMNS)] == [
        ("Ada Byron", "ofsted-manager", "ofsted"),
        ("Tom Bell", "other", "cqc"),
        ("Eve Park", "other", "hmic"),
        ("Rob Lake", "other", "hmi-probation"),
    ]


def test_signatories_side_by_side_in_one_line() -> None:
    text = (
        "Dear partners\n\nYours sincerely\n\nOfsted Care Quality Commission\n\nAda Byron Tom Bell\n\n"
        "National Director, Social Care Deputy Chief Inspector\n"
    )
    assert [(one.name, one.title) for one in people(text)] == [
        ("Ada Byron", "National Director, Social Care"),
        ("Tom Bell", "Deputy Chief Inspector"),
    ]


def test_signatories_with_the_inspectorate_in_their_title() -> None:
    text = (
        "Dear partners\n\nYours sincerely\n\nAda Byron\n\nNational Director, Ofsted\n\n"
        "Dr Tom Bell BSc MBA\n\nChief Inspector of Health Care, CQC\n\n"
        "Eve Park OBE QPM\n\nHis Majesty's Inspector of Constabulary\n\n"
        "His Majesty's Inspector of Fire & Rescue Services\n"
    )
    assert [
        (one.name, one.role, one.title, one.organisation.slug if one.organisation else "") for one in people(text)
    ] == [
        ("Ada Byron", "ofsted-manager", "National Director", "ofsted"),
        ("Tom Bell", "other", "Chief Inspector of Health Care", "cqc"),
        ("Eve Park", "other", "His Majesty's Inspector of Constabulary", "hmicfrs"),
        ("Eve Park", "other", "His Majesty's Inspector of Fire & Rescue Services", "hmicfrs"),
    ]


LETTER = """12 November 2009

Mr Tom Bell

Executive Director for Learning, Children, and Families

Essex County Council

PO Box 3

Elm House

Dear Mr Bell

The words of the letter.

Yours sincerely

Ada Byron

Divisional Manager, Safeguarding

Copy: Eve Park, Chief Executive, Essex County Council

Rob Lake, Chair of Essex Safeguarding Children Board

Councillor Una Vale, Lead Member for Children's Services, Essex

County Council

Ian Moss, Department for Children, Schools and Families
"""


def test_a_letter_to_one_with_copies() -> None:
    assert rows(people(LETTER, "ucra")) == [
        ("Tom Bell", "dcs", "Executive Director for Learning, Children, and Families", "Essex County Council"),
        ("Ada Byron", "ofsted-manager", "Divisional Manager, Safeguarding", "Ofsted"),
        ("Eve Park", "chief-executive", "Chief Executive", "Essex County Council"),
        ("Rob Lake", "lscb-chair", "Chair", "Essex Safeguarding Children Board"),
        ("Una Vale", "lead-member", "Lead Member for Children's Services", "Essex County Council"),
        ("Ian Moss", "government-official", None, "Department for Children, Schools and Families"),
    ]
    assert {one.rule for one in people(LETTER, "ucra")} <= set(letters.RULES)


def test_heads_of_a_local_area_partnership() -> None:
    text = (
        "Local area partnership details\n\nLocal authority Integrated care board\n\n"
        "Essex County Council NHS Elm and Oak ICB\n\n"
        "Ada Byron, Executive Director of\n\n"
        "Children's Services Tom Bell, chief executive officer www.ash.gov.uk www.elm.icb.nhs.uk\n\n"
        ""
        "Green Lane\n\nEva Court\n\nInformation about this inspection\n\nIt was done.\n"
    )
    found = people(text, "area-send")
    assert rows(found) == [
        ("Ada Byron", "dcs", "Executive Director of Children's Services", "Essex"),
        ("Tom Bell", "health", "chief executive officer", "NHS Elm and Oak ICB"),
    ]
    assert {one.rule for one in found} == set(partnership.RULES)


def test_head_of_a_board_without_a_title() -> None:
    text = (
        "Local area partnership details\n\nLocal authority Integrated care board\n\nEssex Council Oak ICB\n\n"
        "Ada Byron, DCS\n\nEve Park (OBE)\n\nwww.ash.gov.uk\n"
    )
    assert rows(people(text, "area-send"))[1] == ("Eve Park", "health", None, "Oak ICB")


def test_lines_above_the_salutation_that_name_nobody() -> None:
    assert people("1 May 2018\n\nTo the council\n\nDear partners\n") == ()


def test_an_addressee_above_the_date() -> None:
    text = "Mr Tom Bell\n\nDirector of Children's Services\n\nElm House\n\n12 November 2009\n\nDear Mr Bell\n"
    assert [(one.name, one.role) for one in people(text, "ucra")] == [("Tom Bell", "dcs")]
