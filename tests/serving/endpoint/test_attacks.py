"""What is meant to break the server is refused or bounded, and the next good query is answered at once."""

from __future__ import annotations

import concurrent.futures
import http.client
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from urllib.parse import urlencode

import httpx
import pytest

Serving = Callable[[str], AbstractContextManager[httpx.Client]]
#: Small enough for attacks to meet them soon.
LIMITS = "Limits(seconds=1.5, memory=64 * 2**20, rows=2000, answer=2**20, query=4096, brief=0.2, patience=3, silence=2)"
GOOD = {"query": "SELECT ?a { ?a a ig:LocalAuthority } ORDER BY ?a"}


@pytest.fixture(scope="module")
def client(serving: Serving) -> Iterator[httpx.Client]:
    """A client of a server with tight limits."""
    with serving(f"Settings(limits={LIMITS})") as client:
        yield client


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """An address of this machine, and what has come in there."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def listen() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                heard.append(b"connected")
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/data.ttl", heard


PATTERNS = (
    "SELECT * {{ {} }}",
    "SELECT * {{ ?x a ?y OPTIONAL {{ {} }} }}",
    "SELECT * {{ {{ ?x a ?y }} UNION {{ {} }} }}",
    "SELECT * {{ ?x a ?y MINUS {{ {} }} }}",
    "SELECT * {{ ?x a ?y FILTER EXISTS {{ {} }} }}",
    "SELECT * {{ ?x a ?y FILTER(?y = 1 || NOT EXISTS {{ {} }}) }}",
    "SELECT (EXISTS {{ {} }} AS ?e) {{}}",
    "SELECT * {{ BIND(EXISTS {{ {} }} AS ?e) }}",
    "SELECT * {{ {{ SELECT ?s {{ {} }} }} }}",
    "SELECT * {{ GRAPH ?g {{ {} }} }}",
    "SELECT * {{ ?x a ?y LATERAL {{ {} }} }}",
    "SELECT ?x {{ ?x a ?y }} GROUP BY ?x HAVING(EXISTS {{ {} }})",
    "SELECT ?x {{ ?x a ?y }} ORDER BY (EXISTS {{ {} }})",
    "ASK {{ {} }}",
    "CONSTRUCT {{ ?s ?p ?o }} {{ {} }}",
    "DESCRIBE ?s {{ {} }}",
)
CALLS = (
    "SERVICE <{}> {{ ?s ?p ?o }}",
    "SERVICE SILENT <{}> {{ ?s ?p ?o }}",
    "sErViCe<{}>{{ ?s ?p ?o }}",
    "SERVICESILENT<{}>{{ ?s ?p ?o }}",
    "VALUES ?where {{ <{}> }} SERVICE ?where {{ ?s ?p ?o }}",
    "SERVICE # {{ }}\n <{}> {{ ?s ?p ?o }}",
)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_service_reaches_nobody(client: httpx.Client, listener: tuple[str, list[bytes]], pattern: str) -> None:
    address, heard = listener
    for call in CALLS:
        answer = client.post("sparql", data={"query": pattern.format(call.format(address))})
        assert answer.status_code == 400
        assert "SERVICE" in answer.json()["title"]
    assert heard == []


def test_prefixed_and_glued_service_reaches_nobody(client: httpx.Client, listener: tuple[str, list[bytes]]) -> None:
    address, heard = listener
    for query in (
        "SELECT * {{ SERVICE : {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE:{{ ?s ?p ?o }} }}",
        "SELECT * {{ ?s ?p []SERVICE:{{}} }}",
        "SELECT * {{ ?s ?p 1e1SERVICE:{{}} }}",
        "SELECT * {{ ?s ?p ?x.SERVICE:{{}} }}",
        "SELECT * {{ #\\u000A SERVICE : {{ ?s ?p ?o }}\n}}",
        "SELECT * {{ \\u0053ERVICE : {{ ?s ?p ?o }} }}",
    ):
        client.post("sparql", data={"query": f"PREFIX : <{address}> {query.replace('{{', '{').replace('}}', '}')}"})
    assert heard == []


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
@pytest.mark.parametrize("form", ["SELECT *", "ASK", "CONSTRUCT { ?s ?p ?o }", "DESCRIBE ?s"])
def test_from_loads_nothing(client: httpx.Client, listener: tuple[str, list[bytes]], clause: str, form: str) -> None:
    address, heard = listener
    for graph in ("file:///etc/passwd", address, "../../../etc/passwd", "http://[::1]/"):
        answer = client.get("sparql", params={"query": f"{form} {clause} <{graph}> WHERE {{ ?s ?p ?o }}"})
        assert answer.status_code == 400
        assert "root:" not in answer.text
    for name in ("default-graph-uri", "named-graph-uri"):
        for graph in ("file:///etc/passwd", address):
            answer = client.get("sparql", params={"query": "ASK { ?s ?p ?o }", name: graph})
            assert answer.status_code == 400
    assert heard == []


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <file:///etc/passwd>",
        "LOAD SILENT <{}>",
        "INSERT DATA {{ <urn:s> <urn:p> <urn:o> }}",
        "DELETE WHERE {{ ?s ?p ?o }}",
        "PREFIX x: <urn:x> DROP ALL",
        "SELECT * {{}} ; INSERT DATA {{ <urn:s> <urn:p> <urn:o> }}",
    ],
)
def test_updates_change_nothing(client: httpx.Client, listener: tuple[str, list[bytes]], update: str) -> None:
    address, heard = listener
    query = update.format(address)
    for answer in (
        client.get("sparql", params={"query": query}),
        client.post("sparql", data={"query": query}),
        client.post("sparql", data={"update": query}),
        client.post("sparql", content=query, headers={"Content-Type": "application/sparql-update"}),
    ):
        assert answer.status_code in (400, 403)
    assert client.get("sparql", params={"query": "ASK { <urn:s> ?p ?o }"}).json()["boolean"] is False
    assert heard == []


@pytest.mark.parametrize(
    ("attack", "limit"),
    [
        ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY STR(?c) STR(?f)", {"time", "memory"}),
        ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", {"time"}),
        ("SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", {"time", "memory", "rows"}),
        ("SELECT (COUNT(*) AS ?n) { ?a (ig:x|!ig:y)* ?b . ?c (ig:x|!ig:y)* ?d }", {"time", "memory"}),
        ("SELECT * { ?a (skos:broader|^skos:broader|!ig:x)* ?b . ?c ?d ?e }", {"time", "memory", "rows", "bytes"}),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", {"rows", "bytes"}),
        ("CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }", {"triples"}),
        ("SELECT (GROUP_CONCAT(?q) AS ?all) { ?e foaf:name ?q . ?a ?b ?c . ?d ?x ?f }", {"time", "memory"}),
        ('SELECT (CONCAT(?x, ?x) AS ?y) { { SELECT (GROUP_CONCAT(STR(?s)) AS ?x) { ?s ?p ?o . ?a foaf:name ?b . ?c foaf:name ?d } } }',
         {"bytes", "memory", "time"}),
        ('SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?a), STR(?d)), "^(([a-z/:.0-9-])+.)+[A-Z]([a-z])+$")) }',
         {"time", "memory"}),
    ],
)  # fmt: skip
def test_a_query_that_takes_too_much_is_ended(client: httpx.Client, attack: str, limit: set[str]) -> None:
    begun = time.monotonic()
    answer = client.post("sparql", data={"query": attack})
    assert answer.status_code == 503, answer.text[:500]
    assert answer.headers["content-type"] == "application/problem+json"
    # On a busy machine the time may be over before anything else is.
    assert answer.json()["limit"] in limit | {"time"}
    # The limit is a second and a half; the machine may be busy.
    assert time.monotonic() - begun < 20
    assert answers_soon(client, GOOD)


@pytest.mark.parametrize(
    "strange",
    [
        "SELECT * {" + "(" * 4000,
        "SELECT * " + "{" * 1900 + "}" * 1900,
        "SELECT (" + "(" * 1900 + "1" + ")" * 1900 + " AS ?x) {}",
        "SELECT (" + "!" * 4000 + "1 AS ?x) {}",
        "SELECT * { ?s " + "^" * 4000 + "ig:x ?o }",
        "SELECT * { ?s " + "/".join(["ig:x"] * 800) + " ?o }",
        'ASK { FILTER(REGEX("a", "' + "(a{1,999}){1,999}" * 3 + '")) }',
        'ASK { FILTER(REGEX("' + "a" * 3000 + '", "(a*)*(a*)*b")) }',
        "\x00\x01\x02",
        "SELECT * { ?s ?p '\udcff' }".encode("utf-8", "replace").decode(),
    ],
    ids=str,
)
def test_strange_queries(client: httpx.Client, strange: str) -> None:
    answer = client.post("sparql", data={"query": strange})
    assert answer.status_code in (200, 400, 500, 503)
    if answer.status_code != 200:
        assert answer.json()["title"]
    assert answers_soon(client, GOOD)


def test_a_query_of_a_megabyte(client: httpx.Client) -> None:
    long = "ASK {} #" + "x" * 1_000_000
    assert client.post("sparql", data={"query": long}).status_code == 413
    kind = {"Content-Type": "application/sparql-query"}
    assert client.post("sparql", content=long, headers=kind).status_code == 413
    # In pieces, without saying how long it is.
    pieces = (long[start : start + 1000].encode() for start in range(0, len(long), 1000))
    assert client.post("sparql", content=pieces, headers=kind).status_code == 413
    assert client.get("sparql", params={"query": long[:5000]}).status_code == 414
    assert client.get("sparql", params={"query": long[:60000]}).status_code == 414
    assert raw(client, b"GET /sparql?query=" + b"x" * 1_000_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n").startswith(
        b"HTTP/1.1 414"
    )
    assert answers_soon(client, GOOD)


def test_endless_headers(client: httpx.Client) -> None:
    headers = b"".join(b"X-%d: %s\r\n" % (number, b"y" * 1000) for number in range(1000))
    assert raw(client, b"GET / HTTP/1.1\r\nHost: x\r\n" + headers + b"\r\n").startswith(b"HTTP/1.1 414")


def test_two_hundred_clients_at_once(client: httpx.Client) -> None:
    attack = {"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"}
    started = threading.Barrier(200, timeout=60)

    def one(number: int) -> int:
        with closing(http.client.HTTPConnection("127.0.0.1", client.base_url.port or 0, timeout=60)) as connection:
            started.wait()
            connection.request("GET", "/sparql?" + urlencode(attack if number % 2 else GOOD))
            answer = connection.getresponse()
            said = json.load(answer)
        if answer.status == 503:
            assert said["limit"] in ("load", "time", "memory")
        return answer.status

    with concurrent.futures.ThreadPoolExecutor(200) as many:
        statuses = list(many.map(one, range(200)))
    assert set(statuses) <= {200, 503}
    assert 503 in statuses
    assert answers_soon(client, GOOD)


def test_slow_clients(client: httpx.Client) -> None:
    """They are told so, and don't keep others waiting."""
    slow = [connect(client) for _ in range(50)]
    try:
        for each in slow[:25]:
            each.sendall(b"GET /sparql?query=ASK")
        for each in slow[25:]:
            each.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nASK"
            )
        assert answers_soon(client, GOOD)
        for each in slow:
            assert each.recv(12) in (b"HTTP/1.1 408", b"")
    finally:
        for each in slow:
            each.close()


