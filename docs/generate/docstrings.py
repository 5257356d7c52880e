"""Docstrings in Google's style as Markdown."""

from __future__ import annotations

import inspect
import re

from docs.generate.markdown import fenced

_LISTS = {"Args": "Arguments", "Raises": "Raises", "Attributes": "Attributes"}
_WORDS = ("Returns", "Yields")


def markdown(described: object) -> str:
    """The docstring of a thing: its sections as lists, its paragraphs unwrapped."""
    parts = []
    for paragraph in inspect.cleandoc(described.__doc__ or "").split("\n\n"):
        section, _, body = paragraph.partition(":\n")
        if section in _LISTS:
            parts.append(f"*{_LISTS[section]}*\n\n{_entries(body)}")
        elif section in _WORDS:
            parts.append(f"*{section}*: {' '.join(body.split())}")
        elif paragraph.startswith(">>>"):
            parts.append(fenced("pycon", paragraph))
        else:
            parts.append(" ".join(paragraph.split()))
    return "\n\n".join(parts)


def first_line(described: object) -> str:
    """What a docstring says in its first paragraph."""
    return " ".join(inspect.cleandoc(described.__doc__ or "").split("\n\n")[0].split())


def _entries(body: str) -> str:
    """`name: words` items, each unwrapped; what is indented further goes on with the item above it."""
    joined = re.sub(r"\n {5,}", " ", "\n" + body).strip()
    entries = (line.strip().partition(": ") for line in joined.split("\n"))
    return "\n".join(f"- `{name}`: {' '.join(words.split())}" for name, _, words in entries)
