"""Requests that change a store, tried again while it is away for a moment."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Generator, Mapping

import httpx

from inspectgraph.asking.web import Credentials, address
from inspectgraph.errors import ServingError

#: Of a request that fails for a while.
TRIES = 5
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0
_FOR_A_WHILE = frozenset({408, 425, 429, 500, 502, 503, 504})
_ADDRESS = (
    "Is this the address where it takes what --by says? Graphs: Oxigraph /store, Fuseki /NAME/data; updates: Oxigraph"
    " /update, Fuseki /NAME/update, Virtuoso /sparql-auth."
)
_HINTS = {
    401: "It asks who you are: give --token or --user.",
    403: "You may not write there; is the store read only?",
    404: _ADDRESS,
    405: _ADDRESS,
    413: "Make the pieces smaller with --triples.",
    415: _ADDRESS,
}


class Sender:
    """A client of a store at an address, for many threads; to be closed after use.

    Attributes:
        url: The address.
    """

    def __init__(
        self,
        endpoint: str,
        credentials: Credentials,
        wait: Callable[[float], None] = time.sleep,
        connections: int = 1,
    ) -> None:
        """Takes the address.

        Args:
            endpoint: Where the store takes what is sent.
            credentials: For stores that ask for them.
            wait: Lets some seconds pass before a request is tried again.
            connections: At a time.

        Raises:
            EndpointError: The address is none.
        """
        self.url = address(endpoint)
        name, _, password = credentials.user.partition(":")
        limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
        headers = {"Authorization": f"Bearer {credentials.token}"} if credentials.token else {}
        auth = _Password(name, password) if name else None
        self._client = httpx.Client(headers=headers, auth=auth, timeout=600, limits=limits)
        self._wait = wait

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def send(
        self, method: str, what: str, parameters: Mapping[str, str], media_type: str = "", content: bytes | None = None
    ) -> None:
        """Sends a request until the store has taken it.

        Args:
            method: Of HTTP; what is not there need not be deleted.
            what: What is sent, in words.
            parameters: Beside those of the address.
            media_type: Of the content.
            content: What is sent; none for a request without.

        Raises:
            ServingError: The store does not take it.
        """
        headers = {"Content-Type": media_type} if content is not None else {}
        for tries in range(1, TRIES + 1):
            pause = min(_FIRST_WAIT * 2 ** (tries - 1), _LONGEST_WAIT)
            try:
                answer = self._client.request(
                    method, self.url.copy_merge_params(dict(parameters)), content=content, headers=headers
                )
            except httpx.TransportError as error:
                if tries == TRIES:
                    raise ServingError(
                        f"{self.url} can't be reached: {error or type(error).__name__}",
                        "Load again later: it goes on where it ended.",
                    ) from error
            else:
                if answer.is_success or method == "DELETE" and answer.status_code == 404:
                    return
                if answer.status_code not in _FOR_A_WHILE or tries == TRIES:
                    raise _refusal(answer, what)
                pause = _retry_after(answer, pause)
            self._wait(pause)


class _Password(httpx.DigestAuth):
    """A name and a password, said at once, and by digest where the store wants that."""

    def __init__(self, name: str, password: str) -> None:
        super().__init__(name, password)
        self._basic = "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()
        self._by_digest = False

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if not self._by_digest:
            request.headers["Authorization"] = self._basic
            answer = yield request
            if answer.status_code != 401:
                return
            self._by_digest = True  # some stores ask for a digest only of who has said nothing yet
            del request.headers["Authorization"]
        yield from super().auth_flow(request)


def _retry_after(answer: httpx.Response, otherwise: float) -> float:
    said = answer.headers.get("retry-after", "")
    return min(float(said), _LONGEST_WAIT) if said.isdecimal() else otherwise


def _refusal(answer: httpx.Response, what: str) -> ServingError:
    said = " ".join(answer.text.split())[:200]
    message = f"The store refuses {what}: {answer.status_code} {answer.reason_phrase}"
    return ServingError(message + (f" ({said})" if said else ""), _HINTS.get(answer.status_code, ""))
