"""News articles on an inspection."""

from __future__ import annotations

from inspectgraph.extracting.authority import find_authority
from inspectgraph.extracting.news import news_date, news_inspection, news_title
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import Inspection, Report
from inspectgraph.parsing.common import Kind, complete
from inspectgraph.reading.document import Document

KIND = Kind("news", "news", None)


def parse(document: Document, sections: tuple[Section, ...], form: str, reason: str) -> Report:
    """Reads an article; an article knows of its inspection only what it says.

    Raises:
        UnknownDocument: The article names no authority that is known.
    """
    issued = news_date(document)
    inspection = news_inspection(document, issued.value if issued else None)
    if inspection is None:
        inspection = Inspection(find_authority(document, sections, str(issued.value) if issued else None))
    return complete(document, sections, KIND, inspection, news_title(document), issued)
