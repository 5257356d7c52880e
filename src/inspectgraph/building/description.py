"""`build.json`, in which a build says what it is made of: the next one asks it whether anything has changed."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from inspectgraph import __version__
from inspectgraph.building.options import BuildOptions, BuildResult
from inspectgraph.processing.facts_file import FactsFile
from inspectgraph.processing.inputs import Input, key_of
from inspectgraph.processing.set_aside import SetAside
from inspectgraph.publishing.output_folder import MARK
from inspectgraph.publishing.release import STORE, Written


@dataclass(frozen=True, slots=True)
class MadeOf:
    """What a build is made of.

    Attributes:
        identifier: Id of the build.
        base: The publisher's base.
        fingerprint: Equal fingerprints, equal outputs.
        settled: The fingerprint of the same inputs with the ledger that the build leaves.
        parts: Digests of the program, the reference data and the curator's files.
        files: The inputs with what was read of each.
        written: What was written.
    """

    identifier: str
    base: str
    fingerprint: str
    settled: str
    parts: Mapping[str, str]
    files: Sequence[tuple[Input, FactsFile]]
    written: Written


def describe_build(folder: Path, made_of: MadeOf, result: BuildResult) -> None:
    """Writes `build.json`, the only file that holds times of day and durations."""
    told = {**asdict(result), "output": None, "unchanged": None, "url": None}
    description = {
        "program": __version__,
        "build": made_of.identifier,
        "base": made_of.base,
        "fingerprint": made_of.fingerprint,
        "settled": made_of.settled,
        "made_from": made_of.parts,
        **{name: value for name, value in told.items() if value is not None},
        "inputs": [
            {
                "file": item.path.name,
                "sha256": item.sha256,
                "document": each.identifier,
                "kind": each.form,
                "reason": each.reason,
                "facts": key_of(item, made_of.base),
                **({"url": item.url, "tag": item.tag} if item.url else {}),
            }
            for item, each in made_of.files
        ],
        "follows": made_of.written.follows,
        "graphs": made_of.written.graphs,
        "finished": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }
    text = json.dumps(description, indent=1, ensure_ascii=False) + "\n"
    (folder / MARK).write_text(text, encoding="utf-8")


def unchanged(options: BuildOptions, fingerprint: str) -> BuildResult | None:
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
