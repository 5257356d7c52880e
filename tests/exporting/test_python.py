"""`from inspectgraph import build, Graph`, as a program and as a notebook uses it."""

from __future__ import annotations

import importlib
import inspect
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Any, get_type_hints

import pytest

import inspectgraph
from inspectgraph import Graph, build
from inspectgraph.building import BuildResult
from inspectgraph.errors import ExportError
from inspectgraph.exporting.exports import export_chart
from inspectgraph.exporting.tables.catalogue import TABLES

pytestmark = pytest.mark.xdist_group("digests")

TEXT = """Inspection of Northmoor local authority children's services

Inspection dates: 3 June 2024 to 7 June 2024

Lead inspector: Ida Quill

Judgement    Grade

Overall effectiveness     Good
"""


@pytest.fixture(scope="module")
def graph(digests_build: BuildResult) -> Graph:
    return Graph.open(digests_build.output)


def test_build_is_a_function_whatever_was_imported_before() -> None:
    module = importlib.import_module("inspectgraph.building")
    assert isinstance(inspectgraph.build, FunctionType)
    assert isinstance(build, FunctionType)
    assert module.BuildResult is BuildResult
    assert get_type_hints(build)["return"] is BuildResult
    code = "import inspectgraph.building; from inspectgraph import build; from inspectgraph.building import BuildResult as R; print(build.__name__, R.__name__)"
    where = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=where)
    assert done.stdout.split() == ["build", "BuildResult"]


def test_what_the_package_offers_is_there() -> None:
    for name in inspectgraph.__all__:
        assert getattr(inspectgraph, name)
    with pytest.raises(AttributeError, match="has no attribute 'grpah'"):
        getattr(inspectgraph, "grp" + "ah")


def test_build_takes_one_path_or_several(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(TEXT.replace("Northmoor", "Essex"), encoding="utf-8")
    seen: list[str] = []
    result = build(
        str(report), str(tmp_path / "out"), workers=0, progress=lambda stage, done, total, item: seen.append(stage)
    )
    assert (result.documents, result.status) == (1, 0)
    assert seen
    assert [row["grades"] for row in Graph.open(result.output).history("Essex")] == ["Overall effectiveness: Good"]
    assert build([report], tmp_path / "out", workers=0).unchanged


@pytest.mark.parametrize("name", sorted(TABLES))
def test_tables_as_data_frames(name: str, graph: Graph) -> None:
    pandas = pytest.importorskip("pandas")
    table, made = graph.to_table(name), graph.to_pandas(name)
    assert list(made.columns) == [column.name for column in table.columns]
    assert len(made) == len(table.rows)
    kinds = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
    assert [str(kind) for kind in made.dtypes] == [kinds[column.type] for column in table.columns]
    back = [
        {key: None if pandas.isna(value) else value for key, value in row.items()} for row in made.to_dict("records")
    ]
    assert back == table.records()
    assert made.attrs["columns"][table.columns[0].name] == table.columns[0].description


def test_without_pandas_a_data_frame_says_what_to_install(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ExportError, match="pandas") as caught:
        graph.to_pandas("latest")
    assert "inspectgraph[pandas]" in caught.value.hint


def test_a_chart_in_python_is_that_of_the_command(graph: Graph) -> None:
    ((_, written),) = export_chart(graph.dataset, "grades", region="East of England").items()
    assert graph.chart("grades", region="East of England") == written
    with pytest.raises(ExportError, match="of one authority"):
        graph.chart("history")


@pytest.mark.parametrize(
    "public", [build, *(member for name, member in inspect.getmembers(Graph) if not name.startswith("_"))]
)
def test_everything_public_is_typed_and_documented(public: Callable[..., Any]) -> None:
    assert inspect.getdoc(public)
    signature = inspect.signature(public)
    assert signature.return_annotation is not inspect.Signature.empty
    named = [name for name in signature.parameters if name not in ("self", "cls")]
    assert all(signature.parameters[name].annotation is not inspect.Signature.empty for name in named)


NOTEBOOKS = sorted((Path(__file__).parents[2] / "docs" / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_the_notebook_runs(
    path: Path, digests_build: BuildResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not [cell for cell in code if cell.outputs or cell.execution_count]
    # The build of the seeds is there already.
    shutil.copytree(digests_build.output, tmp_path / "output")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2] / "src"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    client = nbclient.NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
    )
    client.execute()
    assert all(cell.outputs for cell in code if not cell.source.rstrip().endswith(")") or "SVG" in cell.source)
    said = str([cell.outputs for cell in code])
    for expected in ("'Essex'", "image/svg+xml", "text/html", "Outstanding", "ilacs"):
        assert expected in said
