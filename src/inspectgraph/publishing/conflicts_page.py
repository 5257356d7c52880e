"""`conflicts.html`: contradictions and open questions, one after the other, for an analyst to work through."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from inspectgraph.publishing.conflicts import Conflict, Question
from inspectgraph.resolving.rulings import COLUMNS


def write_conflicts_page(path: Path, conflicts: Sequence[Conflict], questions: Sequence[Question]) -> None:
    """Writes the page; it stands alone, without script and without anything fetched."""
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("inspectgraph.publishing"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    page = environment.get_template("conflicts.html.jinja").render(
        conflicts=conflicts, questions=questions, columns=",".join(COLUMNS)
    )
    path.write_text(page, encoding="utf-8")
