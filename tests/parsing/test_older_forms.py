"""Reports under the frameworks before 2013: their titles, tables and lists of what to do by when."""

from __future__ import annotations

import pytest

from inspectgraph.extracting.sections import find_sections
from inspectgraph.facts import Report
from inspectgraph.parsing import parse
from inspectgraph.reading.reader import read_bytes

SCALE = """The inspection judgements and what they mean
3. All judgements are made on a scale of four points.
Outstanding (Grade 1) A service that goes far beyond the least that is asked
Good (Grade 2) A service that goes beyond the least that is asked
Adequate (Grade 3) A service that does the least that is asked
Inadequate (Grade 4) A service that does not do the least that is asked
"""
SAFEGUARDING = f"""Inspection of safeguarding and looked after children services

Essex County Council

Inspection dates: 19 – 30 July 2010
Reporting inspector Heather Brown HMI

Age group: All
Published: 27 August 2010

Contents
About this inspection 2
The inspection judgements and what they mean 2
The inspection outcomes: safeguarding services 5
Record of main findings 33

About this inspection
1. The team had four of Her Majesty's Inspectors and one inspector from the Care Quality Commission.

{SCALE}
The inspection outcomes: safeguarding services

Overall effectiveness Grade 4 (inadequate)
5. Too many children wait for an assessment.

Capacity for improvement Grade 3 (adequate)
6. A new director has been in post since November 2009.

Areas for improvement
7. To make services for safeguarding children in Essex better, the local authority and its partners should take the following action.
Immediately:
• make sure that each child at risk is seen
• give every case to a social worker.
Within three months:
• train those who chair conferences
• bring down the caseloads
• read files each month.
Within six months:
• join up the records of the police and of health.

Safeguarding outcomes for children and young people

Children and young people are safe and feel safe Grade 4 (inadequate)
8. Many children are not seen in the time that the law sets.

The contribution of health agencies to keeping children and young people safe
Grade 3 (adequate)
10. Named nurses in the hospitals do good work.

The inspection outcomes: services for looked after children

Overall effectiveness Grade 3 (adequate)
12. Most live in homes that suit them well.

Areas for improvement
14. To make services for looked after children better, the local authority should take the following action.
Immediately:
• see that care plans are up to date.
Within three months:
• hold reviews on time
• tell children of the pledge.

How good are outcomes for looked after children and care leavers?

Being healthy Grade 2 (good)
15. Nurses see nearly every child each year at home.

Record of main findings: Essex

Safeguarding services
Overall effectiveness Inadequate
Capacity for improvement Adequate
Children and young people are safe and feel safe Inadequate
Quality of provision Inadequate
Ambition and prioritisation Adequate
Leadership and management Adequate
Partnership working Adequate

Services for looked after children
Overall effectiveness Adequate
Capacity for improvement Adequate
How good are outcomes for looked after children and care leavers?
Being healthy Good
Staying safe Adequate
Making a positive contribution, including user engagement Good
Quality of provision Adequate
Ambition and prioritisation Good
Leadership and management Adequate
"""
PROTECTION = f"""Inspection of local authority arrangements for the protection of children

Norfolk County Council

Inspection dates: 28 January – 6 February 2013
Lead inspector Pauline Heath HMI

Age group: All
Published: 13 March 2013

{SCALE}
Overall effectiveness
4. The arrangements to protect children in Norfolk County Council are judged to be inadequate.

Areas for improvement
5. To make the help and protection better, the local authority and its partners should take the following action.
Immediately:
• see that each child who is in danger gets a visit
• record why decisions were made.
Within three months:
• hold conferences on time
• train managers.
Within six months:
• agree on the help that families get early.

About this inspection
6. Nobody was told of the inspection before. The powers for it stand in section 136 of the Education and Inspections Act 2006.

Leadership and governance
Adequate
9. The chief executive meets the chair of the board each month.

Record of main findings
Local authority arrangements for the protection of children
Overall effectiveness Inadequate
The effectiveness of the help and protection provided to children, young people, families and carers Inadequate
The quality of practice Inadequate
Leadership and governance Adequate
"""
AREA_REVIEW = """Joint area review

Cornwall Children's Services Authority Area

Review of services for children and young people

Age group: All
Published: 12 December 2008

Contents
Main findings 2
Being healthy 4

Introduction
1. This review was made under the arrangements of section 20 of the Children Act 2004, by inspectors from Ofsted. The fieldwork took place between 13 and 26 October 2008.

Main findings
2. Services work together in most of the county, less so at its far end.

Joint area review judgements
Safeguarding 1
Looked after children 2
Service management 3
Being healthy 3
Capacity to improve 2
Grades: 4: outstanding; 3: good; 2: adequate; 1: inadequate

Recommendations
For immediate action
The council and its partners should:
• see that all children at risk are safe
• read every open file.
For action over the next six months
The council should:
• train all managers
• write down who does what.
"""
FOSTERING = """Inspection report for local authority fostering agency

Derby City Council Fostering Service

Unique reference number SC000000
Inspection date 12/03/2010
Inspector Rosemary Chapel
Type of inspection Key

About this inspection
Ofsted inspects to assure children and the public that care is good enough.

The inspection judgements and what they mean
Outstanding: of exceptionally high quality
Good: strong
Satisfactory: sound
Inadequate: not good enough

Summary
The overall quality rating is good.
Carers say that they are well supported and children say that they are happy in the homes that were found for them.

Protecting children from harm or neglect and helping them stay safe
The provision is satisfactory.

What must be done to secure future improvement?
Recommendations
The registered provider should take account of the following recommendations:
• renew the checks of carers in time (NMS 15)
• give each carer the handbook (NMS 22).
"""
BOARD = """Surrey

Review of the effectiveness of the Local Safeguarding Children Board

Review dates: 1 June 2015 – 10 June 2015
Report published: 4 August 2015

The Local Safeguarding Children Board requires improvement

Executive summary
1. The partners trust the new chair and come to the meetings.

What does the LSCB need to improve?
2. Set out what the board wants to reach.
3. Ask partners for figures.
4. Learn from reviews.

Information about this review
Lead inspector: Nigel Parks HMI
Team inspectors: Jenny Turner HMI

Ofsted made this review under the Local Safeguarding Children Boards (Review) Regulations 2013.
"""


