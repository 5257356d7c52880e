"""`inspect` and `text`: one document, without a build."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from inspectgraph.commands.terminal import Json, grid, show, write, write_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from inspectgraph.facts import Report, Spans, Stated
    from inspectgraph.reading.document import Document

File = Annotated[Path, typer.Argument(metavar="FILE", help="A PDF, a text or a table.")]
_LONGEST = 160


def inspect(file: File, as_json: Json = False) -> None:
    """Show what the parser sees in one document, and what it does not understand."""
    from inspectgraph.parsing import parse_file

    document, report = parse_file(file)
    if as_json:
        write_json(
            {
                "document": {"id": document.identifier, "file": document.file_name, "pages": document.page_count},
                "report": _plain(report, document),
                "not_understood": [
                    {"start": start, "end": end, "page": document.page_at(start), "words": document.text[start:end]}
                    for start, end in _gaps(document, report)
                ],
            }
        )
        return
    show(*_tables(document, report))


def text(
    file: File,
    pages: Annotated[bool, typer.Option("--pages", help="Mark where each page begins.")] = False,
) -> None:
    """Print the canonical text of a document, into which all offsets point."""
    from inspectgraph.reading.reader import read

    document = read(file)
    if not pages:
        write(document.text)
        return
    ends = [start for start, _ in document.page_marks[1:]] + [len(document.text)]
    for (start, page), end in zip(document.page_marks or ((0, 1),), ends, strict=True):
        write(f"[page {page}, from offset {start}]\n{document.text[start:end].rstrip()}\n\n")


def _gaps(document: Document, report: Report) -> list[tuple[int, int]]:
    from inspectgraph.processing.document import gaps

    return [(gap.start, gap.end) for gap in gaps(document, report)]


def _tables(document: Document, report: Report) -> Iterator[RenderableType]:
    def proof(fact: Any) -> tuple[int, str, str]:
        return document.page_at(fact.spans[0].start), _words(document, fact.spans), fact.rule

    told = ("page", "words", "rule")
    read_as = f"{report.kind}, read as {report.parser}, {document.page_count} pages, id {document.identifier}"
    yield f"{document.file_name}: {read_as}"
    yield from _table(
        "Inspection", ("what", "value", *told), [(name, fact.value, *proof(fact)) for name, fact in _plainly(report)]
    )
    judgements = report.inspection.judgements if report.inspection else ()
    yield from _table("Judgements", ("area", "grade", *told), [(j.area, j.grade, *proof(j)) for j in judgements])
    rows = [
        (
            row.inspection.authority.value,
            row.inspection.framework and row.inspection.framework.value,
            _period(*(each and each.value for each in (row.inspection.start, row.inspection.end))),
            ", ".join(f"{judgement.area} {judgement.grade}" for judgement in row.inspection.judgements),
            ", ".join(person.name for person in row.people),
            row.published and row.published.value,
        )
        for row in report.rows
    ]
    yield from _table("Rows", ("authority", "framework", "when", "grades", "lead inspector", "published"), rows)
    people = [
        (
            p.name,
            p.role,
            p.organisation.name if p.organisation else "",
            _period(p.start, p.end, former=p.former),
            *proof(p),
        )
        for p in report.people
    ]
    yield from _table("People", ("name", "role", "where", "when", *told), people)
    posts = [(p.title, p.role, p.organisation.name, _period(p.start, p.end), *proof(p)) for p in report.posts]
    yield from _table("Posts without a named holder", ("title", "role", "where", "when", *told), posts)
    earlier = [
        (e.authority, e.subject, e.framework, _period(e.start, e.end), e.area, e.grade, *proof(e))
        for e in report.earlier
    ]
    yield from _table(
        "Other inspections", ("authority", "subject", "framework", "when", "area", "grade", *told), earlier
    )
    bodies = [(b.name, b.kind, b.abbreviation, b.owner, len(b.spans), *proof(b)) for b in report.bodies]
    yield from _table("Teams, services and boards", ("name", "kind", "short", "of", "times", *told), bodies)
    findings = [
        (f.kind, f.paragraph, f.area, document.page_at(f.span.start), _words(document, (f.span,)), f.rule)
        for f in report.findings
    ]
    yield from _table("Findings", ("kind", "no.", "area", *told), findings)
    figures = [
        (o.measure, f"{o.value} {o.unit}", o.area, o.period or o.period_as_written, o.population, *proof(o))
        for o in report.observations
    ]
    yield from _table("Figures", ("measure", "value", "of", "when", "of whom", *told), figures)
    yield from _table("What the parser notes", ("note",), [(note,) for note in report.notes])
    gaps = _gaps(document, report)
    missed = [(document.page_at(start), f"{start}-{end}", _short(document.text[start:end])) for start, end in gaps]
    yield from _table("What is not understood", ("page", "offsets", "words"), missed)
    share = 1 - sum(end - start for start, end in gaps) / max(len(document.text), 1)
    yield f"\n{share:.0%} of the text gave facts, or is known to hold none."


def _plainly(report: Report) -> list[tuple[str, Stated[Any]]]:
    named: list[tuple[str, Stated[Any] | None]] = [("title", report.title), ("issued", report.issued)]
    if (inspection := report.inspection) is not None:
        named += [("authority", inspection.authority), ("framework", inspection.framework)]
        named += [("conducted by", each) for each in inspection.conducted_by]
        named += [("start", inspection.start), ("end", inspection.end)]
        named += [("legal basis", each) for each in inspection.legal_basis]
    return [(name, fact) for name, fact in named if fact is not None]


def _table(title: str, headers: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> Iterator[RenderableType]:
    if rows:
        yield ""
        yield grid(headers, rows, f"{title} ({len(rows)})")


def _period(start: object, end: object, *, former: bool = False) -> str:
    parts = ([f"from {start}"] if start else []) + ([f"to {end}"] if end else []) + (["former"] if former else [])
    return ", ".join(parts)


def _words(document: Document, spans: Spans) -> str:
    return _short(document.quote(spans[0])) + (f" (+{len(spans) - 1})" if len(spans) > 1 else "")


def _short(words: str) -> str:
    joined = " ".join(words.split())
    return joined if len(joined) <= _LONGEST else joined[: _LONGEST - 1] + "…"


def _plain(value: Any, document: Document) -> Any:
    """Facts as JSON; a span says its page and its words too."""
    from inspectgraph.reading.document import Span

    if isinstance(value, Span):
        return {
            "start": value.start,
            "end": value.end,
            "page": document.page_at(value.start),
            "words": document.quote(value),
        }
    if isinstance(value, tuple):
        return [_plain(each, document) for each in value]
    if is_dataclass(value) and not hasattr(value, "datatype"):
        return {field.name: _plain(getattr(value, field.name), document) for field in fields(value)}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if value is None or isinstance(value, bool | int | str) else str(value)
