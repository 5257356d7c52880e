"""HTTP connections that don't wait for ever, nor listen to endless headers."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from inspectgraph.serving.problems import Problem

#: Seconds that a client has to read why it was cut off.
_LAST = 2.0
#: Bytes that httptools can tell apart in an address.
_LONGEST_ADDRESS = 2**16 - 1
_LONGEST_HEAD = 2**17
_TOO_LONG = Problem(414, "The address or the headers are too long.", "Send a long query by POST.")


class Connection(HttpToolsProtocol):
    """A connection whose client must send each request as a whole within some time, with a head of bounded size."""

    def __init__(self, *arguments: Any, silence: float, **named: Any) -> None:
        """As uvicorn has it.

        Args:
            arguments: Of uvicorn.
            silence: Seconds that a request may take to arrive, and an answer to be taken.
            named: Of uvicorn.
        """
        super().__init__(*arguments, **named)
        self._silence = silence
        self._head = 0
        self._in_head = True
        self._deaf = False
        self._watch: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Ends."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Takes what the client sends, as long as it is to the point."""
        if self._deaf:
            return
        if self._in_head:
            self._head += len(data)
            if self._head > _LONGEST_HEAD:
                self._refuse(_TOO_LONG)
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._in_head = True
        if self._watch is None:
            self._wait()

    def on_headers_complete(self) -> None:
        """The head of a request is there."""
        self._in_head, self._head = False, 0
        if len(self.url) > _LONGEST_ADDRESS:
            self._refuse(_TOO_LONG)
        else:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A piece of a body is there."""
        if not self._deaf:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """A whole request is there."""
        self._stop_waiting()
        if not self._deaf:
            super().on_message_complete()

    def timeout_keep_alive_handler(self) -> None:
        """Closes an idle connection, also one whose client does not take its last answer."""
        super().timeout_keep_alive_handler()
        self.loop.call_later(self._silence, self._abort)

    def _wait(self) -> None:
        self._watch = self.loop.call_later(self._silence, self._too_slow)

    def _stop_waiting(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None

    def _too_slow(self) -> None:
        self._refuse(Problem(408, f"The request did not arrive within {self._silence:g} seconds."))

    def _refuse(self, problem: Problem) -> None:
        """Says why, hears no more, and ends soon; ending at once might take the answer away from the client."""
        self._stop_waiting()
        self._deaf = True
        if self.cycle is None or self.cycle.response_complete:
            body = problem.as_json()
            head = b"content-type: application/problem+json\r\nconnection: close\r\naccess-control-allow-origin: *\r\n"
            length = b"content-length: %d\r\n\r\n" % len(body)
            self.transport.write(STATUS_LINE[problem.status] + head + length + body)
        self.loop.call_later(_LAST, self._abort)

    def _abort(self) -> None:
        if self.transport is not None:
            self.transport.abort()


def connections(silence: float) -> Any:
    """The class of connections for uvicorn, with this limit."""
    return partial(Connection, silence=silence)
