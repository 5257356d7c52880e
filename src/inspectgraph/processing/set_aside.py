"""What a build leaves out of the graph, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SetAside:
    """A document that is not in the graph, or a path that could not be read.

    Attributes:
        path: As given.
        reason: Short and stable, `empty`, `encrypted`, `unknown-kind`.
        message: What happened.
        hint: What to do.
    """

    path: str
    reason: str
    message: str
    hint: str