def test_a_client_that_goes_away_frees_its_worker(client: httpx.Client) -> None:
    with connect(client) as leaving:
        leaving.sendall(
            b"GET /sparql?query=SELECT(COUNT(*)AS%20?n)%7B?a?b?c.?d?e?f.?g?h?i%7D HTTP/1.1\r\nHost: x\r\n\r\n"
        )
    assert eventually(lambda: metric(client, 'inspectgraph_queries_total{end="abandoned"}') > 0)


def test_a_client_that_does_not_take_its_answer(client: httpx.Client) -> None:
    with connect(client) as lazy:
        lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        lazy.sendall(b"GET /sparql?query=SELECT*%7B?s?p?o%7DLIMIT2000 HTTP/1.1\r\nHost: x\r\n\r\n" * 50)
        assert answers_soon(client, GOOD)


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/static/../../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/static/..%2f..%2f..%2fetc%2fpasswd",
        "/static//etc/passwd",
        "/download/..%2fbuild.json",
        "/doc/../../store/CURRENT",
        "/doc/..%00/passwd",
        "/id/%0d%0aSet-Cookie:%20x=1",
        "/%ff%fe",
    ],
)
def test_path_traversal(client: httpx.Client, path: str) -> None:
    answer = raw(client, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert answer.split()[1] in (b"303", b"400", b"404", b"406")
    assert b"root:" not in answer
    assert b"set-cookie" not in answer.partition(b"\r\n\r\n")[0].lower()


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /sparql?query=ASK%7B%7D&x=%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n",
        b"GET /id/x%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /sparql HTTP/1.1\r\nHost: x%0d%0aSet-Cookie: a=b\r\nAccept: text/turtle\r\n\r\n",
        b"GET /sparql HTTP/1.1\r\nHost: x\r\nAccept: text/\x01html\r\n\r\n",
        b"GET /sparql HTTP/1.1\r\nHost: <script>alert(1)</script>\r\nAccept: text/turtle\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        b"GARBAGE\r\n\r\n",
    ],
)
def test_header_injection(client: httpx.Client, request_: bytes) -> None:
    answer = raw(client, request_)
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 ")
    assert b"\nset-cookie" not in head.lower()
    assert b"<script>" not in body
    assert not answer.startswith(b"HTTP/1.1 5")
    assert answers_soon(client, GOOD)


