"""A build in a store elsewhere gives the same answers, and a store that misbehaves is told in words."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad
from typer.testing import CliRunner

from inspectgraph.asking.answering import ask
from inspectgraph.asking.catalogue import Question, questions
from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.descriptions import Descriptions
from inspectgraph.asking.endpoint import Bounds, Endpoint
from inspectgraph.asking.explain import explain
from inspectgraph.asking.results import Solutions
from inspectgraph.asking.why import why
from inspectgraph.cli import app
from inspectgraph.errors import EndpointError, InspectgraphError, OutputError, QueryError

OxigraphServer = Callable[[Path, str], AbstractContextManager[str]]
#: A thing for each kind of parameter that is required.
_FIRST = {
    "authority": "SELECT ?x { ?x a ig:LocalAuthority ; ^ig:inspects/ig:hasJudgement ?j } ORDER BY ?x LIMIT 1",
    "person": "SELECT ?x { ?x a foaf:Person } ORDER BY ?x LIMIT 1",
    "document": "SELECT ?x { GRAPH ?g { ?x a ig:Document } } ORDER BY ?x LIMIT 1",
    "inspection": "SELECT ?x { ?x ig:hasJudgement ?j } ORDER BY ?x LIMIT 1",
    "node": "SELECT ?x { ?i ig:hasJudgement ?x } ORDER BY ?x LIMIT 1",
}


@pytest.fixture(scope="module")
def endpoint(out: Path, oxigraph_server: OxigraphServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where an Oxigraph server takes queries that holds the same build."""
    store = tmp_path_factory.mktemp("elsewhere") / "store"
    shutil.copytree(out / "store", store)
    with oxigraph_server(store, "serve-read-only") as address:
        yield f"{address}/query"


@pytest.fixture(scope="module")
def remote(endpoint: str) -> Dataset:
    return Dataset(Endpoint(endpoint))


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200"})
    return result.exit_code, result.stdout, result.stderr


def parameters(dataset: Dataset, question: Question) -> dict[str, list[str]]:
    def value(kind: str) -> str:
        return "2015-06-01" if kind == "day" else next(dataset.select(_FIRST[kind]))["x"].value

    return {each.name: [value(each.kind)] for each in question.parameters if each.required}


@pytest.mark.parametrize("name", questions())
def test_every_question_has_the_same_answer(dataset: Dataset, remote: Dataset, name: str) -> None:
    given = parameters(dataset, questions()[name])
    assert ask(remote, name, given) == ask(dataset, name, given)


def test_the_base_is_the_same(dataset: Dataset, remote: Dataset) -> None:
    assert remote.base == dataset.base


def test_every_thing_has_the_same_explanation(dataset: Dataset, remote: Dataset) -> None:
    things = [row["x"].value for row in dataset.select("SELECT DISTINCT ?x { ?x a ?class } ORDER BY ?x")]
    own = [thing for thing in things if thing.startswith(dataset.base)]
    assert len(own) > 20
    for thing in own:
        assert [asdict(each) for each in explain(remote, thing)] == [asdict(each) for each in explain(dataset, thing)]


def test_why_is_the_same(dataset: Dataset, remote: Dataset) -> None:
    people = [row["x"].value for row in dataset.select("SELECT ?x { ?x a foaf:Person } ORDER BY ?x LIMIT 4")]
    for one in people:
        for other in people:
            assert why(remote, one, other) == why(dataset, one, other)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s a ig:Inspection ; ?p ?o } ORDER BY ?s ?p ?o",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
        "SELECT ?never { ?s a ig:Nothing OPTIONAL { ?s ig:never ?never } }",
        "PREFIX ig: <https://w3id.org/inspectgraph/ontology#> ASK { ?s a ig:Inspection }",
        "ASK { ?s a ig:Nothing }",
        "SELECT ?s FROM <graph/consolidated> { ?s a ig:Inspection } ORDER BY ?s",
        'SELECT ("a:b # ünï" AS ?x) (1/3 AS ?y) {}',
    ],
)
def test_queries_are_the_same(dataset: Dataset, remote: Dataset, query: str) -> None:
    assert remote.query(query) == dataset.query(query)


