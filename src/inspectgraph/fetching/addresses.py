"""From which addresses the program fetches."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from inspectgraph.errors import FetchError

#: Hosts on which the inspectorates publish their reports.
PUBLISHERS = frozenset({"files.ofsted.gov.uk", "reports.ofsted.gov.uk", "assets.publishing.service.gov.uk"})
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Addresses:
    """What may be fetched from.

    Attributes:
        hosts: Names of hosts that are reached by https on its own port.
        loopback: Whether this machine may be asked too, by http on any port; for tests.
    """

    hosts: frozenset[str] = PUBLISHERS
    loopback: bool = False

    def allowed(self, url: httpx.URL) -> httpx.URL:
        """The address itself, when it may be fetched from.

        Raises:
            FetchError: It may not, or it is no address.
        """
        if url.userinfo:
            raise FetchError("the address holds a user name")
        if self.loopback and url.scheme == "http" and url.host in _LOOPBACK:
            return url
        if url.scheme != "https":
            raise FetchError(f"the address {str(url)!r} is not https")
        if url.host not in self.hosts or url.port not in (None, 443):
            raise FetchError(f"the host {url.netloc.decode('ascii')} is not on the list of publishers")
        return url

    def parse(self, address: str, base: httpx.URL | None = None) -> httpx.URL:
        """An address as text, absolute or seen from another, when it may be fetched from.

        Raises:
            FetchError: It may not, or it is no address.
        """
        try:
            url = base.join(address) if base else httpx.URL(address)
        except (httpx.InvalidURL, ValueError) as error:
            raise FetchError(f"{address!r} is no address: {error}") from error
        return self.allowed(url)
