"""Nothing asks the network but by `fetch` and addresses that were named: no build of files of this machine, no check, no RDF."""

from __future__ import annotations

import socket
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import RdfFormat

from inspectgraph import data
from inspectgraph.building import BuildOptions, build
from inspectgraph.errors import UnreadableDocument
from inspectgraph.reading.workbooks import sheets_of_workbook
from inspectgraph.validating.check import check
from inspectgraph.validating.core import CoreShapes


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_a_build_and_its_check_ask_nobody(tmp_path: Path) -> None:
    (path,) = data.seeds("documents").glob("southend*")
    result = build(BuildOptions((path,), tmp_path / "out", workers=0))
    assert check(result.output).conforms


def test_shapes_that_import_others_import_nothing(tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text("<> <http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:9/shapes.ttl> .", encoding="utf-8")
    graph = rdflib.Graph().parse(shapes, format="turtle")
    validator = CoreShapes(())
    validator._shapes = graph
    assert validator.validate([]) == []


def test_a_context_elsewhere_is_refused() -> None:
    text = b'{"@context": "http://127.0.0.1:9/context.jsonld", "@id": "http://e/a", "name": "x"}'
    with pytest.raises(SyntaxError):
        list(pyoxigraph.parse(text, RdfFormat.JSON_LD))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("padding", [0, 100_000])
@pytest.mark.parametrize(("kind", "name"), [(".ods", "content.xml"), (".xlsx", "xl/workbook.xml")])
def test_entities_are_found_wherever_they_are_declared(encoding: str, padding: int, kind: str, name: str) -> None:
    declared = '<!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1:9/">]><a>&b;</a>'
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr(name, f"<!--{' ' * padding}-->{declared}".encode(encoding))
    with pytest.raises(UnreadableDocument, match="declares entities"):
        sheets_of_workbook(content.getvalue(), f"table{kind}", kind)
