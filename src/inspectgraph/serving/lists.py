"""Lists and search for people and for programs, downloads, and what crawlers are told."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from inspectgraph.errors import QueryError
from inspectgraph.exporting.things import Things
from inspectgraph.presenting import site_pages
from inspectgraph.presenting.catalogue import SUMS, checksums
from inspectgraph.presenting.contents import pages_of_things
from inspectgraph.presenting.list_kinds import LISTS
from inspectgraph.presenting.listing import as_json, read_query
from inspectgraph.presenting.openapi import openapi
from inspectgraph.presenting.presentation import Page
from inspectgraph.presenting.search import Hit, kinds
from inspectgraph.presenting.sitemap import robots, sitemaps
from inspectgraph.serving.context import Context
from inspectgraph.serving.negotiation import negotiate
from inspectgraph.serving.problems import Problem

HTML, JSON, CSV = "text/html", "application/json", "text/csv"
_FORMS = {"": "", ".html": HTML, ".json": JSON, ".csv": CSV}
_VARY = {"Vary": "Accept"}
_MOST_HITS = 100


def routes(context: Context) -> list[BaseRoute]:
    """The routes of lists, search, downloads and pages about the site."""
    found: list[BaseRoute] = []
    for name in LISTS:
        for extension, media in _FORMS.items():
            found.append(Route(f"/{name}{extension}", _list(context, name, media)))
    site = context.site
    plain = {
        "/licences": lambda: site_pages.licences_page(site.presentation),
        "/data": lambda: site_pages.data_page(site.presentation, site.representations.dumps),
        "/api": lambda: site_pages.api_page(site.presentation),
    }
    found += [Route(path, _page(make)) for path, make in plain.items()]
    found += [
        Route("/search", _search(context, "")),
        Route("/search.json", _search(context, JSON)),
        Route("/openapi.json", _text(JSON, lambda: _json(openapi(context.links, site.title)))),
        Route("/robots.txt", _text("text/plain", lambda: _robots(context))),
        Route("/data/{name}", _download(context)),
    ]
    for name in ("sitemap.xml", "sitemap-{number}.xml"):
        found.append(Route(f"/{name}", _sitemap(context)))
    return found


Endpoint = Callable[[Request], Response]


def _list(context: Context, name: str, media: str) -> Endpoint:
    def answer(request: Request) -> Response:
        wanted = media or negotiate(request.headers.get("accept"), (HTML, JSON, CSV))
        headers = {"Link": ", ".join(_alternates(context, name, request.url.query)), **_VARY}
        if wanted == CSV:
            headers["Content-Disposition"] = f'inline; filename="{name}.csv"'
        return _answer(wanted, _listed(context, name, wanted, request), headers)

    return answer


def _listed(context: Context, name: str, wanted: str, request: Request) -> str | bytes:
    """A list in a form.

    Raises:
        Problem: 400, when the question is none.
    """
    site = context.site
    try:
        query = read_query(request.query_params.multi_items())
        if wanted == CSV:
            return site.lists.csv(name, query)
        page = site.lists.page(name, query)
    except QueryError as error:
        raise Problem(400, str(error), error.hint) from error
    if wanted == JSON:
        return _json(as_json(page, context.links))
    return site_pages.list_page(site.presentation, site.lists, page).html


def _alternates(context: Context, name: str, query: str) -> list[str]:
    """The other forms of a list, for the same question."""
    asked = "?" + quote(query, safe="=&+%-._~:/,") if query else ""
    return [
        f'<{context.links.data(name, extension)}{asked}>; rel="alternate"; type="{media}"'
        for extension, media in (("json", JSON), ("csv", CSV))
    ]


def _search(context: Context, media: str) -> Endpoint:
    def answer(request: Request) -> Response:
        wanted = media or negotiate(request.headers.get("accept"), (HTML, JSON))
        asked = request.query_params.get("q", "").strip()[:200]
        kind = request.query_params.get("kind", "")
        if kind and kind not in kinds():
            raise Problem(400, "There is no such kind of thing.", available=list(kinds()))
        limit = request.query_params.get("limit", "20")
        if not limit.isdecimal() or not 1 <= int(limit) <= _MOST_HITS:
            raise Problem(400, f"limit is no number from 1 to {_MOST_HITS}.")

        hits = context.site.search.find(asked, int(limit), kind)
        if wanted == JSON:
            return _answer(JSON, _json({"query": asked, "items": [_hit(context, each) for each in hits]}), _VARY)
        return _answer(HTML, site_pages.search_page(context.site.presentation, asked, hits).html, _VARY)

    return answer


def _hit(context: Context, hit: Hit) -> dict[str, Any]:
    return {
        "iri": hit.node.value,
        "page": context.links.href(hit.node),
        "name": hit.name,
        "kind": hit.kind,
        "of": hit.of,
        "matched": hit.matched,
        "score": round(hit.score, 1),
    }


def _page(make: Callable[[], Page]) -> Endpoint:
    return lambda request: _answer(HTML, make().html)


def _text(media: str, make: Callable[[], str]) -> Endpoint:
    return lambda request: _answer(media, make())


def _download(context: Context) -> Endpoint:
    def answer(request: Request) -> Response:
        name = request.path_params["name"]
        files = context.site.representations.dumps
        if name == SUMS:
            return _answer("text/plain", checksums(files))
        for each in files:
            if each.name == name:
                headers = {"ETag": f'"{each.sha256[:24]}"', "Cache-Control": "public, max-age=0, must-revalidate"}
                return FileResponse(context.folder / name, media_type=each.media_type, headers=headers)
        raise Problem(404, "There is no such file.", available=[SUMS, *(each.name for each in files)])

    return answer


def _sitemap(context: Context) -> Endpoint:
    made: dict[str, str] = {}

    def answer(request: Request) -> Response:
        if not made:
            made.update(sitemaps(_addresses(context), context.dataset.base))
        name = request.url.path.rpartition("/")[2]
        if name not in made:
            raise Problem(404, "There is no such file.", available=list(made))
        return _answer("application/xml", made[name])

    return answer


def _addresses(context: Context) -> list[str]:
    base, site = context.dataset.base, context.site
    pages = pages_of_things(Things(context.dataset), site.representations.vocabulary, context.links)
    paths = ["", *LISTS, "on", "data", "api", "licences", *(path for path, _ in pages)]
    return [base + quote(path, safe="/:@!$&'()*+,;=~") for path in paths]


def _robots(context: Context) -> str:
    closed = [context.links.to(path) for path in ("sparql", "search", "neighbourhood")]
    return robots(context.dataset.base, [*closed, *(f"{context.links.to(name)}?" for name in (*LISTS, "on"))])


def _answer(media: str, content: str | bytes, headers: Mapping[str, str] | None = None) -> Response:
    return Response(content, headers=headers, media_type=f"{media}; charset=utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
