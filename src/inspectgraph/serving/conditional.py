"""Entity tags, and the headers that every answer carries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

Headers = list[tuple[bytes, bytes]]

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
#: Anybody may read what is published, and nobody's identity is asked for.
_ALWAYS: Headers = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"Content-Location, ETag, Link, Retry-After"),
    (b"content-security-policy", _POLICY.encode()),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
]
_PREFLIGHT: Headers = [
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Accept-Profile, Content-Type, If-None-Match"),
    (b"access-control-max-age", b"86400"),
]
_GZIP = b"-gzip"


def tag_of(*parts: bytes) -> bytes:
    """A strong entity tag that differs whenever one of the parts does."""
    digest = hashlib.blake2b(digest_size=12)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return b'"' + digest.hexdigest().encode() + b'"'


def compressed(tag: bytes) -> bytes:
    """The tag of the same representation once it is compressed: its bytes are other ones. None stays none."""
    if not tag:
        return b""
    return tag[:-1] + _GZIP + b'"'


def has(if_none_match: bytes, tag: bytes) -> bool:
    """Whether a client that sent this `If-None-Match` has the representation already, compressed or not."""
    if if_none_match.strip() == b"*":
        return True
    bare = tag.removeprefix(b"W/")
    known = {bare, compressed(bare)}
    return any(each.strip().removeprefix(b"W/") in known for each in if_none_match.split(b","))


def always(headers: Iterable[tuple[bytes, bytes]], *more: bytes) -> Headers:
    """Headers of an answer with those that every answer carries; `Vary` comes last, and once.

    Args:
        headers: Of the answer.
        more: Names of request headers on which the answer depends.
    """
    own, vary = [], [b"Accept", *more]
    for name, value in headers:
        if name.lower() == b"vary":
            vary += [each.strip() for each in value.split(b",")]
        else:
            own.append((name.lower(), value))
    named = {name for name, _ in own}
    merged = {each.lower(): each for each in vary if each}
    kept = [header for header in _ALWAYS if header[0] not in named]
    return [*own, *kept, (b"vary", b", ".join(merged.values()))]


def preflight() -> Headers:
    """The answer to a browser that asks what a page of another site may do here."""
    return [*_ALWAYS, *_PREFLIGHT]
