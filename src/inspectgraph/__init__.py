"""A knowledge graph of inspections of English local authorities' children's services, with its evidence."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspectgraph.api import build
    from inspectgraph.exporting.api import Graph

__version__ = "0.1.0"
__all__ = ["Graph", "__version__", "build"]


class _Package(ModuleType):
    """What is heavy is imported when it is first asked for, so that the package itself is imported in no time.

    `build` is the function, also after the module of that name has been imported: what that module holds is had with
    `from inspectgraph.build import ...`.
    """

    @property
    def build(self) -> Any:
        from inspectgraph.api import build

        return build

    @build.setter
    def build(self, module: ModuleType) -> None:
        """Python hands each package the modules below it when they are imported."""

    def __getattr__(self, name: str) -> Any:
        if name == "Graph":
            from inspectgraph.exporting.api import Graph

            return Graph
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


sys.modules[__name__].__class__ = _Package
