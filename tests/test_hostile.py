"""Files that are not what they say, or mean harm: each gets its reason, and the good one beside them is built."""

from __future__ import annotations

import io
import json
import os
import re
import time
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from inspectgraph.building import BuildOptions, BuildResult, build
from inspectgraph.errors import UnreadableDocument
from inspectgraph.parsing import parse
from inspectgraph.reading.reader import read_bytes

GOOD = """Inspection of Essex local authority children's services

Inspection dates: 5 to 9 November 2018

Overall effectiveness Good

What needs to improve
- Plans in Essex.
"""
#: Seconds for one document and for the whole build; a worker also starts within the former.
LIMIT, WHOLE = 15.0, 60.0


def pdf(lines: Sequence[str] = (), pages: int = 1, lock: StandardEncryption | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, encrypt=lock)
    for _ in range(pages):
        for row, line in enumerate(lines):
            canvas.drawString(72, 760 - 14 * row, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scan() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.drawInlineImage(_picture(), 0, 0, 595, 842)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _picture() -> object:
    from PIL import Image

    return Image.new("L", (30, 40), 200)


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


_HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_NAMELESS = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<<>>"
    b"/Encoding<</Differences[1/g1/g2/g3/g4]>>/FirstChar 1/LastChar 4/Widths[1 1 1 1]>>"
)


def one_page(content: bytes, filters: bytes = b"", media: bytes = b"[0 0 595 842]", font: bytes = _HELVETICA) -> bytes:
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox%b/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>" % media,
        b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(content), filters, content),
        font,
    )


def deep_tree(depth: int) -> bytes:
    nodes = (b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1) for number in range(2, depth))
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", *nodes, b"<</Type/Page/MediaBox[0 0 9 9]>>")


def bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    parts = [packer.compress(b" " * 1_000_000) for _ in range(megabytes)]
    return one_page(b"".join([*parts, packer.flush()]), b"/Filter/FlateDecode")


