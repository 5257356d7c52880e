"""The bodies of a sentence, for tests."""

from __future__ import annotations

from inspectgraph.extracting.bodies import find_bodies
from inspectgraph.facts import Body
from inspectgraph.reading.reader import read_bytes


def bodies_of(text: str) -> tuple[Body, ...]:
    """What is found in a text about Essex."""
    return find_bodies(read_bytes(text.encode(), "x.txt"), (), "essex", ("Essex",))


def names_of(text: str) -> list[str]:
    """The names of what is found."""
    return [body.name for body in bodies_of(text)]
