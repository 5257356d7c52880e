"""Digests of all that a build leaves, and whether an output folder still is what was built."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from inspectgraph.errors import OutputError
from inspectgraph.processing.file_digest import sha256_of
from inspectgraph.publishing.output_folder import KEPT, MARK

#: Of what follows from the inputs, so that equal builds have equal sums; the other also of what holds times of day.
SUMS, BUILD_SUMS = "SHA256SUMS", "build.sha256"
_VARYING = (MARK, SUMS, "store/")
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)\n")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an output folder is whole.

    Attributes:
        files: How many were looked at.
        damaged: Files that are not what was built.
        missing: Files that are not there.
        foreign: Files that no build has put there.
    """

    files: int
    damaged: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is damaged, missing or foreign."""
        return not (self.damaged or self.missing or self.foreign)


def write_checksums(folder: Path) -> None:
    """Writes `SHA256SUMS` and `build.sha256`, which `sha256sum -c` reads, beside all else that is in the folder."""
    files = sorted(_files(folder))
    steady = [name for name in files if not name.startswith(_VARYING)]
    _write(folder, SUMS, steady)
    _write(folder, BUILD_SUMS, [SUMS, *(name for name in files if name not in steady)])


def sound(out: Path, names: Iterable[str]) -> set[str]:
    """Those of some steady files of an output folder that are what was built; none where the build left no digests."""
    known = recorded(out, SUMS)
    found = _digests(out, sorted(set(names) & set(known)))
    return {name for name, digest in found.items() if digest == known[name]}


def recorded(out: Path, sums: str) -> dict[str, str]:
    """The digests that a build left in `SHA256SUMS` or `build.sha256`, by the names of the files; none where it left none."""
    try:
        text = (out / sums).read_bytes().decode("utf-8", "replace")
    except OSError:
        return {}
    return {match[2]: match[1] for match in _LINE.finditer(text)}


def verify(out: Path) -> Verdict:
    """Compares every file of an output folder with the digests of its build.

    Raises:
        OutputError: The folder is no build's output, or has no digests.
    """
    if not out.is_dir():
        raise OutputError(f"There is no folder {out}.", "name the output folder of a build")
    known: dict[str, str] = {}
    damaged: set[str] = set()
    for sums in (SUMS, BUILD_SUMS):
        try:
            lines = (out / sums).read_bytes().decode("utf-8", "replace").splitlines(keepends=True)
        except OSError as error:
            raise OutputError(f"{out / sums} can't be read: {error.strerror}", "build again") from error
        for line in lines:
            if match := _LINE.fullmatch(line):
                known[match[2]] = match[1]
            else:
                damaged.add(sums)
    there = {name for name in _files(out) if name not in (SUMS, BUILD_SUMS)} | {SUMS}
    found = _digests(out, sorted(there & set(known)))
    damaged |= {name for name, digest in found.items() if digest != known[name]}
    return Verdict(
        len(found) + 1, tuple(sorted(damaged)), tuple(sorted(set(known) - there)), tuple(sorted(there - set(known)))
    )


def harm(out: Path) -> str:
    """What is damaged or missing in an output folder, in words; empty when it is whole, or when there is none."""
    if not (out / MARK).is_file() and not (out / SUMS).is_file():
        return ""
    try:
        verdict = verify(out)
    except OutputError as error:
        return str(error)
    found = (*verdict.damaged, *verdict.missing)
    return ", ".join(found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in KEPT:
            yield name


def _digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        return dict(zip(names, pool.map(lambda name: sha256_of(folder / name), names), strict=True))


def _write(folder: Path, sums: str, names: list[str]) -> None:
    found = _digests(folder, names)
    text = "".join(f"{found[name]}  {name}\n" for name in names)
    (folder / sums).write_text(text, encoding="utf-8", newline="\n")
