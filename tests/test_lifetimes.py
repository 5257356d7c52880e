"""Since when each statement is in the dataset, and of those that are gone which build had them last."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from inspectgraph import data
from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.explain import explain
from inspectgraph.building import BuildOptions, build
from inspectgraph.cli import app
from inspectgraph.comparing.changes import compare
from inspectgraph.errors import ReferenceDataError
from inspectgraph.graph.emitter import emit as emitted
from inspectgraph.resolving.ledger import Ledger, Lifetime, Record
from inspectgraph.resolving.lifetimes import statements, trace

pytestmark = pytest.mark.xdist_group("lifetimes")
IG = "https://w3id.org/inspectgraph/ontology#"
FACT = "<http://x/{}> <" + IG + "evidence> <http://x/e> <http://x/g> .\n"
DIGEST = "essex-2018-ilacs.digest.txt"


def graph(facts: set[str]) -> bytes:
    return "".join(sorted(FACT.format(each) for each in facts)).encode()


def record(facts: str, build: str, first: str = "") -> Record:
    return Record("d", "d.txt", first or build, build, build, facts)


def after(builds: list[set[str]]) -> tuple[Lifetime, ...]:
    """The lifetimes after builds "0", "1", ... in which one document stated these facts; with none it was not there."""
    lives: tuple[Lifetime, ...] = ()
    known: tuple[Record, ...] = ()
    for number, facts in enumerate(builds):
        there = {"d": graph(facts)} if facts else {}
        documents = (record("", str(number), known[0].first if known else ""),) if facts else known
        lives, known = trace(lives, known, documents, there, str(number)), documents
    return lives


@given(st.lists(st.sets(st.sampled_from("abcd")), max_size=6))
def test_each_statement_has_the_first_build_that_had_it_and_the_last(builds: list[set[str]]) -> None:
    digests = {each: next(iter(statements(graph({each})))) for each in "abcd"}
    lives = {each: (life.first, life.last) for life in after(builds) for each in life.statements}
    there = [number for number, facts in enumerate(builds) if facts]
    for each, digest in digests.items():
        had = [number for number, facts in enumerate(builds) if each in facts]
        if not had:
            assert digest not in lives
        else:
            last = "" if had[-1] == there[-1] else str(had[-1])
            assert lives[digest] == (str(had[0]), last)


def test_a_judgement_of_another_grade_is_another_statement() -> None:
    grade = "<http://x/j> <" + IG + "grade> <http://x/{}> <http://x/g> .\n"
    one, other = (statements(graph({"j"}) + grade.format(each).encode()) for each in ("good", "poor"))
    assert one.keys() != other.keys()
    assert list(one.values()) == list(other.values()) == ["http://x/j"]


def test_words_that_look_like_evidence_are_no_statement() -> None:
    text = '<http://x/a> <http://x/text> "see <http://x/b> <' + IG + 'evidence> <http://x/c>" <http://x/g> .\n'
    assert not statements(text.encode())


def test_a_ledger_that_does_not_know_statements_yet_has_them_since_they_were_last_read() -> None:
    (life,) = trace((), (record("f", "1"),), (Record("d", "d.txt", "1", "3", "2", "f"),), {"d": graph({"a"})}, "3")
    assert (life.first, life.last) == ("2", "")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"document": "d", "first": "1", "last": "", "digests": "xyz"}, "damaged"),
        ({"document": "d", "first": "1", "last": "", "digests": "0123"}, "damaged"),
        ({"document": "d", "first": "1", "last": ""}, "other fields"),
        ({"document": "d", "first": "1", "last": "", "digests": "0123456789"}, "no such document"),
    ],
)
def test_a_damaged_ledger_is_told(tmp_path: Path, line: dict[str, str], told: str) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(json.dumps({"class": "statements", **line}) + "\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=told):
        Ledger.load(path)


def test_a_ledger_is_written_as_it_was_read(tmp_path: Path) -> None:
    ledger = Ledger((), (record("f", "1"),), after([{"a", "b"}, {"b", "c"}]))
    ledger.save(tmp_path / "ledger.jsonl")
    assert Ledger.load(tmp_path / "ledger.jsonl") == ledger


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two builds of one digest; the program of the second finds no figures, and another grade."""
    folder = tmp_path_factory.mktemp("lifetimes")
    source = folder / "in"
    source.mkdir()
    shutil.copy(data.seeds("catalogue.csv"), source)
    shutil.copy(data.seeds("documents", DIGEST), source)

    def emit(*given: object) -> str:
        lines = emitted(*given).splitlines(keepends=True)  # type: ignore[arg-type]
        kept = [line for line in lines if "/id/observation/" not in line]
        return "".join(
            line.replace("grade/outstanding>", "grade/good>") if "/judgement/overall" in line else line for line in kept
        )

    build(BuildOptions((source,), folder / "one", workers=0))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("inspectgraph.processing.document.emit", emit)
        patched.setattr("inspectgraph.building.steps.program_digest", lambda: "another")
        patched.setattr("inspectgraph.building.steps.key_of", lambda item, base: "0" * 32)
        patched.setattr("inspectgraph.building.documents.key_of", lambda item, base: "0" * 32)
        build(BuildOptions((source,), folder / "two", workers=0, ledger=folder / "one" / "ledger.jsonl"))
    return folder / "one", folder / "two"


def identifier(out: Path) -> str:
    return str(json.loads((out / "build.json").read_text(encoding="utf-8"))["build"])


def test_what_a_later_program_finds_is_since_its_build_and_the_rest_as_old_as_the_document(
    builds: tuple[Path, Path],
) -> None:
    one, two = builds
    dataset = Dataset.open(two)
    (row,) = dataset.select("SELECT ?inspection { ?document ig:reports ?inspection }")
    (inspection,) = explain(dataset, row["inspection"].value)
    judged = {
        next(each.value for each in fact.statements if each.label == "area"): fact.quotes
        for fact in inspection.facts
        if fact.kind == "judgement"
    }
    assert {quote.first for quote in judged["Overall effectiveness"]} == {identifier(two)}
    others = {quote.first for area, quotes in judged.items() if area != "Overall effectiveness" for quote in quotes}
    assert others == {identifier(one)}
    assert {quote.last for quotes in judged.values() for quote in quotes} == {identifier(two)}


def test_what_is_gone_is_remembered_with_its_last_build(builds: tuple[Path, Path]) -> None:
    one, two = builds
    gone = [each for each in compare(one, two).changes if "/observation/" in each.fact and each.graph != "consolidated"]
    assert gone
    assert {(each.action, each.first, each.last) for each in gone} == {("removed", identifier(one), identifier(one))}
    result = CliRunner().invoke(app, ["explain", gone[0].fact, "--from", str(two)])
    assert result.exit_code == 2
    assert "no longer in this dataset" in result.output
    assert f"{DIGEST} from build {identifier(one)} to build {identifier(one)}" in " ".join(result.output.split())


def test_a_withdrawn_document_is_explained_by_its_reason(builds: tuple[Path, Path], tmp_path: Path) -> None:
    one, _ = builds
    table = tmp_path / "withdrawals.csv"
    table.write_text(f"document,reason,who\n{DIGEST},The publisher took it back,A. Curator\n", encoding="utf-8")
    shutil.copy(data.seeds("documents", "essex-2014-sif.digest.txt"), one.parent / "in")
    build(
        BuildOptions((one.parent / "in",), tmp_path / "out", workers=0, ledger=one / "ledger.jsonl", withdrawals=table)
    )
    finding = next(each for each in re.findall(r"id/finding/[0-9a-f]+", (one / "graph.nq").read_text("utf-8")))
    for thing, told in ((DIGEST, "It was there from"), (finding, f"It was stated by {DIGEST} from")):
        result = CliRunner().invoke(app, ["explain", thing, "--from", str(tmp_path / "out")])
        said = " ".join(result.output.split())
        assert result.exit_code == 2
        assert f"{told} build {identifier(one)} to build {identifier(one)}" in said
        assert "The publisher took it back." in said


def test_the_graph_tells_what_came_later_and_how_much_is_gone(builds: tuple[Path, Path]) -> None:
    one, two = builds
    rows = Dataset.open(two).select(
        "SELECT ?first ?last ?count (COUNT(?fact) AS ?facts) { GRAPH <graph/history> { ?life a ig:Lifetime ; "
        "ig:firstBuild ?first ; ig:statementCount ?count . OPTIONAL { ?life ig:lastBuild ?last } "
        "OPTIONAL { ?life prov:hadMember ?fact } } } GROUP BY ?life ?first ?last ?count ORDER BY DESC(?facts)"
    )
    came, went = [{name: term.value for name, term in row.items()} for row in rows]
    assert (came["first"], came["count"], came["facts"], "last" in came) == (identifier(two), "1", "1", False)
    assert (went["first"], went["last"], went["facts"]) == (identifier(one), identifier(one), "0")
    assert int(went["count"]) > 1
