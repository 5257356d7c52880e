"""The catalogue of a folder: where each of its files came from, in the columns in which a build reads it."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from pathlib import Path

from inspectgraph.errors import FetchError
from inspectgraph.fetching.choosing import COLUMNS
from inspectgraph.fetching.download import digest_of, ends_as_pdf
from inspectgraph.processing.inputs import CATALOGUE

#: What the record has besides the columns of a catalogue: the address that was asked, how the file came
#: there (`fetched`, or `found` when it was there before), its digest and its size.
_ADDED = ("address", "status", "sha256", "size")


class Record:
    """The rows of a folder's catalogue by file name; rows that somebody else wrote stay."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / CATALOGUE
        self.columns = [*COLUMNS, *_ADDED]
        self.rows: dict[str, dict[str, str]] = {}
        if not self.path.is_file():
            return
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.DictReader(file)
                names = list(reader.fieldnames or ())
                if "file" not in names:
                    raise FetchError(
                        f"{self.path} is no catalogue: it has no column file",
                        "move it elsewhere, or fetch into another folder",
                    )
                self.columns += [name for name in names if name not in self.columns]
                for cells in reader:
                    row = {name: cell or "" for name, cell in cells.items() if name is not None}
                    self.rows[row["file"]] = row
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise FetchError(f"{self.path}: {error}") from error

    def whole(self, path: Path, row: Mapping[str, str]) -> bool:
        """Whether a file is there and is what it was, or at least a PDF with both its ends."""
        known = row.get("sha256") or self.rows.get(path.name, {}).get("sha256", "")
        try:
            if known:
                return digest_of(path) == known
            with path.open("rb") as file:
                return b"%PDF-" in file.read(1024) and ends_as_pdf(path)
        except OSError:
            return False

    def add(self, row: Mapping[str, str], status: str, source: str, sha256: str, size: int) -> None:
        """Records a file that is there, and writes the record anew."""
        known = self.rows.get(row["file"], {})
        added = {"source": source, "address": row["source"], "status": status, "sha256": sha256, "size": str(size)}
        self.columns += [name for name in row if name not in self.columns]
        self.rows[row["file"]] = {**known, **row, **added}
        self._write()

    def _write(self) -> None:
        aside = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        with aside.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, self.columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(self.rows[name] for name in sorted(self.rows))
        aside.replace(self.path)
