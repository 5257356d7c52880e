"""Grades as the inspectorates print them."""

from __future__ import annotations

import re

#: One grade, however it is printed. "Require improvement" and "requires Improvement to be good" occur.
GRADE = (
    r"(?:outstanding|inadequate|adequate|satisfactory|requir(?:es?|ing)\s+improvement(?:\s+to\s+be\s+good)?"
    r"|good|not\s+judged)"
)
_GRADE = re.compile(GRADE, re.IGNORECASE)


def grade_slug(as_written: str) -> str:
    """The slug of the grade scheme for a printed grade.

    Raises:
        ValueError: The words are no grade.
    """
    text = as_written.strip().lower()
    if not _GRADE.fullmatch(text):
        raise ValueError(f"not a grade: {as_written!r}")
    if text.startswith("requir"):
        return "requires-improvement"
    return re.sub(r"\s+", "-", text)
