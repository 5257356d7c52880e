"""What held on a day, as pages and as rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from tests.presenting.small_build import BASE, HOSTILE

from inspectgraph.asking.answering import ask
from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.results import records
from inspectgraph.building import BuildResult
from inspectgraph.errors import QueryError
from inspectgraph.graph.terms import slug_of
from inspectgraph.presenting import day_pages, day_table, days
from inspectgraph.presenting.builds import Build
from inspectgraph.presenting.changes import Change, Changes
from inspectgraph.presenting.days import Then, Wanted
from inspectgraph.presenting.links import Links
from inspectgraph.presenting.posts import ROLES
from inspectgraph.presenting.presentation import Presentation
from inspectgraph.presenting.site import Site

NORTHMOOR = NamedNode(f"{BASE}id/authority/northmoor")
#: Days about inspections, publications and reorganisations of the corpus, and some between them.
DAYS = ("2008-11-30", "2010-01-01", "2014-03-26", "2015-06-03", "2016-05-01", "2016-05-16", "2018-01-29", "2019-03-31",
        "2019-04-01", "2021-03-31", "2021-04-01", "2023-01-13", "2024-12-31")  # fmt: skip


def then(presentation: Presentation, wanted: Wanted) -> list[Then]:
    """What held, without a server."""
    return days.read(
        presentation,
        {
            name: [{key: term.value for key, term in row.items()} for row in presentation.dataset.select(query)]
            for name, query in days.queries(presentation, wanted).items()
        },
    )


def essex(presentation: Presentation) -> NamedNode:
    return NamedNode(f"{presentation.dataset.base}id/authority/essex")


@pytest.mark.xdist_group("corpus")
def test_pages_tell_what_the_questions_answer(corpus_build: BuildResult) -> None:
    dataset = Dataset.open(corpus_build.output)
    presentation = Presentation(dataset, corpus_build.output)

    def answers(name: str, **given: Sequence[str]) -> list[dict[str, object]]:
        return [dict(row) for row in records(ask(dataset, name, given))]

    for day in DAYS:
        found = then(presentation, Wanted(day))
        existing = {each.node.value for each in found}
        assert existing == {row["authority"] for row in answers("authorities", on=[day])}
        assert {
            (each.node.value, grade.inspection.value, grade.overall, grade.since, grade.certainty)
            for each in found
            for grade in each.grades
        } == {
            (row["authority"], row["inspection"], row["overall"], row["in_force_from"], row["certainty_name"])
            for row in answers("in-force", on=[day])
            if row["authority"] in existing
        }
        for role in ROLES:
            told = {
                (post.place.value, post.person.value if post.person else None, post.name, post.certainty, post.start)
                for each in found
                for post in each.holders(role)
            }
            asked = {
                (row["authority"], row["person"], row["person_name"], row["certainty_name"], row["from"] or "")
                for row in answers("in-post", on=[day], role=[role])
            }
            # Boards and authorities that had been replaced, or that the register does not have, are on no page.
            assert told <= asked
            assert {row for row in asked if row[0] in existing} <= told


@pytest.mark.xdist_group("corpus")
def test_something_did_change_on_a_day_of_change(corpus_build: BuildResult) -> None:
    site = Site(Dataset.open(corpus_build.output), corpus_build.output, Links("https://data.example.org/"), "Site")
    changed = [each for each in site.changes.all if each.what == "grades in force"]
    assert len(changed) > 50
    for each in changed[::12]:
        (row,) = then(site.presentation, Wanted(each.day, each.authority))
        assert each.day in {grade.since for grade in row.grades}


def test_changes_are_stepped_through() -> None:
    one, other = NamedNode("http://a.test/1"), NamedNode("http://a.test/2")
    changes = Changes(
        [Change("2001-02-03", one, "set up", ""), Change("2004-05-06", other, "set up", ""),
         Change("2004-05-06", one, "last day", "")]
    )  # fmt: skip
    assert (changes.before("2004-05-06"), changes.after("2001-02-03")) == ("2001-02-03", "2004-05-06")
    assert (changes.before("2001-02-03"), changes.after("2004-05-06")) == ("", "")
    assert (changes.before("2003-01-01"), changes.after("2003-01-01")) == ("2001-02-03", "2004-05-06")
    assert len(changes.on("2004-05-06")) == 2
    assert changes.of([other]).days == ["2004-05-06"]
    assert Changes([]).last == ""


@pytest.mark.parametrize("words", ["2016", "2016-05", "2016-02-30", "May", "", "2016-05-01T00:00", "9" * 200])
def test_what_is_no_day_is_told(words: str) -> None:
    with pytest.raises(QueryError, match="is no day"):
        days.as_day(words)


def test_a_day_of_the_small_build(site: Site) -> None:
    presentation = site.presentation
    wanted = Wanted("2014-03-10")
    found = then(presentation, wanted)
    page = day_pages.page(presentation, wanted, found, site.changes).html
    assert "On 10 March 2014" in page
    assert 'value="2014-03-10"' in page
    assert 'href="/on?day=2014-03-26" rel="next"' in page
    assert HOSTILE not in page
    assert not re.search(r"<script(?![^>]* src=)| style=| on[a-z]+=", page)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_an_authority_on_a_day(site: Site) -> None:
    presentation = site.presentation
    before, after = (
        day_pages.authority_page(presentation, wanted, then(presentation, wanted)[0], site.changes.of([NORTHMOOR])).html
        for wanted in (Wanted("2014-03-10", NORTHMOOR), Wanted("2018-12-01", NORTHMOOR))
    )
    assert "No inspection of all its services that this dataset knows had given grades by that day" in before
    assert "not named by any document" in before
    assert '<span class="pill">stated</span>' in before
    assert "Taken to be in force since 30 November 2018, the last day on which the inspection can have ended" in after
    assert "Changed on this day" not in after
    assert 'id="as-on"' not in after


def test_who_is_in_post_leads_to_the_words(site: Site) -> None:
    wanted = Wanted("2014-03-10", NORTHMOOR)
    (found,) = then(site.presentation, wanted)
    (director,) = found.holders("dcs")
    assert director.person is None
    assert day_pages.evidence(site.presentation, director)
    assert slug_of(director.role) == "dcs"


@pytest.mark.xdist_group("digests")
def test_an_authority_before_and_after_its_days(digests_build: BuildResult) -> None:
    presentation = Presentation(Dataset.open(digests_build.output), digests_build.output)
    base = presentation.dataset.base
    gone = Wanted("2021-04-01", NamedNode(f"{base}id/authority/northamptonshire"))
    page = day_pages.authority_page(presentation, gone, None, Changes([])).html
    assert "its last day was 31 March 2021, then came" in page
    assert "Who was in post" not in page
    early = Wanted("2021-03-31", NamedNode(f"{base}id/authority/north-northamptonshire"))
    page = day_pages.authority_page(presentation, early, None, Changes([])).html
    assert "it was set up on 1 April 2021, in place of" in page


@pytest.mark.xdist_group("digests")
def test_what_was_known_is_told_from_what_was_not(digests_build: BuildResult) -> None:
    presentation = Presentation(Dataset.open(digests_build.output), digests_build.output)

    def known(day: str) -> tuple[str, str]:
        wanted = Wanted(day, essex(presentation))
        (found,) = then(presentation, wanted)
        page = day_pages.authority_page(presentation, wanted, found, Changes([])).html
        past, _, later = page.partition('id="unknown"')
        return past.partition('id="known"')[2], later

    past, later = known("2009-11-11")
    assert "14 October 2009" not in past
    assert "report published" in later
    past, later = known("2009-11-12")
    assert "14 October 2009" in past
    assert "12 November 2009" in past


def test_what_no_dated_document_tells_may_have_been_known(site: Site) -> None:
    (inspected, *_) = site.presentation.history.of(NORTHMOOR)

    def known(published: str, *told: str) -> bool | None:
        return day_pages.Known(inspected, published, told).was_known("2015-06-01")

    assert known("2015-06-01", "") is True
    assert known("", "2015-05-31", "2019-01-01") is True
    assert known("2015-06-02", "2015-06-02") is False
    assert known("2015-06-02", "") is None
    assert known("", "") is None
    assert known("") is None


def test_rows_for_programs(site: Site) -> None:
    wanted = Wanted("2018-12-01")
    table = day_table.table(site.presentation, wanted, then(site.presentation, wanted))
    row = next(each for each in table.records() if each["authority"] == "Northmoor")
    assert (row["overall"], row["in_force_from"], row["grade_certainty"]) == ("Good", "2018-11-30", "inferred")
    said = day_table.as_json(wanted, table)
    assert said["total"] == len(table.rows) == sum(said["overall"].values())


def test_the_shares_are_of_all(site: Site) -> None:
    found = then(site.presentation, Wanted("2018-12-01"))
    shares = day_pages.shares(site.presentation, found)
    assert sum(each.count for each in shares) == len(found)
    assert shares[-1].style == "none"
    assert round(sum(each.width for each in shares)) == 100
    assert day_pages.shares(site.presentation, [])[0].width == 0


def test_addresses_keep_what_was_asked(site: Site) -> None:
    region = NamedNode(f"{BASE}id/region/england")
    wanted = Wanted("2018-12-01", NORTHMOOR, region, "3f9a")
    address = day_pages.address(site.presentation, wanted, "csv")
    assert address == "/on.csv?day=2018-12-01&authority=northmoor&region=england&build=3f9a"


def test_a_build_that_says_nothing_of_itself(tmp_path: Path) -> None:
    assert Build.of({}) == Build("", "", "", 0, {})
    assert Build.of({"build": "0123456789", "counts": {"people": 2, "odd": "x"}}).counts == {"people": 2}
    assert Build.of({"build": "0123456789"}).short == "01234567"
