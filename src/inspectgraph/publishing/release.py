"""All that a build leaves in its output folder, but for the description of the build itself."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from inspectgraph.errors import OutputError
from inspectgraph.graph.background import minted_measures, reference_quads, vocabulary_quads
from inspectgraph.graph.default_graph import default_graph
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import about, lines, nquads, parsed
from inspectgraph.graph.terms import IG, SKOS, TYPE, slug_of
from inspectgraph.processing.facts_file import FactsFile
from inspectgraph.processing.inputs import Entry
from inspectgraph.processing.set_aside import SetAside
from inspectgraph.publishing.conflicts import find_conflicts
from inspectgraph.publishing.conflicts_page import write_conflicts_page
from inspectgraph.publishing.description import describe
from inspectgraph.publishing.dumps import digests_of, write_json, write_nquads, write_parts, write_trig, write_turtle
from inspectgraph.publishing.former import Former
from inspectgraph.publishing.leaving_out import without_names
from inspectgraph.publishing.reading_page import write_reading_page
from inspectgraph.publishing.report_page import write_report_page
from inspectgraph.publishing.store import StoreBuilder
from inspectgraph.reference import load as load_reference
from inspectgraph.resolving.lifetimes import told
from inspectgraph.resolving.remembering import history
from inspectgraph.resolving.resolver import Resolution
from inspectgraph.stopwatch import Stopwatch
from inspectgraph.validating.consolidated import check_default_graph
from inspectgraph.validating.locating import locate
from inspectgraph.validating.report import write_validation_report

FACTS, TEXTS, STORE, QUARANTINE, LEDGER = "facts", "texts", "store", "quarantine", "ledger.jsonl"
_COUNTED = {
    "Inspection": "inspections", "Judgement": "judgements", "Person": "people", "Association": "inspectors' parts",
    "Tenure": "tenures", "Finding": "findings", "Observation": "figures",
}  # fmt: skip
#: The kinds of facts that are counted.
KINDS = (*_COUNTED.values(), "services and bodies", "corroborated", "conflicts", "uncertain")
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
        evidence: Of each document that is in the graph, by its identifier, the N-Quads of its evidence, which is
            not in the resolution.
    """

    base: str
    facts: Sequence[FactsFile]
    entries: dict[str, Entry]
    set_aside: Sequence[SetAside]
    resolution: Resolution
    evidence: Mapping[str, bytes]

    @property
    def kept(self) -> list[FactsFile]:
        """The facts files of the documents that are in the graph."""
        return [each for each in self.facts if not each.reason]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        counts: How many of each kind of fact there are.
        violations: How many the shapes found.
        graphs: Digests of the named graphs by their IRIs, in the order of `graph.trig`.
        follows: How many builds in a row, up to this one, began from another.
    """

    counts: dict[str, int]
    violations: int
    graphs: dict[str, str]
    follows: int


def write(
    release: Release,
    folder: Path,
    store: StoreBuilder,
    beside: Executor,
    watch: Stopwatch,
    former: Former | None = None,
) -> Written:
    """Fills an output folder.

    Args:
        release: What to publish, without people who must not be named.
        folder: Where to.
        store: Which has the evidence already, and is given all else.
        beside: Runs what may be done at the same time.
        watch: Told of the stages.
        former: The output from which the dumps and the store begin.
    """
    iris, resolution = Iris(release.base), release.resolution
    background = _background(iris, resolution)
    graphs = _graphs(iris, release, background)
    for text in graphs.values():
        store.add(text)
    consolidated, known = (
        _together(graphs, iris, *names) for names in (("consolidated",), ("reference", "vocabulary"))
    )
    default = default_graph(consolidated, known, resolution.texts.values(), resolution.corrected)
    triples = b"".join(default)
    store.add(triples)
    evidence = {iris.document_graph(name).value: text for name, text in release.evidence.items()}
    digests = digests_of(graphs, evidence)
    changed = digests if former is None else former.changed(digests)
    write_parts(folder, {graph: graphs[graph] for graph in changed}, evidence, triples, iris)
    dumps = (
        beside.submit(write_trig, folder, release.base, digests, former),
        beside.submit(write_turtle, folder, release.base, former),
    )
    for dump in dumps:
        store.change(dump)
    last = beside.submit(write_json, folder, release.base, former)
    write_nquads(folder, graphs, evidence, iris)
    watch.lap("write")
    resolution.ledger.save(folder / LEDGER)
    _write_texts(folder / TEXTS, release.kept)
    _write_quarantine(folder / QUARANTINE, release)
    counts = _counts(triples, resolution.resolution)
    conflicts, questions = find_conflicts(resolution, release.evidence, consolidated + known, release.base)
    write_conflicts_page(folder / "conflicts.html", conflicts, questions)
    page = folder / "report.html"
    write_reading_page(folder / "reading.html", release.kept)
    write_report_page(page, {"documents": len(release.kept), **counts}, release.kept, release.set_aside)
    watch.lap("reports")
    try:
        for dump in dumps:
            dump.result()
        last.result()
    except BrokenExecutor as error:
        raise OutputError("the process that wrote the dumps died", "is there enough memory?") from error
    whole = store.loaded()
    watch.lap("write")
    found = {finding for each in release.facts for finding in each.findings} | set(
        locate(check_default_graph(whole), whole)
    )
    findings = sorted(found, key=lambda finding: finding.order)
    write_validation_report(folder / "validation-report.ttl", findings, release.base)
    watch.lap("check")
    violations = sum(1 for finding in findings if finding.severity == "Violation")
    return Written(counts, violations, digests, former.follows + 1 if former else 0)


def _background(iris: Iris, resolution: Resolution) -> list[Quad]:
    """What is there besides documents, with the concepts of measures that only documents have."""
    told = tuple(f" {predicate} ".encode() for predicate in (IG.measure, SKOS.prefLabel))
    measures = b"".join(
        line
        for text in resolution.texts.values()
        for line in lines(about(text, "observation", iris))
        if told[0] in line or told[1] in line
    )
    return [
        *reference_quads(iris, load_reference()),
        *vocabulary_quads(iris),
        *minted_measures(iris, parsed(measures)),
    ]


def _graphs(iris: Iris, release: Release, background: Iterable[Quad]) -> dict[str, bytes]:
    """Sorted N-Quads of each named graph by its IRI, without evidence; the description of the dataset counts the others."""
    resolution = release.resolution
    graphs = {iris.document_graph(name).value: text for name, text in resolution.texts.items()}
    others: dict[str, list[Quad]] = {}
    ledger = resolution.ledger
    remembered = without_names(history(ledger.documents, iris), resolution.removal)
    dated = told(ledger.lifetimes, ledger.documents, resolution.texts, iris)
    for quad in (*background, *resolution.consolidated, *resolution.resolution, *remembered, *dated):
        others.setdefault(quad.graph_name.value, []).append(quad)  # type: ignore[union-attr]
    graphs |= {iri: b"".join(sorted(lines(nquads(said)))) for iri, said in others.items()}
    sizes = {iri: text.count(b"\n") for iri, text in graphs.items()}
    for name, text in release.evidence.items():
        sizes[iris.document_graph(name).value] += text.count(b"\n")
    renditions = {name: _rendition(iris, name, text) for name, text in resolution.texts.items()}
    described = describe(iris, dict(sorted(sizes.items())), release.entries, renditions)
    graphs[iris.graph("dataset").value] = nquads(described)
    return graphs


def _together(graphs: Mapping[str, bytes], iris: Iris, *names: str) -> bytes:
    """What some graphs say that are not a document's."""
    return b"".join(graphs.get(iris.graph(name).value, b"") for name in names)


def _rendition(iris: Iris, document: str, text: bytes) -> NamedNode | None:
    """The publication that a document renders."""
    said = f"{iris.document(document)} {IG.renditionOf} <".encode()
    start = text.find(said)
    return NamedNode(text[start + len(said) : text.index(b">", start + len(said))].decode()) if start >= 0 else None


def _counts(default: bytes, resolution: Sequence[Quad]) -> dict[str, int]:
    """How many of each kind of fact the default graph has, and how many conflicts."""
    types = Counter(re.findall(re.escape(f" {TYPE} <".encode()) + rb"([^>]*)> \.\n", default))
    kinds = {slug_of(iri.decode()): count for iri, count in types.items()}
    counts = {label: kinds.get(kind, 0) for kind, label in _COUNTED.items()}
    counts["services and bodies"] = sum(kinds.get(kind, 0) for kind in _BODIES)
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
