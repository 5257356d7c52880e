"""One file from its address to its place: resumed, checked, and moved there only when it is whole."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import httpx

from inspectgraph.errors import FetchError
from inspectgraph.fetching.addresses import Addresses
from inspectgraph.fetching.manners import Manners, Pace, Wait, retry_after

_MOST_REDIRECTS = 5
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")
_HEAD, _TAIL = 1024, 4096


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A file that arrived.

    Attributes:
        source: Its address after redirects.
        sha256: Digest of its bytes.
        size: Their number.
    """

    source: str
    sha256: str
    size: int


class _TryAgain(Exception):
    """What may pass: a busy host, a lost connection."""

    def __init__(self, reason: str, pause: float | None = None) -> None:
        super().__init__(reason)
        self.pause = pause


@dataclass(frozen=True, slots=True)
class Downloader:
    """Fetches files one at a time; several threads may share it.

    Attributes:
        client: Does not follow redirects by itself.
        addresses: Where to fetch from; asked again after each redirect.
        manners: Limits.
        pace: Shared by all that ask the same hosts.
        wait: Lets some seconds pass.
    """

    client: httpx.Client
    addresses: Addresses
    manners: Manners
    pace: Pace
    wait: Wait = time.sleep

    def fetch(
        self, address: str, target: Path, sha256: str = "", arrived: Callable[[int], object] = lambda count: None
    ) -> Downloaded:
        """Fetches one file.

        Args:
            address: Where it is.
            target: Where it goes.
            sha256: What its digest must be; empty when that is not known.
            arrived: Told how many bytes of it are here.

        Raises:
            FetchError: It could not be fetched, or it is not what it should be.
        """
        self.addresses.parse(address)
        part = _Part(target, address)
        for attempt in range(1, self.manners.attempts + 1):
            try:
                source = self._attempt(address, part, arrived)
                return part.finish(source, sha256)
            except _TryAgain as trouble:
                if attempt == self.manners.attempts:
                    raise FetchError(f"{trouble} (asked {attempt} times)", "try again later") from trouble
                pause = self.manners.pause_before(attempt + 1) if trouble.pause is None else trouble.pause
                if pause > self.manners.longest_pause:
                    raise FetchError(
                        f"{trouble}; the host asks to wait {pause:.0f} seconds", "try again later"
                    ) from trouble
                self.wait(pause)
            except OSError as error:
                raise FetchError(f"it can't be written: {error.strerror or error}") from error
        raise AssertionError("every attempt returns or raises")

    def _attempt(self, address: str, part: _Part, arrived: Callable[[int], object]) -> str:
        """Follows the address to its end and takes in what comes; the last address."""
        url = self.addresses.parse(address)
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                self.pace.turn(url.host)
                with self.client.stream("GET", url, headers=part.request_headers()) as response:
                    if response.has_redirect_location:
                        url = self.addresses.parse(response.headers["location"], url)
                        continue
                    self._receive(response, part, arrived)
                    return str(url)
        except httpx.TimeoutException as error:
            raise _TryAgain("the host does not answer in time") from error
        except httpx.RequestError as error:
            raise _TryAgain(f"the connection broke: {error}" if str(error) else "the connection broke") from error
        raise FetchError(f"more than {_MOST_REDIRECTS} redirects")

    def _receive(self, response: httpx.Response, part: _Part, arrived: Callable[[int], object]) -> None:
        self._check_status(response, part)
        limit = self.manners.largest
        resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
        deadline = time.monotonic() + self.manners.longest_attempt
        with part.open(response, resumed) as file:
            size = file.tell()
            expected = response.headers.get("content-length", "")
            if expected.isdigit() and size + int(expected) > limit:
                part.discard()
                raise FetchError(f"the file is larger than {limit} bytes")
            for chunk in response.iter_bytes():
                file.write(chunk)
                seen, size = size, size + len(chunk)
                if size > limit:
                    part.discard()
                    raise FetchError(f"the file is larger than {limit} bytes")
                if seen < _HEAD <= size:
                    file.flush()
                    part.check_head()
                if time.monotonic() > deadline:
                    raise _TryAgain(f"the file did not arrive within {self.manners.longest_attempt:g} seconds")
                arrived(size)
        if part.total is not None and size != part.total:
            part.discard()
            raise _TryAgain(f"{size} bytes came of {part.total}")

    def _check_status(self, response: httpx.Response, part: _Part) -> None:
        """Takes what holds the file, or the part that was asked for."""
        status = response.status_code
        if status == httpx.codes.OK or status == httpx.codes.PARTIAL_CONTENT and part.continued_by(response):
            return
        if status in (httpx.codes.PARTIAL_CONTENT, httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE):
            part.discard()
            raise _TryAgain("the host has no such part of the file", 0.0)
        reason = f"the host answers {status} {httpx.codes.get_reason_phrase(status)}".rstrip()
        if status not in _PASSING:
            raise FetchError(reason, "the address may no longer hold; look for the report on the publisher's site")
        asked = retry_after(response.headers)
        if asked is not None and asked <= self.manners.longest_pause:
            self.pace.pause(response.url.host, asked)
        raise _TryAgain(reason, asked)


