"""Loading into another store: the real Oxigraph server, and servers that misbehave."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.presenting.small_build import BASE, write_build
from typer.testing import CliRunner

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.web import Credentials
from inspectgraph.cli import app
from inspectgraph.errors import ServingError
from inspectgraph.exporting.shards.writing import dumps_of, write_shards
from inspectgraph.loading.journal import Journal
from inspectgraph.loading.loader import load
from inspectgraph.loading.parts import DEFAULT, Part
from inspectgraph.loading.sending import Sender
from inspectgraph.loading.targets import GraphStore

OxigraphServer = Callable[[Path, str], AbstractContextManager[str]]
GRAPH = f"{BASE}graph/"


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a small build."""
    return write_build(tmp_path_factory.mktemp("loaded") / "out")


@pytest.fixture(scope="session")
def shards(build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in shards that are shorter than some graphs."""
    folder = tmp_path_factory.mktemp("shards") / "shards"
    manifest = write_shards(dumps_of(build), folder, 100_000)
    assert len(manifest.shards) > 5
    assert {split.graph for split in manifest.split} >= {"", f"{GRAPH}vocabulary"}
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
    journal = str(tmp_path / "journal")
    status, out, err = run("load", f"{oxigraph}/store", "--from", str(build), "--journal", journal, "--triples", "100")
    assert status == 0, err
    assert "graphs with" in out
    assert "as many as it was given" in out
    assert quads_of(oxigraph) == quads_of_build(build)


@pytest.mark.parametrize(("by", "path"), [("graphs", "store"), ("updates", "update"), ("quads", "store")])
def test_each_way_in_loads_shards_and_the_next_build(
    build: Path, shards: Path, oxigraph: str, tmp_path: Path, by: str, path: str
) -> None:
    journal = tmp_path / "journal"
    arguments = ("load", f"{oxigraph}/{path}", "--by", by, "--journal", str(journal), "--json", "--from")
    first = json.loads(run(*arguments, str(shards))[1])
    assert quads_of(oxigraph) == quads_of_build(build)
    assert first["counted"] == len(quads_of_build(build))
    assert json.loads(run(*arguments, str(shards))[1])["put"] == []
    lines = (build / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    gone = f"{GRAPH}document/d100000000000001"
    kept = [line for line in lines if f"<{gone}> ." not in line and "reference" not in line[:80]]
    (tmp_path / "next.nq").write_text("".join(kept[:-3]), encoding="utf-8")
    status, out, err = run(*arguments, str(tmp_path / "next.nq"))
    assert status == 0, err
    again = json.loads(out)
    assert gone in again["deleted"]
    assert again["unchanged"]
    expected = set(kept[:-3])
    assert {f"{quad} .\n" for quad in quads_of(oxigraph) if quad.graph_name != pyoxigraph.DefaultGraph()} == expected


def test_what_is_there_is_left_out_and_what_is_gone_is_taken_out(build: Path, oxigraph: str, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    arguments = ("load", f"{oxigraph}/store", "--from", str(build), "--journal", str(journal), "--json")
    first = json.loads(run(*arguments)[1])
    assert first["unchanged"] == []
    with Journal(journal, f"{oxigraph}/store") as known:
        known.shards.clear()
        known.put(f"{GRAPH}document/of-a-former-build", "0", 1)
        known.drop(f"{GRAPH}reference")
    lines = [line for line in journal.read_text().splitlines(keepends=True) if '"shard"' not in line]
    journal.write_text("".join(lines))
    httpx.put(f"{oxigraph}/store", params={"graph": f"{GRAPH}document/of-a-former-build"},
              content="<urn:s> <urn:p> <urn:o> .", headers={"Content-Type": "application/n-triples"})  # fmt: skip
    again = json.loads(run(*arguments)[1])
    assert again["put"] == [f"{GRAPH}reference"]
    assert again["deleted"] == [f"{GRAPH}document/of-a-former-build"]
    assert quads_of(oxigraph) == quads_of_build(build)
    assert len(json.loads(run(*arguments, "--all")[1])["put"]) == len(first["put"])


def test_without_the_default_graph_or_with_another_name_for_it(build: Path, oxigraph: str, tmp_path: Path) -> None:
    arguments = ("load", f"{oxigraph}/store", "--from", str(build), "--journal", str(tmp_path / "j"))
    assert run(*arguments, "--no-default-graph")[0] == 0
    assert not any(quad.graph_name == pyoxigraph.DefaultGraph() for quad in quads_of(oxigraph))
    named = pyoxigraph.NamedNode(f"{GRAPH}default")
    assert run(*arguments, "--default-graph-as", named.value)[0] == 0
    default = {quad.triple for quad in quads_of_build(build) if quad.graph_name == pyoxigraph.DefaultGraph()}
    assert {quad.triple for quad in quads_of(oxigraph) if quad.graph_name == named} == default


def test_a_store_that_was_changed_by_others_is_found_by_counting(build: Path, oxigraph: str, tmp_path: Path) -> None:
    arguments = ("load", f"{oxigraph}/store", "--from", str(build), "--journal", str(tmp_path / "j"))
    assert run(*arguments)[0] == 0
    httpx.post(f"{oxigraph}/update", content=f"DROP GRAPH <{GRAPH}reference>",
               headers={"Content-Type": "application/sparql-update"})  # fmt: skip
    status, _, err = run(*arguments)
    assert status == 2
    assert f"{GRAPH}reference: 0 instead of" in err
    assert run(*arguments, "--all")[0] == 0


class Killed(BaseException):
    """Ends a load where no load expects to end."""


class Memory:
    """A way into a store that keeps quads in memory, and ends a load after some requests."""

    def __init__(self, quads: set[tuple[str, bytes]], requests: int, *, gathers: bool, adds: bool) -> None:
        self.quads, self.gathers, self.adds = quads, gathers, adds
        self._left = requests

    def _request(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise Killed

    def put(self, parts: Sequence[Part], clear: Sequence[str]) -> None:
        for graph in clear:
            self._emptied(graph)
        for part in parts:
            for line in part.triples:
                if line == part.triples[-1]:
                    self._request()
                self.quads.add((part.graph, line))

    def delete(self, graph: str) -> None:
        self._request()
        self._emptied(graph)

    def _emptied(self, graph: str) -> None:
        self.quads -= {quad for quad in self.quads if quad[0] == graph}


@settings(max_examples=40, deadline=None)
@given(
    builds=st.lists(
        st.dictionaries(st.sampled_from([*(f"urn:g{n}" for n in range(6)), "urn:g/x"]),
                        st.sets(st.integers(0, 40), min_size=1)).map(lambda graphs: {"": {0}, **graphs}),
        min_size=1, max_size=4,
    ),
    requests=st.lists(st.integers(0, 9), max_size=8),
    size=st.integers(60, 1500),
    gathers=st.booleans(),
    adds=st.booleans(),
)  # fmt: skip
def test_a_load_that_is_killed_anywhere_goes_on(
    tmp_path_factory: pytest.TempPathFactory,
    builds: list[dict[str, set[int]]],
    requests: list[int],
    size: int,
    gathers: bool,
    adds: bool,
) -> None:
    folder = tmp_path_factory.mktemp("killed")
    quads: set[tuple[str, bytes]] = set()
    for number, build in enumerate(builds):
        dump = folder / f"{number}.nq"
        dump.write_text(
            "".join(
                f"<urn:s> <urn:p> <urn:o{value}> {f'<{graph}> ' if graph else ''}.\n"
                for graph, values in build.items()
                for value in values
            )
        )
        write_shards([dump], folder / f"shards-{number}", size, packed=False)
    # Each attempt is of the next build or of the last one, and some are killed.
    for attempt, most in enumerate([*requests, 10_000]):
        number = min(attempt, len(builds) - 1) if attempt < len(requests) else len(builds) - 1
        target = Memory(quads, most, gathers=gathers, adds=adds)
        with Journal(folder / "journal", "store") as journal, suppress(Killed):
            load(folder / f"shards-{number}", target, journal, told=lambda *_: None)
            assert {graph: whole.triples for graph, whole in journal.graphs.items()} == {
                graph or DEFAULT: len(values) for graph, values in builds[number].items()
            }
    expected = {
        (graph or DEFAULT, f"<urn:s> <urn:p> <urn:o{value}> .\n".encode())
        for graph, values in builds[-1].items()
        for value in values
    }
    assert quads == expected


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
        yield f"http://127.0.0.1:{server.server_port}/graphs", kind
        server.shutdown()


def put(sender: Sender, graph: str, triples: int) -> None:
    """Puts a graph, one triple at a time."""
    GraphStore(sender, 1).put([Part(graph, [b"<urn:a> <urn:b> <urn:c> .\n"] * triples, "digest")], [graph])
    sender.close()


def test_a_store_that_fails_for_a_while_is_tried_again(moody: tuple[str, type[Moody]]) -> None:
    address, kind = moody
    kind.answers[:] = [503, 500, 204]
    waits: list[float] = []
    put(Sender(address, Credentials(), waits.append), f"{GRAPH}x", 1)
    assert waits == [0.5, 1.0]
    assert len(kind.asked) == 3
    assert kind.asked[0][:2] == ("PUT", "/graphs?graph=https%3A%2F%2Finspections.shire.gov.uk%2Fgraph%2Fx")


def test_a_graph_comes_in_pieces(moody: tuple[str, type[Moody]]) -> None:
    address, kind = moody
    put(Sender(address, Credentials()), DEFAULT, 3)
    assert [method for method, _, _ in kind.asked] == ["PUT", "POST", "POST"]
    assert kind.asked[0][1].startswith("/graphs?default")


def test_a_load_goes_on_where_it_failed(
    build: Path, moody: tuple[str, type[Moody]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspectgraph.loading.sending.TRIES", 1)
    address, kind = moody
    kind.answers[:] = [204, 204, 503]
    arguments = ("load", address, "--from", str(build), "--journal", str(tmp_path / "j"), "--json",
                 "--connections", "1", "--triples", "1000000")  # fmt: skip
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


def test_a_store_that_is_not_there(shards: Path, tmp_path: Path) -> None:
    waits: list[float] = []
    sender = Sender("http://127.0.0.1:9/store", Credentials(), waits.append)
    with Journal(tmp_path / "j", "x") as journal, pytest.raises(ServingError, match="can't be reached"):
        load(shards, GraphStore(sender), journal, told=lambda *_: None)
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
