"""Which build is served, and which others beside it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from inspectgraph.errors import OutputError
from inspectgraph.presenting import builds
from inspectgraph.serving.context import Context
from inspectgraph.serving.problems import Problem


def routes(context: Context) -> list[BaseRoute]:
    """The routes of builds."""
    presentation = context.site.presentation

    def all_of_them(request: Request) -> Response:
        return HTMLResponse(builds.page(presentation, [each.build for each in context.earlier]).html)

    def one(request: Request) -> Response:
        found = earlier(context, request.path_params["id"])
        try:
            page = builds.compared_page(presentation, found.build, (found.folder, context.folder))
        except OutputError as error:
            raise Problem(404, "What the two builds were made of is not known.", str(error)) from error
        return HTMLResponse(page.html)

    return [Route("/builds", all_of_them), Route("/builds/{id}", one)]


def earlier(context: Context, digits: str) -> Context:
    """The build beside this one whose id begins with some digits.

    Raises:
        Problem: 404, when none or more than one does.
    """
    found = [each for each in context.earlier if digits and each.build.id.startswith(digits)]
    if len(found) != 1:
        known = [each.build.id for each in context.earlier]
        raise Problem(404, f'No build "{digits[:40]}" is served beside this one.', available=known or "")
    return found[0]