class _Part:
    """What is here of a file that is still arriving: its bytes, and what shows that the rest belongs to them."""

    def __init__(self, target: Path, address: str) -> None:
        self.target, self.address = target, address
        self.path = target.with_name(f".{target.name}.part")
        self.note = target.with_name(f".{target.name}.part.json")
        self.total: int | None = None

    def request_headers(self) -> dict[str, str]:
        """Asks for the rest only, if the file is still the one of which there is a part (RFC 9110, section 13.1.5)."""
        validator, size = self._validator(), self._size()
        headers = {"Accept": "application/pdf, */*;q=0.1", "Accept-Encoding": "identity"}
        return {**headers, "Range": f"bytes={size}-", "If-Range": validator} if validator and size else headers

    def continued_by(self, response: httpx.Response) -> bool:
        match = _RANGE.fullmatch(response.headers.get("content-range", ""))
        return match is not None and int(match[1]) == self._size() and "content-encoding" not in response.headers

    def open(self, response: httpx.Response, resumed: bool) -> BinaryIO:
        """The file to write to, at its end when the rest of it comes."""
        if resumed:
            match = _RANGE.fullmatch(response.headers["content-range"])
            self.total = int(match[2]) if match else None
            return self.path.open("ab")
        self.total = None
        validator = response.headers.get("etag", "")
        if validator.startswith("W/") or not validator:
            validator = response.headers.get("last-modified", "")
        self.note.write_text(json.dumps({"address": self.address, "validator": validator}), encoding="utf-8")
        return self.path.open("wb")

    def check_head(self) -> None:
        """A page that says "not found" comes with a good status and the type of a PDF: only the bytes count.

        Raises:
            FetchError: The bytes are not those of a PDF.
        """
        with self.path.open("rb") as file:
            head = file.read(_HEAD)
        if b"%PDF-" in head:
            return
        self.discard()
        what = "a web page" if re.search(rb"<(?:!doctype|html|head|\?xml)", head, re.IGNORECASE) else "something else"
        raise FetchError(
            f"the host sent {what}, not a PDF", "the address may no longer hold; look for it on the publisher's site"
        )

    def finish(self, source: str, sha256: str) -> Downloaded:
        """Checks the whole file and moves it into place."""
        self.check_head()
        if not ends_as_pdf(self.path):
            self.discard()
            raise _TryAgain("the file is cut short")
        digest, size = digest_of(self.path), self._size()
        if sha256 and digest != sha256:
            self.discard()
            raise FetchError(
                f"the file has the digest {digest}, not that of the catalogue",
                "was it published anew? then renew its row",
            )
        self.path.replace(self.target)
        self.note.unlink(missing_ok=True)
        return Downloaded(source, digest, size)

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)

    def _size(self) -> int:
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def _validator(self) -> str:
        with suppress(OSError, ValueError, TypeError, KeyError):
            note = json.loads(self.note.read_text(encoding="utf-8"))
            if note["address"] == self.address:
                return str(note["validator"])
        return ""


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def ends_as_pdf(path: Path) -> bool:
    """Whether a PDF's end is there (ISO 32000-1, section 7.5.5)."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - _TAIL, 0))
        return b"%%EOF" in file.read()
