"""The command line, from the outside."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.asking.conftest import build_store
from typer.testing import CliRunner

from inspectgraph import __version__
from inspectgraph.building import BuildOptions, BuildResult, Progress, SetAside
from inspectgraph.cli import app

REPORT = """Inspection of Essex local authority children's services

Inspection dates: 3 June 2024 to 7 June 2024

Lead inspector: Ida Quill

A zebra crossed the meadow while nobody took notice of it.

Judgement    Grade

Overall effectiveness     Good

What needs to improve

• How quickly the Harbour Team answers a first call.
"""


def run(*arguments: str, environment: dict[str, str] | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200", **(environment or {})})
    return result.exit_code, result.stdout, result.stderr


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "inspectgraph.cli", *arguments]
    where = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src"), "COLUMNS": "100", **environment}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=where)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small build, as the tests of asking have it."""

    folder = tmp_path_factory.mktemp("cli")
    build_store(folder)
    return str(folder)


def test_help_names_the_commands() -> None:
    status, out, _ = run("--help")
    assert status == 0
    for command in ("build", "validate", "query", "ask", "explain", "inspect", "text"):
        assert f" {command} " in out


def test_help_is_quick_since_nothing_heavy_is_imported() -> None:
    heavy = "pyoxigraph|rdflib|pyshacl|pypdfium2|networkx|rapidfuzz"
    code = f"import inspectgraph.cli, sys; print([n for n in sys.modules if n in {heavy.split('|')!r}])"
    where = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=where)
    assert done.stdout.strip() == "[]"
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        process("--help")
        seconds.append(time.perf_counter() - start)
    # A busy machine may take longer; by itself it takes less than 0.3 s.
    assert min(seconds) < 1


def test_version() -> None:
    assert run("--version") == (0, f"inspectgraph {__version__}\n", "")


def test_an_unknown_command_is_told_the_nearest() -> None:
    status, _, err = run("explian", "x")
    assert status == 2
    assert "explain" in err


@pytest.mark.parametrize(
    ("typed", "offered"), [("expl", "explain"), ("ask hist", "history"), ("query --for", "--format")]
)
def test_completion_of_commands_questions_and_options(typed: str, offered: str) -> None:
    words = f"inspectgraph {typed}"
    where = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[1] / "src"),
        "_INSPECTGRAPH_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    command = [sys.executable, "-c", "from inspectgraph.cli import app; app(prog_name='inspectgraph')"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=where)
    assert done.stdout.split() == [offered]


def test_query_forms(built: str) -> None:
    sparql = "SELECT ?a ?g { ?j ig:area ?a ; ig:grade ?g } ORDER BY ?a ?g LIMIT 2"
    status, out, _ = run("query", sparql, "--from", built)
    assert status == 0
    assert "area:children-in-care-and-care-leavers   grade:outstanding" in out
    assert run("query", sparql, "--from", built, "--format", "csv")[1].startswith("a,g\n")
    assert json.loads(run("query", sparql, "--from", built, "--format", "json")[1])["head"]["vars"] == ["a", "g"]
    assert "@prefix ig:" in run("query", "DESCRIBE <id/authority/eastvale>", "--from", built, "--format", "ttl")[1]


def test_query_from_a_file_and_from_the_standard_input(built: str, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text("ASK { ?s a ig:Judgement }")
    assert "yes" in run("query", "-f", str(file), "--from", built)[1]
    piped = CliRunner().invoke(app, ["query", "-", "--from", built], input="ASK { ?s a ig:Judgement }")
    assert "yes" in piped.stdout
    assert run("query", "--from", built)[0] == 2
    assert run("query", "-f", str(tmp_path / "none"), "--from", built)[0] == 2


def test_a_wrong_query_ends_with_2_and_a_pointer(built: str) -> None:
    status, out, err = run("query", "SELECT * { ?s foo:x ?o }", "--from", built)
    assert (status, out) == (2, "")
    assert "line 1, column 20: the prefix foo: is not declared" in err
    assert "Traceback" not in err


def test_ask_without_a_name_lists_the_questions(built: str) -> None:
    status, out, _ = run("ask")
    assert status == 0
    assert "current-grades" in out
    listed = json.loads(run("ask", "--json")[1])
    assert {"name", "title", "description", "parameters"} == set(listed[0])


def test_ask_for_people_and_for_programs(built: str) -> None:
    status, out, err = run("ask", "history", "--authority", "Northmoor", "--from", built)
    assert status == 0
    assert "2014-03-04" in out
    assert "id/inspection" not in out
    assert "4 rows" in err
    assert "id/inspection" in run("ask", "history", "--authority=Northmoor", "--from", built, "--iris")[1]
    rows = json.loads(run("ask", "history", "--authority", "Northmoor", "--from", built, "--json")[1])
    assert [row["start"] for row in rows] == ["2011-10", "2014-03-04", "2018-11", "2020-06"]
    both = run(
        "ask",
        "current-grades",
        "--authority",
        "Northmoor",
        "--authority",
        "Eastvale",
        "--from",
        built,
        "--format",
        "csv",
    )
    assert len(both[1].splitlines()) == 3


def test_ask_prints_its_query() -> None:
    status, out, _ = run("ask", "history", "--sparql")
    assert status == 0
    assert out.startswith("# title:")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("histroy",), '"history"'),
        (("history",), "--authority"),
        (("history", "--autority", "x"), '"authority"'),
        (("history", "Northmoor"), "belongs to no parameter"),
        (("history", "--authority"), "needs a value"),
        (("history", "--authority", "Nortmoor"), '"Northmoor"'),
    ],
)
def test_ask_says_what_is_wrong(built: str, arguments: tuple[str, ...], said: str) -> None:
    status, out, err = run("ask", *arguments, "--from", built)
    assert (status, out) == (2, "")
    assert said in err


