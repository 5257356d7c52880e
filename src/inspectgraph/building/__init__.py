"""A build: from documents to an output folder with the graph, its store and its reports."""

from inspectgraph.building.anywhere import build
from inspectgraph.building.options import DEFAULT_BASE, BuildOptions, BuildResult, Progress
from inspectgraph.processing.set_aside import SetAside

__all__ = ["DEFAULT_BASE", "BuildOptions", "BuildResult", "Progress", "SetAside", "build"]
