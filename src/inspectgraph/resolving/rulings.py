"""The curator's file `decisions.csv`: what a person decided about mentions, read strictly."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from inspectgraph.errors import ReferenceDataError

FILE_NAME = "decisions.csv"
COLUMNS = ("action", "kind", "a", "b", "name", "reason", "who")
KINDS = ("person", "inspection", "body")
SAME, DIFFERENT, RENAME, REMOVE = "same", "different", "rename", "remove"
_NEEDED = {SAME: ("a", "b"), DIFFERENT: ("a", "b"), RENAME: ("a", "name"), REMOVE: ("a",)}
#: A further way in which documents write the name of a person who must not be named.
_OPTIONAL = {REMOVE: ("name",)}
_HINT = "columns: " + ",".join(COLUMNS)


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision of a curator.

    Attributes:
        action: `same`, `different`, `rename` or `remove`.
        kind: `person`, `inspection` or `body`.
        a, b: IRI in full or short form, or "file name: name as written"; `b` is empty for `rename` and `remove`. For
            `remove` a name alone will do.
        name: The preferred name, for `rename`; for `remove` another form of the name, or nothing.
        reason: In words.
        who: Decided it.
        place: File name and line, for messages.
    """

    action: str
    kind: str
    a: str
    b: str
    name: str
    reason: str
    who: str
    place: str

    @property
    def rule(self) -> str:
        """Id of the rule by which it is recorded."""
        return f"decisions/{self.action}"


def load_rulings(paths: Iterable[Path]) -> tuple[Ruling, ...]:
    """The decisions of some files, in order, each once.

    Raises:
        ReferenceDataError: A file can't be read or a row is wrong; it names file and line.
    """
    found: dict[tuple[str, ...], Ruling] = {}
    for path in paths:
        for ruling in _read(path):
            key = (ruling.kind, *sorted((ruling.a, ruling.b)), ruling.name if ruling.action == REMOVE else "")
            known = found.setdefault(key, ruling)
            if (known.action, known.name) != (ruling.action, ruling.name):
                raise ReferenceDataError(
                    f"{path}:{ruling.place.rpartition(':')[2]}: {ruling.action}, but {known.place} says {known.action}",
                    "keep one of the two",
                )
    return tuple(found.values())


def _read(path: Path) -> Iterable[Ruling]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise ReferenceDataError(f"{path}:1: the columns are not those of decisions", _HINT)
            for row in reader:
                yield _ruling(row, path, reader.line_num)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReferenceDataError(f"{path}: {error}", _HINT) from error


def _ruling(row: dict[str, str], path: Path, line: int) -> Ruling:
    def wrong(problem: str, hint: str = "") -> ReferenceDataError:
        return ReferenceDataError(f"{path}:{line}: {problem}", hint)

    if None in row or None in row.values():
        raise wrong("not as many cells as columns", _HINT)
    cells = {name: " ".join(row[name].split()) for name in COLUMNS}
    if cells["action"] not in _NEEDED:
        raise wrong(f"action is {cells['action']!r}, not one of {', '.join(_NEEDED)}")
    if cells["kind"] not in KINDS:
        raise wrong(f"kind is {cells['kind']!r}, not one of {', '.join(KINDS)}")
    needed = _NEEDED[cells["action"]]
    for name in ("a", "b", "name"):
        if name in _OPTIONAL.get(cells["action"], ()):
            continue
        if (name in needed) != bool(cells[name]):
            what = f"needs {name}" if name in needed else f"takes no {name}"
            raise wrong(f"{cells['action']} {what}")
    if cells["a"] == cells["b"]:
        raise wrong("a and b are one")
    if cells["action"] == REMOVE and cells["kind"] != "person":
        raise wrong(f"{REMOVE} is for a person", "what a service or an inspection is called is no secret")
    for name in ("reason", "who"):
        if not cells[name]:
            raise wrong(f"{name} is empty", "a decision says why, and whose it is")
    return Ruling(**cells, place=f"{path.name}:{line}")
