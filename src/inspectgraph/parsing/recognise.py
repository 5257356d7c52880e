"""Which kind of document a text is, by the form that its publisher gave it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inspectgraph.errors import UnknownDocument
from inspectgraph.extracting.news import recognise_news
from inspectgraph.parsing.tables import FORM as TABLE
from inspectgraph.parsing.tables import outcome_tables
from inspectgraph.reading.document import Document


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a document was taken for.

    Attributes:
        form: Name of the form, which is also the name of its parser's entry.
        reason: The words that decided it.
    """

    form: str
    reason: str


_COVER = 3000
#: Titles are shorter than sentences that mention an inspection of another form.
_LONGEST_TITLE = 200
#: The title of a report on an agency of an authority's own.
_AGENCY = r"inspection\s+(?:report\s+)?(?:of|for)\s+(?:[^\n]{{0,60}}\s)?local\s+authority\s+{}\s+(?:agency|service)"
#: Form and the words of its title or table. The first that is found decides; the order puts
#: the forms whose words also occur in others last.
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (form, re.compile(pattern, re.IGNORECASE | re.MULTILINE))
    for form, pattern in (
        (
            "area-send-letter",
            r"joint\s+(?:local\s+)?area\s+(?:SEND|special\s+educational\s+needs\s+and(?:/or)?\s+disabilit(?:y|ies)(?:\s+\(SEND\))?)\s+(?:inspection|re-?visit)",
        ),
        ("area-send", r"area\s+SEND\s+(?:full\s+)?inspection\s+of|local\s+area\s+partnership\s+report"),
        ("ucra", r"unannounced\s+inspection\s+of\s+contact,\s+referral\s+and\s+assessment"),
        (
            "joint-area-review",
            r"^joint\s+area\s+review\s*$|joint\s+area\s+review\s+of|inspection\s+of\s+progress\s+made\s+in\s+the\s+provision\s+of\s+safeguarding",
        ),
        ("jtai", r"joint\s+targeted\s+area\s+inspection"),
        ("monitoring-visit", r"monitoring\s+visit\s+(?:of|to)\s"),
        ("focused-visit", r"focus(?:s?ed)?\s+(?:assurance\s+)?visit\s+(?:to|of)\s|\bassurance\s+visit\s+to\s"),
        (
            "sif-reinspection",
            r"re-?inspection\s+of\s+services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection",
        ),
        ("sif", r"inspection\s+of\s+services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection"),
        ("slac", r"inspection\s+of\s+safeguarding\s+and\s+(?:services\s+for\s+)?looked\s+after\s+children"),
        (
            "private-fostering",
            r"inspection\s+(?:report\s+)?(?:of|for)\s+(?:[^\n]{0,60}\s)?private\s+fostering\s+arrangements",
        ),
        ("fostering", _AGENCY.format("fostering")),
        ("adoption", _AGENCY.format("adoption")),
        ("lac", r"inspection\s+of\s+(?:services\s+for\s+)?looked\s+after\s+children(?:\s+services)?"),
        ("aipc", r"inspection\s+of\s+(?:local\s+authority\s+)?arrangements\s+for\s+the\s+protection\s+of\s+children"),
        (
            "lscb-review",
            r"^review\s+of\s+the\s+effectiveness\s+of\s+the\s+(?:\w+\s+)?(?:local\s+)?safeguarding\s+children\s+board",
        ),
        (
            "ilacs",
            r"impact\s+of\s+leaders\s+on\s+social\s+work\s+practice\s+with\s+children\s+and\s+families"
            r"|inspection\s+of\s+(?:[^\n]{0,60}\s)?(?:local\s+authority\s+)?children's\s+(?:social\s+care\s+)?services",
        ),
    )
)


def recognise(document: Document) -> Recognised:
    """The form of a document.

    Raises:
        UnknownDocument: No parser claims the text.
    """
    if document.tables is not None:
        return _recognise_table(document)
    if recognise_news(document):
        return Recognised("news", "by-line and date line of an article")
    cover = [document.quote(block.span) for block in document.blocks if block.start < _COVER]
    titles = "\n".join(line for line in cover if len(line) < _LONGEST_TITLE)
    # A summary may mention another kind of inspection, so titles count first.
    for words in (titles, "\n".join(cover)):
        for form, pattern in _FORMS:
            if match := pattern.search(words):
                return Recognised(form, match.group())
    raise UnknownDocument(
        f"{document.file_name} is of no kind that is known: neither a report or letter of an inspection nor an article on one",
        "inspectgraph reads reports on English local authorities' children's services; see docs for the forms it knows",
    )


def _recognise_table(document: Document) -> Recognised:
    if found := outcome_tables(document):
        return Recognised(TABLE, document.quote(found[0].header))
    raise UnknownDocument(
        f"{document.file_name} is a table, but not one of outcomes of inspections",
        "such a table has a row of headings, with a column for the authority and others for grades or dates",
    )
