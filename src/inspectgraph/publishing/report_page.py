"""`report.html`: what a build read, what it set aside and why, conflicts, and what was not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from inspectgraph.processing.facts_file import FactsFile, Gap
from inspectgraph.processing.set_aside import SetAside

_LONGEST_LIST = 40


def write_report_page(
    path: Path, counts: Mapping[str, int], documents: Sequence[FactsFile], aside: Sequence[SetAside]
) -> None:
    """Writes the page; it stands alone, without script and without anything fetched."""
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("inspectgraph.publishing"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    gaps: Counter[str] = Counter(gap.words[:60] for facts in documents for gap in facts.gaps)
    page = environment.get_template("report.html.jinja").render(
        counts=counts,
        documents=sorted(documents, key=lambda facts: facts.file_name),
        aside=aside,
        findings=sorted(
            (f.severity, facts.file_name, f.message, f.focus_node) for facts in documents for f in facts.findings
        ),
        gaps=gaps.most_common(_LONGEST_LIST),
        first_gaps=_first_gaps(documents),
    )
    path.write_text(page, encoding="utf-8")


def _first_gaps(documents: Sequence[FactsFile]) -> list[tuple[str, Gap]]:
    """The longest part that was not understood of each of the worst documents."""
    worst = sorted((facts for facts in documents if facts.gaps), key=lambda facts: (facts.understood, facts.file_name))
    return [(facts.file_name, max(facts.gaps, key=lambda gap: gap.end - gap.start)) for facts in worst[:_LONGEST_LIST]]
