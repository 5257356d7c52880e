"""Documents from object storage and outputs there: the same bytes as on one machine, and never half an output."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from inspectgraph import data, remote
from inspectgraph.building import BuildOptions, BuildResult, build
from inspectgraph.cli import app
from inspectgraph.errors import OutputError, RemoteError
from inspectgraph.publishing.checksums import verify
from inspectgraph.publishing.remote_output import local

pytestmark = pytest.mark.xdist_group("elsewhere")


def sums(folder: Path) -> str:
    return (folder / "SHA256SUMS").read_text(encoding="utf-8")


@pytest.fixture
def digests(storage: Any, request: pytest.FixtureRequest) -> str:
    """A folder of object storage for each test, with two digests."""
    folder = f"bucket/{request.node.name}/in"
    for path in sorted(data.seeds("documents").glob("*.txt"))[:2]:
        storage.put(str(path), f"{folder}/{path.name}")
    return folder


def built(digests: str, **options: Any) -> tuple[BuildResult, list[str]]:
    """A build from and to storage, and the names of the documents that it read."""
    told: list[str] = []
    output = digests.removesuffix("in") + "out"
    result = build(
        BuildOptions(urls=(f"s3://{digests}",), url=f"s3://{output}", workers=0, **options),
        lambda stage, done, total, item: told.append(item) if stage == "reading" and item else None,
    )
    return result, told


def builds(storage: Any, digests: str) -> list[str]:
    """The prefixes that lie in the output of a test."""
    folder = digests.removesuffix("in") + "out"
    return sorted({name.split("/")[4] for name in storage.find(folder) if "/builds/" in name})


def test_inputs_and_output_in_storage_give_the_bytes_of_one_machine(
    storage: Any, reports: Path, here: BuildResult
) -> None:
    storage.put(f"{reports}/", "bucket/whole/reports/", recursive=True)
    result = build(BuildOptions(urls=("s3://bucket/whole/reports",), url="s3://bucket/whole/out", workers=2))
    assert sums(result.output) == sums(here.output)
    assert (result.set_aside, result.counts, result.url) == (here.set_aside, here.counts, "s3://bucket/whole/out")
    shutil.rmtree(result.output)
    folder = local("s3://bucket/whole/out")
    assert verify(folder).whole
    assert sums(folder) == sums(here.output)


def test_a_build_on_another_machine_goes_on_from_the_storage(storage: Any, digests: str) -> None:
    first, read = built(digests)
    assert len(read) == 2
    shutil.rmtree(first.output)
    more = sorted(data.seeds("documents").glob("*.txt"))[2]
    storage.put(str(more), f"{digests}/{more.name}")
    (former,) = builds(storage, digests)
    second, read = built(digests)
    assert read == [more.name]
    assert second.documents == 3
    (prefix,) = builds(storage, digests)
    assert prefix != former
    third, read = built(digests)
    assert third.unchanged
    assert read == []
    assert builds(storage, digests) == [prefix]


def test_files_that_did_not_change_are_not_read_again_for_their_digests(
    storage: Any, digests: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(digests)
    asked: list[str] = []
    read = remote.read

    def watched(url: str, most: int = remote.LARGEST) -> bytes:
        asked.append(url)
        return read(url, most)

    monkeypatch.setattr(remote, "read", watched)
    result, _ = built(digests)
    assert result.unchanged
    assert not [url for url in asked if url.startswith(f"s3://{digests}/")]


def test_an_upload_that_fails_leaves_the_former_build_and_what_was_read(
    storage: Any, digests: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = built(digests)
    former = sums(first.output)
    more = sorted(data.seeds("documents").glob("*.txt"))[2]
    storage.put(str(more), f"{digests}/{more.name}")
    upload = remote.upload

    def half(pairs: Any) -> None:
        upload(pairs[::2])
        raise RemoteError("the storage is gone")

    with monkeypatch.context() as failing:
        failing.setattr(remote, "upload", half)
        with pytest.raises(RemoteError, match="is gone"):
            built(digests)
    assert sums(local(f"s3://{digests.removesuffix('in')}out")) == former
    assert len(builds(storage, digests)) == 1
    second, read = built(digests)
    assert read == []
    assert second.documents == 3
    assert any("what it had read of" in warning for warning in second.warnings)


def test_of_two_builds_that_meet_the_second_is_not_published(
    storage: Any, digests: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(digests)
    other = {"build": "x", "prefix": "builds/0123456789abcdef", "sha256": "0" * 64}
    exchange = remote.exchange

    def late(url: str, content: bytes, former: Any) -> bool:
        storage.pipe_file(url.removeprefix("s3://"), json.dumps(other).encode())
        return exchange(url, content, former)

    monkeypatch.setattr(remote, "exchange", late)
    more = sorted(data.seeds("documents").glob("*.txt"))[2]
    storage.put(str(more), f"{digests}/{more.name}")
    with pytest.raises(OutputError, match="another build was published"):
        built(digests)
    pointer = digests.removesuffix("in") + "out/current.json"
    assert json.loads(storage.cat(pointer)) == other
    assert len(builds(storage, digests)) == 1


def test_a_build_whose_publication_was_not_answered_stays(
    storage: Any, digests: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = remote.exchange
    monkeypatch.setattr(remote, "exchange", lambda *words: exchange(*words) and exchange(*words))
    result, _ = built(digests)
    assert verify(local(result.url)).whole


def test_a_damaged_file_in_storage_is_noticed(storage: Any, digests: str) -> None:
    first, _ = built(digests)
    shutil.rmtree(first.output)
    (prefix,) = builds(storage, digests)
    output = digests.removesuffix("in") + "out"
    storage.pipe_file(f"{output}/builds/{prefix}/graph.nq", b"<a:> <b:> <c:> .\n")
    with pytest.raises(RemoteError, match=r"graph\.nq is not what was built"):
        local(f"s3://{output}")
    storage.pipe_file(f"{output}/current.json", b'{"prefix": "../../elsewhere", "sha256": ""}')
    with pytest.raises(RemoteError, match="no place of a build"):
        local(f"s3://{output}")
    storage.pipe_file(f"{output}/current.json", b"nothing")
    with pytest.raises(RemoteError, match="no description of a build"):
        local(f"s3://{output}")


def test_what_lies_beside_documents_in_storage_is_heeded(storage: Any, digests: str, tmp_path: Path) -> None:
    first, second = sorted(storage.find(digests))
    name = first.rsplit("/", 1)[1]
    parent = digests.rsplit("/", 1)[0]
    storage.pipe_file(f"{parent}/catalogue.csv", f"file,title\n{name},A made-up title\n".encode())
    withdrawn = second.rsplit("/", 1)[1]
    storage.pipe_file(f"{digests}/withdrawals.csv", f"document,reason,who\n{withdrawn},twice,me\n".encode())
    storage.pipe_file(f"{digests}/.hidden.txt", b"no")
    storage.pipe_file(f"{digests}/picture.png", b"no")
    storage.pipe_file(f"{digests}/prices.csv", b"fruit,price\napple,1\n")
    storage.pipe_file(f"{digests}/broken.xlsx", b"no workbook")
    result = build(BuildOptions(urls=(f"s3://{digests}/", "s3://bucket/nowhere"), output=tmp_path / "out", workers=0))
    assert result.documents == 1
    assert "A made-up title" in (result.output / "graph.nq").read_text(encoding="utf-8")
    assert {(each.path, each.reason) for each in result.set_aside} == {
        ("s3://bucket/nowhere", "missing"),
        ("broken.xlsx", "damaged"),
    }
    assert any(f"{withdrawn} is withdrawn" in warning for warning in result.warnings)
    (passed,) = [warning for warning in result.warnings if "passed over" in warning]
    assert passed == f"s3://{digests}: passed over 2 that are no documents (picture.png, prices.csv)"


def test_a_catalogue_in_storage_stands_for_the_files_that_it_names(storage: Any, digests: str, tmp_path: Path) -> None:
    name = sorted(storage.find(digests))[0].rsplit("/", 1)[1]
    storage.pipe_file(f"{digests}/catalogue.csv", f"file,title\n{name},A title\ngone.pdf,\n".encode())
    result = build(BuildOptions(urls=(f"s3://{digests}/catalogue.csv",), output=tmp_path / "out", workers=0))
    assert result.documents == 1
    assert [(each.path, each.reason) for each in result.set_aside] == [(f"s3://{digests}/gone.pdf", "missing")]


def test_a_whole_bucket_is_a_folder_and_marks_of_folders_are_no_files(storage: Any, tmp_path: Path) -> None:
    storage.mkdir("whole-bucket")
    path = sorted(data.seeds("documents").glob("*.txt"))[0]
    storage.put(str(path), f"whole-bucket/reports/{path.name}")
    storage.call_s3("put_object", Bucket="whole-bucket", Key="reports/", Body=b"")
    result = build(BuildOptions(urls=("s3://whole-bucket",), output=tmp_path / "out", workers=0))
    assert (result.documents, result.set_aside) == (1, ())


def test_names_that_lead_elsewhere_and_large_files_are_set_aside(
    storage: Any, digests: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.pipe_file(f"{digests}/../../../escaped.txt", b"no")
    storage.pipe_file(f"{digests}/large.txt", b"x" * 60_000)
    monkeypatch.setattr("inspectgraph.processing.elsewhere.LARGEST", 50_000)
    result = build(BuildOptions(urls=(f"s3://{digests}",), output=tmp_path / "out", workers=0))
    assert result.documents == 2
    assert sorted(each.reason for each in result.set_aside) == ["odd-name", "too-large"]


def test_a_file_that_changes_while_it_is_read_ends_the_build(storage: Any, digests: str) -> None:
    (path, *_) = storage.find(digests)
    with pytest.raises(RemoteError, match="was changed while it was read"):
        remote.read_known(f"s3://{path}", "0" * 64)


def test_questions_are_asked_of_a_build_in_storage(storage: Any, digests: str, run: Callable[..., Any]) -> None:
    output = f"s3://{digests.removesuffix('in')}out"
    answer = run("build", f"s3://{digests}", "-o", output, "--workers", "0")
    assert answer.exit_code == 0
    assert f"--from {output}" in answer.output
    assert run("ask", "current-grades", "--from", output).exit_code == 0
    assert run("verify", output).exit_code == 0
    assert run("diff", output, output).exit_code == 0
    missing = run("ask", "current-grades", "--from", "s3://bucket/nothing-here")
    assert missing.exit_code == 2
    assert "There is no build at s3://bucket/nothing-here" in missing.output


@pytest.fixture
def run() -> Callable[..., Any]:
    return lambda *words: CliRunner().invoke(app, list(words))


def test_a_bucket_that_is_not_there_and_one_that_does_not_answer_are_told(
    storage: Any, digests: str, tmp_path: Path
) -> None:
    with pytest.raises(RemoteError, match="can't be written"):
        build(BuildOptions(urls=(f"s3://{digests}",), url="s3://no-such-bucket/out", workers=0))


def test_an_output_on_the_web_is_refused() -> None:
    with pytest.raises(RemoteError, match="goes into a folder or to s3://"):
        build(BuildOptions(url="https://example.org/out"))


def test_a_build_of_this_machine_needs_nothing_of_all_this(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from inspectgraph import data;"
        "from inspectgraph.building import BuildOptions, build;"
        "build(BuildOptions((next(data.seeds('documents').glob('essex*')),), Path(sys.argv[1]), workers=0));"
        "print([name for name in ('fsspec', 's3fs', 'aiohttp', 'dask', 'distributed') if name in sys.modules])"
    )
    where = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    command = [sys.executable, "-c", program, str(tmp_path / "out")]
    assert subprocess.run(command, env=where, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_what_is_not_installed_is_told_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    remote._system.cache_clear()
    with pytest.raises(RemoteError, match="need the package fsspec") as caught:
        remote.read("s3://bucket/a.txt")
    assert caught.value.hint == "pip install 'inspectgraph[remote]'"
    monkeypatch.undo()
    remote._system.cache_clear()
