"""What held on a day: for people as a page, for programs as JSON and CSV."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
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
from inspectgraph.presenting import day_pages, days
from inspectgraph.presenting.days import Solution, Wanted
from inspectgraph.presenting.site_pages import missing_page
from inspectgraph.serving.answers import Question
from inspectgraph.serving.context import Context
from inspectgraph.serving.explorer import whole
from inspectgraph.serving.negotiation import negotiate
from inspectgraph.serving.problems import Problem

HTML, JSON, CSV = "text/html", "application/json", "text/csv"
_FORMS = {"": "", ".html": HTML, ".json": JSON, ".csv": CSV}
_RESULTS = "application/sparql-results+json"
_PARAMETERS = ("day", "authority", "region")
_VARY = {"Vary": "Accept"}
#: A name that is spelt the same scores so much.
_SAME = 100.0
Endpoint = Callable[[Request], Coroutine[Any, Any, Response]]


def routes(context: Context) -> list[BaseRoute]:
    """The routes of days."""
    asked = _Days(context)
    return [Route(f"/on{extension}", asked.answering(media)) for extension, media in _FORMS.items()]


@dataclass(frozen=True, slots=True)
class _Days:
    """Answers what held on a day; the questions run where all queries of clients run."""

    context: Context

    def answering(self, media: str) -> Endpoint:
        """Answers in a form, or in the one that the client likes best."""

        async def answer(request: Request) -> Response:
            form = media or negotiate(request.headers.get("accept"), (HTML, JSON, CSV))
            try:
                wanted = await run_in_threadpool(self._wanted, request)
                asked = await run_in_threadpool(days.queries, self.context.site.presentation, wanted)
            except QueryError as error:
                if form != HTML:
                    raise Problem(400, str(error), error.hint) from error
                page = await run_in_threadpool(self._refusal, error)
                return _response(HTML, page, 400)
            except _Unknown as unknown:
                if form != HTML:
                    raise Problem(404, str(unknown)) from unknown
                return _response(HTML, await run_in_threadpool(self._missing, unknown.words), 404)
            answers = await asyncio.gather(*(_rows(request, query) for query in asked.values()))
            content = await run_in_threadpool(self._content, form, wanted, dict(zip(asked, answers, strict=True)))
            response = _response(form, content)
            if form == CSV:
                response.headers["Content-Disposition"] = f'inline; filename="{wanted.day}.csv"'
            return response

        return answer

    def _wanted(self, request: Request) -> Wanted:
        """What a request asks.

        Raises:
            QueryError: A parameter is wrong.
            _Unknown: There is no such authority or region.
        """
        given: dict[str, str] = {}
        for name, value in request.query_params.multi_items():
            if name not in _PARAMETERS:
                raise QueryError(f"There is no parameter {name[:40]!r}.", f"There are {', '.join(_PARAMETERS)}.")
            if value.strip():
                given[name] = value.strip()[:200]
        authority = self._thing("authority", given["authority"]) if "authority" in given else None
        region = self._thing("region", given["region"]) if "region" in given else None
        changes = self.context.site.changes
        day = given.get("day") or (changes.of([authority]) if authority else changes).last or changes.last
        return Wanted(days.as_day(day), authority, region)

    def _thing(self, kind: str, words: str) -> NamedNode:
        """An authority or a region by the last part of its IRI, or by its name."""
        site = self.context.site
        node = self.context.links.node(f"id/{kind}/{words}")
        if node and site.representations.is_there(node):
            return node
        hits = site.search.find(words, 1, kind)
        if hits and hits[0].score == _SAME:
            return hits[0].node
        raise _Unknown(kind, words)

    def _content(self, form: str, wanted: Wanted, answers: dict[str, list[Solution]]) -> str | bytes:
        site = self.context.site
        presentation = site.presentation
        found = days.read(presentation, answers)
        if form == HTML:
            if wanted.authority:
                then = next(iter(found), None)
                return day_pages.authority_page(presentation, wanted, then, site.changes.of([wanted.authority])).html
            return day_pages.page(presentation, wanted, found, self._changes(wanted)).html
        table = days.table(presentation, wanted, found)
        if form == CSV:
            return to_csv(table)
        return json.dumps(days.as_json(wanted, table), ensure_ascii=False, indent=1) + "\n"

    def _changes(self, wanted: Wanted) -> days.Changes:
        site = self.context.site
        if not wanted.region:
            return site.changes
        things = site.presentation.things
        return site.changes.of(
            each for each in things.of(IG.LocalAuthority) if things.node(each, IG.region) == wanted.region
        )

    def _refusal(self, error: QueryError) -> str:
        site = self.context.site
        return day_pages.page(
            site.presentation, Wanted(site.changes.last), (), site.changes, f"{error} {error.hint}"
        ).html

    def _missing(self, words: str) -> str:
        site = self.context.site
        return missing_page(site.presentation, words, site.search.find(words, 5, "authority")).html


class _Unknown(Exception):
    """There is no authority or region of that name."""

    def __init__(self, kind: str, words: str) -> None:
        super().__init__(f'No {kind} is called "{words}" in this dataset.')
        self.words = words


async def _rows(request: Request, query: str) -> list[Solution]:
    """The solutions of a question, asked as a client would ask it."""
    body = await whole(await request.app.state.pool.ask(Question(query, _RESULTS)))
    bindings = json.loads(body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


def _response(form: str, content: str | bytes, status: int = 200) -> Response:
    return Response(content, status, _VARY, f"{form}; charset=utf-8")
