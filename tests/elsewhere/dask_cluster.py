"""A Dask cluster of processes of their own on the loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Cluster:
    """A scheduler and its workers.

    Attributes:
        address: Of the scheduler.
        scheduler: Its process.
        workers: Processes of the workers.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        self.scheduler = self._start("dask_scheduler", "--port", "0", "--scheduler-file", str(file))
        while not (text := file.read_text(encoding="utf-8") if file.exists() else ""):
            assert self.scheduler.poll() is None, (folder / "dask_scheduler.log").read_text(encoding="utf-8")
            time.sleep(0.05)
        self.address: str = json.loads(text)["address"]

    def add_worker(self, *options: str) -> subprocess.Popen[bytes]:
        """Starts a worker of one thread; it joins when it is up."""
        where = ("--local-directory", str(self._folder / "scratch"))
        worker = self._start("dask_worker", self.address, "--nthreads", "1", *where, *options)
        self.workers.append(worker)
        return worker

    def _start(self, program: str, *options: str) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "10",
            # Dask looks at itself fifty times a second, in each process: much where all share two processors.
            "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "500ms",
            "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "false",
        }
        command = [
            sys.executable,
            "-m",
            f"distributed.cli.{program}",
            *options,
            "--host",
            "127.0.0.1",
            "--no-dashboard",
        ]
        with (self._folder / f"{program}.log").open("ab") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=self._folder)


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A scheduler without workers; whatever is started ends with it."""
    started = Cluster(folder)
    try:
        yield started
    finally:
        for process in (*started.workers, started.scheduler):
            process.kill()
        for process in (*started.workers, started.scheduler):
            process.wait()
