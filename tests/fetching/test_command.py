from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.fetching.conftest import Publisher, pdf, status
from typer.testing import CliRunner

from inspectgraph.cli import app
from inspectgraph.fetching import fetcher
from inspectgraph.fetching.addresses import Addresses
from inspectgraph.fetching.manners import Manners


@pytest.fixture
def catalogue(
    tmp_path: Path, publisher: Publisher, here: Addresses, quick: Manners, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Two reports of Essex, one of which can't be had, and one of Kent."""
    rows = [
        publisher.at("/one", pdf),
        publisher.at("/two", status(404)),
        {**publisher.at("/three", pdf), "authority": "kent"},
    ]
    path = tmp_path / "publications.csv"
    path.write_text(
        "file,source,authority\n" + "".join(f"{row['file']},{row['source']},{row['authority']}\n" for row in rows)
    )
    monkeypatch.setattr(fetcher, "Addresses", lambda: here)
    monkeypatch.setattr(fetcher, "Manners", lambda: quick)
    return path


def _run(*words: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["fetch", *map(str, words)])
    return result.exit_code, result.stdout, result.stderr


def test_all_of_an_authority(catalogue: Path, tmp_path: Path) -> None:
    code, out, err = _run("--authority", "Kent", "--catalogue", catalogue, "-o", tmp_path / "reports")
    assert (code, err) == (0, "")
    assert "1 fetched, 0 were there already, 0 failed" in out
    assert (tmp_path / "reports" / "three.pdf").is_file()


def test_some_fail(catalogue: Path, tmp_path: Path) -> None:
    code, out, err = _run("--all", "--catalogue", catalogue, "-o", tmp_path / "reports")
    assert code == 1
    assert "2 fetched, 0 were there already, 1 failed" in out
    assert err.startswith("two.pdf: the host answers 404")


def test_for_programs(catalogue: Path, tmp_path: Path) -> None:
    code, out, _ = _run("--authority", "Essex", "--json", "--catalogue", catalogue, "-o", tmp_path / "reports")
    assert code == 1
    assert [file["status"] for file in json.loads(out)["files"]] == ["fetched", "failed"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "which reports"),
        (("--all", "--authority", "Kent"), "which reports"),
        (("--authority", "Kennt"), "did you mean Kent"),
    ],
)
def test_usage(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    code, _, err = _run(*words, "-o", tmp_path / "reports")
    assert code == 2
    assert said in err
    assert not (tmp_path / "reports").exists()


def test_nothing_to_fetch(catalogue: Path, tmp_path: Path) -> None:
    code, _, err = _run("--authority", "Leeds", "--catalogue", catalogue, "-o", tmp_path / "reports")
    assert code == 2
    assert "no address" in err


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    code, _, err = _run("--all")
    assert code == 2
    assert "inspectgraph[fetch]" in err
