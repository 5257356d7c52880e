"""Whatever happens to a build, the last good output stays whole; what is damaged is noticed and made anew.

`benchmarks/safety.py` does the same with more documents and more often.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from inspectgraph import data
from inspectgraph.building import BuildOptions, BuildResult, build
from inspectgraph.errors import OutputError
from inspectgraph.publishing.checksums import verify
from inspectgraph.publishing.output_folder import locked

pytestmark = pytest.mark.xdist_group("safety")
DIGESTS = sorted(data.seeds("documents").glob("*.txt"))


def inputs(folder: Path, count: int) -> Path:
    """A folder with some of the digests."""
    folder.mkdir(exist_ok=True)
    for path in DIGESTS[:count]:
        shutil.copy(path, folder)
    return folder


def built(source: Path, output: Path) -> BuildResult:
    return build(BuildOptions((source,), output, workers=0))


def begun(source: Path, output: Path, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "inspectgraph", "build", str(source), "-o", str(output), "-q"]
    where = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src")}
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=where, preexec_fn=before)  # noqa: PLW1509


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_a_build_that_is_killed_leaves_the_last_one_whole_and_the_next_goes_on(tmp_path: Path) -> None:
    few, all_of_them, output = inputs(tmp_path / "few", 3), inputs(tmp_path / "all", 5), tmp_path / "out"
    built(few, output)
    former = (output / "graph.nq").read_bytes()
    chance = random.Random(7)
    for _ in range(6):
        running = begun(all_of_them, output)
        time.sleep(chance.uniform(0.3, 2.5))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        assert verify(output).whole
        if (output / "graph.nq").read_bytes() != former:
            break  # it had ended before it was killed
    built(all_of_them, output)
    built(few, tmp_path / "other")
    built(all_of_them, tmp_path / "other")
    assert (output / "graph.nq").read_bytes() == (tmp_path / "other" / "graph.nq").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"few", "all", "out", "other"}


def test_what_a_build_had_read_when_it_was_cut_short_is_taken_over(tmp_path: Path) -> None:
    source, output = inputs(tmp_path / "in", 2), tmp_path / "out"
    built(source, output)
    kept = sorted((output / "facts").iterdir())[:2]
    cut = tmp_path / ".out.new-1" / "facts"
    cut.mkdir(parents=True)
    for path in kept:
        shutil.copy(path, cut)
    shutil.rmtree(output)
    result = built(source, output)
    assert any("published nothing" in warning and "of 1 documents" in warning for warning in result.warnings)
    assert not (tmp_path / ".out.new-1").exists()


def test_what_was_read_when_somebody_interrupts_is_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, output = inputs(tmp_path / "in", 2), tmp_path / "out"

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("inspectgraph.building.steps.resolve", interrupt)
        with pytest.raises(KeyboardInterrupt):
            built(source, output)
    monkeypatch.setattr("inspectgraph.processing.document.read", pytest.fail)
    assert built(source, output).documents == 2
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}


def test_a_build_that_was_cut_short_between_two_renames_is_put_back(tmp_path: Path) -> None:
    source, output = inputs(tmp_path / "in", 1), tmp_path / "out"
    built(source, output)
    output.rename(tmp_path / ".out.old-1")
    assert built(source, output).unchanged
    assert not (tmp_path / ".out.old-1").exists()


def test_two_builds_of_one_folder_do_not_meet(tmp_path: Path) -> None:
    source, output = inputs(tmp_path / "in", 1), tmp_path / "out"
    with locked(output), pytest.raises(OutputError, match="another build is writing"):
        built(source, output)
    built(source, output)
    assert verify(output).whole
    running = [begun(inputs(tmp_path / "more", 3), output) for _ in range(3)]
    ended = [(process.communicate()[1], process.returncode) for process in running]
    assert all(code == 0 or code == 2 and "another build is writing" in told for told, code in ended), ended
    assert any(code == 0 for _, code in ended)
    assert verify(output).whole


@pytest.mark.parametrize("limit", [20_000, 200_000])
def test_a_disk_without_room_ends_the_build_and_keeps_the_last(tmp_path: Path, limit: int) -> None:
    output = tmp_path / "out"
    built(inputs(tmp_path / "in", 1), output)
    former = (output / "graph.nq").read_bytes()

    def small() -> None:
        """No file may grow beyond the limit: writing fails as on a full disk."""
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    running = begun(inputs(tmp_path / "in", 5), output, small)
    told = running.communicate()[1]
    assert running.returncode == 2, told
    assert "can't be written" in told
    assert "Traceback" not in told
    assert (output / "graph.nq").read_bytes() == former
    assert verify(output).whole


def test_damaged_files_are_noticed_and_made_anew(tmp_path: Path) -> None:
    source, output = inputs(tmp_path / "in", 2), tmp_path / "out"
    built(source, output)
    dump = (output / "graph.nq").read_bytes()
    for name in ("graph.nq", *(f"store/{path.name}" for path in sorted((output / "store").glob("*.sst"))[:1])):
        flip(output / name)
        result = built(source, output)
        assert not result.unchanged
        assert any("damaged" in warning and name in warning for warning in result.warnings)
        assert (output / "graph.nq").read_bytes() == dump
        assert verify(output).whole


def test_facts_that_were_damaged_on_disk_are_read_again(tmp_path: Path) -> None:
    source, output = inputs(tmp_path / "in", 2), tmp_path / "out"
    built(source, output)
    dump = (output / "graph.nq").read_bytes()
    path = sorted((output / "facts").glob("*.nq"))[0]
    path.write_bytes(path.read_bytes().replace(b"essex", b"xesse"))
    built(source, output)
    assert (output / "graph.nq").read_bytes() == dump


def test_a_damaged_ledger_stops_the_build(tmp_path: Path) -> None:
    source, output = inputs(tmp_path / "in", 1), tmp_path / "out"
    built(source, output)
    shutil.copy(output / "ledger.jsonl", tmp_path / "copy.jsonl")
    flip(output / "ledger.jsonl")
    with pytest.raises(OutputError, match="published IRIs can't be told"):
        built(source, output)
    result = build(BuildOptions((source,), output, workers=0, ledger=tmp_path / "copy.jsonl"))
    assert result.status == 0
    assert verify(output).whole
