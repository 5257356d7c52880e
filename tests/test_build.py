"""A build from end to end: what it leaves, what it says, and that it is always the same."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph
import pytest

from inspectgraph.building import BuildOptions, BuildResult, build
from inspectgraph.errors import OutputError

BASE = "https://data.example.org/"
SUMS = ("SHA256SUMS", "build.sha256")
DUMPS = ("graph.nq", "graph.trig", "graph.ttl", "graph.jsonld", "ledger.jsonl", "validation-report.ttl")
TITLE = "Inspection of Essex local authority children's services"
REPORT = f"""{TITLE}
Inspection dates: 26 to 30 June 2023
Lead inspector: Ann Other, HMI

What needs to improve
- The plans of the fostering service.

The impact of leaders on social work: good
1. The fostering service in Essex works with 12 schools.
"""


def write(folder: Path, name: str, text: str | bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder / name


def made(output: Path, *paths: Path, strict: bool = False, ledger: Path | None = None, workers: int = 0) -> BuildResult:
    return build(BuildOptions(paths, output, BASE, workers, strict, ledger))


def dumps(output: Path) -> dict[str, bytes]:
    return {name: (output / name).read_bytes() for name in DUMPS}


def test_a_build_leaves_what_it_promises(tmp_path: Path) -> None:
    result = made(tmp_path / "out", write(tmp_path / "in", "a.txt", REPORT))
    assert (result.status, result.documents, result.set_aside) == (0, 1, ())
    names = {path.name for path in result.output.iterdir()}
    assert names == {
        *DUMPS,
        "store",
        "texts",
        "facts",
        "quarantine",
        "report.html",
        "reading.html",
        "conflicts.html",
        "build.json",
        *SUMS,
    }
    assert result.counts["inspections"] == 1
    described = json.loads((result.output / "build.json").read_text(encoding="utf-8"))
    assert described["inputs"][0]["file"] == "a.txt"


def test_dumps_load_again_to_the_same_dataset(tmp_path: Path) -> None:
    output = made(tmp_path / "out", write(tmp_path / "in", "a.txt", REPORT)).output

    def load(name: str, form: pyoxigraph.RdfFormat) -> set[pyoxigraph.Quad]:
        return set(pyoxigraph.parse(path=str(output / name), format=form))

    assert load("graph.nq", pyoxigraph.RdfFormat.N_QUADS) == load("graph.trig", pyoxigraph.RdfFormat.TRIG)
    default = load("graph.ttl", pyoxigraph.RdfFormat.TURTLE)
    assert default == load("graph.jsonld", pyoxigraph.RdfFormat.JSON_LD)
    store = pyoxigraph.Store.read_only(str(output / "store"))
    assert default == set(store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))


def test_order_and_workers_do_not_matter(tmp_path: Path) -> None:
    texts = {"a.txt": REPORT, "b.txt": REPORT.replace("Essex", "Kent"), "c.txt": REPORT.replace("2023", "2018")}
    one = [write(tmp_path / "one", name, text) for name, text in texts.items()]
    two = [write(tmp_path / "two", name, text) for name, text in reversed(texts.items())]
    first = made(tmp_path / "out1", *one)
    second = made(tmp_path / "out2", *reversed(two), workers=2)
    assert dumps(first.output) == dumps(second.output)


def test_building_again_with_the_ledger_changes_nothing(tmp_path: Path) -> None:
    source = write(tmp_path / "in", "a.txt", REPORT)
    first = made(tmp_path / "out1", source)
    again = made(tmp_path / "out2", source, ledger=first.output / "ledger.jsonl")
    assert dumps(first.output) == dumps(again.output)


def test_an_unchanged_build_is_left_alone(tmp_path: Path) -> None:
    source = write(tmp_path / "in", "a.txt", REPORT)
    first = made(tmp_path / "out", source)
    stamp = (first.output / "graph.nq").stat().st_mtime_ns
    second = made(tmp_path / "out", source)
    assert second.unchanged
    assert (second.counts, second.documents) == (first.counts, first.documents)
    assert (first.output / "graph.nq").stat().st_mtime_ns == stamp


def test_a_changed_document_is_read_and_the_others_are_kept(tmp_path: Path) -> None:
    write(tmp_path / "in", "a.txt", REPORT)
    write(tmp_path / "in", "b.txt", REPORT.replace("Essex", "Kent"))
    made(tmp_path / "out", tmp_path / "in")
    before = {path.name for path in (tmp_path / "out/facts").iterdir()}
    write(tmp_path / "in", "b.txt", REPORT.replace("Essex", "Suffolk"))
    result = made(tmp_path / "out", tmp_path / "in")
    after = {path.name for path in (tmp_path / "out/facts").iterdir()}
    assert result.documents == 2
    assert {Path(name).suffix for name in before & after} == {".json", ".nq"}
    assert len(before & after) == 2
    assert "authority/suffolk>" in (tmp_path / "out/graph.nq").read_text(encoding="utf-8")


def contents(output: Path) -> set[pyoxigraph.Quad]:
    return set(pyoxigraph.Store.read_only(str(output / "store")))


def test_building_on_a_former_output_gives_what_building_at_once_gives(tmp_path: Path) -> None:
    write(tmp_path / "in", "a.txt", REPORT)
    write(tmp_path / "in", "b.txt", REPORT.replace("Essex", "Kent"))
    first = made(tmp_path / "out", tmp_path / "in")
    write(tmp_path / "in", "b.txt", REPORT.replace("Essex", "Suffolk"))
    ledger = write(tmp_path, "ledger.jsonl", (first.output / "ledger.jsonl").read_bytes())
    on_former = made(tmp_path / "out", tmp_path / "in")
    at_once = made(tmp_path / "other", tmp_path / "in", ledger=ledger, workers=1)
    assert dumps(on_former.output) == dumps(at_once.output)
    assert contents(on_former.output) == contents(at_once.output)


def test_the_store_holds_what_the_dumps_hold_and_nothing_else_is_left(tmp_path: Path) -> None:
    output = made(tmp_path / "out", write(tmp_path / "in", "a.txt", REPORT), workers=1).output
    named = set(pyoxigraph.parse(path=str(output / "graph.nq"), format=pyoxigraph.RdfFormat.N_QUADS))
    default = set(pyoxigraph.parse(path=str(output / "graph.ttl"), format=pyoxigraph.RdfFormat.TURTLE))
    assert contents(output) == named | default
    assert not [path.name for path in output.iterdir() if path.name.startswith(".")]


def test_the_named_graphs_are_sorted_by_line(tmp_path: Path) -> None:
    output = made(tmp_path / "out", write(tmp_path / "in", "a.txt", REPORT)).output
    lines = (output / "graph.nq").read_bytes().splitlines()
    assert lines == sorted(set(lines))
    assert sum(b"/id/evidence/" in line.split(b" ")[0] for line in lines) > 5


HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "binary.txt": (b"\x00\x01" * 100, "binary"),
    "unknown.txt": (b"A poem about the sea and its many moods.\n", "unknown-kind"),
    "page.pdf": (b"<html><body>not found</body></html>", "not-a-pdf"),
    "cut.pdf": (b"%PDF-1.5\n%cut", "damaged"),
}


def test_each_document_that_cannot_be_read_says_why_and_the_others_are_built(tmp_path: Path) -> None:
    write(tmp_path / "in", "good.txt", REPORT)
    for name, (data, _) in HOSTILE.items():
        write(tmp_path / "in", name, data)
    result = made(tmp_path / "out", tmp_path / "in", tmp_path / "nowhere")
    assert result.status == 1
    assert result.documents == 1
    reasons = {Path(aside.path).name: aside.reason for aside in result.set_aside}
    assert reasons == {**{name: reason for name, (_, reason) in HOSTILE.items()}, "nowhere": "missing"}
    assert all(aside.message and aside.hint for aside in result.set_aside)
    assert len(json.loads((result.output / "quarantine/documents.json").read_text(encoding="utf-8"))) == 6


def test_latin_1_is_read_with_a_warning(tmp_path: Path) -> None:
    result = made(tmp_path / "out", write(tmp_path / "in", "a.txt", REPORT.replace("Ann", "Zoë").encode("latin-1")))
    assert result.status == 0
    assert "Latin-1" in result.warnings[0]


def test_strict_leaves_the_former_output_as_it_was(tmp_path: Path) -> None:
    write(tmp_path / "in", "a.txt", REPORT)
    first = made(tmp_path / "out", tmp_path / "in")
    before = dumps(first.output)
    write(tmp_path / "in", "b.txt", b"")
    result = made(tmp_path / "out", tmp_path / "in", strict=True)
    assert result.status == 2
    assert [aside.reason for aside in result.set_aside] == ["empty"]
    assert dumps(first.output) == before


def test_nothing_to_build_is_status_2_and_no_output(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    result = made(tmp_path / "out", tmp_path / "in")
    assert (result.status, result.set_aside[0].reason) == (2, "empty-folder")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_no_build_is_not_overwritten(tmp_path: Path) -> None:
    write(tmp_path / "out", "thesis.doc", "precious")
    with pytest.raises(OutputError, match=r"thesis\.doc"):
        made(tmp_path / "out", write(tmp_path / "in", "a.txt", REPORT))
    assert (tmp_path / "out/thesis.doc").read_text(encoding="utf-8") == "precious"


def test_the_page_for_people_in_the_output_folder_stays(tmp_path: Path) -> None:
    write(tmp_path / "out", "README.md", "what will be here")
    made(tmp_path / "out", write(tmp_path / "in", "a.txt", REPORT))
    assert (tmp_path / "out/README.md").read_text(encoding="utf-8") == "what will be here"


@pytest.mark.xdist_group("digests")
def test_a_first_build_reads_the_seeds(digests_build: BuildResult) -> None:
    assert (digests_build.documents, digests_build.status) == (5, 0)
