"""Documents from hosts of the web: only from those that were named, encrypted, and only the file itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from inspectgraph import data
from inspectgraph.building import BuildOptions, build
from inspectgraph.errors import RemoteError

pytest.importorskip("aiohttp")
DIGEST = sorted(data.seeds("documents").glob("*.txt"))[0]


class Host(BaseHTTPRequestHandler):
    """Has one digest and a catalogue, and a page that has moved."""

    def do_GET(self) -> None:
        """Answers."""
        content = {
            f"/reports/{DIGEST.name}": DIGEST.read_bytes(),
            "/at%20the%20top.txt?version=2": DIGEST.read_bytes(),
            "/reports/catalogue.csv": f"file,title\n{DIGEST.name},A made-up title\ngone.pdf,\n".encode(),
        }.get(self.path)
        if self.path == "/moved.pdf":
            self.send_response(302)
            self.send_header("Location", "http://192.0.2.1/other.pdf")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path == "/endless.txt":
            self.send_response(200)
            self.end_headers()
        elif content is None:
            self.send_error(503 if self.path == "/busy.pdf" else 404)
        else:
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(b"" if self.command == "HEAD" else content)

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_file_of_the_web_is_read_as_one_of_this_machine(host: str, tmp_path: Path) -> None:
    there = build(BuildOptions(urls=(f"{host}/reports/{DIGEST.name}",), output=tmp_path / "there", workers=0))
    copy = tmp_path / "in" / DIGEST.name
    copy.parent.mkdir()
    copy.write_bytes(DIGEST.read_bytes())
    here = build(BuildOptions((copy,), tmp_path / "here", workers=0))
    assert (there.output / "SHA256SUMS").read_bytes() == (here.output / "SHA256SUMS").read_bytes()


def test_a_file_at_the_top_of_a_host_has_the_name_that_people_read(host: str, tmp_path: Path) -> None:
    result = build(BuildOptions(urls=(f"{host}/at%20the%20top.txt?version=2",), output=tmp_path / "out", workers=0))
    assert result.documents == 1
    assert '"at the top.txt"' in (result.output / "graph.nq").read_text(encoding="utf-8")


def test_a_catalogue_of_the_web_stands_for_the_files_that_it_names(host: str, tmp_path: Path) -> None:
    result = build(BuildOptions(urls=(f"{host}/reports/catalogue.csv",), output=tmp_path / "out", workers=0))
    assert result.documents == 1
    assert "A made-up title" in (result.output / "graph.nq").read_text(encoding="utf-8")
    assert [(each.path, each.reason) for each in result.set_aside] == [(f"{host}/reports/gone.pdf", "missing")]


def test_a_file_that_is_not_there_is_told(host: str, tmp_path: Path) -> None:
    result = build(BuildOptions(urls=(f"{host}/nothing.pdf",), output=tmp_path / "out", workers=0))
    assert [each.reason for each in result.set_aside] == ["missing"]
    assert result.status == 2


def test_a_file_of_which_nobody_says_how_large_it_is_is_set_aside(host: str, tmp_path: Path) -> None:
    result = build(BuildOptions(urls=(f"{host}/endless.txt",), output=tmp_path / "out", workers=0))
    assert [each.reason for each in result.set_aside] == ["unknown-size"]


@pytest.mark.parametrize(
    ("path", "message"),
    [("/moved.pdf", "has moved to http://192.0.2.1/other.pdf; name that address"), ("/busy.pdf", "answers 503")],
)
def test_another_answer_than_the_file_ends_the_build(host: str, tmp_path: Path, path: str, message: str) -> None:
    with pytest.raises(RemoteError, match=message):
        build(BuildOptions(urls=(host + path,), output=tmp_path / "out", workers=0))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://example.org/a.pdf", "is not https"),
        ("https://me:secret@example.org/a.pdf", "holds a user name"),
        ("ftp://example.org/a.pdf", "no way to files of ftp://"),
        ("file:///etc/passwd", "no way to files of file://"),
    ],
)
def test_addresses_that_are_refused(url: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(RemoteError, match=message) as caught:
        build(BuildOptions(urls=(url,), output=tmp_path / "out", workers=0))
    assert "secret" not in str(caught.value)


def test_a_host_that_does_not_answer_ends_the_build(tmp_path: Path) -> None:
    with pytest.raises(RemoteError, match="can't be read"):
        build(BuildOptions(urls=("http://127.0.0.1:9/a.pdf",), output=tmp_path / "out", workers=0))
