"""Documents done by a Dask cluster: the same bytes, limits and reasons as on one machine, whatever becomes of its workers."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.elsewhere.dask_cluster import Cluster, cluster
from tests.synthetic.__main__ import write as write_reports

from inspectgraph.building import BuildOptions, BuildResult, build
from inspectgraph.errors import EngineError
from inspectgraph.processing import facts_file
from inspectgraph.processing.cluster import DaskEngine, _batches, _Crew
from inspectgraph.processing.cluster_worker import Done, OtherProgram, do, program
from inspectgraph.processing.facts_file import FactsFile
from inspectgraph.processing.guarded import Task
from inspectgraph.processing.inputs import Entry, find_inputs, key_of
from inspectgraph.processing.workers import LocalEngine

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.xdist_group("elsewhere")
BASE = "https://data.example.org/"


class Deadly(Entry):
    """An entry that ends the guarded process that is given it, and no process on the way there."""

    def __reduce__(self) -> tuple[object, ...]:
        return _end_guarded, ()


def _end_guarded() -> Entry:
    if multiprocessing.current_process().name == "guarded":
        os._exit(3)
    return Deadly()


def sums(result: BuildResult) -> str:
    return (result.output / "SHA256SUMS").read_text(encoding="utf-8")


def tasks_of(folder: Path, target: Path, entry: Entry | None = None) -> list[Task]:
    items = [replace(item, entry=entry) for item in find_inputs([folder]).files]
    return [Task(item, key_of(item, BASE), BASE, target) for item in items]


def test_a_cluster_gives_the_bytes_of_one_machine(
    running: Cluster, reports: Path, here: BuildResult, tmp_path: Path
) -> None:
    steps: list[tuple[str, int, int]] = []
    result = build(
        BuildOptions((reports,), tmp_path / "out", scheduler=running.address),
        lambda stage, done, total, item: steps.append((stage, done, total)),
    )
    assert sums(result) == sums(here)
    assert (result.set_aside, result.counts) == (here.set_aside, here.counts)
    assert {each.reason for each in result.set_aside} == {"empty", "unknown-kind"}
    assert [done for stage, done, _ in steps if stage == "reading"] == list(range(22))
    assert result.work.keys() == here.work.keys()


def test_a_worker_that_is_killed_loses_nothing(
    running: Cluster, reports: Path, here: BuildResult, tmp_path: Path
) -> None:
    with distributed.Client(running.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        pids = set(client.run(os.getpid).values())
    (victim,) = pids - {running.workers[1].pid}  # its nanny starts it again

    def kill(stage: str, done: int, total: int, item: str) -> None:
        if stage == "reading" and done == 3:
            os.kill(victim, signal.SIGKILL)

    result = build(BuildOptions((reports,), tmp_path / "out", scheduler=running.address), kill)
    assert sums(result) == sums(here)
    assert result.set_aside == here.set_aside
    assert any("were lost" in warning for warning in result.warnings)


def test_a_cluster_reads_and_writes_object_storage_without_a_shared_disk(
    running: Cluster, storage: Any, reports: Path, here: BuildResult
) -> None:
    storage.put(f"{reports}/", "bucket/cluster/reports/", recursive=True)
    result = build(
        BuildOptions(urls=("s3://bucket/cluster/reports",), url="s3://bucket/cluster/out", scheduler=running.address)
    )
    assert sums(result) == sums(here)
    assert result.set_aside == here.set_aside
    prefix = json.loads(storage.cat("bucket/cluster/out/current.json"))["prefix"]
    assert storage.cat(f"bucket/cluster/out/{prefix}/SHA256SUMS").decode() == sums(here)


@pytest.mark.parametrize(("entry", "limit", "reason"), [(Deadly(), 60.0, "crashed"), (None, 0.001, "timeout")])
def test_what_a_document_does_to_its_process_is_told_as_on_one_machine(
    running: Cluster, tmp_path: Path, entry: Entry | None, limit: float, reason: str
) -> None:
    source = tmp_path / "in"
    write_reports(source, 2, pdf=False, length=200)
    tasks = tasks_of(source, tmp_path, entry)

    def failures(chosen: LocalEngine | DaskEngine) -> list[FactsFile | None]:
        return sorted((outcome.failure for outcome in chosen.run(tasks)), key=str)

    there = failures(DaskEngine(running.address, limit))
    assert [each and each.reason for each in there] == [reason] * 2
    assert there == failures(LocalEngine(1, limit))
    assert list(tmp_path.glob("*.json")) == []


def test_a_cluster_without_workers_is_told_and_a_scheduler_that_is_lost_leaves_what_was_done_to_the_next_build(
    reports: Path, here: BuildResult, tmp_path: Path
) -> None:
    with cluster(tmp_path) as started:
        without = DaskEngine(started.address, longest_wait=0.1)
        with pytest.raises(EngineError, match="has had no worker"):
            list(without.run(tasks_of(reports, tmp_path)))
        started.add_worker("--no-nanny")

        def kill(stage: str, done: int, total: int, item: str) -> None:
            if stage == "reading" and done == 4:
                started.scheduler.kill()

        with pytest.raises(EngineError, match="was lost") as caught:
            build(BuildOptions((reports,), tmp_path / "out", scheduler=started.address), kill)
    assert "is kept" in caught.value.hint
    assert not (tmp_path / "out").exists()
    result = build(BuildOptions((reports,), tmp_path / "out", workers=0))
    assert any("what it had read of" in warning for warning in result.warnings)
    assert sums(result) == sums(here)
    assert not list(tmp_path.glob(".out.*"))


def test_an_address_without_a_scheduler_is_told(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 1, pdf=False, length=1)
    chosen = DaskEngine("tcp://127.0.0.1:9", patience=0.5)
    with pytest.raises(EngineError, match=r"no scheduler at tcp://127.0.0.1:9"):
        list(chosen.run(tasks_of(tmp_path / "in", tmp_path)))


class Ended:
    """A task of the cluster that has ended so."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def result(self, timeout: float) -> list[Done]:
        raise self.error


