"""Which files a build reads, and what the catalogue says of them."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import inspectgraph
from inspectgraph import data
from inspectgraph.errors import ReferenceDataError, UnreadableDocument
from inspectgraph.processing.file_digest import sha256_of
from inspectgraph.reading.reader import read
from inspectgraph.reading.tables import MEDIA_TYPES, MOST_BYTES

CATALOGUE = "catalogue.csv"
#: The curator's files: they lie beside documents, and no document's facts depend on them.
CURATED = frozenset({"decisions.csv", "corrections.csv", "withdrawals.csv", "gates.csv"})
#: All that is not itself a document.
BESIDE = frozenset({CATALOGUE}) | CURATED
#: Suffixes of what may be a document; others in a folder are passed over with a word.
_DOCUMENTS = frozenset({".pdf", ".txt", ".text", "", *MEDIA_TYPES})
#: The parts of the program and of its data on which the facts of a document depend.
_CODE = ("reading", "extracting", "parsing", "graph", "validating", "reference", "processing", "dates.py", "facts.py")
_LATER_CODE = ("resolving", "publishing")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a catalogue says of a file.

    Attributes:
        title, publisher, issued, source, licence: Of the publication, empty where unknown.
        digest: Whether the file restates the publication in other words.
        publication: Id of the publication, `ofsted/essex/sif/2014-01-14`; empty where not given.
    """

    title: str = ""
    publisher: str = ""
    issued: str = ""
    source: str = ""
    licence: str = ""
    digest: bool = False
    publication: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read.

    Attributes:
        path: Where it is, or would be if it were on this machine.
        sha256: Digest of its bytes; empty when it can't be opened.
        entry: What the catalogue says of it.
        url: Where it is when it is elsewhere.
        tag: What the storage there calls its content; empty where it does not.
        content: Its bytes, where they travel to another machine.
    """

    path: Path
    sha256: str
    entry: Entry | None = None
    url: str = ""
    tag: str = ""
    content: bytes | None = None


@dataclass(slots=True)
class Inputs:
    """What the paths of a build hold.

    Attributes:
        files: One for each content, sorted by file name.
        missing: Paths that do not exist, or folders without documents, each with the reason.
        warnings: What was passed over, for people.
    """

    files: list[Input] = field(default_factory=list)
    missing: list[tuple[Path | str, str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def find_inputs(paths: Iterable[Path], elsewhere: Inputs | None = None) -> Inputs:
    """The documents under some paths, and those that were found elsewhere.

    Folders are read whole; hidden files, what has another suffix than a document, and tables
    that are not of outcomes are passed over. Of files with the same bytes one is read.

    Raises:
        ReferenceDataError: A catalogue is malformed.
    """
    inputs = Inputs()
    seen: dict[str, Input] = {}
    for path in sorted(set(paths), key=str):
        if not path.exists():
            inputs.missing.append((path, "missing", "there is no such file or folder"))
            continue
        for odd in _no_files(path):
            inputs.missing.append((odd, "no-file", "it is a pipe, a device or a link that leads nowhere"))
        if not path.is_dir() and not path.is_file():
            continue
        found = sorted(_documents(path, inputs.warnings)) if path.is_dir() else [path]
        if not found:
            inputs.missing.append((path, "empty-folder", "the folder holds no document"))
        for file in found:
            if (printable := os.fsencode(file).decode("utf-8", "replace")) != str(file):
                inputs.missing.append((Path(printable), "odd-name", "its name is no UTF-8 text; give it another"))
                continue
            _take(Input(file, sha256_of(file), entry_of(file)), inputs, seen)
    if elsewhere is not None:
        inputs.missing += elsewhere.missing
        inputs.warnings += elsewhere.warnings
        for item in elsewhere.files:
            _take(item, inputs, seen)
    inputs.files.sort(key=lambda item: (item.path.name, item.sha256))
    return inputs


def _take(item: Input, inputs: Inputs, seen: dict[str, Input]) -> None:
    """Adds a file, unless there is one with the same bytes."""
    other = seen.setdefault(item.sha256, item) if item.sha256 else item
    if other is item:
        inputs.files.append(item)
    elif item.url or other.url or other.path.resolve() != item.path.resolve():
        inputs.warnings.append(f"{item.url or item.path} has the same bytes as {other.url or other.path}: read once")


def _no_files(path: Path) -> list[Path]:
    """What has a document's name under a path but can't be opened as a file: reading a pipe would never end."""
    below = sorted(path.rglob("*")) if path.is_dir() else [path]
    return [
        each for each in below if each.suffix.lower() in _DOCUMENTS - {""} and not (each.is_file() or each.is_dir())
    ]


def _documents(folder: Path, warnings: list[str]) -> list[Path]:
    found: list[Path] = []
    others: list[Path] = []
    for path in folder.rglob("*"):
        if not path.is_file() or any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if path.name not in BESIDE:
            (found if may_be_document(path) and not is_other_table(path) else others).append(path)
    warnings += passed_over(folder, [path.name for path in others])
    return found


def may_be_document(path: Path) -> bool:
    """Whether a file's name is one of a document."""
    return path.suffix.lower() in _DOCUMENTS


