"""From a document to its facts: which kind it is, and the parser for that kind."""

from __future__ import annotations

from pathlib import Path

from inspectgraph.extracting.sections import find_sections
from inspectgraph.facts import Report
from inspectgraph.parsing import articles, letters, reports, tables
from inspectgraph.parsing.recognise import recognise
from inspectgraph.reading.document import Document
from inspectgraph.reading.reader import read

PARSERS = {
    **dict.fromkeys(reports.KINDS, reports.parse),
    **dict.fromkeys(letters.KINDS, letters.parse),
    "news": articles.parse,
    tables.FORM: tables.parse,
}


def parse(document: Document) -> Report:
    """The facts of one document.

    Raises:
        UnknownDocument: No parser claims the text, or it names no authority that is known.
    """
    recognised = recognise(document)
    sections = find_sections(document)
    return PARSERS[recognised.form](document, sections, recognised.form, recognised.reason)


def parse_file(path: Path) -> tuple[Document, Report]:
    """Reads a file and parses it.

    Raises:
        DocumentError: The file can't be read, or no parser claims it.
    """
    document = read(path)
    return document, parse(document)
