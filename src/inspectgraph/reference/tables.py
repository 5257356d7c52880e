"""The reference tables `seeds/authorities.csv` and `seeds/bodies.csv`, read strictly."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from inspectgraph import data
from inspectgraph.errors import ReferenceDataError

AUTHORITY_KINDS = frozenset(
    {"county", "unitary-authority", "metropolitan-district", "london-borough", "city-of-london", "isles-of-scilly"}
)
BODY_KINDS = frozenset({"inspectorate", "government", "partner"})

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?)?")
_GSS = re.compile(r"E\d{8}")


@dataclass(frozen=True, slots=True)
class Authority:
    """A local authority with responsibility for children's services, of today or former.

    Attributes:
        slug: Its name in IRIs, never changed once published.
        name: Short name, "Essex". An authority and the one that replaced it may share a name.
        aliases: Other names in use.
        gss: Code of the Office for National Statistics.
        la_code: Three-digit code of the Department for Education.
        ofsted_urn: Ofsted's number; empty where unknown.
        kind: Slug of the authority-type scheme.
        region: Name of the region.
        region_gss: Code of the region.
        valid_from, valid_to: First and last day, ISO; empty for "since before the table begins" and "to this day".
        predecessors: Slugs of the authorities that it replaced.
        statistical_neighbours: Slugs, nearest first.
    """

    slug: str
    name: str
    aliases: tuple[str, ...]
    gss: str
    la_code: str
    ofsted_urn: str
    kind: str
    region: str
    region_gss: str
    valid_from: str
    valid_to: str
    predecessors: tuple[str, ...]
    statistical_neighbours: tuple[str, ...]

    def in_being(self, on: str) -> bool:
        """Whether it existed at some time of a partial ISO date ("2019", "2019-04", "2019-04-01")."""
        began_by_then = not self.valid_from or self.valid_from[: len(on)] <= on
        not_yet_gone = not self.valid_to or on <= self.valid_to[: len(on)]
        return began_by_then and not_yet_gone


@dataclass(frozen=True, slots=True)
class NationalBody:
    """An inspectorate, a government department or a national organisation that works with authorities.

    Attributes:
        slug: Its name in IRIs.
        name: Full name.
        abbreviations: "CQC".
        aliases: Other names in use.
        kind: `inspectorate`, `government` or `partner`.
        valid_from, valid_to: As precise as known, ISO; empty where unknown or to this day.
        replaces: Slugs of the bodies whose work it took over.
    """

    slug: str
    name: str
    abbreviations: tuple[str, ...]
    aliases: tuple[str, ...]
    kind: str
    valid_from: str
    valid_to: str
    replaces: tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    """The reference tables.

    Attributes:
        authorities: By slug, in the order of the table.
        national: National bodies by slug.
    """

    authorities: dict[str, Authority]
    national: dict[str, NationalBody]

    @cached_property
    def by_gss(self) -> dict[str, Authority]:
        """The authorities by their code of the Office for National Statistics."""
        return {authority.gss: authority for authority in self.authorities.values()}

    @cached_property
    def _national_names(self) -> frozenset[str]:
        return frozenset(
            _plain(name) for body in self.national.values() for name in (body.name, *body.abbreviations, *body.aliases)
        )

    def is_national(self, name: str) -> bool:
        """Whether a name is that of a national body."""
        return _plain(name) in self._national_names

    def successors(self, slug: str) -> tuple[str, ...]:
        """Slugs of the authorities that took over from one; none for one that exists."""
        return tuple(other.slug for other in self.authorities.values() if slug in other.predecessors)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.lower().replace("'", "").replace("&", " and ")).strip()


@cache
def load(path: Path | None = None) -> Reference:
    """Reads the tables once.

    Args:
        path: The folder that holds both; the program's own seeds when `None`.

    Raises:
        ReferenceDataError: A table can't be read, or a row is wrong; it names file and line.
    """
    folder = data.seeds() if path is None else path
    return Reference(_authorities(folder / "authorities.csv"), _bodies(folder / "bodies.csv"))


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a table, with its place for complaints."""

    path: Path
    line: int
    cells: dict[str, str]

    def wrong(self, problem: str) -> ReferenceDataError:
        return ReferenceDataError(f"{self.path}:{self.line}: {problem}")

    def text(self, column: str, pattern: re.Pattern[str] | None = None) -> str:
        cell = self.cells[column].strip()
        if pattern is None and not cell:
            raise self.wrong(f"{column} is empty")
        if pattern is not None and not pattern.fullmatch(cell):
            raise self.wrong(f"{column} is wrong: {cell!r}")
        return cell

    def several(self, column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.cells[column].split(";") if part.strip())

    def kind(self, column: str, kinds: frozenset[str]) -> str:
        cell = self.text(column)
        if cell not in kinds:
            raise self.wrong(f"{column} is {cell!r}, not one of {', '.join(sorted(kinds))}")
        return cell


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[_Row]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                raise ReferenceDataError(f"{path}:1: without column {', '.join(missing)}")
            for cells in reader:
                row = _Row(path, reader.line_num, cells)
                if None in cells or None in cells.values():
                    raise row.wrong("not as many cells as columns")
                yield row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReferenceDataError(f"{path}: {error}") from error


