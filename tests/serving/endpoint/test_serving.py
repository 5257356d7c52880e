"""The command `serve`, the pool as it heals, and endpoints that a publisher allows."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from inspectgraph.asking.place import Place
from inspectgraph.cli import app
from inspectgraph.serving.answers import Question
from inspectgraph.serving.limits import Limits
from inspectgraph.serving.pool import Pool
from inspectgraph.serving.problems import Problem

Serving = Callable[[str], AbstractContextManager[httpx.Client]]


def test_serve_says_where_it_is_and_ends_quietly(build: Path) -> None:
    command = [sys.executable, "-m", "inspectgraph", "serve", str(build), "--port", "0", "--root", "data", "--log"]
    where = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3] / "src")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=where) as running:
        assert running.stderr is not None
        assert running.stdout is not None
        first = running.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/data/", first)
        assert address, first
        assert httpx.get(f"{address[0]}sparql?query=ASK%7B%7D", timeout=60).json()["boolean"] is True
        assert httpx.get(f"{address[0]}health", timeout=60).json()["status"] == "ok"
        assert httpx.get(f"{address[0]}../sparql", timeout=60).status_code == 404
        running.send_signal(signal.SIGINT)
        rest = running.stderr.read()
        assert running.wait(60) == 0
        assert "GET /data/sparql 200" in rest
        assert "query=" not in rest
        assert "Traceback" not in rest
        assert rest.endswith("Stopped.\n")


def test_a_port_that_is_taken(build: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(app, ["serve", str(build), "--port", port], env={"COLUMNS": "200"})
    assert result.exit_code == 2
    assert f"port {port}" in result.stderr
    assert "--port 0" in result.stderr


def test_a_folder_that_is_no_build(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["serve", str(tmp_path), "--port", "0"], env={"COLUMNS": "200"})
    assert result.exit_code == 2
    assert "inspectgraph build" in result.stderr


def test_without_the_extra(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.startswith("inspectgraph.serving")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = CliRunner().invoke(app, ["serve", str(build)], env={"COLUMNS": "200"})
    assert result.exit_code == 2
    assert "inspectgraph[serve]" in result.stderr


def test_killed_workers_are_replaced(serving: Serving) -> None:
    with serving("Settings()") as client:
        before = worker_pids(client)
        assert before
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        for _ in range(20):
            assert client.get("sparql", params={"query": "ASK {}"}).json()["boolean"] is True
        assert not before & worker_pids(client)


def test_long_answers_on_their_way_are_few(build: Path) -> None:
    async def ask() -> list[int]:
        pool = Pool(Place(build), Limits(quick=1, long=1, reserve=0, spooled=1, brief=30, seconds=60))
        await pool.start()
        try:
            long = Question("SELECT * { ?s ?p ?o }")
            first = await pool.ask(long)
            assert not isinstance(first.body, bytes)
            with pytest.raises(Problem, match="too much to do"):
                await pool.ask(long)
            assert isinstance((await pool.ask(Question("ASK {}"))).body, bytes)
            with first.body as file:
                sizes = [first.size, len(file.read())]
            del first, file
            second = await pool.ask(long)
            assert not isinstance(second.body, bytes)
            second.body.close()
            return [*sizes, second.size]
        finally:
            await pool.stop()

    assert len(set(asyncio.run(ask()))) == 1


def test_a_pool_that_stops_while_a_worker_is_hired_leaves_no_process(build: Path) -> None:
    async def begin_and_end() -> None:
        pool = Pool(Place(build), Limits(quick=1, long=1, reserve=3))
        await pool.start()
        while pool.state()["workers"] < 2:  # the second is begun, and not yet ready
            await asyncio.sleep(0)
        await pool.stop()

    asyncio.run(begin_and_end())
    deadline = time.monotonic() + 30
    while multiprocessing.active_children():
        assert time.monotonic() < deadline
        threading.Event().wait(0.02)


def test_workers_end_with_the_server(serving: Serving) -> None:
    with serving("Settings()") as client:
        pids = worker_pids(client)
    deadline = time.monotonic() + 30
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        assert time.monotonic() < deadline
        threading.Event().wait(0.02)


def worker_pids(client: httpx.Client) -> set[int]:
    """The workers of the server that the client asks, once all of them are there."""
    wanted, deadline = 6, time.monotonic() + 60
    while client.get("health").json()["pool"]["workers"] < wanted:
        assert time.monotonic() < deadline
        threading.Event().wait(0.02)
    port = client.base_url.port
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and listens(entry, port or 0):
            return {pid for child in children(int(entry.name)) for pid in children(child)}
    pytest.skip("this system has no /proc")


def listens(process: Path, port: int) -> bool:
    """Whether a process is the server: our child that has the port's socket."""
    try:
        sockets = {os.readlink(each) for each in (process / "fd").iterdir()}
        lines = [line.split() for line in (process / "net" / "tcp").read_text().splitlines()[1:]]
    except OSError:
        return False
    owned = {f"socket:[{line[9]}]" for line in lines if line[1].endswith(f":{port:04X}") and line[3] == "0A"}
    return bool(owned & sockets)


def children(pid: int) -> set[int]:
    found = set()
    for task in Path(f"/proc/{pid}/task").iterdir():
        found |= {int(each) for each in (task / "children").read_text().split()}
    return found


class Elsewhere(BaseHTTPRequestHandler):
    """Another SPARQL endpoint."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        said = {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "from afar"}}]}}
        content = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sparql"
        server.shutdown()


def test_an_endpoint_that_the_publisher_allows(serving: Serving, elsewhere: str) -> None:
    with serving(f"Settings(services=({elsewhere!r},))") as client:
        for call in (f"SERVICE <{elsewhere}>", f"SERVICE SILENT <{elsewhere}>"):
            answer = client.get("sparql", params={"query": f"SELECT ?x {{ {call} {{ ?s ?p ?x }} }}"})
            assert answer.status_code == 200, answer.text
            assert answer.json()["results"]["bindings"][0]["x"]["value"] == "from afar"
            assert "etag" not in answer.headers
        for call in (f"SERVICE <{elsewhere}/other>", "SERVICE ?where", f"VALUES ?w {{ <{elsewhere}> }} SERVICE ?w"):
            answer = client.get("sparql", params={"query": f"SELECT ?x {{ {call} {{ ?s ?p ?x }} }}"})
            assert answer.status_code == 400
        description = client.get("sparql", headers={"Accept": "text/turtle"}).text
        assert "sd:BasicFederatedQuery" in description
