"""Pictures: whole in one file, safe whatever a label says, and drawn by a browser where there is one."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.exporting.conftest import HOSTILE, hostile

from inspectgraph.asking.dataset import Dataset
from inspectgraph.charting.picture import Words
from inspectgraph.charting.text import width
from inspectgraph.errors import ExportError
from inspectgraph.exporting.graphs.draft import Draft, Value
from inspectgraph.exporting.graphs.projection import draw, project
from inspectgraph.exporting.graphs.views import VIEWS
from inspectgraph.exporting.pictures import page, svg
from inspectgraph.exporting.pictures.legend import legend, shown_label, tendencies, years
from inspectgraph.exporting.sources import Sources

pytestmark = pytest.mark.xdist_group("digests")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SVG = "{http://www.w3.org/2000/svg}"


class Elements(HTMLParser):
    """What a page has: its elements, and the text of its data."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.data = ""
        self._in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_data = dict(attrs).get("id") == "data"

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data += data


def read(text: str) -> tuple[Elements, dict[str, Any]]:
    elements = Elements()
    elements.feed(text)
    return elements, json.loads(elements.data)


def browsed(path: Path) -> str:
    command = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000", "--dump-dom"]
    done = subprocess.run([*command, path.as_uri()], capture_output=True, text=True, check=True, timeout=120)
    assert "CONSOLE" not in done.stderr
    return done.stdout


def large(count: int = 2000) -> nx.MultiGraph:
    chance = random.Random(1)
    draft = Draft(lambda iri: iri.removeprefix("https://data.test/"))
    for number in range(count):
        values: dict[str, Value] = {"region": "East of England", "start": f"{2009 + number % 15}-03-04", "evidence": 3}
        draft.node(
            f"https://data.test/{number}", "Person" if number % 3 else "Inspection", f"Person number {number}", values
        )
    for _ in range(3700):
        ends = [f"https://data.test/{chance.randrange(count)}" for _ in range(2)]
        draft.edge(ends[0], ends[1], "knows")
    return draw(draft, VIEWS["careers"])


@pytest.fixture(scope="module")
def sources(dataset: Dataset) -> Sources:
    return Sources(dataset)


def test_the_page_asks_for_nothing_and_runs_nothing_but_its_own(strange: nx.MultiGraph, sources: Sources) -> None:
    text = page.write(strange, sources)
    elements, data = read(text)
    tags = [tag for tag, _ in elements.tags]
    assert tags.count("script") == 2
    assert not {"link", "img", "iframe", "object"} & set(tags)
    assert not [attributes for _, attributes in elements.tags if {"src", "href"} & set(attributes)]
    policy = next(attributes["content"] for _, attributes in elements.tags if "http-equiv" in attributes)
    assert str(policy).startswith("default-src 'none'")
    assert HOSTILE in {node["l"] for node in data["nodes"]}
    assert HOSTILE not in text
    assert "innerHTML" not in text


def test_the_page_has_every_node_and_edge_with_its_attributes(
    graphs: dict[str, nx.MultiGraph], sources: Sources
) -> None:
    for view, graph in graphs.items():
        _, data = read(page.write(graph, sources))
        assert [node["id"] for node in data["nodes"]] == list(graph)
        assert len(data["edges"]) == graph.number_of_edges()
        assert sum(group["count"] for group in data["groups"]) == len(graph)
        if view == "authority":
            quoted = [node["e"] for node in data["nodes"] if node["a"]["kind"] == "Judgement"]
            assert quoted
            assert all(each["q"] and each["d"] for each in quoted)


def test_a_page_of_two_thousand_nodes_is_small(sources: Sources) -> None:
    assert len(page.write(large(), sources)) < 1_500_000