def test_graphs_are_the_same(out: Path, endpoint: str) -> None:
    query = "CONSTRUCT { ?s ?p ?o } { ?s a ig:Inspection ; ?p ?o }"
    assert run("query", query, "--format", "nt", "--endpoint", endpoint) == run(
        "query", query, "--format", "nt", "--from", str(out)
    )


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ",
        "SELECT * { ?s nowhere:p ?o }",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
        "define input:storage <urn:x> SELECT * { ?s ?p ?o }",
    ],
)
def test_what_is_refused_is_refused_in_the_same_words(dataset: Dataset, remote: Dataset, query: str) -> None:
    told = []
    for asked in (dataset, remote):
        with pytest.raises(QueryError) as caught:
            asked.query(query)
        told.append((str(caught.value), caught.value.hint))
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "query",
    [
        'PREFIX bif: <bif:> SELECT (bif:http_get("http://127.0.0.1:9/") AS ?x) {}',
        'SELECT (<sql:anything>("x") AS ?x) {}',
        "SELECT (<java:java.lang.System.exit>(1) AS ?x) {}",
        "PREFIX j: <java:java.> SELECT * { ?s j:lang.Class ?o }",
    ],
)
def test_functions_of_engines_are_refused(remote: Dataset, query: str) -> None:
    with pytest.raises(QueryError, match="is refused: it calls a function of the store"):
        remote.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o } # \\u000A SERVICE <http://127.0.0.1:9/> {}",
        'SELECT ("\\u0022 AS ?x) { SERVICE <http://127.0.0.1:9/> {} } #" AS ?x) {}',
        "PREFIX a: <\\u0062if:> SELECT (a:x() AS ?x) {}",
        "SELECT * { ?s <\\U00000062if:x> ?o }",
    ],
)
def test_escapes_that_engines_read_otherwise_are_refused(remote: Dataset, query: str) -> None:
    with pytest.raises(QueryError, match="escape by a code point"):
        remote.query(query)


def test_a_default_graph_that_has_a_name(
    out: Path, dataset: Dataset, oxigraph_server: OxigraphServer, tmp_path: Path
) -> None:
    """A pattern finds what it finds in the build, neither more nor under another name."""
    import pyoxigraph

    name = NamedNode(f"{dataset.base}graph/default")
    store = pyoxigraph.Store(str(tmp_path / "store"))
    store.bulk_extend(
        Quad(quad.subject, quad.predicate, quad.object, name if quad.graph_name == DefaultGraph() else quad.graph_name)
        for quad in dataset.quads()
    )
    store.flush()
    del store
    with oxigraph_server(tmp_path / "store", "serve-read-only") as address:
        remote = Dataset(Endpoint(f"{address}/query?default-graph-uri={name.value}"))
        assert set(remote.quads()) == set(dataset.quads())
        # This engine takes the parameter strictly: GRAPH of a query reaches nothing then, as it does at Virtuoso.
        assert ask(remote, "current-grades") == ask(dataset, "current-grades")
        (person,) = explain(remote, "Ann Marlow")
        assert [person] == list(explain(dataset, "Ann Marlow"))


def test_an_endpoint_and_an_earlier_build_are_two(endpoint: str) -> None:
    code, _, err = run("ask", "directors", "--endpoint", endpoint, "--build", "x")
    assert code == 2
    assert "--build names an earlier build" in err