def archive(*members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for member in members:
            file.writestr(member, "<x/>")
    return buffer.getvalue()


def hostile() -> dict[str, tuple[bytes, str]]:
    """File name, bytes and the reason to give."""
    whole = pdf(GOOD.splitlines())
    jpeg = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + bytes(range(256)) * 12 + b"\xff\xd9"
    return {
        "zero.pdf": (b"", "empty"),
        "one-byte.txt": (b"\xff", "unknown-kind"),
        "page-not-found.pdf": (b"<!doctype html><html><body>Not found</body></html>", "not-a-pdf"),
        "only-a-head.pdf": (b"%PDF-1.7\n", "damaged"),
        "cut-early.pdf": (whole[: len(whole) // 3], "damaged"),
        "cut-in-half.pdf": (whole[: len(whole) // 2], "damaged"),
        "cut-late.pdf": (whole[: len(whole) * 9 // 10], "damaged"),
        "user-password.pdf": (pdf(GOOD.splitlines(), lock=StandardEncryption("u", "o")), "encrypted"),
        "scan.pdf": (scan(), "no-text"),
        "blank.pdf": (pdf(), "no-text"),
        "thousand-pages.pdf": (pdf(["a page"], 1000), "too-long"),
        "deep-tree.pdf": (deep_tree(5000), "damaged"),
        "cyclic-tree.pdf": (
            raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 399>>"),
            "damaged",
        ),
        "huge-page.pdf": (
            one_page(b"BT /F1 12 Tf 72 700 Td (For giants) Tj ET", media=b"[0 0 99999999 99999999]"),
            "unknown-kind",
        ),
        "bomb.pdf": (bomb(200), "no-text"),
        "nameless-glyphs.pdf": (one_page(b"BT /F1 9 Tf 72 700 Td <01020304> Tj ET", font=_NAMELESS), "no-text"),
        "invoice.pdf": (pdf(["INVOICE 4711", "Ten boxes of pencils 40.00", "Total 48.00"]), "unknown-kind"),
        "picture.txt": (jpeg, "binary"),
        "mixed.txt": (b"Caf\xe9 caf\xc3\xa9 \x80\x81\xfe\xff " * 50, "binary"),
        "nulls.txt": (bytes(5000), "binary"),
        "one-line.txt": (b"words and words " * 3_125_000, "too-large"),
        "many-lines.txt": (b"Line of a text, with words.\n" * 300_000, "too-large"),
        "archive.pdf": (archive("a.txt"), "binary"),
        "letter.txt": (archive("[Content_Types].xml", "word/document.xml"), "binary"),
        "workbook.xlsx": (b"PK\x03\x04" + bytes(100), "damaged"),
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for name, (data, _) in hostile().items():
        (folder / name).write_bytes(data)
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "letter.docx").write_bytes(archive("word/document.xml"))
    (folder / "folder.pdf").mkdir()
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "round.txt").symlink_to(folder / "round.txt")
    (folder / "nowhere.pdf").symlink_to(folder / "gone.pdf")
    os.mkfifo(folder / "pipe.txt")
    (folder / "locked.txt").write_text(GOOD + "Locked.\n", encoding="utf-8")
    (folder / "locked.txt").chmod(0)
    (folder / "two\nlines.txt").write_text("Not an inspection.\n", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/not-\xff-utf-8.txt")).write_text("Nor this one.\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(folder: Path) -> tuple[BuildResult, float]:
    since = time.monotonic()
    options = BuildOptions((folder,), folder.parent / "hostile-out", workers=2, time_limit=LIMIT)
    return build(options), time.monotonic() - since


def reasons(built: tuple[BuildResult, float]) -> dict[str, str]:
    return {Path(each.path).name: each.reason for each in built[0].set_aside}


def test_each_file_gets_its_reason(built: tuple[BuildResult, float]) -> None:
    given = reasons(built)
    assert {name: given.get(name) for name in hostile()} == {name: reason for name, (_, reason) in hostile().items()}


def test_what_is_no_file_is_told_and_not_read(built: tuple[BuildResult, float]) -> None:
    given = reasons(built)
    assert {name: given.get(name) for name in ("pipe.txt", "round.txt", "nowhere.pdf")} == {
        "pipe.txt": "no-file",
        "round.txt": "no-file",
        "nowhere.pdf": "no-file",
    }
    assert any("letter.docx" in warning for warning in built[0].warnings)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_locked_file_is_told(built: tuple[BuildResult, float]) -> None:
    assert reasons(built)["locked.txt"] == "unreadable"


def test_the_good_one_is_built(built: tuple[BuildResult, float]) -> None:
    result, _ = built
    assert result.status == 1
    assert result.documents == (2 if os.geteuid() == 0 else 1)
    graph = (result.output / "graph.nq").read_text(encoding="utf-8")
    assert "/id/inspection/essex/ilacs/2018-11-05" in graph


def test_it_ends_in_time(built: tuple[BuildResult, float]) -> None:
    assert built[1] < WHOLE


def test_names_that_are_no_text_do_no_harm(built: tuple[BuildResult, float]) -> None:
    listed = json.loads((built[0].output / "quarantine" / "documents.json").read_text(encoding="utf-8"))
    names = [Path(each["path"]).name for each in listed]
    assert "two\nlines.txt" in names
    assert any(name.startswith("not-") and name.endswith("-utf-8.txt") for name in names)


def test_the_reasons_are_those_of_the_documentation(built: tuple[BuildResult, float], project: Path) -> None:
    page = (project / "docs" / "reference" / "errors.md").read_text(encoding="utf-8")
    assert set(reasons(built).values()) <= set(re.findall(r'<a id="([a-z-]+)">', page))


def test_no_message_is_a_traceback(built: tuple[BuildResult, float]) -> None:
    for each in built[0].set_aside:
        assert "Traceback" not in each.message
        assert each.reason not in ("failed", "crashed"), each.message


def test_a_file_that_only_forbids_changes_is_read() -> None:
    document = read_bytes(pdf(GOOD.splitlines(), lock=StandardEncryption("", "o", canCopy=0)), "a.pdf")
    assert parse(document).parser == "ilacs"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"])
def test_a_text_of_another_encoding_is_read(encoding: str) -> None:
    assert parse(read_bytes(GOOD.encode(encoding), "a.txt")).parser == "ilacs"


@pytest.mark.parametrize("data", [b"\x00\x01" * 500, b"\x00" * 9, b"a\x00" * 3 + b"b"])
def test_zeros_alone_make_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(data, "a.txt")
    assert caught.value.reason == "binary"


@pytest.mark.parametrize(
    "run",
    [
        "Anna Berta Carla Dora ", "Anna Berta\n", "A", "a", "and ", "and\n", "Team and Service and Board and ", "(", ", ", "-",
        "'", "\u2022 ", " .", "1", "12 34 56 7 8 2014 ", "1 to 2 to 3 January to 4 ", "5% of the 10% of 20 per cent of ",
        "since the last inspection in ", "was judged inadequate and requires improvement to be good ", "(ABC) (DEF) XYZ ",
        "service of the team for the service of the panel ", "Lead inspector: ", "Copy: Anna Berta, Director of Children, ",
        "section 136 of the ", "in the post since the ", "The inspectors were Anna Berta and ", "Overall effectiveness ",
        "Being healthy ", "Grade 3 (", "http://www.", "Dear ", "1. ", "What needs to improve ", "\u00ad",
    ],
)  # fmt: skip
def test_no_run_of_anything_takes_long(run: str) -> None:
    text = f"{GOOD}\n{run * (60_000 // len(run))}\n"
    since = time.monotonic()
    parse(read_bytes(text.encode(), "run.txt"))
    assert time.monotonic() - since < 10
