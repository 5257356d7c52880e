"""Letters on focused visits and on visits that monitor an authority, in each of their printed forms."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from inspectgraph.facts import Report
from inspectgraph.parsing import parse
from inspectgraph.reading.reader import read_bytes

LETTERHEAD = """Piccadilly Gate
Store Street
Manchester
M1 2WD
T 0300 123 1231
Textphone 0161 618 8524
enquiries@ofsted.gov.uk
www.gov.uk/ofsted
"""
FOCUSED_2018 = f"""{LETTERHEAD}
6 February 2018

Ms Alison Reed
Director of Children's Services
Essex County Council
County Hall
Market Road
Chelmsford
CM1 1QH

Dear Ms Reed

Focused visit to Essex local authority children's services

This letter summarises the findings of a focused visit to Essex local authority children's services on 9 and 10 January 2018. The inspectors were Tracey Holt, Her Majesty's Inspector, and Marcus Finch, Her Majesty's Inspector.

Inspectors read files and spoke with social workers, carers and young people.

Overview

Since the single inspection in May 2014, when services were judged to require improvement, the council has made its teams smaller.

What needs to improve in this area of social work practice
• The speed of first health assessments.
• Letters for later life, which come too late.
• How managers write down what they decide.

Findings
• Children live in homes that suit them, and most stay near their schools and their friends all through their time in care.
• Life story work begins early for the younger ones, though older children wait for it much longer than they should.

Yours sincerely

Tracey Holt
Her Majesty's Inspector
"""
FOCUSED_2021 = f"""{LETTERHEAD}
18 August 2021

Jane Marlow
Director of Children and Families
Leeds City Council
Merrion House
Leeds
LS2 8QB

Dear Jane

Focused visit to Leeds children's services

This letter summarises the findings of a focused visit to Leeds children's services on 5 and 6 July 2021. Her Majesty's Inspectors for this visit were Louise Hardy and Kevin Swan.

This visit was carried out in line with the inspection of local authority children's services (ILACS) framework. Because of COVID-19 some of it was done by video call.

Headline findings

Most children who are reported to the council get help in good time.

Areas for priority action
The local authority needs to take swift and decisive action on these weaknesses:
• Contacts that wait for more than one day before a manager looks at them.
• Checks with partners when parents have not agreed.

What needs to improve in this area of social work practice?
• Written reasons for decisions.
• Talks with fathers.
• The hours of the hub.

Main findings

Contacts come in through one hub, where staff from the police and from health work beside social workers.

Yours sincerely

Louise Hardy
Her Majesty's Inspector
"""
FOCUSED_2024 = """Focused visit to Cornwall children's services
Visit dates: 20 and 21 February 2024
Lead inspector: Nicola Bright, His Majesty's Inspector
Inspectors: Rachel Fowler, His Majesty's Inspector; Peter Lang, His Majesty's Inspector

14 March 2024

Jack Vale
Executive Director, Children's Services
Cornwall Council
County Hall
Truro
TR1 3AY

Dear Jack

This letter summarises the findings of the focused visit to Cornwall children's services on 20 and 21 February 2024. His Majesty's Inspectors for this visit were Nicola Bright, Rachel Fowler and Peter Lang.

What needs to improve in this area of social work practice
1. Pathway plans that young people have a hand in.
2. The offer to those who live far away.

Main findings

Personal advisers keep in touch with nearly all young people and know where they live, what they do and how they are.

Yours sincerely

Nicola Bright
His Majesty's Inspector
"""
MONITORING = f"""{LETTERHEAD}
28 June 2019

Matt Bowling
Executive Director, Children's Services
Bradford Metropolitan District Council
Britannia House
Bradford
BD1 1HX

Dear Mr Bowling

Monitoring visit of Bradford local authority children's services

This letter summarises the findings of the monitoring visit to Bradford children's services on 4 and 5 June 2019. This was the third monitoring visit since the local authority was judged inadequate in October 2018. The inspectors were Neil Fern, lead inspector, and Jan Edge, Her Majesty's Inspector.

Areas covered by the visit

During the visit, inspectors looked at the progress made in these areas of concern:
• the timeliness of assessments
• the quality of plans for children in need
• supervision.

Headline findings

The council is making slow progress. Caseloads have come down, but the work itself is not yet good enough in many teams.

Findings and evaluation of progress

Assessments take less time than they did. What they say of children's lives is still thin, and fathers are often left out.

I am copying this letter to the Department for Education.

Yours sincerely

