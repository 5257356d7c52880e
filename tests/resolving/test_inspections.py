"""Inspections are one when authority, framework, dates and grades allow it, and only then."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectgraph.dates import PartialDate
from inspectgraph.graph.iris import Iris
from inspectgraph.resolving.inspection_matching import Cluster
from inspectgraph.resolving.inspection_mentions import Said, possible_frameworks
from inspectgraph.resolving.inspections import RULES, settle_inspections
from inspectgraph.resolving.mentions import Mention
from inspectgraph.resolving.things import Settled

IRIS = Iris("https://example.org/")
BASE = IRIS.base + "id/"
GOOD = {"overall": "good", "leadership": "good"}


def report(
    document: str,
    start: str = "",
    end: str = "",
    framework: str | None = "ilacs",
    grades: dict[str, str] | None = None,
    authority: str = "essex",
    official: bool = True,
    issued: str = "",
) -> Said:
    iri = IRIS.inspection(authority, framework or "unknown", start or "0" + document).value
    return Said(
        Mention(document, iri), True, True, official, authority, framework, frozenset({framework} if framework else ()),
        _date(start), _date(end), _date(issued), "", GOOD if grades is None else grades,
    )  # fmt: skip


def mention(
    document: str,
    subject: str = "overall",
    start: str = "",
    grades: dict[str, str] | None = None,
    framework: str | None = None,
    authority: str = "essex",
) -> Said:
    graded = grades or {}
    iri = f"{BASE}inspection/{authority}/mention/{document}{subject}{start}{framework}{sorted(graded.items())}"
    possible = frozenset({framework}) if framework else possible_frameworks(subject, graded)
    return Said(
        Mention(document, iri), False, False, True, authority, framework, possible, _date(start), None, None, subject, graded
    )  # fmt: skip


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def settle(*said: Said) -> Settled:
    settled, _ = settle_inspections(said, IRIS)
    return settled


def things(*said: Said) -> dict[str, set[str]]:
    """The documents that speak of each inspection, by its natural IRI."""
    found: dict[str, set[str]] = {}
    for thing in settle(*said).things:
        found[thing.natural.removeprefix(BASE + "inspection/")] = {each.document for each in thing.mentions}
    return found


def rules(settled: Settled) -> set[str]:
    return {each.rule for each in settled.decisions} | {each.rule for each in settled.doubts}


def test_reports_from_one_day_are_one() -> None:
    said = report("a", "2018-11-19"), report("b", "2018-11-19", grades={"overall": "outstanding"})
    assert things(*said) == {"essex/ilacs/2018-11-19": {"a", "b"}}
    assert rules(settle(*said)) == {"inspections/same-start"}


@pytest.mark.parametrize(
    "other",
    [
        report("b", "2018-11-19", authority="kent"),
        report("b", "2018-11-19", framework="sif"),
        report("b", "2018-11-20"),
    ],
)
def test_other_authority_framework_or_day_is_another(other: Said) -> None:
    assert len(things(report("a", "2018-11-19"), other)) == 2


def test_undated_report_joins_the_only_one_with_its_areas_and_grades() -> None:
    dated = (
        report("a", "2018-11-19"),
        report("b", "2023-06-26", grades={"overall": "outstanding", "leadership": "good"}),
    )
    assert things(report("c"), *dated)["essex/ilacs/2018-11-19"] == {"a", "c"}
    assert "inspections/undated-report" in rules(settle(report("c"), *dated))


def test_undated_report_that_two_fit_stays_apart() -> None:
    said = report("c"), report("a", "2018-11-19"), report("b", "2023-06-26")
    assert len(things(*said)) == 3
    (doubt,) = settle(*said).doubts
    assert (doubt.rule, len(doubt.mentions)) == ("inspections/two-fit", 3)


def test_earlier_inspection_that_both_mention_decides_between_two() -> None:
    said = (
        report("c"), mention("c", start="2014", grades={"overall": "good"}),
        report("a", "2018-11-19"), mention("a", start="2014", grades={"overall": "good"}),
        report("b", "2023-06-26"), mention("b", start="2018", grades={"overall": "good"}),
    )  # fmt: skip
    assert things(*said)["essex/ilacs/2018-11-19"] == {"a", "b", "c"}


def test_undated_report_is_not_older_than_what_it_mentions() -> None:
    said = report("c"), mention("c", start="2019", grades={"overall": "good"}), report("a", "2018-11-19")
    assert "c" not in things(*said)["essex/ilacs/2018-11-19"]


def test_undated_report_with_other_areas_is_another() -> None:
    assert len(things(report("a", "2018-11-19"), report("c", grades={**GOOD, "care-leavers": "good"}))) == 2


def test_undated_report_joins_the_inspection_of_an_article_when_both_recall_one_before() -> None:
    said = report("c", grades={**GOOD, "help-and-protection": "good"}), mention("c", start="2014", grades=GOOD)
    news = report("n", "2018-11", "2018-11", None, GOOD, official=False)
    assert len(things(*said, news)) == 3
    recalled = things(*said, news, mention("n", start="2014", grades=GOOD))
    assert recalled["essex/ilacs/2018-11"] == {"c", "n"}


def test_one_grade_alike_does_not_join_a_report_to_an_article() -> None:
    said = report("c"), mention("c", start="2014", grades=GOOD)
    news = report("n", "2018-11", "2018-11", None, {"overall": "good"}, official=False)
    assert len(things(*said, news, mention("n", start="2014", grades=GOOD))) == 3


def test_news_joins_the_report_of_its_month() -> None:
    news = report("n", "2018-11", "2018-11", None, {"overall": "good"}, official=False)
    assert things(news, report("a", "2018-11-19", "2018-11-23")) == {"essex/ilacs/2018-11-19": {"a", "n"}}
    assert "inspections/less-precise-report" in rules(settle(news, report("a", "2018-11-19")))


def test_news_with_another_grade_or_month_stays_apart() -> None:
    worse = report("n", "2018-11", "", None, {"overall": "inadequate"}, official=False)
    later = report("n", "2018-12", "", None, {"overall": "good"}, official=False)
    for news in (worse, later):
        assert things(news, report("a", "2018-11-19", "2018-11-23"))["essex/ilacs/2018-11-19"] == {"a"}


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        (mention("b", start="2014", grades={"overall": "good"}), "inspections/mention-of-report"),
        (mention("b", start="2014-01"), "inspections/mention-of-report"),
        (mention("b", start="2014-02", grades={"overall": "good"}), "inspections/mention-in-course"),
        (mention("b", start="2014-03", grades={"overall": "good"}), "inspections/mention-by-report-date"),
    ],
)
def test_mention_joins_the_report_that_its_date_fits(said: Said, rule: str) -> None:
    reported = report("a", "2014-01-14", "2014-02-05", "sif", issued="2014-03-21")
    assert things(reported, said) == {"essex/sif/2014-01-14": {"a", "b"}}
    assert rules(settle(reported, said)) == {rule}


def test_year_of_the_report_is_that_of_the_inspection_before_it() -> None:
    reported = report("a", "2018-11-19", "2018-11-23", issued="2019-01-07")
    settled = settle(reported, mention("b", start="2019", grades={"overall": "good"}))
    assert (len(settled.things), rules(settled)) == (1, {"inspections/mention-by-report-year"})


def test_a_grade_that_contradicts_the_only_report_is_a_doubt() -> None:
    reported = report("a", "2016-09-12", framework="sif")
    settled = settle(reported, mention("b", start="2016", grades={"overall": "outstanding"}))
    assert (len(settled.things), rules(settled)) == (2, {"inspections/contradicting-grade"})


@pytest.mark.parametrize(
    "others",
    [
        (report("a", "2018-01-19", issued="2019-01-07"),),
        (
            report("a", "2018-11-19", issued="2019-01-07"),
            mention("c", "care leavers", "2019-09", {"care-leavers": "good"}),
        ),
    ],
)
def test_year_of_a_late_report_or_of_another_inspection_is_a_doubt(others: tuple[Said, ...]) -> None:
    settled = settle(*others, mention("b", start="2019"))
    assert "inspections/mention-by-report-year" not in rules(settled)


def areas(document: str, start: str, **grades: str) -> list[Said]:
    named = {area.replace("_", "-"): grade for area, grade in grades.items()}
    return [mention(document, area.replace("-", " "), start, {area: grade}) for area, grade in named.items()]


def test_all_grades_of_a_report_at_a_later_date() -> None:
    grades = {"overall": "good", "leadership": "good", "adoption": "inadequate", "care-leavers": "outstanding"}
    reported = report("a", "2014-10-21", "2014-11-12", "sif", grades)
    listed = areas("b", "2015-08", overall="good", leadership="good", adoption="inadequate", care_leavers="outstanding")
    settled = settle(reported, *listed)
    assert (len(settled.things), rules(settled)) == (1, {"inspections/all-grades-of-report"})
    assert len(settle(reported, *listed[:3]).things) > 1
    late = areas("b", "2016-08", overall="good", leadership="good", adoption="inadequate", care_leavers="outstanding")
    assert len(settle(reported, *late).things) > 1


def test_undated_mention_is_a_doubt() -> None:
    settled = settle(report("a", "2018-11-19"), report("b", "2023-06-26"), mention("b"))
    assert (len(settled.things), rules(settled)) == (3, {"inspections/undated-mention"})


@pytest.mark.parametrize("subject", ["fostering", "adoption", "private fostering", "safeguarding", "children's homes"])
def test_mention_of_another_subject_never_joins_the_whole(subject: str) -> None:
    said = report("a", "2014-01-14", "2014-02-05", "sif"), mention("b", subject, "2014-01", {"overall": "good"})
    assert len(things(*said)) == 2


def test_mention_with_another_grade_stays_apart() -> None:
    said = report("a", "2014-01-14", framework="sif"), mention("b", start="2014", grades={"overall": "inadequate"})
    assert len(things(*said)) == 2


def test_grade_for_the_only_subject_of_a_framework_is_its_overall_grade() -> None:
    reported = report("a", "2013-06-24", "2013-06-28", "lac", {"overall": "inadequate"})
    adequate, inadequate = (
        mention("b", "looked after children", "2013-06", {"looked-after-children": grade}, "lac")
        for grade in ("adequate", "inadequate")
    )
    assert (len(things(reported, adequate)), len(things(reported, inadequate))) == (2, 1)


def test_document_does_not_mention_what_it_reports() -> None:
    assert len(things(report("a", "2018-11-19"), mention("a", start="2018", grades={"overall": "good"}))) == 2


def test_document_tells_apart_what_it_lists_twice() -> None:
    visits = [mention("a", "focused visit", start, framework="focused-visit") for start in ("2017", "2017-03")]
    assert len(things(*visits)) == 2


def test_month_of_a_report_needs_a_grade_besides() -> None:
    settled = settle(report("a", "2014-01-14", "2014-02-05", "sif", issued="2014-03-21"), mention("b", start="2014-03"))
    assert (len(settled.things), rules(settled)) == (2, {"inspections/by-report-date-only"})


def test_a_grade_that_contradicts_the_report_of_that_month_is_a_doubt() -> None:
    reported = report("a", "2014-01-14", "2014-02-05", "sif", issued="2014-03-21")
    settled = settle(reported, mention("b", start="2014-03", grades={"overall": "inadequate"}))
    assert (len(settled.things), rules(settled)) == (2, {"inspections/contradicting-grade"})


@pytest.mark.parametrize(
    ("start", "framework", "expected"),
    [
        ("2019", "ilacs", {"inspections/by-likely-report"}),
        ("2019-02", "ilacs", {"inspections/by-likely-report"}),
        ("2019-10", "ilacs", set()),
        ("2019", "lac", set()),
    ],
)
def test_a_date_soon_after_a_report_of_unknown_day_may_be_that_of_the_report(
    start: str, framework: str, expected: set[str]
) -> None:
    reported = report("a", "2018-11-19", "2018-11-23", framework)
    settled = settle(reported, mention("b", start=start, grades={"overall": "outstanding"}))
    assert (len(settled.things), rules(settled)) == (2, expected)


def test_undated_mention_is_of_an_inspection_before_the_report() -> None:
    settled = settle(report("a", "2018-11-19"), report("b", "2014-01-14", framework="sif"), mention("b"))
    assert (len(settled.things), rules(settled)) == (3, set())


def test_month_at_the_start_counts_before_one_in_the_course() -> None:
    said = (
        report("a", "2014-01-14", "2014-02-05", "sif"), report("b", "2014-02-10", "2014-02-12", "sif"), mention("c", start="2014-02"),
    )  # fmt: skip
    assert things(*said)["essex/sif/2014-02-10"] == {"b", "c"}


def test_year_that_two_fit_stays_apart() -> None:
    said = report("a", "2018-01-19", framework="sif"), report("b", "2018-11-19"), mention("c", start="2018")
    settled = settle(*said)
    assert (len(settled.things), rules(settled)) == (3, {"inspections/two-fit"})


def test_mentions_of_one_inspection_join_and_the_more_precise_date_wins() -> None:
    one = mention("a", "fostering", "2013-05", {"overall": "good"}, "fostering")
    other = mention("b", "fostering", "2013", {"overall": "good"}, "fostering")
    assert things(one, other) == {"essex/fostering/2013-05": {"a", "b"}}
    assert rules(settle(one, other)) == {"inspections/same-mention"}


def test_safeguarding_and_looked_after_children_of_one_month_are_one() -> None:
    settled, clusters = settle_inspections(
        [
            mention("a", "safeguarding", "2010-08", {"safeguarding": "inadequate"}),
            mention("a", "looked after children", "2010-08", {"looked-after-children": "adequate"}),
        ],
        IRIS,
    )
    assert [thing.natural for thing in settled.things] == [BASE + "inspection/essex/slac/2010-08"]
    assert clusters[0].framework == "slac"
    assert rules(settled) == {"inspections/safeguarding-and-looked-after"}


@pytest.mark.parametrize("start", ["2010", "2013-04"])
def test_only_in_one_month_before_2013(start: str) -> None:
    assert len(things(mention("a", "safeguarding", start), mention("a", "looked after children", start))) == 2


def test_areas_of_the_whole_at_one_date_are_one() -> None:
    said = (
        mention("a", "overall", "2015", {"overall": "inadequate"}),
        mention("a", "care leavers", "2015", {"care-leavers": "inadequate"}),
    )
    assert (len(things(*said)), rules(settle(*said))) == (1, {"inspections/areas-of-one-inspection"})


def test_renditions_mention_undated_inspections_in_the_same_words() -> None:
    said = (
        report("a", "2018-11-19"),
        report("b", "2018-11-19"),
        mention("a", "children's homes"),
        mention("b", "children's homes"),
    )
    assert len(things(*said)) == 2
    assert "inspections/same-words-of-one-publication" in rules(settle(*said))


def test_other_publications_do_not() -> None:
    said = (
        report("a", "2018-11-19"),
        report("b", "2023-06-26"),
        mention("a", "children's homes"),
        mention("b", "children's homes"),
    )
    assert len(things(*said)) == 4


def test_mention_without_framework_keeps_its_own_iri() -> None:
    said = mention("a", start="2018", grades={"overall": "good"})
    assert settle(said).things[0].natural == said.mention.iri


def test_report_gives_the_start_however_a_mention_words_it() -> None:
    cluster = Cluster()
    for said in (
        mention("b", start="2014-02"),
        report("a", "2014-01", framework="sif"),
        mention("c", start="2014-01-14"),
    ):
        cluster.add(said)
    assert str(cluster.start) == "2014-01-14"


def test_each_rule_is_described() -> None:
    assert all(name.startswith("inspections/") and words.endswith(".") for name, words in RULES.items())


_GRADES = st.dictionaries(
    st.sampled_from(["overall", "leadership"]), st.sampled_from(["good", "inadequate"]), max_size=2
)
_STARTS = st.sampled_from(["", "2014", "2018", "2018-11", "2018-11-19", "2010-08"])
_DOCUMENTS = st.sampled_from("abcd")
_AUTHORITIES = st.sampled_from(["essex", "kent"])
_MENTIONS = st.builds(
    mention, _DOCUMENTS, st.sampled_from(["overall", "safeguarding", "looked after children", "fostering"]), _STARTS, _GRADES,
    st.none(), _AUTHORITIES,
)  # fmt: skip
_REPORTS = st.dictionaries(
    _DOCUMENTS,
    st.tuples(_STARTS, st.sampled_from(["ilacs", "sif", None]), _GRADES, _AUTHORITIES, st.booleans()),
).map(
    lambda rows: [
        report(document, start, "", framework, grades, authority, official)
        for document, (start, framework, grades, authority, official) in rows.items()
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_MENTIONS, max_size=8, unique_by=lambda said: said.mention), _REPORTS, st.randoms())
def test_nothing_depends_on_order_nor_crosses_what_contradicts(
    mentions: Sequence[Said], reports: Sequence[Said], random: object
) -> None:
    said = [*mentions, *reports]
    settled, clusters = settle_inspections(said, IRIS)
    shuffled = sorted(said, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert settle_inspections(shuffled, IRIS)[0] == settled
    assert sorted(each for thing in settled.things for each in thing.mentions) == sorted(each.mention for each in said)
    for cluster in clusters:
        assert len({each.authority for each in cluster.members}) == 1
        assert len({each.framework for each in cluster.members if each.framework}) <= 1
        for area in ("overall", "leadership"):
            assert (
                len({each.grades[area] for each in cluster.members if area in each.grades and not each.reported}) <= 1
            )
