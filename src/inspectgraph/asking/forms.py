"""Answers in the W3C's four forms (JSON, XML, CSV, TSV), written row by row as they are found."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from inspectgraph.asking.results import Answer, Row, Term, json_term
from inspectgraph.graph.terms import XSD

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
#: What XML can't hold, not even as a reference.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rows_as(form: str, variables: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    """The text of the solutions of a SELECT, piece by piece.

    Args:
        form: `json`, `xml`, `csv` or `tsv`.
        variables: In the order of the query.
        rows: Each with a term or `None` for each variable.
    """
    return _FORMS[form](variables, rows)


def answer_as(form: str, answer: Answer) -> str:
    """The text of the truth value of an ASK; CSV and TSV have no form for one, so it stands by itself."""
    value = "true" if answer.value else "false"
    if form == "json":
        return f'{{"head":{{}},"boolean":{value}}}'
    return f"{_XML_HEAD}<head/>\n<boolean>{value}</boolean>\n</sparql>\n" if form == "xml" else value


def _json(variables: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    yield f'{{"head":{{"vars":{json.dumps(variables)}}},"results":{{"bindings":['
    before = "\n"
    for row in rows:
        bound = {name: json_term(term) for name, term in zip(variables, row, strict=True) if term is not None}
        yield before + _JSON.encode(bound)
        before = ",\n"
    yield "\n]}}\n"


def _xml(variables: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in variables)
    yield f"{_XML_HEAD}<head>{head}</head>\n<results>\n"
    for row in rows:
        bound = "".join(
            f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(variables, row, strict=True)
            if term is not None
        )
        yield f"<result>{bound}</result>\n"
    yield "</results>\n</sparql>\n"


def _xml_term(term: Term) -> str:
    if isinstance(term, Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return f"<triple>{''.join(f'<{name}>{_xml_term(part)}</{name}>' for name, part in parts)}</triple>"
    value = escape(_NOT_XML.sub("\ufffd", term.value), {"\r": "&#13;"})
    if isinstance(term, NamedNode):
        return f"<uri>{value}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{value}</bnode>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{value}</literal>"
    datatype = "" if term.datatype == XSD.string else f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{datatype}>{value}</literal>"


def _csv(variables: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line)
    writer.writerow(variables)
    for row in rows:
        writer.writerow(["" if term is None else _plain(term) for term in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def _plain(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _tsv(variables: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    yield "\t".join(f"?{name}" for name in variables) + "\n"
    for row in rows:
        yield "\t".join("" if term is None else str(term) for term in row) + "\n"


_FORMS: dict[str, Callable[[tuple[str, ...], Iterable[Row]], Iterator[str]]] = {
    "json": _json,
    "xml": _xml,
    "csv": _csv,
    "tsv": _tsv,
}