@pytest.mark.skipif(BROWSER is None, reason="no browser on this machine")
def test_a_browser_draws_two_thousand_nodes_in_a_second(sources: Sources, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_text(page.write(large(), sources), encoding="utf-8")
    drawn = re.search(r'<html[^>]*data-drawn="(\d+)"', browsed(path))
    assert drawn is not None
    # A busy machine may take longer; by itself it takes about 0.3 s.
    assert int(drawn[1]) < 3000


@pytest.mark.skipif(BROWSER is None, reason="no browser on this machine")
def test_the_hostile_label_does_nothing_in_a_browser(strange: nx.MultiGraph, sources: Sources, tmp_path: Path) -> None:
    path = tmp_path / "strange.html"
    hostile = page.write(strange, sources).replace("alert(1)", "document.title='caught'")
    path.write_text(hostile, encoding="utf-8")
    shown = browsed(path)
    assert "data-drawn" in shown
    assert "<title>caught" not in shown


def test_the_still_picture_has_title_legend_source_and_labels(graphs: dict[str, nx.MultiGraph]) -> None:
    for graph in graphs.values():
        root = ElementTree.fromstring(svg.write(graph))
        texts = [element.text for element in root.iter(f"{SVG}text")]
        assert graph.graph["title"] in texts
        assert any("Source: " in str(text) and "https://data.example.org/id/dataset" in str(text) for text in texts)
        for group, _, count in legend(graph):
            assert f"{group} ({count})" in texts
        for words, _ in tendencies(graph):
            assert words in texts
        assert len(list(root.iter(f"{SVG}circle"))) == len(graph) + len(legend(graph))


@pytest.mark.parametrize("view", ["neighbours", "authority", "history"])
def test_labels_of_the_still_picture_do_not_overlap(view: str, graphs: dict[str, nx.MultiGraph]) -> None:
    labels = [mark for mark in svg.drawn(graphs[view]).marks if isinstance(mark, Words) and mark.halo]
    boxes = [(mark.x, mark.y, width(mark.text, mark.size)) for mark in labels]
    assert len(boxes) > 10
    for number, (x, y, wide) in enumerate(boxes):
        for other_x, other_y, other_wide in boxes[number + 1 :]:
            assert abs(y - other_y) >= 14.9 or x + wide <= other_x or other_x + other_wide <= x


def test_the_still_picture_is_safe(strange: nx.MultiGraph) -> None:
    text = svg.write(strange)
    assert HOSTILE not in text
    assert not list(ElementTree.fromstring(text).iter(f"{SVG}script"))


def test_a_picture_of_more_than_can_be_seen_is_refused() -> None:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(range(5001))
    with pytest.raises(ExportError, match="5,001 nodes") as caught:
        svg.write(graph)
    assert "html" in caught.value.hint


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(labels=st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_label_is_text_in_pictures(labels: list[str], sources: Sources) -> None:
    graph = hostile(tuple(labels))
    wanted = [str(values["label"]) for _, values in graph.nodes(data=True)]
    elements, data = read(page.write(graph, sources))
    assert [node["l"] for node in data["nodes"]] == wanted
    assert [tag for tag, _ in elements.tags].count("script") == 2
    root = ElementTree.fromstring(svg.write(graph))
    assert {label.replace("\r", "\n") for label in wanted} <= {title.text for title in root.iter(f"{SVG}title")}
    assert not list(root.iter(f"{SVG}script"))


def test_history_has_years_and_labels_without_the_authority(dataset: Dataset) -> None:
    graph = project(dataset, "history", "Essex")
    named = dict(years(graph))
    assert {2014, 2018} <= set(named)
    for _, values in graph.nodes(data=True):
        assert values["kind"] != "Inspection" or not shown_label(graph, values).startswith("Essex")
        if str(values.get("start", "")).startswith("2014"):
            assert named[2014] <= values["x"] < named[2015]
    assert years(project(dataset, "inspectors")) == []


def test_a_picture_of_nothing(sources: Sources) -> None:
    nothing = draw(Draft(str), VIEWS["careers"])
    assert ElementTree.fromstring(svg.write(nothing)).tag == f"{SVG}svg"
    assert read(page.write(nothing, sources))[1]["nodes"] == []
