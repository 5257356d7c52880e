"""What the modules that compare mentions hand over: things, decisions and doubts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from inspectgraph.resolving.mentions import Mention

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Thing:
    """Mentions that are one thing.

    Attributes:
        kind: `inspection`, `person`, `body` or `publication`.
        mentions: Sorted.
        anchors: Keys of the mentions in the ledger, sorted.
        natural: The IRI that follows from what the thing is.
        rank: Which of two things with one natural IRI takes it, the smaller first.
    """

    kind: str
    mentions: tuple[Mention, ...]
    anchors: tuple[str, ...]
    natural: str
    rank: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """That mentions are one thing.

    Attributes:
        rule: Id of the rule.
        confidence: 0 to 1.
        mentions: Two or more, sorted.
    """

    rule: str
    confidence: float
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """That things may be one, which nothing decides.

    Attributes:
        rule: Id of the rule.
        confidence: 0 to 1.
        mentions: At least one of each thing, sorted.
    """

    rule: str
    confidence: float
    mentions: tuple[Mention, ...]


@dataclass(slots=True)
class Settled:
    """What a comparison of mentions came to.

    Attributes:
        things: Every mention is in one of them.
        decisions: Why mentions are one thing.
        doubts: What stays open.
    """

    things: list[Thing] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


class Unions(Generic[Key]):
    """Sets of keys that grow together. The least key stands for its set."""

    def __init__(self, keys: Iterable[Key], order: Callable[[Key], object]) -> None:
        self._order: Callable[[Key], object] = order
        self._parent = {key: key for key in keys}

    def find(self, key: Key) -> Key:
        """The key that stands for the set of a key."""
        parent = self._parent
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    def join(self, one: Key, other: Key) -> bool:
        """Makes two sets one; false when they were one already."""
        first, second = sorted((self.find(one), self.find(other)), key=self._order)  # type: ignore[arg-type]
        self._parent[second] = first
        return first != second

    def sets(self) -> dict[Key, list[Key]]:
        """The sets by the key that stands for each, in order."""
        found: dict[Key, list[Key]] = {}
        for key in sorted(self._parent, key=self._order):  # type: ignore[arg-type]
            found.setdefault(self.find(key), []).append(key)
        return found


class Joins(Unions[Mention]):
    """Sets of mentions, with the rule of each step by which they grew.

    Args:
        mentions: One for each thing to begin with.
    """

    def __init__(self, mentions: Iterable[Mention]) -> None:
        super().__init__(mentions, order=tuple)
        self._steps: list[tuple[str, float, Mention, tuple[Mention, ...]]] = []

    def decide(self, rule: str, confidence: float, one: Mention, other: Mention, also: Iterable[Mention] = ()) -> None:
        """Makes the sets of two mentions one; a set that is one already needs no decision."""
        if self.join(one, other):
            self._steps.append((rule, confidence, one, (one, other, *also)))

    def decisions(self) -> list[Decision]:
        """For each set and rule one decision, with the least confidence of its steps."""
        found: dict[tuple[str, Mention], tuple[float, set[Mention]]] = {}
        for rule, confidence, one, mentions in self._steps:
            least, known = found.get((rule, self.find(one)), (1.0, set()))
            found[rule, self.find(one)] = (min(least, confidence), known | set(mentions))
        return [Decision(rule, least, tuple(sorted(known))) for (rule, _), (least, known) in sorted(found.items())]


def anchor(mention: Mention, base: str) -> str:
    """The key of a mention in the ledger: its document and its local IRI below `id/`."""
    return f"{mention.document} {mention.iri.removeprefix(base + 'id/')}"
