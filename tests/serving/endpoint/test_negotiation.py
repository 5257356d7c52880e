"""Which form a client wants, and whether it has an answer already."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.serving.conditional import always, compressed, has, tag_of
from inspectgraph.serving.negotiation import choose, negotiate
from inspectgraph.serving.problems import Problem

OFFERS = ("text/turtle", "application/ld+json", "text/html")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("*", "text/turtle"),
        ("text/html", "text/html"),
        ("TEXT/HTML", "text/html"),
        ("text/*", "text/turtle"),
        ("text/*;q=0.5, application/ld+json", "application/ld+json"),
        ("text/turtle;q=0, text/*", "text/html"),
        ("*/*, text/turtle;q=0.1", "application/ld+json"),
        ("text/html;q=0.3, text/turtle;q=0.3", "text/turtle"),
        ("text/html;charset=utf-8", "text/html"),
        ("application/ld+json;profile=x", None),
        ("image/png", None),
        ("text/turtle;q=0", None),
        ("image/png, */*;q=0.01", "text/turtle"),
        ("nonsense", "text/turtle"),
        ("text/html;q=none", "text/turtle"),
    ],
)
def test_choice(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, OFFERS) == chosen


def test_a_refusal_says_what_there_is() -> None:
    with pytest.raises(Problem) as refused:
        negotiate("image/png", OFFERS)
    assert refused.value.status == 406
    assert refused.value.members["available"] == list(OFFERS)
    assert b"text/turtle, application/ld+json, text/html" in refused.value.as_text()


@given(st.text())
def test_any_header_is_understood_somehow(accept: str) -> None:
    assert choose(accept, OFFERS) in (*OFFERS, None)


def test_tags() -> None:
    tag = tag_of(b"ab", b"c")
    assert tag != tag_of(b"a", b"bc")
    assert has(b"*", tag)
    assert has(b'"x", ' + tag, tag)
    assert has(b"W/" + tag, tag)
    assert has(compressed(tag), tag)
    assert has(tag, b"W/" + tag)
    assert not has(b'"x"', tag)
    assert compressed(b"") == b""


def test_vary_comes_once() -> None:
    headers = always([(b"Vary", b"Accept-Profile, accept"), (b"X", b"y")], b"Accept-Encoding")
    assert [value for name, value in headers if name == b"vary"] == [b"accept, Accept-Encoding, Accept-Profile"]
