"""Virtuoso, which Debian has: loaded by updates, and asked every question."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from pyoxigraph import DefaultGraph
from tests.asking.test_endpoint import parameters
from tests.presenting.small_build import BASE, write_build
from typer.testing import CliRunner

from inspectgraph.asking.answering import ask
from inspectgraph.asking.catalogue import questions
from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.endpoint import Endpoint
from inspectgraph.asking.results import Solutions
from inspectgraph.cli import app
from inspectgraph.errors import QueryError

#: Questions that are beyond Virtuoso 7's compiler, which says that it is wrong itself ("Please report the statement").
BEYOND = frozenset({"days-of-change", "director-moves", "directors", "history", "in-force", "in-post", "led-when"})
_SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DisableUnixSocket = 1
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 100000
"""


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Virtuoso that is empty."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin")
    folder = tmp_path_factory.mktemp("virtuoso")
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        port, http = (each.getsockname()[1] for each in (one, other))
    settings = folder / "virtuoso.ini"
    settings.write_text(_SETTINGS.format(folder=folder, port=port, http=http))
    command = [program, "+foreground", "+configfile", str(settings)]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            address = f"http://127.0.0.1:{http}"
            assert _answers(address, running)
            yield address
        finally:
            running.kill()


def _answers(address: str, running: subprocess.Popen[bytes]) -> bool:
    end = time.monotonic() + 120
    while running.poll() is None and time.monotonic() < end:
        try:
            return httpx.post(f"{address}/sparql", data={"query": "ASK {}"}, timeout=60).is_success
        except httpx.TransportError:
            with suppress(subprocess.TimeoutExpired):
                running.wait(0.2)
    return False


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(tmp_path_factory.mktemp("build") / "out")


@pytest.fixture(scope="module")
def remote(virtuoso: str, build: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The build, loaded as how-to/use-a-store-of-your-own says."""
    default = f"{BASE}graph/default"
    journal = tmp_path_factory.mktemp("journal") / "journal"
    arguments = ["load", f"{virtuoso}/sparql-auth", "--by", "updates", "--triples", "1000", "--user", "dba:dba",
                 "--default-graph-as", default, "--from", str(build), "--journal", str(journal)]  # fmt: skip
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.stderr
    assert "as many as it was given" in result.stdout.replace("\n", " ")
    return Dataset(Endpoint(f"{virtuoso}/sparql?default-graph-uri={default}"))


def test_all_is_there(remote: Dataset, build: Path) -> None:
    assert remote.base == BASE
    # It has graphs of its own beside.
    found = {quad for quad in remote.quads() if quad.graph_name == DefaultGraph() or BASE in str(quad.graph_name)}
    assert found == set(Dataset.open(build).quads())


@pytest.mark.parametrize("name", sorted(set(questions()) - BEYOND))
def test_questions_have_the_same_rows(remote: Dataset, build: Path, name: str) -> None:
    """The same words; it may order other than we do, and does not say the languages of what it has put together."""
    own = Dataset.open(build)
    given = parameters(own, questions()[name])
    assert _words(ask(remote, name, given)) == _words(ask(own, name, given))


def test_truth_values_are_written_as_a_build_writes_them(remote: Dataset, build: Path) -> None:
    own = Dataset.open(build)
    given = parameters(own, questions()["people-of"])
    assert ask(remote, "people-of", given) == ask(own, "people-of", given)


@pytest.mark.parametrize("name", sorted(BEYOND))
def test_what_is_beyond_it_is_said(remote: Dataset, build: Path, name: str) -> None:
    own = Dataset.open(build)
    with pytest.raises(QueryError, match="does not answer this query: Virtuoso 37000 Error SQ"):
        ask(remote, name, parameters(own, questions()[name]))


def _words(solutions: Solutions) -> list[list[str]]:
    return sorted(["" if term is None else str(getattr(term, "value", term)) for term in row] for row in solutions.rows)
