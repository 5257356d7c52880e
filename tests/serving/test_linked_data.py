"""Linked data over HTTP."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest
from pyoxigraph import RdfFormat, parse
from tests.presenting.small_build import BASE, HOSTILE, write_build

from inspectgraph.presenting.list_kinds import LISTS
from inspectgraph.serving.app import application
from inspectgraph.serving.context import Settings

NORTHMOOR = "/doc/authority/northmoor"
PARSED = {
    "text/turtle": RdfFormat.TURTLE, "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES, "application/rdf+xml": RdfFormat.RDF_XML,
}  # fmt: skip


class Client:
    """Asks an application without a network."""

    def __init__(self, folder: Path, settings: Settings | None = None) -> None:
        self.app = application(folder, settings or Settings())

    def get(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        import asyncio

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                named = {name.replace("_", "-"): value for name, value in headers.items()}
                client.headers.pop("accept")
                return await client.request(method, path, headers=named)

        return asyncio.run(ask())


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    return Client(write_build(tmp_path_factory.mktemp("served") / "out"))


def media(response: httpx.Response) -> str:
    return response.headers["content-type"].partition(";")[0]


def test_a_thing_leads_to_its_description(client: Client) -> None:
    response = client.get("/id/authority/northmoor")
    assert (response.status_code, response.headers["location"]) == (303, NORTHMOOR)
    assert 'rel="describedby"' in response.headers["link"]
    response = client.get("/id/authority/northmoor.ttl?_profile=full")
    assert response.headers["location"] == NORTHMOOR + ".ttl?_profile=full"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/html;q=0.2, text/turtle;q=0.7", "text/turtle"),
        ("*/*", "text/html"),
        ("application/*", "application/ld+json"),
    ],
)
def test_the_form_that_a_client_wants(client: Client, accept: str, expected: str) -> None:
    response = client.get(NORTHMOOR, accept=accept)
    assert (response.status_code, media(response)) == (200, expected)
    assert {"accept", "accept-profile"} <= {each.strip().lower() for each in response.headers["vary"].split(",")}
    if expected in PARSED:
        triples = {quad.triple for quad in parse(response.content, format=PARSED[expected])}
        assert any(str(triple.subject) == f"<{BASE}id/authority/northmoor>" for triple in triples)


@pytest.mark.parametrize(("extension", "expected"), [("ttl", "text/turtle"), ("jsonld", "application/ld+json"),
    ("nt", "application/n-triples"), ("rdf", "application/rdf+xml"), ("html", "text/html")])  # fmt: skip
def test_the_form_by_extension(client: Client, extension: str, expected: str) -> None:
    response = client.get(f"{NORTHMOOR}.{extension}", accept="image/png")
    assert (response.status_code, media(response)) == (200, expected)


def test_an_impossible_form_is_refused(client: Client) -> None:
    response = client.get(NORTHMOOR, accept="image/png")
    assert response.status_code == 406
    assert "text/turtle" in response.json()["available"]


def test_profiles(client: Client) -> None:
    full = "https://w3id.org/inspectgraph/profile/full"
    short = client.get(NORTHMOOR, accept="text/turtle")
    named = client.get(NORTHMOOR + "?_profile=full", accept="text/turtle")
    asked = client.get(NORTHMOOR, accept="text/turtle", accept_profile=f"<https://other.test/>, <{full}>;q=0.4")
    assert len(short.content) < len(named.content)
    assert named.content == asked.content
    assert named.headers["content-profile"] == f"<{full}>"
    assert client.get(NORTHMOOR + "?_profile=none", accept="text/turtle").status_code == 400


def test_the_header_says_what_else_there_is(client: Client) -> None:
    links = client.get(NORTHMOOR, accept="text/html").headers["link"]
    for part in ('rel="alternate"; type="text/turtle"', 'rel="license"', f'<{BASE}doc/authority/northmoor>; rel="canonical"',
                 f'<{BASE}id/authority/northmoor>; rel="describes"', 'rel="profile"'):  # fmt: skip
        assert part in links


def test_a_client_that_has_it_gets_nothing(client: Client) -> None:
    first = client.get(NORTHMOOR, accept="text/turtle")
    again = client.get(NORTHMOOR, accept="text/turtle", if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(NORTHMOOR, accept="application/n-triples", if_none_match=first.headers["etag"])
    assert other.status_code == 200


def test_head(client: Client) -> None:
    response = client.get(NORTHMOOR, "HEAD", accept="text/turtle")
    assert (response.status_code, response.content) == (200, b"")


def test_former_addresses(client: Client) -> None:
    moved = client.get("/id/person/a-marlow-000009")
    assert (moved.status_code, moved.headers["location"]) == (301, "/id/person/ann-marlow-000001")
    moved = client.get("/doc/person/a-marlow-000009.ttl")
    assert moved.headers["location"] == "/doc/person/ann-marlow-000001.ttl"
    several = client.get("/id/person/marlow-of-two", accept="application/json, application/problem+json")
    assert several.status_code == 300
    assert len(several.json()["choices"]) == 2
    gone = client.get("/doc/person/withdrawn-000003", accept="text/html")
    assert gone.status_code == 410
    assert "No longer published" in gone.text


def test_what_is_not_there(client: Client) -> None:
    response = client.get("/doc/authority/northmor", accept="text/html")
    assert response.status_code == 404
    assert "Did you mean" in response.text
    assert "/doc/authority/northmoor" in response.text
    assert client.get("/id/authority/nowhere", accept="application/problem+json").json()["status"] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/doc/..%2f..%2fbuild.json", "/id/%2e%2e/%2e%2e/etc/passwd", "/doc/a%00b", "/doc/%0d%0aSet-Cookie:x", "/doc/" + "a/" * 2000,
        "/data/..%2fledger.jsonl", "/data/ledger.jsonl", "/data/", "/def/", "/graph/", "/doc/%ff%fe", "/doc/%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)  # fmt: skip
def test_strange_addresses(client: Client, path: str) -> None:
    for accept in ("text/html", "text/turtle"):
        response = client.get(path, accept=accept)
        assert response.status_code in (404, 406, 414)
        assert "<script>alert" not in response.text
        assert "set-cookie" not in response.headers


@pytest.mark.parametrize("path", ["/def/ontology", "/def/ontology/Judgement", "/def/ontology/grade", "/def/vocab/grade", "/def/vocab/grade/good",
    "/def/shapes/document", "/def/shapes/document/judgement-grade", "/def/profile/full", "/graph/reference", "/doc/dataset"])  # fmt: skip
def test_terms_graphs_and_the_dataset_dereference(client: Client, path: str) -> None:
    assert media(client.get(path, accept="text/html")) == "text/html"
    for wanted, form in PARSED.items():
        assert list(parse(client.get(path, accept=wanted).content, format=form))


def test_the_dataset_is_well_known(client: Client) -> None:
    response = client.get("/.well-known/void")
    assert response.headers["location"] == "/doc/dataset"


@pytest.mark.parametrize("name", list(LISTS))
def test_lists(client: Client, name: str) -> None:
    assert media(client.get(f"/{name}", accept="text/html")) == "text/html"
    said = client.get(f"/{name}.json?per_page=2").json()
    assert len(said["items"]) <= 2
    assert client.get(f"/{name}", accept="application/json").json()["total"] == said["total"]
    assert client.get(f"/{name}.csv").content.startswith(b"\xef\xbb\xbf")
    assert "<script>alert" not in client.get(f"/{name}.html").text
    wrong = client.get(f"/{name}.json?colour=red")
    assert wrong.status_code == 400
    assert "colour" in wrong.json()["title"]


def test_following_next_gives_all(client: Client) -> None:
    address, found = "/judgements.json?per_page=4", []
    while address:
        said = client.get(address).json()
        found += said["items"]
        address = said["next"]
    assert len(found) == said["total"]
    assert len({each["judgement"] for each in found}) == said["total"]


def test_search(client: Client) -> None:
    said = client.get("/search.json?q=northmor").json()
    assert said["items"][0]["page"] == NORTHMOOR
    assert NORTHMOOR in client.get("/search?q=northmor", accept="text/html").text
    assert client.get("/search.json?q=x&limit=1000").status_code == 400
    assert client.get("/search.json?q=x&kind=planet").status_code == 400
    shown = client.get("/search", accept="text/html").text
    assert HOSTILE not in shown


def test_dumps_with_digests_and_ranges(client: Client) -> None:
    import hashlib

    for line in client.get("/data/SHA256SUMS").text.splitlines():
        digest, _, name = line.partition("  ")
        response = client.get(f"/data/{name}")
        assert hashlib.sha256(response.content).hexdigest() == digest
        part = client.get(f"/data/{name}", range="bytes=5-14", accept_encoding="identity")
        assert (part.status_code, part.content) == (206, response.content[5:15])
        assert client.get(f"/data/{name}", if_none_match=response.headers["etag"]).status_code == 304


def test_what_crawlers_are_told(client: Client) -> None:
    assert f"Sitemap: {BASE}sitemap.xml" in client.get("/robots.txt").text
    listed = client.get("/sitemap.xml").text
    for path in ("doc/authority/northmoor", "def/ontology", "judgements", "licences"):
        assert f"<loc>{BASE}{path}</loc>" in listed


def test_openapi_is_about_what_is_there(client: Client) -> None:
    document = json.loads(client.get("/openapi.json").content)
    for path in document["paths"]:
        if "{" not in path and not path.startswith("/on."):  # days are asked of the pool, which is not started here
            required = "?q=x" if path.startswith("/search") else ""
            assert client.get(urljoin("/", path) + required).status_code == 200
    for page in ("/api", "/data", "/licences"):
        assert client.get(page, accept="text/html").status_code == 200


def test_a_site_below_a_path(tmp_path: Path) -> None:
    base = "https://www.shire.gov.uk/children/"
    client = Client(write_build(tmp_path / "out", base), Settings(root="/children/"))
    response = client.get("/children/id/authority/northmoor")
    assert (response.status_code, response.headers["location"]) == (303, "/children/doc/authority/northmoor")
    shown = client.get("/children/doc/authority/northmoor", accept="text/html")
    assert shown.status_code == 200
    assert 'href="/children/judgements"' in client.get("/children/api", accept="text/html").text
    assert client.get("/children/judgements.json?per_page=1").json()["next"].startswith("/children/judgements.json?")
    assert client.get("/id/authority/northmoor").status_code == 404