def answers_soon(client: httpx.Client, query: dict[str, str]) -> bool:
    """Whether a good query is answered, and one of a few within 50 ms: the machine may be busy with other things."""
    seconds = []
    for _ in range(20):
        begun = time.perf_counter()
        assert len(client.get("sparql", params=query).raise_for_status().json()["results"]["bindings"]) == 3
        seconds.append(time.perf_counter() - begun)
        if seconds[-1] < 0.05:
            return True
    return False


def connect(client: httpx.Client) -> socket.socket:
    return socket.create_connection(("127.0.0.1", client.base_url.port or 0), timeout=60)


def raw(client: httpx.Client, request: bytes) -> bytes:
    """What comes back, whatever is sent, as far as the server says how long it is."""
    with connect(client) as connection:
        connection.sendall(request)
        found = b""
        while piece := connection.recv(65536):
            found += piece
            head, end, body = found.partition(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
            if end and length and len(body) >= int(length[1]):
                break
        return found


def metric(client: httpx.Client, name: str) -> float:
    lines = client.get("metrics").text.splitlines()
    return next((float(line.rpartition(" ")[2]) for line in lines if line.startswith(name)), 0)


def eventually(condition: object) -> bool:
    assert callable(condition)
    deadline = time.monotonic() + 30
    while not condition():
        if time.monotonic() > deadline:
            return False
        threading.Event().wait(0.02)
    return True
