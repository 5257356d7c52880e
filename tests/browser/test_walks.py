"""What a reader does: search, follow a judgement to its words, look around, ask, take the answer along."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Walking

pytestmark = pytest.mark.xdist_group("browser")
WIDTHS = (1280, 390)
Picture = Callable[[Page, str], None]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
@pytest.mark.parametrize("width", WIDTHS)
def test_from_search_to_the_words_of_a_judgement(
    site: str, walking: Walking, picture: Picture, width: int, scripts: bool
) -> None:
    with walking(site, width, scripts=scripts) as walk:
        page = walk.to("/")
        picture(page, f"walk-home-{width}-{scripts}")
        page.get_by_label("Find an authority").fill("Essex")
        page.get_by_label("Find an authority").press("Enter")
        page.locator("main").get_by_role("link", name="Essex", exact=True).first.click()
        expect(page.locator("h1")).to_have_text("Essex")
        expect(page.get_by_role("heading", name="Judgements through the years")).to_be_visible()
        expect(page.get_by_role("heading", name="Who led it, and when")).to_be_visible()

        page.locator("section[aria-labelledby=inspections] tbody th a").first.click()
        expect(page.locator("h1")).to_contain_text("Essex")
        proof = page.locator("section[aria-labelledby=judgements] .proof a").first
        target = proof.get_attribute("href") or ""
        proof.click()
        page.wait_for_url(re.compile("/doc/document/.*#at-"))
        mark = page.locator(f"[id='{target.partition('#')[2]}']")
        expect(mark).to_be_in_viewport()
        picture(page, f"walk-evidence-{width}-{scripts}")

        mark.locator("a.noteref").last.click()
        page.wait_for_url(re.compile("#fact-"))
        fact = page.locator(f"[id='{page.url.partition('#')[2]}']")
        expect(fact).to_be_in_viewport()
        fact.locator(".places a").first.click()
        page.wait_for_url(re.compile("#at-"))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_neighbourhood_is_a_table_and_with_scripts_a_picture(
    site: str, walking: Walking, picture: Picture, scripts: None, width: int
) -> None:
    with walking(site, width) as walk:
        page = walk.to("/doc/authority/essex")
        page.get_by_role("link", name="Neighbourhood").click()
        canvas = page.locator("#network canvas").first
        expect(canvas).to_be_visible()
        expect(page.get_by_role("row").filter(has_text="inspects").first).to_be_visible()
        page.wait_for_timeout(300)
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        assert box is not None
        # The middle of the picture is the thing itself: it can be pulled.
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.move(*middle)
        page.mouse.down()
        page.mouse.move(middle[0] + 40, middle[1] + 30, steps=4)
        page.mouse.up()
        picture(page, f"neighbourhood-{width}")


def test_the_neighbourhood_without_scripts_leads_on(site: str, walking: Walking) -> None:
    with walking(site, scripts=False) as walk:
        base = "https://data.example.org/"
        page = walk.to(f"/neighbourhood?of={quote(base + 'id/authority/essex', safe='')}")
        expect(page.locator("#network")).to_be_hidden()
        page.get_by_role("link", name=re.compile("around it")).first.click()
        expect(page.locator("h1")).to_contain_text("Around")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
@pytest.mark.parametrize("width", WIDTHS)
def test_from_an_authority_to_what_held_on_a_day(
    site: str, walking: Walking, picture: Picture, width: int, scripts: bool
) -> None:
    with walking(site, width, scripts=scripts) as walk:
        page = walk.to("/doc/authority/essex")
        page.get_by_label("As on", exact=True).fill("2010-01-01")
        page.get_by_role("button", name="Show that day").click()
        expect(page.locator("h1")).to_have_text("Essex on 1 January 2010")
        expect(page.locator("section[aria-labelledby=force]")).to_contain_text("No inspection of all its services")
        expect(page.locator("section[aria-labelledby=posts]")).to_contain_text("Malcolm Newsam")
        page.get_by_role("link", name=re.compile("Next change")).click()
        expect(page.locator("section[aria-labelledby=force]")).to_contain_text("Good")
        picture(page, f"walk-day-{width}-{scripts}")
        page.get_by_role("link", name="all authorities on this day").click()
        page.get_by_label("Day", exact=True).fill("2018-12-01")
        page.get_by_label("Region").select_option(label="East of England")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.locator("h1")).to_have_text("On 1 December 2018")
        table = page.locator("section[aria-labelledby=authorities] table")
        expect(table.get_by_role("row").filter(has_text="Essex")).to_contain_text("Outstanding")
        table.get_by_role("row").filter(has_text="Essex").locator(".proof a").first.click()
        page.wait_for_url(re.compile("/doc/document/.*#at-"))


@pytest.mark.parametrize("width", WIDTHS)
def test_asking_in_the_editor_and_taking_the_answer_along(
    site: str, walking: Walking, picture: Picture, scripts: None, width: int, tmp_path: Path
) -> None:
    with walking(site, width) as walk:
        page = walk.to("/query")
        editor = page.locator("#editor .cm-content")
        editor.click()
        page.keyboard.press("Control+A")
        page.keyboard.type("SELECT ?name (COUNT(?i) AS ?inspections) { ?i ig:insp")
        expect(page.locator("#editor .cm-tooltip-autocomplete")).to_contain_text("ig:inspects")
        page.keyboard.press("Escape")
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(
            "SELECT ?name (COUNT(?i) AS ?inspections) { ?i ig:inspects/skos:prefLabel ?name } GROUP BY ?name"
        )
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("heading", name="Answer")).to_be_visible()
        expect(page.locator("table.answer tbody")).to_contain_text("Essex")
        picture(page, f"answer-{width}")
        page.locator("table.answer").get_by_role("button", name="inspections").click()
        page.get_by_role("link", name="Chart").click()
        expect(page.locator("table.bars rect").first).to_be_visible()
        picture(page, f"chart-{width}")
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV").click()
        path = tmp_path / "answer.csv"
        download.value.save_as(path)
        assert path.read_text(encoding="utf-8").startswith("name,inspections")

        link = page.get_by_role("link", name="Link to this question").get_attribute("href") or ""
        walk.to(link)
        expect(page.locator("table.answer tbody")).to_contain_text("Essex")


def test_a_graph_is_drawn(site: str, walking: Walking, picture: Picture, scripts: None) -> None:
    with walking(site) as walk:
        asked = quote("CONSTRUCT WHERE { <id/authority/essex> ?p ?o }")
        page = walk.to(f"/query?query={asked}&view=graph")
        expect(page.locator("#network canvas").first).to_be_visible()
        expect(page.get_by_role("link", name="Turtle")).to_be_visible()
        picture(page, "graph-1280")


def test_asking_without_scripts(site: str, walking: Walking) -> None:
    with walking(site, scripts=False) as walk:
        page = walk.to("/query")
        page.get_by_label("Query").fill("ASK { ?a a ig:Inspection }")
        page.get_by_role("button", name="Run").click()
        expect(page.locator(".truth")).to_have_text("Yes")
        page.get_by_label("Query").fill("SELECT * { ?a ?b }")
        page.get_by_role("button", name="Run").click()
        expect(page.get_by_role("alert")).to_contain_text("line 1")
        page.get_by_text("Other questions").click()
        page.get_by_role("link", name="An authority's inspections in sequence").click()
        page.get_by_label("The authority, by any of its names").fill("Essex")
        page.get_by_role("button", name="Ask").click()
        expect(page.locator("table.answer tbody tr").first).to_be_visible()


def test_tables_sort_by_keyboard(site: str, walking: Walking, scripts: None) -> None:
    with walking(site) as walk:
        page = walk.to("/")
        table = page.locator("table.sortable")
        before = table.locator("tbody th").all_inner_texts()
        button = table.get_by_role("button", name="Authority")
        button.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        expect(table.locator("thead th").first).to_have_attribute("aria-sort", "descending")
        assert table.locator("tbody th").all_inner_texts() == list(reversed(before))


def test_the_first_stop_of_the_keyboard_skips_to_the_content(site: str, walking: Walking) -> None:
    with walking(site) as walk:
        page = walk.to("/doc/authority/essex")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()


def test_a_click_on_marked_words_shows_their_facts(site: str, walking: Walking, scripts: None) -> None:
    with walking(site) as walk:
        page = walk.to("/documents")
        page.locator("main table tbody tr").first.get_by_role("link").first.click()
        page.locator("#canonical mark").first.click(position={"x": 3, "y": 5})
        expect(page.locator(".factlist li.chosen").first).to_be_visible()
