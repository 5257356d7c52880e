"""What lies in a folder of shards."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from inspectgraph.errors import ExportError

NAME = "manifest.json"
_FORMAT = "inspectgraph shards 1"


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of N-Quads, sorted by graph, then by triple.

    Attributes:
        file: Its name.
        quads: How many.
        graphs: Of how many graphs, the default graph counted.
        bytes: Of the file.
        sha256: Of the file.
        content: Digest of the N-Quads, whatever they are packed with.
        first: Its first line.
        last: Its last line.
    """

    file: str
    quads: int
    graphs: int
    bytes: int
    sha256: str
    content: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Split:
    """A graph that is longer than a shard.

    Attributes:
        graph: Its IRI; empty for the default graph.
        shards: How many shards have a part of it.
        sha256: Digest of all its lines.
    """

    graph: str
    shards: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A dataset in shards.

    Attributes:
        size: Bytes of N-Quads that a shard has at most.
        quads: In all shards.
        graphs: Ditto, the default graph counted.
        shards: In their order, which is that of the graphs.
        split: Graphs that are longer than a shard.
    """

    size: int
    quads: int
    graphs: int
    shards: tuple[Shard, ...]
    split: tuple[Split, ...]

    def text(self) -> str:
        """As JSON."""
        return json.dumps({"format": _FORMAT, **asdict(self)}, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of a folder.

        Raises:
            ExportError: There is none, or it is wrong.
        """
        path = folder / NAME
        try:
            said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            if said.pop("format") != _FORMAT:
                raise ValueError(f'its format is not "{_FORMAT}"')
            shards = tuple(Shard(**each) for each in said.pop("shards"))
            return cls(shards=shards, split=tuple(Split(**each) for each in said.pop("split")), **said)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ExportError(f"{path} is no manifest of shards: {error}", "inspectgraph shard makes them.") from error


def check(folder: Path, shard: Shard) -> Path:
    """The path of a shard that is whole.

    Raises:
        ExportError: The file is missing, or is not what the manifest says.
    """
    path = folder / shard.file
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ExportError(f"{path} can't be read: {error.strerror}", "The manifest names it.") from error
    if digest != shard.sha256:
        raise ExportError(f"{path} is damaged: it is not what the manifest says.", "Copy it again, or make it anew.")
    return path
