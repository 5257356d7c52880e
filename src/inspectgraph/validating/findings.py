"""What a shape has to say about a node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["Violation", "Warning", "Info"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One result of validation, from whichever engine.

    Attributes:
        focus_node: IRI of the node that was looked at.
        path: IRI of the property, where the shape looks at one.
        value: The offending value: an IRI, or the lexical form of a literal.
        message: What is wrong, for people.
        severity: `Violation` sets the statement aside; the others only say so.
        shape: IRI of the shape.
    """

    focus_node: str
    path: str | None
    value: str | None
    message: str
    severity: Severity
    shape: str
