"""The ways into a store: graph by graph, by updates, or as N-Quads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from inspectgraph.loading.parts import DEFAULT, Part
from inspectgraph.loading.sending import Sender

_TRIPLES, _QUADS, _UPDATE = "application/n-triples", "application/n-quads", "application/sparql-update"


class Target(Protocol):
    """A way into a store.

    Attributes:
        gathers: Whether it takes several graphs with one request.
        adds: Whether it takes a graph that it was not told of for empty, which saves a request for each.
    """

    gathers: bool
    adds: bool

    def put(self, parts: Sequence[Part], clear: Sequence[str]) -> None:
        """Adds parts of graphs, some of which are emptied first.

        Args:
            parts: One, unless it gathers.
            clear: Graphs whose former content goes.

        Raises:
            ServingError: The store does not take them.
        """

    def delete(self, graph: str) -> None:
        """Takes a graph out of the store, if it is there.

        Raises:
            ServingError: The store does not let go of it.
        """


class GraphStore:
    """By the SPARQL 1.1 Graph Store HTTP Protocol, https://www.w3.org/TR/sparql11-http-rdf-update/.

    Args:
        sender: To where graphs are put; the graph is named by the parameter `graph` or `default`.
        most: Triples in one request. Between them a graph is not whole.
    """

    gathers, adds = False, False

    def __init__(self, sender: Sender, most: int = 10_000) -> None:
        self._sender, self._most = sender, most

    def put(self, parts: Sequence[Part], clear: Sequence[str]) -> None:
        """Adds parts of graphs, some of which are emptied first."""
        for part in parts:
            method = "PUT" if part.graph in clear else "POST"
            for piece in _pieces(part.triples, self._most):
                self._sender.send(method, _words(part.graph), _named(part.graph), _TRIPLES, b"".join(piece))
                method = "POST"

    def delete(self, graph: str) -> None:
        """Takes a graph out of the store, if it is there."""
        self._sender.send("DELETE", _words(graph), _named(graph))


class Updates:
    """By SPARQL 1.1 Update.

    Args:
        sender: To where updates are sent.
        most: Triples in one update.
    """

    gathers, adds = True, False

    def __init__(self, sender: Sender, most: int = 10_000) -> None:
        self._sender, self._most = sender, most

    def put(self, parts: Sequence[Part], clear: Sequence[str]) -> None:
        """Adds parts of graphs, some of which are emptied first."""
        update = "".join(f"{_dropped(graph)} ;\n" for graph in clear).encode()
        said = [(part.graph, piece) for part in parts for piece in _pieces(part.triples, self._most)]
        held: list[bytes] = []
        size = 0
        for graph, piece in said:
            if held and size + len(piece) > self._most:
                self._insert(update, held)
                update, held, size = b"", [], 0
            text = b"".join(piece)
            held.append(text if graph == DEFAULT else b"GRAPH <%b> {\n%b}\n" % (graph.encode(), text))
            size += len(piece)
        self._insert(update, held)

    def _insert(self, update: bytes, said: Sequence[bytes]) -> None:
        content = update + b"INSERT DATA {\n" + b"".join(said) + b"}\n"
        self._sender.send("POST", "an update", {}, _UPDATE, content)

    def delete(self, graph: str) -> None:
        """Takes a graph out of the store, if it is there."""
        self._sender.send("POST", "an update", {}, _UPDATE, _dropped(graph).encode())


class Quads:
    """As N-Quads in bulk, where the address of the Graph Store Protocol takes them, as those of Oxigraph and Jena do.

    Args:
        sender: To that address.
        most: Quads in one request.
    """

    gathers, adds = True, True

    def __init__(self, sender: Sender, most: int = 10_000) -> None:
        self._sender, self._most = sender, most

    def put(self, parts: Sequence[Part], clear: Sequence[str]) -> None:
        """Adds parts of graphs, some of which are emptied first."""
        for graph in clear:
            self.delete(graph)
        lines = [line for part in parts for line in _quads(part)]
        for piece in _pieces(lines, self._most):
            self._sender.send("POST", "N-Quads", {}, _QUADS, b"".join(piece))

    def delete(self, graph: str) -> None:
        """Takes a graph out of the store, if it is there."""
        self._sender.send("DELETE", _words(graph), _named(graph))


def _pieces(lines: list[bytes], most: int) -> Iterator[list[bytes]]:
    for start in range(0, len(lines), most):
        yield lines[start : start + most]


def _quads(part: Part) -> Iterator[bytes]:
    if part.graph == DEFAULT:
        return iter(part.triples)
    end = f"<{part.graph}> .\n".encode()
    return (line[:-2] + end for line in part.triples)


def _dropped(graph: str) -> str:
    return "CLEAR SILENT DEFAULT" if graph == DEFAULT else f"DROP SILENT GRAPH <{graph}>"


def _named(graph: str) -> dict[str, str]:
    return {"default": ""} if graph == DEFAULT else {"graph": graph}


def _words(graph: str) -> str:
    return "the default graph" if graph == DEFAULT else f"graph {graph}"
