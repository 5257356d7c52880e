"""Loading into another store: the real Oxigraph server, and servers that misbehave."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pyoxigraph
import pytest
from tests.asking.conftest import build_store
from typer.testing import CliRunner

from inspectgraph.asking.dataset import Dataset
from inspectgraph.cli import app
from inspectgraph.errors import ServingError
from inspectgraph.loading.graph_store import Credentials, GraphStore
from inspectgraph.loading.journal import Journal
from inspectgraph.loading.loader import load

OxigraphServer = Callable[[Path, str], AbstractContextManager[str]]
GRAPH = "https://data.test/graph/"


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a small build, as the tests of asking have it."""
    folder = tmp_path_factory.mktemp("loaded")
    build_store(folder)
    return folder


@pytest.fixture
def oxigraph(oxigraph_server: OxigraphServer, tmp_path: Path) -> Iterator[str]:
    """An empty Oxigraph server."""
    with oxigraph_server(tmp_path / "store", "serve") as address:
        yield address


def run(*arguments: str, environment: dict[str, str] | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200", **(environment or {})})
    return result.exit_code, result.stdout, result.stderr


def quads_of(address: str) -> set[pyoxigraph.Quad]:
    content = httpx.get(f"{address}/store", headers={"Accept": "application/n-quads"}).content
    return set(pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.N_QUADS))


def quads_of_build(build: Path) -> set[pyoxigraph.Quad]:
    return set(Dataset.open(build).quads())


def test_the_store_holds_the_same_dataset(build: Path, oxigraph: str, tmp_path: Path) -> None:
    journal = str(tmp_path / "journal.json")
    status, out, err = run("load", f"{oxigraph}/store", "--from", str(build), "--journal", journal, "--triples", "100")
    assert status == 0, err
    assert "graphs with" in out
    assert quads_of(oxigraph) == quads_of_build(build)


def test_what_is_there_is_left_out_and_what_is_gone_is_taken_out(build: Path, oxigraph: str, tmp_path: Path) -> None:
    journal = tmp_path / "journal.json"
    arguments = ("load", f"{oxigraph}/store", "--from", str(build), "--journal", str(journal), "--json")
    first = json.loads(run(*arguments)[1])
    assert first["unchanged"] == []
    said = json.loads(journal.read_text())
    (known,) = said.values()
    known[f"{GRAPH}document/of-a-former-build"] = "0"
    del known[f"{GRAPH}reference"]
    journal.write_text(json.dumps(said))
    httpx.put(f"{oxigraph}/store", params={"graph": f"{GRAPH}document/of-a-former-build"},
              content="<urn:s> <urn:p> <urn:o> .", headers={"Content-Type": "application/n-triples"})  # fmt: skip
    again = json.loads(run(*arguments)[1])
    assert again["put"] == [f"{GRAPH}reference"]
    assert again["deleted"] == [f"{GRAPH}document/of-a-former-build"]
    assert quads_of(oxigraph) == quads_of_build(build)
    assert len(json.loads(run(*arguments, "--all")[1])["put"]) == len(first["put"])


def test_without_the_default_graph(build: Path, oxigraph: str, tmp_path: Path) -> None:
    arguments = ("load", f"{oxigraph}/store", "--from", str(build), "--journal", str(tmp_path / "j"))
    assert run(*arguments, "--no-default-graph")[0] == 0
    assert not any(quad.graph_name == pyoxigraph.DefaultGraph() for quad in quads_of(oxigraph))