class Strange(BaseHTTPRequestHandler):
    """Answers as it is told."""

    status: int
    media: str
    body: bytes
    header: tuple[str, str]
    patience: threading.Event

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.status == 0:
            self.patience.wait(30)
            return
        self.send_response(self.status)
        self.send_header("Content-Type", self.media)
        self.send_header(*self.header)
        self.send_header("Content-Length", str(len(self.body) + (1 if self.header[0] == "X-Cut" else 0)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


ROWS = json.dumps(
    {"head": {"vars": ["graph"]}, "results": {"bindings": [{"graph": {"type": "uri", "value": "urn:x"}}] * 3}}
).encode()
RESULTS = "application/sparql-results+json"


@pytest.mark.parametrize(
    ("status", "media", "body", "header", "told"),
    [
        (200, "text/html", b"<html>Welcome</html>", ("X", ""), "answers with text/html, which is no answer to SPARQL"),
        (200, RESULTS, b'{"head": {"vars"', ("X", ""), "breaks off, or is no SPARQL"),
        (200, RESULTS, ROWS[:-20], ("X-Cut", ""), "breaks off, or is no SPARQL"),
        (200, RESULTS, b'{"head": {}, "boolean": true}', ("X", ""), "a truth value where rows are due"),
        (200, RESULTS, ROWS, ("X-SPARQL-MaxRows", "3"), "has sent the first 3 rows only"),
        (200, RESULTS, ROWS + b" " * 2000, ("X", ""), "sends more than 1,000 bytes"),
        (400, "text/plain", b"no such function", ("X", ""), "does not answer this query: no such function"),
        (500, "text/plain", b"out of cheese", ("X", ""), "does not answer this query: out of cheese"),
        (401, "text/plain", b"", ("X", ""), "does not answer: 401"),
        (404, "text/html", b"<html>", ("X", ""), "does not answer: 404"),
        (302, "text/html", b"", ("Location", "http://127.0.0.1:9/"), "does not answer: 302"),
        (503, "text/plain", b"busy", ("X", ""), "does not answer: 503"),
        (504, "text/plain", b"", ("X", ""), "took longer than 0.5 seconds"),
        (0, "", b"", ("X", ""), "took longer than 0.5 seconds"),
    ],
)
def test_a_store_that_misbehaves(status: int, media: str, body: bytes, header: tuple[str, str], told: str) -> None:
    patience = threading.Event()
    kind = type(
        "Handler", (Strange,), {"status": status, "media": media, "body": body, "header": header, "patience": patience}
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        endpoint = Endpoint(f"http://127.0.0.1:{server.server_port}/sparql", bounds=Bounds(0.5, 1000))
        try:
            with pytest.raises(InspectgraphError) as caught:
                list(endpoint._select("SELECT ?graph { GRAPH ?graph {} }", ("graph",)))
        finally:
            patience.set()
            server.shutdown()
    assert told in str(caught.value)
    assert isinstance(caught.value, EndpointError) != (status in (400, 500))
    assert getattr(caught.value, "late", False) == ("took longer" in told)


def test_a_store_that_is_not_there() -> None:
    code, _, err = run("ask", "directors", "--endpoint", "http://127.0.0.1:9/query")
    assert code == 2
    assert "http://127.0.0.1:9/query can't be reached" in err
    assert "Is the store running" in err


@pytest.mark.parametrize("address", ["ftp://x/query", "query", "http://"])
def test_what_is_no_address(address: str) -> None:
    code, _, err = run("query", "ASK {}", "--endpoint", address)
    assert code == 2
    assert "no address" in err


def test_a_password_does_not_belong_into_an_address() -> None:
    code, _, err = run("query", "ASK {}", "--endpoint", "http://ann:secret@127.0.0.1:9/query")
    assert code == 2
    assert "INSPECTGRAPH_USER" in err
    assert "secret" not in err


def test_a_store_without_a_build(oxigraph_server: OxigraphServer, tmp_path: Path) -> None:
    with (
        oxigraph_server(tmp_path / "store", "serve") as address,
        pytest.raises(OutputError, match="holds no build"),
    ):
        Dataset(Endpoint(f"{address}/query"))


def test_things_of_one_answer_are_asked_for_together() -> None:
    nodes = [NamedNode(f"urn:{number}") for number in range(250)]
    asked: list[list[NamedNode]] = []

    def describe(wanted: list[NamedNode]) -> list[Quad]:
        asked.append(wanted)
        return [Quad(node, NamedNode("urn:p"), NamedNode(f"{node.value}/o")) for node in wanted]

    descriptions = Descriptions(describe, 120)
    descriptions.met([Quad(node, NamedNode("urn:p"), NamedNode("urn:all")) for node in nodes])
    for node in nodes:
        assert [quad.subject for quad in descriptions.of(node)] == [node]
    assert len(asked) == 3
    descriptions.of(nodes[-1])
    assert len(asked) == 3
    descriptions.of(nodes[0])  # which has been forgotten meanwhile
    assert asked[-1] == [nodes[0]]


def test_rows_come_while_they_are_found(remote: Dataset) -> None:
    found = remote.query("SELECT ?s { ?s ?p ?o } LIMIT 3")
    assert isinstance(found, Solutions)
    assert len(found.rows) == 3
