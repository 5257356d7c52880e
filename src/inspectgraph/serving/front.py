"""What stands before the routes: the answers that are kept, entity tags, compression, and headers for all.

What is served does not change while the server runs, so an answer to GET that has been made once is given again, by
its address and what the client accepts, without a look at the routes.
"""

from __future__ import annotations

import asyncio
import gzip
import logging
import time
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inspectgraph.serving.conditional import Headers, always, compressed, has, preflight, tag_of
from inspectgraph.serving.metrics import Metrics

_LOG = logging.getLogger("inspectgraph.serving")
_TEXT = (b"text/", b"application/json", b"application/ld+json", b"application/rdf+xml", b"application/xml", b"image/svg",
         b"application/n-", b"application/trig", b"application/sparql-results", b"application/problem+json",
         b"application/javascript", b"application/manifest+json", b"application/vnd.oai")  # fmt: skip
#: Smaller answers are not worth compressing, larger ones are compressed beside the event loop.
_SMALL, _LARGE = 1024, 65536
#: What is said of an answer that says nothing of it: keep it, and ask whether it is still good.
_KEPT = b"public, max-age=0, must-revalidate"
#: An entry's share beside its bodies.
_OVERHEAD = 2048
_Key = tuple[bytes, bytes, bytes, bytes]


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer that is kept, ready to be sent.

    Attributes:
        tag: Its entity tag.
        plain: Headers and body.
        packed: The same compressed, where that pays.
        route: The class of route that made it.
    """

    tag: bytes
    plain: tuple[Headers, bytes]
    packed: tuple[Headers, bytes] | None
    route: str

    @property
    def size(self) -> int:
        return len(self.plain[1]) + (len(self.packed[1]) if self.packed else 0) + _OVERHEAD


class Front:
    """The outermost layer of the server.

    Attributes:
        metrics: Counts of all requests.
        kept: Bytes of the answers in memory.
    """

    def __init__(self, app: ASGIApp, *, most: int, silence: float, log: bool = False) -> None:
        """Takes the routes.

        Args:
            app: The routes. An answer to GET with status 200 is kept unless its Cache-Control lacks "public".
            most: Bytes of answers that are kept.
            silence: Seconds that a client may take for each piece of an answer.
            log: Whether to write a line for each request.
        """
        self._app, self._most, self._silence, self._log = app, most, silence, log
        self._answers: OrderedDict[_Key, _Kept] = OrderedDict()
        self.metrics = Metrics()
        self.kept = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        headers = _wanted(scope["headers"])
        key = (
            scope["raw_path"],
            scope["query_string"],
            headers.get(b"accept", b""),
            headers.get(b"accept-profile", b""),
        )
        answering = _Answering(scope, send, headers, self._silence)
        kept = self._answers.get(key) if scope["method"] in ("GET", "HEAD") else None
        if kept is not None:
            self._answers.move_to_end(key)
            self.metrics.from_cache += 1
            await answering.give(kept)
        elif scope["method"] == "OPTIONS" and b"access-control-request-method" in headers:
            await answering.send(204, preflight(), b"")
        else:
            try:
                await self._app(scope, receive, answering.take)
            except ClientDisconnect:
                answering.status = 499
            if answering.kept is not None:
                self._keep(key, answering.kept)
        self.metrics.requests[answering.route or _route(scope), answering.status] += 1
        if self._log:
            took = (time.perf_counter() - begun) * 1000
            client, path = (scope.get("client") or ("-",))[0], _printable(scope["raw_path"])
            _LOG.info("%s %s %s %d %.1f ms", client, scope["method"], path, answering.status, took)

    def _keep(self, key: _Key, answer: _Kept) -> None:
        if answer.size > self._most // 8:
            return
        if (former := self._answers.pop(key, None)) is not None:
            self.kept -= former.size
        self._answers[key] = answer
        self.kept += answer.size
        while self.kept > self._most:
            self.kept -= self._answers.popitem(last=False)[1].size


class _Answering:
    """One answer on its way from the routes to the client.

    Attributes:
        kept: The answer, when it may be given again.
        status: What was sent.
        route: The class of the route that answers.
    """

    def __init__(self, scope: Scope, send: Send, headers: dict[bytes, bytes], silence: float) -> None:
        self._scope, self._send, self._silence = scope, send, silence
        self._gzip = _takes_gzip(headers.get(b"accept-encoding", b""))
        self._if_none_match = headers.get(b"if-none-match")
        self._bare = scope["method"] == "HEAD"
        self._status, self._headers = 500, Headers()
        self._streaming = self._over = False
        self._packing: Any = None
        self.kept: _Kept | None = None
        self.status = 500
        self.route = ""

    async def take(self, message: Message) -> None:
        """Takes what a route sends."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
            self._headers = [(name.lower(), value) for name, value in message["headers"]]
        elif message["type"] == "http.response.body" and not self._over:
            body, more = message.get("body", b""), message.get("more_body", False)
            if not self._streaming and not more and self._is_whole(body):
                await self._whole(body)
                return
            if not self._streaming:
                self._streaming = True
                await self._begin()
            await self._piece(body, more)

    async def give(self, kept: _Kept) -> None:
        """Sends an answer that is kept, or says that the client has it already."""
        headers, body = kept.packed if kept.packed and self._gzip else kept.plain
        self.route = kept.route
        if self._known(kept.tag):
            await self._unchanged(headers)
        else:
            await self.send(200, headers, body)

    async def send(self, status: int, headers: Headers, body: bytes) -> None:
        """Sends a whole answer."""
        self.status = status
        length = [] if status in (204, 304) else [(b"content-length", b"%d" % len(body))]
        await self._send({"type": "http.response.start", "status": status, "headers": [*headers, *length]})
        await self._send({"type": "http.response.body", "body": b"" if self._bare else body})

    def _is_whole(self, body: bytes) -> bool:
        """Whether this is all: to HEAD, a route may tell the length of a body that it does not send."""
        return all(value == b"%d" % len(body) for name, value in self._headers if name == b"content-length")

    async def _whole(self, body: bytes) -> None:
        headers = [each for each in self._headers if each[0] != b"content-length"]
        found = dict(headers)
        if self._status != 200 or self._scope["method"] not in ("GET", "HEAD"):
            await self.send(self._status, always(headers), body)
            return
        control = found.get(b"cache-control", _KEPT)
        keep = b"public" in control
        tag = found.get(b"etag", b"") or (tag_of(found.get(b"content-type", b""), body) if keep else b"")
        plain = [each for each in headers if each[0] not in (b"etag", b"cache-control")]
        plain.append((b"cache-control", control))
        packed = None
        if len(body) >= _SMALL and _is_text(found):
            plain = always(plain, b"Accept-Encoding")
            if self._gzip or keep:
                packed = [*plain, (b"content-encoding", b"gzip"), *_tagged(compressed(tag))], await _pack(body)
        else:
            plain = always(plain)
        answer = _Kept(tag, ([*plain, *_tagged(tag)], body), packed, _route(self._scope))
        if keep:
            self.kept = answer
        await self.give(answer)

    async def _begin(self) -> None:
        """Sends the head of an answer that comes in pieces."""
        found = dict(self._headers)
        tag = found.get(b"etag", b"")
        if self._status == 200 and self._known(tag):
            self._over = True
            await self._unchanged(always(self._headers))
            return
        pays = _is_text(found) and self._status == 200 and b"content-encoding" not in found
        headers = always(self._headers, *([b"Accept-Encoding"] if pays else []))
        if pays and self._gzip:
            self._packing = zlib.compressobj(1, zlib.DEFLATED, 31)
            headers = [each for each in headers if each[0] not in (b"content-length", b"etag", b"accept-ranges")]
            headers += [(b"content-encoding", b"gzip"), *_tagged(compressed(tag))]
        self.status = self._status
        await self._send({"type": "http.response.start", "status": self.status, "headers": headers})

    async def _piece(self, body: bytes, more: bool) -> None:
        if self._over:
            return
        if self._packing is not None and not self._bare:
            body = await asyncio.to_thread(self._packing.compress, body)
            body += b"" if more else self._packing.flush()
        try:
            # A client that does not take what it asked for would hold a file and a place for ever.
            async with asyncio.timeout(self._silence):
                await self._send({"type": "http.response.body", "body": b"" if self._bare else body, "more_body": more})
        except TimeoutError:
            raise ClientDisconnect from None

    def _known(self, tag: bytes) -> bool:
        return bool(tag) and self._if_none_match is not None and has(self._if_none_match, tag)

    async def _unchanged(self, headers: Headers) -> None:
        await self.send(304, [each for each in headers if each[0] not in _OF_A_BODY], b"")


