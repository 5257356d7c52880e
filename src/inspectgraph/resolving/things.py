"""What the modules that compare mentions hand over: things, decisions and doubts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from inspectgraph.resolving.mentions import Mention

Key = TypeVar("Key", bound=Hashable)
#: By mention the sides that it takes in curators' decisions that things are different.
Marks = Mapping[Mention, frozenset[tuple[int, bool]]]
_UNMARKED: frozenset[tuple[int, bool]] = frozenset()


def opposed(one: Iterable[tuple[int, bool]], other: frozenset[tuple[int, bool]]) -> bool:
    """Whether two sets of sides hold both sides of a decision."""
    return any((number, not side) in other for number, side in one)


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
        reason, who: Of a curator's decision.
    """

    rule: str
    confidence: float
    mentions: tuple[Mention, ...]
    reason: str = ""
    who: str = ""


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
        marks: What a curator decided to be different; such sets never become one.
    """

    def __init__(self, mentions: Iterable[Mention], marks: Marks | None = None) -> None:
        super().__init__(mentions, order=tuple)
        self._steps: list[tuple[str, float, Mention, tuple[Mention, ...]]] = []
        self._marks = dict(marks or {})

    def may_be_one(self, one: Mention, other: Mention) -> bool:
        """Whether no curator decided that the sets of two mentions are different."""
        if not self._marks:
            return True
        first, second = (self._marks.get(self.find(each), _UNMARKED) for each in (one, other))
        return not opposed(first, second)

    def join(self, one: Mention, other: Mention) -> bool:
        """Makes two sets one; false when they were one already, or when a curator decided otherwise."""
        if not self.may_be_one(one, other):
            return False
        marks = [self._marks.get(self.find(each), _UNMARKED) for each in (one, other)]
        grown = super().join(one, other)
        if any(marks):
            self._marks[self.find(one)] = marks[0] | marks[1]
        return grown

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


def merged(one: Thing, other: Thing) -> Thing:
    """Two things as one; the first names it."""
    return replace(
        one,
        mentions=tuple(sorted({*one.mentions, *other.mentions})),
        anchors=tuple(sorted({*one.anchors, *other.anchors})),
        rank=min(one.rank, other.rank),
    )
