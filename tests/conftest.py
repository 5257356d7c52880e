"""What every test may ask for."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from inspectgraph.building import BuildOptions, BuildResult, build

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real documents; a test that asks for it is skipped where there is none."""
    named = os.environ.get("INSPECTGRAPH_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    if folder.is_dir():
        return folder.resolve()
    if named:
        pytest.fail(f"INSPECTGRAPH_SHARED names {folder}, which is no folder")
    pytest.skip("the published documents are not on this machine; INSPECTGRAPH_SHARED may name their folder")


BASE = "https://data.example.org/"


def made(paths: tuple[Path, ...], output: Path, workers: int = 0) -> BuildResult:
    """A build without processes of its own, so that tests see its faults."""
    return build(BuildOptions(paths, output, BASE, workers))


@pytest.fixture(scope="session")
def digests_build(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """The build of the program's own seeds."""
    return made((), tmp_path_factory.mktemp("digests") / "out")


@pytest.fixture(scope="session")
def seeds_build(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """The build of the five real texts."""
    return made((shared / "seeds",), tmp_path_factory.mktemp("seeds") / "out")


@pytest.fixture(scope="session")
def corpus_build(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """The build of the real PDFs."""
    return made((shared / "corpus",), tmp_path_factory.mktemp("corpus") / "out", workers=2)


OxigraphServer = Callable[[Path, str], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def oxigraph_server() -> OxigraphServer:
    """Runs a real Oxigraph server of the store in a folder: gives its address.

    It is told `serve` or `serve-read-only`.
    """
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.fail("the package oxigraph is one of the development dependencies")

    @contextmanager
    def run(store: Path, how: str) -> Iterator[str]:
        while True:
            with socket.create_server(("127.0.0.1", 0)) as free:
                port = free.getsockname()[1]
            command = [program, how, "-l", str(store), "--bind", f"127.0.0.1:{port}"]
            with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
                try:
                    if _answers(f"http://127.0.0.1:{port}", running):
                        yield f"http://127.0.0.1:{port}"
                        return
                finally:
                    running.kill()

    return run


def _answers(address: str, running: subprocess.Popen[bytes]) -> bool:
    """Whether a server comes up, instead of finding that its port has been taken meanwhile."""
    while running.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/query?query=ASK%7B%7D", timeout=60) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            continue
    return False
