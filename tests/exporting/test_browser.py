"""The page in a browser, from a file and without a network: it asks for nothing, complains of nothing, and works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from tests.exporting.conftest import HOSTILE
from tests.exporting.gallery import CHROMIUM, draw, opened_browser

from inspectgraph.asking.dataset import Dataset
from inspectgraph.building import BuildResult
from inspectgraph.exporting.charts.catalogue import CHARTS
from inspectgraph.exporting.graphs.projection import project
from inspectgraph.exporting.graphs.views import VIEWS
from inspectgraph.exporting.pictures import page as pages
from inspectgraph.exporting.sources import Sources

pytest.importorskip("playwright.sync_api", reason="Playwright is not on this machine")
pytestmark = [
    pytest.mark.xdist_group("digests"),
    pytest.mark.skipif(CHROMIUM is None, reason="no browser on this machine"),
]


class Opened:
    """A page, and what it said and asked for."""

    def __init__(self, browser: Any, path: Path) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", self.dismiss)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.address = path.as_uri()
        self.page.goto(self.address)
        self.page.wait_for_selector("html[data-drawn]")

    def dismiss(self, dialog: Any) -> None:
        """Notes a dialog, which no page of ours opens."""
        self.said.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def shown(self) -> str:
        """What is drawn, as a data address."""
        # A drawing waits for the next frame.
        return str(
            self.page.evaluate(
                "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(document.getElementById('picture').toDataURL()))))"
            )
        )


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with opened_browser() as started:
        yield started


@pytest.fixture
def opened(browser: Any, dataset: Dataset, tmp_path: Path) -> Iterator[Any]:
    """Opens a graph."""
    contexts: list[Opened] = []

    def open_page(graph: nx.MultiGraph) -> Opened:
        path = tmp_path / f"{len(contexts)}.html"
        path.write_text(pages.write(graph, Sources(dataset)), encoding="utf-8")
        page = Opened(browser, path)
        contexts.append(page)
        return page

    yield open_page
    for each in contexts:
        assert each.said == []
        assert each.asked == [each.address]
        each.context.close()


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_every_view_is_drawn_without_a_word_or_a_request(
    view: str, opened: Any, graphs: dict[str, nx.MultiGraph]
) -> None:
    page = opened(graphs[view])
    assert page.page.title() == graphs[view].graph["title"]
    assert "Source: " in page.page.inner_text("footer")
    blank = page.page.evaluate(
        "(() => { const p = document.getElementById('picture'), c = document.createElement('canvas'); c.width = p.width; "
        "c.height = p.height; const x = c.getContext('2d'); x.fillStyle = '#fff'; x.fillRect(0, 0, c.width, c.height); "
        "return c.toDataURL() })()"
    )
    assert page.shown() != blank


def test_the_gallery_has_a_picture_of_each_view_and_chart(
    browser: Any, digests_build: BuildResult, tmp_path: Path
) -> None:
    written = draw(digests_build.output, tmp_path, browser)
    assert len(written) == len(CHARTS) + 2 * (len(VIEWS) - 1)
    for path in written:
        data = path.read_bytes()
        assert data.startswith(b"\x89PNG")
        assert len(data) > 10_000


def test_search_leads_to_a_card_with_evidence_and_link(opened: Any, dataset: Dataset) -> None:
    opened_page = opened(project(dataset, "authority", "Essex"))
    page = opened_page.page
    page.fill("#search", "overall effectiveness: outst")
    assert page.locator("#found button").count() >= 1
    page.press("#search", "Enter")
    card = page.locator("#card")
    assert card.is_visible()
    said = card.inner_text()
    assert "Overall effectiveness: Outstanding" in said
    assert card.locator("blockquote").count() >= 1
    assert "digest.txt" in said
    # From neighbour to neighbour.
    card.locator("li button").first.click()
    assert card.locator("h2").inner_text() != "Overall effectiveness: Outstanding"
    card.locator(".close").click()
    assert card.is_hidden()


def test_posts_have_their_evidence_on_the_card_of_the_holder(opened: Any, graphs: dict[str, nx.MultiGraph]) -> None:
    page = opened(graphs["careers"]).page
    page.fill("#search", "Helen Lincoln")
    page.press("#search", "Enter")
    page.locator("#card details summary").first.click()
    assert "essex" in page.locator("#card details").first.inner_text()


def test_links_lead_to_the_publication_alone(opened: Any, graphs: dict[str, nx.MultiGraph]) -> None:
    graph = graphs["careers"].copy()
    page = opened(graph).page
    for link in page.locator("a").all():
        assert str(link.get_attribute("href")).startswith("http")
        assert link.get_attribute("rel") == "noopener noreferrer"


def test_the_legend_filters_by_class(opened: Any, graphs: dict[str, nx.MultiGraph]) -> None:
    page = opened(graphs["careers"])
    before = page.shown()
    people = page.page.locator("#legend label", has_text="Person").locator("input")
    people.uncheck()
    assert page.shown() != before
    people.check()
    assert page.shown() == before


def test_the_slider_limits_time(opened: Any, graphs: dict[str, nx.MultiGraph]) -> None:
    page = opened(graphs["history"])
    assert page.page.locator("#time").is_visible()
    before = page.shown()
    page.page.locator("#from").fill("2016")
    assert page.page.inner_text("#from-shown") == "2016"
    assert page.shown() != before
    page.page.locator("#from").fill(str(page.page.locator("#from").get_attribute("min")))
    assert page.shown() == before


def test_the_keyboard_moves_and_zooms(opened: Any, graphs: dict[str, nx.MultiGraph]) -> None:
    page = opened(graphs["neighbours"])
    page.page.focus("#picture")
    before = page.shown()
    page.page.keyboard.press("+")
    zoomed = page.shown()
    page.page.keyboard.press("ArrowLeft")
    assert len({before, zoomed, page.shown()}) == 3
    page.page.keyboard.press("0")
    assert page.shown() == before


def test_the_picture_can_be_saved(opened: Any, graphs: dict[str, nx.MultiGraph], tmp_path: Path) -> None:
    page = opened(graphs["history"])
    with page.page.expect_download() as download:
        page.page.click("#save")
    download.value.save_as(tmp_path / "saved.png")
    assert (tmp_path / "saved.png").read_bytes().startswith(b"\x89PNG")
    assert download.value.suggested_filename == "Inspections in sequence.png"
    # What is saved is no address of elsewhere.
    page.asked[:] = [each for each in page.asked if not each.startswith("blob:")]


def test_the_hostile_label_does_nothing_anywhere(opened: Any, strange: nx.MultiGraph) -> None:
    page = opened(strange).page
    page.fill("#search", "<script>")
    assert HOSTILE in page.locator("#found button").first.inner_text()
    page.press("#search", "Enter")
    assert HOSTILE in page.locator("#card").inner_text()
    for button in page.locator("#card li button").all()[:3]:
        button.hover()
    assert page.locator("script").count() == 2
    assert page.evaluate("document.querySelectorAll('#card script, #found script, #legend script').length") == 0
