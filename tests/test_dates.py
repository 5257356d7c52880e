from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.dates import PartialDate, find_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 January 2014 – 5 February 2014", [("2014-01-14", "2014-02-05")]),
        ("8 – 12 July 2013", [("2013-07-08", "2013-07-12")]),
        ("27 September to 8 October 2021", [("2021-09-27", "2021-10-08")]),
        (
            "19 November-11 December 2013 and 28 – 30 January 2014",
            [("2013-11-19", "2013-12-11"), ("2014-01-28", "2014-01-30")],
        ),
        ("12/09/2016 to 06/10/2016", [("2016-09-12", "2016-10-06")]),
        ("Monday 6 March 2017 to Friday 17 March 2017", [("2017-03-06", "2017-03-17")]),
        ("Monday, 6 March – Friday, 17 March 2017", [("2017-03-06", "2017-03-17")]),
        ("6 March 2017 through to 17 March 2017", [("2017-03-06", "2017-03-17")]),
        ("06.03.2017 to 17.03.2017", [("2017-03-06", "2017-03-17")]),
        ("6/3/2017 - 17/3/2017", [("2017-03-06", "2017-03-17")]),
        ("on 6.3.2017", [("2017-03-06", None)]),
        ("14 and 15 October 2009", [("2009-10-14", "2009-10-15")]),
        ("30 November to 4 December 2020", [("2020-11-30", "2020-12-04")]),
        ("28 December to 3 January 2020", [("2019-12-28", "2020-01-03")]),
        ("08 July 2019", [("2019-07-08", None)]),
        ("on the 3rd of May 2013", [("2013-05-03", None)]),
        ("in November 2010", [("2010-11", None)]),
        ("in Sept 2010", [("2010-09", None)]),
        ("between May and July 2012", [("2012-07", None)]),
        ("31 February 2012", []),
        ("a total of 2,014 children", []),
        ("in 2012–13", []),
    ],
)
def test_find_dates(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = find_dates(text)
    assert [(str(mention.start), str(mention.end) if mention.end else None) for mention in found] == expected


def test_a_bare_year_counts_only_when_asked() -> None:
    assert find_dates("the inspection in 2014") == []
    assert str(find_dates("the inspection in 2014", years=True)[0].start) == "2014"
    assert find_dates("296,2014 and 2012–13 and £2014", years=True) == []


PARTIAL = st.one_of(
    st.builds(PartialDate, st.integers(1900, 2099)),
    st.builds(PartialDate, st.integers(1900, 2099), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1900, 2099), st.integers(1, 12), st.integers(1, 28)),
)


@given(PARTIAL)
def test_iso_form_reads_back(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date
    assert date.earliest() <= date.latest()


@given(PARTIAL, PARTIAL)
def test_dates_agree_when_one_lies_in_the_other(first: PartialDate, second: PartialDate) -> None:
    inside = first.earliest() >= second.earliest() and first.latest() <= second.latest()
    around = second.earliest() >= first.earliest() and second.latest() <= first.latest()
    assert first.agrees(second) == (inside or around)


@given(PARTIAL)
def test_a_printed_day_is_found(date: PartialDate) -> None:
    if date.day is None:
        return
    months = "January February March April May June July August September October November December".split()
    assert date.month is not None
    text = f"It took place on {date.day} {months[date.month - 1]} {date.year}."
    (mention,) = find_dates(text)
    assert mention.start == date
    assert text[mention.first : mention.last] == f"{date.day} {months[date.month - 1]} {date.year}"


@pytest.mark.parametrize("wrong", ["2014-13", "14-01-2014", "2014-1", "", "2014-02-30"])
def test_a_wrong_date_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"not a partial date|no month|no day"):
        PartialDate.parse(wrong)
