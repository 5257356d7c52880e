"""One build, step by step."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from inspectgraph import data
from inspectgraph.building.description import MadeOf, describe_build, unchanged
from inspectgraph.building.documents import Reading
from inspectgraph.building.options import BuildOptions, BuildResult, Progress
from inspectgraph.errors import OutputError
from inspectgraph.graph.background import vocabulary
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import apart
from inspectgraph.processing.cluster import DaskEngine
from inspectgraph.processing.elsewhere import Elsewhere
from inspectgraph.processing.engine import Engine
from inspectgraph.processing.facts_file import FactsFile
from inspectgraph.processing.guarded import prepare
from inspectgraph.processing.inputs import (
    Inputs,
    find_inputs,
    key_of,
    later_digest,
    made_from,
    program_digest,
)
from inspectgraph.processing.memory import collect_seldom
from inspectgraph.processing.set_aside import SetAside
from inspectgraph.processing.workers import LocalEngine, beside
from inspectgraph.publishing.checksums import SUMS, harm, sound, write_checksums
from inspectgraph.publishing.curated import Curated, load_curated
from inspectgraph.publishing.former import Former
from inspectgraph.publishing.gates import check_gates
from inspectgraph.publishing.leaving_out import without_removed
from inspectgraph.publishing.output_folder import locked, replaced
from inspectgraph.publishing.release import FACTS, LEDGER, STORE, Release, Written, write
from inspectgraph.publishing.store import StoreBuilder
from inspectgraph.reference import load as load_reference
from inspectgraph.resolving.blockwise.resolver import resolve_on_disk
from inspectgraph.resolving.corrections import correct
from inspectgraph.resolving.ledger import Ledger, Record
from inspectgraph.resolving.lifetimes import trace
from inspectgraph.resolving.remembering import remember
from inspectgraph.resolving.resolver import Resolution, resolve
from inspectgraph.resolving.rulings import REMOVE
from inspectgraph.stopwatch import Stopwatch

_RESOLVING = ".resolving"


def build_here(
    options: BuildOptions, progress: Progress, elsewhere: Elsewhere, finished: Callable[[Path], object]
) -> BuildResult:
    """Builds the graph on this machine and puts it in place of the former one.

    Args:
        options: What to build.
        progress: Told of each step: stage, how many are done, of how many, and the current one.
        elsewhere: Documents that are not on this machine.
        finished: Given the filled folder before it takes the former one's place.

    Raises:
        EngineError: The cluster that reads documents is lost; what it has read is kept for the next build.
        OutputError: The output can't be written; the former one stays.
        ReferenceDataError: A reference table, a catalogue or the ledger is malformed.
        RemoteError: Files elsewhere can't be read or written; what was read is kept for the next build.
    """
    base = options.base if options.base.endswith("/") else options.base + "/"
    if options.workers != 0 and not options.scheduler and not options.output.exists():
        prepare()  # a first build reads documents for certain: what workers need is imported while they are looked for
    named = {
        "decisions.csv": options.decisions,
        "corrections.csv": options.corrections,
        "withdrawals.csv": options.withdrawals,
        "gates.csv": options.gates,
    }
    curated = load_curated((*options.paths, *elsewhere.folders), named)
    paths = options.paths if options.paths or options.urls else (data.seeds("documents"),)
    inputs = curated.admitted(find_inputs(paths, elsewhere.inputs))
    with locked(options.output):
        ledger = _ledger(options)
        task = _Build(options, base, inputs, ledger, curated, progress, finished)
        task.reading.expect()
        if what := harm(options.output):
            inputs.warnings.append(f"{options.output} was damaged ({what}) and is made anew")
            return task.run()
        if result := unchanged(options, task.fingerprint):
            return result
        task.former = Former.of(options.output, base, made_from())
        return task.run()


class _Nothing(Exception):
    """There is nothing to publish; leaves the folder that was begun, and in it what was read to the next build.

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
    finished: Callable[[Path], object]
    former: Former | None = None
    watch: Stopwatch = field(default_factory=Stopwatch)
    work: dict[str, float] = field(default_factory=dict)
    facts: list[FactsFile] = field(default_factory=list)

    @cached_property
    def reading(self) -> Reading:
        """The reading of the documents."""
        return Reading(self.inputs, self.base, self.options.output, self._engine(), self.progress, self.work)

    @cached_property
    def fingerprint(self) -> str:
        """What the build depends on: equal fingerprints, equal outputs."""
        return self.fingerprint_with(self.ledger.dump())

    def fingerprint_with(self, ledger: str) -> str:
        """The fingerprint of the same inputs with the lines of another ledger."""
        return _digest([self.identifier, ledger, *self.curated.gates])

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
            with replaced(self.options.output, keep=FACTS) as folder:
                return self._fill(folder)
        except _Nothing as stopped:
            aside = self._set_aside() or self._statements()
            warnings = tuple(self.inputs.warnings)
            return BuildResult(self.options.output, 0, tuple(aside), warnings, status=2, missed=stopped.missed)
        finally:
            undo()

    def _fill(self, folder: Path) -> BuildResult:
        # While workers are made ready.
        load_reference()
        vocabulary()
        self.facts = self.reading.read(folder / FACTS)
        self.watch.lap("documents")
        aside = self._set_aside()
        kept = [each for each in self.facts if not each.reason]
        if not kept or self.options.strict and (aside or self._statements()):
            raise _Nothing
        resolution, written = self._publish(folder, aside)
        counts, violations = written.counts, written.violations
        understood = _understood(kept)
        whole = {
            "documents": len(kept),
            "set aside": round(100 * len(aside) / max(len(self.inputs.files), 1), 1),
            "violations": violations,
            "understood": round(100 * understood, 2),
        }
        shutil.rmtree(folder / _RESOLVING, ignore_errors=True)
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
        self._describe(folder, result, written)
        write_checksums(folder)
        self.finished(folder)
        return result

    def _engine(self) -> Engine:
        """What reads the documents."""
        options = self.options
        if options.scheduler:
            return DaskEngine(options.scheduler, options.time_limit, self.inputs.warnings.append)
        workers = (os.cpu_count() or 1) if options.workers is None else options.workers
        return LocalEngine(workers, options.time_limit)

    def _publish(self, folder: Path, aside: Sequence[SetAside]) -> tuple[Resolution, Written]:
        """Resolves what the documents say and writes all that comes of it, while the store is loaded."""
        self.progress("resolving", 0, 1, "")
        iris = Iris(self.base)
        parts = {each.identifier: apart(each.quads, iris) for each in self.facts if not each.reason}
        evidence = {identifier: words for identifier, (words, _) in sorted(parts.items())}
        said = {identifier: rest for identifier, (_, rest) in sorted(parts.items())}
        # Where somebody must not be named, nothing goes into the store before the name is out of it.
        hiding = any(ruling.action == REMOVE for ruling in self.curated.rulings)
        former = None if hiding else self._former(parts, iris)
        with (
            StoreBuilder(folder / STORE, former.folder / STORE if former else None) as store,
            beside(self.options.workers) as other,
        ):
            for words in () if hiding else evidence.values():
                store.add(words)
            resolution = self._resolved(said, iris, folder / _RESOLVING)
            resolution = correct(resolution, self.curated.corrections, iris)
            published = replace(resolution.ledger, documents=self._remembered(parts))
            resolution = replace(resolution, ledger=published)
            self.watch.lap("resolve")
            self.progress("writing", 0, 1, "")
            pairs = zip(self.inputs.files, self.facts, strict=True)
            entries = {each.identifier: item.entry for item, each in pairs if item.entry}
            release = self._dated(without_removed(Release(self.base, self.facts, entries, aside, resolution, evidence)))
            for words in release.evidence.values() if hiding else ():
                store.add(words)
            return release.resolution, write(release, folder, store, other, self.watch, former)

    def _former(self, documents: Iterable[str], iris: Iris) -> Former | None:
        """The former output, where dumps and store may begin from it.

        A store never forgets words, though no statement holds them any more; so that of a document that a curator has
        withdrawn nothing stays, it is loaded anew then, as where somebody must not be named.
        """
        graphs = {iris.document_graph(each).value for each in documents}
        near = self.former is not None and self.former.is_near(graphs)
        return self.former if near and not self.curated.withdrawals else None

    def _remembered(self, parts: Mapping[str, tuple[bytes, bytes]]) -> tuple[Record, ...]:
        """What the ledger will say of the documents of this build and of earlier ones."""
        present = {
            each.identifier: (each.file_name, hashlib.sha256(b"".join(parts[each.identifier])).hexdigest()[:16])
            for each in self.facts
            if not each.reason
        }
        return remember(self.ledger.documents, present, self.curated.withdrawals, self.identifier)

    def _dated(self, release: Release) -> Release:
        """The release with a ledger that knows since when each statement is there."""
        resolution = release.resolution
        documents, texts = resolution.ledger.documents, resolution.texts
        lifetimes = trace(self.ledger.lifetimes, self.ledger.documents, documents, texts, self.identifier)
        ledger = replace(resolution.ledger, lifetimes=lifetimes)
        return replace(release, resolution=replace(resolution, ledger=ledger))

    def _resolved(self, said: Mapping[str, bytes], iris: Iris, aside: Path) -> Resolution:
        """What the documents say together; on disk, the folder holds their graphs until all is written."""
        rulings, memory = self.curated.rulings, self.options.on_disk
        if not memory:
            return resolve(said, iris, load_reference(), self.ledger, rulings)
        aside.mkdir()
        return resolve_on_disk(said, iris, load_reference(), self.ledger.entries, aside, rulings, memory).loaded()

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

    def _describe(self, folder: Path, result: BuildResult, written: Written) -> None:
        # The same inputs with the ledger that this build leaves: then there is nothing to do either.
        left = (folder / LEDGER).read_bytes().decode()
        settled = self.fingerprint if self.options.ledger else self.fingerprint_with(left)
        parts = {**made_from(), **self.curated.digests}
        files = list(zip(self.inputs.files, self.facts, strict=True))
        made_of = MadeOf(self.identifier, self.base, self.fingerprint, settled, parts, files, written)
        describe_build(folder, made_of, result)


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
