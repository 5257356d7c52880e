"""The days on which something changed, from the answers to the question `days-of-change`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from inspectgraph.asking.catalogue import question
from inspectgraph.asking.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed on a day.

    Attributes:
        day: The day.
        authority: Where.
        what: Of which kind: `grades in force`, `set up`, `last day`, `post taken` or `post left`.
        value: The grade or the name of the person.
    """

    day: str
    authority: NamedNode
    what: str
    value: str


@dataclass(frozen=True)
class Changes:
    """What changed when, in the order of time."""

    all: Sequence[Change]

    @cached_property
    def days(self) -> list[str]:
        """The days on which something changed, each once."""
        return sorted({each.day for each in self.all})

    def of(self, authorities: Iterable[NamedNode]) -> Changes:
        """The changes of some authorities."""
        wanted = set(authorities)
        return Changes([each for each in self.all if each.authority in wanted])

    def on(self, day: str) -> list[Change]:
        """What changed on a day."""
        return [each for each in self.all if each.day == day]

    def before(self, day: str) -> str:
        """The day before another on which something changed; empty where there is none."""
        place = bisect_left(self.days, day)
        return self.days[place - 1] if place else ""

    def after(self, day: str) -> str:
        """The day after another on which something changed; empty where there is none."""
        place = bisect_right(self.days, day)
        return self.days[place] if place < len(self.days) else ""

    @property
    def last(self) -> str:
        """The last day on which something changed; empty where nothing did."""
        return self.days[-1] if self.days else ""


def changes(dataset: Dataset) -> Changes:
    """What changed when, of all authorities."""
    rows = dataset.select(question("days-of-change").bound({"authority": []}))
    return Changes([_change({name: term.value for name, term in row.items()}) for row in rows])


def _change(row: Mapping[str, str]) -> Change:
    return Change(row["day"], NamedNode(row["authority"]), row["change_name"], row.get("what", ""))
