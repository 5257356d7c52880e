from __future__ import annotations

from inspectgraph.extracting import people
from inspectgraph.extracting.posts import find_posts
from inspectgraph.extracting.sections import find_sections
from inspectgraph.facts import PersonRole
from inspectgraph.reading.document import Document
from inspectgraph.reading.reader import read_bytes


def read(text: str) -> Document:
    return read_bytes(text.encode(), "x.txt")


def find(document: Document, kind: str) -> tuple[PersonRole, ...]:
    return people.find_people(document, find_sections(document), "essex", kind, "Essex")


def test_an_article_names_its_author_and_holders_of_posts() -> None:
    document = read(
        "A headline of few words\n\nBy Ada Byron\n\n| 7 January 2019\n\n"
        "They praised director of children's services (DCS) Eve Park, "
        "who replaced Tom Bell in 2017, now DCS in Surrey.\n\n"
        ""
        "That is well, said the council's cabinet member for children and families Rob Lake when asked.\n\n"
        "Una Vale, chief executive, agreed.\n"
    )
    found = find(document, "news")
    assert [
        (one.name, one.role, one.start and str(one.start), one.end and str(one.end), one.former) for one in found
    ] == [
        ("Ada Byron", "journalist", None, None, False),
        ("Eve Park", "dcs", "2017", None, False),
        ("Tom Bell", "dcs", None, "2017", True),
        ("Tom Bell", "dcs", None, None, False),
        ("Rob Lake", "lead-member", None, None, False),
        ("Una Vale", "chief-executive", None, None, False),
    ]
    assert found[1].title == "director of children's services (DCS)"
    assert [one.organisation.slug for one in found if one.organisation] == [
        "essex",
        "essex",
        "surrey",
        "essex",
        "essex",
    ]
    assert all(one.name in document.quote(one.spans[0]) for one in found)
    assert {one.rule for one in found} == set(people.RULES) - {"people/holder-since"}


def test_a_start_right_after_the_name() -> None:
    (found,) = find(read("Director of children's services Eve Park, who was appointed in May 2017, spoke.\n"), "news")
    assert str(found.start) == "2017-05"


LETTER = """9 May 2018

Ada Byron, {title}, Essex County Council

Roy Dale, Independent Chair of Essex LSCB

Dear local partnership

The chair of the LSCB knows of it and, since taking up his role in early 2017, works on it.

{more}
"""


def test_a_named_holder_gets_the_start_that_the_text_gives_elsewhere() -> None:
    document = read(LETTER.format(title="Director of Children's Services", more="The DCS was appointed in June 2016."))
    found = find(document, "jtai")
    assert [(one.name, str(one.start)) for one in found] == [("Ada Byron", "2016-06"), ("Roy Dale", "2017")]
    assert {one.rule for one in found} == {"people/holder-since"}
    assert find_posts(document, find_sections(document), "essex", "Essex", found) == ()
    assert len(find_posts(document, find_sections(document), "essex", "Essex")) == 2


def test_an_interim_start_is_not_a_permanent_holders() -> None:
    document = read(
        LETTER.format(title="Director of Children's Services", more="An interim DCS was appointed in June 2016.")
    )
    assert [one.start for one in find(document, "jtai") if one.role == "dcs"] == [None]


def test_nobody_is_named_where_no_rule_applies() -> None:
    assert find(read("Tom Bell is liked. Social workers of Eve Park are too.\n"), "sif") == ()
