"""All that a build leaves in its output folder, but for the description of the build itself."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Triple

from inspectgraph.graph.background import minted_measures, reference_quads, vocabulary_quads
from inspectgraph.graph.default_graph import default_graph
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.terms import IG, TYPE, slug_of
from inspectgraph.processing.facts_file import FactsFile
from inspectgraph.processing.inputs import Entry
from inspectgraph.processing.set_aside import SetAside
from inspectgraph.publishing.conflicts import find_conflicts
from inspectgraph.publishing.conflicts_page import write_conflicts_page
from inspectgraph.publishing.description import describe
from inspectgraph.publishing.dumps import write_graphs
from inspectgraph.publishing.leaving_out import without_removed
from inspectgraph.publishing.report_page import write_report_page
from inspectgraph.reference import load as load_reference
from inspectgraph.resolving.resolver import Resolution
from inspectgraph.stopwatch import Stopwatch
from inspectgraph.validating.consolidated import check_default_graph
from inspectgraph.validating.report import write_validation_report

FACTS, TEXTS, STORE, QUARANTINE, LEDGER = "facts", "texts", "store", "quarantine", "ledger.jsonl"
_COUNTED = {
    "Inspection": "inspections", "Judgement": "judgements", "Person": "people", "Association": "inspectors' parts",
    "Tenure": "tenures", "Finding": "findings", "Observation": "figures",
}  # fmt: skip
_BODIES = frozenset({"Unit", "Board", "Programme", "PartnerOrganisation"})


@dataclass(frozen=True, slots=True)
class Release:
    """What to publish.

    Attributes:
        base: The publisher's base.
        facts: The facts files of all documents, those that were set aside among them.
        entries: Catalogue rows by the documents' identifiers.
        set_aside: What is not in the graph.
        resolution: What the documents say together.
    """

    base: str
    facts: Sequence[FactsFile]
    entries: dict[str, Entry]
    set_aside: Sequence[SetAside]
    resolution: Resolution

    @property
    def kept(self) -> list[FactsFile]:
        """The facts files of the documents that are in the graph."""
        return [each for each in self.facts if not each.reason]


def write(release: Release, folder: Path, watch: Stopwatch) -> tuple[dict[str, int], int]:
    """Fills an output folder.

    Returns:
        How many of each kind of fact there are, and how many violations the shapes found.
    """
    release = without_removed(release)
    iris, resolution = Iris(release.base), release.resolution
    stated = (quad for document in resolution.documents.values() for quad in document)
    background = [
        *reference_quads(iris, load_reference()),
        *vocabulary_quads(iris),
        *minted_measures(iris, stated),
    ]
    default = default_graph(resolution.consolidated, background, resolution.documents.values())
    found = {finding for each in release.facts for finding in each.findings} | set(check_default_graph(default))
    findings = sorted(found, key=lambda finding: finding.order)
    watch.lap("check")
    quads = _all_quads(iris, release, background)
    write_graphs(folder, folder / STORE, quads, default, release.base)
    watch.lap("write")
    write_validation_report(folder / "validation-report.ttl", findings, release.base)
    resolution.ledger.save(folder / LEDGER)
    _write_texts(folder / TEXTS, release.kept)
    _write_quarantine(folder / QUARANTINE, release)
    counts = _counts(default, resolution.resolution)
    write_conflicts_page(folder / "conflicts.html", *find_conflicts(resolution, background, release.base))
    page = folder / "report.html"
    write_report_page(page, {"documents": len(release.kept), **counts}, release.kept, release.set_aside)
    watch.lap("reports")
    return counts, sum(1 for finding in findings if finding.severity == "Violation")


def _all_quads(iris: Iris, release: Release, background: Sequence[Quad]) -> list[Quad]:
    """The quads of all named graphs, sorted; the description of the dataset counts the others."""
    resolution = release.resolution
    quads = [*background, *resolution.consolidated, *resolution.resolution]
    for document in resolution.documents.values():
        quads += document
    sizes = Counter(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode))
    quads += describe(iris, dict(sorted(sizes.items())), release.entries, resolution.documents)
    return sorted(quads, key=str)


def _counts(default: Sequence[Triple], resolution: Sequence[Quad]) -> dict[str, int]:
    """How many of each kind of fact the default graph has, and how many conflicts."""
    kinds = Counter(
        slug_of(triple.object)
        for triple in default
        if triple.predicate == TYPE and isinstance(triple.object, NamedNode)
    )
    counts = {label: kinds[kind] for kind, label in _COUNTED.items()}
    counts["services and bodies"] = sum(kinds[kind] for kind in _BODIES)
    for kind, label in ((IG.Corroboration, "corroborated"), (IG.Conflict, "conflicts"), (IG.Candidate, "uncertain")):
        counts[label] = sum(1 for quad in resolution if quad.predicate == TYPE and quad.object == kind)
    return counts


def _write_texts(folder: Path, kept: Sequence[FactsFile]) -> None:
    folder.mkdir()
    for each in kept:
        (folder / f"{each.identifier}.txt").write_text(each.text, encoding="utf-8", newline="")


def _write_quarantine(folder: Path, release: Release) -> None:
    """What is not in the graph, with the reasons."""
    folder.mkdir()
    rows = [{"path": a.path, "reason": a.reason, "message": a.message, "hint": a.hint} for a in release.set_aside]
    text = json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
    (folder / "documents.json").write_text(text, encoding="utf-8")
    for each in release.facts:
        if each.removed:
            (folder / f"{each.file_name}.nq").write_text(each.removed, encoding="utf-8")
