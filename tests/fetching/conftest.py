"""A publisher on this machine that misbehaves as it is told."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from inspectgraph.fetching.addresses import Addresses
from inspectgraph.fetching.manners import Manners

PDF = b"%PDF-1.4\n" + b"x" * 5000 + b"\n%%EOF\n"
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """One request to the publisher."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        publisher = self.server.publisher
        publisher.requests.append((self.path, dict(self.headers)))
        answers = publisher.answers[self.path]
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Sends an answer; in names of headers, "_" stands for "-"."""
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    publisher: Publisher

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing of a client that leaves before the answer ends, as one does that has seen enough."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@dataclass
class Publisher:
    """What is answered to each path, the last answer again and again; and what was asked."""

    address: str
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def at(self, path: str, *answers: Answer) -> dict[str, str]:
        """Publishes something; gives the row of a catalogue that names it."""
        self.answers[path] = list(answers)
        return {
            "file": f"{path.strip('/')}.pdf",
            "source": self.address + path,
            "authority": "essex",
            "title": "A report",
        }


def pdf(handler: Handler) -> None:
    handler.answer(200, PDF, Content_Type="application/pdf", ETag='"one"')


def status(code: int, **headers: str) -> Answer:
    return lambda handler: handler.answer(code, b"no", **headers)


def redirect(address: str) -> Answer:
    return lambda handler: handler.answer(302, Location=address)


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    server = _Server(("127.0.0.1", 0), Handler)
    server.publisher = Publisher(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server.publisher
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def here() -> Addresses:
    return Addresses(loopback=True)


@pytest.fixture
def quick() -> Manners:
    """Manners that a test has time for."""
    return Manners(delay=0.0, attempts=3, backoff=0.01, read_timeout=0.4, longest_attempt=5.0, largest=100_000)
