"""Running the server at an address of this machine."""

from __future__ import annotations

import gc
import logging
import socket
import sys
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from inspectgraph.asking.place import Place
from inspectgraph.errors import ServingError
from inspectgraph.serving.app import application
from inspectgraph.serving.connection import connections
from inspectgraph.serving.context import Settings


class _Server(uvicorn.Server):
    """A server that says when it has started."""

    def __init__(self, config: uvicorn.Config, told: Callable[[], None]) -> None:
        super().__init__(config)
        self._told = told

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._told()


def run(place: Place, settings: Settings, host: str, port: int, told: Callable[[str], None]) -> None:
    """Serves a build until it is interrupted.

    Args:
        place: Where the build is.
        settings: The publisher's.
        host: Address or name of this machine.
        port: 0 takes any that is free.
        told: Is told the address of the site once it answers.

    Raises:
        OutputError: There is no build.
        EndpointError: Its endpoint does not answer as it should.
        ServingError: The address can't be used, or the server can't start.
    """
    if not hasattr(socket, "AF_UNIX") or sys.platform == "win32":
        raise ServingError(
            "serving needs processes that can be forked, which this system does not have",
            "On Windows, the Windows Subsystem for Linux has them.",
        )
    with _listen(host, port) as listening:
        app = application(place, settings)
        # What is there now stays; the collector need not walk through it again and again.
        gc.collect()
        gc.freeze()
        _many_files()
        _write_log()
        limits = settings.limits
        config = uvicorn.Config(
            app,
            http=connections(limits.silence),
            loop="uvloop",
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=limits.connections,
            timeout_graceful_shutdown=3,
        )
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{listening.getsockname()[1]}{settings.root}"
        server = _Server(config, lambda: told(address))
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
        if not server.started:
            raise ServingError("the server could not start", "The lines above say why.")


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=2048)
    except OSError as error:
        raise ServingError(
            f"{host}, port {port}, can't be listened at: {error.strerror or error}",
            "Take another one with --port; --port 0 takes any that is free.",
        ) from error


def _many_files() -> None:
    """Lets the process have as many connections as the system allows."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _write_log() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S"))
    for name, level in (("inspectgraph.serving", logging.INFO), ("uvicorn", logging.ERROR)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