def outcomes(folder: Path, count: int, error: Exception) -> Any:
    write_reports(folder / "in", count, pdf=False, length=1)
    chosen = DaskEngine("tcp://there")
    return chosen._outcomes(tasks_of(folder / "in", folder), Ended(error))  # type: ignore[arg-type]


def test_a_worker_of_another_program_does_nothing_and_ends_the_build(tmp_path: Path) -> None:
    other = (("inspectgraph", "0123456789abcdef"), *program()[1:])
    with pytest.raises(OtherProgram) as caught:
        do([], 60, other)
    assert caught.value.program == program()
    with pytest.raises(EngineError, match="runs another program: inspectgraph 0123456789abcdef, not "):
        outcomes(tmp_path, 1, OtherProgram(other))


def test_a_document_that_workers_die_of_is_set_aside_but_not_those_beside_it(tmp_path: Path) -> None:
    assert outcomes(tmp_path, 2, distributed.KilledWorker("key", None, 3)) is None
    shutil.rmtree(tmp_path / "in")
    (outcome,) = outcomes(tmp_path, 1, distributed.KilledWorker("key", None, 3))
    assert outcome.failure.reason == "crashed"
    assert "4 workers" in outcome.failure.message


def test_a_cluster_without_the_program_is_told_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="can't do documents: No module") as caught:
        outcomes(tmp_path, 1, ModuleNotFoundError("No module named 'inspectgraph'"))
    assert "install this version" in caught.value.hint


def test_many_documents_go_together_and_few_one_by_one(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 3, pdf=False, length=1)
    few = tasks_of(tmp_path / "in", tmp_path)
    assert [len(batch) for batch in _batches(few, 2)] == [1, 1, 1]
    many = few * 100
    assert {len(batch) for batch in _batches(many, 2)} == {8, 4}
    assert [task for batch in _batches(many, 2) for task in batch] == many


def test_a_file_that_can_no_longer_be_opened_is_told_and_the_others_are_done(running: Cluster, tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 2, pdf=False, length=1)
    tasks = tasks_of(tmp_path / "in", tmp_path)
    tasks[0].item.path.unlink()
    assert len(list(DaskEngine(running.address).run(tasks))) == 2
    kept = [facts_file.load(tmp_path / f"{task.key}.json") for task in tasks]
    assert [each and each.reason for each in kept] == ["unreadable", ""]


def test_who_comes_and_who_goes_is_told() -> None:
    told: list[str] = []

    class Client:
        def __init__(self) -> None:
            self.present = {"a": 2}

        def nthreads(self) -> dict[str, int]:
            return self.present

    client = Client()
    crew = _Crew(DaskEngine("tcp://there", told=told.append), client)  # type: ignore[arg-type]
    assert crew.threads == 2
    crew.tell()
    assert told == []
    client.present = {"b": 4}
    crew._looked -= 10
    crew.look()
    assert crew.threads == 4
    crew.tell()
    assert ["joined" in each and "b" in each for each in told] == [True, False]
    assert "lost" in told[1]
