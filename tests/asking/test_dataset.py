"""Opening a build and asking it with SPARQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.guard import QuerySyntaxError
from inspectgraph.asking.names import expand, shorten
from inspectgraph.asking.results import Answer, Solutions, Triples
from inspectgraph.errors import OutputError, QueryError

BASE = "https://data.test/"


def rows(dataset: Dataset, sparql: str) -> list[tuple[str | None, ...]]:
    result = dataset.query(sparql)
    assert isinstance(result, Solutions)
    return [tuple(None if term is None else getattr(term, "value", "") for term in row) for row in result.rows]


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="There is no folder") as caught:
        Dataset.open(tmp_path / "none")
    assert "inspectgraph build" in caught.value.hint


def test_a_folder_that_is_no_build(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="not the output of a build"):
        Dataset.open(tmp_path)
    (tmp_path / "store").mkdir()
    with pytest.raises(OutputError, match="can't be read"):
        Dataset.open(tmp_path)


def test_a_build_is_open_more_than_once(out: Path, dataset: Dataset) -> None:
    assert Dataset.open(out).base == dataset.base == BASE


def test_the_default_graph_has_facts_but_no_evidence(dataset: Dataset) -> None:
    assert dataset.query("ASK { ?x a ig:Judgement }") == Answer(True)
    assert dataset.query("ASK { ?x a ig:Evidence }") == Answer(False)
    assert dataset.query("ASK { GRAPH ?g { ?x a ig:Evidence } }") == Answer(True)


def test_prefixes_and_the_base_need_no_declaration(dataset: Dataset) -> None:
    query = "SELECT ?i { ?i ig:inspects <id/authority/eastvale> ; ig:framework framework:sif }"
    assert rows(dataset, query) == [(BASE + "id/inspection/eastvale/sif/2015-06-02",)]


def test_a_prefix_of_the_query_goes_before_ours(dataset: Dataset) -> None:
    query = "PREFIX grade: <http://www.w3.org/2004/02/skos/core#> SELECT ?l { grade:x grade:y ?l }"
    assert rows(dataset, query) == []


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("SELECT ?z ?a { ?a a ?z } LIMIT 1", ("z", "a")),
        ("SELECT * { ?s ?p ?o } LIMIT 1", ("s", "p", "o")),
        ("SELECT DISTINCT * { ?z a ?b . ?b ?a ?y } LIMIT 1", ("z", "b", "a", "y")),
        ("SELECT (COUNT(*) AS ?n) ?b { ?z a ?b } GROUP BY ?b LIMIT 1", ("n", "b")),
    ],
)
def test_variables_keep_the_order_of_the_query(dataset: Dataset, query: str, variables: tuple[str, ...]) -> None:
    result = dataset.query(query)
    assert isinstance(result, Solutions)
    assert result.variables == variables


def test_construct_and_describe_give_a_graph(dataset: Dataset) -> None:
    described = dataset.query("DESCRIBE <id/authority/eastvale>")
    assert isinstance(described, Triples)
    assert len(described.triples) == 3
    made = dataset.query("CONSTRUCT { ?g a ig:X } { ?j ig:grade ?g }")
    assert isinstance(made, Triples)
    assert len(set(made.triples)) == len(made.triples)


def test_from_names_graphs_of_the_dataset(dataset: Dataset) -> None:
    query = "SELECT ?x FROM <graph/reference> { ?x a ig:LocalAuthority } ORDER BY ?x"
    assert len(rows(dataset, query)) == 3
    prefixed = (
        "PREFIX g: <https://data.test/graph/> SELECT ?x FROM NAMED g:reference { GRAPH ?g { ?x a ig:Inspectorate } }"
    )
    assert len(rows(dataset, prefixed)) == 1


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED", "from named"])
@pytest.mark.parametrize("graph", ["<file:///etc/passwd>", "<https://example.org/x.ttl>", "<graph/none>", "ig:x"])
def test_from_with_any_other_graph_is_refused(dataset: Dataset, clause: str, graph: str) -> None:
    with pytest.raises(QueryError, match="has no graph"):
        dataset.query(f"SELECT * {clause} {graph} {{ ?s ?p ?o }}")


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX a: <http://a/>\nDELETE WHERE { ?s ?p ?o }",
        "LOAD <https://example.org/x>",
        "# a comment\nCLEAR ALL",
        "drop graph <graph/reference>",
        "WITH <graph/reference> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_an_update_is_refused(dataset: Dataset, update: str) -> None:
    with pytest.raises(QueryError, match="is an update"):
        dataset.query(update)


@pytest.mark.parametrize(
    "pattern",
    [
        "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }",
        "service silent <http://127.0.0.1:9/> { ?s ?p ?o }",
        "SERVICE ?x { ?s ?p ?o }",
        "SERVICE:x { ?s ?p ?o }",
        "SERVICESILENT<http://127.0.0.1:9/>{ ?s ?p ?o }",
        "?s ?p 1SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o }",
        "?s ?p trueSERVICE<http://127.0.0.1:9/>{ ?s ?p ?o }",
        "?s ?p trueSERVICE:x{ ?s ?p ?o }",
        "?s ?p 'it''s'SERVICE<http://127.0.0.1:9/>{}",
        "?s ?p '''#'''. SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }",
        '?s ?p "\\"". SERVICE <http://127.0.0.1:9/> { ?s ?p "" }',
        "?s <http://x/#y> ?o . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }",
        "?s <http://x/o'brien> ?o . SERVICE <http://127.0.0.1:9/> { ?s ?p 'x' }",
        "FILTER(?a<?b)SERVICE:x{} FILTER(?b>?a)",
        "FILTER(1<2) #'\n SERVICE <http://127.0.0.1:9/> { ?s ?p '' }",
    ],
)
def test_service_is_refused_however_it_is_written(dataset: Dataset, pattern: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        dataset.query(f"PREFIX : <http://127.0.0.1:9/> SELECT * {{ {pattern} }}")


@pytest.mark.parametrize(
    "filtered",
    [
        "FILTER(?a<'>') SERVICE <http://127.0.0.1:9/> { ?s ?p '1' }",
        "FILTER(?a<1#>'''\n) SERVICE <http://127.0.0.1:9/> {}",
    ],
)
def test_a_comparison_that_may_hide_something_is_refused(dataset: Dataset, filtered: str) -> None:
    with pytest.raises(QueryError, match="not clear"):
        dataset.query(f"SELECT * {{ ?s ?p ?a {filtered} }}")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ig:service 'SERVICE { }' }",
        "SELECT * { ?s <http://example.org/SERVICE/x> ?o } # SERVICE <http://x/> { }",
        "PREFIX service: <http://x/> SELECT * { ?s service:of ?o . GRAPH service:g { ?a ?b ?c } }",
        'SELECT * { ?s ?p """INSERT DATA\n SERVICE <x>""" , "from"@en-service }',
        "SELECT * { ?from ig:from ?x FILTER(?x<3&&?x>1) }",
    ],
)
def test_the_words_may_stand_where_they_do_nothing(dataset: Dataset, query: str) -> None:
    assert rows(dataset, query) == []


@pytest.mark.parametrize(
    ("query", "line", "column", "message"),
    [
        ("SELEC * {}", 1, 1, "expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("", 1, 1, "there is no query"),
        ("SELECT ?x\n{ ?x foo:bar 1 }", 2, 13, "the prefix foo: is not declared"),
        ("SELECT ?x { ?x a ig:Unit } ORDER ?x", 1, 34, "expected BY"),
        ("SELECT * { ?s ?p ?o . } }", 1, 25, '"}" is too many'),
        ("SELECT * { ?s ?p ?o .", 1, 22, '"}" is missing'),
        ("SELECT (SUM(?x) AS ?y) ?z { ?z ?p ?x }", 1, 39, "unbound"),
    ],
)
def test_a_wrong_query_says_where(dataset: Dataset, query: str, line: int, column: int, message: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        dataset.query(query)
    assert message in str(caught.value)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert caught.value.hint.endswith("^")


def test_short_forms_lead_back() -> None:
    for short in ("grade:good", "id/authority/eastvale", "ig:Judgement", "graph/reference", "finding-kind:strength"):
        (iri, *_) = expand(short, BASE)
        assert shorten(iri, BASE) == short
    assert expand("authority/eastvale", BASE)[1] == BASE + "id/authority/eastvale"
    assert expand("<https://x.org/y>", BASE) == ("https://x.org/y",)
    assert expand("Ann Marlow", BASE) == expand("none:x", BASE) == expand("", BASE) == ()
    assert shorten("https://x.org/y", BASE) == "https://x.org/y"
