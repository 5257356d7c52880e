"""Lists of things, page by page: filtered, sorted, as rows for a page, for JSON and for CSV."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.errors import QueryError
from inspectgraph.exporting.tables.forms import to_csv
from inspectgraph.exporting.tables.reading import JOINT
from inspectgraph.exporting.tables.table import Cell, Column, Table
from inspectgraph.exporting.things import Things
from inspectgraph.graph.iris import slug
from inspectgraph.graph.terms import FOAF, IG, SKOS, VOCABULARY_BASE, concept, slug_of
from inspectgraph.presenting.grades import Grade
from inspectgraph.presenting.links import Links
from inspectgraph.presenting.list_kinds import LISTS, Facet, ListKind

PER_PAGE, MOST_PER_PAGE = 50, 1000
_YEAR = re.compile(r"(?:19|20)\d\d")
#: An abbreviation has so many characters at most.
_ABBREVIATED = 12
_DATED = frozenset({"year"})
#: Kinds of things that cells lead to, with their classes.
_CLASSES = {"authority": IG.LocalAuthority, "region": IG.Region, "person": FOAF.Person, "document": IG.Document}


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What is wanted of a list.

    Attributes:
        filters: Values by the names of facets.
        text: Words that all stand in a row.
        sort: Name of a column, with a hyphen before it for the last first; empty for the list's own order.
        page: From 1.
        per_page: Rows on a page.
    """

    filters: tuple[tuple[str, str], ...] = ()
    text: str = ""
    sort: str = ""
    page: int = 1
    per_page: int = PER_PAGE

    def parameters(self) -> dict[str, str]:
        """The query as parameters of an address, without what goes without saying."""
        found = dict(self.filters)
        said = {"q": self.text, "sort": self.sort}
        found.update({name: value for name, value in said.items() if value})
        if self.page > 1:
            found["page"] = str(self.page)
        if self.per_page != PER_PAGE:
            found["per_page"] = str(self.per_page)
        return found

    def address(self, path: str, **changes: Any) -> str:
        """The address of the same list with changes: `address("/judgements", page=2)`."""
        words = urlencode(replace(self, **changes).parameters())
        return f"{path}?{words}" if words else path


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet with its name and how many rows have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list.

    Attributes:
        iri: Of its thing; empty where there is none.
        cells: In the order of the list's columns.
    """

    iri: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list.

    Attributes:
        kind: Which list.
        query: What was wanted.
        rows: Of this page.
        total: Rows on all pages.
        choices: By facet what can be chosen, in the facet's order.
    """

    kind: ListKind
    query: ListQuery
    rows: tuple[Row, ...]
    total: int
    choices: dict[str, tuple[Choice, ...]]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(-(-self.total // self.query.per_page), 1)

    @property
    def first(self) -> int:
        """The number of the first row of this page; 0 when it has none."""
        return (self.query.page - 1) * self.query.per_page + 1 if self.rows else 0


class Lists:
    """The lists of a dataset; each is read when it is first wanted."""

    def __init__(self, dataset: Dataset) -> None:
        self._things = Things(dataset)
        self._known: dict[str, _Rows] = {}
        # Of many who ask at once, one reads a list and the others wait for it.
        self._reading = threading.Lock()

    def page(self, name: str, query: ListQuery) -> ListPage:
        """A page of a list.

        Raises:
            QueryError: There is no such list, facet or column, or the page lies past the end.
        """
        kind = kind_named(name)
        found = self._rows(kind).matching(query)
        page = ListPage(kind, query, (), len(found), self._rows(kind).choices)
        if query.page > page.pages:
            raise QueryError(f"There is no page {query.page}: the list has {page.pages}.", "Take page=1.")
        start = (query.page - 1) * query.per_page
        return replace(page, rows=tuple(found[start : start + query.per_page]))

    def csv(self, name: str, query: ListQuery) -> bytes:
        """All rows that match, as CSV that no spreadsheet takes for formulas.

        Raises:
            QueryError: There is no such list, facet or column.
        """
        table = kind_named(name).table
        rows = tuple(row.cells for row in self._rows(kind_named(name)).matching(query))
        return to_csv(Table(table.name, table.title, table.description, table.columns, rows))

    def target(self, kind: str, name: str) -> NamedNode | None:
        """The thing of a kind that a cell names; none when several share the name."""
        return self._names.get((kind, name))

    def grade(self, label: str) -> Grade:
        """The grade of a label."""
        return Grade(self._values.get(("grade", label), slug(label)), label)

    def framework(self, notation: str) -> str:
        """What people call a framework for short: the shortest of its other names, where that is an abbreviation."""
        names = self._things.texts(concept("framework", notation), SKOS.altLabel)
        shortest = min(names, key=lambda name: (len(name), name), default="")
        return shortest if 0 < len(shortest) <= _ABBREVIATED else notation

    def _rows(self, kind: ListKind) -> _Rows:
        with self._reading:
            known = self._known.get(kind.name)
            if known is None:
                known = self._known[kind.name] = _Rows(kind, self._things, self._values)
            return known

    @cached_property
    def _names(self) -> dict[tuple[str, str], NamedNode]:
        found: dict[tuple[str, str], set[NamedNode]] = {}
        for kind, of in _CLASSES.items():
            for each in self._things.of(of):
                called = self._things.text(each, IG.fileName) if kind == "document" else self._things.name(each)
                found.setdefault((kind, called), set()).add(each)
        return {key: nodes.pop() for key, nodes in found.items() if len(nodes) == 1}

    @cached_property
    def _values(self) -> dict[tuple[str, str], str]:
        """The values of parameters by scheme and label."""
        values = {(kind, name): slug_of(node) for (kind, name), node in self._names.items()}
        for each in self._things.of(SKOS.Concept):
            scheme = each.value.removeprefix(VOCABULARY_BASE).partition("/")[0]
            values[scheme, self._things.name(each)] = slug_of(each)
        return values


class _Rows:
    """The rows of one list with what they are filtered by."""

    def __init__(self, kind: ListKind, things: Things, values: Mapping[tuple[str, str], str]) -> None:
        table = kind.table.read(things)
        self._kind = kind
        self._places = {column.name: place for place, column in enumerate(table.columns)}
        node = self._places[kind.node]
        self._rows = [Row(str(cells[node] or ""), cells) for cells in table.rows]
        self._tags = {facet.name: [self._tagged(row, facet, values) for row in self._rows] for facet in kind.facets}
        self._words: list[str] | None = None
        self.choices = {facet.name: _choices(facet, self._tags[facet.name]) for facet in kind.facets}

    def _tagged(self, row: Row, facet: Facet, values: Mapping[tuple[str, str], str]) -> dict[str, str]:
        """The values of a facet that a row has, with their labels."""
        cells = [str(row.cells[self._places[name]] or "") for name in facet.columns]
        if facet.name in _DATED:
            return {year: year for cell in cells for year in _YEAR.findall(cell)}
        parts = {part for cell in cells for part in cell.split(JOINT) if part}
        return {values.get((facet.scheme, part), slug(part)): part for part in parts}

    def matching(self, query: ListQuery) -> list[Row]:
        """The rows that a query wants, in its order."""
        numbers: Iterable[int] = range(len(self._rows))
        for name, value in query.filters:
            tags = self._tags.get(name)
            if tags is None:
                known = ", ".join(("q", "sort", "page", "per_page", *self._tags))
                raise QueryError(f"{self._kind.name} has no filter {name!r}.", f"There are {known}.")
            numbers = [number for number in numbers if value in tags[number]]
        if query.text:
            words = _plain(query.text).split()
            texts = self._texts()
            numbers = [number for number in numbers if all(word in texts[number] for word in words)]
        rows = [self._rows[number] for number in numbers]
        if query.sort:
            place = self._places.get(query.sort.removeprefix("-"))
            if place is None:
                raise QueryError(
                    f"{self._kind.name} has no column {query.sort.removeprefix('-')!r} to sort by.",
                    f"There are {', '.join(self._places)}.",
                )
            rows = _sorted(rows, place, descending=query.sort.startswith("-"))
        return rows

    def _texts(self) -> list[str]:
        if self._words is None:
            texts = (JOINT.join(cell for cell in row.cells if isinstance(cell, str)) for row in self._rows)
            self._words = [_plain(text) for text in texts]
        return self._words


def kind_named(name: str) -> ListKind:
    """The list of a name.

    Raises:
        QueryError: There is none.
    """
    kind = LISTS.get(name)
    if kind is None:
        raise QueryError(f"There is no list {name!r}.", f"There are {', '.join(LISTS)}.")
    return kind


def read_query(parameters: Iterable[tuple[str, str]]) -> ListQuery:
    """The query of an address's parameters; empty ones, as forms send them, are passed over.

    Raises:
        QueryError: A number is none, or a parameter comes twice.
    """
    given: dict[str, str] = {}
    for name, value in parameters:
        if not value.strip():
            continue
        if name in given:
            raise QueryError(f"{name} is given twice.", "Give each parameter once.")
        given[name] = value.strip()
    page = _number(given, "page", 1, 10**6)
    per_page = _number(given, "per_page", PER_PAGE, MOST_PER_PAGE)
    text, sort = given.pop("q", ""), given.pop("sort", "")
    return ListQuery(tuple(sorted(given.items())), text, sort, page, per_page)


def as_json(page: ListPage, links: Links) -> dict[str, Any]:
    """A page of a list as plain values for programs; the addresses in it are of the same host."""
    path = links.data(page.kind.name, "json")
    query = page.query
    names = [column.name for column in page.kind.table.columns]
    return {
        "list": page.kind.name,
        "description": page.kind.table.description,
        "total": page.total,
        "page": query.page,
        "pages": page.pages,
        "per_page": query.per_page,
        "next": query.address(path, page=query.page + 1) if query.page < page.pages else None,
        "previous": query.address(path, page=query.page - 1) if query.page > 1 else None,
        "items": [dict(zip(names, row.cells, strict=True)) for row in page.rows],
    }


def shown_columns(kind: ListKind) -> list[tuple[int, Column]]:
    """The columns of a list's page with their places in the rows."""
    places = {column.name: place for place, column in enumerate(kind.table.columns)}
    return [(places[name], kind.table.columns[places[name]]) for name in kind.shown]


def _number(given: dict[str, str], name: str, default: int, most: int) -> int:
    value = given.pop(name, None)
    if value is None:
        return default
    if not re.fullmatch(r"[0-9]{1,7}", value) or not 1 <= int(value) <= most:
        raise QueryError(f"{name} is {value[:20]!r}, not a number from 1 to {most}.")
    return int(value)


def _choices(facet: Facet, tags: list[dict[str, str]]) -> tuple[Choice, ...]:
    labels = {value: label for each in tags for value, label in each.items()}
    counts = Counter(value for each in tags for value in each)
    found = [Choice(value, label, counts[value]) for value, label in labels.items()]
    if facet.name in _DATED:
        return tuple(sorted(found, key=lambda each: each.value, reverse=True))
    return tuple(sorted(found, key=lambda each: (each.label.casefold(), each.value)))


def _sorted(rows: list[Row], place: int, *, descending: bool) -> list[Row]:
    """Rows by a column; those without a value stand last either way."""
    known = [row for row in rows if row.cells[place] is not None]
    numbers = all(isinstance(row.cells[place], int | float) for row in known)

    def key(row: Row) -> tuple[float, str]:
        cell = row.cells[place]
        return (float(cell), "") if numbers and cell is not None else (0.0, _plain(str(cell)))

    known.sort(key=key, reverse=descending)
    return known + [row for row in rows if row.cells[place] is None]


def _plain(text: str) -> str:
    """Text without case and accents."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parted if not unicodedata.combining(each)) if not parted.isascii() else parted
