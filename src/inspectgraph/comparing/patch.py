"""RDF Patch: what turns the dataset of one build into that of another (https://afs.github.io/rdf-patch/)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from inspectgraph.comparing.streams import DUMP, differences
from inspectgraph.errors import OutputError


def patch(before: Path, after: Path) -> Iterator[str]:
    """The lines of the patch that turns the first output folder's dataset into the second's.

    Its headers name the datasets by the digests of their dumps, so that equal datasets give equal patches and a patch
    can be checked against what it is meant for.

    Raises:
        OutputError: A folder has no dump, or a damaged one.
    """
    yield f"H id <urn:sha256:{_digest(after)}> .\n"
    yield f"H prev <urn:sha256:{_digest(before)}> .\n"
    yield "TX .\n"
    for difference in differences(before, after):
        yield from _rows(difference.removed, difference.added)
    yield "TC .\n"


def _rows(removed: Iterable[str], added: Iterable[str]) -> Iterator[str]:
    yield from (f"D {line}" for line in removed)
    yield from (f"A {line}" for line in added)


def apply(lines: Iterable[str], dataset: Iterable[str]) -> list[str]:
    """The sorted N-Quads of a dataset after a patch.

    Args:
        lines: Of the patch.
        dataset: N-Quads, one to a line.

    Raises:
        OutputError: A line is no part of a patch, or the patch was made for another dataset.
    """
    quads = set(dataset)
    for number, line in enumerate(lines, 1):
        code, _, row = line.partition(" ")
        if code == "A" and row not in quads:
            quads.add(row)
        elif code == "D" and row in quads:
            quads.remove(row)
        elif code not in ("H", "TX", "TC"):
            raise OutputError(f"line {number} of the patch does not fit the dataset: {line.strip()}")
    return sorted(quads)


def _digest(out: Path) -> str:
    try:
        with (out / DUMP).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise OutputError(f"{out} holds no {DUMP}", "name the output folder of a build") from error
