"""What is written of the real corpus is read back by programs that are not ours, with nothing lost."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from functools import partial
from pathlib import Path

import networkx as nx
import openpyxl
import pyoxigraph
import pytest
from pyoxigraph import DefaultGraph, RdfFormat
from tests.exporting import readers
from tests.exporting.schemas import FILES, check_gexf, check_json
from tests.exporting.test_formats import READERS, Reader, check, written

from inspectgraph.asking.dataset import Dataset
from inspectgraph.building import BuildResult
from inspectgraph.exporting.formats.catalogue import DATASET_FORMATS, GRAPH_FORMATS
from inspectgraph.exporting.formats.parts import edges, nodes
from inspectgraph.exporting.graphs.projection import project
from inspectgraph.exporting.tables.catalogue import TABLES
from inspectgraph.exporting.tables.forms import FORMS, as_text
from inspectgraph.exporting.tables.table import Table
from inspectgraph.exporting.things import Things

pytestmark = pytest.mark.xdist_group("corpus")
DRAWN = ("inspectors", "careers", "history")


@pytest.fixture(scope="module")
def corpus(corpus_build: BuildResult) -> Dataset:
    return Dataset.open(corpus_build.output)


@pytest.fixture(scope="module")
def views(corpus: Dataset) -> dict[str, nx.MultiGraph]:
    return {view: project(corpus, view) for view in (*DRAWN, "full")}


@pytest.fixture(scope="module")
def tables(corpus: Dataset) -> dict[str, Table]:
    things = Things(corpus)
    return {name: kind.read(things) for name, kind in TABLES.items()}


@pytest.mark.parametrize(("form", "reader", "typed"), READERS)
def test_graphs_come_back(
    form: str, reader: Reader, typed: bool, views: dict[str, nx.MultiGraph], tmp_path: Path
) -> None:
    for view in DRAWN:
        check(form, reader, typed, views[view], written(views[view], form, tmp_path))


@pytest.mark.parametrize(
    ("form", "reader", "typed"),
    [
        ("graphml", readers.graphml_by_rustworkx, True),
        ("node-link", readers.node_link, True),
        ("graphology", readers.graphology, True),
        ("neo4j", readers.neo4j, False),
    ],
)
def test_the_whole_graph_comes_back(
    form: str, reader: Reader, typed: bool, views: dict[str, nx.MultiGraph], tmp_path: Path
) -> None:
    assert len(views["full"]) > 20_000
    check(form, reader, typed, views["full"], written(views["full"], form, tmp_path))


def test_pajek_comes_back(views: dict[str, nx.MultiGraph], tmp_path: Path) -> None:
    for view in DRAWN:
        back = nx.read_pajek(written(views[view], "pajek", tmp_path))
        assert (len(back), back.number_of_edges()) == (len(views[view]), views[view].number_of_edges())
        weights = Counter(float(values["weight"]) for *_, values in edges(views[view]))
        assert Counter(values["weight"] for *_, values in back.edges(data=True)) == weights


@pytest.mark.parametrize("view", DRAWN)
def test_gexf_is_valid(view: str, views: dict[str, nx.MultiGraph]) -> None:
    check_gexf(GRAPH_FORMATS["gexf"].write(views[view])[""])


@pytest.mark.parametrize(("form", "added"), FILES)
def test_json_is_valid(form: str, added: str, views: dict[str, nx.MultiGraph]) -> None:
    for graph in views.values():
        check_json(FILES[form, added], GRAPH_FORMATS[form].write(graph)[added])


@pytest.mark.parametrize(
    ("form", "parsed"),
    [
        ("nt", RdfFormat.N_TRIPLES),
        ("ttl", RdfFormat.TURTLE),
        ("jsonld", RdfFormat.JSON_LD),
        ("rdfxml", RdfFormat.RDF_XML),
    ],
)
def test_rdf_comes_back(form: str, parsed: RdfFormat, corpus: Dataset) -> None:
    (text,) = DATASET_FORMATS[form].write(corpus).values()
    ours = {quad.triple for quad in corpus.quads(graph=DefaultGraph())}
    assert {quad.triple for quad in pyoxigraph.parse(input=text, format=parsed)} == ours


def test_annotations_are_valid_and_whole(corpus: Dataset) -> None:
    collection = check_json("annotations", DATASET_FORMATS["annotations"].write(corpus)[""])
    count = next(iter(corpus.select("SELECT (COUNT(DISTINCT ?e) AS ?n) { GRAPH ?g { ?e a ig:Evidence } }")))["n"]
    assert collection["total"] == len(collection["first"]["items"]) == int(count.value)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_tables_come_back(name: str, tables: dict[str, Table]) -> None:
    table = tables[name]
    assert len(table.rows) > 30
    lines = FORMS["jsonl"].write(table).decode().splitlines()
    assert [json.loads(line) for line in lines] == table.records()
    rows = list(csv.reader(io.StringIO(FORMS["csv"].write(table).decode("utf-8-sig"), newline="")))
    assert rows[0] == [column.name for column in table.columns]
    assert rows[1:] == [
        ["" if c is None else as_text(c) if isinstance(c, str) else str(c) for c in row] for row in table.rows
    ]
    parquet = pytest.importorskip("pyarrow.parquet")
    assert parquet.read_table(io.BytesIO(FORMS["parquet"].write(table))).to_pylist() == table.records()


@pytest.mark.parametrize("name", ["latest", "judgements", "people", "services"])
def test_workbooks_come_back(name: str, tables: dict[str, Table]) -> None:
    data = FORMS["xlsx"].write(tables[name])
    sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True).active
    titles, *rows = sheet.iter_rows(values_only=True)
    shown = tables[name].for_people()
    assert titles == tuple(column.title for column in shown.columns)
    assert rows == [*shown.rows]


def test_every_view_has_the_things_that_it_is_of(corpus: Dataset, views: dict[str, nx.MultiGraph]) -> None:
    def count(pattern: str) -> int:
        return int(next(iter(corpus.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")))["n"].value)

    kinds = {view: Counter(str(values["kind"]) for _, values in nodes(graph)) for view, graph in views.items()}
    assert kinds["inspectors"]["Person"] == count("?i a ig:Inspection ; prov:qualifiedAssociation/prov:agent ?x")
    assert kinds["history"]["Inspection"] == count("?x a ig:Inspection")
    of = partial(count, "?x a ig:Tenure ; org:member ?p ; org:organization ?o")
    assert views["careers"].number_of_edges() == of()
    assert kinds["full"]["Finding"] == count("?x a ig:Finding")
