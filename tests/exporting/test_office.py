"""LibreOffice opens the workbooks: text stays text, links stay links, and nothing is computed."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from tests.exporting.conftest import HOSTILE

from inspectgraph.asking.dataset import Dataset
from inspectgraph.exporting.tables.catalogue import TABLES
from inspectgraph.exporting.tables.forms import FORMS
from inspectgraph.exporting.tables.table import Column, Table
from inspectgraph.exporting.things import Things

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.xdist_group("digests"),
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine"),
]
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", '=HYPERLINK("http://x.test")', "=cmd|' /C calc'!A0", HOSTILE, "😀 Größe")


def converted(path: Path, form: str) -> Path:
    """The file as LibreOffice saves it in another form."""
    folder = path.parent / "converted"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    # 44 is the comma, 34 the quotation mark, 76 UTF-8; cells as they are shown.
    filter_name = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false" if form == "csv" else form
    reading = ["--infilter=CSV:44,34,76,1"] if path.suffix == ".csv" else []
    command = [
        str(OFFICE),
        "--headless",
        profile,
        *reading,
        "--convert-to",
        filter_name,
        "--outdir",
        str(folder),
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    target = folder / f"{path.stem}.{form}"
    if not target.exists():
        if "source file could not be loaded" in done.stderr + done.stdout:
            pytest.skip("LibreOffice here has no Calc")
        pytest.fail(done.stderr)
    return target


def small() -> Table:
    columns = (
        Column("text", "Any text"),
        Column("grade", "A grade", shows="grade"),
        Column("count", "How many", "integer"),
    )
    return Table("small", "Small", "Of the tests.", columns, tuple((text, "Good", -1) for text in FORMULAS))


def test_text_that_looks_like_a_formula_is_shown_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "small.xlsx"
    path.write_bytes(FORMS["xlsx"].write(small()))
    rows = list(csv.reader(io.StringIO(converted(path, "csv").read_text("utf-8"), newline="")))
    assert [row[0] for row in rows[1:]] == list(FORMULAS)
    assert {row[2] for row in rows[1:]} == {"-1"}


def test_csv_holds_no_formula_either(tmp_path: Path) -> None:
    path = tmp_path / "small.csv"
    path.write_bytes(FORMS["csv"].write(small()))
    sheet = openpyxl.load_workbook(converted(path, "xlsx")).active
    for row, text in zip(sheet.iter_rows(min_row=2), FORMULAS, strict=True):
        assert row[0].data_type == "s"
        assert row[0].value in (text, "'" + text)


def test_a_table_of_the_build_opens_as_it_is(dataset: Dataset, tmp_path: Path) -> None:
    table = TABLES["latest"].read(Things(dataset))
    path = tmp_path / "latest.xlsx"
    path.write_bytes(FORMS["xlsx"].write(table))
    again = openpyxl.load_workbook(converted(path, "xlsx").rename(tmp_path / "again.xlsx")).active
    shown = [tuple(cell.value for cell in row) for row in again.iter_rows(min_row=2)]
    assert shown == [*table.rows]
    assert again.auto_filter.ref
    place = [column.name for column in table.columns].index("overall") + 1
    assert again.cell(2, place).fill.fgColor.rgb[-6:].upper() in ("08306B", "6BAED6", "FDAE61", "B2182B")
