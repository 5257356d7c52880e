"""A curator's corrections hold, are seen as such, and leave each document's own graph as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from typer.testing import CliRunner

from inspectgraph import data
from inspectgraph.asking.answering import ask
from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.results import records
from inspectgraph.building import BuildOptions, BuildResult, build
from inspectgraph.cli import app
from inspectgraph.errors import ReferenceDataError
from inspectgraph.graph.terms import IG, concept
from inspectgraph.resolving.corrections import load_corrections
from inspectgraph.validating.check import check

HEAD = "fact,property,value,reason,who\n"
SIF = "id/inspection/essex/sif/2014-01-14"


def corrected(tmp_path: Path, *lines: str, name: str = "out") -> BuildResult:
    source = tmp_path / "in"
    source.mkdir(exist_ok=True)
    for start in ("essex-2014", "essex-2018"):
        (path,) = data.seeds("documents").glob(f"{start}*")
        shutil.copy(path, source)
    shutil.copy(data.seeds("catalogue.csv"), source)
    (source / "corrections.csv").write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return build(BuildOptions((source,), tmp_path / name, workers=0))


def test_a_correction_holds_and_the_document_still_says_what_it_says(tmp_path: Path) -> None:
    line = f"{SIF}/judgement/overall,ig:grade,outstanding,Corrected by the publisher,A. Curator"
    result = corrected(tmp_path, line)
    assert (result.status, result.warnings) == (0, ())
    dataset = Dataset.open(result.output)
    (row,) = records(ask(dataset, "in-force", {"on": ["2014-06-01"], "authority": ["Essex"]}))
    assert row["overall"] == "Outstanding"
    node = NamedNode(f"{dataset.base}{SIF}/judgement/overall")
    for quad in dataset.quads(node, IG.grade):
        said = isinstance(quad.graph_name, NamedNode) and "/graph/document/" in quad.graph_name.value
        assert quad.object == concept("grade", "good" if said else "outstanding")
    assert check(result.output).conforms
    told = CliRunner().invoke(app, ["explain", SIF, "--from", str(result.output)], env={"COLUMNS": "300"}).stdout
    assert "grade Outstanding in place of Good: Corrected by the publisher (A. Curator)" in told
    assert "[corrections/value]" in told


def test_the_bounds_follow_a_corrected_date(tmp_path: Path) -> None:
    result = corrected(tmp_path, f"{SIF},startDate,2014-01,Only the month is sure,A. Curator")
    query = f"SELECT ?s ?a ?b {{ <{SIF}> ig:startDate ?s ; ig:earliestStart ?a ; ig:latestStart ?b }}"
    (row,) = Dataset.open(result.output).select(query)
    assert [term.value for term in row.values()] == ["2014-01", "2014-01-01", "2014-01-31"]


def test_a_correction_of_a_figure_replaces_what_documents_say(tmp_path: Path) -> None:
    first = corrected(tmp_path)
    dataset = Dataset.open(first.output)
    row = next(dataset.select("SELECT ?o ?v { ?o a ig:Observation ; ig:value ?v } ORDER BY ?o"))
    fact = dataset.short(row["o"].value)
    second = corrected(tmp_path, f"{fact},value,12.5,A misprint,A. Curator", name="second")
    assert second.warnings == ()
    rows = list(Dataset.open(second.output).select(f"SELECT ?v {{ <{fact}> ig:value ?v }}"))
    assert [each["v"].value for each in rows] == ["12.5"]
    assert check(second.output).conforms


def test_a_correction_that_matches_nothing_is_told(tmp_path: Path) -> None:
    result = corrected(
        tmp_path,
        "id/inspection/nowhere,startDate,2014,It was so,A. Curator",
        f"{SIF},startDate,2014-01-14,It was so,A. Curator",
    )
    nothing, needless = result.warnings
    assert "corrections.csv:2: nothing is id/inspection/nowhere any more" in nothing
    assert "corrections.csv:3" in needless
    assert "without the correction" in needless


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("id/x,ig:grade,splendid,so,me", "'splendid' is no grade"),
        ("id/x,startDate,January 2014,so,me", "is no date"),
        ("id/x,value,many,so,me", "is no number"),
        ("id/x,ig:hasFinding,id/y,so,me", "can't be corrected"),
        ("id/x,ig:grade,good,,me", "reason is empty"),
        ("id/x,ig:grade,good,so", "not as many cells as columns"),
        ("id/x,ig:grade,good,so,me\nid/x,grade,inadequate,so,me", "gives it another value"),
    ],
)
def test_a_line_that_is_wrong_is_refused_with_its_place(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(f"{HEAD}{line}\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=message) as told:
        load_corrections([path])
    assert "corrections.csv:" in str(told.value)
