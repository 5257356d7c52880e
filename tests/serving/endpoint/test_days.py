"""Days and builds over HTTP."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from tests.presenting.small_build import write_build
from typer.testing import CliRunner

from inspectgraph.cli import app

Serving = Callable[[str], AbstractContextManager[httpx.Client]]
HTML = {"Accept": "text/html"}


def test_a_day_for_people_and_for_programs(client: httpx.Client) -> None:
    page = client.get("/on?day=2018-12-01", headers=HTML)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "Northmoor" in page.text
    assert '</on.csv?day=2018-12-01>; rel="alternate"; type="text/csv"' in page.headers["link"]
    said = client.get("/on?day=2018-12-01", headers={"Accept": "application/json"}).json()
    assert said == client.get("/on.json?day=2018-12-01").json()
    northmoor = next(each for each in said["items"] if each["authority"] == "Northmoor")
    assert (northmoor["overall"], northmoor["in_force_from"]) == ("Good", "2018-11-30")
    answer = client.get("/on.csv?day=2018-12-01")
    assert answer.headers["content-disposition"] == 'inline; filename="2018-12-01.csv"'
    rows = list(csv.DictReader(answer.text.lstrip("\ufeff").splitlines()))
    assert len(rows) == said["total"]


def test_one_authority_by_its_slug_or_its_name(client: httpx.Client) -> None:
    one, same = (client.get("/on.json", params={"day": "2018-12-01", "authority": name}).json() for name in
                 ("northmoor", "Northmoor"))  # fmt: skip
    assert one == same
    assert [each["authority"] for each in one["items"]] == ["Northmoor"]
    page = client.get("/on?day=2018-12-01&authority=northmoor", headers=HTML)
    assert "Northmoor on 1 December 2018" in page.text


def test_without_a_day_it_is_the_last_on_which_something_changed(client: httpx.Client) -> None:
    last = client.get("/on.json").json()["day"]
    assert client.get(f"/on.json?day={last}").json()["day"] == last
    assert 'rel="next"' not in client.get(f"/on?day={last}", headers=HTML).text


@pytest.mark.parametrize(
    ("asked", "status"),
    [("day=2016-05", 400), ("day=2016-05-01&day=2016-05-02", 400), ("day=<b>", 400), ("day=2016-05-01&sort=x", 400), ("authority=nowhere", 404),
     ("region=nowhere", 404), ("build=ffff", 404)],
)  # fmt: skip
def test_what_can_not_be_answered_is_told_to_each_in_its_way(client: httpx.Client, asked: str, status: int) -> None:
    answer = client.get(f"/on.json?{asked}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    answer = client.get(f"/on?{asked}", headers=HTML)
    assert answer.status_code == status
    assert "<b>" not in answer.text.partition("problem")[2][:200]
    if "build" not in asked:
        assert answer.headers["content-type"].startswith("text/html")


def test_the_forms_of_openapi_are_there(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path in ("/on.json", "/on.csv"):
        assert path in paths
        assert client.get(path).status_code == 200


def test_crawlers_find_the_page_but_not_every_day(client: httpx.Client) -> None:
    assert "Disallow: /on?" in client.get("/robots.txt").text
    assert "/on</loc>" in client.get("/sitemap.xml").text


def test_around_what_may_be_said_by_name(client: httpx.Client) -> None:
    for of in ("Northmoor", "id/authority/northmoor", "authority/northmoor"):
        page = client.get("/neighbourhood", params={"of": of}, headers=HTML)
        assert (page.status_code, "Around Northmoor" in page.text) == (200, True)
    asked = client.get("/neighbourhood", headers=HTML)
    assert (asked.status_code, 'name="of"' in asked.text) == (200, True)
    like = client.get("/neighbourhood?of=Northmor", headers=HTML)
    assert like.status_code == 404
    assert "did you mean" in like.text
    assert "Northmoor" in like.text
    nothing = client.get("/neighbourhood?of=%22%3E%3Cscript%3Exyzzy", headers=HTML)
    assert (nothing.status_code, "<script>xyzzy" in nothing.text) == (404, False)
    refused = client.get("/neighbourhood.json?of=Northmor")
    assert refused.status_code == 404
    assert refused.json()["choices"]
    assert client.get("/neighbourhood.json").status_code == 400


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two builds that say who they are."""
    folder = tmp_path_factory.mktemp("builds")
    now = write_build(folder / "now", "https://data.test/")
    before = folder / "before"
    shutil.copytree(now, before)
    for place, identifier, documents in ((before, "aaaa000011112222", ["d1"]), (now, "bbbb000011112222", ["d1", "d2"])):
        inputs = [{"document": f"{each:0<16}", "file": f"{each}.txt", "reason": ""} for each in documents]
        said = {"build": identifier, "base": "https://data.test/", "finished": "2025-03-01T00:00:00Z",
                "program": "0.1.0", "documents": len(documents), "counts": {"people": 3}, "inputs": inputs}  # fmt: skip
        (place / "build.json").write_text(json.dumps(said), encoding="utf-8")
    return before, now


@pytest.fixture(scope="module")
def beside(
    two: tuple[Path, Path], serving_of: Callable[[Path, str], AbstractContextManager[httpx.Client]]
) -> Iterator[httpx.Client]:
    before, now = two
    with serving_of(now, f"Settings(earlier=(Path({str(before)!r}),))") as client:
        yield client


def test_another_build_is_asked_of_a_day(beside: httpx.Client) -> None:
    page = beside.get("/on?day=2018-12-01&build=aaaa", headers=HTML)
    assert page.status_code == 200
    assert "As build aaaa0000 told it" in page.text
    assert "&amp;build=aaaa000011112222" in page.text
    own = beside.get("/on?day=2018-12-01&authority=northmoor", headers=HTML).text
    assert "As build" not in own
    assert "as build aaaa0000" in own
    assert beside.get("/on.json?day=2018-12-01&build=aaaa").json()["items"]


def test_what_builds_were_made_of(beside: httpx.Client) -> None:
    page = beside.get("/builds", headers=HTML).text
    assert "bbbb000011112222" in page
    assert 'href="/builds/aaaa000011112222"' in page
    page = beside.get("/builds/aaaa000011112222", headers=HTML).text
    assert "New document" in page
    assert beside.get("/builds/cccc", headers=HTML).status_code == 404
    assert beside.get("/builds/bbbb000011112222", headers=HTML).status_code == 404


def test_only_other_builds_of_the_same_base_are_served_beside_one(two: tuple[Path, Path], tmp_path: Path) -> None:
    now = two[1]
    other = write_build(tmp_path / "other", "https://elsewhere.test/")
    (other / "build.json").write_text('{"build": "cccc"}', encoding="utf-8")
    for earlier, words in ((now, "no other build"), (other, "same base")):
        result = CliRunner().invoke(
            app, ["serve", str(now), "--port", "0", "--earlier", str(earlier)], env={"COLUMNS": "300"}
        )
        assert result.exit_code == 2
        assert words in result.stderr