async def _pack(body: bytes) -> bytes:
    if len(body) < _LARGE:
        return gzip.compress(body, 6, mtime=0)
    return await asyncio.to_thread(gzip.compress, body, 6, mtime=0)


_OF_A_BODY = frozenset({b"content-length", b"content-encoding", b"content-type"})
_LOOKED_AT = frozenset(
    {b"accept", b"accept-profile", b"accept-encoding", b"if-none-match", b"access-control-request-method"}
)


def _route(scope: Scope) -> str:
    """The class of the route that was found: the module that has it."""
    return str(getattr(scope.get("endpoint"), "__module__", None) or "none").rpartition(".")[2].removesuffix("_routes")


def _wanted(headers: Headers) -> dict[bytes, bytes]:
    """What the request says of the answer; a header that comes twice means both."""
    found: dict[bytes, bytes] = {}
    for name, value in headers:
        if name in _LOOKED_AT:
            found[name] = found[name] + b"," + value if name in found else value
    return found


def _takes_gzip(accepted: bytes) -> bool:
    for part in accepted.lower().split(b","):
        coding, _, quality = part.partition(b";")
        if coding.strip() == b"gzip":
            return quality.replace(b" ", b"").rstrip(b"0.") not in (b"q=", b"q")
    return False


def _is_text(headers: dict[bytes, bytes]) -> bool:
    return headers.get(b"content-type", b"").startswith(_TEXT)


def _tagged(tag: bytes) -> Headers:
    return [(b"etag", tag)] if tag else []


def _printable(path: bytes) -> str:
    return path[:200].decode("ascii", "backslashreplace").encode("unicode_escape").decode()
