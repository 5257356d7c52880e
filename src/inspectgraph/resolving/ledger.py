"""The ledger of published IRIs: which thing each belongs to, from one build to the next."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from inspectgraph.errors import ReferenceDataError

#: What hangs on a thing; its anchors are the IRIs of what it hung on.
PART = "part"
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


@dataclass(frozen=True)
class Ledger:
    """All published IRIs.

    Attributes:
        entries: Sorted by IRI.
    """

    entries: tuple[Entry, ...] = ()

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
        for number, line in enumerate(lines, 1):
            try:
                entry = _entry(line)
                _add(entry, entries, aliases, held)
            except ValueError as error:
                raise ReferenceDataError(f"{path}:{number}: {error}", "restore the ledger of the last build") from error
        return cls.of(entries.values())

    def dump(self) -> str:
        """One line of JSON for each entry, sorted."""
        return "".join(entry.line() + "\n" for entry in self.entries)

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


def _entry(line: str) -> Entry:
    try:
        fields: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg}") from error
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
