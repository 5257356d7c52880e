"""The curator's files, and which of them a build heeds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from inspectgraph import data
from inspectgraph.processing.inputs import Inputs
from inspectgraph.publishing import gates
from inspectgraph.publishing.gates import Gate, load_gates
from inspectgraph.publishing.release import KINDS
from inspectgraph.resolving import corrections, remembering, rulings
from inspectgraph.resolving.corrections import Correction, load_corrections
from inspectgraph.resolving.remembering import Withdrawal, load_withdrawals
from inspectgraph.resolving.rulings import Ruling, load_rulings


@dataclass(frozen=True, slots=True)
class Curated:
    """What the curator's files say.

    Attributes:
        rulings: Which mentions are one thing.
        corrections: Values in the place of others.
        withdrawals: Documents that are to be in the dataset no more.
        gates: What the dataset must have to be published.
    """

    rulings: tuple[Ruling, ...] = ()
    corrections: tuple[Correction, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    gates: tuple[Gate, ...] = ()

    @property
    def lines(self) -> tuple[object, ...]:
        """All on which the dataset depends; gates decide only whether it is published."""
        return (*self.rulings, *self.corrections, *self.withdrawals)

    @property
    def digests(self) -> dict[str, str]:
        """Digests of what changes values and names, to tell later why two builds differ."""
        files = {"decisions": self.rulings, "corrections": self.corrections}
        return {name: sha256("\n".join(map(repr, lines)).encode()).hexdigest() for name, lines in files.items()}

    def admitted(self, inputs: Inputs) -> Inputs:
        """The inputs without the documents that are withdrawn, which are told."""
        names = {each.document: each for each in self.withdrawals}
        kept, told = [], []
        for item in inputs.files:
            if (why := names.get(item.path.name) or names.get(item.sha256[:16])) is None:
                kept.append(item)
            else:
                told.append(f"{item.path.name} is withdrawn: {why.reason} ({why.who})")
        return replace(inputs, files=kept, warnings=[*inputs.warnings, *told])


def load_curated(paths: Sequence[Path], named: dict[str, Path | None]) -> Curated:
    """The curator's files: those that were named, else those beside the documents and of the seeds.

    Args:
        paths: Files and folders that a build reads.
        named: By its usual name the file to read instead; `None` for none.

    Raises:
        ReferenceDataError: A file can't be read or a row is wrong; it names file and line.
    """
    folders = sorted({path if path.is_dir() else path.parent for path in paths})

    def files(name: str) -> Iterable[Path]:
        instead = named.get(name)
        if instead is not None:
            return [instead]
        beside = [folder / name for folder in folders] + [data.seeds(name)]
        return dict.fromkeys(path for path in beside if path.is_file())

    return Curated(
        load_rulings(files(rulings.FILE_NAME)),
        load_corrections(files(corrections.FILE_NAME)),
        load_withdrawals(files(remembering.FILE_NAME)),
        load_gates([*files(gates.FILE_NAME), data.seeds(gates.FILE_NAME)], KINDS),
    )
