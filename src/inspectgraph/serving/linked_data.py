"""Linked data: `/id/...` leads to `/doc/...`, which gives a thing's description in the form that a client wants."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from inspectgraph.presenting.description import Profile
from inspectgraph.presenting.presentation import Page
from inspectgraph.presenting.rdf_forms import FORMS
from inspectgraph.presenting.site_pages import choices_page, gone_page, missing_page
from inspectgraph.presenting.thing_pages import thing_page
from inspectgraph.serving.context import Context
from inspectgraph.serving.negotiation import choose, negotiate
from inspectgraph.serving.problems import Problem

HTML = "text/html"
#: What a description can be had as, by extension; the first is sent to who takes anything.
_MEDIA = {"html": HTML, **{extension: form.media_type for extension, form in FORMS.items()}}
_EXTENSIONS = {media: extension for extension, media in _MEDIA.items()}
_VARY = {"Vary": "Accept, Accept-Profile"}


def routes(context: Context) -> list[BaseRoute]:
    """The routes of things, terms and named graphs."""
    linked = LinkedData(context)
    return [
        Route("/id/{rest:path}", linked.identify),
        Route("/doc/{rest:path}", linked.document),
        Route("/graph/{rest:path}", linked.document),
        Route("/def/{rest:path}", linked.document),
        Route("/.well-known/void", linked.void),
    ]


@dataclass
class LinkedData:
    """Answers requests for things of a dataset."""

    context: Context

    def identify(self, request: Request) -> Response:
        """From a thing to its description: 303; from a former IRI to the one that it became: 301."""
        path = _path(request)
        node, extension = self._thing(path)
        if node is None:
            return self._absent(request, path)
        place = self._place(node, extension) + _query(request)
        return RedirectResponse(place, 303, {"Link": f'<{place}>; rel="describedby"'})

    def void(self, request: Request) -> Response:
        """To the dataset's description of itself."""
        return RedirectResponse(self._place(self.context.site.representations.itself, ""), 303)

    def document(self, request: Request) -> Response:
        """A description in the form and the profile that the client wants."""
        path = _path(request)
        node, extension = self._thing(path)
        if node is None:
            return self._absent(request, path)
        media = _MEDIA[extension] if extension else _wanted(request)
        profile = _profile(request)
        headers = {
            **_VARY,
            "Link": ", ".join(self._links(node, profile)),
            "Content-Location": self._place(node, _EXTENSIONS[media]),
        }
        if media != HTML:
            headers["Content-Profile"] = f"<{profile.value}>"
        return Response(self._content(node, media, profile), headers=headers, media_type=_charset(media))

    def _content(self, node: NamedNode, media: str, profile: Profile) -> str | bytes:
        if media == HTML:
            page = thing_page(self.context.site.presentation, self.context.site.representations, node)
            assert page is not None
            return page.html
        description = self.context.site.representations.description(node, profile)
        assert description is not None
        return self.context.site.representations.rdf(description, FORMS[_EXTENSIONS[media]])

    def _thing(self, path: str) -> tuple[NamedNode | None, str]:
        """The thing at a path and the extension that was asked for; a thing whose own IRI has a dot comes first."""
        node = self.context.links.node(path)
        if node is not None and self.context.site.representations.is_there(node):
            return node, ""
        stem, dot, extension = path.rpartition(".")
        if dot and extension in _MEDIA:
            node = self.context.links.node(stem)
            if node is not None and self.context.site.representations.is_there(node):
                return node, extension
        return None, ""

    def _absent(self, request: Request, path: str) -> Response:
        """The answer where the dataset has nothing: where it went, that it is gone, or what may have been meant."""
        published = self.context.site.representations.published
        stem, dot, extension = path.rpartition(".")
        if not dot or extension not in _MEDIA:
            stem, extension = path, ""
        node = self.context.links.node(stem)
        leads = published.leads_to(node) if node else ()
        if len(leads) == 1:
            target = NamedNode(leads[0])
            is_thing = path.startswith("id/") and leads[0].startswith(self.context.dataset.base)
            local = leads[0].removeprefix(self.context.dataset.base)
            place = self.context.links.file(local) if is_thing else self._place(target, extension)
            return RedirectResponse(place + _query(request), 301)
        nodes = [NamedNode(each) for each in leads]
        if nodes:
            return self._refuse(
                request, 300, "Several things", choices_page(self.context.site.presentation, nodes), list(leads)
            )
        if node and published.is_gone(node):
            return self._refuse(request, 410, "No longer published", gone_page(self.context.site.presentation))
        words = stem.rpartition("/")[2].replace("-", " ")
        page = missing_page(
            self.context.site.presentation, request.url.path, self.context.site.search.find(words, 5) if node else ()
        )
        return self._refuse(request, 404, "Nothing is known of this", page)

    def _refuse(
        self, request: Request, status: int, title: str, page: Page, choices: list[str] | None = None
    ) -> Response:
        if choose(request.headers.get("accept"), (HTML, "application/problem+json")) == HTML:
            return Response(page.html, status, _VARY, _charset(HTML))
        raise Problem(status, title, headers=_VARY, choices=choices or "")

    def _place(self, node: NamedNode, extension: str) -> str:
        links = self.context.links
        path = links.path(node) or ""
        return links.data(path, extension) if extension else links.to(path)

    def _links(self, node: NamedNode, profile: Profile) -> list[str]:
        """Where the same description is in other forms and profiles, what it is about, and its licence (RFC 8288)."""
        base = self.context.dataset.base
        canonical = base + quote(self.context.links.path(node) or "", safe="/:@!$&'()*+,;=~")
        found = [
            f'<{canonical}>; rel="canonical"',
            f'<{_ascii(node.value)}>; rel="describes"',
            f'<{profile.value}>; rel="profile"',
            f'<{_ascii(self.context.site.representations.licence(node))}>; rel="license"',
            f'<{self._place(node, "html")}>; rel="alternate"; type="{HTML}"',
        ]
        for each in Profile:
            for form in FORMS.values():
                place = f"{self._place(node, form.extension)}?_profile={each.token}"
                found.append(f'<{place}>; rel="alternate"; type="{form.media_type}"; profile="{each.value}"')
        return found


def _charset(media: str) -> str:
    return f"{media}; charset=utf-8"


def _path(request: Request) -> str:
    return request.url.path.removeprefix(request.scope.get("root_path", "")).lstrip("/")


def _query(request: Request) -> str:
    return f"?{request.url.query}" if request.url.query else ""


def _wanted(request: Request) -> str:
    """The media type that a client wants, by parameter or by header."""
    named = request.query_params.get("_mediatype")
    return negotiate(named or request.headers.get("accept"), tuple(_MEDIA.values()))


def _profile(request: Request) -> Profile:
    """The profile that a client wants, by parameter or by header; the short one when it wants none that there is.

    Raises:
        Problem: 400, when a parameter names a profile that there is not.
    """
    named = request.query_params.get("_profile")
    if named is not None:
        if (found := Profile.named(named)) is None:
            raise Problem(400, "There is no such profile.", available=[each.value for each in Profile])
        return found
    best, quality = Profile.SHORT, 0.0
    for part in request.headers.get("accept-profile", "").split(","):
        iri, _, parameters = part.strip().partition(";")
        found = Profile.named(iri.strip().strip("<>"))
        try:
            wanted = float(parameters.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if found and wanted > quality:
            best, quality = found, wanted
    return best


def _ascii(iri: str) -> str:
    """An IRI as a URI, so that a header can hold it."""
    return quote(iri, safe="/:@!$&'()*+,;=~?#%[]")
