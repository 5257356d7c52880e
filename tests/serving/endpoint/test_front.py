"""What stands before the routes: answers are made once, and given again in each form that clients want."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from inspectgraph.serving.front import Front

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Site:
    """A front before some pages, which counts how often they are made."""

    def __init__(self, *, most: int = 100_000) -> None:
        self.made = 0
        app = Starlette(
            routes=[
                Route("/page", self.page),
                Route("/private", self.private),
                Route("/stream", self.stream),
                Route("/post", self.page, methods=["POST"]),
            ]
        )
        self.front = Front(app, most=most, silence=5)
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(self.front), base_url="http://x")

    def page(self, request: Request) -> Response:
        self.made += 1
        return PlainTextResponse(f"{request.url.query} {request.headers.get('accept')} " + "word " * 1000)

    def private(self, request: Request) -> Response:
        self.made += 1
        return PlainTextResponse("x", headers={"Cache-Control": "no-store"})

    def stream(self, request: Request) -> Response:
        self.made += 1
        return StreamingResponse(iter(["word " * 500, "end"]), headers={"ETag": '"s"', "Content-Type": "text/csv"})


@pytest.fixture
def site() -> Site:
    return Site()


async def test_an_answer_is_made_once_for_each_address_and_accept(site: Site) -> None:
    first = await site.client.get("/page?a")
    again = await site.client.get("/page?a")
    assert site.made == 1
    assert again.content == first.content
    assert again.headers == first.headers
    await site.client.get("/page?b")
    other = await site.client.get("/page?a", headers={"Accept": "text/plain"})
    assert site.made == 3
    assert other.headers["etag"] != first.headers["etag"]
    assert site.front.metrics.from_cache == 1


async def test_the_kept_answer_fits_what_each_client_can_take(site: Site) -> None:
    packed = await site.client.get("/page", headers={"Accept-Encoding": "gzip"})
    plain = await site.client.get("/page", headers={"Accept-Encoding": "identity"})
    assert site.made == 1
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert packed.headers["etag"] != plain.headers["etag"]
    assert plain.headers["vary"] == "Accept, Accept-Encoding"
    for tag in (packed.headers["etag"], plain.headers["etag"]):
        known = await site.client.get("/page", headers={"If-None-Match": tag})
        assert known.status_code == 304
        assert known.content == b""
        assert "content-length" not in known.headers


async def test_head_is_a_get_without_its_body(site: Site) -> None:
    head = await site.client.head("/page")
    got = await site.client.get("/page")
    assert head.content == b""
    assert head.headers == got.headers


@pytest.mark.parametrize("path", ["/private", "/stream", "/nowhere"])
async def test_what_is_not_kept(site: Site, path: str) -> None:
    for _ in range(2):
        await site.client.get(path)
    assert site.made in (0, 2)
    assert site.front.kept == 0
    await site.client.post("/post")
    assert site.front.kept == 0


async def test_a_stream_is_compressed_and_known_by_its_tag(site: Site) -> None:
    packed = await site.client.get("/stream", headers={"Accept-Encoding": "gzip"})
    plain = await site.client.get("/stream", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content == b"word " * 500 + b"end"
    known = await site.client.get("/stream", headers={"If-None-Match": plain.headers["etag"]})
    assert known.status_code == 304


async def test_the_memory_for_answers_is_bounded() -> None:
    site = Site(most=60_000)
    for number in range(50):
        await site.client.get(f"/page?{number}")
    assert 0 < site.front.kept <= 60_000
    assert site.made == 50
    await site.client.get("/page?49")
    assert site.made == 50


async def test_every_answer_may_be_read_from_elsewhere(site: Site) -> None:
    for path in ("/page", "/page", "/private", "/stream", "/nowhere"):
        answer = await site.client.get(path)
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_routes_are_counted_by_their_class(site: Site) -> None:
    made: Callable[[], dict[tuple[str, int], int]] = lambda: dict(site.front.metrics.requests)  # noqa: E731
    await site.client.get("/page")
    await site.client.get("/page")
    await site.client.get("/nowhere")
    counted = made()
    assert sorted(counted.values()) == [1, 2]
    assert ("none", 404) in counted
