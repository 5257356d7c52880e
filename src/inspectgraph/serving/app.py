"""The server as one ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from inspectgraph import __version__
from inspectgraph.serving import builds, days, explorer, linked_data, lists, sparql_routes
from inspectgraph.serving.context import Context, Settings
from inspectgraph.serving.front import Front
from inspectgraph.serving.negotiation import choose
from inspectgraph.serving.pool import Pool
from inspectgraph.serving.problems import Problem

#: Each has routes; the first that fits a request answers it.
_PARTS = (sparql_routes, lists, days, builds, linked_data, explorer)
_PROBLEM = "application/problem+json"
_NOT_KEPT = {"Cache-Control": "no-store"}


def application(folder: Path, settings: Settings) -> Front:
    """The server of a build's output folder; its lifespan starts and ends the processes that answer queries.

    Raises:
        OutputError: The folder is no build.
    """
    context = Context.open(folder, settings)
    pool = Pool(folder, settings.limits)
    # Of other builds only days are asked, one question at a time; nothing else waits, so that none counts as long.
    few = replace(settings.limits, quick=1, long=1, reserve=0, brief=settings.limits.seconds)
    pools = {each.build.id: Pool(each.folder, few) for each in context.earlier}

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for each in (pool, *pools.values()):
                await each.start()
                stack.push_async_callback(each.stop)
            yield

    routes: list[BaseRoute] = [Route("/health", _health), Route("/metrics", _metrics)]
    for part in _PARTS:
        routes += part.routes(context)
    if settings.root != "/":
        routes = [Mount(settings.root.rstrip("/"), routes=routes)]
    problems = {Problem: _problem, HTTPException: _http_problem, Exception: _mistake}
    app = Starlette(routes=routes, exception_handlers=problems, lifespan=lifespan)
    # A path with a slash too many is another path; guessing would make two addresses of one thing.
    app.router.redirect_slashes = False
    front = Front(
        app,
        most=settings.cache,
        silence=settings.limits.silence,
        log=settings.log,
    )
    app.state.context, app.state.pool, app.state.metrics, app.state.front = context, pool, front.metrics, front
    app.state.pools = pools
    return front


async def _health(request: Request) -> Response:
    """Whether queries can be answered: for whoever watches over the server."""
    state = request.app.state.pool.state()
    well = state["workers"] > 0
    said = {"status": "ok" if well else "no workers", "program": __version__, "dataset": request.app.state.context.tag}
    return JSONResponse({**said, "pool": state}, 200 if well else 503, _NOT_KEPT)


async def _metrics(request: Request) -> Response:
    state = request.app.state
    text = state.metrics.text(state.pool.counts, state.pool.state(), state.front.kept)
    return PlainTextResponse(text, headers=_NOT_KEPT, media_type="text/plain; version=0.0.4")


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    headers = {**_NOT_KEPT, **error.headers}
    wanted = choose(request.headers.get("accept"), (_PROBLEM, "application/json", "text/plain", "text/html"))
    if wanted in ("text/plain", "text/html"):
        return Response(error.as_text(), error.status, headers, "text/plain")
    return Response(error.as_json(), error.status, headers, _PROBLEM)


async def _http_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    title = {404: "There is nothing at this address.", 405: f"{request.method} is not possible here."}
    problem = Problem(error.status_code, title.get(error.status_code, error.detail), headers=error.headers)
    return await _problem(request, problem)


async def _mistake(request: Request, error: Exception) -> Response:
    """A fault of the program: the log has it, the client learns no more than that."""
    return await _problem(request, Problem(500, "The server has made a mistake; its log says which."))
