"""The SPARQL 1.1 Protocol over HTTP: the cases of the W3C's test suite, restated, and what goes beyond them."""

from __future__ import annotations

import csv
import gzip
import http.client
import io
import json
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import httpx
import pyoxigraph
import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat

FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
GRAPH = "https://data.test/graph/"
D3, D4 = f"{GRAPH}document/d300000000000003", f"{GRAPH}document/d400000000000004"
SD = "http://www.w3.org/ns/sparql-service-description#"
JSON = "application/sparql-results+json"


def bindings(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    rows = answer.json()["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in rows]


def names(answer: httpx.Response) -> set[str]:
    return {row["name"] for row in bindings(answer)}


# The W3C's cases: queries that must be answered


def test_query_get(client: httpx.Client) -> None:
    answer = client.get("sparql", params={"query": "ASK {}"})
    assert answer.status_code == 200
    assert answer.json()["boolean"] is True


def test_query_post_form(client: httpx.Client) -> None:
    answer = client.post("sparql", content=b"query=ASK%20%7B%7D", headers={"Content-Type": FORM})
    assert answer.json()["boolean"] is True


def test_query_post_direct(client: httpx.Client) -> None:
    answer = client.post("sparql", content=b"ASK {}", headers={"Content-Type": QUERY})
    assert answer.json()["boolean"] is True


@pytest.mark.parametrize(
    "query", ["SELECT (1 AS ?value) {}", "ASK {}"], ids=["query_content_type_select", "query_content_type_ask"]
)
def test_query_content_type_of_results(client: httpx.Client, query: str) -> None:
    answer = client.post("sparql", content=query, headers={"Content-Type": QUERY})
    assert answer.headers["content-type"].partition(";")[0] in (
        "application/sparql-results+xml",
        JSON,
        "text/tab-separated-values",
        "text/csv",
    )


@pytest.mark.parametrize(
    "query",
    ["DESCRIBE <http://example.org/>", "CONSTRUCT { <s> <p> 1 } WHERE {}"],
    ids=["query_content_type_describe", "query_content_type_construct"],
)
def test_query_content_type_of_graphs(client: httpx.Client, query: str) -> None:
    answer = client.post("sparql", content=query, headers={"Content-Type": QUERY})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] in (
        "application/rdf+xml",
        "application/rdf+json",
        "text/turtle",
        "application/n-triples",
    )


PEOPLE = "SELECT ?name { ?p foaf:name ?name }"
PEOPLE_BY_GRAPH = "SELECT ?name ?g { GRAPH ?g { ?p foaf:name ?name } }"
D1 = f"{GRAPH}document/d100000000000001"
IN_D4, IN_D1 = {"Ann Marlow", "Ann Marlowe", "Bob Tarn"}, {"Ida Quill", "Jon Reed", "Cara Finch"}


@pytest.mark.parametrize("way", ["get", "form", "direct"])
class TestDataset:
    """query_dataset_*: the dataset of a query, in each of the ways in which it may come."""

    def ask(self, client: httpx.Client, way: str, query: str, *graphs: tuple[str, str]) -> httpx.Response:
        if way == "get":
            return client.get("sparql?" + urlencode([("query", query), *graphs]))
        if way == "form":
            body = urlencode([("query", query), *graphs])
            return client.post("sparql", content=body, headers={"Content-Type": FORM})
        return client.post("sparql?" + urlencode(graphs), content=query, headers={"Content-Type": QUERY})

    def test_query_dataset_default_graph(self, client: httpx.Client, way: str) -> None:
        assert names(self.ask(client, way, PEOPLE, ("default-graph-uri", D4))) == IN_D4

    def test_query_dataset_default_graphs(self, client: httpx.Client, way: str) -> None:
        graphs = (("default-graph-uri", D4), ("default-graph-uri", D1))
        assert names(self.ask(client, way, PEOPLE, *graphs)) == IN_D4 | IN_D1

    def test_query_dataset_named_graphs(self, client: httpx.Client, way: str) -> None:
        graphs = (("named-graph-uri", D4), ("named-graph-uri", D1))
        found = bindings(self.ask(client, way, PEOPLE_BY_GRAPH, *graphs))
        assert {row["g"] for row in found} == {D4, D1}
        assert bindings(self.ask(client, way, PEOPLE, *graphs)) == []

    def test_query_dataset_full(self, client: httpx.Client, way: str) -> None:
        query = "SELECT ?name ?other { ?p foaf:name ?name GRAPH ?g { ?q foaf:name ?other } }"
        graphs = (("default-graph-uri", D4), ("named-graph-uri", D1))
        found = bindings(self.ask(client, way, query, *graphs))
        assert {row["name"] for row in found} == IN_D4
        assert {row["other"] for row in found} == IN_D1

    def test_query_multiple_dataset(self, client: httpx.Client, way: str) -> None:
        """The protocol's dataset goes before the query's own."""
        query = f"SELECT ?name FROM <{D1}> {{ ?p foaf:name ?name }}"
        assert names(self.ask(client, way, query, ("default-graph-uri", D4))) == IN_D4

    def test_an_unknown_graph_is_refused(self, client: httpx.Client, way: str) -> None:
        for kind in ("default-graph-uri", "named-graph-uri"):
            answer = self.ask(client, way, PEOPLE, (kind, "https://elsewhere.test/graph"))
            assert answer.status_code == 400
            assert "https://elsewhere.test/graph" in answer.json()["title"]


# The W3C's cases: requests that must be refused


def test_bad_query_method(client: httpx.Client) -> None:
    for method in ("PUT", "DELETE", "PATCH", "QUERY"):
        answer = client.request(method, "sparql", params={"query": "ASK {}"})
        assert answer.status_code == 405
        assert {each.strip() for each in answer.headers["allow"].split(",")} == {"GET", "HEAD", "POST", "OPTIONS"}


@pytest.mark.parametrize("way", ["get", "form", "both"])
def test_bad_multiple_queries(client: httpx.Client, way: str) -> None:
    twice = [("query", "ASK {}"), ("query", "SELECT * {}")]
    if way == "get":
        answer = client.get("sparql?" + urlencode(twice))
    elif way == "form":
        answer = client.post("sparql", content=urlencode(twice), headers={"Content-Type": FORM})
    else:
        answer = client.post("sparql?" + urlencode(twice[:1]), content="ASK {}", headers={"Content-Type": QUERY})
    assert answer.status_code == 400
    assert "more than one query" in answer.text


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data"])
def test_bad_query_wrong_media_type(client: httpx.Client, kind: str) -> None:
    answer = client.post("sparql", content=b"ASK {}", headers={"Content-Type": kind})
    assert answer.status_code == 415
    assert QUERY in answer.headers["accept-post"]


def test_bad_query_missing_form_type(client: httpx.Client) -> None:
    assert client.post("sparql", content=b"query=ASK%20%7B%7D").status_code == 415


def test_bad_query_missing_direct_type(client: httpx.Client) -> None:
    assert client.post("sparql", content=b"ASK {}").status_code == 415


def test_bad_query_non_utf8(client: httpx.Client) -> None:
    kind = {"Content-Type": f"{QUERY}; charset=UTF-16"}
    assert client.post("sparql", content="ASK {}".encode("utf-16"), headers=kind).status_code == 415
    answer = client.post("sparql", content="ASK {}".encode("utf-16"), headers={"Content-Type": QUERY})
    assert answer.status_code == 400
    assert "UTF-8" in answer.text
    assert client.get("sparql?query=ASK%20%7B%3Fs%20%3Fp%20%22%FF%22%7D").status_code == 400


@pytest.mark.parametrize("way", ["get", "direct"])
def test_bad_query_syntax(client: httpx.Client, way: str) -> None:
    query = "SELECT * {\n  ?s foo:x ?o\n}"
    if way == "get":
        answer = client.get("sparql", params={"query": query})
    else:
        answer = client.post("sparql", content=query, headers={"Content-Type": QUERY})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert (said["line"], said["column"]) == (2, 11)
    assert "the prefix foo: is not declared" in said["title"]


def test_what_was_expected_is_said(client: httpx.Client) -> None:
    answer = client.get(
        "sparql", params={"query": "SELECT ?x WHERE ?x a ig:Judgement }"}, headers={"Accept": "text/plain"}
    )
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert "line 1, column" in answer.text
    assert "^" in answer.text
    wrong = client.get("sparql", params={"query": "PICK ?x { ?x a ig:Judgement }"}).json()
    assert wrong["expected"] == ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]


