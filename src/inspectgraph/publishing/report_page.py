"""`report.html`: what a build read, what it set aside and why, conflicts, and what was not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from inspectgraph.processing.facts_file import FactsFile, Gap
from inspectgraph.processing.set_aside import SetAside
from inspectgraph.validating.findings import Finding

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
        findings=_findings(documents),
        gaps=gaps.most_common(_LONGEST_LIST),
        first_gaps=_first_gaps(documents),
    )
    path.write_text(page, encoding="utf-8")


def _findings(documents: Sequence[FactsFile]) -> list[tuple[int, Finding]]:
    """How often, and the first, of each finding; violations first."""
    found: dict[tuple[int, str, str], list[Finding]] = {}
    for facts in documents:
        for finding in facts.findings:
            placed = finding if finding.document else replace(finding, document=facts.file_name)
            found.setdefault((finding.order[0], finding.severity, finding.message), []).append(placed)
    return [
        (len(each), min(each, key=lambda finding: (finding.document, finding.order)))
        for _, each in sorted(found.items())
    ]


def _first_gaps(documents: Sequence[FactsFile]) -> list[tuple[str, Gap]]:
    """The longest part that was not understood of each of the worst documents."""
    worst = sorted((facts for facts in documents if facts.gaps), key=lambda facts: (facts.understood, facts.file_name))
    return [(facts.file_name, max(facts.gaps, key=lambda gap: gap.end - gap.start)) for facts in worst[:_LONGEST_LIST]]
