from __future__ import annotations

import pytest

from inspectgraph.dates import PartialDate
from inspectgraph.extracting.earlier import RULES, find_earlier, own_kinds
from inspectgraph.extracting.sections import find_sections
from inspectgraph.facts import EarlierInspection
from inspectgraph.reading.reader import read_bytes

Row = tuple[str, str | None, str | None]


def earlier(text: str, start: str | None = "2023-05-15", title: str = "Summary") -> tuple[EarlierInspection, ...]:
    document = read_bytes(f"{title}\n\n{text}\n".encode(), "x.txt")
    date = PartialDate.parse(start) if start else None
    found = find_earlier(document, find_sections(document), "essex", date, ("Essex County Council",))
    for inspection in found:
        assert inspection.rule in RULES
        assert inspection.spans
        assert all(document.quote(span).strip() == document.quote(span) != "" for span in inspection.spans)
        assert (inspection.grade is None) == (inspection.area is None) == (inspection.grade_as_written is None)
    return found


def rows(text: str, start: str | None = "2023-05-15", title: str = "Summary") -> list[Row]:
    return [
        (inspection.subject, str(inspection.start) if inspection.start else None, inspection.grade)
        for inspection in earlier(text, start, title)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Much has changed since the previous inspection in 2018.", [("overall", "2018", None)]),
        (
            "Since inspections raised serious concerns in both 2016 and 2019, little has changed.",
            [("overall", "2016", None), ("overall", "2019", None)],
        ),
        ("Ofsted last inspected the council in January 2017.", [("overall", "2017-01", None)]),
        ("Leaders have acted on what the 2018 inspection told them.", [("overall", "2018", None)]),
        ("In March 2018, an inspection found many weaknesses.", [("overall", "2018-03", None)]),
        ("The last adoption service inspection took place on 8 June 2010.", [("adoption", "2010-06-08", None)]),
        (
            "Arrangements for the protection of children were previously inspected in July 2013.",
            [("safeguarding", "2013-07", None)],
        ),
        ("The fostering service was inspected between 4 and 8 July 2016.", [("fostering", "2016-07-04", None)]),
        ("The last inspection report on children's services was published in June 2015.", [("overall", "2015-06", None)]),
    ],
)  # fmt: skip
def test_a_dated_inspection(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected
    assert earlier(text)[0].rule == "earlier/dated"


def test_a_period_has_its_end() -> None:
    (inspection,) = earlier("The previous inspection took place between 24 and 28 June 2013.")
    assert (inspection.start, inspection.end) == (PartialDate(2013, 6, 24), PartialDate(2013, 6, 28))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They were judged to be good at the last inspection in 2014.", [("overall", "2014", "good")]),
        (
            "The previous inspection of the fostering service was in May 2013. The council was judged to be adequate.",
            [("fostering", "2013-05", "adequate")],
        ),
        (
            "An inspection of adoption in May 2012 judged it to be good, and one of private fostering did not happen.",
            [("adoption", "2012-05", "good")],
        ),
        (
            "In August 2010 the Safeguarding and Looked After Children Inspection judged safeguarding as inadequate.",
            [("safeguarding", "2010-08", "inadequate")],
        ),
        (
            "The previous inspection of safeguarding and services for looked after children was in May 2011. "
            "The council was judged to be good for both.",
            [("safeguarding", "2011-05", "good"), ("looked after children", "2011-05", "good")],
        ),
        (
            "Much was done since the inspections of child protection (in 2012), which judged them to be good, "
            "and of children looked after (in 2010), which judged them to be adequate.",
            [("safeguarding", "2012", "good"), ("looked after children", "2010", "adequate")],
        ),
        (
            "At the last inspection in 2019, services were judged to be good overall, but requires improvement in "
            "help and protection.",
            [("overall", "2019", "good"), ("help and protection", "2019", "requires-improvement")],
        ),
        (
            "The last inspection was in July 2015. The council was judged inadequate in respect of children looked "
            "after and overall effectiveness, while adoption and care leavers were found to require improvement.",
            [
                ("looked after children", "2015-07", "inadequate"),
                ("overall", "2015-07", "inadequate"),
                ("adoption", "2015-07", "requires-improvement"),
                ("care leavers", "2015-07", "requires-improvement"),
            ],
        ),
        ("Services require improvement, as was the case at the last inspection in 2016.",
         [("overall", "2016", "requires-improvement")]),
        ("Since the last inspection in 2018, services have remained outstanding.", [("overall", "2018", "outstanding")]),
        ("At the last inspection in 2017, services required improvement to be good.",
         [("overall", "2017", "requires-improvement")]),
        ("An inspection of safeguarding in May 2010 found safeguarding inadequate.",
         [("safeguarding", "2010-05", "inadequate")]),
        ("The adoption service was last inspected in October 2009. The overall quality rating was satisfactory.",
         [("adoption", "2009-10", "satisfactory")]),
    ],
)  # fmt: skip
def test_a_graded_inspection(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected
    assert {inspection.rule for inspection in earlier(text)} == {"earlier/graded"}


def test_whose_service_a_pronoun_means() -> None:
    text = (
        "Help for children has improved since the inspection in 2016.\n\n"
        "Services for care leavers are better than at the last inspection, when the service was judged to be inadequate."
    )
    assert rows(text) == [("overall", "2016", None), ("care leavers", "2016", "inadequate")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The team has grown since the last inspection.", [("overall", None, None)]),
        ("The team has grown since the last inspection of the fostering service.", [("fostering", None, None)]),
        ("The team has grown since the last inspection, and services are now judged to be good.",
         [("overall", None, None)]),
        ("The team has grown since the last inspection. Services are now judged to be good.",
         [("overall", None, None)]),
        ("Findings of the fostering inspection were used.", [("fostering", None, None)]),
        ("Findings of earlier inspections were used.", []),
        ("This inspection found much good work. Inspectors read many files during the inspection.", []),
        ("The next inspection will be in three years.", []),
        ("A peer inspection and a mock inspection were held last year.", []),
        ("Most pupils are in schools that were judged good at their last inspection.", []),
        ("Its legal basis is the Education and Inspections Act 2006, not an inspection plan.", []),
        ("Leaders have been in post since the last inspection with a new chair appointed in 2021.",
         [("overall", None, None)]),
        ("Cases rose from 40% at the previous inspection to 57% in April 2018.", [("overall", None, None)]),
    ],
)  # fmt: skip
def test_an_undated_inspection(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected
    assert {inspection.rule for inspection in earlier(text)} <= {"earlier/last"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Since the last visit, in 2021, much has changed.", [("focused visit", "2021", None)]),
        ("The last visit to the home was good.", []),
        ("A focused visit in July 2021 saw delay.", [("focused visit", "2021-07", None)]),
        ("Focused visits in January and December 2019 saw delay.",
         [("focused visit", "2019-01", None), ("focused visit", "2019-12", None)]),
        ("Two focused visits, one in May 2018 and one in March 2019, saw delay.",
         [("focused visit", "2018-05", None), ("focused visit", "2019-03", None)]),
        ("Ofsted made six monitoring visits between July 2016 and May 2018.", [("monitoring visits", None, None)]),
        ("The JTAI of neglect in December 2017 led to change.", [("joint inspection", "2017-12", None)]),
        ("They learned from a joint inspection.", [("joint inspection", None, None)]),
        ("The Joint Area Review asked for this.", [("joint area review", None, None)]),
        ("Carers receive regular monitoring visits.", []),
    ],
)  # fmt: skip
def test_kinds_with_a_name_of_their_own(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected
    assert {inspection.rule for inspection in earlier(text)} <= {"earlier/named-kind"}


@pytest.mark.parametrize(
    ("text", "expected", "rule"),
    [
        ("It was rated 'inadequate' for safeguarding in August 2010.",
         [("safeguarding", "2010-08", "inadequate")], "earlier/verdict"),
        ("In 2018, Ofsted judged children's services to require improvement to be good.",
         [("overall", "2018", "requires-improvement")], "earlier/verdict"),
        ("The board was judged by Ofsted in December 2012 to be slow.", [("overall", "2012-12", None)], "earlier/verdict"),
        ("The services have moved from 'inadequate' to 'good'.", [("overall", None, "inadequate")], "earlier/former-grade"),
        ("Services for care leavers have declined from outstanding.",
         [("care leavers", None, "outstanding")], "earlier/former-grade"),
        ("The quality of plans ranges from inadequate to good.", [], ""),
        ("Ofsted judged both Plymouth and Nottingham as \"requires improvement\" after visits in May and June 2018.",
         [("overall", "2018", "requires-improvement")] * 2, "earlier/other-authority"),
    ],
)  # fmt: skip
def test_grades_without_an_inspection(text: str, expected: list[Row], rule: str) -> None:
    assert rows(text) == expected
    assert {inspection.rule for inspection in earlier(text)} == ({rule} if rule else set())


@pytest.mark.parametrize(
    "text",
    [
        "Ofsted judged both Plymouth and Nottingham as 'good' in 2022, and Essex was rated good in 2018.",
        "Plymouth and neighbouring Nottingham were rated good in 2022. Essex County Council was rated good in 2018.",
    ],
)
def test_other_authorities_keep_their_grades(text: str) -> None:
    found = earlier(text)
    assert ("essex", "2018") in {(one.authority, str(one.start)) for one in found}
    assert {(one.authority, str(one.start)) for one in found if one.authority != "essex"} == {
        ("plymouth", "2022"), ("nottingham", "2022"),
    }  # fmt: skip


@pytest.mark.parametrize("own", ["2018-11-19", "2018-11", "2018"])
def test_the_documents_own_inspection_is_not_an_earlier_one(own: str) -> None:
    assert rows("The inspection in November 2018 judged services to be good.", own) == []


def test_a_visit_of_the_same_year_is_an_earlier_one() -> None:
    assert rows("Delay was seen by the JTAI in 2018.", "2018-11-19") == [("joint inspection", "2018", None)]


def test_the_line_of_a_title_block() -> None:
    title = "Area SEND inspection of Essex Local Area Partnership"
    (inspection,) = earlier(
        "Dates of previous inspection: 18 to 21 March 2019\n\nMuch is new since the previous inspection.", title=title
    )
    assert (inspection.subject, inspection.framework, inspection.rule) == ("SEND", "area-send", "earlier/label")
    assert (str(inspection.start), str(inspection.end)) == ("2019-03-18", "2019-03-21")
    assert rows("Dates of previous inspection: Not applicable", title=title) == []


LIST = """The last inspection report was published in May 2015. The judgements for the council were:
• Overall effectiveness: Inadequate
• Children looked after and achieving permanence: Requires improvement
• Adoption performance: Good
• The council has plans"""


def test_a_list_of_judgements() -> None:
    found = earlier(LIST)
    assert rows(LIST) == [
        ("overall", "2015-05", "inadequate"),
        ("looked after children", "2015-05", "requires-improvement"),
        ("adoption", "2015-05", "good"),
    ]
    assert [inspection.area for inspection in found] == ["overall", "children-in-care", "adoption"]
    assert {inspection.rule for inspection in found} == {"earlier/judgement-list"}
    assert {inspection.framework for inspection in found} == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council operates five children's homes. Four were judged good or outstanding at their last inspection.",
         [("children's homes", None, None)]),
        ("The council runs one children's home. It was judged to be good at its latest inspection.",
         [("children's homes", None, "good")]),
        ("The council does not operate any children's homes. They were inspected elsewhere.", []),
        ("The council operates six children's homes.", []),
    ],
)  # fmt: skip
def test_the_councils_own_homes(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected
    assert {inspection.rule for inspection in earlier(text)} <= {"earlier/homes"}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Much was done since the previous inspection in 2014.", "It was judged good at the last inspection."],
         [("overall", "2014", "good")]),
        (["Child protection was inspected in 2012.",
          "The last inspection of child protection was in November 2012. Services were judged inadequate."],
         [("safeguarding", "2012-11", "inadequate")]),
        (["The last inspection of child protection was in June 2012.", "Child protection was inspected in July 2012."],
         [("safeguarding", "2012", None)]),
        (["The last inspection of child protection was in June 2012.", "Child protection was inspected in May 2010."],
         [("safeguarding", "2012-06", None), ("safeguarding", "2010-05", None)]),
        (["The last inspection of child protection was in June 2012.", "Much is better since the 2012 inspection.",
          "Staff stayed since the last inspection."], [("safeguarding", "2012-06", None)]),
        (["The inspection of adoption in 2013 was short.", "The report of the inspection of adoption was published in "
          "February 2013."], [("adoption", "2013-02", None)]),
        (["The last focused visit saw delay.", "A focused visit in May 2021 saw delay."],
         [("focused visit", "2021-05", None)]),
    ],
)  # fmt: skip
def test_mentions_of_one_inspection_are_one(texts: list[str], expected: list[Row]) -> None:
    assert rows("\n\n".join(texts)) == expected


