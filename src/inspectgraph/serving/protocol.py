"""The SPARQL 1.1 Protocol: from a request to a query, https://www.w3.org/TR/sparql11-protocol/."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request

from inspectgraph.asking.source import Scope
from inspectgraph.serving.answers import Question
from inspectgraph.serving.context import Settings
from inspectgraph.serving.problems import Problem

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
ACCEPTED = f"{FORM}, {QUERY}"
#: Short names for a form of the answer, for links that people follow.
FORMATS = {
    "json": "application/sparql-results+json, application/ld+json",
    "xml": "application/sparql-results+xml, application/rdf+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "nq": "application/n-quads",
}
_GRAPHS = {"default-graph-uri", "named-graph-uri"}
_READ_ONLY = "This endpoint is read only."
#: Percent-encoding makes three bytes of one.
_ENCODED = 3
_OTHERS = 4096


async def question(request: Request, settings: Settings) -> Question | None:
    """The query of a request; none when a GET has none.

    Raises:
        Problem: The request does not follow the protocol; it says how.
    """
    parameters = _parameters(request.scope["query_string"])
    text = None
    if request.method == "POST":
        kind = _content_type(request)
        body = await _body(request, settings)
        if kind == QUERY:
            text = _text(body)
        else:
            parameters += _parameters(body)
    return _question(request, settings, parameters, text)


def _question(
    request: Request, settings: Settings, parameters: list[tuple[str, str]], text: str | None
) -> Question | None:
    if any(name == "update" for name, _ in parameters):
        raise Problem(403, _READ_ONLY, "It takes no updates.")
    queries = [value for name, value in parameters if name == "query"] + ([] if text is None else [text])
    if len(queries) > 1:
        raise Problem(400, "There is more than one query.", "Send one in each request.")
    if not queries:
        if request.method == "POST" or any(name in _GRAPHS for name, _ in parameters):
            raise Problem(400, "There is no query.", 'Send it as the parameter "query".')
        return None
    if len(queries[0].encode()) > settings.limits.query:
        raise Problem(
            413 if request.method == "POST" else 414,
            f"The query is longer than {settings.limits.query:,} bytes, which is the limit of this server.",
        )
    scope = Scope(
        tuple(value for name, value in parameters if name == "default-graph-uri"),
        tuple(value for name, value in parameters if name == "named-graph-uri"),
        frozenset(settings.services),
    )
    return Question(queries[0], _accepted(request, parameters), scope)


def longest_body(settings: Settings) -> int:
    """Bytes of the longest body that may hold a query."""
    return settings.limits.query * _ENCODED + _OTHERS


def _accepted(request: Request, parameters: list[tuple[str, str]]) -> str | None:
    wanted = next((value for name, value in parameters if name == "format"), None)
    if wanted is None:
        return ", ".join(request.headers.getlist("accept")) or None
    if wanted not in FORMATS:
        raise Problem(406, f'There is no format "{wanted[:40]}".', available=list(FORMATS))
    return FORMATS[wanted]


def _content_type(request: Request) -> str:
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind == UPDATE:
        raise Problem(403, _READ_ONLY, "It takes no updates.")
    if kind not in (FORM, QUERY):
        said = (
            f'The body is of the type "{kind[:80]}".' if kind else "The request does not say of which type its body is."
        )
        raise Problem(415, said, f"A query comes as {FORM} or {QUERY}.", {"Accept-Post": ACCEPTED})
    charset = parameters.lower().partition("charset=")[2].partition(";")[0].strip(' "')
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise Problem(415, f"The body is in {charset[:40]}.", "SPARQL is written in UTF-8.", {"Accept-Post": ACCEPTED})
    return kind


async def _body(request: Request, settings: Settings) -> bytes:
    most = longest_body(settings)
    too_long = Problem(413, f"The body is longer than {most:,} bytes, which is the limit of this server.")
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > most:
        raise too_long
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise too_long
    return bytes(body)


def _parameters(encoded: bytes) -> list[tuple[str, str]]:
    try:
        text = encoded.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise Problem(400, "The parameters are not in UTF-8, percent-encoded.") from None
    except ValueError:
        raise Problem(400, "There are too many parameters.") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, f"The query is not in UTF-8: byte {error.start + 1} is wrong.") from None
