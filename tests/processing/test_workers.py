"""A worker that dies or overstays takes its document with it, not the build."""

from __future__ import annotations

import gc
import os
import time
from pathlib import Path

import pytest

from inspectgraph.processing import facts_file
from inspectgraph.processing.facts_file import FactsFile
from inspectgraph.processing.guarded import Task
from inspectgraph.processing.inputs import Entry, Input
from inspectgraph.processing.memory import collect_seldom
from inspectgraph.processing.workers import LocalEngine

TEXT = b"Inspection of Essex local authority children's services\n\nWhat needs to improve\n- Plans in Essex.\n"


class Deadly(Entry):
    """An entry that ends the process that unpickles it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (3,)


class Sleepy(Entry):
    """An entry that keeps the process that unpickles it."""

    def __reduce__(self) -> tuple[object, ...]:
        return time.sleep, (60,)


def task(folder: Path, name: str, entry: Entry | None = None) -> Task:
    path = folder / name
    path.write_bytes(TEXT + name.encode())
    return Task(Input(path, name, entry), f"key-{name}", "https://example.org/", folder)


def outcome(folder: Path, tasks: list[Task], crew: int, limit: float = 60) -> dict[str, FactsFile | None]:
    found = {}
    for done in LocalEngine(crew, limit).run(tasks):
        found[done.task.item.path.name] = done.failure or facts_file.load(folder / f"{done.task.key}.json")
    return found


def test_documents_are_done_by_workers_as_in_this_process(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    here = outcome(one, [task(one, f"{name}.txt") for name in "abc"], 0)
    there = outcome(two, [task(two, f"{name}.txt") for name in "abc"], 2)
    assert here == there
    assert all(facts and facts.form == "ilacs" for facts in here.values())


@pytest.mark.parametrize(("entry", "reason"), [(Deadly(), "crashed"), (Sleepy(), "timeout")])
def test_the_others_are_done(tmp_path: Path, entry: Entry, reason: str) -> None:
    tasks = [task(tmp_path, "a.txt"), task(tmp_path, "b.txt", entry), task(tmp_path, "c.txt")]
    found = outcome(tmp_path, tasks, 1, 8)
    assert {name: facts.reason for name, facts in found.items() if facts} == {"a.txt": "", "b.txt": reason, "c.txt": ""}
    bad = found["b.txt"]
    assert bad is not None
    assert "b.txt" in bad.message


def test_a_damaged_facts_file_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    assert facts_file.load(tmp_path / "x.json") is None


@pytest.mark.parametrize("left", [None, b"", b"<a> <b> <c> <d> .\n<a> <b"])
def test_facts_whose_quads_are_cut_or_gone_are_made_again(tmp_path: Path, left: bytes | None) -> None:
    whole = b"<a:> <b:> <c:> <d:> .\n<a:> <b:> <e:> <d:> .\n"
    path = facts_file.save(FactsFile("x", "1", "a.txt", quads=whole), tmp_path)
    kept = facts_file.load(path)
    assert kept is not None
    assert kept.quads == whole
    if left is None:
        path.with_suffix(".nq").unlink()
    else:
        path.with_suffix(".nq").write_bytes(left)
    assert facts_file.load(path) is None


def test_how_often_cycles_are_looked_for_is_as_before_after_a_build() -> None:
    before = gc.get_threshold()
    undo = collect_seldom()
    assert gc.get_threshold()[0] > before[0]
    undo()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
