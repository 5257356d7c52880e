"""Answers of a dataset and the forms in which they are given: a table, CSV, JSON, Turtle, N-Triples."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from inspectgraph.asking.names import QUERY_PREFIXES
from inspectgraph.errors import QueryError
from inspectgraph.graph.terms import XSD

if TYPE_CHECKING:
    from rich.console import JustifyMethod
    from rich.table import Table

Term = NamedNode | BlankNode | Literal | Triple
Row = tuple[Term | None, ...]
FORMATS = ("table", "csv", "json", "ttl", "nt")
_PLAIN = frozenset({XSD.string.value, "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"})
_NUMBERS = frozenset(XSD[name].value for name in ("integer", "decimal", "double"))
#: Words up to this many characters are not broken where a table wraps; addresses are.
_WIDEST_WORD = 18
#: Characters between two columns.
_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to a SELECT.

    Attributes:
        variables: In the order of the query.
        rows: For each solution a term, or `None`, for each variable.
    """

    variables: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to an ASK."""

    value: bool


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE: a graph."""

    triples: tuple[Triple, ...]


Result = Solutions | Answer | Triples


def write(result: Result, form: str) -> str:
    """An answer as text for programs.

    Args:
        result: What a query gave.
        form: `csv`, `json` (SPARQL 1.1 JSON; JSON-LD for a graph), `ttl` or `nt`.

    Raises:
        QueryError: The form does not fit the answer.
    """
    if isinstance(result, Triples):
        return _graph(result, form)
    if form == "csv":
        return _csv(result)
    if form == "json":
        return json.dumps(to_json(result), ensure_ascii=False, indent=2) + "\n"
    what = "a truth value" if isinstance(result, Answer) else "rows"
    raise QueryError(
        f"{form} is a form for graphs, and this query gives {what}.",
        "Take --format table, csv or json, or ask with CONSTRUCT or DESCRIBE.",
    )


def to_json(result: Solutions | Answer) -> dict[str, Any]:
    """SPARQL 1.1 Query Results JSON Format, https://www.w3.org/TR/sparql11-results-json/."""
    if isinstance(result, Answer):
        return {"head": {}, "boolean": result.value}
    bindings = [
        {name: json_term(term) for name, term in zip(result.variables, row, strict=True) if term is not None}
        for row in result.rows
    ]
    return {"head": {"vars": list(result.variables)}, "results": {"bindings": bindings}}


def records(solutions: Solutions) -> list[dict[str, Any]]:
    """The rows as plain objects: numbers and truth values as such, everything else as text, the unbound as null."""
    return [{name: _plain(term) for name, term in zip(solutions.variables, row, strict=True)} for row in solutions.rows]


def table(result: Result, short: Callable[[str], str], title: str | None = None) -> Table:
    """An answer as a table that wraps to the width of the terminal.

    Args:
        result: What a query gave.
        short: Gives the short form of an IRI.
        title: Stands above.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    variables, rows = _rows(result)
    drawn = Table(title=title, box=box.SIMPLE_HEAD, pad_edge=False, title_justify="left", show_edge=False)
    shown = [[show(term, short) for term in row] for row in rows]
    widths = _widths(variables, shown)
    for index, variable in enumerate(variables):
        terms = [row[index] for row in rows if row[index] is not None]
        numeric = bool(terms) and all(isinstance(term, Literal) and term.datatype.value in _NUMBERS for term in terms)
        justify: JustifyMethod = "right" if numeric else "left"
        drawn.add_column(variable, overflow="fold", justify=justify, width=widths[index])
    for cells in shown:
        drawn.add_row(*(Text(cell) for cell in cells))
    return drawn


def _widths(variables: Sequence[str], shown: Sequence[Sequence[str]]) -> list[int | None]:
    """Widths at which no column breaks a word, the room beyond that shared by need.

    None where all fits as it is, or where the terminal has no room for whole words.
    """
    columns = [[variable, *(row[index] for row in shown)] for index, variable in enumerate(variables)]
    natural = [max(map(len, column)) for column in columns]
    words = [max(len(word) for cell in column for word in cell.split() or [""]) for column in columns]
    least = [min(width, _WIDEST_WORD) for width in words]
    room = get_terminal_size().columns - _BETWEEN * (len(columns) - 1)
    if sum(natural) <= room or sum(least) > room:
        return [None] * len(columns)
    wanted = [width - small for width, small in zip(natural, least, strict=True)]
    spare = room - sum(least)
    return [small + spare * want // max(sum(wanted), 1) for small, want in zip(least, wanted, strict=True)]


def show(term: Term | None, short: Callable[[str], str]) -> str:
    """A term for people."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return short(term.value)
    return term.value if isinstance(term, Literal | BlankNode) else str(term)


def _rows(result: Result) -> tuple[Sequence[str], Sequence[Sequence[Term | None]]]:
    if isinstance(result, Solutions):
        return result.variables, result.rows
    if isinstance(result, Answer):
        return ("answer",), ((Literal("yes" if result.value else "no"),),)
    return ("subject", "predicate", "object"), [(each.subject, each.predicate, each.object) for each in _sorted(result)]


def _csv(result: Solutions | Answer) -> str:
    out = io.StringIO()
    if isinstance(result, Answer):
        return "answer\r\n" + ("true" if result.value else "false") + "\r\n"
    writer = csv.writer(out)
    writer.writerow(result.variables)
    for row in result.rows:
        writer.writerow(["" if term is None else _text(term) for term in row])
    return out.getvalue()


def _graph(result: Triples, form: str) -> str:
    if form == "csv":
        rows = tuple((each.subject, each.predicate, each.object) for each in _sorted(result))
        return _csv(Solutions(("subject", "predicate", "object"), rows))
    kinds = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "json": RdfFormat.JSON_LD}
    triples = _sorted(result)
    return (pyoxigraph.serialize(triples, format=kinds[form], prefixes=used_prefixes(triples)) or b"").decode()


def used_prefixes(triples: Iterable[Triple]) -> dict[str, str]:
    """Those of the queries' prefixes under which some IRI of the triples falls."""
    iris = {term.value for triple in triples for term in triple if isinstance(term, NamedNode)}
    return {prefix: base for prefix, base in QUERY_PREFIXES.items() if any(iri.startswith(base) for iri in iris)}


def _sorted(result: Triples) -> list[Triple]:
    return sorted(result.triples, key=str)


def _text(term: Term) -> str:
    return f"_:{term.value}" if isinstance(term, BlankNode) else str(term) if isinstance(term, Triple) else term.value


def json_term(term: Term) -> dict[str, Any]:
    """A term as the SPARQL 1.1 JSON format has it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return {"type": "triple", "value": {name: json_term(part) for name, part in parts}}
    said = {"type": "literal", "value": term.value}
    if term.language:
        return {**said, "xml:lang": term.language}
    return said if term.datatype.value in _PLAIN else {**said, "datatype": term.datatype.value}


def _plain(term: Term | None) -> Any:
    if not isinstance(term, Literal):
        return None if term is None else _text(term)
    kind = term.datatype
    if kind == XSD.boolean:
        return term.value in ("true", "1")
    if kind == XSD.integer:
        return int(term.value)
    return float(term.value) if kind.value in _NUMBERS else term.value
