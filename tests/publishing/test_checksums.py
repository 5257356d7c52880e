"""A byte that is not what was written is noticed, wherever it stands."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from inspectgraph.building import BuildResult
from inspectgraph.cli import app
from inspectgraph.errors import OutputError
from inspectgraph.publishing.checksums import verify

pytestmark = pytest.mark.xdist_group("digests")
#: Of these the first and the last byte are tried too.
ENDS = {"build.json", "SHA256SUMS", "build.sha256"}


@pytest.fixture(scope="module")
def out(digests_build: BuildResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of a build, to be damaged."""
    folder = tmp_path_factory.mktemp("damaged") / "out"
    shutil.copytree(digests_build.output, folder)
    return folder


def test_a_build_is_whole_and_stays_so_when_it_is_asked(out: Path) -> None:
    assert verify(out).whole
    assert CliRunner().invoke(app, ["ask", "current-grades", "--from", str(out)]).exit_code == 0
    result = CliRunner().invoke(app, ["verify", str(out)])
    assert result.exit_code == 0
    assert "is whole" in result.output


def test_the_sums_are_those_of_coreutils(out: Path) -> None:
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS", "build.sha256"], cwd=out, check=False
    )
    assert checked.returncode == 0


def test_a_flipped_byte_in_any_file_is_detected(out: Path) -> None:
    names = [path.relative_to(out).as_posix() for path in sorted(out.rglob("*")) if path.is_file()]
    assert {"build.json", "SHA256SUMS", "build.sha256", "graph.nq", "ledger.jsonl"} <= set(names)
    assert any(name.startswith("store/") for name in names)
    flipped = 0
    for name in names:
        sound = (out / name).read_bytes()
        if not sound:
            continue
        for place in {0, len(sound) // 2, len(sound) - 1} if name in ENDS else {len(sound) // 2}:
            (out / name).write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
            verdict = verify(out)
            assert not verdict.whole, f"{name} at {place}"
            assert name in verdict.damaged or name in ("SHA256SUMS", "build.sha256"), f"{name} at {place}"
            flipped += 1
        (out / name).write_bytes(sound)
    assert flipped > 40
    assert verify(out).whole


def test_a_missing_and_a_foreign_file_are_told(out: Path) -> None:
    sound = (out / "graph.ttl").read_bytes()
    (out / "graph.ttl").unlink()
    (out / "notes.txt").write_text("mine")
    result = CliRunner().invoke(app, ["verify", str(out)])
    assert result.exit_code == 1
    assert "missing: graph.ttl" in result.output
    assert "foreign: notes.txt" in result.output
    (out / "notes.txt").unlink()
    (out / "graph.ttl").write_bytes(sound)


def test_what_has_no_sums_can_not_be_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="SHA256SUMS"):
        verify(tmp_path)
