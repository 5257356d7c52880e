"""The tokens of a SPARQL query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inspectgraph.errors import QueryError

_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\r\n]*)
    | (?P<iri><(?:[^\x00-\x20<>"{}|^`\\]|\\[uU][0-9A-Fa-f]{4,8})*>)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:[\w.-]+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)
    | (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d_]\w*)
    | (?P<space>\s+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
# "?a<1#>" may be an IRI, or a comparison and a comment; with a scheme and slashes it can only be an IRI.
_SURELY_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query.

    Attributes:
        kind: `iri`, `string`, `variable`, `blank`, `language`, `name`, `number`, `word` or `other`.
        text: As written.
        start: Where it begins.
    """

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query, without white space and comments.

    Raises:
        QueryError: A "<" may begin an IRI or be a comparison, and what follows differs.
    """
    for match in _TOKEN.finditer(query):
        kind, text = match.lastgroup or "other", match[0]
        if kind == "iri" and ("#" in text or "'" in text) and not _SURELY_IRI.match(text):
            raise QueryError(
                f"It is not clear whether {text} is an IRI or a comparison.",
                'Write the IRI in full, or leave a space after "<".',
            )
        if kind not in ("comment", "space"):
            yield Token(kind, text, match.start())
