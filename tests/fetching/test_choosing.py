from __future__ import annotations

from pathlib import Path

import pytest

from inspectgraph import data
from inspectgraph.errors import FetchError
from inspectgraph.fetching.choosing import COLUMNS, choose, slugs_of

_SEEDS = data.seeds("catalogue.csv")


def _catalogue(folder: Path, *rows: str, columns: str = "file,source,authority,digest") -> Path:
    path = folder / "publications.csv"
    path.write_text("\n".join((columns, *rows)) + "\n", encoding="utf-8-sig")
    return path


@pytest.mark.parametrize("name", ["Essex", "essex", "Essex County Council", "the Essex local authority"])
def test_names_of_an_authority(name: str) -> None:
    assert slugs_of([name]) == {"essex"}


def test_a_name_that_two_authorities_bore_means_both() -> None:
    assert slugs_of(["Dorset", "Essex"]) == {"dorset", "dorset-to-2019", "essex"}


@pytest.mark.parametrize(
    ("name", "hint"), [("Esex", "Essex"), ("Southend on See", "Southend-on-Sea"), ("xqzv", "authorities.csv")]
)
def test_a_name_of_nobody_brings_those_that_come_near(name: str, hint: str) -> None:
    with pytest.raises(FetchError, match=name) as caught:
        slugs_of([name])
    assert hint in caught.value.hint


def test_the_catalogue_of_the_program() -> None:
    assert tuple(_SEEDS.read_text().splitlines()[0].split(",")) == COLUMNS
    chosen = choose(_SEEDS, frozenset({"essex"}))
    assert [row["file"] for row in chosen.rows] == ["essex-2023-08-11.pdf"]
    assert "essex-2014-03-21.pdf" in chosen.without_address
    assert len(choose(_SEEDS, None).rows) == 153


def test_what_is_no_published_pdf_is_left_out(tmp_path: Path) -> None:
    rows = (
        "a.pdf,https://x.example/a,essex,no",
        "b.txt,https://x.example/b,essex,no",
        "c.pdf,https://x.example/c,essex,yes",
    )
    assert [row["file"] for row in choose(_catalogue(tmp_path, *rows), None).rows] == ["a.pdf"]


def test_a_catalogue_may_give_authorities_by_name(tmp_path: Path) -> None:
    catalogue = _catalogue(
        tmp_path, "a.pdf,https://x.example/a,Essex County Council,", "b.pdf,https://x.example/b,Kent,"
    )
    assert [row["file"] for row in choose(catalogue, frozenset({"essex"})).rows] == ["a.pdf"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("../a.pdf,https://x.example/a,essex,", "no plain file name"),
        ("folder\\a.pdf,https://x.example/a,essex,", "no plain file name"),
        (".a.pdf,https://x.example/a,essex,", "no plain file name"),
        ("ok.pdf,https://x.example/a,essex,", "stands there twice"),
        ("a.pdf,https://x.example/a", "not as many cells"),
        ("a.pdf,https://x.example/a,essex,,more", "not as many cells"),
    ],
)
def test_wrong_rows_are_named(tmp_path: Path, row: str, words: str) -> None:
    with pytest.raises(FetchError, match=f":3: .*{words}"):
        choose(_catalogue(tmp_path, "ok.pdf,https://x.example/ok,essex,", row), None)


def test_a_table_without_the_columns(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="without column source, authority"):
        choose(_catalogue(tmp_path, columns="file,title"), None)


def test_no_catalogue_there(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="No such file"):
        choose(tmp_path / "none.csv", None)
