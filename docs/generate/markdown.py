"""The few forms of Markdown that the reference pages need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_MADE = "<!-- Made from the program by `make docs`; an edit here would be lost. -->"


def page(title: str, introduction: str, *parts: str) -> str:
    """A whole page; empty parts are left out."""
    return "\n\n".join(part for part in (_MADE, f"# {title}", introduction, *parts) if part) + "\n"


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a column without any content is left out."""
    found = [[_cell(cell) for cell in row] for row in rows]
    kept = [index for index, _ in enumerate(headers) if any(row[index] for row in found)]
    lines = [
        [headers[index] for index in kept],
        ["---" for _ in kept],
        *([row[index] for index in kept] for row in found),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


def fenced(language: str, words: str) -> str:
    """A block of code."""
    return f"```{language}\n{words.strip()}\n```"


def code(words: str) -> str:
    """A word as code."""
    return f"`{words}`" if words else ""


def anchored(identifier: str) -> str:
    """An id as code, with an anchor of its own: `earlier/dated` is at `#earlier-dated`."""
    return f'<a id="{anchor(identifier)}"></a>`{identifier}`'


def anchor(identifier: str) -> str:
    """The part of a link after `#`."""
    return re.sub(r"[^a-z0-9]+", "-", identifier.casefold()).strip("-")
