"""A client of the SPARQL 1.1 Graph Store HTTP Protocol, https://www.w3.org/TR/sparql11-http-rdf-update/."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import httpx

from inspectgraph.errors import ServingError

#: Of a request that fails for a while.
TRIES = 5
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0
_FOR_A_WHILE = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who loads.

    Attributes:
        token: A bearer token.
        user: Name and password with a colon between them.
    """

    token: str = ""
    user: str = ""


class GraphStore:
    """A store at an address; to be closed after use."""

    def __init__(self, endpoint: str, credentials: Credentials, wait: Callable[[float], None] = time.sleep) -> None:
        """Takes the address.

        Args:
            endpoint: Where graphs are put; the graph is named by the parameter `graph` or `default`.
            credentials: For stores that ask for them.
            wait: Lets some seconds pass before a request is tried again.

        Raises:
            ServingError: The address is none.
        """
        try:
            self._endpoint = httpx.URL(endpoint)
        except httpx.InvalidURL as error:
            raise ServingError(f'"{endpoint}" is no address: {error}') from error
        if self._endpoint.scheme not in ("http", "https") or not self._endpoint.host:
            raise ServingError(f'"{endpoint}" is no address of the web.', "It begins with http:// or https://.")
        headers = {"Authorization": f"Bearer {credentials.token}"} if credentials.token else {}
        name, _, password = credentials.user.partition(":")
        self._client = httpx.Client(headers=headers, auth=(name, password) if name else None, timeout=120)
        self._wait = wait

    def __enter__(self) -> GraphStore:
        """The store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes the connection."""
        self._client.close()

    def put(self, graph: str | None, pieces: Sequence[bytes]) -> None:
        """Makes the content of a graph what the pieces say, whatever it was before.

        Args:
            graph: Its IRI; `None` for the default graph.
            pieces: N-Triples, as many as the store may be asked to take at once. Between them the graph is not whole.

        Raises:
            ServingError: The store does not take it.
        """
        for number, piece in enumerate(pieces or [b""]):
            self._send("POST" if number else "PUT", graph, piece)

    def delete(self, graph: str) -> None:
        """Takes a graph out of the store, if it is there.

        Raises:
            ServingError: The store does not let go of it.
        """
        self._send("DELETE", graph, None)

    def _send(self, method: str, graph: str | None, content: bytes | None) -> None:
        address = self._endpoint.copy_merge_params({"graph": graph} if graph else {"default": ""})
        headers = {"Content-Type": "application/n-triples"} if content is not None else {}
        for tries in range(1, TRIES + 1):
            pause = min(_FIRST_WAIT * 2 ** (tries - 1), _LONGEST_WAIT)
            try:
                answer = self._client.request(method, address, content=content, headers=headers)
            except httpx.TransportError as error:
                if tries == TRIES:
                    raise ServingError(
                        f"{self._endpoint} can't be reached: {error or type(error).__name__}",
                        "Load again later: it goes on where it ended.",
                    ) from error
            else:
                if answer.is_success or method == "DELETE" and answer.status_code == 404:
                    return
                if answer.status_code not in _FOR_A_WHILE or tries == TRIES:
                    raise _refusal(answer, graph)
                pause = _retry_after(answer, pause)
            self._wait(pause)


def _retry_after(answer: httpx.Response, otherwise: float) -> float:
    said = answer.headers.get("retry-after", "")
    return min(float(said), _LONGEST_WAIT) if said.isdecimal() else otherwise


def _refusal(answer: httpx.Response, graph: str | None) -> ServingError:
    what = f"graph {graph}" if graph else "the default graph"
    said = " ".join(answer.text.split())[:200]
    hints = {
        401: "It asks who you are: give --token or --user.",
        403: "You may not write there; is the store read only?",
        404: "Is this the address of its Graph Store Protocol? Oxigraph has it at /store, Fuseki at /NAME/data.",
        405: "Is this the address of its Graph Store Protocol? Oxigraph has it at /store, Fuseki at /NAME/data.",
        413: "Make the pieces smaller with --triples.",
    }
    message = f"The store refuses {what}: {answer.status_code} {answer.reason_phrase}"
    return ServingError(message + (f" ({said})" if said else ""), hints.get(answer.status_code, ""))
