from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from inspectgraph.errors import UnreadableDocument
from inspectgraph.reading import tables, workbooks
from inspectgraph.reading.document import Document
from inspectgraph.reading.reader import read_bytes

HEADINGS = ["LA", "Start date", "OE"]


def read_csv(text: str | bytes, name: str = "t.csv") -> Document:
    return read_bytes(text.encode() if isinstance(text, str) else text, name)


def values(document: Document) -> list[list[str]]:
    assert document.tables is not None
    return [[document.quote(cell.value) for cell in row.cells] for table in document.tables for row in table.rows]


def xlsx(*sheets: list[list[object]], change: Callable[[openpyxl.Workbook], object] = lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        page = book.create_sheet(f"Sheet {number}")
        for row in rows:
            page.append(row)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(*rows: str, name: str = "Sheet") -> bytes:
    spaces = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    sheet = f'<table:table table:name="{name}">{"".join(f"<table:table-row>{row}</table:table-row>" for row in rows)}</table:table>'
    content = f"<office:document-content{spaces}><office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body></office:document-content>"
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def ods_words(*cells: str) -> str:
    return "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)


def packed(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_row_is_a_line_and_each_value_has_its_heading() -> None:
    document = read_csv("LA,Start date,OE\nEssex,2018-11-19,Good\nKent,,Good\n")
    assert document.text == "LA | Start date | OE\nLA: Essex | Start date: 2018-11-19 | OE: Good\nLA: Kent | OE: Good"
    assert document.media_type == "text/csv"
    assert document.tables is not None
    table = document.tables[0]
    assert table.headings == ("LA", "Start date", "OE")
    assert [row.number for row in table.rows] == [2, 3]
    assert [document.quote(row.span) for row in table.rows] == document.text.split("\n")[1:]
    assert [document.quote(cell.span) for cell in table.rows[1].cells] == ["LA: Kent", "OE: Good"]
    assert [cell.column for cell in table.rows[1].cells] == [0, 2]
    assert [document.quote(block.span) for block in document.blocks] == document.text.split("\n")


def test_titles_and_empty_rows_may_stand_above_the_headings() -> None:
    document = read_csv("Outcomes at March,,\n,,\nLA,Start date,OE\nEssex,2018,Good\nKent,2019,Good\n")
    assert document.tables is not None
    assert [document.quote(span) for span in document.tables[0].titles] == ["Outcomes at March"]
    assert [row.number for row in document.tables[0].rows] == [4, 5]


def test_marks_of_the_text_may_stand_in_cells() -> None:
    cells = ["a | b", "c: d | e: f", "|", ":"]
    document = read_csv("one,two,three: more,four | five\n" + ",".join(cells) + "\n")
    assert values(document) == [cells]
    assert "three: more: | | four | five: :" in document.text


def test_a_table_without_headings_has_lines_only() -> None:
    document = read_csv("1,2,3\n4,5,6\n")
    assert document.tables == ()
    assert document.text == "1 | 2 | 3\n4 | 5 | 6"


def test_cells_become_canonical_lines() -> None:
    document = read_csv('LA,Note\nEssex,"two\nlines, \u2018quoted\u2019\u00a0"\n')
    assert values(document) == [["Essex", "two lines, 'quoted'"]]


def test_a_cell_without_heading_is_named_by_its_column() -> None:
    assert "column 3: more" in read_csv("LA,OE,\nEssex,Good,more\nKent,Good,\n").text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    rows = [HEADINGS, ["Essex", "19, November; 2018", "Good"], ["Kent", "5 May", "Good"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    assert values(read_csv(text)) == rows[1:]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    document = read_csv("LA,Inspector\nEssex,Zoë Façade\n".encode(encoding))
    assert values(document) == [["Essex", "Zoë Façade"]]
    assert document.tables is not None
    assert document.tables[0].headings == ("LA", "Inspector")


def test_the_line_with_which_a_spreadsheet_names_its_delimiter() -> None:
    assert values(read_csv("sep=;\nLA;OE\nEssex;Good\n")) == [["Essex", "Good"]]


def test_values_of_a_workbook() -> None:
    day = datetime.date(2018, 11, 19)
    row = ["Essex", day, datetime.datetime(2018, 11, 30, 9, 30), 2, 2.0, 7.5, True, None, "Good"]
    document = read_bytes(xlsx([[f"Heading {letter}" for letter in "abcdefghi"], row]), "t.xlsx")
    assert values(document) == [["Essex", "2018-11-19", "2018-11-30 09:30", "2", "2", "7.5", "yes", "Good"]]
    assert document.media_type == tables.MEDIA_TYPES[".xlsx"]


def test_sheets_are_pages_and_hidden_ones_are_passed_over() -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["Sheet 2"].sheet_state = "hidden"

    rows: list[list[object]] = [["LA", "OE"], ["Essex", "Good"]]
    document = read_bytes(xlsx(rows, [["secret", "words"]], [["LA", "OE"], ["Kent", "Good"]], change=hide), "t.xlsx")
    assert "secret" not in document.text
    assert document.warnings == ("the hidden sheet 'Sheet 2' is passed over",)
    assert document.page_count == 2
    assert document.page_at(document.text.index("Kent")) == 2
    assert document.page_at(document.text.index("Essex")) == 1


def test_a_formula_stands_for_the_value_that_was_worked_out() -> None:
    data = xlsx([["LA", "OE"], ["Essex", '="Go"&"od"']])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    assert "<v></v>" in sheet or "<v />" in sheet or "<v/>" in sheet
    for empty in ("<v></v>", "<v />", "<v/>"):
        sheet = sheet.replace(empty, "<v>Good</v>")
    members["xl/worksheets/sheet1.xml"] = sheet.replace('<c r="B2">', '<c r="B2" t="str">')
    assert values(read_bytes(packed(members), "t.xlsx")) == [["Essex", "Good"]]


def test_merged_titles_of_a_workbook() -> None:
    def merge(book: openpyxl.Workbook) -> None:
        book["Sheet 1"].merge_cells("A1:C1")

    rows: list[list[object]] = [
        ["Outcomes", None, None],
        list(HEADINGS),
        ["Essex", "2018", "Good"],
        ["Kent", "2019", "Good"],
    ]
    document = read_bytes(xlsx(rows, change=merge), "t.xlsx")
    assert document.tables is not None
    assert document.tables[0].headings == tuple(HEADINGS)


def test_values_of_an_opendocument_table() -> None:
    row = (
        ods_words("Essex<text:s/>County")
        + '<table:table-cell office:value-type="date" office:date-value="2018-11-19T00:00:00"><text:p>19/11/18</text:p></table:table-cell>'
        + '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>'
        + "<table:table-cell><office:annotation><text:p>a comment</text:p></office:annotation><text:p>Good</text:p></table:table-cell>"
        + '<table:table-cell table:number-columns-repeated="16000"/>'
    )
    document = read_bytes(ods(ods_words("LA", "Start date", "OE", "Leaders", "Care leavers"), row), "t.ods")
    assert values(document) == [["Essex County", "2018-11-19", "2", "2", "Good"]]
    assert document.media_type == tables.MEDIA_TYPES[".ods"]


def test_repeated_rows_count() -> None:
    empty = '</table:table-row><table:table-row table:number-rows-repeated="1000000"><table:table-cell/>'
    document = read_bytes(ods(ods_words("LA", "OE") + empty, ods_words("Essex", "Good")), "t.ods")
    assert document.tables is not None
    assert [row.number for row in document.tables[0].rows] == [1_000_002]


def test_the_bytes_tell_a_workbook_whatever_its_name() -> None:
    assert values(read_bytes(xlsx([["LA", "OE"], ["Essex", "Good"]]), "t.csv")) == [["Essex", "Good"]]


def _bomb() -> bytes:
    return packed({"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": " " * (workbooks.MOST_BYTES + 1)})


def _entities() -> bytes:
    return packed({"content.xml": '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'})


def _sheet_that_repeats() -> bytes:
    full = '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    return ods(full + '</table:table-row><table:table-row table:number-rows-repeated="1048576">' + full)


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (_bomb, "t.xlsx", "too-large"),
        (_entities, "t.ods", "damaged"),
        (_sheet_that_repeats, "t.ods", "too-large"),
        (lambda: packed({f"xl/{number}": "" for number in range(workbooks.MOST_FILES)} | {"xl/workbook.xml": ""}), "t.xlsx", "too-large"),
        (lambda: packed({"xl/workbook.xml": "<broken"}), "t.xlsx", "damaged"),
        (lambda: packed({"content.xml": "<broken"}), "t.ods", "damaged"),
        (lambda: xlsx([["LA", "OE"]])[:200], "t.xlsx", "damaged"),
        (lambda: packed({"word/document.xml": ""}), "t.docx", "binary"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "t.xls", "old-workbook"),
        (lambda: b"LA,OE\n", "t.xlsx", "damaged"),
        (lambda: b"\n\n,,\n", "t.csv", "no-text"),
        (lambda: b"LA,OE\nEssex,\0", "t.csv", "binary"),
        (lambda: b'LA,OE\nEssex,"' + b"x" * 200_000 + b'"', "t.csv", "damaged"),
        (lambda: b"LA,OE\n" + b"Essex,Good\n" * (tables.MOST_ROWS + 1), "t.csv", "too-large"),
        (lambda: ",".join(["x"] * 300).encode(), "t.csv", "too-large"),
        (lambda: (",".join(["x"] * 150) + "\n").encode() * 4000, "t.csv", "too-large"),
        (lambda: b"x" * (tables.MOST_BYTES + 1), "t.csv", "too-large"),
    ],
)  # fmt: skip
def test_what_can_not_be_read_says_why(data: Callable[[], bytes], name: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(data(), name)
    assert caught.value.reason == reason
