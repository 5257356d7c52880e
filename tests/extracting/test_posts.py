from __future__ import annotations

import pytest

from inspectgraph.extracting import posts
from inspectgraph.extracting.sections import find_sections
from inspectgraph.facts import UnnamedPost
from inspectgraph.reading.reader import read_bytes


def found(text: str) -> tuple[UnnamedPost, ...]:
    document = read_bytes(text.encode(), "x.txt")
    result = posts.find_posts(document, find_sections(document), "essex", "Essex")
    assert all(post.rule in posts.RULES for post in result)
    return result


def dated(text: str) -> list[tuple[str, str]]:
    return [(post.role, str(post.start)) for post in found(text) if post.start]


@pytest.mark.parametrize(
    ("sentence", "posts_since"),
    [
        ("The DCS has been in post since May 2011.", [("dcs", "2011-05")]),
        ("Here the director of children's services (DCS) was in post since 5 May 2011.", [("dcs", "2011-05-05")]),
        ("The chair of the LSCB has been in post since 2009.", [("lscb-chair", "2009")]),
        (
            "The Director of Children's Services has been in post, on an interim basis, since May 2011.",
            [("dcs", "2011-05")],
        ),
        ("The DCS has held on in post in an acting capacity since May 2011.", [("dcs", "2011-05")]),
        (
            "A new chief executive and lead member for children were appointed in May 2016.",
            [("lead-member", "2016-05"), ("chief-executive", "2016-05")],
        ),
        ("An assistant director, who took up post in June 2014, is liked.", [("other", "2014-06")]),
        ("The appointment of a permanent DCS in July 2015 and of new carpets helped.", [("dcs", "2015-07")]),
        ("The arrival of an adoption team manager at the end of 2021 helped.", [("other", "2021")]),
        (
            "The appointment of a director of learning, skills and play in 2022 and an interim DCS in July 2024.",
            [("other", "2022"), ("dcs", "2024-07")],
        ),
        ("He became the Director of Adults' Services in January 2013.", [("other", "2013-01")]),
        ("After her appointment in June 2014, the chief executive saw it all.", [("chief-executive", "2014-06")]),
        ("In August 2023, the council appointed a new director of children's services.", [("dcs", "2023-08")]),
        ("The director of children's services came into post in August 2023.", [("dcs", "2023-08")]),
        ("An interim DCS has led the service since August 2023.", [("dcs", "2023-08")]),
        ("An interim DCS has led the council through change in August 2023.", []),
        ("The strategic director children and families has been in post since May 2011.", [("dcs", "2011-05")]),
        ("The head of paid service has been in post since May 2011.", [("chief-executive", "2011-05")]),
        ("The cabinet member for children has held the portfolio since May 2011.", [("lead-member", "2011-05")]),
        ("A new chair of the LSCB took over in May 2011.", [("lscb-chair", "2011-05")]),
        ("The DCS (appointed May 2011) is liked.", [("dcs", "2011-05")]),
        ("The head of the virtual school has been in post since May 2011.", [("other", "2011-05")]),
        ("There was a new director of children's services in May 2011.", [("dcs", "2011-05")]),
        ("Since May 2011, an interim DCS has been in post.", [("dcs", "2011-05")]),
        ("From May 2011 there has been a new chief executive in post.", [("chief-executive", "2011-05")]),
        ("The previous DCS left in May 2011 and was replaced by an interim DCS in June 2011.", [("dcs", "2011-06")]),
        ("In August 2023, a new DCS, well known in the field, was appointed.", [("dcs", "2023-08")]),
        ("The recently appointed lead member (May 2016) is busy.", [("lead-member", "2016-05")]),
        (
            "The DCS has been in post since April 2013 and the chief executive since June 2012.",
            [("dcs", "2013-04"), ("chief-executive", "2012-06")],
        ),
        (
            "The interim chair of the LSCB sees gaps and, since taking up her role in early 2017, works on them.",
            [("lscb-chair", "2017")],
        ),
        (
            "Reports to the LSCB chair are good. He has changed much since taking up the post in May 2014.",
            [("lscb-chair", "2014-05")],
        ),
        ("The chief executive asked for a review in August 2023.", []),
        ("The appointment of carers has been slow since May 2014.", []),
        ("The school headteacher was appointed in May 2014.", []),
        ("The chair took up post and the board was judged inadequate in May 2014.", []),
    ],
)  # fmt: skip
def test_tenure(sentence: str, posts_since: list[tuple[str, str]]) -> None:
    assert sorted(dated(sentence + "\n")) == sorted(posts_since)


def test_each_rule_is_used() -> None:
    text = "\n\n".join(
        (
            "The DCS was appointed in May 2011.",
            "The appointment of a lead member in May 2012 helped.",
            "Since his appointment in May 2013 the chief executive has been busy.",
            "In May 2014 a leader of the council was appointed.",
            "The acting chair of the LSCB is liked.",
        )
    )
    assert {post.rule for post in found(text)} == set(posts.RULES)


def test_one_statement_for_each_post_and_start() -> None:
    text = (
        "The DCS took up post in 2016.\n\nThe DCS has been in post since March 2016.\n\n"
        "The DCS was appointed in May 2019.\n"
    )
    first, second = found(text)
    assert (str(first.start), len(first.spans), str(second.start)) == ("2016-03", 2, "2019-05")


def test_the_words_hold_post_and_date() -> None:
    text = "It is said that the chair of the LSCB, a busy one, has been in post since May 2011, and so on.\n"
    document = read_bytes(text.encode(), "x.txt")
    (post,) = posts.find_posts(document, find_sections(document), "essex", "Essex")
    assert document.quote(post.spans[0]).startswith("chair of the LSCB")
    assert document.quote(post.spans[0]).endswith("since May 2011")
    assert (post.organisation.kind, post.organisation.slug) == ("board", "essex")


def test_a_director_beside_the_director_of_childrens_services() -> None:
    text = "A director of children and families' centres was appointed in June 2016.\n"
    assert dated(text) == [("other", "2016-06")]


def test_new_holders_without_a_date() -> None:
    (post,) = found("The lead member, although new in the role, knows the children.\n")
    assert (post.role, post.start, post.rule) == ("lead-member", None, "posts/new")
    assert found("A lead member of long standing knows the children.\n") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The DCS has been in her current role since May 2019.", [("dcs", "2019-05")]),
        ("The director of children's services has held the post since 2011.", [("dcs", "2011")]),
        ("The new lead member for children's services was elected in May 2015.", [("lead-member", "2015-05")]),
        ("There has been a new director of children's services since April 2021.", [("dcs", "2021-04")]),
        ("A new DCS has been in place since November 2022.", [("dcs", "2022-11")]),
        (
            "The DCS is also the Director of Adult Services and has been in post since September 2010.",
            [("dcs", "2010-09")],
        ),
        (
            "The DCS has been in post for the time being since August 2012. This arrangement was made permanent in"
            " November 2013.",
            [("dcs", "2012-08"), ("dcs", "2013-11")],
        ),
    ],
)
def test_other_words_for_holding_a_post(text: str, expected: list[tuple[str, str]]) -> None:
    assert dated(text) == expected
