"""`/sparql`: queries, and what the endpoint says of itself."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from inspectgraph.serving.answers import Question
from inspectgraph.serving.conditional import has, tag_of
from inspectgraph.serving.context import Context
from inspectgraph.serving.negotiation import choose, negotiate
from inspectgraph.serving.pool import Pool, Spooled
from inspectgraph.serving.protocol import ACCEPTED, METHODS, question
from inspectgraph.serving.service_description import FORMS, describe

#: With one of these a query may have another answer each time; the words may also stand in a string.
_CHANGING = re.compile(r"(?:NOW|RAND|UUID|BNODE)\s*\(|SERVICE", re.IGNORECASE)
_HTML = "text/html"
_PIECE = 2**18


def routes(context: Context) -> list[BaseRoute]:
    """The SPARQL endpoint."""

    async def sparql(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(METHODS), "Accept-Post": ACCEPTED})
        if (page := _page(request, context)) is not None:
            return page
        asked = await question(request, context.settings)
        if asked is None:
            return await run_in_threadpool(_description, request, context)
        tag = _tag(context, asked)
        if tag and request.method != "POST" and has(request.headers.get("if-none-match", "").encode(), tag):
            return Response(status_code=304, headers={"ETag": tag.decode()})
        begun = time.perf_counter()
        try:
            answer = await _while_waited_for(request, request.app.state.pool, asked)
        finally:
            request.app.state.metrics.query_took(time.perf_counter() - begun)
        return _response(answer, tag if request.method != "POST" else b"")

    return [Route("/sparql", sparql, methods=list(METHODS))]


def _page(request: Request, context: Context) -> Response | None:
    """To the page on which people ask, for a browser that follows a link to the endpoint."""
    if request.method == "POST" or request.query_params.get("format"):
        return None
    offers = ("application/sparql-results+json", "text/turtle", _HTML)
    if choose(request.headers.get("accept"), offers) != _HTML:
        return None
    query = request.scope["query_string"].decode("ascii", "ignore")
    return RedirectResponse(context.links.to("query") + (f"?{query}" if query else ""), 303)


def _description(request: Request, context: Context) -> Response:
    media_type = negotiate(request.headers.get("accept"), tuple(FORMS))
    content = describe(context, str(request.url.replace(query="")), media_type)
    return Response(content, media_type=media_type, headers={"Cache-Control": "no-cache"})


def _tag(context: Context, asked: Question) -> bytes:
    """A weak entity tag: an equal query has an equal answer, if perhaps in another order. None where it may not."""
    if _CHANGING.search(asked.query):
        return b""
    scope = asked.scope
    parts = (context.tag, asked.query, asked.accept or "", *scope.default, "", *scope.named)
    return b"W/" + tag_of(*(part.encode() for part in parts))


async def _while_waited_for(request: Request, pool: Pool, asked: Question) -> Spooled:
    """The answer, unless the client goes away: then nobody needs it, and its worker is set free."""
    answering = asyncio.ensure_future(pool.ask(asked))
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({answering, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not answering.done():
            raise ClientDisconnect
        return answering.result()
    finally:
        for each in (answering, gone):
            each.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await answering


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _response(answer: Spooled, tag: bytes) -> Response:
    headers = {"Cache-Control": "no-cache", **({"ETag": tag.decode()} if tag else {})}
    if isinstance(answer.body, bytes):
        return Response(answer.body, headers={**headers, "Content-Type": answer.media_type})
    length = {"Content-Type": answer.media_type, "Content-Length": str(answer.size)}
    return StreamingResponse(_pieces(answer.body), headers={**headers, **length})


async def _pieces(file: BinaryIO) -> AsyncIterator[bytes]:
    with file:
        while piece := await asyncio.to_thread(file.read, _PIECE):
            yield piece
