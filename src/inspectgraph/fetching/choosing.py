"""Which publications of a catalogue are to be fetched."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from inspectgraph.errors import FetchError
from inspectgraph.reference import load, resolve

#: The columns of a catalogue, in the order in which they are written.
COLUMNS = (
    "file",
    "kind",
    "digest",
    "title",
    "publisher",
    "issued",
    "source",
    "licence",
    "authority",
    "framework",
    "publication",
)
_NEEDED = ("file", "source", "authority")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What to fetch.

    Attributes:
        rows: Rows of the catalogue, one for each file.
        without_address: Files of the same authorities of which the catalogue has no address.
    """

    rows: tuple[dict[str, str], ...]
    without_address: tuple[str, ...]


def slugs_of(names: Sequence[str]) -> frozenset[str]:
    """The authorities of some names; former ones of a name too.

    Raises:
        FetchError: A name is of no authority; it says which come near.
    """
    found: set[str] = set()
    for name in names:
        slugs = (name,) if name in load().authorities else resolve(name)
        if not slugs:
            near = _nearest(name)
            raise FetchError(
                f"no authority is called {name!r}",
                f"did you mean {' or '.join(near)}?" if near else "see seeds/authorities.csv",
            )
        found.update(slugs)
    return frozenset(found)


def _nearest(name: str) -> list[str]:
    names = list(
        dict.fromkeys(
            known for authority in load().authorities.values() for known in (authority.name, *authority.aliases)
        )
    )
    matches = process.extract(
        name, names, scorer=fuzz.WRatio, processor=lambda words: str(words).lower(), limit=3, score_cutoff=70
    )
    return [match[0] for match in matches]


def choose(catalogue: Path, slugs: frozenset[str] | None) -> Chosen:
    """The PDFs that a catalogue names.

    Args:
        catalogue: A table with at least the columns file, source and authority.
        slugs: Authorities of which they must be; all when `None`.

    Raises:
        FetchError: The catalogue can't be read, or a row is wrong.
    """
    rows, without = {}, []
    for line, row in _rows(catalogue):
        name = row["file"]
        if row.get("digest") == "yes" or not name.lower().endswith(".pdf"):
            continue
        if slugs is not None and row["authority"] not in slugs and not slugs.intersection(resolve(row["authority"])):
            continue
        if name.startswith(".") or name != Path(name).name or "\\" in name:
            raise FetchError(f"{catalogue}:{line}: {name!r} is no plain file name")
        if name in rows:
            raise FetchError(f"{catalogue}:{line}: the file {name} stands there twice")
        if row["source"]:
            rows[name] = row
        else:
            without.append(name)
    return Chosen(tuple(rows.values()), tuple(without))


def _rows(catalogue: Path) -> Iterable[tuple[int, dict[str, str]]]:
    try:
        with catalogue.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [column for column in _NEEDED if column not in (reader.fieldnames or ())]
            if missing:
                raise FetchError(
                    f"{catalogue}:1: without column {', '.join(missing)}", "see seeds/catalogue.csv for the columns"
                )
            for cells in reader:
                if None in cells or None in cells.values():
                    raise FetchError(f"{catalogue}:{reader.line_num}: not as many cells as columns")
                yield reader.line_num, {column: cell.strip() for column, cell in cells.items()}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise FetchError(f"{catalogue}: {error}", "name a catalogue with --catalogue") from error
