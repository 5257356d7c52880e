"""A patch turns one dataset into the other, whatever they hold."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.comparing.patch import apply, patch
from inspectgraph.comparing.streams import differences
from inspectgraph.errors import OutputError

NODES = st.sampled_from([f"<http://e/{name}>" for name in ("a", "ab", "a/b", "ä", "z")])
VALUES = st.one_of(NODES, st.sampled_from(['"1"', '"a b"@en', '"x \\" ."', '"é"']))
LINES = st.tuples(NODES, NODES, VALUES, NODES).map(lambda quad: " ".join(quad) + " .\n")
DATASETS = st.sets(LINES, max_size=40)


def written(folder: Path, name: str, lines: set[str]) -> Path:
    (folder / name).mkdir()
    (folder / name / "graph.nq").write_text("".join(sorted(lines)), encoding="utf-8")
    return folder / name


@given(DATASETS, DATASETS)
def test_a_patch_turns_the_first_dataset_into_the_second(before: set[str], after: set[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        one, other = (written(Path(name), side, lines) for side, lines in (("one", before), ("other", after)))
        lines = list(patch(one, other))
        assert apply(lines, before) == sorted(after)
        back = list(patch(other, one))
        assert apply(back, after) == sorted(before)
        changed = {line[2:] for line in lines if line.startswith(("A <", "D <"))}
        assert changed == before ^ after
        assert {d.subject for d in differences(one, other)} == {line.split(" ")[0] for line in before ^ after}


def test_a_patch_for_another_dataset_is_refused() -> None:
    with pytest.raises(OutputError, match="does not fit"):
        apply(["D <http://e/a> <http://e/a> <http://e/a> <http://e/a> .\n"], [])


def test_a_dump_that_is_not_sorted_is_refused(tmp_path: Path) -> None:
    one = written(tmp_path, "one", set())
    (one / "graph.nq").write_text("<b> <b> <b> <b> .\n<a> <a> <a> <a> .\n", encoding="utf-8")
    with pytest.raises(OutputError, match=r"graph\.nq:2: the dump is damaged or not sorted"):
        list(differences(one, one))
