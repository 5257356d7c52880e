"""What a shape has to say about a node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["Violation", "Warning", "Info"]


_ORDER = {"Violation": 0, "Warning": 1, "Info": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of validation, from whichever engine.

    Attributes:
        focus_node: IRI of the node that was looked at.
        path: IRI of the property, where the shape looks at one.
        value: The offending value: an IRI, or the lexical form of a literal.
        message: What is wrong, for people.
        severity: `Violation` sets the statement aside; the others only say so.
        shape: IRI of the shape.
        document: File name of the document whose words the node rests on; empty where there are none.
        page: Of the words, from 1.
        quote: The words.
        rule: Id of the rule that understood them.
    """

    focus_node: str
    path: str | None
    value: str | None
    message: str
    severity: Severity
    shape: str
    document: str = ""
    page: int | None = None
    quote: str = ""
    rule: str = ""

    @property
    def place(self) -> str:
        """Document and page in words."""
        return f"{self.document}, page {self.page}" if self.page is not None else self.document

    @property
    def order(self) -> tuple[int, str, str, str, str, str]:
        """By which findings are sorted: violations first."""
        return (_ORDER[self.severity], self.shape, self.focus_node, self.path or "", self.value or "", self.message)
