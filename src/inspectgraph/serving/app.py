"""The server as one ASGI application."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from inspectgraph.serving.context import Context, Settings
from inspectgraph.serving.negotiation import choose
from inspectgraph.serving.problems import Problem

#: Each offers `routes(context)`; the first route that fits a request answers it.
_PARTS = ("sparql_routes", "lists", "linked_data", "explorer")


def application(folder: Path, settings: Settings) -> Starlette:
    """The server of a build's output folder.

    Raises:
        OutputError: The folder is no build.
    """
    context = Context.open(folder, settings)
    routes: list[BaseRoute] = []
    for part in _PARTS:
        if find_spec(name := f"inspectgraph.serving.{part}"):
            routes += import_module(name).routes(context)
    app = Starlette(routes=routes, exception_handlers={Problem: _problem})
    app.state.context = context
    return app


def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    wanted = choose(request.headers.get("accept"), ("application/problem+json", "application/json", "text/plain"))
    if wanted == "text/plain":
        return Response(error.as_text(), error.status, error.headers, "text/plain")
    return Response(error.as_json(), error.status, error.headers, "application/problem+json")
