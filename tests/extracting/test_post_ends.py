from __future__ import annotations

import pytest

from inspectgraph.dates import PartialDate
from inspectgraph.extracting import post_ends
from inspectgraph.extracting.sections import find_sections
from inspectgraph.facts import PersonRole, UnnamedPost
from inspectgraph.reading.document import Span
from inspectgraph.reading.reader import read_bytes


def ends(text: str) -> tuple[UnnamedPost, ...]:
    document = read_bytes(f"{text}\n".encode(), "x.txt")
    found = post_ends.find_ends(document, find_sections(document), "essex", "Essex")
    assert all(post.rule in post_ends.RULES for post in found)
    assert all(document.quote(span).strip() == document.quote(span) for post in found for span in post.spans)
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A new DCS came after the retirement of the previous DCS at the end of May 2019.", [("dcs", "2019-05")]),
        ("The resignation of the chief executive in March 2018 was sudden.", [("chief-executive", "2018-03")]),
        ("The director of children's services (DCS) retired in May 2019.", [("dcs", "2019-05")]),
        ("The DCS, who left the authority in June 2017, is missed.", [("dcs", "2017-06")]),
        ("The chair of the LSCB stepped down on 3 May 2016.", [("lscb-chair", "2016-05-03")]),
        ("The previous chief executive left her post in 2015.", [("chief-executive", "2015")]),
        ("In October 2021, the director of children's services resigned.", [("dcs", "2021-10")]),
        ("Ann Marlow retired as director of children's services in May 2019.", [("dcs", "2019-05")]),
        ("The DCS left a meeting in June 2017.", []),
        ("The lead member left the room in June 2017 to take a call.", []),
        ("The chief executive who recently left the post has helped.", []),
        ("The DCS praised carers who retired in May 2019.", []),
        ("Since the DCS retired, a review in May 2019 has found more.", []),
        ("The DCS will retire in May 2019.", []),
        ("An adoption team manager retired in May 2019.", []),
        ("Cases were stepped down by the DCS in May 2019.", []),
        ("The departure of the DCS for London was followed by a review in May 2019.", []),
    ],
)
def test_the_end_of_a_post_only_where_the_text_gives_it(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(post.role, str(post.end)) for post in ends(sentence)] == expected


def test_one_for_each_post_and_end() -> None:
    found = ends("The DCS retired in May 2019. Much changed. After the DCS retired in May 2019, more did.")
    assert len(found) == 1
    assert {each.rule for each in (*found, *ends("The departure of the DCS in May 2019 was sudden."))} == set(
        post_ends.RULES
    )


def test_whom_the_words_name_has_the_end_and_nobody_else() -> None:
    text = "Ann Marlow, director of children's services, retired in May 2019."
    named, other = (
        PersonRole(name, "dcs", "director of children's services", "people/test", (span,))
        for name, span in (("Ann Marlow", Span(0, 43)), ("Bob Tarn", Span(200, 240)))
    )
    found = ends(text)
    one, two = post_ends.with_ends((named, other), found)
    assert (one.end, one.former, two.end) == (PartialDate(2019, 5), True, None)
    assert post_ends.without_named(found, (one, two)) == ()
    assert post_ends.without_named(found, (two,)) == found
