"""The ledger of published IRIs: which thing each belongs to, from one build to the next."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from inspectgraph.errors import ReferenceDataError

#: What hangs on a thing; its anchors are the IRIs of what it hung on.
PART = "part"
DOCUMENT = "document"
KINDS = frozenset({"inspection", "person", "body", "publication", PART})
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


@dataclass(frozen=True)
class Ledger:
    """All published IRIs, and the documents from which something was published.

    Attributes:
        entries: Sorted by IRI.
        documents: Sorted by identifier.
    """

    entries: tuple[Entry, ...] = ()
    documents: tuple[Record, ...] = ()

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
        for number, line in enumerate(lines, 1):
            try:
                read = _read(line)
                if isinstance(read, Entry):
                    _add(read, entries, aliases, held)
                elif documents.setdefault(read.document, read) != read:
                    raise ValueError(f"the document {read.document} stands there twice")
            except ValueError as error:
                raise ReferenceDataError(f"{path}:{number}: {error}", "restore the ledger of the last build") from error
        return cls(tuple(sorted(entries.values())), tuple(sorted(documents.values())))

    def dump(self) -> str:
        """One line of JSON for each entry, sorted."""
        lines = [entry.line() for entry in self.entries] + [record.line() for record in self.documents]
        return "".join(line + "\n" for line in lines)

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


def _read(line: str) -> Entry | Record:
    try:
        found: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg}") from error
    if isinstance(found, dict) and found.get("class") == DOCUMENT:
        values = {name: value for name, value in found.items() if name != "class"}
        if set(values) != {field.name for field in fields(Record)} or not all(
            isinstance(v, str) for v in values.values()
        ):
            raise ValueError("a document has other fields")
        return Record(**values)
    return _entry(found)


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