def test_only_what_tells_something_is_evidence() -> None:
    (inspection,) = earlier("Staff stayed since the last inspection. The last inspection was in 2018.")
    assert [span.end - span.start for span in inspection.spans] == [len("The last inspection was in 2018.")]


@pytest.mark.parametrize(
    ("text", "framework"),
    [
        ("The last inspection of safeguarding was in October 2010.", "slac"),
        ("The last inspection of safeguarding was in May 2012.", None),
        ("The last inspection of the arrangements for the protection of children was in February 2013.", "aipc"),
        ("The last inspection of looked after children was in July 2013.", "lac"),
        ("The last inspection of the fostering service was in July 2013.", "fostering"),
        ("Much is better since the last inspection in 2016.", None),
        ("Much is better since the ILACS inspection in 2019.", "ilacs"),
        ("Much is better since the single inspection framework (SIF) inspection in 2014.", "sif"),
        ("Much is better since the joint targeted area inspection (JTAI) in 2019.", "jtai"),
        ("The unannounced inspection of contact, referral and assessment arrangements in 2010 saw delay.", "ucra"),
    ],
)
def test_a_framework_only_where_it_is_settled(text: str, framework: str | None) -> None:
    assert [inspection.framework for inspection in earlier(text)] == [framework]


def test_what_a_letter_is_the_report_of() -> None:
    letter = (
        "Monitoring visit of Essex children's services\n\nThis letter summarises the findings of the monitoring visit."
    )
    document = read_bytes(letter.encode(), "x.txt")
    assert own_kinds(document) == {"monitoring-visit"}
    assert rows("The visit saw delay. This was the third monitoring visit since the council was judged inadequate in "
                "April 2016.", title=letter) == [("overall", "2016-04", "inadequate")]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council's services were judged to be good in 2016.", [("overall", "2016", "good")]),
        ("Children's services judged to be inadequate in 2016 have been rebuilt.", [("overall", "2016", "inadequate")]),
        ("Services found to be outstanding in 2016, the front door among them, are better still.", []),
        ("Areas that were judged to be inadequate in 2016 have had more money.", []),
        (
            "The council knows who cares for children in private fostering. This is much better than in 2008, when it was "
            "judged inadequate.",
            [("private fostering", "2008", "inadequate")],
        ),
        (
            "The joint targeted area inspection in 2021 judged the partnership to be good.",
            [("joint inspection", "2021", None)],
        ),
        ("A joint inspection in 2019 found services to be good.", [("joint inspection", "2019", None)]),
        (
            "An inspection of probation services in 2021 judged them to be inadequate.",
            [("probation", "2021", "inadequate")],
        ),
        ("HMI Probation judged the youth justice service to be good in 2022.", [("youth offending", "2022", "good")]),
        ("Staff are proud of their work. It was judged to be good in 2016.", [("overall", "2016", "good")]),
    ],
)
def test_a_grade_reaches_as_far_as_the_words_do(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


def test_nothing_without_an_authority() -> None:
    document = read_bytes(b"Much has changed since the previous inspection in 2018.", "x.txt")
    assert find_earlier(document, find_sections(document), None, None) == ()


def test_every_rule_is_tested() -> None:
    with open(__file__, encoding="utf-8") as source:
        words = source.read()
    assert all(f'"{rule}"' in words for rule in RULES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The 2012 safeguarding and looked after children inspection found fostering to be good and safeguarding"
            " services to be inadequate.",
            [("fostering", "2012", "good"), ("safeguarding", "2012", "inadequate")],
        ),
        (
            "The last full inspection in 2019 rated all of it as good, with leadership outstanding.",
            [("overall", "2019", "good"), ("leadership", "2019", "outstanding")],
        ),
    ],
)
def test_a_second_grade_with_a_subject_of_its_own(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Since the last inspection in 2017 and focused visit in March 2019, much has changed.",
            [("overall", "2017", None), ("focused visit", "2019-03", None)],
        ),
        ("The Ofsted inspection in 2015 and the peer review in 2017 were of use.", [("overall", "2015", None)]),
        ("This was seen in a previous inspection by HMIC in September 2013.", [("police", "2013-09", None)]),
        ("Much has changed since the previous ILACS in 2021.", [("overall", "2021", None)]),
        (
            "Partners sent a plan to Ofsted in response to the joint area review on 27 February 2009.",
            [("joint area review", None, None)],
        ),
        (
            "The council was judged inadequate in 2016 and had six visits before re-inspection in 2018, when services"
            " were judged to require improvement.",
            [("overall", "2018", "requires-improvement"), ("overall", "2016", "inadequate")],
        ),
        (
            "In 2019, services for children in care were graded outstanding.",
            [("looked after children", "2019", "outstanding")],
        ),
        ("The last inspection in 2018 found services required improvement to be good.", [("overall", "2018", "requires-improvement")]),
    ],
)  # fmt: skip
def test_whose_date_and_grade_it_is(text: str, expected: list[Row]) -> None:
    assert sorted(rows(text), key=str) == sorted(expected, key=str)


