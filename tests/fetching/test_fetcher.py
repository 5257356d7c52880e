from __future__ import annotations

import csv
import hashlib
import time
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path

import httpx
import pytest
from tests.fetching.conftest import PDF, Handler, Publisher, pdf, redirect, status

from inspectgraph.errors import FetchError
from inspectgraph.fetching.addresses import Addresses
from inspectgraph.fetching.fetcher import Fetched, Outcome, Told, fetch
from inspectgraph.fetching.manners import Manners, retry_after
from inspectgraph.processing.inputs import find_inputs


def _only(result: Fetched) -> Outcome:
    assert len(result.outcomes) == 1
    return result.outcomes[0]


def _visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def _record(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "catalogue.csv").open(newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def test_a_report_arrives_and_is_recorded(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path
) -> None:
    row = {**publisher.at("/one", pdf), "issued": "2023-08-11"}
    result = fetch([row], tmp_path, here, quick)
    assert _only(result) == Outcome("one.pdf", "fetched", len(PDF))
    assert result.exit_status == 0
    assert (tmp_path / "one.pdf").read_bytes() == PDF
    recorded = _record(tmp_path)["one.pdf"]
    assert recorded["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert (recorded["size"], recorded["status"], recorded["address"]) == (str(len(PDF)), "fetched", row["source"])
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    agent = publisher.requests[0][1]["User-Agent"]
    assert agent.startswith("inspectgraph/")


def test_a_build_finds_where_it_came_from(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path
) -> None:
    publisher.at("/final", pdf)
    row = {**publisher.at("/one", redirect("/final")), "issued": "2023-08-11"}
    fetch([row], tmp_path, here, quick)
    found = find_inputs([tmp_path])
    assert [item.path.name for item in found.files] == ["one.pdf"]
    assert found.warnings == []
    entry = found.files[0].entry
    assert entry is not None
    assert (entry.source, entry.title, entry.issued) == (publisher.address + "/final", "A report", "2023-08-11")


def test_what_is_there_is_not_asked_for_again(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path
) -> None:
    row = publisher.at("/one", pdf)
    fetch([row], tmp_path, here, quick)
    first = (tmp_path / "catalogue.csv").read_bytes()
    assert _only(fetch([row], tmp_path, here, quick)) == Outcome("one.pdf", "found", len(PDF))
    assert len(publisher.requests) == 1
    assert (tmp_path / "catalogue.csv").read_bytes() == first


def test_a_file_that_was_changed_is_fetched_anew(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path
) -> None:
    row = publisher.at("/one", pdf)
    fetch([row], tmp_path, here, quick)
    (tmp_path / "one.pdf").write_bytes(PDF[:-10])
    assert _only(fetch([row], tmp_path, here, quick)).status == "fetched"
    assert (tmp_path / "one.pdf").read_bytes() == PDF


def test_a_whole_file_from_elsewhere_is_recorded_and_kept(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path
) -> None:
    row = publisher.at("/one", status(500))
    (tmp_path / "one.pdf").write_bytes(PDF)
    (tmp_path / "catalogue.csv").write_text("file,title,note\nmine.txt,My own,kept\n")
    assert _only(fetch([row], tmp_path, here, quick)).status == "found"
    recorded = _record(tmp_path)
    assert recorded["one.pdf"]["status"] == "found"
    assert (recorded["mine.txt"]["title"], recorded["mine.txt"]["note"]) == ("My own", "kept")


@pytest.mark.parametrize(("code", "asked"), [(404, 1), (403, 1), (410, 1), (500, 3), (503, 3)])
def test_a_host_that_refuses(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path, code: int, asked: int
) -> None:
    result = fetch([publisher.at("/one", status(code))], tmp_path, here, quick)
    assert f"answers {code}" in _only(result).reason
    assert len(publisher.requests) == asked
    assert result.exit_status == 2
    assert _visible(tmp_path) == []


@pytest.mark.parametrize("code", [408, 429, 500, 502, 503, 504])
def test_trouble_passes(publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path, code: int) -> None:
    assert _only(fetch([publisher.at("/one", status(code), pdf)], tmp_path, here, quick)).status == "fetched"


def test_one_of_two(publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path) -> None:
    told: list[str] = []
    rows = [publisher.at("/one", status(404)), publisher.at("/two", pdf)]
    result = fetch(rows, tmp_path, here, quick, Told(done=lambda outcome: told.append(outcome.file)))
    assert [outcome.status for outcome in result.outcomes] == ["failed", "fetched"]
    assert result.exit_status == 1
    assert sorted(told) == ["one.pdf", "two.pdf"]


@pytest.mark.parametrize("value", ["1", "date"])
def test_a_host_that_asks_to_wait_is_given_its_time(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path, value: str
) -> None:
    value = formatdate(time.time() + 2, usegmt=True) if value == "date" else value
    row = publisher.at("/one", status(429, Retry_After=value), pdf)
    before = time.monotonic()
    assert _only(fetch([row], tmp_path, here, quick)).status == "fetched"
    assert time.monotonic() - before > 0.8


def test_a_host_that_asks_to_wait_long_is_left_alone(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path
) -> None:
    outcome = _only(fetch([publisher.at("/one", status(429, Retry_After="3600"), pdf)], tmp_path, here, quick))
    assert "asks to wait 3600 seconds" in outcome.reason
    assert len(publisher.requests) == 1


def test_requests_to_one_host_keep_their_distance(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path
) -> None:
    times: list[float] = []

    def noted(handler: Handler) -> None:
        times.append(time.monotonic())
        pdf(handler)

    fetch(
        [publisher.at(f"/{name}", noted) for name in ("one", "two", "three")],
        tmp_path,
        here,
        replace(quick, delay=0.15),
    )
    assert all(later - earlier > 0.1 for earlier, later in zip(sorted(times), sorted(times)[1:], strict=False))


def test_a_host_that_falls_silent(publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path) -> None:
    outcome = _only(
        fetch([publisher.at("/one", lambda handler: time.sleep(0.8))], tmp_path, here, replace(quick, attempts=2))
    )
    assert "does not answer in time" in outcome.reason


def test_a_host_that_drips(publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path) -> None:
    def drip(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        for _ in range(20):
            handler.wfile.write(b"%PDF-" + b"x" * 95)
            handler.wfile.flush()
            time.sleep(0.05)

    manners = replace(quick, attempts=1, longest_attempt=0.3)
    assert "within 0.3 seconds" in _only(fetch([publisher.at("/one", drip)], tmp_path, here, manners)).reason


def _cut(handler: Handler) -> None:
    """The first half, then the line goes dead."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(PDF)))
    handler.send_header("ETag", '"one"')
    handler.end_headers()
    handler.wfile.write(PDF[:3000])
    handler.close_connection = True


def _rest(handler: Handler) -> None:
    start = int(handler.headers["Range"].removeprefix("bytes=").removesuffix("-"))
    handler.answer(206, PDF[start:], Content_Range=f"bytes {start}-{len(PDF) - 1}/{len(PDF)}", ETag='"one"')


def test_a_download_that_broke_off_goes_on(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path
) -> None:
    assert _only(fetch([publisher.at("/one", _cut, _rest)], tmp_path, here, quick)).status == "fetched"
    assert (tmp_path / "one.pdf").read_bytes() == PDF
    headers = publisher.requests[1][1]
    assert (headers["Range"], headers["If-Range"]) == ("bytes=3000-", '"one"')


def test_a_later_run_goes_on_where_an_earlier_one_ended(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path
) -> None:
    row = publisher.at("/one", _cut, _rest)
    assert _only(fetch([row], tmp_path, here, replace(quick, attempts=1))).status == "failed"
    assert _visible(tmp_path) == []
    assert _only(fetch([row], tmp_path, here, quick)).status == "fetched"
    assert publisher.requests[1][1]["Range"] == "bytes=3000-"
    assert (tmp_path / "one.pdf").read_bytes() == PDF


def test_a_host_that_cannot_go_on_sends_the_whole(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path
) -> None:
    fetch([publisher.at("/one", _cut, pdf)], tmp_path, here, quick)
    assert (tmp_path / "one.pdf").read_bytes() == PDF


@pytest.mark.parametrize("answer", [status(416), status(206, Content_Range="bytes 7-8/9"), status(206)])
def test_a_part_that_does_not_fit_is_thrown_away(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path, answer: object
) -> None:
    assert callable(answer)
    assert _only(fetch([publisher.at("/one", _cut, answer, pdf)], tmp_path, here, quick)).status == "fetched"
    assert (tmp_path / "one.pdf").read_bytes() == PDF
    assert "Range" not in publisher.requests[2][1]


def test_a_file_that_ends_early_is_not_whole(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path
) -> None:
    outcome = _only(
        fetch([publisher.at("/one", lambda handler: handler.answer(200, PDF[:-10]))], tmp_path, here, quick)
    )
    assert "cut short" in outcome.reason
    assert _visible(tmp_path) == []


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://elsewhere.example/one.pdf", "not on the list"),
        ("https://files.ofsted.gov.uk.elsewhere.example/one.pdf", "not on the list"),
        ("https://files.ofsted.gov.uk:8443/one.pdf", "not on the list"),
        ("https://files.ofsted.gov.uk@elsewhere.example/one.pdf", "user name"),
        ("http://files.ofsted.gov.uk/one.pdf", "not https"),
        ("file:///one.pdf", "not https"),
        ("ftp://127.0.0.1/one.pdf", "not https"),
    ],
)
@pytest.mark.parametrize("redirected", [False, True])
def test_an_address_that_may_not_be_asked(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path, address: str, words: str, redirected: bool
) -> None:
    row = publisher.at("/one", redirect(address))
    if not redirected:
        row["source"] = address
    outcome = _only(fetch([row], tmp_path, here, quick))
    assert words in outcome.reason
    assert len(publisher.requests) == redirected


def test_what_is_no_address(here: Addresses, quick: Manners, tmp_path: Path) -> None:
    row = {"file": "one.pdf", "source": "https://files.ofsted.gov.uk:port/one"}
    assert "is no address" in _only(fetch([row], tmp_path, here, quick)).reason


def test_this_machine_is_not_asked_but_for_tests(publisher: Publisher, quick: Manners, tmp_path: Path) -> None:
    assert "not https" in _only(fetch([publisher.at("/one", pdf)], tmp_path, manners=quick)).reason
    assert publisher.requests == []


def test_redirects_end(publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path) -> None:
    assert "redirects" in _only(fetch([publisher.at("/one", redirect("/one"))], tmp_path, here, quick)).reason


@pytest.mark.parametrize(
    ("body", "words"),
    [(b"<!DOCTYPE html><title>Not found</title>" + b" " * 3000, "a web page"), (b"<html>", "a web page"), (b"", "something else"), (b"PK\x03\x04" * 600, "something else")],
)  # fmt: skip
def test_only_the_bytes_make_a_pdf(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path, body: bytes, words: str
) -> None:
    row = publisher.at("/one", lambda handler: handler.answer(200, body, Content_Type="application/pdf"))
    outcome = _only(fetch([row], tmp_path, here, quick))
    assert f"sent {words}, not a PDF" in outcome.reason
    assert len(publisher.requests) == 1
    assert list(tmp_path.iterdir()) == []


def _endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    try:
        handler.wfile.write(b"%PDF-1.4\n")
        for _ in range(50):
            handler.wfile.write(b"x" * 10_000)
    except OSError:
        pass
    handler.close_connection = True


@pytest.mark.parametrize("answer", [lambda handler: handler.answer(200, PDF * 30), _endless])
def test_what_is_too_large(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path, answer: object
) -> None:
    assert callable(answer)
    outcome = _only(fetch([publisher.at("/one", answer)], tmp_path, here, quick))
    assert "larger than 100000 bytes" in outcome.reason
    assert list(tmp_path.iterdir()) == []


def test_the_digest_of_the_catalogue_counts(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path
) -> None:
    row = {**publisher.at("/one", pdf), "sha256": "0" * 64}
    assert "not that of the catalogue" in _only(fetch([row], tmp_path, here, quick)).reason
    row["sha256"] = hashlib.sha256(PDF).hexdigest()
    assert _only(fetch([row], tmp_path, here, quick)).status == "fetched"


def test_a_host_that_is_not_there(here: Addresses, quick: Manners, tmp_path: Path, publisher: Publisher) -> None:
    row = {**publisher.at("/one", pdf), "source": "http://127.0.0.1:1/one"}
    assert "connection broke" in _only(fetch([row], tmp_path, here, quick)).reason


def test_two_runs_do_not_write_into_one_folder(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path
) -> None:
    def meanwhile(name: str, size: int) -> None:
        with pytest.raises(FetchError, match="under way"):
            fetch([publisher.at("/two", pdf)], tmp_path, here, quick)

    assert _only(fetch([publisher.at("/one", pdf)], tmp_path, here, quick, Told(arrived=meanwhile))).status == "fetched"


def test_an_interrupted_run_ends_at_once(publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path) -> None:
    def interrupt(outcome: Outcome) -> None:
        raise KeyboardInterrupt

    rows = [publisher.at("/one", pdf), publisher.at("/two", status(429, Retry_After="60"))]
    before = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        fetch(rows, tmp_path, here, quick, Told(done=interrupt))
    assert time.monotonic() - before < 5
    assert "one.pdf" in _record(tmp_path)


@pytest.mark.parametrize(
    ("value", "seconds"), [("", None), ("7", 7.0), ("soon", None), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0)]
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(httpx.Headers({"Retry-After": value})) == seconds


def test_pauses_grow_and_have_a_limit() -> None:
    manners = Manners(backoff=2.0, longest_pause=10.0)
    assert 1.0 <= manners.pause_before(2) <= 3.0
    assert 4.0 <= manners.pause_before(4) <= 10.0
    assert manners.pause_before(20) == 10.0


def test_a_catalogue_that_is_none_is_not_overwritten(
    publisher: Publisher, here: Addresses, quick: Manners, tmp_path: Path
) -> None:
    (tmp_path / "catalogue.csv").write_text("name,price\nchair,10\n")
    with pytest.raises(FetchError, match="is no catalogue"):
        fetch([publisher.at("/one", pdf)], tmp_path, here, quick)
