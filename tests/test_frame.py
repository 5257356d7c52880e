"""The project's own files agree with each other."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspectgraph import data

_TEXT_MAY_NOT_HOLD = {
    "a folder of one machine": re.compile(r"(?<![\w.])/(?:home|root|Users|work|mnt)/\w+"),
    "an e-mail address of a person": re.compile(r"\b[\w.]+@(?:gmail|outlook|hotmail)\.com\b"),
}
_LOCK_LINE = re.compile(
    r"[a-z0-9-]+==[\w.]+(?: ; [\w .'<>=!()]+)? \\"
    r"|    --hash=sha256:[0-9a-f]{64}(?: \\)?"
    r"|    # {1,3}[\w.() :-]+"
)


def _tracked(project: Path) -> Iterator[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=project, capture_output=True, check=True, text=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    for name in filter(None, listed.stdout.split("\0")):
        if (project / name).is_file():
            yield project / name


def test_version_stands_in_the_changelog(project: Path) -> None:
    version = tomllib.loads((project / "pyproject.toml").read_text())["project"]["version"]
    released = re.findall(r"^## \[(\d[\w.]*)\]", (project / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert released[0] == version


@pytest.mark.parametrize("parts", [(), ("inspectgraph.ttl",), ("context.jsonld",)])
def test_the_ontology_is_found(parts: tuple[str, ...]) -> None:
    assert data.ontology(*parts).exists()


@pytest.mark.parametrize("parts", [(), ("authorities.csv",), ("bodies.csv",), ("catalogue.csv",), ("documents",)])
def test_the_seeds_are_found(parts: tuple[str, ...]) -> None:
    assert data.seeds(*parts).exists()


def test_the_packaged_files_come_before_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ontology").mkdir()
    monkeypatch.setattr(data, "_PACKAGED", tmp_path)
    assert data.ontology("shapes") == tmp_path / "ontology" / "shapes"
    assert data.seeds() != tmp_path / "seeds"


def test_commands_of_the_pages_stand_in_the_makefile(project: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (project / "Makefile").read_text(), re.MULTILINE))
    pages = [project / "README.md", *sorted((project / "docs").rglob("*.md"))]
    named = {name for page in pages for name in re.findall(r"`make ([a-z]+)|^ *make ([a-z]+)", page.read_text(), re.M)}
    commands = {first or second for first, second in named}
    assert {"graph", "test"} <= commands <= targets


def test_links_of_the_pages_lead_somewhere(project: Path) -> None:
    pages = [project / "README.md", *sorted((project / "docs").rglob("*.md"))]
    for page in pages:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.relative_to(project)} links to {target}"


def test_no_file_holds_what_belongs_to_one_machine(project: Path) -> None:
    for path in _tracked(project):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for what, pattern in _TEXT_MAY_NOT_HOLD.items():
            found = pattern.search(text)
            assert found is None, f"{path.relative_to(project)} holds {what}: {found[0] if found else ''}"


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_files_hold_names_and_hashes_only(project: Path, name: str) -> None:
    for number, line in enumerate((project / name).read_text().splitlines(), 1):
        assert "://" not in line, f"{name}:{number}"
        assert _LOCK_LINE.fullmatch(line), f"{name}:{number}: {line}"


def test_the_locks_agree(project: Path) -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9-]+==[\w.]+", (project / name).read_text(), re.MULTILINE))

    assert pins("requirements.lock") < pins("requirements-dev.lock")


def test_imports_point_one_way(project: Path) -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]
    where = {**os.environ, "PYTHONPATH": str(project / "src")}
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, env=where)
    assert done.returncode == 0, done.stdout + done.stderr