def test_explain_shows_statement_document_page_and_words(built: str) -> None:
    status, out, _ = run("explain", "Ann Marlow", "--from", built)
    assert status == 0
    assert '"Director: Ann Marlow" – Eastvale: report of 2015 (eastvale-2015.pdf), page 2  [people/directory]' in out
    judgement = run("explain", "id/inspection/northmoor/sif/2014-03-04/judgement/lscb", "--from", built)[1]
    assert "grade: Good" in judgement
    assert '"Board is good" – Northmoor: report of 2014 (northmoor-2014.pdf), page 1' in judgement


def test_explain_for_programs(built: str) -> None:
    (explanation,) = json.loads(run("explain", "Ann Marlow", "--from", built, "--json")[1])
    assert explanation["thing"]["label"] == "Ann Marlow"
    assert explanation["facts"][0]["quotes"][0]["words"] == "Director: Ann Marlow"


def test_explain_an_unknown_name(built: str) -> None:
    status, _, err = run("explain", "Ann Marlwo", "--from", built)
    assert status == 2
    assert 'Did you mean "Ann Marlow"' in err


def test_a_folder_that_is_no_build(tmp_path: Path) -> None:
    for command in (("query", "ASK {}"), ("ask", "current-grades"), ("explain", "x")):
        status, _, err = run(*command, "--from", str(tmp_path))
        assert status == 2
        assert "inspectgraph build" in err
    assert run("validate", str(tmp_path))[0] == 2


def test_no_colour_where_it_is_not_wanted(built: str) -> None:
    done = process("explain", "Ann Marlow", "--from", built, NO_COLOR="1", FORCE_COLOR="1")
    assert "\x1b[3" not in done.stdout
    assert "\x1b[" not in process("explain", "Ann Marlow", "--from", built).stdout


@pytest.mark.skipif(os.name == "nt", reason="pipes differ")
@pytest.mark.parametrize("form", ["table", "csv"])
def test_a_closed_pipe_is_the_end(built: str, form: str) -> None:
    command = [sys.executable, "-m", "inspectgraph.cli", "query", "SELECT * { GRAPH ?g { ?s ?p ?o } }", "--from", built]
    where = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src")}
    with subprocess.Popen(
        [*command, "--format", form], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=where
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


# One document


def test_text_is_the_canonical_text(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("First page.\fSecond page.\n")
    status, out, _ = run("text", str(file))
    assert status == 0
    assert "First page." in out
    paged = run("text", str(file), "--pages")[1]
    assert "[page 1, from offset 0]" in paged
    assert "Second page." in paged


def test_a_document_that_cannot_be_read(tmp_path: Path) -> None:
    assert "can't be opened" in run("text", str(tmp_path / "none.pdf"))[2]
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    status, _, err = run("inspect", str(empty))
    assert status == 2
    assert "download it again" in err


def test_inspect_a_document_of_no_known_kind(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("Nothing but a line of words.")
    assert run("inspect", str(file))[0] == 2


def test_inspect_shows_what_is_seen_and_what_is_not(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(REPORT)
    status, out, _ = run("inspect", str(file))
    assert status == 0
    for seen in ("ilacs", "2024-06-03", "lead-inspector", "Ida Quill", "Harbour Team", "area-for-improvement"):
        assert seen in out
    assert "A zebra crossed" in out[out.index("What is not understood") :]
    said = json.loads(run("inspect", str(file), "--json")[1])
    assert said["report"]["people"][0]["spans"][0]["words"] == "Lead inspector: Ida Quill"
    assert said["report"]["inspection"]["start"]["value"] == "2024-06-03"
    assert [gap["words"] for gap in said["not_understood"]] == [
        "A zebra crossed the meadow while nobody took notice of it."
    ]


# Build and validate, whose work is done elsewhere


@dataclasses.dataclass(frozen=True)
class _Aside:
    path: str = "odd.txt"
    reason: str = "unknown-kind"
    message: str = "odd.txt is of no known kind"
    hint: str = "look at it"


@pytest.mark.parametrize(("status", "said"), [(0, "current-grades"), (1, "odd.txt"), (2, "Nothing was built")])
def test_build_tells_what_came_of_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, status: int, said: str) -> None:

    given: list[BuildOptions] = []

    def build(options: BuildOptions, progress: Progress) -> BuildResult:
        given.append(options)
        progress("reading", 1, 1, "x")
        aside = (SetAside(**dataclasses.asdict(_Aside())),) if status else ()
        return BuildResult(options.output, 3, aside, (), {"judgements": 7}, 0, status, 1.5)

    monkeypatch.setattr(sys.modules["inspectgraph.building"], "build", build)
    out = tmp_path / "o"
    arguments = ["build", "a.pdf", "b", "-o", str(out), "--base", "https://x.org/", "--workers", "2", "--strict"]
    code, printed, _ = run(*arguments)
    assert code == status
    assert said in printed
    assert given[0] == BuildOptions((Path("a.pdf"), Path("b")), out, "https://x.org/", 2, True, None)
    assert run(*arguments, "--quiet")[1] == ""
    assert json.loads(run(*arguments, "--json")[1])["counts"] == {"judgements": 7}
