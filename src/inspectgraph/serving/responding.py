"""Answers that a cache may keep: with a tag that changes with the dataset, and nothing made when the client has it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

#: A client may keep an answer, and asks whether it is still good.
KEPT = "public, max-age=0, must-revalidate"


def respond(
    request: Request,
    tag: str,
    media_type: str,
    make: Callable[[], str | bytes],
    headers: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """An answer to a GET, or 304 when the client has it already.

    Args:
        request: With the path and the parameters on which the answer depends.
        tag: Of the dataset, and of the variant where the headers of the request decide about it.
        media_type: Of the answer; a charset is added to text.
        make: Gives the content; not called when the client has it.
        headers: Further headers.
        status: Of the answer when it is sent.
    """
    etag = entity_tag(tag, request.url.path, request.url.query, media_type)
    sent = {"ETag": etag, "Cache-Control": KEPT, "Access-Control-Allow-Origin": "*", **(headers or {})}
    if status == 200 and is_known(request, etag):
        return Response(status_code=304, headers=sent)
    written = media_type if media_type.startswith("image/") else f"{media_type}; charset=utf-8"
    return Response(make(), status, {**sent, "Content-Type": written})


def entity_tag(*parts: str) -> str:
    """The ETag of what the parts decide about."""
    return '"' + hashlib.blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest() + '"'


def is_known(request: Request, etag: str) -> bool:
    """Whether the client has the answer with this tag (RFC 9110, If-None-Match)."""
    given = request.headers.get("if-none-match", "")
    return any(each.strip().removeprefix("W/") in (etag, "*") for each in given.split(","))
