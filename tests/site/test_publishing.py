"""The static site: whole, sound, only what changed, and only with a base of the publisher's own."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.presenting.small_build import BASE, HOSTILE, LONG, write_build
from tests.site.checker import check, hosts
from typer.testing import CliRunner

from inspectgraph.cli import app
from inspectgraph.errors import PublishingError
from inspectgraph.presenting.links import Links
from inspectgraph.site.hosts import rules
from inspectgraph.site.publishing import Publication, check_base, publish
from inspectgraph.site.target import MANIFEST, Manifest, Target, replaced

DEEP = "https://www.shire.gov.uk/children/inspections/"


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(tmp_path_factory.mktemp("to-publish") / "out")


@pytest.fixture(scope="session")
def site(build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "site"
    publish(Publication(build, folder, workers=0))
    return folder


def test_the_whole_site_is_sound(site: Path) -> None:
    report = check(site, BASE)
    assert report.faults == {}
    assert report.counts["pages"] > 300
    assert report.counts["RDF files"] > 600
    assert hosts(site) == {}


def test_a_site_below_a_path_is_sound(tmp_path: Path) -> None:
    build = write_build(tmp_path / "out", DEEP)
    publish(Publication(build, tmp_path / "site", DEEP, workers=0))
    assert check(tmp_path / "site", DEEP).faults == {}
    links = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert 'href="/children/inspections/authorities.html"' in links


def test_it_holds_what_it_should(site: Path) -> None:
    for name in (
        "index.html", "404.html", "robots.txt", "sitemap.xml", "search.json", ".well-known/void", "data/graph.nq", "data/SHA256SUMS",
        "doc/authority/northmoor.html", "doc/authority/northmoor.ttl", "doc/authority/northmoor.jsonld", "judgements.csv",
        "judgements.json", "def/ontology.html", "def/vocab/grade/good.html", "doc/dataset.ttl", "licences.html",
        "static/explorer.css", "_redirects", ".htaccess", "nginx.conf", ".nojekyll", "doc/finding/f1.html", "doc/observation/o1.ttl",
    ):  # fmt: skip
        assert (site / name).is_file(), name
    said = json.loads((site / "judgements.json").read_text(encoding="utf-8"))
    assert len(said["items"]) == said["total"]


def test_hostile_words_do_nothing_anywhere(site: Path) -> None:
    for path in site.rglob("*"):
        if path.suffix in (".html", ".xml"):
            text = path.read_text(encoding="utf-8")
            assert HOSTILE not in text, path
            assert "<script>alert" not in text, path


def test_text_that_is_not_open_is_nowhere(site: Path) -> None:
    shown = [path for path in site.rglob("*.html") if LONG in path.read_text(encoding="utf-8")]
    assert site / "doc/document/d100000000000001.html" in shown
    assert site / "doc/document/d400000000000004.html" not in shown
    assert not list(site.rglob("texts"))


def test_what_did_not_change_keeps_its_time(build: Path, site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    first = publish(Publication(build, folder, workers=0))
    assert first.changed == first.files
    former = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    page = folder / "doc/authority/eastvale.html"
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest["tag"] = "older"
    manifest["files"]["doc/authority/eastvale.html"] = "0"
    manifest["files"]["doc/gone.html"] = "0"
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "doc/gone.html").write_text("gone")
    page.write_text("other")
    again = publish(Publication(build, folder, workers=0))
    assert (again.changed, again.removed) == (1, 1)
    assert not (folder / "doc/gone.html").exists()
    assert "Eastvale" in page.read_text(encoding="utf-8")
    kept = [
        path
        for path, time in former.items()
        if path != page and path.name != MANIFEST and path.stat().st_mtime_ns != time
    ]
    assert kept == []


def test_processes_write_the_same(build: Path, site: Path, tmp_path: Path) -> None:
    publish(Publication(build, tmp_path / "site", workers=2))
    assert Manifest.read(tmp_path / "site").files == Manifest.read(site).files


def test_what_is_not_the_sites_stays(build: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "config").write_text("mine")
    (folder / "CNAME").write_text("inspections.shire.gov.uk")
    publish(Publication(build, folder, workers=0))
    assert (folder / ".git" / "config").read_text() == "mine"
    assert (folder / "CNAME").is_file()


def test_a_folder_of_other_things_is_left_alone(build: Path, tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(PublishingError, match=r"letters\.txt"):
        publish(Publication(build, tmp_path, workers=0))
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_a_fault_leaves_the_former_site(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / MANIFEST).write_text('{"tag": "a", "files": {"a.html": "0"}}')
    (folder / "a.html").write_text("a")

    def fill() -> None:
        with replaced(folder) as aside:
            target = Target(aside, folder, Manifest())
            target.write("b.html", "b")
            target.write("../c.html", "c")

    with pytest.raises(PublishingError):
        fill()
    assert (folder / "a.html").read_text() == "a"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


@pytest.mark.parametrize(
    "base",
    [
        "https://data.example.org/", "https://example.com/", "http://localhost/", "http://localhost:8000/", "http://127.0.0.1/", "http://10.0.0.4/",
        "http://intranet/", "https://data.test/", "urn:inspections:", "file:///srv/", "https://x.invalid/", "http://[::1]/",
    ],
)  # fmt: skip
def test_a_base_must_be_the_publishers_own(base: str) -> None:
    with pytest.raises(PublishingError) as caught:
        check_base(base, "")
    assert "--base" in caught.value.hint


def test_the_base_must_be_that_of_the_build() -> None:
    check_base(BASE, BASE.rstrip("/"))
    check_base(BASE, "")
    with pytest.raises(PublishingError, match="was built with the base"):
        check_base(BASE, "https://other.gov.uk/")


def test_the_command(build: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    said = runner.invoke(app, ["publish", str(tmp_path / "a"), "--from", str(build), "--base", BASE, "--workers", "0"])
    assert said.exit_code == 0
    assert BASE in said.output
    refused = runner.invoke(
        app, ["publish", str(tmp_path / "b"), "--from", str(build), "--base", "https://other.gov.uk/"]
    )
    assert refused.exit_code == 2
    assert not (tmp_path / "b").exists()
    as_json = runner.invoke(app, ["publish", str(tmp_path / "a"), "--from", str(build), "--workers", "0", "--json"])
    assert json.loads(as_json.stdout)["base"] == BASE


def test_rules_of_hosts() -> None:
    root = urlsplit(DEEP).path
    found = rules(Links(DEEP, root, ".html"), {"id/person/a.b": "id/person/c"})
    assert f"{root}id/person/a.b {root}id/person/c 301" in found["_redirects"]
    assert f"{root}id/* {root}doc/:splat 302" in found["_redirects"]
    assert rf"RewriteRule ^id/person/a\.b$ {root}id/person/c [R=301,L]" in found[".htaccess"]
    assert f"{root}id/person/a.b {root}id/person/c;" in found["nginx.conf"]
    many = rules(Links(DEEP, root, ".html"), {f"id/person/p{number}": "id/person/c" for number in range(5000)})
    assert len(many["_redirects"].splitlines()) <= 2100
    assert len(many["_redirects"]) < 100_000


def test_no_file_of_the_build_is_shared(build: Path, site: Path) -> None:
    assert not os.path.samefile(build / "graph.nq", site / "data/graph.nq")
