"""What of the documents is accounted for, and what is not, is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspectgraph.building import BuildResult
from inspectgraph.processing.facts_file import FactsFile, Gap
from inspectgraph.publishing.reading_page import write_reading_page


def test_each_part_that_is_left_is_listed(tmp_path: Path) -> None:
    left = [Gap(100, 160, "Words <that> nobody knew"), Gap(400, 440, "Others")]
    facts = [
        FactsFile("a", "a", "half.pdf", text="x" * 1000, gaps=left, understood=0.9),
        FactsFile("b", "b", "whole.pdf", text="x" * 1000, understood=1.0),
    ]
    write_reading_page(tmp_path / "reading.html", facts)
    page = (tmp_path / "reading.html").read_text(encoding="utf-8")
    assert "95.00 % of 2,000 characters" in page
    assert page.index("half.pdf") < page.index("whole.pdf"), "the least understood comes first"
    assert "100–160" in page
    assert "400–440" in page
    assert "Words &lt;that&gt; nobody knew" in page


@pytest.mark.xdist_group("corpus")
def test_the_published_reports_are_understood(corpus_build: BuildResult) -> None:
    assert corpus_build.understood >= 0.97
    assert (corpus_build.output / "reading.html").is_file()