def read(text: str) -> Report:
    return parse(read_bytes(text.encode(), "report.txt"))


def header(report: Report) -> tuple[str | None, ...]:
    inspection = report.inspection
    assert inspection is not None
    found = inspection.framework, inspection.start, inspection.end, report.issued
    return inspection.authority.value, *(str(each.value) if each else None for each in found)


def grades(report: Report) -> dict[str, str]:
    assert report.inspection is not None
    return {judgement.area: judgement.grade for judgement in report.inspection.judgements}


def people(report: Report) -> set[tuple[str, str]]:
    return {(person.name, person.role) for person in report.people}


def items(report: Report) -> int:
    return sum(finding.kind not in ("narrative", "strength") for finding in report.findings)


def test_safeguarding_and_looked_after_children() -> None:
    report = read(SAFEGUARDING)
    assert header(report) == ("essex", "slac", "2010-07-19", "2010-07-30", "2010-08-27")
    assert people(report) == {("Heather Brown", "lead-inspector")}
    assert grades(report) == {
        "safeguarding": "inadequate",
        "looked-after-children": "adequate",
        "capacity-to-improve": "adequate",
        "leadership": "adequate",
        "partnership-working": "adequate",
        "being-healthy": "good",
        "staying-safe": "adequate",
        "making-a-positive-contribution": "good",
    }
    assert items(report) == 9
    assert report.inspection is not None
    assert {by.value for by in report.inspection.conducted_by} == {"ofsted", "cqc"}


def test_an_aspect_with_two_grades_is_told_and_gets_none() -> None:
    notes = read(SAFEGUARDING).notes
    assert {note.split()[3].rstrip(",") for note in notes} == {"ambition-and-prioritisation", "quality-of-provision"}


def test_without_a_record_the_headings_of_both_parts_count() -> None:
    report = read(SAFEGUARDING[: SAFEGUARDING.index("Record of main findings: Essex")])
    assert grades(report)["safeguarding"] == "inadequate"
    assert grades(report)["looked-after-children"] == "adequate"


def test_findings_stand_under_the_aspect_above_them() -> None:
    document = read_bytes(SAFEGUARDING.encode(), "report.txt")
    found = {(finding.paragraph, finding.area) for finding in parse(document).findings if finding.paragraph}
    assert {
        (5, "overall"),
        (6, "capacity-to-improve"),
        (8, "outcomes"),
        (10, "outcomes"),
        (15, "being-healthy"),
    } <= found


def test_an_aspect_without_a_grade_is_no_heading() -> None:
    document = read_bytes(b"What needs to improve\n1. Visits in time.\nPartnership working\n2. Plans.\n", "a.txt")
    assert [section.key for section in find_sections(document)] == ["improve"]


def test_arrangements_for_the_protection_of_children() -> None:
    report = read(PROTECTION)
    assert header(report) == ("norfolk", "aipc", "2013-01-28", "2013-02-06", "2013-03-13")
    assert people(report) == {("Pauline Heath", "lead-inspector")}
    assert grades(report) == {
        "overall": "inadequate",
        "help-and-protection": "inadequate",
        "quality-of-practice": "inadequate",
        "leadership": "adequate",
    }
    assert items(report) == 5
    assert report.inspection is not None
    assert len(report.inspection.legal_basis) == 1


def test_a_joint_area_review() -> None:
    report = read(AREA_REVIEW)
    assert header(report) == ("cornwall", "joint-area-review", "2008-10-13", "2008-10-26", "2008-12-12")
    assert grades(report) == {
        "safeguarding": "inadequate",
        "looked-after-children": "adequate",
        "leadership": "good",
        "being-healthy": "good",
        "capacity-to-improve": "adequate",
    }
    assert items(report) == 4
    assert report.earlier == (), "its own title is no other review"


