"""A build that follows another gives what a build from nothing gives, whatever came, changed and went in between."""

from __future__ import annotations

import os
import shutil
from collections.abc import Set
from pathlib import Path
from types import SimpleNamespace

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from inspectgraph import data
from inspectgraph.building import BuildOptions, BuildResult, build
from inspectgraph.publishing.checksums import verify

pytestmark = pytest.mark.xdist_group("following")
DIGESTS = sorted(path.name for path in data.seeds("documents").glob("*.txt"))
DUMPS = ("graph.nq", "graph.trig", "graph.ttl", "graph.jsonld", "ledger.jsonl", "conflicts.html", "SHA256SUMS")
#: Which documents are there, and which of them in another version.
states = st.tuples(st.sets(st.sampled_from(DIGESTS), min_size=3), st.sets(st.sampled_from(DIGESTS), max_size=2))


def inputs(folder: Path, names: Set[str], others: Set[str] = frozenset()) -> Path:
    """A folder with some of the digests, some of them in another version."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(data.seeds("catalogue.csv"), folder)
    for name in names:
        text = data.seeds("documents", name).read_text(encoding="utf-8")
        if name in others:
            text = text.replace("November", "October").replace("January", "March") + "\n"
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def built(source: Path, output: Path, workers: int = 0) -> BuildResult:
    return build(BuildOptions((source,), output, workers=workers))


def dataset(output: Path) -> tuple[set[bytes], set[str]]:
    """What the store of an output holds."""
    store = pyoxigraph.Store.read_only(str(output / "store"))
    quads = store.dump(format=RdfFormat.N_QUADS) or b""
    return set(quads.splitlines()), {str(graph) for graph in store.named_graphs()}


def loaded_anew(output: Path) -> bool:
    """Whether a store began from nothing: RocksDB numbers its files from then on."""
    return (output / "store" / "CURRENT").read_text() == "MANIFEST-000005\n"


def from_nothing(source: Path, output: Path, other: Path) -> Path:
    """The same build with the ledger and the facts of an output, but none of its dumps nor its store."""
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(output, other)
    (other / "build.json").write_text("{}", encoding="utf-8")
    assert any("was damaged" in warning for warning in built(source, other).warnings)
    return other


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(states, min_size=2, max_size=4))
def test_any_chain_of_changes_gives_what_is_built_at_once(
    tmp_path: Path, chain: list[tuple[set[str], set[str]]]
) -> None:
    output, other = tmp_path / "out", tmp_path / "other"
    shutil.rmtree(output, ignore_errors=True)
    for names, others in chain:
        source = inputs(tmp_path / "in", names, others)
        if output.exists():
            from_nothing(source, output, other)
        result = built(source, output)
        assert verify(output).whole
        if other.exists() and not result.unchanged:
            assert dataset(output) == dataset(other)
            for name in DUMPS:
                assert (output / name).read_bytes() == (other / name).read_bytes(), name
        shutil.rmtree(other, ignore_errors=True)


@pytest.mark.parametrize("workers", [0, 1])
def test_the_store_begins_from_the_former_one_which_stays_as_it_is(tmp_path: Path, workers: int) -> None:
    output, copy = tmp_path / "out", tmp_path / "copy"
    built(inputs(tmp_path / "in", set(DIGESTS)), output)
    shutil.copytree(output, copy, copy_function=os.link)
    former = {path.name: path.read_bytes() for path in sorted((copy / "store").iterdir())}
    reader, said = pyoxigraph.Store.read_only(str(output / "store")), dataset(copy)
    assert loaded_anew(output)
    built(inputs(tmp_path / "in", set(DIGESTS), {DIGESTS[0]}), output, workers)
    assert not loaded_anew(output)
    assert dataset(output) != said
    assert dataset(copy) == said
    assert {path.name: path.read_bytes() for path in sorted((copy / "store").iterdir())} == former
    assert len(reader) == len(said[0]), "who reads the former store goes on with it"


def test_what_a_curator_withdraws_or_hides_leaves_no_words_in_the_store(tmp_path: Path) -> None:
    output = tmp_path / "out"
    source = inputs(tmp_path / "in", set(DIGESTS))
    built(source, output)
    (source / "withdrawals.csv").write_text(f"document,reason,who\n{DIGESTS[0]},Taken back,A. Curator\n", "utf-8")
    built(source, output)
    assert loaded_anew(output)


def test_after_many_builds_the_store_is_loaded_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspectgraph.publishing.former.MOST_IN_A_ROW", 2)
    anew = []
    for place in range(4):
        built(inputs(tmp_path / "in", set(DIGESTS[:3]), set(DIGESTS[: place % 2])), tmp_path / "out")
        anew.append(loaded_anew(tmp_path / "out"))
    assert anew == [True, False, False, True]


def test_a_former_store_that_cannot_be_opened_is_loaded_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "out"
    built(inputs(tmp_path / "in", set(DIGESTS)), output)

    class Refusing:
        """A store of a version that does not read the files of another."""

        def __new__(cls, path: str) -> Refusing:
            return pyoxigraph.Store(path)  # type: ignore[return-value]

        @staticmethod
        def read_only(path: str) -> None:
            raise OSError(f"{path} is of another format")

    source = inputs(tmp_path / "in", set(DIGESTS), {DIGESTS[1]})
    with monkeypatch.context() as patched:
        patched.setattr("inspectgraph.publishing.store.pyoxigraph", SimpleNamespace(Store=Refusing))
        built(source, output)
    assert loaded_anew(output)
    other = from_nothing(inputs(tmp_path / "in", set(DIGESTS)), output, tmp_path / "other")
    built(inputs(tmp_path / "in", set(DIGESTS)), output)
    assert dataset(output) == dataset(other)
