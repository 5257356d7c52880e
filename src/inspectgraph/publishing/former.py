"""The output that a build is about to replace, from which it may take over what did not change."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inspectgraph.publishing.output_folder import MARK

#: Builds that may begin from one another in a row: a store keeps words that no statement holds any more.
MOST_IN_A_ROW = 50
#: What ends a graph in TriG: within one every line is indented, and no literal holds a line end.
END_OF_GRAPH = b"\n}\n"


@dataclass(frozen=True, slots=True)
class Former:
    """A former output that is what was built, by the same program.

    Attributes:
        folder: Where it is.
        graphs: Digests of its named graphs by their IRIs, in the order of `graph.trig`.
        follows: How many builds in a row, up to this one, began from another.
    """

    folder: Path
    graphs: Mapping[str, str]
    follows: int = 0

    @classmethod
    def of(cls, output: Path, base: str, made_from: Mapping[str, str]) -> Former | None:
        """The output of a folder that is whole, if a build may begin from it.

        Args:
            output: The folder.
            base: The publisher's base.
            made_from: Digests of the parts of the program.

        Returns:
            The output; `None` when there is none, when its base or its program is another, or when many builds in a
            row began from one another.
        """
        try:
            said: dict[str, Any] = json.loads((output / MARK).read_text(encoding="utf-8"))
            trig = (output / "graph.trig").read_bytes()
        except (OSError, ValueError):
            return None
        graphs = said.get("graphs", {})
        alike = said["base"] == base and said["made_from"].items() >= made_from.items()
        if not alike or trig.count(END_OF_GRAPH) != len(graphs) or said["follows"] >= MOST_IN_A_ROW:
            return None
        return cls(output.absolute(), graphs, said["follows"])

    def changed(self, graphs: Mapping[str, str]) -> list[str]:
        """Of some graphs, with their digests, those that are not so here."""
        return [graph for graph, digest in graphs.items() if self.graphs.get(graph) != digest]

    def is_near(self, documents: Collection[str]) -> bool:
        """Whether most documents, told by the IRIs of their graphs, are the same."""
        own = {graph for graph in self.graphs if "/graph/document/" in graph}
        return 2 * len(own.intersection(documents)) > max(len(own), len(documents))


def end_of_prefixes(turtle: bytes) -> int:
    """Where the prefixes end with which Turtle and TriG begin."""
    place = 0
    while turtle.startswith(b"@prefix ", place):
        place = turtle.index(b"\n", place) + 1
    return place
