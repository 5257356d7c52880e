"""The geometry of small pictures."""

from __future__ import annotations

from inspectgraph.presenting.pictures import LABELS, WIDTH, Life, columns, timeline


def test_a_life_is_dark_where_it_is_stated_and_pale_between_bounds() -> None:
    drawn = timeline([Life("Ann", "Ann, 2010 to 2014", ("2010-01-01", "2010-12-31", "2014-01-01", "2014-12-31"))])
    assert drawn is not None
    [row] = drawn.rows
    assert [span.style for span in row.spans] == ["maybe", "bar", "maybe"]
    assert row.spans[0].x == LABELS
    assert row.spans[1].x + row.spans[1].width == row.spans[2].x


def test_somebody_who_was_only_seen_is_a_ring() -> None:
    drawn = timeline([Life("Ann", "Ann", seen=("2014-03-04",))])
    assert drawn is not None
    assert drawn.rows[0].spans == ()
    assert len(drawn.rows[0].dots) == 1


def test_a_post_without_an_end_fades_out() -> None:
    drawn = timeline([Life("Ann", "Ann", ("2010-01-01", "2010-01-01", "", ""), ("2012-01-01",))])
    assert drawn is not None
    assert [span.style for span in drawn.rows[0].spans] == ["bar", "maybe"]


def test_what_has_no_day_is_not_drawn() -> None:
    assert timeline([Life("Ann", "Ann")]) is None
    assert timeline([]) is None


def test_groups_have_their_heading_once() -> None:
    lives = [
        Life(name, name, seen=("2014-01-01",), group=group) for name, group in (("a", "x"), ("b", "x"), ("c", "y"))
    ]
    drawn = timeline(lives)
    assert drawn is not None
    assert [row.heading for row in drawn.rows] == ["x", "", "y"]


def test_columns_stand_on_their_base_and_stay_in_the_picture() -> None:
    drawn = columns([("2014", [("good", 3), ("inadequate", 1)]), ("2015", [("good", 0), ("inadequate", 7)])])
    (_, x, width, blocks), (_, last, last_width, _) = drawn.columns
    assert blocks[0].y + blocks[0].height == drawn.base
    assert [block.count for block in blocks] == [3, 1]
    assert 0 < x < x + width < last
    assert last + last_width < WIDTH
