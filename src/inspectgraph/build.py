"""A build: from documents to an output folder with the graph, its store and its reports."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path

from inspectgraph import __version__, data
from inspectgraph.errors import OutputError
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import apart
from inspectgraph.processing import facts_file
from inspectgraph.processing.facts_file import FactsFile
from inspectgraph.processing.inputs import (
    Input,
    Inputs,
    find_inputs,
    key_of,
    later_digest,
    made_from,
    program_digest,
)
from inspectgraph.processing.memory import collect_seldom
from inspectgraph.processing.set_aside import SetAside
from inspectgraph.processing.workers import TIME_LIMIT, Task, beside, prepare
from inspectgraph.processing.workers import run as do_tasks
from inspectgraph.publishing.checksums import SUMS, harm, sound, write_checksums
from inspectgraph.publishing.curated import Curated, load_curated
from inspectgraph.publishing.gates import check_gates
from inspectgraph.publishing.leaving_out import without_removed
from inspectgraph.publishing.output_folder import MARK, leftovers, locked, replaced
from inspectgraph.publishing.release import FACTS, LEDGER, STORE, Release, write
from inspectgraph.publishing.store import StoreBuilder
from inspectgraph.reference import load as load_reference
from inspectgraph.resolving.corrections import correct
from inspectgraph.resolving.ledger import Ledger, Record
from inspectgraph.resolving.remembering import remember
from inspectgraph.resolving.resolver import Resolution, resolve
from inspectgraph.resolving.rulings import REMOVE
from inspectgraph.stopwatch import Stopwatch

__all__ = ["DEFAULT_BASE", "BuildOptions", "BuildResult", "SetAside", "build"]

DEFAULT_BASE = "https://data.example.org/"
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
        time_limit: Seconds that one document may take.
        decisions: A curator's decisions on what is one thing; those beside the documents and of the seeds when `None`.
        corrections: A curator's corrections; those beside the documents and of the seeds when `None`.
        withdrawals: Documents that are to be in the dataset no more; as above.
        gates: Bounds that count before those of the program; those beside the documents when `None`.
        accept: Why a dataset is published that misses a gate; empty when it is not to be.
    """

    paths: tuple[Path, ...] = ()
    output: Path = Path("output")
    base: str = DEFAULT_BASE
    workers: int | None = None
    strict: bool = False
    ledger: Path | None = None
    time_limit: float = TIME_LIMIT
    decisions: Path | None = None
    corrections: Path | None = None
    withdrawals: Path | None = None
    gates: Path | None = None
    accept: str = ""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What came of a build.

    Attributes:
        output: The folder.
        documents: How many are in the graph.
        set_aside: What is not, and why.
        warnings: What was noticed, for people.
        counts: How many of each kind of fact.
        violations: Statements that violate a shape; those of single documents were set aside.
        status: 0 all built and conforming; 1 something was set aside or missing; 2 nothing was built.
        seconds: How long it took.
        unchanged: Whether the output was up to date already.
        understood: Share of the documents' characters that gave facts or are known to hold none.
        timings: Seconds by stage.
        work: Seconds by what was done with documents, over all workers.
        missed: Gates that were missed, in words; unless they were accepted, the former output stays.
        accepted: Why it was published all the same.
    """

    output: Path
    documents: int = 0
    set_aside: tuple[SetAside, ...] = ()
    warnings: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    violations: int = 0
    status: int = 0
    seconds: float = 0.0
    unchanged: bool = False
    understood: float = 0.0
    timings: dict[str, float] = field(default_factory=dict)
    work: dict[str, float] = field(default_factory=dict)
    missed: tuple[str, ...] = ()
    accepted: str = ""


def build(options: BuildOptions, progress: Progress = lambda stage, done, total, item: None) -> BuildResult:
    """Builds the graph and puts it in place of the former one.

    Args:
        options: What to build.
        progress: Told of each step: stage, how many are done, of how many, and the current one.

    Raises:
        OutputError: The output can't be written; the former one stays.
        ReferenceDataError: A reference table, a catalogue or the ledger is malformed.
    """
    base = options.base if options.base.endswith("/") else options.base + "/"
    named = {
        "decisions.csv": options.decisions,
        "corrections.csv": options.corrections,
        "withdrawals.csv": options.withdrawals,
        "gates.csv": options.gates,
    }
    curated = load_curated(options.paths, named)
    inputs = curated.admitted(find_inputs(options.paths or (data.seeds("documents"),)))
    with locked(options.output):
        ledger = _ledger(options)
        task = _Build(options, base, inputs, ledger, curated, progress)
        if what := harm(options.output):
            inputs.warnings.append(f"{options.output} was damaged ({what}) and is made anew")
            return task.run()
        return _unchanged(options, task.fingerprint(ledger)) or task.run()


class _Nothing(Exception):
    """There is nothing to publish; leaves the folder that was begun.

    Attributes:
        missed: Gates that were missed.
    """

    def __init__(self, missed: tuple[str, ...] = ()) -> None:
        self.missed = missed


@dataclass
class _Build:
    """One build under way."""

    options: BuildOptions
    base: str
    inputs: Inputs
    ledger: Ledger
    curated: Curated
    progress: Progress
    watch: Stopwatch = field(default_factory=Stopwatch)
    work: dict[str, float] = field(default_factory=dict)
    facts: list[FactsFile] = field(default_factory=list)

    def fingerprint(self, ledger: Ledger) -> str:
        """What the build depends on: equal fingerprints, equal outputs."""
        return _digest([self.identifier, ledger.dump(), *self.curated.gates])

    @cached_property
    def identifier(self) -> str:
        """Id of the build, by what it is made of; the ledger, which remembers builds, has no part in it."""
        parts = [program_digest(), later_digest(), self.base, *map(repr, self.curated.lines)]
        parts += [f"{item.path.name} {key_of(item, self.base)}" for item in self.inputs.files]
        parts += [f"{path} {reason}" for path, reason, _ in self.inputs.missing]
        return _digest(parts)[:16]

    def run(self) -> BuildResult:
        """Fills a new folder and moves it into place."""
        undo = collect_seldom()
        try:
            with replaced(self.options.output) as folder:
                return self._fill(folder)
        except _Nothing as stopped:
            aside = self._set_aside() or self._statements()
            warnings = tuple(self.inputs.warnings)
            return BuildResult(self.options.output, 0, tuple(aside), warnings, status=2, missed=stopped.missed)
        finally:
            undo()

    def _fill(self, folder: Path) -> BuildResult:
        self.facts = self._documents(folder / FACTS)
        self.watch.lap("documents")
        aside = self._set_aside()
        kept = [each for each in self.facts if not each.reason]
        if not kept or self.options.strict and (aside or self._statements()):
            raise _Nothing
        resolution, counts, violations = self._publish(folder, aside)
        understood = _understood(kept)
        whole = {
            "documents": len(kept),
            "set aside": round(100 * len(aside) / max(len(self.inputs.files), 1), 1),
            "violations": violations,
            "understood": round(100 * understood, 2),
        }
        passed = check_gates(self.curated.gates, {**counts, **whole}, folder / STORE)
        if passed.missed and not self.options.accept:
            raise _Nothing(passed.missed)
        result = BuildResult(
            output=self.options.output,
            documents=len(kept),
            set_aside=tuple(aside),
            warnings=(*self.inputs.warnings, *self._warnings(), *resolution.warnings, *passed.exceeded),
            counts=counts,
            violations=violations,
            status=1 if aside or violations else 0,
            seconds=round(self.watch.total, 3),
            understood=understood,
            timings=self.watch.rounded(),
            work={stage: round(seconds, 3) for stage, seconds in self.work.items()},
            missed=passed.missed,
            accepted=self.options.accept if passed.missed else "",
        )
        self._describe(folder, result)
        write_checksums(folder)
        return result

    def _publish(self, folder: Path, aside: Sequence[SetAside]) -> tuple[Resolution, dict[str, int], int]:
        """Resolves what the documents say and writes all that comes of it, while the store is loaded."""
        self.progress("resolving", 0, 1, "")
        iris = Iris(self.base)
        parts = {each.identifier: apart(each.quads, iris) for each in self.facts if not each.reason}
        evidence = {identifier: words for identifier, (words, _) in sorted(parts.items())}
        said = {identifier: rest for identifier, (_, rest) in sorted(parts.items())}
        # Where somebody must not be named, nothing goes into the store before the name is out of it.
        hiding = any(ruling.action == REMOVE for ruling in self.curated.rulings)
        with StoreBuilder(folder / STORE) as store, beside(self.options.workers) as other:
            for words in () if hiding else evidence.values():
                store.add(words)
            resolution = resolve(said, iris, load_reference(), self.ledger, self.curated.rulings)
            resolution = correct(resolution, self.curated.corrections, iris)
            published = replace(resolution.ledger, documents=self._remembered(parts))
            resolution = replace(resolution, ledger=published)
            self.watch.lap("resolve")
            self.progress("writing", 0, 1, "")
            pairs = zip(self.inputs.files, self.facts, strict=True)
            entries = {each.identifier: item.entry for item, each in pairs if item.entry}
            release = without_removed(Release(self.base, self.facts, entries, aside, resolution, evidence))
            for words in release.evidence.values() if hiding else ():
                store.add(words)
            return release.resolution, *write(release, folder, store, other, self.watch)

    def _remembered(self, parts: Mapping[str, tuple[bytes, bytes]]) -> tuple[Record, ...]:
        """What the ledger will say of the documents of this build and of earlier ones."""
        present = {
            each.identifier: (each.file_name, hashlib.sha256(b"".join(parts[each.identifier])).hexdigest()[:16])
            for each in self.facts
            if not each.reason
        }
        return remember(self.ledger.documents, present, self.curated.withdrawals, self.identifier)

    def _documents(self, target: Path) -> list[FactsFile]:
        """The facts files of all documents: those that are there and sound where nothing changed, the others made anew."""
        target.mkdir()
        keys = [(item, key_of(item, self.base)) for item in self.inputs.files]
        known = self._known({key for _, key in keys})
        tasks = [Task(item, key, self.base, target) for item, key in keys if key not in known]
        if tasks and self.options.workers != 0:
            prepare()
        for key, former in known.items():
            facts_file.copy(key, former, target)
        found = {key: self._load(item, key, target) for item, key in keys if key in known}
        failed = self._work(tasks)
        return [found.get(key) or failed.get(key) or self._load(item, key, target) for item, key in keys]

    def _known(self, keys: set[str]) -> dict[str, Path]:
        """By their keys, where facts are that may be taken over: sound in the former output, or left by a build cut short."""
        output = self.options.output
        there = {key: [f"{FACTS}/{key}.{suffix}" for suffix in ("json", "nq")] for key in keys}
        whole = sound(output, (name for names in there.values() for name in names if (output / name).is_file()))
        known = {key: output / FACTS for key, names in there.items() if whole.issuperset(names)}
        for folder in leftovers(output):
            found = {path.stem for path in (folder / FACTS).glob("*.json")} & (keys - set(known))
            if found:
                self.inputs.warnings.append(
                    f"a build was cut short: what it had read of {len(found)} documents is kept"
                )
            known |= dict.fromkeys(found, folder / FACTS)
        return known

    def _work(self, tasks: Sequence[Task]) -> dict[str, FactsFile]:
        """Has the tasks done; what failed, by key."""
        crew = (os.cpu_count() or 1) if self.options.workers is None else self.options.workers
        failed: dict[str, FactsFile] = {}
        self.progress("reading", 0, len(tasks), "")
        for done, outcome in enumerate(do_tasks(tasks, crew, self.options.time_limit), 1):
            if outcome.failure is not None:
                failed[outcome.task.key] = outcome.failure
            for stage, seconds in outcome.seconds.items():
                self.work[stage] = self.work.get(stage, 0.0) + seconds
            self.progress("reading", done, len(tasks), outcome.task.item.path.name)
        return failed

    def _load(self, item: Input, key: str, folder: Path) -> FactsFile:
        """A facts file; one that was damaged on disk is made again."""
        facts = facts_file.load(folder / f"{key}.json")
        if facts is None:
            next(do_tasks([Task(item, key, self.base, folder)], 0))
            facts = facts_file.load(folder / f"{key}.json")
        assert facts is not None
        return facts

    def _set_aside(self) -> list[SetAside]:
        missing = [
            SetAside(str(path), reason, f"{path}: {message}", "check the path")
            for path, reason, message in self.inputs.missing
        ]
        return missing + [
            SetAside(each.file_name, each.reason, each.message, each.hint) for each in self.facts if each.reason
        ]

    def _statements(self) -> list[SetAside]:
        """Documents of which statements were set aside."""
        return [
            SetAside(
                each.file_name,
                "statements",
                f"{each.file_name}: statements violate a shape",
                "inspectgraph inspect FILE",
            )
            for each in self.facts
            if each.removed and not each.reason
        ]

    def _warnings(self) -> list[str]:
        return [f"{each.file_name}: {warning}" for each in self.facts for warning in each.warnings]

    def _describe(self, folder: Path, result: BuildResult) -> None:
        """Writes `build.json`, the only file that holds times of day and durations."""
        fingerprint = self.fingerprint(self.ledger)
        # The same inputs with the ledger that this build leaves: then there is nothing to do either.
        settled = fingerprint if self.options.ledger else self.fingerprint(Ledger.load(folder / LEDGER))
        told = {**asdict(result), "output": None, "unchanged": None}
        description = {
            "program": __version__,
            "build": self.identifier,
            "base": self.base,
            "fingerprint": fingerprint,
            "settled": settled,
            "made_from": {**made_from(), **self.curated.digests},
            **{name: value for name, value in told.items() if value is not None},
            "inputs": [
                {
                    "file": item.path.name,
                    "sha256": item.sha256,
                    "document": each.identifier,
                    "kind": each.form,
                    "reason": each.reason,
                    "facts": key_of(item, self.base),
                }
                for item, each in zip(self.inputs.files, self.facts, strict=True)
            ],
            "finished": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        }
        text = json.dumps(description, indent=1, ensure_ascii=False) + "\n"
        (folder / MARK).write_text(text, encoding="utf-8")


def _digest(lines: Iterable[object]) -> str:
    return hashlib.sha256("\n".join(map(repr, lines)).encode()).hexdigest()


def _understood(documents: Iterable[FactsFile]) -> float:
    """The share of the characters of some documents that is accounted for."""
    lengths = [(len(each.text), each.understood) for each in documents]
    return round(sum(length * share for length, share in lengths) / max(sum(length for length, _ in lengths), 1), 4)


def _ledger(options: BuildOptions) -> Ledger:
    path = options.ledger or options.output / LEDGER
    if options.ledger is not None and not path.is_file():
        raise OutputError(f"{path}: there is no such ledger", "leave --ledger out for a first build")
    if options.ledger is None and (options.output / SUMS).is_file() and not sound(options.output, [LEDGER]):
        raise OutputError(
            f"{path} is not what the last build left: the published IRIs can't be told",
            "restore it from a copy, or hand over another one with --ledger",
        )
    return Ledger.load(path) if path.is_file() else Ledger()


def _unchanged(options: BuildOptions, fingerprint: str) -> BuildResult | None:
    """The former result, when the output was made from the very same."""
    try:
        former = json.loads((options.output / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if fingerprint not in (former.get("fingerprint"), former.get("settled")) or not (options.output / STORE).is_dir():
        return None
    if options.strict and former["status"]:
        return None
    return BuildResult(
        output=options.output,
        documents=former["documents"],
        set_aside=tuple(SetAside(**item) for item in former["set_aside"]),
        warnings=tuple(former["warnings"]),
        counts=former["counts"],
        violations=former["violations"],
        status=former["status"],
        unchanged=True,
        understood=former["understood"],
        missed=tuple(former.get("missed", ())),
        accepted=former.get("accepted", ""),
    )
