"""The explorer over a store elsewhere shows what it shows over a build's own."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from tests.presenting.small_build import BASE, write_build
from tests.serving.endpoint.conftest import run_served
from typer.testing import CliRunner

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.embedded import Embedded
from inspectgraph.asking.place import Place
from inspectgraph.asking.results import Answer
from inspectgraph.asking.source import Rows, Scope, TripleStream
from inspectgraph.cli import app
from inspectgraph.errors import EndpointError, ServingError
from inspectgraph.exporting.things import Things
from inspectgraph.presenting.contents import pages_of_things
from inspectgraph.presenting.links import Links
from inspectgraph.presenting.list_kinds import LISTS
from inspectgraph.presenting.site import Site
from inspectgraph.presenting.thing_pages import thing_page
from inspectgraph.serving.app import application
from inspectgraph.serving.context import Settings

OxigraphServer = Callable[[Path, str], AbstractContextManager[str]]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(tmp_path_factory.mktemp("build") / "out")


@pytest.fixture(scope="module")
def endpoint(build: Path, oxigraph_server: OxigraphServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("elsewhere") / "store"
    shutil.copytree(build / "store", store)
    with oxigraph_server(store, "serve-read-only") as address:
        yield f"{address}/query"


def pages(place: Place, paths: list[str]) -> dict[str, tuple[int, str]]:
    """Status and content at some paths of a site, asked without a network."""

    async def ask() -> dict[str, tuple[int, str]]:
        transport = httpx.ASGITransport(app=application(place, Settings()))
        async with httpx.AsyncClient(transport=transport, base_url="http://test", timeout=60) as client:
            found = {}
            for path in paths:
                response = await client.get(path)
                found[path] = response.status_code, response.text
            return found

    return asyncio.run(ask())


def addresses(build: Path) -> list[str]:
    dataset = Dataset.open(build)
    site = Site(dataset, build, Links(dataset.base), "Inspections")
    things = [path for path, _ in pages_of_things(Things(dataset), site.representations.vocabulary, site.links)]
    kept = [path for path in things if not path.startswith("def/")] + [path for path in things if "def/" in path][::60]
    return [
        *(
            "/",
            "/data",
            "/api",
            "/licences",
            "/compare",
            "/builds",
            "/query/terms.json",
            "/sitemap.xml",
            "/search?q=marlow",
        ),
        *(f"/{name}{end}" for name in LISTS for end in ("", ".csv", ".json")),
        *(f"/{quote(path)}" for path in kept),
        *(f"/{quote(path)}.ttl?_profile=full" for path in kept[::3]),
        f"/neighbourhood?of={BASE}id/authority/northmoor",
        f"/neighbourhood.json?of={BASE}id/authority/northmoor",
        "/id/person/marlow-of-two",
        "/doc/nothing-is-here",
    ]


def test_every_page_is_the_same(build: Path, endpoint: str) -> None:
    paths = addresses(build)
    assert len(paths) > 100
    own, elsewhere = pages(Place(build), paths), pages(Place(build, endpoint), paths)
    differ = [path for path in paths if own[path] != elsewhere[path]]
    assert differ == []
    assert {status for status, _ in own.values()} <= {200, 300, 301, 303, 404}


def test_without_the_files_of_the_build(build: Path, endpoint: str) -> None:
    document = "/doc/document/d100000000000001"
    found = pages(Place(None, endpoint), [document, "/data", "/build/report.html", "/", "/data/graph.nq"])
    assert "does not lie with this dataset" in found[document][1]
    assert "<blockquote>" in found[document][1]
    assert "do not lie with this site" in found["/data"][1]
    assert found["/build/report.html"][0] == 404
    assert "build/report.html" not in found["/"][1]
    assert found["/data/graph.nq"][0] == 404


class Reversed:
    """A source that gives quads in another order."""

    def __init__(self, source: Embedded) -> None:
        self._source = source

    def base(self) -> str:
        return self._source.base()

    def stream(self, sparql: str, base: str, scope: Scope) -> Rows | Answer | TripleStream:
        return self._source.stream(sparql, base, scope)

    def quads(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        value: NamedNode | Literal | None,
        graph: NamedNode | DefaultGraph | None,
    ) -> Iterator[Quad]:
        return reversed(list(self._source.quads(subject, predicate, value, graph)))

    def is_graph(self, graph: NamedNode) -> bool:
        return self._source.is_graph(graph)


def test_pages_do_not_depend_on_the_order_in_which_a_store_finds_things(build: Path) -> None:
    one, other = Dataset.open(build), Dataset(Reversed(Embedded.open(build)))
    sites = [Site(dataset, build, Links(dataset.base), "Inspections") for dataset in (one, other)]
    things = list(pages_of_things(Things(one), sites[0].representations.vocabulary, sites[0].links))
    for path, node in things:
        if "def/" not in path:
            first, second = (thing_page(site.presentation, site.representations, node) for site in sites)
            assert first == second, path


def test_queries_are_answered_within_the_limits(build: Path, endpoint: str, tmp_path: Path) -> None:
    with run_served(f"Place(None, {endpoint!r})", "Settings(limits=Limits(rows=50))", tmp_path) as client:
        json = {"Accept": "application/sparql-results+json"}

        def ask(query: str) -> httpx.Response:
            return client.post("/sparql", data={"query": query}, headers=json)

        few = ask("SELECT ?s { ?s a ig:Inspection } ORDER BY ?s")
        expected = Dataset.open(build).select("SELECT ?s { ?s a ig:Inspection } ORDER BY ?s")
        assert [row["s"]["value"] for row in few.json()["results"]["bindings"]] == [row["s"].value for row in expected]
        assert ask("SELECT * { ?s ?p ?o }").status_code == 503
        assert ask("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }").status_code == 400
        assert ask("SELECT * { ?s ?p").status_code == 400
        page = client.get("/query", params={"question": "directors", "run": "1"})
        assert page.status_code == 200
        assert "rows" in page.text
        day = client.get("/on", params={"day": "2014-06-01"}, headers={"Accept": "application/json"})
        assert day.status_code == 200
        with run_served(f"Place(Path({str(build)!r}))", "Settings(limits=Limits(rows=50))", tmp_path) as own:
            assert (
                day.json()
                == own.get("/on", params={"day": "2014-06-01"}, headers={"Accept": "application/json"}).json()
            )


def test_a_store_that_goes_away_is_told(build: Path, oxigraph_server: OxigraphServer, tmp_path: Path) -> None:
    shutil.copytree(build / "store", tmp_path / "store")
    with oxigraph_server(tmp_path / "store", "serve-read-only") as address:
        front = application(Place(None, f"{address}/query"), Settings())

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=front)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get("/doc/authority/northmoor")

    response = asyncio.run(ask())
    assert response.status_code == 502
    assert "store behind this server" in response.text
    assert address not in response.text


def test_a_folder_of_another_build_is_refused(endpoint: str, tmp_path: Path) -> None:
    (tmp_path / "build.json").write_text('{"base": "https://other.test/"}')
    with pytest.raises(ServingError, match="they are two"):
        application(Place(tmp_path, endpoint), Settings())


def test_a_store_that_is_not_there() -> None:
    with pytest.raises(EndpointError, match="can't be reached"):
        application(Place(None, "http://127.0.0.1:9/query"), Settings())
    result = CliRunner().invoke(app, ["serve", "--endpoint", "http://127.0.0.1:9/query", "--port", "0"])
    assert result.exit_code == 2
    assert "can't be reached" in result.stderr


def test_who_answers_services_is_set_up_there() -> None:
    with suppress(SystemExit):
        result = CliRunner().invoke(
            app, ["serve", "--endpoint", "http://127.0.0.1:9/query", "--allow-service", "http://127.0.0.1:8/"]
        )
    assert result.exit_code == 2
    assert "--allow-service" in result.stderr
