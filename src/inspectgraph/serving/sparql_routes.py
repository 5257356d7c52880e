"""`/sparql`."""

from __future__ import annotations

from starlette.routing import BaseRoute

from inspectgraph.serving.context import Context


def routes(context: Context) -> list[BaseRoute]:
    """The SPARQL endpoint."""
    return []
