"""A dataset that has less than it must is not published; what has more than it should is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from inspectgraph import data
from inspectgraph.building import BuildOptions, BuildResult, build
from inspectgraph.cli import app
from inspectgraph.errors import ReferenceDataError
from inspectgraph.publishing.checksums import verify
from inspectgraph.publishing.gates import load_gates

HEAD = "measure,framework,least,most\n"


def gated(tmp_path: Path, gates: str, accept: str = "") -> BuildResult:
    source = tmp_path / "in"
    source.mkdir(exist_ok=True)
    for start in ("essex-2014", "essex-2018"):
        (path,) = data.seeds("documents").glob(f"{start}*")
        shutil.copy(path, source)
    (source / "gates.csv").write_text(HEAD + gates, encoding="utf-8")
    return build(BuildOptions((source,), tmp_path / "out", workers=0, accept=accept))


def test_a_missed_least_leaves_the_last_good_dataset(tmp_path: Path) -> None:
    assert gated(tmp_path, "documents,,2,\n").status == 0
    former = (tmp_path / "out" / "graph.nq").read_bytes()
    result = gated(tmp_path, "documents,,3,\njudgements,,1000,\nwith overall grade,sif,100,\n")
    assert result.status == 2
    assert [gate.partition(" (")[0] for gate in result.missed] == [
        "documents: 2, at least 3",
        f"judgements: {result.missed[1].split()[1].rstrip(',')}, at least 1000",
    ]
    assert "gates.csv:2" in result.missed[0]
    assert (tmp_path / "out" / "graph.nq").read_bytes() == former
    assert verify(tmp_path / "out").whole


def test_what_was_read_when_a_gate_was_missed_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert gated(tmp_path, "documents,,3,\n").status == 2
    assert gated(tmp_path, "documents,,4,\n").status == 2
    (left,) = (path for path in tmp_path.iterdir() if path.name != "in")
    assert {path.name for path in left.iterdir()} == {"facts"}
    monkeypatch.setattr("inspectgraph.processing.document.read", pytest.fail)
    result = gated(tmp_path, "documents,,2,\n")
    assert (result.status, result.documents) == (0, 2)
    assert any("of 2 documents is taken over" in warning for warning in result.warnings)
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}


def test_what_was_read_when_something_was_set_aside_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gated(tmp_path, "")
    shutil.copy(next(data.seeds("documents").glob("essex-2019*")), tmp_path / "in")
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    strict = BuildOptions((tmp_path / "in",), tmp_path / "out", workers=0, strict=True)
    assert build(strict).status == 2
    (tmp_path / "in" / "empty.txt").unlink()
    monkeypatch.setattr("inspectgraph.processing.document.read", pytest.fail)
    result = build(strict)
    assert (result.status, result.documents, result.unchanged) == (0, 3, False)
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}


def test_an_exception_is_accepted_and_recorded(tmp_path: Path) -> None:
    result = gated(tmp_path, "documents,,3,\n", accept="One report is late")
    assert (result.status, result.accepted, len(result.missed)) == (0, "One report is late", 1)
    told = json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))
    assert told["accepted"] == "One report is late"
    assert told["missed"] == ["documents: 2, at least 3 (gates.csv:2)"]


def test_a_passed_most_is_told(tmp_path: Path) -> None:
    result = gated(tmp_path, "findings,,,5\nwith lead inspector,sif,,10\n")
    assert result.status == 0
    assert any(warning.startswith("findings: ") and "at most 5" in warning for warning in result.warnings)
    assert "with lead inspector in sif: 100, at most 10 (gates.csv:3)" in result.warnings


def test_the_command_says_what_to_do(tmp_path: Path) -> None:
    gated(tmp_path, "documents,,2,\n")
    (tmp_path / "in" / "gates.csv").write_text(HEAD + "documents,,9,\n", encoding="utf-8")
    arguments = ["build", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--workers", "0"]
    refused = CliRunner().invoke(app, arguments)
    assert refused.exit_code == 2
    assert "Gate missed: documents: 2, at least 9" in refused.stdout
    assert "--accept REASON" in refused.stdout
    assert CliRunner().invoke(app, [*arguments, "--accept", "so it is"]).exit_code == 0


@pytest.mark.parametrize(
    ("line", "message"),
    [("joy,,1,", "no measure"), ("documents,sif,1,", "not counted by framework"), ("documents,,some,", "no number")],
)
def test_a_gate_that_is_wrong_is_refused_with_its_place(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "gates.csv"
    path.write_text(f"{HEAD}{line}\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=message):
        load_gates([path], [])


def test_of_two_gates_the_users_counts(tmp_path: Path) -> None:
    path = tmp_path / "gates.csv"
    path.write_text(f"{HEAD}documents,,7,\n", encoding="utf-8")
    gates = {gate.measure: gate for gate in load_gates([path, data.seeds("gates.csv")], [])}
    assert gates["documents"].least == 7
    assert gates["violations"].most == 0
