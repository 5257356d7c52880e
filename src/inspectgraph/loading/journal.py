"""What a store is known to hold, so that a load goes on where it ended and repeats nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from inspectgraph.errors import ServingError


@dataclass
class Journal:
    """The graphs that were put into stores, by the digests of their content; each change is written at once.

    Attributes:
        path: The file, which need not exist yet.
        endpoint: The store of which this is said.
        graphs: Digests by the graphs' IRIs.
    """

    path: Path
    endpoint: str
    graphs: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path, endpoint: str) -> Journal:
        """Reads what is known of a store.

        Raises:
            ServingError: The file is no journal.
        """
        return cls(path, endpoint, dict(_read(path).get(endpoint, {})))

    def put(self, graph: str, digest: str) -> None:
        """A graph is in the store, whole."""
        self.graphs[graph] = digest
        self._write()

    def drop(self, graph: str) -> None:
        """A graph is no longer in the store, or not whole."""
        if self.graphs.pop(graph, None) is not None:
            self._write()

    def _write(self) -> None:
        said = {**_read(self.path), self.endpoint: dict(sorted(self.graphs.items()))}
        aside = self.path.with_name(self.path.name + ".new")
        try:
            aside.write_text(json.dumps(said, indent=1, sort_keys=True) + "\n", encoding="utf-8")
            aside.replace(self.path)
        except OSError as error:
            raise ServingError(f"{self.path} can't be written: {error.strerror}", "Name another --journal.") from error


def _read(path: Path) -> dict[str, dict[str, str]]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ServingError(
            f"{path} is no journal of a load: {error}", "Name another --journal, or delete it."
        ) from error
    if not isinstance(said, dict):
        raise ServingError(f"{path} is no journal of a load.", "Name another --journal, or delete it.")
    return said
