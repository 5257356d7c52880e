"""A server of a small build, in a process of its own, asked by real HTTP."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import pytest
from tests.asking.conftest import build_store

TESTS = Path(__file__).parents[2]
_SERVE = """
import sys
from pathlib import Path
from inspectgraph.serving.context import Settings
from inspectgraph.serving.limits import Limits
from inspectgraph.serving.running import run

def main():
    settings = eval(sys.argv[2])
    run(Path(sys.argv[1]), settings, "127.0.0.1", 0, lambda address: print(address, flush=True))

if __name__ == "__main__":
    main()
"""
Serving = Callable[[str], AbstractContextManager[httpx.Client]]


def environment() -> dict[str, str]:
    """Of a process that finds the program."""
    return {**os.environ, "PYTHONPATH": str(TESTS.parent / "src")}


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a small build, as the tests of asking have it."""
    folder = tmp_path_factory.mktemp("served")
    build_store(folder)
    return folder


@pytest.fixture(scope="session")
def serving_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], AbstractContextManager[httpx.Client]]:
    """Serves a build with some settings, and gives a client of the server."""
    script = tmp_path_factory.mktemp("script") / "serve.py"
    script.write_text(_SERVE)

    @contextmanager
    def serve(build: Path, settings: str) -> Iterator[httpx.Client]:
        command = [sys.executable, str(script), str(build), settings]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) as running:
            try:
                assert running.stdout is not None
                address = running.stdout.readline().strip()
                assert re.fullmatch(r"http://127\.0\.0\.1:\d+/.*", address), address
                with httpx.Client(base_url=address, timeout=60) as client:
                    yield client
            finally:
                running.terminate()
                running.wait(30)

    return serve


@pytest.fixture(scope="session")
def serving(build: Path, serving_of: Callable[[Path, str], AbstractContextManager[httpx.Client]]) -> Serving:
    """Serves the build of the tests of asking."""
    return lambda settings: serving_of(build, settings)


@pytest.fixture(scope="session")
def client(serving: Serving) -> Iterator[httpx.Client]:
    """A client of a server as it is without options."""
    with serving("Settings()") as client:
        yield client


@pytest.fixture
def sparql(client: httpx.Client) -> str:
    """The address of the endpoint."""
    return str(client.base_url.join("sparql"))
