"""Charts of made-up values: what is drawn, where, and what is said of what is left out."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from inspectgraph.charting.axis import Axis, rows_without_overlap
from inspectgraph.charting.colours import colour
from inspectgraph.charting.grades_by_year import grades_by_year
from inspectgraph.charting.heat_map import Row, heat_map
from inspectgraph.charting.history import Inspection, judgement_history
from inspectgraph.charting.picture import Dot, Line, Picture, Rect, Words, inner, svg
from inspectgraph.charting.teams import Part, teams
from inspectgraph.charting.tenures import Tenure, tenures

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</script><script>alert(1)</script>"
LABELS = (HOSTILE, 'He said "no" & <left>', "😀 Größe 日本", "x" * 3000, "", "]]>", "{{ 7 * 7 }}", "two\nlines")


def history() -> Picture:
    seen = [
        Inspection("SIF", "2014-01-14", (("Overall", "Good"), ("Leadership", "Inadequate"))),
        Inspection("Focused visit", "2017-05"),
        Inspection("ILACS", "2018-11-05", (("Overall", "Outstanding"),)),
        Inspection("ILACS", "2019-01-05", (("Overall", "Requires improvement to be good"),)),
        Inspection("Monitoring visit", ""),
    ]
    return judgement_history("Northmoor", seen, ("Overall", "Children in care", "Leadership"), "Source: made up")


def years() -> Picture:
    return grades_by_year(
        "Grades", "Counted.", {2016: ["Good", "Good", "Inadequate"], 2018: ["Outstanding"]}, "Source: x"
    )


def table() -> Picture:
    rows = [Row("East", "Northmoor", ("Good", ""), "SIF"), Row("West", "Eastvale", ("Inadequate", "Good"), "ILACS")]
    return heat_map("Grades", "In force.", ("Overall", "Leadership"), rows, "Source: x")


def posts() -> Picture:
    held = [
        Tenure("Northmoor", "Ada Lovelace", "2017", "", ("2018-11-05",)),
        Tenure("Northmoor", "Charles Babbage", "", "2016", ("2018-11-05",)),
        Tenure("Eastvale", "Mary Somerville", named=("2014-01-14", "2016-02-01")),
        Tenure("Eastvale", "Nobody Knows"),
    ]
    return tenures("Directors", "Of two authorities.", held, "Source: x")


def inspectors() -> Picture:
    parts = [
        Part("Ada", "2014-01-14", "SIF", led=True),
        Part("Ada", "2016-01-14", "ILACS"),
        Part("Bea", "2016-01-14", "ILACS"),
        Part("Cleo", "", "undated"),
    ]
    return teams("Who inspected when", "Teams.", parts, "Source: x", most=1)


ALL = [history, years, table, posts, inspectors]


def texts(picture: Picture) -> list[str]:
    return [mark.text for mark in picture.marks if isinstance(mark, Words)]


@pytest.mark.parametrize("chart", ALL)
def test_every_chart_is_whole_and_speaks_to_those_who_cannot_see_it(chart: object) -> None:
    assert callable(chart)
    picture = chart()
    root = ElementTree.fromstring(svg(picture))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert title.text == picture.title
    assert str(description.text).startswith(picture.subtitle)
    assert picture.summary in str(description.text)
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    shown = [element.text for element in root.iter(f"{SVG}text")]
    assert {picture.title, picture.source} <= set(shown)
    assert {swatch.text for swatch in picture.legend} <= set(shown)
    assert svg(picture) == svg(chart())
    for mark in picture.marks:
        if isinstance(mark, Rect):
            assert mark.x >= 0
            assert mark.x + mark.width <= inner(picture.width) + 1
            assert mark.y + mark.height <= picture.height + 1
        elif isinstance(mark, Dot):
            assert 0 <= mark.x <= inner(picture.width)


@pytest.mark.parametrize("label", LABELS)
def test_any_label_is_text(label: str) -> None:
    drawn = [
        judgement_history(label, [Inspection(label, "2014", ((label, label),))], [label], label),
        grades_by_year(label, label, {2014: [label]}, label),
        heat_map(label, label, [label], [Row(label, label, (label,), label)], label),
        tenures(label, label, [Tenure(label, label, "2014")], label),
        teams(label, label, [Part(label, "2014", label)], label),
    ]
    for picture in drawn:
        root = ElementTree.fromstring(svg(picture))
        assert not list(root.iter(f"{SVG}script"))
        assert not list(root.iter("script"))
        assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]


def test_nothing_can_be_drawn() -> None:
    for picture in (
        judgement_history("Northmoor", [], ["Overall"], ""),
        grades_by_year("", "", {}, ""),
        heat_map("", "", [], [], ""),
        tenures("", "", [], ""),
        teams("", "", [], ""),
    ):
        assert ElementTree.fromstring(svg(picture)).tag == f"{SVG}svg"


def test_the_history_has_a_lane_for_each_judged_area() -> None:
    picture = history()
    assert "Children in care" not in texts(picture)
    assert "Overall" in texts(picture)
    grades = [mark for mark in picture.marks if isinstance(mark, Rect)]
    assert [mark.fill for mark in grades] == [
        colour(grade) for grade in ("Good", "Outstanding", "Requires improvement", "Inadequate")
    ]
    # Where the next grade follows soon there is room for a letter alone.
    assert {"Good", "O", "Requires improvement", "Inadequate"} <= set(texts(picture))
    assert "1 inspection without a known date is not drawn" in picture.subtitle
    assert sum(isinstance(mark, Dot) for mark in picture.marks) == 4


def test_grades_of_one_day_stand_side_by_side() -> None:
    seen = [Inspection(name, "2011", (("Care leavers", "Adequate"),)) for name in ("SLAC", "AIPC", "LAC")]
    chips = [mark for mark in judgement_history("", seen, ["Care leavers"], "").marks if isinstance(mark, Rect)]
    assert len(chips) == 3
    for one, other in pairwise(chips):
        assert one.x + one.width < other.x


def test_columns_are_as_high_as_the_counts() -> None:
    bars = [mark for mark in years().marks if isinstance(mark, Rect)]
    by_about = {mark.about: mark.height for mark in bars}
    assert by_about["2016: 2 of 3 good"] == pytest.approx(2 * by_about["2018: 1 of 1 outstanding"])
    assert {"2016", "2017", "2018", "3"} <= set(texts(years()))


def test_the_table_says_grades_in_words_too() -> None:
    shown = texts(table())
    assert shown.count("Good") == 2
    assert {"East", "West", "–", "Inadequate"} <= set(shown)


def test_a_post_that_ended_is_not_drawn_beyond_its_end() -> None:
    picture = posts()
    dots = [mark for mark in picture.marks if isinstance(mark, Dot)]
    assert not [dot for dot in dots if "Babbage" in dot.about]
    assert {"since 2017", "until 2016"} <= set(texts(picture))
    assert "1 of whom no day is known is left out" in picture.subtitle
    (bar,) = (mark for mark in picture.marks if isinstance(mark, Rect) and "Somerville" in mark.about)
    stated = [mark for mark in picture.marks if isinstance(mark, Line) and mark.width == 3]
    assert len(stated) == 2
    assert bar.width > 0


def test_those_who_inspected_most_stand_above_and_the_others_are_counted() -> None:
    picture = inspectors()
    assert "Ada" in texts(picture)
    assert "Bea" not in texts(picture)
    assert "Drawn are the 1 who took part most often, of 2" in picture.subtitle


def test_the_axis_is_true_to_time() -> None:
    axis = Axis.over([date(2014, 3, 1), date(2016, 1, 1)], 100, 400)
    assert (axis.first, axis.last, axis.per_year) == (2014, 2016, 100)
    assert axis.at(date(2015, 1, 1)) == 200
    assert 249 < axis.at(date(2015, 7, 1)) < 251


def test_those_who_come_first_take_their_rows_first() -> None:
    assert rows_without_overlap([(0, 5), (1, 6)], 1) == [0, None]
    assert rows_without_overlap([(0, 5), (1, 6)], 1, [False, True]) == [None, 0]
