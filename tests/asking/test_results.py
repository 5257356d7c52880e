"""The forms of an answer."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph
import pytest
from rich.console import Console

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.results import Solutions, records, table, write
from inspectgraph.errors import QueryError

VALUES = """SELECT ?b ?a { VALUES (?b ?a) { ("x, \\"y\\"\\nz" grade:good) (1.5 UNDEF) ("q"@en true) ("2014-01"^^xsd:gYearMonth 3) } }"""


def test_csv_keeps_columns_and_quotes(dataset: Dataset) -> None:
    written = write(dataset.query(VALUES), "csv")
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert read[0] == ["b", "a"]
    assert read[1] == ['x, "y"\nz', "https://w3id.org/inspectgraph/vocab/grade/good"]
    assert read[2] == ["1.5", ""]
    assert written.endswith("\r\n")


def test_json_is_that_of_sparql(dataset: Dataset) -> None:
    result = dataset.query(VALUES)
    written = write(result, "json")
    said = json.loads(written)
    assert said["head"] == {"vars": ["b", "a"]}
    assert said["results"]["bindings"][1] == {
        "b": {"type": "literal", "value": "1.5", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"}
    }
    assert said["results"]["bindings"][2]["b"] == {"type": "literal", "value": "q", "xml:lang": "en"}
    read = pyoxigraph.parse_query_results(written.encode(), format=pyoxigraph.QueryResultsFormat.JSON)
    assert isinstance(read, pyoxigraph.QuerySolutions)
    assert isinstance(result, Solutions)
    assert [tuple(row) for row in read] == list(result.rows)


def test_truth_values(dataset: Dataset) -> None:
    answer = dataset.query("ASK { ?s ?p ?o }")
    assert json.loads(write(answer, "json")) == {"head": {}, "boolean": True}
    assert write(answer, "csv").splitlines() == ["answer", "true"]


def test_graphs(dataset: Dataset) -> None:
    graph = dataset.query("DESCRIBE <id/authority/eastvale>")
    turtle = write(graph, "ttl")
    assert "a ig:LocalAuthority" in turtle
    assert "@prefix prov:" not in turtle
    assert len(write(graph, "nt").splitlines()) == 3
    assert "@id" in write(graph, "json")
    assert write(graph, "csv").splitlines()[0] == "subject,predicate,object"


@pytest.mark.parametrize("form", ["ttl", "nt"])
def test_rows_are_no_graph(dataset: Dataset, form: str) -> None:
    with pytest.raises(QueryError, match="form for graphs"):
        write(dataset.query("SELECT * { ?s ?p ?o } LIMIT 1"), form)


def test_records_are_plain(dataset: Dataset) -> None:
    result = dataset.query(VALUES)
    assert isinstance(result, Solutions)
    plain = records(result)
    assert [row["b"] for row in plain] == ['x, "y"\nz', 1.5, "q", "2014-01"]
    assert [row["a"] for row in plain][1:] == [None, True, 3]


@pytest.mark.parametrize("width", [40, 80])
def test_the_table_fits_the_terminal(dataset: Dataset, width: int) -> None:
    out = io.StringIO()
    shown = table(dataset.query("SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 30"), dataset.short)
    Console(file=out, width=width).print(shown)
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    assert "…" not in out.getvalue()


def test_markup_in_a_value_is_text(dataset: Dataset) -> None:
    out = io.StringIO()
    Console(file=out, width=60).print(table(dataset.query('SELECT ("[bold]x[/nope]" AS ?x) {}'), dataset.short))
    assert "[bold]x[/nope]" in out.getvalue()
