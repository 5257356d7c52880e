from __future__ import annotations

import pytest

from inspectgraph.extracting.news import RULES, news_date, news_inspection, news_title, recognise_news
from inspectgraph.facts import Inspection
from inspectgraph.reading.document import Document
from inspectgraph.reading.reader import read_bytes

MOVED = """Council's long road ends in praise

By Sam Writer
12 July 2022

Suffolk County Council's services for children have moved from 'inadequate' to 'good' after an inspection in May 2022.

Ofsted, whose inspectors visited the department in May 2022, graded leadership outstanding.

The earlier inspection, in March 2019, rated the service inadequate.

"We are glad," said a councillor.

Neighbouring Norfolk was rated requires improvement in 2021.
"""

KEPT = """Borough keeps its top rating

Ann Other | Tuesday 5 March 2024

Children's services in the London Borough of Camden have retained their outstanding rating after an ILACS inspection in
January 2024, Ofsted said.

The council was judged outstanding for its leadership and for help and protection, but good for care leavers.

Most schools in Camden are rated good. Camden was rated good in 2017.
"""

EXCEPT = """Ofsted hands Bury low rating

Published: 17 December 2021 09:30

Ofsted has judged Bury Council's work to be inadequate in all areas except care leavers, which it found to be "good".

Inspectors, who visited between 25 October and 5 November 2021, told of delay. "We accept this," a spokesman said.
"""

LETTER = """12 November 2009

Dear Ms Example

This letter summarises the findings of the inspection of Essex County Council. Ofsted said it was good.
"""

REPORT = """Essex County Council

Inspection dates: 8 to 12 July 2013

Lead inspector: Jo Example

Ofsted said that services are good. Published 3 August 2013.
"""


def article(text: str) -> Document:
    return read_bytes(text.encode(), "x.txt")


def inspection(text: str) -> Inspection:
    document = article(text)
    date = news_date(document)
    found = news_inspection(document, date.value if date else None)
    assert found is not None
    assert document.quote(found.authority.spans[0]) == found.authority.as_written
    assert {judgement.rule for judgement in found.judgements} <= set(RULES)
    return found


@pytest.mark.parametrize("text", [MOVED, KEPT, EXCEPT])
def test_an_article_is_recognised(text: str) -> None:
    assert recognise_news(article(text))


@pytest.mark.parametrize(
    "text",
    [
        LETTER,
        REPORT,
        MOVED.replace("Ofsted", "The regulator"),
        MOVED.replace("By Sam Writer\n12 July 2022\n", ""),
        MOVED.replace("said", "wrote"),
        "By Sam Writer\n\nOfsted said that the school is good.",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert not recognise_news(article(text))


@pytest.mark.parametrize(
    ("text", "date", "title"),
    [
        (MOVED, "2022-07-12", "Council's long road ends in praise"),
        (KEPT, "2024-03-05", "Borough keeps its top rating"),
        (EXCEPT, "2021-12-17", "Ofsted hands Bury low rating"),
        ("Home > News\n\n| 7 January 2019\n\nA good day for one council\n\nText.", "2019-01-07", "A good day for one council"),
        ("A good day for one council\n\nBy Jo Example, 7 January 2019\n\nText.", "2019-01-07", "A good day for one council"),
    ],
)  # fmt: skip
def test_date_and_title(text: str, date: str, title: str) -> None:
    document = article(text)
    said, headline = news_date(document), news_title(document)
    assert said is not None
    assert headline is not None
    assert (str(said.value), said.rule) == (date, "news/date-line")
    assert document.quote(said.spans[0]) == said.as_written
    assert (headline.value, headline.rule) == (title, "news/title")


def test_no_date_is_made_up() -> None:
    assert news_date(article("A good day\n\nBy Jo Example\n\nIn May 2022 Ofsted came.")) is None


@pytest.mark.parametrize(
    ("text", "slug", "as_written", "start", "end"),
    [
        (MOVED, "suffolk", "Suffolk County Council", "2022-05", "2022-05"),
        (KEPT, "camden", "London Borough of Camden", "2024-01", "2024-01"),
        (EXCEPT, "bury", "Bury Council", "2021-10-25", "2021-11-05"),
    ],
)
def test_the_inspection_that_an_article_is_about(text: str, slug: str, as_written: str, start: str, end: str) -> None:
    found = inspection(text)
    assert (found.authority.value, found.authority.as_written) == (slug, as_written)
    assert found.authority.rule == "news/subject"
    assert found.start is not None
    assert found.end is not None
    assert (str(found.start.value), str(found.end.value), found.start.rule) == (start, end, "news/inspection-date")
    assert [body.rule for body in found.conducted_by] == ["news/conducted-by"]


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        (MOVED, {"overall": "good", "leadership": "outstanding"}),
        (KEPT, {"overall": "outstanding", "leadership": "outstanding", "help-and-protection": "outstanding",
                "care-leavers": "good"}),
        (EXCEPT, {"overall": "inadequate", "care-leavers": "good"}),
        ("Bury Council has been judged good overall by Ofsted.", {"overall": "good"}),
        ("Ofsted gave Bury Council an 'outstanding' rating.", {"overall": "outstanding"}),
        ("Bury's services are now \"outstanding\".", {"overall": "outstanding"}),
        ("Ofsted has upgraded Bury to good.", {"overall": "good"}),
        ("Ofsted found that Bury's services for care leavers required improvement to be good.",
         {"care-leavers": "requires-improvement"}),
        ("Ofsted found Bury's services for care leavers to be inadequate.", {"care-leavers": "inadequate"}),
        ("Salford was previously rated inadequate. Ofsted rated Bolton good. It saw good practice in Salford.", {}),
        ("A children's home in Bury was rated inadequate by Ofsted.", {}),
    ],
)  # fmt: skip
def test_grades(text: str, grades: dict[str, str]) -> None:
    found = inspection(text)
    said = {judgement.area: judgement.grade for judgement in found.judgements}
    assert said == grades
    assert {judgement.rule for judgement in found.judgements} == {
        "news/overall" if area == "overall" else "news/area" for area in grades
    }


@pytest.mark.parametrize(
    ("text", "framework"),
    [
        (KEPT, "ilacs"),
        (MOVED, None),
        ("Leeds told to improve after a focused visit by Ofsted.", "focused-visit"),
        ("Leeds told to improve after an area SEND inspection.", "area-send"),
    ],
)
def test_a_framework_only_where_it_is_named(text: str, framework: str | None) -> None:
    found = inspection(text)
    assert (found.framework.value if found.framework else None) == framework
    assert found.framework is None or found.framework.rule == "news/framework"


def test_an_article_without_an_authority() -> None:
    assert news_inspection(article("Ofsted says that services are good.")) is None


def test_every_rule_is_tested() -> None:
    with open(__file__, encoding="utf-8") as source:
        words = source.read()
    assert all(f'"{rule}"' in words for rule in RULES if rule != "news/by-form")
