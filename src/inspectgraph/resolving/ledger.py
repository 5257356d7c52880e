"""What a build hands on to the next: which thing each published IRI belongs to, and what was published since when."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from inspectgraph.errors import ReferenceDataError

#: What hangs on a thing; its anchors are the IRIs of what it hung on.
PART = "part"
DOCUMENT, STATEMENTS = "document", "statements"
#: Hexadecimal digits that stand for a statement among those of its document.
DIGITS = 10
KINDS = frozenset({"inspection", "person", "body", "publication", PART})
_DIGESTS = re.compile(rf"(?:[0-9a-f]{{{DIGITS}}})+")
_FIELDS = frozenset({"iri", "class", "anchors", "aliases"})


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One published IRI.

    Attributes:
        iri: The IRI.
        kind: What it stands for, one of `KINDS`.
        anchors: Keys of the mentions that hold it, sorted; also of documents that a later build has not.
        aliases: IRIs that were published for the same thing and now lead here, sorted; one that was published
            for what turned out to be several things is an alias of each.
    """

    iri: str
    kind: str
    anchors: tuple[str, ...]
    aliases: tuple[str, ...] = ()

    def line(self) -> str:
        """The entry as a line of JSON."""
        fields = {"iri": self.iri, "class": self.kind, "anchors": self.anchors, "aliases": self.aliases}
        return json.dumps(fields, ensure_ascii=False, separators=(", ", ": "))


@dataclass(frozen=True, slots=True, order=True)
class Record:
    """What is remembered of a document from which something was published.

    Attributes:
        document: Its identifier.
        file: Name of its file.
        first, last: Ids of the first and the last build that had it.
        since: Id of the build since which its facts are what they are.
        facts: Digest of them.
        reason: Why it is no longer there, in words; empty while it is.
        who: Decided so; empty where nobody did.
        successor: Identifier of the document that took its place; empty where there is none.
    """

    document: str
    file: str
    first: str
    last: str
    since: str
    facts: str
    reason: str = ""
    who: str = ""
    successor: str = ""

    def line(self) -> str:
        """The record as a line of JSON."""
        return json.dumps({"class": DOCUMENT, **asdict(self)}, ensure_ascii=False)


@dataclass(frozen=True, slots=True, order=True)
class Lifetime:
    """The statements of a document that came with one build and, where they are gone, were last in another.

    Attributes:
        document: Its identifier.
        first: Id of the first build that had them.
        last: Id of the last one; empty where they are there as long as their document is.
        digests: `DIGITS` for each, sorted, with nothing between.
    """

    document: str
    first: str
    last: str
    digests: str

    @property
    def statements(self) -> list[str]:
        """The digest of each statement."""
        return [self.digests[start : start + DIGITS] for start in range(0, len(self.digests), DIGITS)]

    def line(self) -> str:
        """The lifetime as a line of JSON."""
        return json.dumps({"class": STATEMENTS, **asdict(self)})


