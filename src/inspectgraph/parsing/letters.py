"""Letters on inspections that give no grades.

They are those of unannounced inspections of contact, referral and assessment (2009 to 2012), of joint
targeted area inspections, of focused visits, of monitoring visits and of area SEND inspections (2016 to 2022).
"""

from __future__ import annotations

from inspectgraph.extracting.authority import find_authority
from inspectgraph.extracting.inspecting import (
    find_conductors,
    find_legal_basis,
    find_letter_date,
    find_period,
    find_period_in_prose,
)
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import Inspection, Report
from inspectgraph.parsing.common import Kind, complete, find_title, stated_framework
from inspectgraph.reading.document import Document

KINDS = {form: Kind(form, "inspection-letter", form) for form in ("ucra", "jtai", "focused-visit", "monitoring-visit")}
KINDS["area-send-letter"] = Kind("area-send-letter", "inspection-letter", "area-send")
_JOINT = frozenset({"jtai", "area-send-letter"})


def parse(document: Document, sections: tuple[Section, ...], form: str, reason: str) -> Report:
    """Reads a letter.

    Args:
        document: The document.
        sections: Its sections.
        form: One of `KINDS`.
        reason: The words by which the form was recognised.

    Raises:
        UnknownDocument: The letter names no authority that is known.
    """
    kind = KINDS[form]
    issued = find_letter_date(document)
    start, end = find_period(document)
    if start is None:
        start, end = find_period_in_prose(document)
    on = start or issued
    inspection = Inspection(
        authority=find_authority(document, sections, str(on.value) if on else None),
        framework=stated_framework(kind, reason, document),
        conducted_by=find_conductors(document, form in _JOINT),
        start=start,
        end=end,
        legal_basis=find_legal_basis(document),
    )
    return complete(document, sections, kind, inspection, find_title(document), issued)