_AUTHORITY_COLUMNS = (
    "slug", "gss", "name", "aliases", "type", "region_gss", "region", "la_code", "ofsted_urn",
    "valid_from", "valid_to", "predecessors", "statistical_neighbours",
)  # fmt: skip
_BODY_COLUMNS = ("slug", "name", "abbreviations", "aliases", "kind", "valid_from", "valid_to", "replaces")


def _authorities(path: Path) -> dict[str, Authority]:
    rows = list(_rows(path, _AUTHORITY_COLUMNS))
    slugs: dict[str, str] = {}
    for row in rows:
        gss, slug = row.text("gss", _GSS), row.text("slug", _SLUG)
        if gss in slugs or slug in slugs.values():
            raise row.wrong(f"{slug} ({gss}) stands there twice")
        slugs[gss] = slug

    def named(row: _Row, column: str) -> tuple[str, ...]:
        for gss in row.several(column):
            if gss not in slugs:
                raise row.wrong(f"{column} names {gss}, which is not in the table")
        return tuple(slugs[gss] for gss in row.several(column))

    return {
        row.cells["slug"]: Authority(
            slug=row.cells["slug"],
            name=row.text("name"),
            aliases=row.several("aliases"),
            gss=row.cells["gss"],
            la_code=row.text("la_code", re.compile(r"\d{3}")),
            ofsted_urn=row.text("ofsted_urn", re.compile(r"\d*")),
            kind=row.kind("type", AUTHORITY_KINDS),
            region=row.text("region"),
            region_gss=row.text("region_gss", _GSS),
            valid_from=row.text("valid_from", _DATE),
            valid_to=row.text("valid_to", _DATE),
            predecessors=named(row, "predecessors"),
            statistical_neighbours=named(row, "statistical_neighbours"),
        )
        for row in rows
    }


def _bodies(path: Path) -> dict[str, NationalBody]:
    rows = list(_rows(path, _BODY_COLUMNS))
    known = {row.cells["slug"] for row in rows}
    bodies: dict[str, NationalBody] = {}
    for row in rows:
        slug = row.text("slug", _SLUG)
        if slug in bodies:
            raise row.wrong(f"{slug} stands there twice")
        for other in row.several("replaces"):
            if other not in known:
                raise row.wrong(f"replaces names {other}, which is not in the table")
        bodies[slug] = NationalBody(
            slug=slug,
            name=row.text("name"),
            abbreviations=row.several("abbreviations"),
            aliases=row.several("aliases"),
            kind=row.kind("kind", BODY_KINDS),
            valid_from=row.text("valid_from", _DATE),
            valid_to=row.text("valid_to", _DATE),
            replaces=row.several("replaces"),
        )
    return bodies
