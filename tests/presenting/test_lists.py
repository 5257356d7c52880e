"""Lists and search."""

from __future__ import annotations

import csv
import io
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from tests.presenting.small_build import BASE, HOSTILE

from inspectgraph.asking.dataset import Dataset
from inspectgraph.errors import QueryError
from inspectgraph.exporting.tables.table import Table, TableKind
from inspectgraph.exporting.things import Things
from inspectgraph.presenting.list_kinds import LISTS
from inspectgraph.presenting.listing import ListPage, ListQuery, Lists, as_json, read_query
from inspectgraph.presenting.openapi import openapi
from inspectgraph.presenting.site import Site
from inspectgraph.presenting.site_pages import list_page


def page(site: Site, name: str, *parameters: tuple[str, str]) -> ListPage:
    return site.lists.page(name, read_query(parameters))


def column(found: ListPage, name: str) -> list[object]:
    place = [each.name for each in found.kind.table.columns].index(name)
    return [row.cells[place] for row in found.rows]


@pytest.mark.parametrize("name", list(LISTS))
def test_each_list_has_rows_with_their_things(site: Site, name: str) -> None:
    found = page(site, name)
    assert found.rows
    assert all(row.iri.startswith(BASE) for row in found.rows)
    assert set(found.kind.shown) <= {each.name for each in found.kind.table.columns}
    assert {facet.name for facet in found.kind.facets} == set(found.choices)


def test_filters(site: Site) -> None:
    found = page(site, "judgements", ("authority", "northmoor"), ("grade", "good"))
    assert found.total == 3
    assert set(column(found, "grade")) == {"Good"}
    assert page(site, "judgements", ("year", "2015"), ("area", "lscb")).total == 1
    assert page(site, "inspections", ("framework", "ilacs")).total == 2
    assert [row.iri for row in page(site, "people", ("role", "lead-inspector")).rows] == [
        f"{BASE}id/person/ida-quill-000001"
    ]
    assert page(site, "findings", ("q", "leaving CARE team")).total == 2
    assert page(site, "findings", ("q", "nothing of the kind")).total == 0
    assert page(site, "authorities", ("grade", "good")).total == 1


def test_choices_say_how_many(site: Site) -> None:
    choices = {each.value: each.count for each in page(site, "judgements").choices["authority"]}
    assert choices["northmoor"] == page(site, "judgements", ("authority", "northmoor")).total


def test_sorting_puts_what_is_missing_last(site: Site) -> None:
    for way in ("", "-"):
        found = column(page(site, "statistics", ("sort", way + "compared_with")), "compared_with")
        assert found[-1] is None
        assert found[0] is not None
    values = [
        each for each in column(page(site, "statistics", ("sort", "-value")), "value") if isinstance(each, int | float)
    ]
    assert values == sorted(values, reverse=True)


def test_pages(site: Site) -> None:
    whole = page(site, "judgements")
    first, second = (page(site, "judgements", ("per_page", "3"), ("page", number)) for number in "12")
    assert [*first.rows, *second.rows] == list(whole.rows[:6])
    said = as_json(first, site.links)
    assert said["total"] == whole.total
    assert said["next"] == "/judgements.json?page=2&per_page=3"
    assert said["previous"] is None
    assert set(said["items"][0]) == {each.name for each in whole.kind.table.columns}


@pytest.mark.parametrize(
    "parameters",
    [
        [("colour", "red")], [("sort", "colour")], [("page", "0")], [("page", "two")], [("page", "999")], [("per_page", "9999999")],
        [("grade", "good"), ("grade", "inadequate")],
    ],
)  # fmt: skip
def test_a_wrong_question_is_told(site: Site, parameters: list[tuple[str, str]]) -> None:
    with pytest.raises(QueryError):
        page(site, "judgements", *parameters)
    with pytest.raises(QueryError):
        site.lists.page("colours", ListQuery())


def test_csv_is_whole_and_holds_no_formula(site: Site) -> None:
    content = site.lists.csv("services", ListQuery()).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert len(rows) == page(site, "services").total
    names = {row["service"] for row in rows}
    assert '\'=HYPERLINK("http://evil.test")' in names
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_pages_are_escaped(site: Site) -> None:
    for name in LISTS:
        html = list_page(site.presentation, site.lists, page(site, name)).html
        assert "<script>alert" not in html
    asked = page(site, "findings", ("q", '"><script>alert(1)</script>'))
    assert "<script>alert" not in list_page(site.presentation, site.lists, asked).html


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("Northmoor", "authority/northmoor"),
        ("northmor", "authority/northmoor"),
        ("E99000001", "authority/northmoor"),
        ("Ann Marlow", "person/ann-marlow-000001"),
        ("A. Marlow", "person/ann-marlow-000001"),
        ("cara fnich", "person/cara-finch-000001"),
        ("FH", "unit/northmoor/family-hub"),
        ("family hub", "unit/northmoor/family-hub"),
        ("SOUTHMERE ON SEA", "authority/southmere-on-sea"),
    ],
)
def test_search_finds_by_name_and_near_it(site: Site, words: str, path: str) -> None:
    assert site.search.find(words)[0].node == NamedNode(f"{BASE}id/{path}")


def test_search_says_what_it_found(site: Site) -> None:
    hub = site.search.find("FH")[0]
    assert (hub.name, hub.kind, hub.of, hub.matched) == ("Family Hub", "service", "Northmoor", "FH")
    assert site.search.find("") == []
    assert site.search.find("%%%") == []
    assert all(hit.kind == "person" for hit in site.search.find("Marlow", kind="person"))
    assert any(hit.name == HOSTILE for hit in site.search.find("script alert"))


def test_openapi_tells_of_every_list(site: Site) -> None:
    document = openapi(site.links, "Inspections")
    for kind in LISTS.values():
        operation = document["paths"][f"/{kind.name}.json"]["get"]
        given = {each["name"] for each in operation["parameters"]}
        assert {facet.name for facet in kind.facets} | {"q", "sort", "page", "per_page"} == given
        assert set(document["components"]["schemas"][kind.name]["properties"]) == {
            each.name for each in kind.table.columns
        }


def test_of_many_who_ask_at_once_one_reads(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = LISTS["judgements"].table.read
    times: list[int] = []

    def slowly(self: TableKind, things: Things) -> Table:
        times.append(1)
        gate.wait(0.2)
        return read(things)

    gate = threading.Event()
    monkeypatch.setattr(TableKind, "read", slowly)
    lists = Lists(Dataset.open(small))
    with ThreadPoolExecutor(8) as pool:
        totals = {each.total for each in pool.map(lambda _: lists.page("judgements", ListQuery()), range(8))}
    assert len(totals) == 1
    assert len(times) == 1
