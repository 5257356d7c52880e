"""Shards: what is in them, in which order, and that they are the same however they were made."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from itertools import pairwise
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, RdfFormat, parse
from tests.presenting.small_build import BASE, write_build
from typer.testing import CliRunner

from inspectgraph.asking.dataset import Dataset
from inspectgraph.cli import app
from inspectgraph.errors import ExportError
from inspectgraph.exporting.shards.manifest import Manifest, check
from inspectgraph.exporting.shards.writing import dumps_of, write_shards


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(tmp_path_factory.mktemp("build") / "out")


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200"})
    return result.exit_code, result.stdout, result.stderr


def content(folder: Path, manifest: Manifest) -> list[bytes]:
    """The content of each shard, which is what its manifest says."""
    found = []
    for shard in manifest.shards:
        data = check(folder, shard).read_bytes()
        if shard.file.endswith(".zst"):
            data = zstandard.ZstdDecompressor().decompressobj().decompress(data)
        lines = data.decode().splitlines()
        assert (lines[0], lines[-1], len(lines)) == (shard.first, shard.last, shard.quads)
        assert hashlib.sha256(data).hexdigest() == shard.content
        assert (folder / shard.file).stat().st_size == shard.bytes
        found.append(data)
    assert sum(shard.quads for shard in manifest.shards) == manifest.quads
    return found


def graphs_of(data: bytes) -> list[str]:
    """The graphs of some N-Quads, each when it begins."""
    names = [str(quad.graph_name) for quad in parse(data, format=RdfFormat.N_QUADS)]
    return [name for place, name in enumerate(names) if not place or names[place - 1] != name]


def test_shards_hold_the_dataset_in_order(build: Path, tmp_path: Path) -> None:
    code, out, err = run("shard", str(tmp_path / "shards"), "--from", str(build), "--json")
    assert code == 0, err
    manifest = Manifest.read(tmp_path / "shards")
    assert json.loads(out)["quads"] == manifest.quads
    quads = {quad for data in content(tmp_path / "shards", manifest) for quad in parse(data, format=RdfFormat.N_QUADS)}
    assert quads == set(Dataset.open(build).quads())
    assert manifest.quads == len(quads)
    assert manifest.graphs == len({quad.graph_name for quad in quads})


def test_a_graph_is_split_only_when_it_must_be(build: Path, tmp_path: Path) -> None:
    folder, size = tmp_path / "shards", 150_000
    manifest = write_shards(dumps_of(build), folder, size)
    shards = content(folder, manifest)
    assert all(len(data) <= size for data in shards)
    met = [name for data in shards for name in graphs_of(data)]
    split = {f"<{each.graph}>" if each.graph else str(DefaultGraph()): each.shards for each in manifest.split}
    assert split
    assert {name: met.count(name) for name in met if met.count(name) > 1} == split
    for name in split:
        lines = [line for data in shards for line in data.splitlines() if graphs_of(line) == [name]]
        assert sum(map(len, lines)) + len(lines) > size
    # Graphs stand in their order, the default graph first, and so do the lines of each.
    order = list(dict.fromkeys(met))
    assert order[0] == str(DefaultGraph())
    assert order[1:] == sorted(order[1:])
    for data in shards:
        lines = data.splitlines()
        assert all(one < other for one, other in pairwise(lines) if graphs_of(one) == graphs_of(other))


def test_the_same_bytes_whatever_the_order_and_the_memory(build: Path, tmp_path: Path) -> None:
    write_shards(dumps_of(build), tmp_path / "one", 200_000)
    lines = [*(build / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)]
    lines += [f"{quad.triple} .\n" for quad in parse(path=build / "graph.ttl", format=RdfFormat.TURTLE)]
    random.Random(4).shuffle(lines)
    (tmp_path / "dump.nq").write_text("".join([*lines, *lines[:100]]), encoding="utf-8")
    write_shards([tmp_path / "dump.nq"], tmp_path / "other", 200_000, memory=50_000)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "other").iterdir())
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


TERMS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@settings(max_examples=50, deadline=None)
@given(
    quads=st.sets(st.tuples(st.sampled_from(["", "urn:g", "urn:g/a", "urn:h"]), TERMS), min_size=1, max_size=30),
    size=st.integers(1, 400),
    memory=st.integers(1, 500),
)
def test_any_words_pass(
    tmp_path_factory: pytest.TempPathFactory, quads: set[tuple[str, str]], size: int, memory: int
) -> None:
    from pyoxigraph import Literal, NamedNode, Quad

    folder = tmp_path_factory.mktemp("words")
    said = {
        Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(words), NamedNode(graph) if graph else DefaultGraph())
        for graph, words in quads
    }
    (folder / "dump.nq").write_text("".join(f"{quad} .\n" for quad in said), encoding="utf-8", newline="")
    manifest = write_shards([folder / "dump.nq"], folder / "shards", size, packed=False, memory=memory)
    paths = [check(folder / "shards", shard) for shard in manifest.shards]
    assert {quad for path in paths for quad in parse(path=path, format=RdfFormat.N_QUADS)} == said


def test_dumps_of_other_forms(tmp_path: Path) -> None:
    (tmp_path / "a.trig").write_text("@prefix x: <urn:x:> . x:g { x:s x:p 1, 2 } x:s x:p 'in the default graph' .")
    (tmp_path / "b.nq.gz").write_bytes(gzip.compress(b"# a comment\n\n<urn:x:s>  <urn:x:p> <urn:x:o>.\n"))
    (tmp_path / "c.nt.zst").write_bytes(zstandard.compress(b"<urn:x:s> <urn:x:p> <urn:x:q> .\n"))
    manifest = write_shards([tmp_path / name for name in ("a.trig", "b.nq.gz", "c.nt.zst")], tmp_path / "shards")
    assert (manifest.quads, manifest.graphs) == (5, 2)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.nq", b"<urn:s> <urn:p> _:b .\n", "has blank nodes"),
        ("a.nq", b"<urn:s> <urn:p> <urn:o> .\n<urn:s> <urn:p>\n", "line 2"),
        ("a.ttl", b"<urn:s> <urn:p>", "is wrong"),
        ("a.nq.gz", b"no gzip", "can't be read"),
        ("a.nq.zst", b"no zstd", "can't be read"),
        ("a.csv", b"1", "no dump of RDF"),
    ],
)
def test_what_is_no_dump(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    code, _, err = run("shard", str(tmp_path / "shards"), "--from", str(tmp_path / name))
    assert code == 2
    assert told in err
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_that_is_no_build(tmp_path: Path) -> None:
    code, _, err = run("shard", str(tmp_path / "shards"), "--from", str(tmp_path))
    assert code == 2
    assert "it has no graph.nq" in err


def test_former_shards_are_replaced_and_other_things_are_not(build: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shards"
    write_shards(dumps_of(build), folder, 100_000)
    manifest = write_shards(dumps_of(build), folder)
    assert len(list(folder.iterdir())) == len(manifest.shards) + 1
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("precious")
    with pytest.raises(ExportError, match="no manifest"):
        write_shards(dumps_of(build), tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "precious"


def test_damage_is_found(build: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shards"
    manifest = write_shards(dumps_of(build), folder)
    shard = manifest.shards[0]
    data = bytearray((folder / shard.file).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / shard.file).write_bytes(data)
    with pytest.raises(ExportError, match="is damaged"):
        check(folder, shard)
    (folder / shard.file).unlink()
    with pytest.raises(ExportError, match="can't be read"):
        check(folder, shard)
    (folder / "manifest.json").write_text("{}")
    with pytest.raises(ExportError, match="no manifest of shards"):
        Manifest.read(folder)


def test_base_is_kept(build: Path, tmp_path: Path) -> None:
    code, _, err = run("shard", str(tmp_path / "shards"), "--from", str(build), "--plain", "--size", "1")
    assert code == 0
    assert "quads of" in err
    assert BASE in (tmp_path / "shards" / "shard-00000.nq").read_text(encoding="utf-8")