@dataclass(frozen=True)
class Ledger:
    """All published IRIs, the documents from which something was published, and since when each statement is there.

    Attributes:
        entries: Sorted by IRI.
        documents: Sorted by identifier.
        lifetimes: Sorted by document and builds.
    """

    entries: tuple[Entry, ...] = ()
    documents: tuple[Record, ...] = ()
    lifetimes: tuple[Lifetime, ...] = ()

    @cached_property
    def by_anchor(self) -> dict[str, Entry]:
        """The entry that each anchor holds."""
        return {anchor: entry for entry in self.entries if entry.kind != PART for anchor in entry.anchors}

    @property
    def things(self) -> Ledger:
        """The entries of things, without their parts."""
        return Ledger(tuple(entry for entry in self.entries if entry.kind != PART))

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Ledger:
        """A ledger of some entries, in its order."""
        return cls(tuple(sorted(entries)))

    @classmethod
    def load(cls, path: Path) -> Ledger:
        """Reads a ledger.

        Raises:
            ReferenceDataError: The file can't be read or a line is malformed; it names the line.
        """
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise ReferenceDataError(f"{path}: {error}") from error
        entries: dict[str, Entry] = {}
        aliases: set[str] = set()
        held: dict[str, str] = {}
        documents: dict[str, Record] = {}
        lifetimes: dict[tuple[str, str, str], Lifetime] = {}
        for number, line in enumerate(lines, 1):
            try:
                read = _read(line)
                if isinstance(read, Entry):
                    _add(read, entries, aliases, held)
                elif isinstance(read, Lifetime):
                    if lifetimes.setdefault((read.document, read.first, read.last), read) != read:
                        raise ValueError(f"the statements of {read.document} since {read.first} stand there twice")
                elif documents.setdefault(read.document, read) != read:
                    raise ValueError(f"the document {read.document} stands there twice")
            except ValueError as error:
                raise ReferenceDataError(f"{path}:{number}: {error}", "restore the ledger of the last build") from error
        if unknown := sorted({life.document for life in lifetimes.values()} - documents.keys()):
            raise ReferenceDataError(
                f"{path}: there are statements of {unknown[0]}, but no such document",
                "restore the ledger of the last build",
            )
        return cls(
            tuple(sorted(entries.values())), tuple(sorted(documents.values())), tuple(sorted(lifetimes.values()))
        )

    def dump(self) -> str:
        """One line of JSON for each entry, document and lifetime, sorted."""
        kept: tuple[Entry | Record | Lifetime, ...] = (*self.entries, *self.documents, *self.lifetimes)
        return "".join(each.line() + "\n" for each in kept)

    def save(self, path: Path) -> None:
        """Writes the ledger aside and moves it into place."""
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        aside.write_text(self.dump(), encoding="utf-8", newline="\n")
        aside.replace(path)


def _add(entry: Entry, entries: dict[str, Entry], aliases: set[str], held: dict[str, str]) -> None:
    if entry.iri in entries or entry.iri in aliases:
        raise ValueError(f"{entry.iri} stands there twice")
    entries[entry.iri] = entry
    for alias in entry.aliases:
        if alias in entries:
            raise ValueError(f"{alias} stands there twice")
    aliases.update(entry.aliases)
    if entry.kind == PART:
        return
    for anchor in entry.anchors:
        if held.setdefault(anchor, entry.iri) != entry.iri:
            raise ValueError(f"the mention {anchor} holds {held[anchor]} and {entry.iri}")


def _read(line: str) -> Entry | Record | Lifetime:
    try:
        found: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg}") from error
    if isinstance(found, dict) and found.get("class") == DOCUMENT:
        return Record(**_texts(found, Record))
    if isinstance(found, dict) and found.get("class") == STATEMENTS:
        lifetime = Lifetime(**_texts(found, Lifetime))
        if not _DIGESTS.fullmatch(lifetime.digests):
            raise ValueError("digests of statements are damaged")
        return lifetime
    return _entry(found)


def _texts(found: dict[str, Any], kind: type[Record | Lifetime]) -> dict[str, str]:
    """The fields of a line that has no others, all of them texts."""
    values = {name: value for name, value in found.items() if name != "class"}
    if set(values) != {field.name for field in fields(kind)} or not all(isinstance(v, str) for v in values.values()):
        raise ValueError(f"a line of class {found['class']} has other fields")
    return values


def _entry(fields: Any) -> Entry:
    if not isinstance(fields, dict) or set(fields) != _FIELDS:
        raise ValueError(f"an entry has the fields {', '.join(sorted(_FIELDS))}")
    if fields["class"] not in KINDS:
        raise ValueError(f"class is {fields['class']!r}, not one of {', '.join(sorted(KINDS))}")
    if not isinstance(fields["iri"], str) or not fields["iri"]:
        raise ValueError("iri is no text")
    for name in ("anchors", "aliases"):
        if not isinstance(fields[name], list) or not all(isinstance(each, str) for each in fields[name]):
            raise ValueError(f"{name} is no list of texts")
    return Entry(fields["iri"], fields["class"], tuple(sorted(fields["anchors"])), tuple(sorted(fields["aliases"])))