def test_bad_update_sent_as_a_query(client: httpx.Client) -> None:
    update = "INSERT DATA { <urn:s> <urn:p> <urn:o> }"
    assert client.get("sparql", params={"query": update}).status_code == 400
    assert client.get("sparql", params={"update": update}).status_code == 403
    assert client.post("sparql", data={"update": update}).status_code == 403
    kind = {"Content-Type": "application/sparql-update"}
    assert client.post("sparql", content=update, headers=kind).status_code == 403


def test_no_query_at_all(client: httpx.Client) -> None:
    assert client.post("sparql", data={"quarry": "ASK {}"}).status_code == 400
    assert client.get("sparql", params={"default-graph-uri": D4}).status_code == 400
    assert client.get("sparql", params={"query": ""}).status_code == 400


# Forms


SELECT = 'SELECT ?name ?n ?none { VALUES (?name ?n) { ("a,\\"b\\"\\n\\tc"@en 1) (<urn:x> 2.5) } }'


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (JSON, QueryResultsFormat.JSON),
        ("application/sparql-results+xml", QueryResultsFormat.XML),
        ("text/tab-separated-values", QueryResultsFormat.TSV),
    ],
)
def test_rows_in_forms_that_keep_terms(client: httpx.Client, accept: str, form: QueryResultsFormat) -> None:
    answer = client.get("sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == accept
    read = pyoxigraph.parse_query_results(answer.content, format=form)
    assert isinstance(read, pyoxigraph.QuerySolutions)
    assert [each.value for each in read.variables] == ["name", "n", "none"]
    rows = [tuple(row) for row in read]
    assert rows[0][0] == pyoxigraph.Literal('a,"b"\n\tc', language="en")
    assert rows[1][0] == NamedNode("urn:x")
    assert [row[2] for row in rows] == [None, None]


def test_rows_as_csv(client: httpx.Client) -> None:
    answer = client.get("sparql", params={"query": SELECT}, headers={"Accept": "text/csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.text, newline="")))
    assert rows == [["name", "n", "none"], ['a,"b"\n\tc', "1", ""], ["urn:x", "2.5", ""]]


@pytest.mark.parametrize(
    ("accept", "said"),
    [
        (JSON, '"boolean":true'),
        ("application/sparql-results+xml", "<boolean>true</boolean>"),
        ("text/csv", "true"),
        ("text/tab-separated-values", "true"),
    ],
)
def test_truth_values(client: httpx.Client, accept: str, said: str) -> None:
    answer = client.get("sparql", params={"query": "ASK {}"}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == accept
    assert said in answer.text.replace(" ", "")


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/trig", RdfFormat.TRIG),
        ("application/n-quads", RdfFormat.N_QUADS),
    ],
)
def test_graphs(client: httpx.Client, accept: str, form: RdfFormat) -> None:
    query = "CONSTRUCT WHERE { <https://data.test/id/authority/northmoor> ?p ?o }"
    answer = client.get("sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == accept
    assert len(set(pyoxigraph.parse(answer.content, format=form))) == 6
    if form in (RdfFormat.TURTLE, RdfFormat.TRIG):
        assert "@prefix skos:" in answer.text
        assert "@prefix prov:" not in answer.text


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.9, application/sparql-results+xml;q=0.1", "text/csv"),
        ("text/*", "text/csv"),
        ("*/*;q=0.1, text/tab-separated-values", "text/tab-separated-values"),
        ("application/sparql-results+json;q=0, */*", "application/json"),
        ("image/png, */*;q=0.01", JSON),
        ("application/xml", "application/xml"),
    ],
)
def test_quality_values(client: httpx.Client, accept: str, given: str) -> None:
    answer = client.get("sparql", params={"query": "SELECT * {}"}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == given


@pytest.mark.parametrize(
    ("query", "accept"),
    [("SELECT * {}", "text/turtle"), ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv"), ("ASK {}", "image/png")],
)
def test_an_honest_406(client: httpx.Client, query: str, accept: str) -> None:
    answer = client.get("sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 406
    assert answer.json()["available"]
    assert "accept" in answer.headers["vary"].lower()


def test_format_in_a_link(client: httpx.Client) -> None:
    browser = {"Accept": "text/html,*/*;q=0.8"}
    answer = client.get("sparql", params={"query": "ASK {}", "format": "csv"}, headers=browser)
    assert answer.headers["content-type"].startswith("text/csv")
    assert client.get("sparql", params={"query": "ASK {}", "format": "docx"}).status_code == 406


def test_the_columns_of_a_star_are_in_the_order_of_the_query(client: httpx.Client) -> None:
    answer = client.get("sparql", params={"query": "SELECT * { ?z a ?b . ?z ig:area ?a } LIMIT 1"})
    assert answer.json()["head"]["vars"] == ["z", "b", "a"]


def test_what_xml_cannot_hold_does_not_spoil_it(client: httpx.Client) -> None:
    query = 'SELECT ("a\\u0000b\\u000Bc <&> \\r" AS ?x) {}'
    answer = client.get("sparql", params={"query": query}, headers={"Accept": "application/sparql-results+xml"})
    text = "".join(ElementTree.fromstring(answer.content).itertext())
    assert "a\ufffdb\ufffdc <&> \r" in text


# HTTP


def test_head(client: httpx.Client) -> None:
    got = client.get("sparql", params={"query": "ASK {}"})
    head = client.head("sparql", params={"query": "ASK {}"})
    assert head.status_code == 200
    assert head.content == b""
    for name in ("content-type", "content-length", "etag", "vary"):
        assert head.headers[name] == got.headers[name]


def test_options(client: httpx.Client) -> None:
    answer = client.options("sparql")
    assert answer.status_code == 204
    assert "POST" in answer.headers["allow"]


def test_cross_origin(client: httpx.Client) -> None:
    headers = {"Origin": "https://elsewhere.test", "Access-Control-Request-Method": "POST"}
    asked = client.options("sparql", headers={**headers, "Access-Control-Request-Headers": "content-type"})
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "Content-Type" in asked.headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in asked.headers
    for query in ("ASK {}", "ASK"):
        answer = client.get("sparql", params={"query": query}, headers={"Origin": "https://elsewhere.test"})
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers


def test_entity_tags(client: httpx.Client) -> None:
    query = {"query": "SELECT * { ?s ?p ?o } LIMIT 200"}
    first = client.get("sparql", params=query)
    tag = first.headers["etag"]
    assert "Accept" in first.headers["vary"]
    again = client.get("sparql", params=query, headers={"If-None-Match": f'"other", {tag}'})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"]
    assert client.get("sparql", params=query, headers={"If-None-Match": '"other"'}).status_code == 200
    csv = client.get("sparql", params=query, headers={"If-None-Match": tag, "Accept": "text/csv"})
    assert csv.status_code == 200


@pytest.mark.parametrize("call", ["NOW()", "RAND()", "STRUUID()", "uuid ()"])
def test_what_changes_has_no_tag(client: httpx.Client, call: str) -> None:
    answer = client.get("sparql", params={"query": f"SELECT ({call} AS ?x) {{}}"})
    assert answer.status_code == 200
    assert "etag" not in answer.headers


def test_compression(client: httpx.Client, sparql: str) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT 500"
    plain = client.get("sparql", params={"query": query}, headers={"Accept-Encoding": "identity"})
    packed = client.get("sparql", params={"query": query}, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["vary"]
    assert int(packed.headers["content-length"]) < len(plain.content) / 4
    assert packed.content == plain.content
    assert packed.headers["etag"] != plain.headers["etag"]
    refused = client.get("sparql", params={"query": query}, headers={"Accept-Encoding": "gzip;q=0"})
    assert "content-encoding" not in refused.headers


def test_a_long_answer_comes_whole_compressed_or_not(client: httpx.Client) -> None:
    query = {"query": "SELECT * { ?s ?p ?o } LIMIT 2000"}
    plain = client.get("sparql", params=query, headers={"Accept-Encoding": "identity"})
    packed = client.get("sparql", params=query, headers={"Accept-Encoding": "gzip"})
    assert len(plain.content) > 2**18
    assert plain.headers["content-length"] == str(len(plain.content))
    assert plain.json() == packed.json()
    assert len(plain.json()["results"]["bindings"]) == 2000


def test_headers_for_safety(client: httpx.Client) -> None:
    for path in ("sparql?query=ASK{}", "sparql?query=no", "health", "nowhere"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_http_1_0_and_keep_alive(client: httpx.Client) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", client.base_url.port or 0, timeout=60)
    for _ in range(3):
        connection.request("GET", "/sparql?query=" + quote("ASK {}"), headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        body = response.read()
        assert response.status == 200
        assert json.loads(gzip.decompress(body) if response.headers.get("content-encoding") else body)["boolean"]
    connection.close()


# What the server says of itself


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("*/*", RdfFormat.TURTLE),
    ],
)
def test_service_description(client: httpx.Client, sparql: str, accept: str, form: RdfFormat) -> None:
    answer = client.get("sparql", headers={"Accept": accept})
    assert answer.status_code == 200
    said = list(pyoxigraph.parse(answer.content, format=form))
    endpoints = {quad.object for quad in said if quad.predicate.value == SD + "endpoint"}
    assert endpoints == {NamedNode(sparql)}
    named = {quad.object.value for quad in said if quad.predicate.value == SD + "name"}
    assert D4 in named
    assert f"{GRAPH}consolidated" in named


def test_service_description_in_no_such_form(client: httpx.Client) -> None:
    assert client.get("sparql", headers={"Accept": "image/png"}).status_code == 406


def test_a_browser_is_led_to_the_page_for_people(client: httpx.Client) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    answer = client.get("sparql", headers=browser)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/query"
    asked = client.get("sparql", params={"query": "ASK {}"}, headers=browser)
    assert asked.status_code == 303
    assert asked.headers["location"].startswith("/query?query=ASK")


def test_health(client: httpx.Client) -> None:
    said = client.get("health").json()
    assert said["status"] == "ok"
    assert said["pool"]["workers"] > 0


def test_metrics(client: httpx.Client) -> None:
    client.get("sparql", params={"query": "ASK {}"})
    answer = client.get("metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    values = dict(line.rsplit(" ", 1) for line in answer.text.splitlines() if not line.startswith("#"))
    assert int(values['inspectgraph_requests_total{route="sparql",status="200"}']) > 0
    assert int(values['inspectgraph_queries_total{end="answered"}']) > 0
    assert values["inspectgraph_query_seconds_count"] == values['inspectgraph_query_seconds_bucket{le="+Inf"}']
