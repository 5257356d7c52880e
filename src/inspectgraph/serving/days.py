"""What held on a day: for people as a page, for programs as JSON and CSV."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from inspectgraph.errors import QueryError
from inspectgraph.exporting.tables.forms import to_csv
from inspectgraph.graph.terms import IG
from inspectgraph.presenting import day_pages, day_table, days
from inspectgraph.presenting.days import Solution, Wanted
from inspectgraph.presenting.search import SAME
from inspectgraph.presenting.site_pages import missing_page
from inspectgraph.serving.answers import Question
from inspectgraph.serving.builds import earlier
from inspectgraph.serving.context import Context
from inspectgraph.serving.explorer import whole
from inspectgraph.serving.negotiation import negotiate
from inspectgraph.serving.pool import Pool
from inspectgraph.serving.problems import Problem

HTML, JSON, CSV = "text/html", "application/json", "text/csv"
_FORMS = {"": "", ".html": HTML, ".json": JSON, ".csv": CSV}
_RESULTS = "application/sparql-results+json"
_PARAMETERS = ("day", "authority", "region", "build")
_VARY = {"Vary": "Accept"}
Endpoint = Callable[[Request], Coroutine[Any, Any, Response]]


def routes(context: Context) -> list[BaseRoute]:
    """The routes of days."""
    asked = _Days(context)
    return [Route(f"/on{extension}", asked.answering(media)) for extension, media in _FORMS.items()]


@dataclass(frozen=True, slots=True)
class _Days:
    """Answers what held on a day; the questions run where all queries of clients run.

    Attributes:
        context: Of the build that is served.
    """

    context: Context

    def answering(self, media: str) -> Endpoint:
        """Answers in a form, or in the one that the client likes best."""

        async def answer(request: Request) -> Response:
            form = media or negotiate(request.headers.get("accept"), (HTML, JSON, CSV))
            try:
                return await self._answer(request, form)
            except QueryError as error:
                if form != HTML:
                    raise Problem(400, str(error), error.hint) from error
                return _response(HTML, await run_in_threadpool(self._refusal, error), 400)
            except _Unknown as unknown:
                if form != HTML:
                    raise Problem(404, str(unknown)) from unknown
                return _response(HTML, await run_in_threadpool(self._missing, unknown.words), 404)

        return answer

    async def _answer(self, request: Request, form: str) -> Response:
        context, wanted = await run_in_threadpool(self._wanted, request)
        presentation = context.site.presentation
        asked = await run_in_threadpool(days.queries, presentation, wanted)
        pool = request.app.state.pools[wanted.build] if wanted.build else request.app.state.pool
        answers = await asyncio.gather(*(_rows(pool, query) for query in asked.values()))
        told = dict(zip(asked, answers, strict=True))
        response = _response(form, await run_in_threadpool(self._content, form, context, wanted, told))
        response.headers["Link"] = ", ".join(
            f'<{day_pages.address(presentation, wanted, extension)}>; rel="alternate"; type="{kind}"'
            for extension, kind in (("json", JSON), ("csv", CSV))
        )
        if form == CSV:
            response.headers["Content-Disposition"] = f'inline; filename="{wanted.day}.csv"'
        return response

    def _wanted(self, request: Request) -> tuple[Context, Wanted]:
        """What a request asks, and of which build.

        Raises:
            QueryError: A parameter is wrong.
            _Unknown: There is no such authority or region.
            Problem: There is no such build.
        """
        given: dict[str, str] = {}
        for name, value in request.query_params.multi_items():
            if name not in _PARAMETERS:
                raise QueryError(f"There is no parameter {name[:40]!r}.", f"There are {', '.join(_PARAMETERS)}.")
            if name in given:
                raise QueryError(f"{name} is given twice.", "Give each parameter once.")
            if value.strip():
                given[name] = value.strip()[:200]
        context = earlier(self.context, given["build"]) if "build" in given else self.context
        authority = _thing(context, "authority", given["authority"]) if "authority" in given else None
        region = _thing(context, "region", given["region"]) if "region" in given and not authority else None
        changes = context.site.changes
        day = given.get("day") or (changes.of([authority]) if authority else changes).last or changes.last
        build = context.build.id if context is not self.context else ""
        return context, Wanted(days.as_day(day), authority, region, build)

    def _content(
        self, form: str, context: Context, wanted: Wanted, answers: Mapping[str, Sequence[Solution]]
    ) -> str | bytes:
        presentation, changes = context.site.presentation, context.site.changes
        found = days.read(presentation, answers)
        if form != HTML:
            table = day_table.table(presentation, wanted, found)
            return to_csv(table) if form == CSV else _json(day_table.as_json(wanted, table))
        builds = [each.build for each in self.context.earlier]
        if wanted.authority:
            then = next(iter(found), None)
            own = changes.of([wanted.authority])
            return day_pages.authority_page(presentation, wanted, then, own, builds).html
        if wanted.region:
            things = presentation.things
            there = (each for each in things.of(IG.LocalAuthority) if things.node(each, IG.region) == wanted.region)
            changes = changes.of(there)
        return day_pages.page(presentation, wanted, found, changes, builds).html

    def _refusal(self, error: QueryError) -> str:
        site = self.context.site
        wanted = Wanted(site.changes.last)
        return day_pages.page(site.presentation, wanted, (), site.changes, problem=f"{error} {error.hint}").html

    def _missing(self, words: str) -> str:
        site = self.context.site
        return missing_page(site.presentation, words, site.search.find(words, 5, "authority")).html


def _thing(context: Context, kind: str, words: str) -> NamedNode:
    """An authority or a region by the last part of its IRI, or by its name.

    Raises:
        _Unknown: There is none.
    """
    node = context.links.node(f"id/{kind}/{words}")
    if node and context.site.representations.is_there(node):
        return node
    hits = context.site.search.find(words, 1, kind)
    if hits and hits[0].score == SAME:
        return hits[0].node
    raise _Unknown(kind, words)


class _Unknown(Exception):
    """There is no authority or region of that name."""

    def __init__(self, kind: str, words: str) -> None:
        super().__init__(f'No {kind} is called "{words}" in this dataset.')
        self.words = words


async def _rows(pool: Pool, query: str) -> list[Solution]:
    """The solutions of a question, asked as a client would ask it."""
    body = await whole(await pool.ask(Question(query, _RESULTS)))
    bindings = json.loads(body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


def _response(form: str, content: str | bytes, status: int = 200) -> Response:
    return Response(content, status, _VARY, f"{form}; charset=utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