def passed_over(folder: Path | str, names: Sequence[str]) -> list[str]:
    """What is said of files in a folder that are no documents; nothing when there are none."""
    shown = f"{', '.join(sorted(names)[:5])}{', ...' if len(names) > 5 else ''}"
    return [f"{folder}: passed over {len(names)} that are no documents ({shown})"] if names else []


def is_other_table(path: Path) -> bool:
    """Whether a file is a table of something else than outcomes; one that can't be read may have been meant to be read."""
    if path.suffix.lower() not in MEDIA_TYPES or path.stat().st_size > MOST_BYTES:
        return False
    # The parsers take long to import; whether a table is one of outcomes is told by its headings alone.
    from inspectgraph.extracting.columns import looks_like_outcomes

    try:
        tables = read(path).tables
    except UnreadableDocument:
        return False
    return tables is not None and not any(looks_like_outcomes(table.headings) for table in tables)


def entry_of(path: Path) -> Entry | None:
    """The catalogue row of a file, from the catalogue in its folder or the folder above."""
    for folder in (path.parent, path.parent.parent):
        entry = read_catalogue(folder / CATALOGUE).get(path.name)
        if entry is not None:
            return entry
    return None


@cache
def read_catalogue(path: Path) -> dict[str, Entry]:
    """The rows of a catalogue by file name; none where there is no catalogue.

    Raises:
        ReferenceDataError: The file has no column `file`, or a row is malformed.
    """
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if "file" not in (reader.fieldnames or ()):
            raise ReferenceDataError(f"{path}:1: without column file", "see seeds/catalogue.csv for the columns")
        rows = {}
        for row in reader:
            if not row["file"] or None in row:
                raise ReferenceDataError(f"{path}:{reader.line_num}: no file name, or more cells than columns")
            cells = {name: (value or "").strip() for name, value in row.items()}
            rows[cells["file"]] = Entry(
                **{
                    name: cells.get(name, "")
                    for name in ("title", "publisher", "issued", "source", "licence", "publication")
                },
                digest=cells.get("digest", "") == "yes",
            )
        return rows


@cache
def program_digest() -> str:
    """A digest of the code, the shapes and the reference on which the facts of a document depend."""
    return _digest([*_code(_CODE), *_reference()])


@cache
def code_digest() -> str:
    """The part of `program_digest` that is code."""
    return _digest(_code(_CODE))


@cache
def reference_digest() -> str:
    """The part of `program_digest` that is not: tables, concepts and shapes."""
    return _digest(_reference())


def _reference() -> list[Path]:
    tables = [path for path in data.seeds().glob("*.csv") if path.name not in CURATED]
    return [*data.ontology().rglob("*.ttl"), *tables]


def made_from() -> dict[str, str]:
    """Digests of the parts of the program, to tell later why two builds differ."""
    return {"code": code_digest(), "later": later_digest(), "reference": reference_digest()}


@cache
def later_digest() -> str:
    """A digest of the code of what is done with the facts of all documents."""
    return _digest(_code(_LATER_CODE))


def _code(parts: Iterable[str]) -> list[Path]:
    package = Path(inspectgraph.__file__).parent
    return [
        path
        for part in parts
        for path in ((package / part).rglob("*.py") if (package / part).is_dir() else [package / part])
    ]


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files, key=lambda path: (path.name, str(path))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def key_of(item: Input, base: str) -> str:
    """The key of a file's facts: equal keys, equal facts."""
    parts = (item.sha256, item.path.name, program_digest(), base, repr(item.entry))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
