"""The facts of the documents of a build: taken over where they are known and sound, else read anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from inspectgraph.building.options import Progress
from inspectgraph.processing import facts_file
from inspectgraph.processing.engine import Engine
from inspectgraph.processing.facts_file import FactsFile
from inspectgraph.processing.guarded import Task, do_unguarded
from inspectgraph.processing.inputs import Input, Inputs, key_of
from inspectgraph.publishing.checksums import sound
from inspectgraph.publishing.output_folder import leftovers
from inspectgraph.publishing.release import FACTS


@dataclass
class Reading:
    """The reading of the documents of one build.

    Attributes:
        inputs: What to read; told what is noticed.
        base: The publisher's base, ending in "/".
        former: The output folder, whose facts may be taken over.
        engine: Has documents done.
        progress: Told of each document.
        work: Seconds by what was done with documents, over all workers.
    """

    inputs: Inputs
    base: str
    former: Path
    engine: Engine
    progress: Progress
    work: dict[str, float] = field(default_factory=dict)

    def expect(self) -> None:
        """Has workers made ready, which takes a while, where a document seems to be new."""
        names = (f"{key_of(item, self.base)}.json" for item in self.inputs.files)
        if not all((self.former / FACTS / name).is_file() for name in names):
            self.engine.prepare()

    def read(self, target: Path) -> list[FactsFile]:
        """The facts files of all documents: those that are there and sound where nothing changed, the others made anew.

        Args:
            target: The folder for them, which is made.
        """
        target.mkdir()
        keys = [(item, key_of(item, self.base)) for item in self.inputs.files]
        known = self._known({key for _, key in keys})
        tasks = [Task(item, key, self.base, target) for item, key in keys if key not in known]
        if tasks:
            self.engine.prepare()
        for key, former in known.items():
            facts_file.copy(key, former, target)
        found = {key: self._load(item, key, target) for item, key in keys if key in known}
        failed = self._work(tasks)
        return [found.get(key) or failed.get(key) or self._load(item, key, target) for item, key in keys]

    def _known(self, keys: set[str]) -> dict[str, Path]:
        """By their keys, where facts are that may be taken over: sound in the former output, or left by a build that published nothing."""
        output = self.former
        there = {key: [f"{FACTS}/{key}.{suffix}" for suffix in ("json", "nq")] for key in keys}
        whole = sound(output, (name for names in there.values() for name in names if (output / name).is_file()))
        known = {key: output / FACTS for key, names in there.items() if whole.issuperset(names)}
        for folder in leftovers(output):
            found = {path.stem for path in (folder / FACTS).glob("*.json")} & (keys - set(known))
            if found:
                self.inputs.warnings.append(
                    f"an earlier build published nothing: what it had read of {len(found)} documents is taken over"
                )
            known |= dict.fromkeys(found, folder / FACTS)
        return known

    def _work(self, tasks: Sequence[Task]) -> dict[str, FactsFile]:
        """Has the tasks done; what failed, by key."""
        failed: dict[str, FactsFile] = {}
        self.progress("reading", 0, len(tasks), "")
        for done, outcome in enumerate(self.engine.run(tasks), 1):
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
            do_unguarded(Task(item, key, self.base, folder))
            facts = facts_file.load(folder / f"{key}.json")
        assert facts is not None
        return facts