class Moody(BaseHTTPRequestHandler):
    """A store that refuses some requests, and remembers all."""

    answers: list[int]
    asked: list[tuple[str, str, str]]

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append((self.command, self.path, self.headers.get("Authorization", "")))
        self.send_response(self.answers.pop(0) if self.answers else 204)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_DELETE = do_PUT

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def moody() -> Iterator[tuple[str, type[Moody]]]:
    kind = type("Store", (Moody,), {"answers": [], "asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/data", kind
        server.shutdown()


def test_a_store_that_fails_for_a_while_is_tried_again(moody: tuple[str, type[Moody]]) -> None:
    address, kind = moody
    kind.answers[:] = [503, 500, 204]
    waits: list[float] = []
    with GraphStore(address, Credentials(), waits.append) as store:
        store.put(f"{GRAPH}x", [b"<urn:a> <urn:b> <urn:c> .\n"])
    assert waits == [0.5, 1.0]
    assert len(kind.asked) == 3
    assert kind.asked[0][:2] == ("PUT", "/data?graph=https%3A%2F%2Fdata.test%2Fgraph%2Fx")


def test_a_graph_comes_in_pieces(moody: tuple[str, type[Moody]]) -> None:
    address, kind = moody
    with GraphStore(address, Credentials()) as store:
        store.put(None, [b"<urn:a> <urn:b> <urn:c> .\n"] * 3)
        store.put(f"{GRAPH}empty", [])
    assert [method for method, _, _ in kind.asked] == ["PUT", "POST", "POST", "PUT"]
    assert kind.asked[0][1].startswith("/data?default")


def test_a_load_goes_on_where_it_failed(
    build: Path, moody: tuple[str, type[Moody]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspectgraph.loading.graph_store.TRIES", 1)
    address, kind = moody
    kind.answers[:] = [204, 204, 503]
    arguments = ("load", address, "--from", str(build), "--journal", str(tmp_path / "j"), "--json")
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert "503" in err
    loaded = json.loads(run(*arguments)[1])
    assert len(loaded["unchanged"]) == 2
    assert len(loaded["put"]) + 2 == len({path for _, path, _ in kind.asked})


def test_credentials_come_from_the_environment(build: Path, moody: tuple[str, type[Moody]], tmp_path: Path) -> None:
    address, kind = moody
    arguments = ("load", address, "--from", str(build), "--journal", str(tmp_path / "j"), "--all")
    assert run(*arguments, environment={"INSPECTGRAPH_TOKEN": "secret"})[0] == 0
    assert kind.asked[-1][2] == "Bearer secret"
    assert run(*arguments, environment={"INSPECTGRAPH_USER": "ann:pass:word"})[0] == 0
    assert kind.asked[-1][2] == "Basic YW5uOnBhc3M6d29yZA=="


@pytest.mark.parametrize(
    ("status", "said"), [(401, "--token"), (403, "read only"), (404, "/store"), (413, "--triples"), (400, "400")]
)
def test_a_refusal_is_told_at_once(
    build: Path, moody: tuple[str, type[Moody]], tmp_path: Path, status: int, said: str
) -> None:
    address, kind = moody
    kind.answers[:] = [status]
    code, _, err = run("load", address, "--from", str(build), "--journal", str(tmp_path / "j"))
    assert code == 2
    assert said in err
    assert "Traceback" not in err
    assert len(kind.asked) == 1


def test_a_store_that_is_not_there(build: Path, tmp_path: Path) -> None:
    waits: list[float] = []
    with GraphStore("http://127.0.0.1:9/store", Credentials(), waits.append) as store:
        journal = Journal.open(tmp_path / "j", "x")
        with pytest.raises(ServingError, match="can't be reached"):
            load(Dataset.open(build), store, journal, told=lambda *_: None)
    assert len(waits) == 4


@pytest.mark.parametrize("address", ["ftp://x/store", "store", "http://"])
def test_what_is_no_address(build: Path, address: str) -> None:
    code, _, err = run("load", address, "--from", str(build))
    assert code == 2
    assert "address" in err


def test_a_journal_that_is_none(build: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "j"
    wrong.write_text("[]")
    code, _, err = run("load", "http://127.0.0.1:9/store", "--from", str(build), "--journal", str(wrong))
    assert code == 2
    assert "no journal" in err
