"""Shapes of one's own, aimed at the graph of one source."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from inspectgraph.building import BuildResult
from inspectgraph.cli import app
from inspectgraph.errors import OutputError, ReferenceDataError
from inspectgraph.validating.check import check_with

pytestmark = pytest.mark.xdist_group("digests")
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ig: <https://w3id.org/inspectgraph/ontology#> .
<http://example.org/Judged> a sh:NodeShape ; sh:targetClass ig:Judgement ;
  sh:property <http://example.org/good> .
<http://example.org/good> sh:path ig:grade ; sh:hasValue <https://w3id.org/inspectgraph/vocab/grade/good> ;
  sh:message "Only good is good enough." .
"""


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    path = tmp_path / "mine.ttl"
    path.write_text(SHAPES, encoding="utf-8")
    return path


def test_a_shape_is_aimed_at_the_graph_of_one_source(digests_build: BuildResult, shapes: Path) -> None:
    everywhere = check_with(digests_build.output, shapes)
    one = check_with(digests_build.output, shapes, "essex-2018-ilacs.digest.txt")
    assert not one.conforms
    assert {finding.document for finding in one.findings} == {"essex-2018-ilacs.digest.txt"}
    assert len(one.findings) < len(everywhere.findings)
    assert all(finding.quote and finding.rule and finding.page for finding in one.findings)


def test_the_command_names_the_words(digests_build: BuildResult, shapes: Path) -> None:
    arguments = [
        "validate",
        str(digests_build.output),
        "--shapes",
        str(shapes),
        "--document",
        "essex-2019-news.digest.txt",
    ]
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": "250"})
    assert result.exit_code == 1
    assert "essex-2019-news.digest.txt, page 1" in result.stdout
    assert "Only good is good enough." in result.stdout


def test_what_is_no_shape_or_no_document_is_told(digests_build: BuildResult, shapes: Path) -> None:
    with pytest.raises(OutputError, match="no document"):
        check_with(digests_build.output, shapes, "none.pdf")
    shapes.write_text("this is no turtle")
    with pytest.raises(ReferenceDataError, match="can't be read as shapes"):
        check_with(digests_build.output, shapes)
