"""The endpoint's answers are those of `oxigraph serve` over the same store, and of rdflib where it can answer."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph
import pytest
import rdflib

from inspectgraph.asking.catalogue import questions
from inspectgraph.asking.names import QUERY_PREFIXES

OxigraphServer = Callable[[Path, str], AbstractContextManager[str]]
QUERIES = Path(__file__).with_name("queries.rq")
#: What rdflib answers otherwise: it takes the way round a circle to its start for one more path, has no row without
#: variables, describes incoming links as well, and loses rows when a subquery that is optional has no answer.
NOT_RDFLIB = {"path-star", "no-variables-bound", "describe-one", "describe-some", "history"}
PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in QUERY_PREFIXES.items())


def collected() -> dict[str, str]:
    """All queries by name: those of the file, and the prepared questions with their defaults."""
    found = {}
    for block in re.split(r"^### ", QUERIES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _, query = block.partition("\n")
        found[name] = PREFIXES + query
    return {**found, **{name: question.sparql for name, question in questions().items()}}


CASES = collected()


def test_there_are_enough() -> None:
    assert len(CASES) >= 60


@pytest.fixture(scope="session")
def oxigraph(
    build: Path, oxigraph_server: OxigraphServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A real Oxigraph server of a copy of the store."""
    store = tmp_path_factory.mktemp("oxigraph") / "store"
    shutil.copytree(build / "store", store)
    with oxigraph_server(store, "serve-read-only") as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture(scope="session")
def rdf(build: Path) -> rdflib.Dataset:
    """The dataset in rdflib."""
    store = pyoxigraph.Store.read_only(str(build / "store"))
    quads = store.dump(format=pyoxigraph.RdfFormat.N_QUADS)
    return rdflib.Dataset().parse(data=quads, format="nquads")


def asked(client: httpx.Client, path: str, query: str) -> Counter[Any] | bool:
    """An answer, whatever its order: rows, triples, or a truth value."""
    accept = "application/sparql-results+json, application/n-triples"
    answer = client.post(path, data={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    if not answer.headers["content-type"].startswith("application/sparql-results+json"):
        return Counter(pyoxigraph.parse(answer.content, format=pyoxigraph.RdfFormat.N_TRIPLES))
    said = answer.json()
    if "boolean" in said:
        return bool(said["boolean"])
    return Counter(
        frozenset((name, *sorted(term.items())) for name, term in row.items()) for row in said["results"]["bindings"]
    )


@pytest.mark.parametrize("name", CASES)
def test_as_oxigraph(client: httpx.Client, oxigraph: httpx.Client, name: str) -> None:
    assert asked(client, "sparql", CASES[name]) == asked(oxigraph, "/query", CASES[name])


@pytest.mark.parametrize("name", [name for name in CASES if name not in NOT_RDFLIB])
def test_as_rdflib(client: httpx.Client, rdf: rdflib.Dataset, name: str) -> None:
    ours = asked(client, "sparql", CASES[name])
    theirs = rdf.query(CASES[name])
    if theirs.type == "ASK":
        assert ours == theirs.askAnswer
    elif theirs.type == "SELECT":
        assert isinstance(ours, Counter)
        found = Counter(
            frozenset((name, plain(term)) for name, term in row.asdict().items() if term is not None)
            for row in theirs
            if isinstance(row, rdflib.query.ResultRow)
        )
        assert Counter({frozenset(map(plain_json, row)): n for row, n in ours.items()}) == found
    else:
        assert isinstance(ours, Counter)
        assert theirs.graph is not None
        written = theirs.graph.serialize(format="nt", encoding="utf-8")
        assert set(ours) == set(pyoxigraph.parse(written, format=pyoxigraph.RdfFormat.N_TRIPLES))


def plain_json(entry: tuple[Any, ...]) -> tuple[str, object]:
    name, *term = entry
    said = dict(term)
    return name, said["value"] if said["type"] == "uri" else number(said["value"], said.get("datatype", ""))


def plain(term: Any) -> object:
    if isinstance(term, rdflib.Literal):
        return number(str(term), str(term.datatype or ""))
    return str(term)


def number(value: str, datatype: str) -> object:
    """A number by its value: the engines write decimals in several ways."""
    return round(Decimal(value), 9) if datatype.endswith(("#integer", "#decimal", "#double")) else value
