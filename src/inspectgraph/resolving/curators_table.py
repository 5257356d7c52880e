"""A curator's table, read strictly: fixed columns, no cell missing, each fault with file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from inspectgraph.errors import ReferenceDataError


def rows(paths: Iterable[Path], columns: Sequence[str], needed: Sequence[str]) -> Iterator[tuple[dict[str, str], str]]:
    """The rows of some files, each with its file and line, for messages.

    Args:
        paths: Files; their rows follow each other.
        columns: What the first line must be.
        needed: Columns that no row may leave empty.

    Raises:
        ReferenceDataError: A file can't be read or a row is wrong.
    """
    hint = "columns: " + ",".join(columns)
    for path in paths:
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.DictReader(file, strict=True)
                if tuple(reader.fieldnames or ()) != tuple(columns):
                    raise ReferenceDataError(f"{path}:1: the columns are not those of {path.name}", hint)
                for row in reader:
                    place = f"{path.name}:{reader.line_num}"
                    if None in row or None in row.values():
                        raise ReferenceDataError(f"{path}:{reader.line_num}: not as many cells as columns", hint)
                    cells = {name: " ".join(row[name].split()) for name in columns}
                    empty = [name for name in needed if not cells[name]]
                    if empty:
                        raise ReferenceDataError(f"{path}:{reader.line_num}: {empty[0]} is empty", hint)
                    yield cells, place
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise ReferenceDataError(f"{path}: {error}", hint) from error
