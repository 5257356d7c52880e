"""How much a query may take."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take, and how many may run.

    Attributes:
        seconds: Wall clock of one query.
        memory: Bytes beyond what a worker holds with an open store.
        rows: Of an answer; triples, where it is a graph.
        answer: Bytes of an answer.
        query: Bytes of a query's text.
        quick: Queries at a time that have just begun.
        brief: Seconds after which a query counts as a long one.
        long: Long queries at a time; one that would be too many is ended.
        reserve: Workers beyond these that stand ready when others have been killed.
        waiting: Queries that may wait for their turn.
        patience: Seconds that a query may wait.
        spooled: Long answers at a time that wait for their clients to take them.
        connections: At a time.
        silence: Seconds that a client may take to say what it wants, and to take what it is given.
    """

    seconds: float = 10.0
    memory: int = 512 * MEBIBYTE
    rows: int = 100_000
    answer: int = 64 * MEBIBYTE
    query: int = 64 * 1024
    quick: int = 2
    brief: float = 0.3
    long: int = 2
    reserve: int = 2
    waiting: int = 64
    patience: float = 5.0
    spooled: int = 16
    connections: int = 1000
    silence: float = 20.0
