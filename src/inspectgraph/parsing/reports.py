"""Reports with a title block and judgements: SIF, ILACS and the frameworks before them.

Sources of the layouts: Ofsted's framework and evaluation schedule for the inspections of services
for children in need of help and protection (2013 to 2017), and the framework for inspecting local
authority services for children (ILACS, from 2018).
"""

from __future__ import annotations

from dataclasses import replace

from inspectgraph.extracting.authority import find_authority
from inspectgraph.extracting.inspecting import (
    find_conductors,
    find_legal_basis,
    find_period,
    find_period_in_prose,
    find_published,
)
from inspectgraph.extracting.judgements import find_board_judgement, find_judgements, find_outcome, find_record
from inspectgraph.extracting.older_judgements import find_figures, find_rating, find_two_records
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import Inspection, Judgement, Report
from inspectgraph.parsing.common import Kind, complete, find_title, stated_framework
from inspectgraph.reading.document import Document

KINDS = {
    form: Kind(form, "inspection-report", form)
    for form in (
        "sif", "sif-reinspection", "ilacs", "lac", "aipc", "slac", "lscb-review", "joint-area-review", "area-send",
        "fostering", "adoption", "private-fostering",
    )
}  # fmt: skip
_OLDER = frozenset({"lac", "aipc"})
_JOINT = frozenset({"area-send", "joint-area-review", "slac"})
_SERVICES = frozenset({"fostering", "adoption", "private-fostering"})


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
    judgements, unlike = (
        find_two_records(document, sections) if form == "slac" else (_judgements(document, sections, form), ())
    )
    inspection = Inspection(
        authority=find_authority(document, sections, str(start.value) if start else None),
        framework=stated_framework(kind, reason, document),
        conducted_by=find_conductors(document, form in _JOINT),
        start=start,
        end=end,
        legal_basis=find_legal_basis(document),
        judgements=judgements,
    )
    report = complete(document, sections, kind, inspection, find_title(document), find_published(document))
    notes = tuple(f"two grades for {area}, of safeguarding and of looked after children" for area in unlike)
    # A review that is named without a date is this one.
    earlier = tuple(e for e in report.earlier if form != "joint-area-review" or e.framework != form or e.start)
    return replace(report, earlier=earlier, notes=(*report.notes, *notes))


def _judgements(document: Document, sections: tuple[Section, ...], form: str) -> tuple[Judgement, ...]:
    """The judgements that the framework makes."""
    if form == "area-send":
        return find_outcome(document, sections)
    if form in _OLDER:
        return find_record(document, sections)
    if form == "joint-area-review":
        return find_figures(document, sections)
    if form in _SERVICES:
        return find_rating(document)
    found = () if form == "lscb-review" else find_judgements(document, sections)
    board = find_board_judgement(document, sections) if form in ("sif", "lscb-review") else None
    return (*found, board) if board else found
