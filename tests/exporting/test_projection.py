"""What the views draw, and the rules that every node and edge follows."""

from __future__ import annotations

import math
import random
import re
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from pyoxigraph import NamedNode
from tests.asking.conftest import build_store

from inspectgraph.asking.dataset import Dataset
from inspectgraph.errors import ExportError, QueryError
from inspectgraph.exporting.graphs.draft import RESERVED, Draft, attribute_name, attribute_types, clean
from inspectgraph.exporting.graphs.layout import PER_YEAR, by_force, components, first_year, in_time
from inspectgraph.exporting.graphs.measures import measures
from inspectgraph.exporting.graphs.projection import project
from inspectgraph.exporting.graphs.views import VIEWS

pytestmark = pytest.mark.xdist_group("digests")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The small build of the tests of asking: a story whose every link is known."""
    folder = tmp_path_factory.mktemp("told")
    build_store(folder)
    return Dataset.open(folder)


def _names(graph: nx.MultiGraph) -> dict[str, str]:
    return {name: str(values["label"]) for name, values in nodes(graph)}


def _joined(graph: nx.MultiGraph, relation: str) -> set[tuple[str, str]]:
    names = _names(graph)
    return {(names[one], names[other]) for _, one, other, values in edges(graph) if values["relation"] == relation}


def nodes(graph: nx.MultiGraph) -> list[tuple[str, dict[str, Any]]]:
    return list(graph.nodes(data=True))


def edges(graph: nx.MultiGraph) -> list[tuple[str, str, str, dict[str, Any]]]:
    return [(key, one, other, values) for one, other, key, values in graph.edges(keys=True, data=True)]


# Views


def test_inspectors_are_joined_by_the_inspections_that_they_share(told: Dataset) -> None:
    graph = project(told, "inspectors")
    assert not graph.is_directed()
    weights = {frozenset(_names(graph)[end] for end in (one, other)): v["weight"] for _, one, other, v in edges(graph)}
    assert weights[frozenset({"Ida Quill", "Jon Reed"})] >= weights[frozenset({"Ida Quill", "Kim Shaw"})] >= 1
    (quill,) = (values for _, values in nodes(graph) if values["label"] == "Ida Quill")
    assert quill["led"] >= 1
    assert "Lead inspector" in quill["roles"]


def test_careers_lead_from_people_to_organisations_with_their_time(told: Dataset) -> None:
    graph = project(told, "careers")
    posts = _joined(graph, "held_post")
    assert {("Ann Marlow", "Eastvale"), ("Ann Marlow", "Northmoor"), ("Bob Tarn", "Northmoor")} <= posts
    names = _names(graph)
    (tarn,) = (values for _, one, _, values in edges(graph) if names[one] == "Bob Tarn" and "held_to" in values)
    assert tarn["held_to"] == "2017"
    assert "held_from" not in tarn
    # Who is named by a report without dates is known to have been there then.
    (marlow,) = (
        values for _, one, other, values in edges(graph) if (names[one], names[other]) == ("Ann Marlow", "Eastvale")
    )
    assert "held_from" not in marlow


def test_everything_around_an_authority(told: Dataset) -> None:
    graph = project(told, "authority", "Northmoor")
    kinds = {str(values["kind"]) for _, values in nodes(graph)}
    assert {"LocalAuthority", "Inspection", "Judgement", "Person", "Unit"} <= kinds
    assert nx.is_connected(nx.Graph(graph.to_undirected()))
    assert graph.graph["title"] == "Everything around one authority: Northmoor"
    relations = {str(values["relation"]) for *_, values in edges(graph)}
    assert {"inspected_in", "judged", "held_post", "belongs_to", "names", "took_part"} <= relations


def test_services_count_praise_and_criticism(told: Dataset) -> None:
    graph = project(told, "services", "Northmoor")
    said = {_names(graph)[other]: values for _, _, other, values in edges(graph)}
    assert said["Hub"]["criticism"] >= 1
    assert said["Team"]["praise"] >= 1
    assert all(values["balance"] == values["praise"] - values["criticism"] for values in said.values())


def test_history_follows_inspections_and_says_how_grades_moved(told: Dataset) -> None:
    graph = project(told, "history")
    steps = [values for *_, values in edges(graph) if values["relation"] == "followed_by"]
    assert steps
    assert all(values["ranks_up"] in range(-3, 4) for values in steps if "ranks_up" in values)
    placed = dict(nodes(graph))
    for _, one, other, values in edges(graph):
        if values["relation"] == "followed_by":
            assert placed[one]["x"] < placed[other]["x"]
    inspected = {str(values["label"]): values for values in placed.values() if values["kind"] == "Inspection"}
    assert all(values["group"] == values.get("grade", "No overall grade") for values in inspected.values())


def test_history_of_one_authority(told: Dataset) -> None:
    authorities = {v["label"] for _, v in nodes(project(told, "history", "Eastvale")) if v["kind"] == "LocalAuthority"}
    assert authorities == {"Eastvale"}


def test_neighbours_are_coloured_by_grade(graphs: dict[str, nx.MultiGraph]) -> None:
    graph = graphs["neighbours"]
    (essex,) = (values for _, values in nodes(graph) if values["label"] == "Essex")
    assert essex["group"] == essex["grade"] == "Outstanding"
    assert {values["relation"] for *_, values in edges(graph)} == {"statistical_neighbour"}


def test_the_whole_graph_has_every_thing_and_no_concept(dataset: Dataset, graphs: dict[str, nx.MultiGraph]) -> None:
    graph = graphs["full"]
    count = dataset.select(
        "SELECT (COUNT(DISTINCT ?s) AS ?n) { VALUES ?c { ig:Finding ig:Judgement foaf:Person } ?s a ?c }"
    )
    expected = int(next(iter(count))["n"].value)
    assert sum(1 for _, v in nodes(graph) if v["kind"] in ("Finding", "Judgement", "Person")) == expected
    assert not any("/vocab/" in str(values["iri"]) for _, values in nodes(graph))
    assert all("grade" in values for _, values in nodes(graph) if values["kind"] == "Judgement")


# Names


def test_a_wrong_view_is_told_the_nearest(told: Dataset) -> None:
    with pytest.raises(ExportError, match="inspectorz") as caught:
        project(told, "inspectorz")
    assert "inspectors" in caught.value.hint


def test_views_and_authorities_that_do_not_fit(told: Dataset) -> None:
    with pytest.raises(ExportError, match="needs an authority"):
        project(told, "authority")
    with pytest.raises(ExportError, match="all authorities"):
        project(told, "full", "Northmoor")
    with pytest.raises(QueryError, match="Nowhere"):
        project(told, "history", "Nowhere at all")


# Rules


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_every_node_and_edge_follows_the_rules(view: str, graphs: dict[str, nx.MultiGraph]) -> None:
    graph = graphs[view]
    rows = [values for _, values in nodes(graph)]
    for values in rows:
        assert {"label", "kind", "group", "iri", "color", "size", "x", "y", "degree", "component", "community"} <= set(
            values
        )
        assert re.fullmatch("#[0-9a-f]{6}", str(values["color"]))
    said = [values for *_, values in edges(graph)]
    assert all({"label", "relation", "weight"} <= set(values) for values in said)
    for attributes in (rows, said):
        assert all(
            type(value) in (str, int, float, bool) and value != "" for row in attributes for value in row.values()
        )
        for name, kind in attribute_types(attributes).items():
            assert name == name.lower()
            assert name not in RESERVED
            assert {type(row[name]) for row in attributes if name in row} == {kind}
        for day in (str(row[name]) for row in attributes for name in ("start", "end") if name in row):
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", day)
    keys = [key for key, *_ in edges(graph)]
    assert len(keys) == len(set(keys))
    assert list(graph) == sorted(graph)


def test_strange_values_are_tidied(strange: nx.MultiGraph) -> None:
    rows = [values for _, values in nodes(strange)]
    assert {type(row["mixed"]) for row in rows} == {str}
    assert {type(row["number"]) for row in rows} == {float}
    assert {type(row["whether"]) for row in rows} == {bool}
    assert all("nothing" not in row and row["type_value"] == "reserved" for row in rows)
    assert any(row["label"] == "abc" for row in rows)
    assert any(row["label"] == "two lines and tabs" for row in rows)
    assert not any("nowhere" in name for name in strange)


def test_names_of_attributes_are_unique_whatever_their_case() -> None:
    assert attribute_name("startDate") == attribute_name("START date") == "start_date"
    assert attribute_name("ID") == "id_value"
    assert attribute_name("é") == "value"


def test_clean_text_is_legal_in_xml() -> None:
    assert clean("a\x00\x0b\x7f\ud800\ufffeb\r\nc\u2028d") == "ab\nc\nd"


def test_a_fact_gives_one_edge_and_two_facts_two() -> None:
    draft = Draft(str)
    draft.node("a", "Person", "A")
    draft.node("b", "Person", "B")
    for fact in ("one", "one", "two"):
        draft.edge("a", "b", "knows", {"iri": fact})
    assert len(draft.finish()[1]) == 2


# Measures and places


def _links(pairs: list[tuple[int, int]], count: int) -> list[dict[int, float]]:
    links: list[dict[int, float]] = [{} for _ in range(count)]
    for one, other in pairs:
        links[one][other] = links[other][one] = 1.0
    return links


def test_measures_of_a_path_and_a_pair() -> None:
    links = _links([(0, 1), (1, 2), (3, 4)], 6)
    rows = measures(links, [len(each) for each in links], [float(len(each)) for each in links])
    assert [row["component"] for row in rows] == [1, 1, 1, 2, 2, 3]
    assert [row["degree"] for row in rows] == [1, 2, 1, 1, 1, 0]
    assert rows[1]["betweenness"] > rows[0]["betweenness"] == 0
    assert rows[0]["community"] == rows[1]["community"] != rows[3]["community"]


def test_components_stand_apart_and_joined_nodes_together() -> None:
    ring = [(number, (number + 1) % 12) for number in range(12)]
    links = _links([*ring, (12, 13)], 14)
    places = by_force(links)
    assert components(links)[1] == [12, 13]
    assert len({(round(x), round(y)) for x, y in places}) == 14
    near = [math.dist(places[one], places[other]) for one, other in ring]
    across = [math.dist(places[number], places[number + 6]) for number in range(6)]
    assert max(near) < min(across)
    assert min(math.dist(places[12], place) for place in places[:12]) > 50


def test_places_do_not_depend_on_chance() -> None:
    chance = random.Random(1)
    pairs = [(chance.randrange(80), chance.randrange(80)) for _ in range(120)]
    links = _links([pair for pair in pairs if pair[0] != pair[1]], 80)
    assert by_force(links) == by_force(links)


def test_time_runs_from_left_to_right_a_row_to_each() -> None:
    days = ["2015-01-01", "2014-01-01", "2016-01-01", "", ""]
    places = in_time(["b", "a", "a", "a", "a"], days, [False] * 4 + [True])
    assert [y for _, y in places][1:] == [0, 0, 0, 0]
    assert places[0][1] > 0
    assert (first_year(days), places[1][0], places[0][0]) == (2014, 0, PER_YEAR)
    ordered = [places[index][0] for index in (4, 3, 1, 0, 2)]
    assert all(one < other for one, other in pairwise(ordered))


def test_identifiers_are_short_and_lead_back(told: Dataset) -> None:
    graph = project(told, "neighbours") if len(project(told, "neighbours")) else project(told, "history")
    for name, values in nodes(graph):
        assert NamedNode(str(values["iri"])).value.endswith(name)
