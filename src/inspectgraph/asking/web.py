"""Clients of stores at addresses of the web."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from inspectgraph.errors import EndpointError

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks, or loads.

    Attributes:
        token: A bearer token.
        user: Name and password with a colon between them.
    """

    token: str = field(default="", repr=False)
    user: str = field(default="", repr=False)

    @classmethod
    def of_environment(cls) -> Credentials:
        """Those in `INSPECTGRAPH_TOKEN` or `INSPECTGRAPH_USER`, where nobody else sees them."""
        return cls(os.environ.get("INSPECTGRAPH_TOKEN", ""), os.environ.get("INSPECTGRAPH_USER", ""))


def address(endpoint: str) -> httpx.URL:
    """An address as it was typed.

    Raises:
        EndpointError: It is none, or the package that speaks HTTP is not installed.
    """
    try:
        import httpx
    except ModuleNotFoundError as error:
        raise EndpointError(
            f"a store elsewhere is asked with the package {error.name}", "pip install 'inspectgraph[load]'"
        ) from error
    try:
        url = httpx.URL(endpoint)
    except httpx.InvalidURL as error:
        raise EndpointError(f'"{endpoint}" is no address: {error}') from error
    if url.scheme not in ("http", "https") or not url.host:
        raise EndpointError(f'"{endpoint}" is no address of the web.', "It begins with http:// or https://.")
    if url.userinfo:
        raise EndpointError(
            f"{url.copy_with(userinfo=b'')} was given with a name or a password, which others would get to see.",
            "Put them into INSPECTGRAPH_USER as NAME:PASSWORD.",
        )
    return url


def client(credentials: Credentials, seconds: float, connections: int = 1) -> httpx.Client:
    """A client that follows no redirect, to be closed after use.

    Args:
        credentials: For stores that ask for them.
        seconds: For which a store may be silent.
        connections: At a time.
    """
    import httpx

    headers = {"Authorization": f"Bearer {credentials.token}"} if credentials.token else {}
    name, _, password = credentials.user.partition(":")
    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
    return httpx.Client(headers=headers, auth=(name, password) if name else None, timeout=seconds, limits=limits)
