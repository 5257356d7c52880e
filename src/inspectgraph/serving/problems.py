"""What goes wrong, told in a form that a program can read and a person too (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from inspectgraph.errors import EndpointError


class Problem(Exception):
    """A request that can't be answered as asked.

    Attributes:
        status: Of the answer.
        title: What happened, in one line.
        detail: More of it, and what to do; may be empty.
        headers: Further headers of the answer.
        members: Further members of the JSON object.
    """

    def __init__(
        self, status: int, title: str, detail: str = "", headers: Mapping[str, str] | None = None, **members: Any
    ) -> None:
        super().__init__(title)
        self.status, self.title, self.detail = status, title, detail
        self.headers, self.members = dict(headers or {}), members

    def as_json(self) -> bytes:
        """The problem as an object of application/problem+json."""
        said = {"type": "about:blank", "status": self.status, "title": self.title, "detail": self.detail}
        kept = {name: value for name, value in {**said, **self.members}.items() if value not in ("", None)}
        return json.dumps(kept, ensure_ascii=False, indent=1).encode() + b"\n"

    def as_text(self) -> bytes:
        """The problem in lines for a person."""
        lines = [f"{self.status} {HTTPStatus(self.status).phrase}", self.title, self.detail]
        lines += [f"{name}: {_words(value)}" for name, value in self.members.items()]
        return "\n".join(each for each in lines if each).encode() + b"\n"


def of_endpoint(error: EndpointError) -> Problem:
    """What a client is told when the store behind the server does not answer; the address of the store is not its business."""
    if error.late:
        return Problem(504, "The store behind this server took too long.", error.hint, limit="time")
    return Problem(502, "The store behind this server does not answer as it should.", "Try again later.")


def _words(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
