"""A document that goes takes its facts with it and nothing else; the dataset remembers that it was there, and why it went."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspectgraph import data
from inspectgraph.asking.dataset import Dataset
from inspectgraph.building import BuildOptions, BuildResult, build
from inspectgraph.graph.terms import IG

pytestmark = pytest.mark.xdist_group("retraction")
DIGESTS = sorted(path.name for path in data.seeds("documents").glob("*.txt"))
#: Published from the ledger, or counting what is.
_REMEMBERED = ("graph/history> .", "graph/dataset> .", "graph/resolution> .")


def inputs(folder: Path, names: Iterable[str], **beside: str) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(data.seeds("catalogue.csv"), folder)
    for name in names:
        shutil.copy(data.seeds("documents", name), folder)
    for name, text in beside.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def built(folder: Path, output: Path, ledger: Path | None = None) -> BuildResult:
    return build(BuildOptions((folder,), output, workers=0, ledger=ledger))


def steady(output: Path) -> list[str]:
    """The dataset without what is published from the ledger, each IRI as it was first published."""
    text = (output / "graph.nq").read_text(encoding="utf-8")
    for line in (output / "ledger.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        for alias in entry.get("aliases", ()) if len(entry.get("aliases", ())) == 1 else ():
            text = re.sub(re.escape(entry["iri"]) + r"(?=[>/])", alias, text)
    return sorted(line for line in text.splitlines() if not line.endswith(_REMEMBERED))


def files(output: Path, *folders: str) -> dict[str, bytes]:
    return {
        f"{folder}/{path.name}": path.read_bytes() for folder in folders for path in sorted((output / folder).iterdir())
    }


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from(DIGESTS), min_size=1, max_size=3), st.sampled_from(DIGESTS))
def test_adding_and_removing_a_document_leaves_what_was(tmp_path: Path, kept: set[str], other: str) -> None:
    kept -= {other}
    if not kept:
        return
    shutil.rmtree(tmp_path / "out", ignore_errors=True)
    built(inputs(tmp_path / "in", kept), tmp_path / "out")
    before, said = steady(tmp_path / "out"), files(tmp_path / "out", "facts", "texts")
    built(inputs(tmp_path / "in", {*kept, other}), tmp_path / "out")
    assert steady(tmp_path / "out") != before
    built(inputs(tmp_path / "in", kept), tmp_path / "out")
    assert steady(tmp_path / "out") == before
    assert files(tmp_path / "out", "facts", "texts") == said


def test_two_steps_are_one_given_the_same_ledger(tmp_path: Path) -> None:
    built(inputs(tmp_path / "in", DIGESTS[:3]), tmp_path / "out")
    shutil.copy(tmp_path / "out" / "ledger.jsonl", tmp_path / "ledger.jsonl")
    built(inputs(tmp_path / "in", DIGESTS), tmp_path / "out")
    built(tmp_path / "in", tmp_path / "at-once", tmp_path / "ledger.jsonl")
    for name in ("graph.nq", "graph.ttl", "graph.trig", "graph.jsonld", "ledger.jsonl", "SHA256SUMS"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "at-once" / name).read_bytes(), name


def remembered(output: Path, file: str) -> dict[str, str]:
    """What `graph/history` says of the document of a file."""
    dataset = Dataset.open(output)
    found = dataset.quads(None, IG.fileName, None, dataset.graph("history"))
    nodes = [quad.subject for quad in found if getattr(quad.object, "value", "") == file]
    return {
        dataset.short(quad.predicate.value): getattr(quad.object, "value", "")
        for quad in dataset.quads(nodes[-1], None, None, dataset.graph("history"))  # type: ignore[arg-type]
    }


def identifier(output: Path) -> str:
    return str(json.loads((output / "build.json").read_text(encoding="utf-8"))["build"])


def test_what_is_no_longer_among_the_inputs_is_remembered(tmp_path: Path) -> None:
    first, second = DIGESTS[:2]
    output = tmp_path / "out"
    built(inputs(tmp_path / "in", [first, second]), output)
    with_both = identifier(output)
    built(inputs(tmp_path / "in", [first]), output)
    gone = remembered(output, second)
    assert gone["ig:reason"] == "no longer among the inputs"
    assert gone["ig:firstBuild"] == gone["ig:lastBuild"] == with_both != identifier(output)
    there = remembered(output, first)
    assert "ig:reason" not in there
    assert (there["ig:firstBuild"], there["ig:lastBuild"]) == (with_both, identifier(output))
    assert there["ig:unchangedSince"] == with_both
    built(inputs(tmp_path / "in", [first, second]), output)
    assert "ig:reason" not in remembered(output, second), "it is back"
    assert remembered(output, second)["ig:firstBuild"] == with_both


def test_a_curator_withdraws_a_document_that_is_still_there(tmp_path: Path) -> None:
    first, second = DIGESTS[:2]
    output, table = tmp_path / "out", f"document,reason,who\n{second},The publisher took it back,A. Curator\n"
    built(inputs(tmp_path / "in", [first, second]), output)
    result = built(inputs(tmp_path / "in", [first, second], withdrawals=table), output)
    assert result.documents == 1
    assert any("is withdrawn: The publisher took it back (A. Curator)" in each for each in result.warnings)
    gone = remembered(output, second)
    assert (gone["ig:reason"], gone["ig:decidedBy"]) == ("The publisher took it back", "A. Curator")
    assert second not in (output / "graph.ttl").read_text(encoding="utf-8")


def test_a_corrected_version_takes_the_place_of_the_former(tmp_path: Path) -> None:
    output, name = tmp_path / "out", "essex-2009-ucra.digest.txt"
    folder = inputs(tmp_path / "in", [name])
    built(folder, output)
    former = (output / "texts").glob("*.txt").__next__().stem
    text = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_text(text.replace("Malcolm Newsam", "Malcolm Newsome"), encoding="utf-8")
    built(folder, output)
    dump = (output / "graph.nq").read_text(encoding="utf-8")
    assert '"Malcolm Newsam"' not in dump
    assert f"graph/document/{former}>" not in dump
    history = {
        line for line in dump.splitlines() if line.endswith("graph/history> .") and f"document/{former}>" in line
    }
    assert any("replaced by a corrected version" in line for line in history)
    assert any("isReplacedBy" in line for line in history)
