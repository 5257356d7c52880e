"""What a first build reads is there, is described, and is marked as what it is."""

from __future__ import annotations

import csv
import re

import pytest

from inspectgraph import data
from inspectgraph.reference import find_authorities, load

_OPEN_GOVERNMENT_LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
_DIGESTS = sorted(path.name for path in data.seeds("documents").iterdir())


def _catalogue() -> list[dict[str, str]]:
    with data.seeds("catalogue.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_digest_has_its_row() -> None:
    assert sorted(row["file"] for row in _catalogue() if row["digest"] == "yes") == _DIGESTS


def test_every_digest_restates_a_publication_of_the_catalogue() -> None:
    rows = _catalogue()
    published = {row["publication"]: row for row in rows if row["digest"] == "no"}
    for row in rows:
        if row["digest"] == "no":
            continue
        original = published[row["publication"]]
        assert {**row, "file": "", "digest": ""} == {**original, "file": "", "digest": ""}


@pytest.mark.parametrize("row", _catalogue(), ids=lambda row: row["file"])
def test_rows(row: dict[str, str]) -> None:
    assert row["kind"] in {"inspection-report", "inspection-letter", "news"}
    assert row["authority"] in load().authorities
    assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row["issued"])
    if row["digest"] == "yes" or row["publication"]:
        assert re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+/[a-z0-9-]+/\d{4}(-\d\d(-\d\d)?)?", row["publication"])
        assert row["publication"].split("/")[1] == row["authority"]
    assert row["licence"] == ("" if row["kind"] == "news" else _OPEN_GOVERNMENT_LICENCE)
    assert row["title"]
    assert row["publisher"]


def test_each_file_and_each_publication_stands_once() -> None:
    rows = _catalogue()
    assert len({row["file"] for row in rows}) == len(rows)
    named = [row["publication"] for row in rows if row["digest"] == "no" and row["publication"]]
    assert len(set(named)) == len(named)


def test_what_is_fetched_lies_with_the_publishers() -> None:
    reports = [row for row in _catalogue() if row["source"] and row["file"].endswith(".pdf")]
    assert len({row["authority"] for row in reports}) == 153
    assert len({row["source"] for row in reports}) == len(reports)
    for row in reports:
        assert row["source"].startswith("https://files.ofsted.gov.uk/")
        assert row["file"] == f"{row['authority']}-{row['issued']}.pdf"


@pytest.mark.parametrize("name", _DIGESTS)
def test_a_digest_says_that_it_is_one_and_names_its_authority(name: str) -> None:
    text = data.seeds("documents", name).read_text(encoding="utf-8")
    assert " ".join(text.split()[-30:]).count("This digest restates facts of the published") == 1
    authority = next(row["authority"] for row in _catalogue() if row["file"] == name)
    assert any(slugs == (authority,) for _, _, slugs in find_authorities(text))
