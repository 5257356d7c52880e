"""The pages of the explorer that are made when somebody asks for them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from inspectgraph.asking.answering import filled
from inspectgraph.asking.catalogue import questions
from inspectgraph.asking.names import expand
from inspectgraph.errors import QueryError
from inspectgraph.presenting import compare, neighbourhood, presentation, query_page, software
from inspectgraph.presenting.home import home
from inspectgraph.presenting.presentation import Page
from inspectgraph.presenting.query_page import Answered, Asked
from inspectgraph.presenting.search import SAME, Hit
from inspectgraph.serving.answers import Question
from inspectgraph.serving.context import Context
from inspectgraph.serving.negotiation import choose
from inspectgraph.serving.pool import Spooled
from inspectgraph.serving.problems import Problem

#: Pages of a build that stand alone, with their own styles.
_BUILD_PAGES = ("report.html", "conflicts.html")
_ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_FORMS = "application/sparql-results+json, application/n-triples"
_HTML, _PROBLEM = "text/html", "application/problem+json"
#: Things of like names that are offered where none has the very name.
_MEANT = 12
_FRESH = {"Cache-Control": "no-cache"}


def routes(context: Context) -> list[BaseRoute]:
    """The routes of the explorer's own pages."""
    explorer = Explorer(context)
    static = StaticFiles(directory=Path(presentation.__file__).parent / "static")
    return [
        Route("/", explorer.home),
        Route("/compare", explorer.compare),
        Route("/neighbourhood", explorer.neighbourhood),
        Route("/neighbourhood.json", explorer.neighbourhood_data),
        Route("/query", explorer.query),
        Route("/query/terms.json", explorer.terms),
        Route("/software", explorer.software),
        Route("/build/{name}", explorer.build_page),
        Mount("/static", static),
    ]


class Explorer:
    """Answers requests for pages that are about no single thing."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._site = context.site

    def home(self, request: Request) -> Response:
        """The home page."""
        return _html(home(self._site.presentation))

    def compare(self, request: Request) -> Response:
        """Authorities side by side."""
        return _html(compare.page(self._site.presentation, request.query_params.getlist("a")))

    def neighbourhood(self, request: Request) -> Response:
        """What lies around a thing; where nothing or several things have the name, what may be meant."""
        asked = request.query_params.get("of", "").strip()[:500]
        node, hits = self._meant(asked)
        if node is not None:
            page = neighbourhood.page(self._site.presentation, node, every=bool(request.query_params.get("all")))
            return _html(page)
        if choose(request.headers.get("accept"), (_HTML, _PROBLEM)) == _PROBLEM:
            raise _unknown(asked, hits)
        return _html(neighbourhood.asking_page(self._site.presentation, asked, hits), 404 if asked else 200)

    def neighbourhood_data(self, request: Request) -> Response:
        """The same for the picture."""
        asked = request.query_params.get("of", "").strip()[:500]
        node, hits = self._meant(asked)
        if node is None:
            raise _unknown(asked, hits)
        every = bool(request.query_params.get("all"))
        return JSONResponse(neighbourhood.as_data(self._site.presentation, node, every=every))

    def terms(self, request: Request) -> Response:
        """What the editor completes."""
        return JSONResponse(query_page.terms(self._site.presentation))

    def software(self, request: Request) -> Response:
        """Libraries of others that the pages use."""
        return _html(software.page(self._site.presentation))

    async def query(self, request: Request) -> Response:
        """The page on which people ask, with the answer."""
        asked = await self._asked(request)
        page = await run_in_threadpool(query_page.page, self._site.presentation, asked)
        return HTMLResponse(page.html, headers=_FRESH)

    def build_page(self, request: Request) -> Response:
        """What a build read, set aside and did not understand, and where documents contradict each other."""
        name = request.path_params["name"]
        path = self._context.folder / name
        if name not in _BUILD_PAGES or not path.is_file():
            raise Problem(404, "The build has no such page.")
        return FileResponse(path, headers={"Content-Security-Policy": _ALONE})

    def _meant(self, asked: str) -> tuple[NamedNode | None, list[Hit]]:
        """The thing of an IRI in full or short form, or the only one of a name; else those with names like it."""
        for iri in expand(asked, self._context.dataset.base):
            with suppress(ValueError):
                node = NamedNode(iri)
                if any(self._context.dataset.quads(node)) or any(self._context.dataset.quads(None, None, node)):
                    return node, []
        hits = self._site.search.find(asked, _MEANT)
        same = [each.node for each in hits if each.score == SAME]
        return (same[0] if len(same) == 1 else None), hits

    async def _asked(self, request: Request) -> Asked:
        given = request.query_params
        view = given.get("view", "table")
        chosen = questions().get(given.get("question", ""))
        if chosen is None:
            query = given.get("query", "").replace("\r\n", "\n")
            return await self._answer(request, Asked(query, view=view)) if query.strip() else Asked(view=view)
        values = {each.name: given.get(each.name, "").strip() for each in chosen.parameters}
        asked = Asked(question=chosen, values=values, view=view)
        wanted = {name: [words] for name, words in values.items() if words}
        if not given.get("run") and not wanted:
            return asked
        try:
            query = await run_in_threadpool(filled, self._context.dataset, chosen.name, wanted)
        except QueryError as error:
            return Asked("", chosen, values, problem=(str(error), error.hint), view=view)
        return await self._answer(request, Asked(query, chosen, values, view=view))

    async def _answer(self, request: Request, asked: Asked) -> Asked:
        began = time.perf_counter()
        question = Question(asked.query, _FORMS, first=query_page.SHOWN + 1)
        try:
            spooled = await request.app.state.pool.ask(question)
        except Problem as problem:
            told = problem.detail or "\n".join(f"{name}: {value}" for name, value in problem.members.items())
            return Asked(asked.query, asked.question, asked.values, None, (problem.title, told), asked.view)
        took = (time.perf_counter() - began) * 1000
        body = await whole(spooled)
        is_graph = spooled.media_type.startswith("application/n-triples")
        read = query_page.read_graph if is_graph else query_page.read_rows
        answer: Answered = await run_in_threadpool(read, self._site.presentation, body)
        return Asked(asked.query, asked.question, asked.values, answer, None, asked.view, took)


async def whole(spooled: Spooled) -> bytes:
    """All of an answer; a long one lies in a file."""
    return spooled.body if isinstance(spooled.body, bytes) else await asyncio.to_thread(_taken, spooled.body)


def _taken(file: BinaryIO) -> bytes:
    with file:
        return file.read()


def _unknown(asked: str, hits: Sequence[Hit]) -> Problem:
    """What is told to a program that asks for what is around something unknown."""
    if not asked:
        return Problem(400, "The parameter of is missing.", "It takes an IRI, in full or from id/ on, or a name.")
    return Problem(404, "Nothing, or more than one thing, is called so.", choices=[each.node.value for each in hits])


def _html(page: Page, status: int = 200) -> Response:
    return HTMLResponse(page.html, status)