Neil Fern
Her Majesty's Inspector
"""


def read(text: str) -> Report:
    return parse(read_bytes(text.encode(), "letter.txt"))


def people(report: Report) -> set[tuple[str, str]]:
    return {(person.name, person.role) for person in report.people}


def improvements(report: Report) -> list[str]:
    return [finding.kind for finding in report.findings if finding.kind != "narrative"]


def header(report: Report) -> tuple[str, ...]:
    inspection = report.inspection
    assert inspection is not None
    assert inspection.framework is not None
    assert inspection.start is not None
    assert inspection.end is not None
    assert report.issued is not None
    return (
        inspection.authority.value,
        inspection.framework.value,
        str(inspection.start.value),
        str(inspection.end.value),
        str(report.issued.value),
    )


def test_a_focused_visit_of_2018() -> None:
    report = read(FOCUSED_2018)
    assert header(report) == ("essex", "focused-visit", "2018-01-09", "2018-01-10", "2018-02-06")
    assert report.title is not None
    assert report.title.value == "Focused visit to Essex local authority children's services"
    assert people(report) == {
        ("Alison Reed", "dcs"),
        ("Tracey Holt", "team-inspector"),
        ("Marcus Finch", "team-inspector"),
        ("Tracey Holt", "ofsted-manager"),
    }
    assert improvements(report) == ["area-for-improvement"] * 3
    assert report.inspection is not None
    assert report.inspection.judgements == ()
    assert [(str(other.start), other.grade) for other in report.earlier] == [("2014-05", "requires-improvement")]


def test_a_focused_visit_with_priority_action() -> None:
    report = read(FOCUSED_2021)
    assert header(report) == ("leeds", "focused-visit", "2021-07-05", "2021-07-06", "2021-08-18")
    assert improvements(report) == ["priority-action"] * 2 + ["area-for-improvement"] * 3
    inspectors = {(person.name, person.title) for person in report.people if person.role == "team-inspector"}
    assert inspectors == {("Louise Hardy", "Her Majesty's Inspector"), ("Kevin Swan", "Her Majesty's Inspector")}


def test_a_focused_visit_with_a_title_block() -> None:
    report = read(FOCUSED_2024)
    assert header(report) == ("cornwall", "focused-visit", "2024-02-20", "2024-02-21", "2024-03-14")
    assert people(report) == {
        ("Nicola Bright", "lead-inspector"),
        ("Rachel Fowler", "team-inspector"),
        ("Peter Lang", "team-inspector"),
        ("Jack Vale", "dcs"),
        ("Nicola Bright", "ofsted-manager"),
    }
    assert len(improvements(report)) == 2


def test_a_title_that_a_comma_parts_from_what_it_is_for() -> None:
    (director,) = (person for person in read(FOCUSED_2024).people if person.role == "dcs")
    assert director.title == "Executive Director, Children's Services"
    assert director.organisation is not None
    assert director.organisation.name == "Cornwall Council"


def test_a_monitoring_visit() -> None:
    report = read(MONITORING)
    assert header(report) == ("bradford", "monitoring-visit", "2019-06-04", "2019-06-05", "2019-06-28")
    assert ("Neil Fern", "lead-inspector") in people(report)
    assert ("Jan Edge", "team-inspector") in people(report)
    assert improvements(report) == [], "the areas that a visit covered are no items of improvement"
    assert [(str(other.start), other.grade) for other in report.earlier] == [("2018-10", "inadequate")]


def test_the_date_of_the_inspection_before_is_not_that_of_the_visit() -> None:
    moved = MONITORING.replace(" on 4 and 5 June 2019", "")
    report = read(moved)
    assert report.inspection is not None
    assert report.inspection.start is None


def test_it_is_ofsteds_even_where_only_its_people_say_so() -> None:
    report = read(FOCUSED_2021.replace(LETTERHEAD, ""))
    assert report.inspection is not None
    assert [by.value for by in report.inspection.conducted_by] == ["ofsted"]


def test_the_same_letter_as_a_pdf() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    top = 800.0
    for line in FOCUSED_2018.splitlines():
        words: list[str] = []
        for word in [*line.split(), ""]:
            if word and len(" ".join([*words, word])) < 90:
                words.append(word)
                continue
            if top < 60:
                canvas.showPage()
                top = 800.0
            canvas.setFont("Helvetica", 11)
            canvas.drawString(60, top, " ".join(words))
            top -= 14
            words = [word]
    canvas.showPage()
    canvas.save()
    from_pdf = parse(read_bytes(buffer.getvalue(), "letter.pdf"))
    from_text = read(FOCUSED_2018)
    assert header(from_pdf) == header(from_text)
    assert people(from_pdf) == people(from_text)
    assert improvements(from_pdf) == improvements(from_text)


def test_the_lines_of_an_address_are_no_people() -> None:
    letter = FOCUSED_2018.replace("County Hall\nMarket Road", "Gun Wharf, Dock Road\nLong Quay")
    report = parse(read_bytes(letter.encode(), "x.txt"))

    assert "Gun Wharf" in letter
    assert not {"Gun Wharf", "Long Quay"} & {person.name for person in report.people}


ASSURANCE_2021 = """23 March 2021

Olive Marsh
Director of Children's Services
Wirral Council

Dear Olive

Focused assurance visit to Wirral local authority children's services

This letter summarises the findings of the focused assurance visit to Wirral local authority children's services on 10 to 12 February 2021. The visit was carried out by Tracey Holt, Rachel Fowler and Peter Lang, Her Majesty's Inspectors.

Headline findings

Leaders met the year with calm.

What needs to improve in this area of social work practice?

* The speed of visits.

Yours sincerely

Tracey Holt
Her Majesty's Inspector
"""


def test_an_assurance_visit_is_a_focused_visit() -> None:
    report = read(ASSURANCE_2021)
    assert header(report) == ("wirral", "focused-visit", "2021-02-10", "2021-02-12", "2021-03-23")
    assert ("Rachel Fowler", "team-inspector") in people(report)
    assert report.earlier == ()
