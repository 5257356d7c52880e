"""A store elsewhere, asked by the SPARQL 1.1 Protocol."""

from __future__ import annotations

import time
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING, NoReturn, TypeVar, cast

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat, Triple

from inspectgraph.asking import guard
from inspectgraph.asking.descriptions import Descriptions
from inspectgraph.asking.embedded import told
from inspectgraph.asking.names import QUERY_PREFIXES
from inspectgraph.asking.results import Answer, Row
from inspectgraph.asking.source import CONSOLIDATED, WHOLE, Rows, Scope, TripleStream
from inspectgraph.asking.web import Credentials, address, client
from inspectgraph.errors import EndpointError, OutputError, QueryError
from inspectgraph.graph.terms import XSD

if TYPE_CHECKING:
    import httpx

Each = TypeVar("Each")
#: The protocol's name for the graph that a query reads without `GRAPH`.
_DEFAULT_GRAPH = "default-graph-uri"
_ROWS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
}
_TRIPLES = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
}
#: Virtuoso writes truth values as numbers.
_BOOLEANS = {
    Literal(number, datatype=XSD.boolean): Literal(word, datatype=XSD.boolean)
    for number, word in (("1", "true"), ("0", "false"))
}
_WHERE = "Is the store running, and is this where it takes queries? Oxigraph: /query, Fuseki: /NAME/query, Virtuoso: /sparql."
_BASE = """
SELECT DISTINCT ?graph WHERE {{
  GRAPH ?graph {{ ?thing a {kind} }}
  FILTER(STRENDS(STR(?graph), "{suffix}"))
}} LIMIT 1
"""
_KINDS = ("<http://rdfs.org/ns/void#Dataset>", "<https://w3id.org/inspectgraph/ontology#Inspection>", "?any")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an answer may take.

    Attributes:
        seconds: Until it is there as a whole.
        size: Bytes of it, as they are sent.
    """

    seconds: float = 60.0
    size: int = 2**30


class Endpoint:
    """A source of answers at an address. It serves many threads; its connections end when nobody needs it any more."""

    def __init__(self, endpoint: str, credentials: Credentials | None = None, bounds: Bounds | None = None) -> None:
        """Takes the address; nothing is asked yet.

        Args:
            endpoint: Where the store takes queries. Its parameter `default-graph-uri` names the graph that holds the
                build's default graph, for stores that have no default graph of their own.
            credentials: For stores that ask for them.
            bounds: Of each answer.

        Raises:
            EndpointError: The address is none.
        """
        self._bounds = bounds or Bounds()
        url = address(endpoint)
        self._client = client(credentials or Credentials(), self._bounds.seconds, 16)
        # Whoever asks a dataset does not know that it has connections.
        weakref.finalize(self, self._client.close)
        #: With the parameters that every query has; a scope has its own default graph.
        self._url, self._unscoped = url, url.copy_remove_param(_DEFAULT_GRAPH)
        named = url.params.get(_DEFAULT_GRAPH)
        self._default = NamedNode(named) if named else None
        #: What is said of things in the default graph, which most is asked of, and in all graphs.
        self._settled = Descriptions(partial(self._describe, graph=DefaultGraph()))
        self._all = Descriptions(partial(self._describe, graph=None))

    def base(self) -> str:
        """The base of the build's dataset.

        Raises:
            OutputError: The store holds no build.
            EndpointError: The endpoint does not answer as it should.
        """
        for kind, suffix in zip(_KINDS, ("graph/dataset", CONSOLIDATED, CONSOLIDATED), strict=True):
            for row in self._select(_BASE.format(kind=kind, suffix=suffix), ("graph",)):
                if isinstance(row[0], NamedNode):
                    return row[0].value.removesuffix(suffix)
        raise OutputError(
            f"The store at {self._unscoped} holds no build: it has no graph of what the documents say together.",
            "Load one first: inspectgraph load ADDRESS",
        )

    def stream(self, sparql: str, base: str, scope: Scope) -> Rows | Answer | TripleStream:
        """The answer to a query.

        Raises:
            QueryError: The query is wrong, or the endpoint refuses it.
            EndpointError: The endpoint does not answer as it should; also while the answer is read.
        """
        guard.check_elsewhere(sparql, QUERY_PREFIXES, base)
        # An empty store of our own tells what is wrong with a query in the same words as a full one.
        with told(sparql):
            parsed = pyoxigraph.Store().query(sparql, base_iri=base, prefixes=QUERY_PREFIXES)
        whole = guard.prologue(sparql, QUERY_PREFIXES, base) + sparql
        if isinstance(parsed, pyoxigraph.QueryTriples):
            return TripleStream(self._triples(whole, scope))
        if isinstance(parsed, pyoxigraph.QueryBoolean):
            return Answer(self._truth(whole, scope))
        variables = guard.shown_variables(sparql, tuple(variable.value for variable in parsed.variables))
        return Rows(variables, self._select(whole, variables, scope))

    def quads(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        value: NamedNode | Literal | None,
        graph: NamedNode | DefaultGraph | None,
    ) -> Iterator[Quad]:
        """The quads of a pattern in all graphs, or in one. What is said of a thing is asked for once, as a whole."""
        if subject is None:
            # Read to its end, so that no connection is held while more is asked of what was found.
            found = list(self._pattern(predicate, value, graph))
            self._settled.met(found)
            self._all.met(found)
            return iter(found)
        descriptions = self._settled if isinstance(graph, DefaultGraph) else self._all
        return (
            quad
            for quad in descriptions.of(subject)
            if (predicate is None or quad.predicate == predicate)
            and (value is None or quad.object == value)
            and (graph is None or quad.graph_name == graph)
        )

    def is_graph(self, graph: NamedNode) -> bool:
        """Whether there is a named graph."""
        return any(self._select(f"SELECT ?s WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }} LIMIT 1", ("s",)))

    def _pattern(
        self, predicate: NamedNode | None, value: NamedNode | Literal | None, graph: NamedNode | DefaultGraph | None
    ) -> Iterator[Quad]:
        pattern = f"?s {predicate or '?p'} {value or '?o'}"
        for row in self._select(self._in(pattern, graph), ("s", "p", "o", "g")):
            yield self._quad(row[0], predicate or row[1], value or row[2], graph or row[3])

    def _describe(self, nodes: list[NamedNode], graph: DefaultGraph | None) -> Iterator[Quad]:
        values = " ".join(str(node) for node in nodes)
        for row in self._select(self._in(f"VALUES ?s {{ {values} }} ?s ?p ?o", graph), ("s", "p", "o", "g")):
            yield self._quad(*row)

    def _in(self, pattern: str, graph: NamedNode | DefaultGraph | None) -> str:
        """Asks for a pattern in one graph, or in all of them with `?g` for the graph.

        A default graph that has a name in this store is asked for by its name: told of it by the protocol, Virtuoso no
        longer finds other graphs by theirs.
        """
        if isinstance(graph, DefaultGraph) and self._default:
            graph = self._default
        if isinstance(graph, DefaultGraph):
            where = pattern
        elif graph is not None:
            where = f"GRAPH {graph} {{ {pattern} }}"
        elif self._default:
            where = f"GRAPH ?g {{ {pattern} }}"
        else:
            where = f"{{ {pattern} }} UNION {{ GRAPH ?g {{ {pattern} }} }}"
        return f"SELECT * WHERE {{ {where} }}"

    def _quad(self, subject: object, predicate: object, value: object, graph: object) -> Quad:
        assert isinstance(subject, NamedNode | BlankNode)
        assert isinstance(predicate, NamedNode)
        assert isinstance(value, NamedNode | BlankNode | Literal | Triple)
        assert graph is None or isinstance(graph, NamedNode | BlankNode | DefaultGraph)
        return Quad(subject, predicate, value, DefaultGraph() if graph in (None, self._default) else graph)

    def _select(self, sparql: str, variables: tuple[str, ...], scope: Scope | None = None) -> Iterator[Row]:
        with self._sent(sparql, scope, _ROWS) as (body, form):
            found = pyoxigraph.parse_query_results(body.file, format=_ROWS[form])
            if isinstance(found, pyoxigraph.QueryBoolean):
                raise EndpointError(f"{self._unscoped} answers with a truth value where rows are due.", _WHERE)
            known = {variable.value for variable in found.variables}
            rows = 0
            try:
                for row in found:
                    rows += 1
                    yield tuple(_written(row[name]) if name in known else None for name in variables)
            finally:
                del found  # which has to end in the thread in which it began, whoever keeps an error's frames
            body.complete(rows)

    def _truth(self, sparql: str, scope: Scope) -> bool:
        with self._sent(sparql, scope, _ROWS) as (body, form):
            found = pyoxigraph.parse_query_results(body.file, format=_ROWS[form])
            if isinstance(found, pyoxigraph.QueryBoolean):
                return bool(found)
            # Virtuoso, which has no form for truth values, gives a row.
            row = next(found, None)
            if row is None or [each.value for each in found.variables] != ["__ASK_RETVAL"]:
                raise EndpointError(f"{self._unscoped} answers with rows where a truth value is due.", _WHERE)
            return row[0].value in ("1", "true")

    def _triples(self, sparql: str, scope: Scope) -> Iterator[Triple]:
        with self._sent(sparql, scope, _TRIPLES) as (body, form):
            triples = 0
            for quad in pyoxigraph.parse(body.file, format=_TRIPLES[form]):
                triples += 1
                yield Triple(quad.subject, quad.predicate, _written(quad.object))
            body.complete(triples)

    @contextmanager
    def _sent(self, sparql: str, scope: Scope | None, forms: Mapping[str, object]) -> Iterator[tuple[_Body, str]]:
        """Asks, and gives the answer with its media type; what goes wrong while it is read is said for people.

        A query of our own has no scope: it names what it reads.
        """
        import httpx

        sent: dict[str, str | list[str]] = {"query": sparql}
        if scope and (scope.default or scope.named):
            sent |= {_DEFAULT_GRAPH: list(scope.default), "named-graph-uri": list(scope.named)}
        accept = ", ".join(f"{media};q={1 - place / 10:.1f}" for place, media in enumerate(forms))
        try:
            with self._client.stream(
                "POST", self._url if scope == WHOLE else self._unscoped, data=sent, headers={"Accept": accept}
            ) as answer:
                media = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
                if not answer.is_success or media not in forms:
                    self._refused(answer, media)
                yield _Body(answer, self._bounds, str(self._unscoped)), media
        except httpx.TimeoutException as error:
            raise _too_late(str(self._unscoped), self._bounds.seconds) from error
        except httpx.ConnectError as error:
            raise EndpointError(f"{self._unscoped} can't be reached: {error}", _WHERE) from error
        except (httpx.HTTPError, SyntaxError, ValueError) as error:
            raise EndpointError(
                f"{self._unscoped} has sent an answer that breaks off, or is no SPARQL: {error}", _WHERE
            ) from error

    def _refused(self, answer: httpx.Response, media: str) -> NoReturn:
        """Says why there is no answer."""
        status, where = answer.status_code, self._unscoped
        if answer.is_success:
            raise EndpointError(f"{where} answers with {media or 'nothing'}, which is no answer to SPARQL.", _WHERE)
        said = ""
        if "html" not in media:
            answer.read()
            said = " ".join(answer.text.split())[:300]
        why = f"{status} {answer.reason_phrase}" + (f" ({said})" if said else "")
        if status in (400, 500) and said:
            raise QueryError(f"{where} does not answer this query: {said}")
        if status in (408, 504):
            raise _too_late(str(where), self._bounds.seconds)
        hints = {
            401: "It asks who you are: set INSPECTGRAPH_TOKEN, or INSPECTGRAPH_USER to NAME:PASSWORD.",
            403: "You may not ask there.",
            429: "It has too much to do; ask again later.",
            503: "It has too much to do; ask again later.",
        }
        raise EndpointError(f"{where} does not answer: {why}", hints.get(status, _WHERE))


def _too_late(where: str, seconds: float) -> EndpointError:
    """What to say when an answer is not there in time."""
    return EndpointError(
        f"{where} took longer than {seconds:g} seconds, which is the limit.",
        "Ask for less: fewer patterns that share no variable, a LIMIT, or a part of the graph at a time.",
        late=True,
    )


def _written(term: Each) -> Each | Literal:
    """A term as a build writes it."""
    return _BOOLEANS.get(term, term)  # type: ignore[call-overload, no-any-return]


class _Body:
    """An answer while it comes in, as a file that is read once, within bounds."""

    def __init__(self, answer: httpx.Response, bounds: Bounds, where: str) -> None:
        self._pieces = answer.iter_bytes()
        self._bounds, self._where = bounds, where
        self._end = time.monotonic() + bounds.seconds
        self._size = 0
        self._cut = answer.headers.get("x-sparql-maxrows", ""), answer.headers.get("x-sql-state", "")
        self._held = memoryview(b"")

    @property
    def file(self) -> IO[bytes]:
        """The same for a parser, which does no more than read."""
        return cast(IO[bytes], self)

    def read(self, size: int) -> bytes:
        """The next bytes, at most so many; none at the end.

        Raises:
            EndpointError: The answer is beyond its bounds.
        """
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._size += len(piece)
            if self._size > self._bounds.size:
                raise EndpointError(
                    f"{self._where} sends more than {self._bounds.size:,} bytes, which is the limit.",
                    "Ask for less with LIMIT and OFFSET.",
                )
            if time.monotonic() > self._end:
                raise _too_late(self._where, self._bounds.seconds)
            self._held = memoryview(piece)
        taken, self._held = self._held[:size], self._held[size:]
        return bytes(taken)

    def complete(self, count: int) -> None:
        """Looks whether the store has left something out, which Virtuoso says in the head of its answer only.

        Raises:
            EndpointError: It has.
        """
        most, state = self._cut
        if (most.isdecimal() and count >= int(most)) or state.startswith("S1T"):
            raise EndpointError(
                f"{self._where} has sent the first {count:,} rows only: it sends no more at a time.",
                "Raise its limit (ResultSetMaxRows in virtuoso.ini), or ask for less.",
            )
