"""The pages say what the program does: the reference is made from it, and what the others show has been run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import typer
from pyoxigraph import Literal, RdfFormat
from typer.testing import CliRunner

from inspectgraph import data
from inspectgraph.building import BuildResult
from inspectgraph.cli import app
from inspectgraph.graph.terms import IG

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
_GROUP: Any = typer.main.get_command(app)
_SESSION = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*(?:\n {4}.*)*)\n?", re.MULTILINE)
_ANYTHING = "…"
_WITHOUT_OUTPUT = shutil.ignore_patterns("output")


# The reference


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference, made anew."""
    folder = tmp_path_factory.mktemp("reference")
    where = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-m", "docs.generate", str(folder)], cwd=ROOT, env=where, check=True)
    return folder


def test_the_reference_is_what_the_program_makes_of_it(made: Path) -> None:
    assert {path.name for path in made.iterdir()} == {path.name for path in REFERENCE.iterdir()}
    for path in sorted(made.iterdir()):
        kept = (REFERENCE / path.name).read_text(encoding="utf-8")
        assert kept == path.read_text(encoding="utf-8"), f"{path.name} is out of date: make docs"


@pytest.mark.xdist_group("digests")
def test_every_rule_of_a_graph_is_described(digests_build: BuildResult, made: Path) -> None:
    described = set(re.findall(r"</a>`([^`]+)`", (made / "rules.md").read_text(encoding="utf-8")))
    quads = pyoxigraph.parse(path=str(digests_build.output / "graph.nq"), format=RdfFormat.N_QUADS)
    rules = {quad.object.value for quad in quads if quad.predicate == IG.rule and isinstance(quad.object, Literal)}
    assert rules
    assert rules <= described


def test_every_rule_that_the_code_names_is_described(made: Path) -> None:
    described = set(re.findall(r"</a>`([^`]+)`", (made / "rules.md").read_text(encoding="utf-8")))
    families = "|".join(sorted({rule.partition("/")[0] for rule in described}))
    for stage in ("extracting", "parsing", "resolving"):
        for path in sorted((ROOT / "src" / "inspectgraph" / stage).rglob("*.py")):
            named = set(re.findall(rf'(?<!f)"((?:{families})/[a-z-]+)"', path.read_text(encoding="utf-8")))
            assert named <= described, path.name


def test_every_command_and_option_is_described(made: Path) -> None:
    page = (made / "command-line.md").read_text(encoding="utf-8")
    for name, command in _GROUP.commands.items():
        section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert section, name
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert parameter.opts[0] in section, f"{name} {parameter.opts[0]}"


def test_the_readme_names_every_command_and_no_other(project: Path) -> None:
    named = re.findall(r"`inspectgraph ([a-z]+)", (project / "README.md").read_text(encoding="utf-8"))
    assert set(named) == set(_GROUP.commands)


# Links


def _anchors(path: Path) -> set[str]:
    """What a link may lead to on a page: the ids that it sets, and its headings as GitHub names them."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    headings = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    return headings | set(re.findall(r'<a id="([^"]+)">', text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_a_page_and_a_place_on_it(page: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", page.read_text(encoding="utf-8"))
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)", text):
        path = page.parent / target if target else page
        assert path.exists(), target
        assert not anchor or anchor in _anchors(path), f"{target}#{anchor}"


# What the pages show


def _sessions() -> Iterator[Any]:
    for page in PAGES:
        for session in _SESSION.findall(page.read_text(encoding="utf-8")):
            for match in _COMMAND.finditer(session):
                end = session.find("\n$ ", match.end())
                shown = session[match.end() : end if end >= 0 else None]
                name = f"{page.stem}: {' '.join(match[1].split())[:50]}"
                yield pytest.param(" ".join(match[1].split()), shown.splitlines(), id=name)


@pytest.fixture(scope="module")
def reader(digests_build: BuildResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of somebody who follows the pages: a build, the seeds, reports of their own, a question."""
    folder = tmp_path_factory.mktemp("reader")
    shutil.copytree(digests_build.output, folder / "output")
    shutil.copytree(data.seeds("documents"), folder / "seeds" / "documents")
    shutil.copytree(data.seeds("documents"), folder / "reports")
    (folder / "question.rq").write_text("SELECT ?inspection { ?inspection a ig:Inspection }", encoding="utf-8")
    return folder


@pytest.mark.xdist_group("digests")
@pytest.mark.parametrize(("command", "shown"), list(_sessions()))
def test_what_a_page_shows_is_what_one_sees(
    reader: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, shown: list[str]
) -> None:
    program, name, *arguments = shlex.split(command.replace("make graph", "inspectgraph build").partition(" > ")[0])
    assert program == "inspectgraph"
    if name == "fetch":
        options = {option for parameter in _GROUP.commands[name].params for option in parameter.opts}
        assert {argument for argument in arguments if argument.startswith("-")} <= options
        return
    monkeypatch.chdir(reader)
    if name == "build":
        shutil.copytree(reader, tmp_path / "own", ignore=None if "--ledger" in arguments else _WITHOUT_OUTPUT)
        monkeypatch.chdir(tmp_path / "own")
        arguments += ["--workers", "0"]
    result = CliRunner().invoke(app, [name, *arguments], env={"COLUMNS": "80"})
    assert result.exit_code == 0, result.output
    printed = [" ".join(line.split()) for line in result.stdout.splitlines()]
    position = 0
    for line in filter(None, (" ".join(line.split()) for line in shown)):
        if line == _ANYTHING:
            continue
        pattern = re.compile(re.escape(line).replace(_ANYTHING, ".*"))
        found = [index for index, seen in enumerate(printed[position:], position) if pattern.fullmatch(seen)]
        assert found, f"{line!r} is not printed (any more) by: {command}\n{result.stdout}"
        position = found[0] + 1
