"""The graphs of a shard, or the parts that it has of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from inspectgraph.exporting.shards.lines import graph_of, sorting_lines
from inspectgraph.exporting.shards.manifest import Shard, Split, check

#: The default graph's name in the journal, in progress and in what is told of a load.
DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Part:
    """A graph, or the part of it that stands in one shard.

    Attributes:
        graph: Its IRI, or `DEFAULT`.
        triples: Lines of N-Triples, sorted.
        digest: Of the whole graph.
        piece: Digest of this part, where it is not the whole graph.
    """

    graph: str
    triples: list[bytes]
    digest: str
    piece: str = ""


def parts_of(folder: Path, shard: Shard, split: Mapping[str, Split]) -> Iterator[Part]:
    """What a shard has, graph by graph, in its order.

    Args:
        folder: Of the shards.
        shard: One of them.
        split: Graphs that are longer than a shard, by their names.

    Raises:
        ExportError: It is damaged.
    """
    for graph, said in groupby(sorting_lines(check(folder, shard)), graph_of):
        name = graph[1:-1].decode() or DEFAULT
        skip = len(graph) + 1
        triples = [line[skip:] for line in said]
        digest = hashlib.blake2b(b"".join(triples), digest_size=16).hexdigest()
        if whole := split.get(name):
            yield Part(name, triples, whole.sha256, digest)
        else:
            yield Part(name, triples, digest)
