"""The facts of one document on disk: what stands of it from one build to the next.

The quads are in a file of their own beside the rest, so that they are taken as they are.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from inspectgraph.graph.nquads import parsed
from inspectgraph.validating.findings import Finding


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of a document that gave no facts.

    Attributes:
        start, end: Offsets of the canonical text.
        words: Its first words, for people.
    """

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class FactsFile:
    """What one document gave.

    Attributes:
        key: Equal keys, equal facts.
        identifier: Of the document; empty when it could not be read.
        file_name: Name of the file.
        reason: Why the whole document was set aside; empty when it was not.
        message, hint: The same in words.
        form: What it was recognised as.
        text: Canonical text.
        quads: Conforming facts, as sorted N-Quads in UTF-8.
        removed: Facts that were set aside, as N-Quads.
        findings: What validation found.
        warnings: What the reader noticed.
        gaps: Parts that gave no facts.
        understood: Share of the text's characters that gave facts or are known to hold none.
    """

    key: str
    identifier: str
    file_name: str
    reason: str = ""
    message: str = ""
    hint: str = ""
    form: str = ""
    text: str = ""
    quads: bytes = b""
    removed: str = ""
    findings: list[Finding] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    understood: float = 0.0

    def parsed(self) -> list[Quad]:
        """The conforming facts as quads."""
        return parsed(self.quads)


def save(facts: FactsFile, folder: Path) -> Path:
    """Writes a facts file and its quads aside and moves them into place, the quads first."""
    path = folder / f"{facts.key}.json"
    described = asdict(replace(facts, quads=b"")) | {"quads": len(facts.quads)}
    for place, content in (
        (path.with_suffix(".nq"), facts.quads),
        (path, json.dumps(described, ensure_ascii=False).encode()),
    ):
        put(place, content)
    return path


def put(place: Path, content: bytes) -> None:
    """Writes a part of a facts file aside and moves it into place."""
    aside = place.with_name(f".{place.name}.{os.getpid()}")
    aside.write_bytes(content)
    aside.replace(place)


def load(path: Path) -> FactsFile | None:
    """Reads a facts file; `None` when it is not there or is damaged, so that it is made again."""
    try:
        raw: dict[str, Any] = json.loads(path.read_bytes())
        quads = path.with_suffix(".nq").read_bytes()
        if len(quads) != raw["quads"]:
            return None
        raw["quads"] = quads
        raw["findings"] = [Finding(**finding) for finding in raw["findings"]]
        raw["gaps"] = [Gap(**gap) for gap in raw["gaps"]]
        return FactsFile(**raw)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def copy(key: str, former: Path, folder: Path) -> None:
    """Takes a facts file from a former output, if it is there; both have it then, for it is never written again."""
    for name in (f"{key}.nq", f"{key}.json"):
        if (former / name).is_file():
            try:
                os.link(former / name, folder / name)
            except OSError:  # not every file system has links
                shutil.copy2(former / name, folder)
