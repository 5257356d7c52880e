"""Tables of outcomes as analysts keep them: one row for each inspection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from inspectgraph.dates import PartialDate
from inspectgraph.errors import UnknownDocument
from inspectgraph.extracting import columns
from inspectgraph.extracting.cells import (
    authority_of,
    authority_of_code,
    dates_of,
    framework_of,
    grade_of,
    says_nothing,
)
from inspectgraph.extracting.names import person_name, split_names
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import Inspection, Judgement, PersonRole, Report, Stated, TableRow
from inspectgraph.reading.document import Cell, Document, Row, Span, Table

FORM = "outcomes-table"
_MOST_NAMED = 5


def outcome_tables(document: Document) -> tuple[Table, ...]:
    """The sheets of a table whose rows are inspections."""
    return tuple(table for table in document.tables or () if columns.looks_like_outcomes(table.headings))


def parse(document: Document, sections: tuple[Section, ...], form: str, reason: str) -> Report:
    """Reads a table; what it does not understand stands in the notes.

    Args:
        document: The document.
        sections: Not of use here.
        form: `FORM`.
        reason: The headings by which the table was recognised.

    Raises:
        UnknownDocument: No row names an authority that is known.
    """
    tables = outcome_tables(document)
    notes = [
        f"the sheet {table.name!r} is no table of outcomes"
        for table in document.tables or ()
        if table not in tables and table.rows
    ]
    rows: list[TableRow] = []
    understood: list[Span] = []
    for table in tables:
        reader = _Reader(document, table)
        rows += reader.rows()
        notes += reader.told()
        understood += [*table.titles, table.header]
    if not rows:
        raise UnknownDocument(
            f"{document.file_name} has no row that names a local authority that is known",
            "check seeds/authorities.csv for the authorities and their names",
        )
    understood += [row.span for row in rows]
    return Report(
        kind=FORM,
        parser=FORM,
        title=_title(document, tables),
        rows=tuple(rows),
        notes=tuple(notes),
        understood=tuple(understood),
    )


def _title(document: Document, tables: tuple[Table, ...]) -> Stated[str] | None:
    """The first line above the headings, which is where a title stands."""
    span = next((span for table in tables for span in table.titles), None)
    return Stated(document.quote(span), document.quote(span), "columns/title", (span,)) if span else None


@dataclass(slots=True)
class _Reader:
    """Reads the rows of one sheet and remembers what it could not read.

    Attributes:
        document: Where the sheet stands.
        table: The sheet.
        meanings: Of its columns.
        framework: That of the title above the table.
        unread: Rows by what could not be read in them.
    """

    document: Document
    table: Table
    meanings: dict[int, str] = field(init=False)
    framework: Stated[str] | None = field(init=False)
    unread: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.meanings = columns.columns_of(self.table.headings)
        self.framework = self._framework_of_title()

    def _framework_of_title(self) -> Stated[str] | None:
        named = [(span, slug) for span in self.table.titles if (slug := framework_of(self.document.quote(span)))]
        if len({slug for _, slug in named}) != 1:
            return None
        span, slug = named[0]
        return Stated(slug, self.document.quote(span), "columns/framework", (span,))

    def rows(self) -> Iterator[TableRow]:
        for row in self.table.rows:
            cells = {self.meanings[cell.column]: cell for cell in row.cells if cell.column in self.meanings}
            read = self._row(row, cells)
            if read is not None:
                yield read

    def told(self) -> Iterator[str]:
        """What was not understood, for people."""
        strange = [
            heading for column, heading in enumerate(self.table.headings) if heading and column not in self.meanings
        ]
        if strange:
            yield f"columns that are not understood, or stand there twice: {', '.join(strange)}"
        for what, numbers in self.unread.items():
            rows = sorted(set(numbers))
            more = f" and {len(rows) - _MOST_NAMED} more" if len(rows) > _MOST_NAMED else ""
            yield f"{what}: row{'s' if rows[1:] else ''} {', '.join(map(str, rows[:_MOST_NAMED]))}{more}"

    def _words(self, cell: Cell) -> str:
        return self.document.quote(cell.value)

    def _row(self, row: Row, cells: Mapping[str, Cell]) -> TableRow | None:
        start, end = self._period(row, cells)
        published = self._date(row, cells.get(columns.PUBLISHED), "columns/published")
        authority = self._authority(row, cells, start or published)
        if authority is None:
            return None
        framework = self._framework(row, cells) or self.framework
        on = start or published
        judgements = tuple(
            self._judgements(row, cells, framework.value if framework else None, on.value if on else None)
        )
        inspection = Inspection(authority=authority, framework=framework, start=start, end=end, judgements=judgements)
        people = tuple(self._leads(row, cells))
        return TableRow(row.span, inspection, "columns/row", people, published, self._link(row, cells))

    def _authority(self, row: Row, cells: Mapping[str, Cell], when: Stated[PartialDate] | None) -> Stated[str] | None:
        on = str(when.value) if when else None
        found = [
            cells[meaning]
            for meaning in (columns.AUTHORITY, columns.GSS, columns.LA_CODE, columns.URN)
            if meaning in cells
        ]
        for cell in found:
            words = self._words(cell)
            by_name = cell is cells.get(columns.AUTHORITY)
            if slug := authority_of(words, on) if by_name else authority_of_code(words, on):
                return Stated(slug, words, "columns/authority", (cell.span,))
        name = f"{self._words(found[0])!r} is no authority that is known" if found else "no authority"
        self.unread[name].append(row.number)
        return None

    def _period(
        self, row: Row, cells: Mapping[str, Cell]
    ) -> tuple[Stated[PartialDate] | None, Stated[PartialDate] | None]:
        """First and last day: from their own columns, else from the one for both."""
        start = self._date(row, cells.get(columns.START), "columns/dates")
        end = self._date(row, cells.get(columns.END), "columns/dates")
        if (both := cells.get(columns.DATES)) is None or start is not None:
            return start, end
        start = self._date(row, both, "columns/dates")
        dates = dates_of(self._words(both))
        if start is not None and end is None and dates and dates[1]:
            end = Stated(dates[1], start.as_written, start.rule, start.spans)
        return start, end

    def _date(self, row: Row, cell: Cell | None, rule: str) -> Stated[PartialDate] | None:
        if cell is None or says_nothing(words := self._words(cell)):
            return None
        if (dates := dates_of(words)) is None:
            self.unread[f"{words!r} is no date"].append(row.number)
            return None
        return Stated(dates[0], words, rule, (cell.span,))

    def _framework(self, row: Row, cells: Mapping[str, Cell]) -> Stated[str] | None:
        cell = cells.get(columns.FRAMEWORK)
        if cell is None or says_nothing(words := self._words(cell)):
            return None
        if (slug := framework_of(words)) is None:
            self.unread[f"{words!r} is no framework that is known"].append(row.number)
            return None
        return Stated(slug, words, "columns/framework", (cell.span,))

    def _judgements(
        self, row: Row, cells: Mapping[str, Cell], framework: str | None, on: PartialDate | None
    ) -> Iterator[Judgement]:
        """The grades of a row: a column for each area, or one for the area and one for the grade."""
        graded: list[tuple[str, Cell, tuple[Span, ...]]] = [
            (meaning.removeprefix(columns.AREA), cell, (cell.span,))
            for meaning, cell in cells.items()
            if meaning.startswith(columns.AREA)
        ]
        judged, grade = cells.get(columns.JUDGED_AREA), cells.get(columns.GRADE)
        if judged and grade:
            if area := columns.area_of(self._words(judged)):
                graded.append((area, grade, (judged.span, grade.span)))
            else:
                self.unread[f"{self._words(judged)!r} is no area that is known"].append(row.number)
        for area, cell, spans in graded:
            words = self._words(cell)
            if says_nothing(words):
                continue
            if (slug := grade_of(words, framework, on)) is None:
                self.unread[f"{words!r} is no grade"].append(row.number)
                continue
            yield Judgement(_area(area, framework), slug, words, "columns/grade", spans)

    def _leads(self, row: Row, cells: Mapping[str, Cell]) -> Iterator[PersonRole]:
        cell = cells.get(columns.LEAD)
        if cell is None or says_nothing(words := self._words(cell)):
            return
        title = self.table.headings[cell.column]
        names = split_names(self.document.text, cell.value.start, cell.value.end)
        if not names:
            self.unread[f"{words!r} is no name of a person"].append(row.number)
        for name in names:
            yield PersonRole(
                person_name(self.document.quote(name)), "lead-inspector", title, "columns/lead-inspector", (cell.span,)
            )

    def _link(self, row: Row, cells: Mapping[str, Cell]) -> Stated[str] | None:
        cell = cells.get(columns.LINK)
        if cell is None or says_nothing(words := self._words(cell)):
            return None
        if not words.startswith(("https://", "http://")) or any(mark in words for mark in ' <>"{}|\\^`'):
            self.unread[f"{words!r} is no address"].append(row.number)
            return None
        return Stated(words, words, "columns/link", (cell.span,))


def _area(area: str, framework: str | None) -> str:
    """The area as the framework has it: before 2013 looked after children were judged, not their progress."""
    return "looked-after-children" if area == "children-in-care" and framework in ("slac", "lac") else area
