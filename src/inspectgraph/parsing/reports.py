"""Reports with a title block and a table of judgements: SIF, ILACS and the frameworks of 2012 and 2013.

Sources of the layouts: Ofsted's framework and evaluation schedule for the inspections of services
for children in need of help and protection (2013 to 2017), and the framework for inspecting local
authority services for children (ILACS, from 2018).
"""

from __future__ import annotations

from inspectgraph.extracting.authority import find_authority
from inspectgraph.extracting.inspecting import (
    find_conductors,
    find_legal_basis,
    find_period,
    find_period_in_prose,
    find_published,
)
from inspectgraph.extracting.judgements import find_board_judgement, find_judgements, find_outcome, find_record
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import Inspection, Judgement, Report
from inspectgraph.parsing.common import Kind, complete, find_title, stated_framework
from inspectgraph.reading.document import Document

KINDS = {
    form: Kind(form, "inspection-report", form)
    for form in ("sif", "sif-reinspection", "ilacs", "lac", "aipc", "lscb-review", "joint-area-review", "area-send")
}
_OLDER = frozenset({"lac", "aipc"})
_JOINT = frozenset({"area-send", "joint-area-review"})


def parse(document: Document, sections: tuple[Section, ...], form: str, reason: str) -> Report:
    """Reads a report.

    Args:
        document: The document.
        sections: Its sections.
        form: One of `KINDS`.
        reason: The words by which the form was recognised.

    Raises:
        UnknownDocument: The report names no authority that is known.
    """
    kind = KINDS[form]
    start, end = find_period(document)
    if start is None and form in _JOINT:
        start, end = find_period_in_prose(document)
    inspection = Inspection(
        authority=find_authority(document, sections, str(start.value) if start else None),
        framework=stated_framework(kind, reason, document),
        conducted_by=find_conductors(document, form in _JOINT),
        start=start,
        end=end,
        legal_basis=find_legal_basis(document),
        judgements=_judgements(document, sections, form),
    )
    return complete(document, sections, kind, inspection, find_title(document), find_published(document))


def _judgements(document: Document, sections: tuple[Section, ...], form: str) -> tuple[Judgement, ...]:
    """The judgements that the framework makes."""
    if form == "area-send":
        return find_outcome(document, sections)
    if form in _OLDER:
        return find_record(document, sections)
    if form == "joint-area-review":
        return ()
    found = () if form == "lscb-review" else find_judgements(document, sections)
    board = find_board_judgement(document, sections) if form in ("sif", "lscb-review") else None
    return (*found, board) if board else found
