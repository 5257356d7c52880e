"""A knowledge graph of inspections of English local authorities' children's services, with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspectgraph.api import build
    from inspectgraph.exporting.api import Graph

__version__ = "0.1.0"
__all__ = ["Graph", "__version__", "build"]


def __getattr__(name: str) -> Any:
    """What is heavy is imported when it is first asked for, so that the package itself is imported in no time."""
    if name == "build":
        from inspectgraph.api import build

        return build
    if name == "Graph":
        from inspectgraph.exporting.api import Graph

        return Graph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