def test_figures_without_a_scale_are_no_grades() -> None:
    assert grades(read(AREA_REVIEW.replace("Grades: 4: outstanding; 3: good; 2: adequate; 1: inadequate", ""))) == {}


def test_progress_after_a_joint_area_review() -> None:
    report = read(
        "Inspection of progress made in the provision of safeguarding services in the London Borough of Haringey\n\n"
        "Age group: All\nPublished: 3 July 2009\n\n"
        "About the inspection\n1. Ofsted inspectors looked at what had been found weak in the joint area review of "
        "safeguarding which was carried out since then in November 2008.\n\n"
        "Priorities for further improvement\n2. What comes first:\n• See every child.\n• Read all files.\n\n"
        "Key findings\n3. The files that nobody had read by then have all been read, and each has a social worker.\n"
    )
    assert header(report) == ("haringey", "joint-area-review", None, None, "2009-07-03")
    assert items(report) == 2


@pytest.mark.parametrize("service", ["fostering", "adoption"])
def test_a_service_that_was_inspected_by_itself(service: str) -> None:
    report = read(FOSTERING.replace("fostering", service))
    assert header(report) == ("derby", service, "2010-03-12", "2010-03-12", None)
    assert grades(report) == {"overall": "good"}
    assert people(report) == {("Rosemary Chapel", "team-inspector")}
    assert items(report) == 2


def test_private_fostering() -> None:
    text = FOSTERING.replace("Inspection report for local authority fostering agency", "X").replace(
        "X", "Inspection report for private fostering arrangements"
    )
    assert header(read(text))[:2] == ("derby", "private-fostering")


def test_a_review_of_the_board_alone() -> None:
    report = read(BOARD)
    assert header(report) == ("surrey", "lscb-review", "2015-06-01", "2015-06-10", "2015-08-04")
    assert grades(report) == {"lscb": "requires-improvement"}
    assert people(report) == {("Nigel Parks", "lead-inspector"), ("Jenny Turner", "team-inspector")}
    assert items(report) == 3


def test_a_re_inspection_has_its_own_framework_and_keeps_older_grades_apart() -> None:
    report = read(
        "Sandwell Metropolitan Borough Council\n\n"
        "Re-inspection of services for children in need of help and protection, children looked after and care leavers\n\n"
        "Inspection date: 13 November 2017 to 7 December 2017\n\nReport published: 29 January 2018\n\n"
        "Children's services in Sandwell require improvement to be good\n\n"
        "1. Children who need help and protection Requires improvement\n"
        "2. Children looked after and achieving permanence Inadequate\n"
        "2.1 Adoption performance Good\n"
        "2.2 Experiences and progress of care leavers Requires improvement\n"
        "3. Leadership, management and governance Requires improvement\n\n"
        "Executive summary\nAt the last inspection in 2015 the overall judgement was inadequate. Leaders have done much since.\n\n"
        "Recommendations\n1. See children in time.\n2. Write plans that parents understand.\n"
    )
    assert header(report) == ("sandwell", "sif-reinspection", "2017-11-13", "2017-12-07", "2018-01-29")
    assert grades(report) == {
        "overall": "requires-improvement",
        "help-and-protection": "requires-improvement",
        "children-in-care": "inadequate",
        "adoption": "good",
        "care-leavers": "requires-improvement",
        "leadership": "requires-improvement",
    }
    assert items(report) == 2


AREA_LETTER = """12 May 2017

Ms Liz Marlow
Director of Children's Services
Derby City Council
The Council House
Derby

Dear Ms Marlow

Joint local area SEND inspection in Derby

Between 20 March 2017 and 24 March 2017, Ofsted and the Care Quality Commission (CQC) made a joint inspection of the local area of Derby, to see how well it puts into effect what the law of 2014 asks for.

Main findings

- Leaders of all agencies work well together.

Strengths

- The portage service is liked.

Areas for development

- Families wait too long.
- Plans are late.

Yours sincerely

Mary Coverdale
Her Majesty's Inspector
"""


@pytest.mark.parametrize("title", ["Joint local area SEND inspection in", "Joint area SEND revisit in"])
def test_a_letter_on_a_local_area(title: str) -> None:
    report = read(AREA_LETTER.replace("Joint local area SEND inspection in", title))
    assert header(report) == ("derby", "area-send", "2017-03-20", "2017-03-24", "2017-05-12")
    assert report.kind == "inspection-letter"
    assert report.title is not None
    assert report.title.value == f"{title} Derby"
    assert report.inspection is not None
    assert [conductor.value for conductor in report.inspection.conducted_by] == ["ofsted", "cqc"]
    assert people(report) == {("Liz Marlow", "dcs"), ("Mary Coverdale", "ofsted-manager")}
    assert not report.earlier
    assert items(report) == 2
