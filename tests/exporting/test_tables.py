"""Tables in every form, read back by the programs that people use."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sys
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exporting.conftest import HOSTILE

from inspectgraph.asking.dataset import Dataset
from inspectgraph.errors import ExportError
from inspectgraph.exporting.exports import export_table
from inspectgraph.exporting.tables.catalogue import TABLES
from inspectgraph.exporting.tables.forms import FORMS, as_text
from inspectgraph.exporting.tables.table import Column, Table
from inspectgraph.exporting.things import Things

pytestmark = pytest.mark.xdist_group("digests")


#: Columns in which the digests have nothing.
SELDOM = ("link", "lead_inspector", "compared_with", "care_leavers", "neighbours_grades", "children_in_care", "page")


def small(*texts: str) -> Table:
    columns = (
        Column("name", "A name"),
        Column("grade", "A grade", shows="grade"),
        Column("count", "A count", "integer"),
        Column("share", "A share", "number"),
        Column("link", "An address", shows="link"),
    )
    rows = tuple((text or None, "Good", -1, 0.5, "https://data.test/a.pdf#page=2") for text in texts)
    return Table("small", "Small", "Of the tests.", columns, rows)


def sheet(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).active


@pytest.fixture(scope="module")
def tables(dataset: Dataset) -> dict[str, Table]:
    things = Things(dataset)
    return {name: kind.read(things) for name, kind in TABLES.items()}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_has_rows_of_the_declared_types(name: str, tables: dict[str, Table]) -> None:
    table = tables[name]
    assert table.rows
    kinds = {"string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,)}
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            assert cell is None or isinstance(cell, kinds[column.type]), column.name
            assert cell != ""
    for place, column in enumerate(table.columns):
        assert column.description
        if column.name not in SELDOM:
            assert any(row[place] is not None for row in table.rows), column.name


def test_the_grades_in_force(tables: dict[str, Table]) -> None:
    (essex,) = (row for row in tables["latest"].records() if row["authority"] == "Essex")
    assert essex["gss_code"] == "E10000012"
    assert essex["la_code"] == "881"
    assert essex["region"] == "East of England"
    assert essex["overall"] == "Outstanding"
    assert essex["framework"] == "ilacs"
    assert essex["neighbours"] == 10
    assert essex["link"] is None or str(essex["link"]).startswith("https://")


def test_rows_of_one_authority(dataset: Dataset) -> None:
    ((_, data),) = export_table(dataset, "judgements", "jsonl", "Southend").items()
    assert isinstance(data, bytes)
    rows = [json.loads(line) for line in data.decode().splitlines()]
    assert {row["authority"] for row in rows} == {"Southend-on-Sea"}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_all_forms_say_the_same(name: str, tables: dict[str, Table]) -> None:
    table = tables[name]
    names = [column.name for column in table.columns]
    rows = list(csv.reader(io.StringIO(FORMS["csv"].write(table).decode("utf-8-sig"), newline="")))
    assert rows[0] == names
    plain = [["" if c is None else as_text(c) if isinstance(c, str) else str(c) for c in row] for row in table.rows]
    assert rows[1:] == plain
    lines = FORMS["jsonl"].write(table).decode().splitlines()
    assert [json.loads(line) for line in lines] == table.records()
    cells = list(sheet(FORMS["xlsx"].write(table)).iter_rows(min_row=2, values_only=True))
    assert cells == [*table.for_people().rows]
    markdown = FORMS["md"].write(table).decode().splitlines()
    assert sum(1 for line in markdown if line.startswith("|")) == len(table.rows) + 2


@pytest.mark.parametrize("name", sorted(TABLES))
def test_parquet_says_the_same(name: str, tables: dict[str, Table]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = tables[name]
    back = parquet.read_table(io.BytesIO(FORMS["parquet"].write(table)))
    assert back.to_pylist() == table.records()
    assert back.schema.field(0).metadata[b"description"].decode() == table.columns[0].description


def test_parquet_without_pyarrow_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match="pyarrow") as caught:
        FORMS["parquet"].write(small("a"))
    assert "inspectgraph[parquet]" in caught.value.hint


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://x.test")'])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    table = small(text)
    cell = sheet(FORMS["xlsx"].write(table))["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert next(csv.reader(FORMS["csv"].write(table).decode("utf-8-sig").splitlines()[1:]))[0] == "'" + text
    # A negative number is a number.
    assert sheet(FORMS["xlsx"].write(table))["C2"].value == -1
    assert FORMS["csv"].write(table).decode("utf-8-sig").splitlines()[1].split(",")[-3] == "-1"


def test_the_workbook_has_filters_a_frozen_head_colours_and_links() -> None:
    made = sheet(FORMS["xlsx"].write(small("a", "b")))
    assert made.freeze_panes == "B2"
    assert made.auto_filter.ref == "A1:E3"
    assert made["B2"].fill.fgColor.rgb.upper().endswith("6BAED6")
    assert made["E2"].hyperlink.target + "#" + (made["E2"].hyperlink.location or "") in (
        "https://data.test/a.pdf#page=2",
        "https://data.test/a.pdf#page=2#",
    )


def test_tables_say_where_they_come_from(tables: dict[str, Table]) -> None:
    table = tables["latest"]
    assert "5 documents, https://data.example.org/id/dataset" in table.source
    book = openpyxl.load_workbook(io.BytesIO(FORMS["xlsx"].write(table)))
    assert book.sheetnames == [table.title, "About"]
    said = dict(book["About"].iter_rows(values_only=True))
    assert said["Source"] == table.source
    assert {column.title for column in table.for_people().columns} <= set(said)
    assert FORMS["md"].write(table).decode().splitlines()[-1].startswith("Source: ")
    assert (table.columns[1].title, table.columns[2].title) == ("GSS code", "LA code")


def test_people_see_no_column_of_links_that_lead_nowhere() -> None:
    table = small("Essex")
    assert table.for_people() == table
    place = next(place for place, column in enumerate(table.columns) if column.shows == "link")
    bare = replace(table, rows=tuple((*row[:place], None, *row[place + 1 :]) for row in table.rows))
    title = table.columns[place].title
    assert title not in {column.title for column in bare.for_people().columns}
    assert all(len(row) == len(table.columns) - 1 for row in bare.for_people().rows)
    assert title not in [cell.value for cell in sheet(FORMS["xlsx"].write(bare))[1]]
    assert f"| {title} |" not in FORMS["md"].write(bare).decode()
    assert table.columns[place].name in FORMS["csv"].write(bare).decode("utf-8-sig").splitlines()[0]


def test_markdown_is_text_only() -> None:
    line = FORMS["md"].write(small(HOSTILE + " | *a* `b` [c](d)")).decode().splitlines()[-1]
    assert "<script" not in line
    assert line.count(" | ") == 4
    assert r"\| \*a\* \`b\` \[c\](d)" in line
    assert "<https://data.test/a.pdf#page=2>" in line


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_any_text_survives(texts: list[str]) -> None:
    from inspectgraph.exporting.graphs.draft import clean

    table = small(*(clean(text).strip() for text in texts))
    names = [row[0] for row in table.rows]
    back = [row[0] for row in sheet(FORMS["xlsx"].write(table)).iter_rows(min_row=2, values_only=True)]
    assert back == names
    rows = list(csv.reader(io.StringIO(FORMS["csv"].write(table).decode("utf-8-sig"), newline="")))[1:]
    assert [row[0] for row in rows] == [as_text(str(name or "")) for name in names]


def test_equal_tables_make_equal_bytes(tables: dict[str, Table]) -> None:
    for form in FORMS.values():
        assert form.write(tables["latest"]) == form.write(tables["latest"])
    with zipfile.ZipFile(io.BytesIO(FORMS["xlsx"].write(small("a")))) as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert set(re.findall(r"\d{4}-\d\d-\d\dT", book.read("docProps/core.xml").decode())) == {"1980-01-01T"}


def test_the_data_package_describes_all_tables(dataset: Dataset) -> None:
    files = {path.name: data for path, data in export_table(dataset, "all").items()}
    package = json.loads(files["datapackage.json"])
    assert package["profile"] == "tabular-data-package"
    assert {each["path"] for each in package["resources"]} == set(files) - {"datapackage.json"}
    for resource in package["resources"]:
        data = files[resource["path"]]
        assert isinstance(data, bytes)
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
        header = data.decode("utf-8-sig").partition("\r\n")[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert all(field["description"] for field in resource["schema"]["fields"])
