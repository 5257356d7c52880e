from __future__ import annotations

import pytest

from inspectgraph.extracting.columns import area_of, columns_of, looks_like_outcomes, meaning_of


@pytest.mark.parametrize(
    ("meaning", "headings"),
    [
        ("authority", "Local authority|LA|LA name|Local Authority (LA)|Council|authority|Name of local authority|Local authority name|Provider name|local_authority"),
        ("gss", "ONS code|GSS|Local authority code (ONS) GSS"),
        ("la-code", "LA code|la_code|DfE code|LA number|Authority code"),
        ("urn", "URN|Unique reference number"),
        ("framework", "Framework|Inspection type|Type of inspection|Inspection framework|Event type"),
        ("start", "Start date|Inspection start|Inspection start date|Date inspection started|First day of inspection|From"),
        ("end", "End date|Inspection end|Inspection end date|Last day|Date inspection ended|To"),
        ("dates", "Date of inspection|Inspection date|Inspection dates|Date|Latest inspection|Date of last inspection|Inspected on|Inspection period"),
        ("published", "Publication date|Date published|Published|Report published|Date of publication|Date of report|Issued"),
        ("lead", "Lead inspector|Lead HMI|Inspector|Name of lead inspector|Lead inspector(s)"),
        ("link", "URL|Report link|Link|Web link|Link to published report|Report URL|Report"),
        ("area:overall", "Overall effectiveness|OE|Overall|Overall judgement|Overall grade|Overall effectiveness (1-4)|O.E."),
        ("area:help-and-protection", "Help and protection|Help & protection|Children who need help and protection|The experiences and progress of children who need help and protection|H&P"),
        ("area:leadership", "Impact of leaders|Leadership|The impact of leaders on social work practice with children and families|Leadership, management and governance"),
        ("area:children-in-care", "Children in care|Children looked after and achieving permanence|CIC|CLA|Experiences and progress of children in care"),
        ("area:care-leavers", "Care leavers|Experiences and progress of care leavers|Leaving care"),
        ("area:children-in-care-and-care-leavers", "Children in care and care leavers|The experiences and progress of children in care and care leavers|CLA & care leavers"),
        ("area:adoption", "Adoption|Adoption performance"),
        ("area:lscb", "LSCB|Local Safeguarding Children Board|LSCB overall effectiveness"),
        ("area:safeguarding", "Safeguarding|Overall effectiveness of safeguarding services"),
        ("area:capacity-to-improve", "Capacity to improve|Capacity for improvement"),
        ("context", "Region|Ofsted region|Ref|Authority type"),
    ],
)  # fmt: skip
def test_headings_in_use(meaning: str, headings: str) -> None:
    assert {heading: meaning_of(heading) for heading in headings.split("|")} == dict.fromkeys(
        headings.split("|"), meaning
    )


@pytest.mark.parametrize(
    "heading",
    ["", "Mood", "Previous overall effectiveness", "Days since inspection", "Number of care leavers", "Comments on leadership", "valid_from", "Change in overall grade"],
)  # fmt: skip
def test_headings_that_mean_nothing_here(heading: str) -> None:
    assert meaning_of(heading) is None


def test_of_two_columns_of_one_meaning_the_first_has_it() -> None:
    assert columns_of(["LA", "Council", "OE", "Region", "Ofsted region"]) == {
        0: "authority",
        2: "area:overall",
        3: "context",
        4: "context",
    }


def test_a_grade_is_the_overall_one_unless_a_column_says_of_what() -> None:
    assert columns_of(["LA", "Grade"]) == {0: "authority", 1: "area:overall"}
    assert columns_of(["LA", "Judgement area", "Grade"]) == {0: "authority", 1: "judged-area", 2: "grade"}
    assert columns_of(["LA", "OE", "Grade"]) == {0: "authority", 1: "area:overall", 2: "grade"}


def test_areas_in_cells() -> None:
    assert area_of("Impact of leaders") == "leadership"
    assert area_of("Region") is None


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("LA,OE", True),
        ("ONS code,Help and protection", True),
        ("LA,Judgement area,Grade", True),
        ("LA,Start date,Framework", True),
        ("LA,Inspection date,Lead inspector", True),
        ("LA,Start date", False),
        ("LA,Region", False),
        ("Start date,OE", False),
        ("gss,name,type,la_code,valid_from,valid_to", False),
        ("file,source,authority,framework,issued", False),
    ],
)
def test_what_looks_like_a_table_of_outcomes(headings: str, expected: bool) -> None:
    assert looks_like_outcomes(headings.split(",")) is expected
