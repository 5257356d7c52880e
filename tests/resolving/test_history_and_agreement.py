"""What came before, what is stated alike, and what contradicts."""

from __future__ import annotations

from inspectgraph.dates import PartialDate
from inspectgraph.resolving.agreement import Agreement, Claim, compare, dates_agree
from inspectgraph.resolving.history import Event, previous, series_of


def event(iri: str, start: str, series: str = "overall") -> Event:
    return Event(iri, series, PartialDate.parse(start))


def test_each_inspection_follows_the_last_before_it() -> None:
    events = [event("c", "2018-11-19"), event("a", "2010-08"), event("b", "2014-01-14")]
    assert previous(events) == {"b": "a", "c": "b"}


def test_series_do_not_mix() -> None:
    assert previous([event("a", "2010"), event("b", "2014", "fostering")]) == {}
    assert series_of("slac", False) == series_of("ilacs", True) == series_of(None, True) == "overall"
    assert (series_of("jtai", False), series_of(None, False)) == ("jtai", None)


def test_uncertain_order_gives_no_link() -> None:
    assert previous([event("a", "2014"), event("b", "2014-05")]) == {}
    assert previous([event("a", "2013"), event("b", "2013-05"), event("c", "2018")]) == {}
    assert previous([event("a", "2010"), event("b", "2014"), event("c", "2014-05"), event("d", "2018-01")]) == {}


def claim(value: str, publication: str, publisher: str = "ofsted", single: bool = True, weight: int = 0) -> Claim:
    node = f"{publication} {value} {weight}"
    return Claim("thing", "property", value, node, publication, publication, publisher, (weight,), single)


def found(*claims: Claim) -> list[Agreement]:
    result = compare(claims, {"property": dates_agree})
    assert compare(claims[::-1], {"property": dates_agree}) == result
    return result


def test_two_publications_corroborate() -> None:
    (agreement,) = found(claim("2014", "a"), claim("2014", "b"))
    assert (agreement.rule, agreement.conflict, len(agreement.claims)) == ("agreement/other-publication", False, 2)
    (agreement,) = found(claim("2014", "a"), claim("2014", "n", "news"))
    assert agreement.rule == "agreement/other-publisher"


def test_renditions_of_one_publication_are_one_voice() -> None:
    assert found(claim("2014", "a"), claim("2014", "a", weight=1)) == []


def test_dates_that_agree_are_no_conflict() -> None:
    (agreement,) = found(claim("2014", "a"), claim("2014-01-14", "b"))
    assert not agreement.conflict


def test_dates_that_differ_are_a_conflict() -> None:
    (agreement,) = found(claim("2014-01", "a"), claim("2014-02-05", "b"))
    assert (agreement.rule, agreement.conflict) == ("agreement/contradiction", True)


def test_what_may_have_many_values_has_no_conflict() -> None:
    assert found(claim("2014", "a", single=False), claim("2015", "b", single=False)) == []
