"""The pages of the explorer that are made when somebody asks for them."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from inspectgraph.presenting import presentation as presenting
from inspectgraph.presenting.home import home
from inspectgraph.presenting.presentation import Page
from inspectgraph.serving.context import Context
from inspectgraph.serving.problems import Problem

#: Pages of a build that stand alone, with their own styles.
_BUILD_PAGES = ("report.html", "conflicts.html")
_ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def routes(context: Context) -> list[BaseRoute]:
    """The routes of the explorer's own pages."""
    explorer = Explorer(context)
    return [
        Route("/", explorer.home),
        Route("/build/{name}", explorer.build_page),
        Mount("/static", StaticFiles(directory=Path(presenting.__file__).parent / "static")),
    ]


class Explorer:
    """Answers requests for pages that are about no single thing."""

    def __init__(self, context: Context) -> None:
        self._folder = context.folder
        self._site = context.site

    def home(self, request: Request) -> Response:
        """The home page."""
        return _html(home(self._site.presentation))

    def build_page(self, request: Request) -> Response:
        """What a build read, set aside and did not understand, and where documents contradict each other."""
        name = request.path_params["name"]
        if name not in _BUILD_PAGES or not (self._folder / name).is_file():
            raise Problem(404, "The build has no such page.")
        return FileResponse(self._folder / name, headers={"Content-Security-Policy": _ALONE})


def _html(page: Page) -> Response:
    return HTMLResponse(page.html)
