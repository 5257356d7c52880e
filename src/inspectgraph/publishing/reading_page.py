"""`reading.html`: how much of each document is understood, and every part that is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from inspectgraph.processing.facts_file import FactsFile

_LONGEST_LIST = 60
_WORDS = 60


def write_reading_page(path: Path, documents: Sequence[FactsFile]) -> None:
    """Writes the page; it stands alone, without script and without anything fetched."""
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("inspectgraph.publishing"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    total = sum(len(facts.text) for facts in documents)
    missed = sum(gap.end - gap.start for facts in documents for gap in facts.gaps)
    common = Counter(gap.words[:_WORDS] for facts in documents for gap in facts.gaps)
    page = environment.get_template("reading.html.jinja").render(
        documents=sorted(documents, key=lambda facts: (facts.understood, facts.file_name)),
        total=total,
        missed=missed,
        common=sorted(common.items(), key=lambda item: (-item[1], item[0]))[:_LONGEST_LIST],
    )
    path.write_text(page, encoding="utf-8")
