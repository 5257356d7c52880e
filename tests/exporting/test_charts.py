"""The charts of a build: what they read, how they are asked for, and that they are the same on every day."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from inspectgraph.asking.dataset import Dataset
from inspectgraph.building import BuildResult
from inspectgraph.charting.picture import Dot, Picture, Rect, Words, svg
from inspectgraph.cli import app
from inspectgraph.errors import ExportError, QueryError
from inspectgraph.exporting.charts.catalogue import CHARTS
from inspectgraph.exporting.charts.scope import Scope
from inspectgraph.exporting.exports import export_chart
from inspectgraph.exporting.pictures.images import in_order, to_pdf, to_png

pytestmark = pytest.mark.xdist_group("digests")


def read(name: str, dataset: Dataset, authority: str = "", region: str = "") -> Picture:
    return CHARTS[name].read(Scope.of(dataset, authority, region))


def texts(picture: Picture) -> list[str]:
    return [mark.text for mark in picture.marks if isinstance(mark, Words)]


def test_the_history_of_an_authority(dataset: Dataset) -> None:
    picture = read("history", dataset, "Essex")
    assert picture.title == "Judgement history: Essex"
    assert {"Overall effectiveness", "Inspections and visits", "SIF, Jan 2014"} <= set(texts(picture))
    told = [mark.about for mark in picture.marks if isinstance(mark, Rect)]
    assert "Overall effectiveness: Outstanding. ILACS, Nov 2018" in told


def test_grades_of_england_and_of_a_region(dataset: Dataset) -> None:
    england, east = read("grades", dataset), read("grades", dataset, region="East of England")
    assert england.title.endswith("England")
    assert east.title.endswith("East of England")
    assert any(
        "1 of 1 outstanding" in mark.about or "outstanding" in mark.about
        for mark in east.marks
        if isinstance(mark, Rect)
    )
    assert not [mark for mark in read("grades", dataset, region="London").marks if isinstance(mark, Rect)]


def test_authorities_stand_under_their_regions(dataset: Dataset) -> None:
    shown = texts(read("authorities", dataset))
    assert shown.index("East of England") < shown.index("Essex") < shown.index("Southend-on-Sea")
    assert "East of England" not in texts(read("authorities", dataset, region="East of England"))


def test_directors_and_inspectors(dataset: Dataset) -> None:
    assert {"Essex", "Helen Lincoln", "since 2017", "until 2017"} <= set(texts(read("directors", dataset)))
    picture = read("inspectors", dataset, "Essex")
    assert sum(isinstance(mark, Dot) for mark in picture.marks) > 3
    assert any("led it" in mark.about for mark in picture.marks if isinstance(mark, Dot))


def test_every_chart_says_where_it_comes_from(dataset: Dataset) -> None:
    for name in CHARTS:
        source = read(name, dataset, "Essex").source
        assert "5 documents, https://data.example.org/id/dataset" in source
        assert "licence" in source


def test_a_chart_needs_what_it_needs(dataset: Dataset) -> None:
    with pytest.raises(ExportError, match="of one authority"):
        export_chart(dataset, "history")
    with pytest.raises(ExportError, match="no chart"):
        export_chart(dataset, "histroy")
    with pytest.raises(ExportError, match="form of charts"):
        export_chart(dataset, "grades", "gif")
    with pytest.raises(QueryError, match="Nowhere"):
        export_chart(dataset, "grades", region="Nowhere at all")


# The command


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["export", *arguments], env={"COLUMNS": "200"})
    return result.exit_code, result.stderr


def test_charts_by_the_command(digests_build: BuildResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    out = str(digests_build.output)
    assert run("chart", "history", "--authority", "Essex", "--from", out) == (0, "history.svg\n")
    assert run("chart", "grades", "--from", out, "-o", "grades.png") == (0, "grades.png\n")
    assert run("chart", "directors", "--format", "pdf", "--from", out) == (0, "directors.pdf\n")
    assert run("png", "--view", "inspectors", "--from", out) == (0, "inspectors.png\n")
    assert Path("grades.png").read_bytes().startswith(b"\x89PNG")
    assert Path("inspectors.png").read_bytes().startswith(b"\x89PNG")
    assert Path("directors.pdf").read_bytes().startswith(b"%PDF")
    assert ElementTree.parse("history.svg").getroot().tag.endswith("svg")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chart",), "Which chart"),
        (("chart", "histori"), "Did you mean history"),
        (("chart", "history"), "of one authority"),
        (("chart", "grades", "--format", "xlsx"), "form of charts"),
        (("chart", "grades", "--view", "full"), "no views"),
        (("gexf", "--region", "London"), "of a region"),
        (("table", "latest", "--region", "London"), "of a region"),
    ],
)
def test_wrong_charts_are_told(arguments: tuple[str, ...], said: str, digests_build: BuildResult) -> None:
    status, told = run(*arguments, "--from", str(digests_build.output))
    assert status == 2
    assert said in told


# Images


@pytest.fixture(scope="module")
def chart(dataset: Dataset) -> str:
    return svg(read("history", dataset, "Essex"))


def test_images_are_the_same_every_time(chart: str) -> None:
    assert to_png(chart) == to_png(chart)
    # The library itself gives equal pictures in several ways.
    assert len({to_pdf(chart) for _ in range(4)}) == 1
    for stamp in (b"CreationDate", b"ModDate", b"/ID"):
        assert stamp not in to_pdf(chart)


def test_a_pdf_put_in_order_is_the_same_picture(chart: str) -> None:
    import pypdfium2
    import vl_convert

    pages = []
    for pdf in (vl_convert.svg_to_pdf(chart), to_pdf(chart)):
        document = pypdfium2.PdfDocument(pdf)
        assert len(document) == 1
        pages.append((document[0].get_textpage().get_text_range(), document[0].render().to_numpy().tobytes()))
        document.close()
    assert pages[0] == pages[1]
    assert "Judgement history: Essex" in pages[0][0]
    assert b"/FontFile" in to_pdf(chart)
    assert in_order(to_pdf(chart)) == to_pdf(chart)


@pytest.mark.parametrize("write", [to_png, to_pdf])
def test_without_vl_convert_images_say_what_to_install(
    write: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(ExportError, match="vl-convert") as caught:
        write("<svg/>")
    assert "inspectgraph[images]" in caught.value.hint


def test_equal_builds_have_equal_charts_tables_and_pictures_on_every_day(
    digests_build: BuildResult, tmp_path: Path
) -> None:
    """Two processes with other seeds of hashes, other zones and other days write the same bytes."""
    code = (
        "import sys, time; from pathlib import Path; from inspectgraph.asking.dataset import Dataset; "
        "from inspectgraph.exporting import exports as e; from inspectgraph.exporting.saving import save; "
        "later = float(sys.argv[3]); now = time.time; time.time = lambda: now() + later; "
        "d, out = Dataset.open(Path(sys.argv[1])), Path(sys.argv[2]); "
        "[save(e.export_table(d, 'all', form, target=out / form)) for form in ('csv', 'xlsx', 'jsonl', 'md', 'parquet')]; "
        "[save(e.export_chart(d, n, f, 'Essex', '', out / (n + '.' + f))) for n in e.CHARTS for f in ('svg', 'png', 'pdf')]; "
        "[save(e.export_graph(d, f, 'careers', target=out / ('careers.' + f))) for f in e.PICTURES]; "
        "[save(e.export_graph(d, f, target=out / f)) for f in e.DATASET_FORMATS]"
    )
    found: list[dict[str, Any]] = []
    for seed, zone, later in (("1", "UTC", "0"), ("2", "Asia/Tokyo", "90000")):
        folder = tmp_path / seed
        where = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
        command = [sys.executable, "-c", code, str(digests_build.output), str(folder), later]
        subprocess.run(command, check=True, env=where)
        found.append({str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()})
    assert len(found[0]) > 50
    assert set(found[0]) == set(found[1])
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []
