"""A build: from documents to an output folder with the graph, its store and its reports."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Triple

from inspectgraph import __version__, data
from inspectgraph.errors import InspectgraphError, OutputError
from inspectgraph.graph.background import minted_measures, reference_quads, vocabulary_quads
from inspectgraph.graph.default_graph import default_graph
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.terms import IG, TYPE, slug_of
from inspectgraph.processing import facts_file, workers
from inspectgraph.processing.facts_file import FactsFile
from inspectgraph.processing.inputs import Input, Inputs, find_inputs, key_of, program_digest
from inspectgraph.publishing.description import describe
from inspectgraph.publishing.dumps import write_dumps, write_store
from inspectgraph.publishing.output_folder import MARK, replaced
from inspectgraph.publishing.report_page import Aside, write_report_page
from inspectgraph.reference import load as load_reference
from inspectgraph.resolving.ledger import Ledger
from inspectgraph.resolving.resolver import Resolution, resolve
from inspectgraph.validating.consolidated import check_default_graph
from inspectgraph.validating.report import write_validation_report

DEFAULT_BASE = "https://data.example.org/"
FACTS, TEXTS, STORE, QUARANTINE, LEDGER = "facts", "texts", "store", "quarantine", "ledger.jsonl"
Progress = Callable[[str, int, int, str], None]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build, and where.

    Attributes:
        paths: Files and folders to read; the program's own seeds when empty.
        output: The folder to make.
        base: The publisher's base for the IRIs of the data.
        workers: Processes that read documents; as many as processors when `None`, none at all when 0.
        strict: Whether anything set aside stops the build and leaves the former output.
        ledger: Published IRIs; the former output's ledger when `None`.
    """

    paths: tuple[Path, ...] = ()
    output: Path = Path("output")
    base: str = DEFAULT_BASE
    workers: int | None = None
    strict: bool = False
    ledger: Path | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A document that is not in the graph, or a path that could not be read.

    Attributes:
        path: As given.
        reason: Short and stable, `empty`, `encrypted`, `unknown-kind`.
        message: What happened.
        hint: What to do.
    """

    path: str
    reason: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What came of a build.

    Attributes:
        output: The folder.
        documents: How many are in the graph.
        set_aside: What is not, and why.
        warnings: What was noticed, for people.
        counts: How many of each kind of fact.
        violations: Statements that violate a shape and were set aside.
        status: 0 all built and conforming; 1 something was set aside or missing; 2 nothing was built.
        seconds: How long it took.
        unchanged: Whether the output was up to date already.
        timings: Seconds by stage.
    """

    output: Path
    documents: int
    set_aside: tuple[SetAside, ...]
    warnings: tuple[str, ...]
    counts: dict[str, int]
    violations: int
    status: int
    seconds: float
    unchanged: bool = False
    timings: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Clock:
    """Seconds by stage."""

    since: float = field(default_factory=time.perf_counter)
    stages: dict[str, float] = field(default_factory=dict)

    def stage(self, name: str) -> None:
        now = time.perf_counter()
        self.stages[name] = round(now - self.since - sum(self.stages.values()), 3)


def build(options: BuildOptions, progress: Progress = lambda stage, done, total, item: None) -> BuildResult:
    """Builds the graph and puts it in place of the former one.

    Args:
        options: What to build.
        progress: Told of each step: stage, how many are done, of how many, and the current one.

    Raises:
        OutputError: The output can't be written; the former one stays.
        ReferenceDataError: A reference table, a catalogue or the ledger is malformed.
    """
    clock = _Clock()
    base = options.base if options.base.endswith("/") else options.base + "/"
    inputs = find_inputs(options.paths or (data.seeds("documents"),))
    ledger = _ledger(options)
    fingerprint = _fingerprint(inputs, base, ledger)
    if (former := _unchanged(options, fingerprint)) is not None:
        return former
    try:
        return _build(options, inputs, base, ledger, fingerprint, clock, progress)
    except _Refusal as refusal:
        return refusal.result


def _build(
    options: BuildOptions,
    inputs: Inputs,
    base: str,
    ledger: Ledger,
    fingerprint: str,
    clock: _Clock,
    progress: Progress,
) -> BuildResult:
    """Fills the new folder; leaving it by `_Refusal` leaves the former output as it was."""
    with replaced(options.output) as folder:
        facts = _document_stage(options, inputs, base, folder, progress)
        clock.stage("documents")
        aside = _set_aside(inputs, facts)
        kept = sorted((each for each in facts if not each.reason), key=lambda each: each.identifier)
        if not kept or options.strict and (aside or any(each.removed for each in kept)):
            raise _refusal(options, aside, inputs, facts, clock)
        progress("resolving", 0, 1, "")
        resolution = resolve({each.identifier: each.parsed() for each in kept}, Iris(base), load_reference(), ledger)
        clock.stage("resolve")
        progress("writing", 0, 1, "")
        result = _publish(options, base, folder, inputs, facts, kept, aside, resolution, clock)
        _describe_build(folder, options, base, inputs, facts, result, fingerprint)
    return result


def _ledger(options: BuildOptions) -> Ledger:
    path = options.ledger or options.output / LEDGER
    if options.ledger is not None and not path.is_file():
        raise OutputError(f"{path}: there is no such ledger", "leave --ledger out for a first build")
    return Ledger.load(path) if path.is_file() else Ledger()


def _fingerprint(inputs: Inputs, base: str, ledger: Ledger) -> str:
    """What a build depends on: equal fingerprints, equal outputs."""
    parts = [
        program_digest(),
        base,
        ledger.dump(),
        *(f"{item.path.name} {key_of(item, base)}" for item in inputs.files),
    ]
    parts += [f"{path} {reason}" for path, reason, _ in inputs.missing]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _unchanged(options: BuildOptions, fingerprint: str) -> BuildResult | None:
    """The former result, when the output was made from the very same."""
    try:
        former = json.loads((options.output / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if fingerprint not in (former.get("fingerprint"), former.get("settled")) or not (options.output / STORE).is_dir():
        return None
    aside = tuple(SetAside(**item) for item in former["set_aside"])
    if options.strict and former["status"]:
        return None
    return BuildResult(
        options.output, former["documents"], aside, tuple(former["warnings"]), former["counts"], former["violations"],
        former["status"], 0.0, True,
    )  # fmt: skip


def _document_stage(
    options: BuildOptions, inputs: Inputs, base: str, folder: Path, progress: Progress
) -> list[FactsFile]:
    """The facts files of all documents: those of the former output where nothing changed, the others made anew."""
    target, former = folder / FACTS, options.output / FACTS
    target.mkdir()
    keys = [(item, key_of(item, base)) for item in inputs.files]
    tasks = []
    for item, key in keys:
        known = former / f"{key}.json"
        if known.is_file():
            shutil.copy2(known, target / known.name)
        else:
            tasks.append(workers.Task(item, key, base, target))
    crew = (os.cpu_count() or 1) if options.workers is None else options.workers
    failed: dict[str, FactsFile] = {}
    progress("reading", 0, len(tasks), "")
    for done, (task, trouble) in enumerate(workers.run(tasks, crew), 1):
        if trouble is not None:
            failed[task.key] = trouble
        progress("reading", done, len(tasks), task.item.path.name)
    return [_load(item, key, base, target, failed) for item, key in keys]


def _load(item: Input, key: str, base: str, folder: Path, failed: dict[str, FactsFile]) -> FactsFile:
    facts = failed.get(key) or facts_file.load(folder / f"{key}.json")
    if facts is None:  # a facts file that was damaged on disk
        next(workers.run([workers.Task(item, key, base, folder)], 0))
        facts = facts_file.load(folder / f"{key}.json")
    assert facts is not None
    return facts


def _set_aside(inputs: Inputs, facts: Sequence[FactsFile]) -> list[SetAside]:
    missing = [
        SetAside(str(path), reason, f"{path}: {message}", "check the path") for path, reason, message in inputs.missing
    ]
    return missing + [SetAside(each.file_name, each.reason, each.message, each.hint) for each in facts if each.reason]


def _refusal(
    options: BuildOptions, aside: list[SetAside], inputs: Inputs, facts: Sequence[FactsFile], clock: _Clock
) -> _Refusal:
    """Nothing is built: the former output stays, and the reasons are told."""
    reasons = aside or [
        SetAside(
            each.file_name,
            "statements",
            f"{each.file_name}: statements that violate a shape",
            "see inspectgraph inspect",
        )
        for each in facts
        if each.removed
    ]
    return _Refusal(
        BuildResult(options.output, 0, tuple(reasons), tuple(inputs.warnings), {}, 0, 2, sum(clock.stages.values()))
    )


class _Refusal(InspectgraphError):
    """Leaves the folder that was begun; `build` hands the result on."""

    def __init__(self, result: BuildResult) -> None:
        super().__init__("nothing was built")
        self.result = result


def _publish(
    options: BuildOptions,
    base: str,
    folder: Path,
    inputs: Inputs,
    facts: Sequence[FactsFile],
    kept: Sequence[FactsFile],
    aside: Sequence[SetAside],
    resolution: Resolution,
    clock: _Clock,
) -> BuildResult:
    """Writes all that a build leaves."""
    iris = Iris(base)
    stated = (quad for document in resolution.documents.values() for quad in document)
    background = [*reference_quads(iris, load_reference()), *vocabulary_quads(iris), *minted_measures(iris, stated)]
    default = default_graph(resolution.consolidated, background, resolution.documents.values())
    over_all = check_default_graph(default)
    clock.stage("check")
    quads = [*background, *resolution.consolidated, *resolution.resolution]
    for document in resolution.documents.values():
        quads += document
    sizes = Counter(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode))
    entries = {each.identifier: item.entry for item, each in zip(inputs.files, facts, strict=True) if item.entry}
    quads += describe(iris, dict(sorted(sizes.items())), entries, resolution.documents)
    quads.sort(key=str)
    write_dumps(folder, quads, default, base)
    write_store(folder / STORE, quads, default)
    clock.stage("write")
    found = {finding for each in facts for finding in each.findings} | set(over_all)
    findings = sorted(found, key=lambda finding: finding.order)
    write_validation_report(folder / "validation-report.ttl", findings, base)
    resolution.ledger.save(folder / LEDGER)
    _write_texts(folder, kept)
    _write_quarantine(folder, facts, aside)
    counts = _counts(default, resolution.resolution)
    write_report_page(
        folder / "report.html",
        {"documents": len(kept), **counts},
        kept,
        [Aside(a.path, a.reason, a.message, a.hint) for a in aside],
    )
    clock.stage("reports")
    violations = sum(1 for finding in findings if finding.severity == "Violation")
    warnings = [*inputs.warnings, *(f"{each.file_name}: {warning}" for each in facts for warning in each.warnings)]
    return BuildResult(
        options.output, len(kept), tuple(aside), tuple(warnings), counts, violations, 1 if aside or violations else 0,
        round(sum(clock.stages.values()), 3), False, clock.stages,
    )  # fmt: skip


_COUNTED = {
    "Inspection": "inspections", "Judgement": "judgements", "Person": "people", "Association": "inspectors' parts",
    "Tenure": "tenures", "Finding": "findings", "Observation": "figures",
}  # fmt: skip
_BODIES = frozenset({"Unit", "Board", "Programme", "PartnerOrganisation"})


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
    (folder / TEXTS).mkdir()
    for each in kept:
        (folder / TEXTS / f"{each.identifier}.txt").write_text(each.text, encoding="utf-8", newline="")


def _write_quarantine(folder: Path, facts: Sequence[FactsFile], aside: Sequence[SetAside]) -> None:
    """What is not in the graph, with the reasons."""
    quarantine = folder / QUARANTINE
    quarantine.mkdir()
    rows = [{"path": a.path, "reason": a.reason, "message": a.message, "hint": a.hint} for a in aside]
    (quarantine / "documents.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for each in facts:
        if each.removed:
            (quarantine / f"{each.file_name}.nq").write_text(each.removed, encoding="utf-8")


def _describe_build(
    folder: Path,
    options: BuildOptions,
    base: str,
    inputs: Inputs,
    facts: Sequence[FactsFile],
    result: BuildResult,
    fingerprint: str,
) -> None:
    """Writes `build.json`, the only file that holds times of day and durations."""
    settled = _fingerprint(inputs, base, Ledger.load(folder / LEDGER))
    description = {
        "program": __version__,
        "base": base,
        "fingerprint": fingerprint,
        # The same inputs with the ledger that this build leaves: then there is nothing to do either.
        "settled": settled if options.ledger is None else fingerprint,
        "documents": result.documents,
        "counts": result.counts,
        "violations": result.violations,
        "status": result.status,
        "set_aside": [
            {"path": a.path, "reason": a.reason, "message": a.message, "hint": a.hint} for a in result.set_aside
        ],
        "warnings": list(result.warnings),
        "inputs": [
            {
                "file": item.path.name,
                "sha256": item.sha256,
                "document": each.identifier,
                "kind": each.form,
                "reason": each.reason,
            }
            for item, each in zip(inputs.files, facts, strict=True)
        ],
        "finished": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "seconds": result.seconds,
        "timings": result.timings,
    }
    (folder / MARK).write_text(json.dumps(description, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