def test_a_revisit_is_one_of_a_local_area() -> None:
    title = "Area SEND inspection of Essex Local Area Partnership"
    text = "The area was seen on 19 March 2018. There was a revisit on 24 March 2020."

    assert ("SEND", "2020-03-24", None) in rows(text, "2024-11-18", title)


def test_an_inspection_of_two_subjects_says_no_more_of_the_one_whose_date_is_unknown() -> None:
    text = (
        "The last inspection of services for looked after children in 2011 judged them to be adequate."
        " Health has improved since the previous safeguarding and looked after children inspection."
    )

    assert rows(text, "2013-07-08") == [("looked after children", "2011", "adequate")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Following an inadequate judgement in 2018, leaders worked hard.", [("overall", "2018", "inadequate")]),
        (
            "At the previous inspection in May 2019, the overall effectiveness of the service was requires improvement to be good.",
            [("overall", "2019-05", "requires-improvement")],
        ),
        ("It kept the good judgement from the last inspection in 2018.", [("overall", "2018", "good")]),
        (
            "At the last inspection in 2018 services for care leavers were outstanding.",
            [("care leavers", "2018", "outstanding")],
        ),
        ("Since the last inspection, when services were good, much was done.", [("overall", None, "good")]),
        ("At the last inspection in 2018 services were good enough for some.", [("overall", "2018", None)]),
        ("An Ofsted assurance visit in April 2021 saw progress.", [("focused visit", "2021-04", None)]),
        ("The council made an assurance visit in April 2021.", []),
    ],
)
def test_grades_in_the_words_of_a_summary(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected
