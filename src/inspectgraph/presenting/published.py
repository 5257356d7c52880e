"""IRIs that were published before: where each leads now, and which lead nowhere any more."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.graph.terms import IG
from inspectgraph.resolving.ledger import Ledger


class Published:
    """What the ledger and the dataset know of IRIs that are not in use any more."""

    def __init__(self, dataset: Dataset, ledger: Ledger) -> None:
        self._dataset = dataset
        self._entries = {entry.iri for entry in ledger.entries}
        self._aliases: dict[str, set[str]] = {}
        for entry in ledger.entries:
            for alias in entry.aliases:
                self._aliases.setdefault(alias, set()).add(entry.iri)
        for quad in dataset.quads(None, IG.aliasOf):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                self._aliases.setdefault(quad.subject.value, set()).add(quad.object.value)

    @classmethod
    def read(cls, dataset: Dataset, folder: Path | None) -> Published:
        """That of a build's output folder, or what its graph alone tells.

        Raises:
            ReferenceDataError: The ledger is malformed.
        """
        path = folder / "ledger.jsonl" if folder else None
        return cls(dataset, Ledger.load(path) if path and path.is_file() else Ledger())

    @property
    def aliases(self) -> dict[str, tuple[str, ...]]:
        """All former IRIs with what each leads to, sorted."""
        return {alias: self.leads_to(NamedNode(alias)) for alias in sorted(self._aliases)}

    def leads_to(self, node: NamedNode) -> tuple[str, ...]:
        """What a former IRI stands for now: one thing, or several; nothing when it is no alias."""
        found: set[str] = set()
        todo, seen = [node.value], set()
        while todo:
            iri = todo.pop()
            if iri in seen:
                continue
            seen.add(iri)
            further = self._aliases.get(iri, set())
            todo += further
            if not further and iri != node.value and self.is_there(NamedNode(iri)):
                found.add(iri)
        return tuple(sorted(found))

    def is_gone(self, node: NamedNode) -> bool:
        """Whether an IRI was published and stands for nothing any more."""
        known = node.value in self._entries or node.value in self._aliases
        return known and not self.leads_to(node) and not self.is_there(node)

    def is_there(self, node: NamedNode) -> bool:
        """Whether the dataset says something of a thing, other than that it is an alias."""
        said = any(quad.predicate != IG.aliasOf for quad in self._dataset.quads(node))
        return said and (node.value not in self._aliases) or self._dataset.is_graph(node.value)
