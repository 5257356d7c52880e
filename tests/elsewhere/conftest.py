"""An S3 server and a Dask cluster on the loopback, shared by all tests here."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.elsewhere.dask_cluster import Cluster, cluster
from tests.synthetic.__main__ import write as write_reports

from inspectgraph import data
from inspectgraph.building import BuildOptions, BuildResult, build


@pytest.fixture(scope="session")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Object storage as fsspec has it; copies of what lies there go into a folder of the tests."""
    pytest.importorskip("s3fs")
    pytest.importorskip("moto")
    import fsspec
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patched.setenv("AWS_ACCESS_KEY_ID", "somebody")
        patched.setenv("AWS_SECRET_ACCESS_KEY", "something")
        patched.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patched.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        system = fsspec.filesystem("s3", use_listings_cache=False)
        system.mkdir("bucket")
        yield system
    server.stop()


@pytest.fixture(scope="session")
def running(storage: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler with two workers: one under a nanny, as Dask has it of itself, and one without."""
    pytest.importorskip("distributed")
    with cluster(tmp_path_factory.mktemp("cluster")) as started:
        started.add_worker()
        started.add_worker("--no-nanny")
        yield started


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The digests with their catalogue, made-up reports as text and PDF, and what can't be read."""
    folder = tmp_path_factory.mktemp("reports")
    for path in (*data.seeds("documents").glob("*.txt"), data.seeds("catalogue.csv")):
        shutil.copy(path, folder)
    write_reports(folder, 12, pdf=False, length=10)
    write_reports(folder, 2, pdf=True, first=12, length=10)
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "recipe.txt").write_text("Take two eggs and a pound of flour.\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def here(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """The build of the reports with nothing elsewhere."""
    return build(BuildOptions((reports,), tmp_path_factory.mktemp("here") / "out", workers=0))
