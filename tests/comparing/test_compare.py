"""Two builds compared: what changed, by document and by thing, and why."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from inspectgraph import data
from inspectgraph.building import BuildOptions, build
from inspectgraph.cli import app
from inspectgraph.comparing.changes import compare
from inspectgraph.comparing.feed import feed
from inspectgraph.comparing.patch import apply, patch
from inspectgraph.errors import OutputError

pytestmark = pytest.mark.xdist_group("comparing")
ATOM = "{http://www.w3.org/2005/Atom}"


def made(folder: Path, name: str, *documents: str, ledger: Path | None = None, decisions: str = "") -> Path:
    """A build of some of the digests, by the starts of their names; "name=old>new" alters one."""
    source = folder / f"{name}-in"
    source.mkdir()
    shutil.copy(data.seeds("catalogue.csv"), source)
    for each in documents:
        start, _, edit = each.partition("=")
        (path,) = data.seeds("documents").glob(f"{start}*")
        text = path.read_text(encoding="utf-8")
        old, _, new = edit.partition(">")
        assert old in text
        (source / path.name).write_text(text.replace(old, new) if edit else text, encoding="utf-8")
    rulings = source / "decisions.csv"
    rulings.write_text("action,kind,a,b,name,reason,who\n" + decisions, encoding="utf-8")
    build(BuildOptions((source,), folder / name, workers=0, ledger=ledger, decisions=rulings))
    return folder / name


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("comparing")


@pytest.fixture(scope="module")
def first(folder: Path) -> Path:
    return made(folder, "first", "essex-2009", "essex-2014", "essex-2018")


@pytest.fixture(scope="module")
def second(folder: Path, first: Path) -> Path:
    edit = "Malcolm Newsam>Malcolm Newsome"
    return made(folder, "second", f"essex-2009={edit}", "essex-2018", "essex-2019", ledger=first / "ledger.jsonl")


def test_what_documents_state_changed_because_they_came_went_or_were_corrected(first: Path, second: Path) -> None:
    comparison = compare(first, second)
    documents = {(place, reason): counts for place, reason, counts in comparison.by_document}
    assert documents[("essex-2014-sif.digest.txt", "removed document")]["added"] == 0
    assert documents[("essex-2019-news.digest.txt", "new document")]["removed"] == 0
    corrected = documents[("essex-2009-ucra.digest.txt", "corrected document")]
    assert corrected["added"] == corrected["removed"] > 0
    assert {reason for place, reason in documents if place.startswith("essex-2018")} <= {"consequence of resolution"}
    assert not any(each.reason == "changed rule" for each in comparison.changes)


def test_what_changed_is_about_things(first: Path, second: Path) -> None:
    things = {label: counts for label, _, counts in compare(first, second).by_thing}
    assert things["Malcolm Newsam"]["removed"] > 0
    assert things["Malcolm Newsome"]["added"] > 0
    assert things["Essex, SIF, January 2014"]["removed"] > 50


def test_the_patch_turns_one_build_into_the_other(first: Path, second: Path) -> None:
    before = (first / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    assert "".join(apply(patch(first, second), before)) == (second / "graph.nq").read_text(encoding="utf-8")


def test_equal_builds_differ_in_nothing(first: Path) -> None:
    comparison = compare(first, first)
    assert not comparison.changes
    assert comparison.added == comparison.removed == 0
    result = CliRunner().invoke(app, ["diff", str(first), str(first)])
    assert result.exit_code == 0
    assert "are the same" in result.output


def test_a_decision_is_the_reason_where_nothing_else_changed(folder: Path, first: Path) -> None:
    decision = "rename,person,id/person/malcolm-newsam-{},,M. Newsam,for the test,a tester\n"
    iri = next(line for line in (first / "ledger.jsonl").read_text().splitlines() if "malcolm-newsam" in line)
    line = decision.format(json.loads(iri)["iri"].rpartition("-")[2])
    renamed = made(
        folder, "renamed", "essex-2009", "essex-2014", "essex-2018", ledger=first / "ledger.jsonl", decisions=line
    )
    reasons = Counter(each.reason for each in compare(first, renamed).changes)
    assert set(reasons) == {"changed decision", "record of the build"}


def test_another_program_is_the_reason_where_its_code_differs(folder: Path, first: Path, second: Path) -> None:
    other = folder / "other-program"
    shutil.copytree(second, other)
    description = json.loads((other / "build.json").read_text())
    description["made_from"]["code"] = "another"
    for row in description["inputs"]:
        row["facts"] = "another"
    (other / "build.json").write_text(json.dumps(description))
    places = {place: reason for place, reason, _ in compare(first, other).by_document}
    assert places["essex-2018-ilacs.digest.txt"] == "changed rule"
    assert places["essex-2014-sif.digest.txt"] == "removed document"


def test_a_withdrawn_document_is_told_with_the_curators_words(folder: Path, first: Path) -> None:
    source = folder / "first-in"
    (name,) = (path.name for path in source.glob("essex-2009*"))
    table = folder / "withdrawals.csv"
    table.write_text(f"document,reason,who\n{name},The publisher took it back,A. Curator\n", encoding="utf-8")
    out = folder / "withdrawn"
    build(BuildOptions((source,), out, workers=0, ledger=first / "ledger.jsonl", withdrawals=table))
    comparison = compare(first, out)
    reasons = {reason for place, reason, _ in comparison.by_document if place == name}
    assert reasons == {"withdrawn document"}
    assert {place for place, reason, _ in comparison.by_document if reason == "record of the build"} == {
        "dataset",
        "history",
    }
    entries = ElementTree.fromstring(feed(comparison, "https://data.example.org/")).findall(f"{ATOM}entry")
    told = {entry.findtext(f"{ATOM}title"): entry for entry in entries}
    assert not any(str(title).startswith(("dataset", "history")) for title in told)
    entry = told[f"{name}: withdrawn document"]
    assert "The publisher took it back (A. Curator)." in str(entry.findtext(f"{ATOM}summary"))
    assert all(each.find(f"{ATOM}link[@rel='alternate']") is not None for each in entries), "RFC 4287, 4.1.2"


def test_the_command_tells_it_in_every_form(first: Path, second: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        result = CliRunner().invoke(app, ["diff", str(first), str(second), *arguments], env={"COLUMNS": "200"})
        assert result.exit_code == 1, result.output
        return result.stdout

    assert "essex-2019-news.digest.txt" in run()
    told = json.loads(run("--format", "json"))
    assert told["statements"]["added"] > 0
    assert {each["action"] for each in told["changes"]} == {"added", "changed", "removed"}
    assert "Malcolm Newsome" in run("--document", "essex-2009-ucra.digest.txt")
    assert "Malcolm Newsam" in run("--thing", "Malcolm Newsam")
    run("--format", "patch", "-o", str(tmp_path / "change.rdfp"))
    assert (tmp_path / "change.rdfp").read_text(encoding="utf-8") == "".join(patch(first, second))
    feed = tmp_path / "feed.xml"
    run("--format", "atom", "-o", str(feed))
    once = feed.read_bytes()
    run("--format", "atom", "-o", str(feed))
    assert feed.read_bytes() == once, "the same change is told once"
    entries = ElementTree.fromstring(once).findall(f"{ATOM}entry")
    assert any("new document" in entry.findtext(f"{ATOM}title", "") for entry in entries)
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)


def test_what_is_no_build_is_refused(first: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no folder"):
        compare(first, tmp_path / "missing")
    result = CliRunner().invoke(app, ["diff", str(first), str(tmp_path), "--format", "patch"])
    assert result.exit_code == 2
