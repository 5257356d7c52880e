"""What each document says of each inspection that it reports or mentions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from inspectgraph.dates import PartialDate
from inspectgraph.graph.iris import slug
from inspectgraph.graph.terms import DCT, IG, slug_of
from inspectgraph.resolving.mentions import DocumentIndex, Mention

#: Frameworks that judge the whole of children's services.
WHOLE = frozenset({"sif", "sif-reinspection", "ilacs"})
#: Frameworks for one subject: a grade for its area is the overall grade of such an inspection.
SOLE_AREA = {"aipc": "safeguarding", "lac": "looked-after-children"}

# Under which frameworks a subject was inspected, as Ofsted's frameworks of 2009 to now define their remits. Some
# subjects had inspections of their own, and are areas of an inspection of the whole service besides.
_OF_SUBJECT: dict[str, frozenset[str]] = {
    "overall": WHOLE,
    "safeguarding": frozenset({"slac", "aipc"}),
    "looked after children": frozenset({"slac", "lac"}),
    "fostering": frozenset({"fostering"}),
    "adoption": frozenset({"adoption"}),
    "private fostering": frozenset({"private-fostering"}),
    "contact, referral and assessment": frozenset({"ucra"}),
    "lscb": frozenset({"lscb-review", "sif"}),
    "send": frozenset({"area-send"}),
    "joint inspection": frozenset({"jtai"}),
    "joint area review": frozenset({"joint-area-review"}),
    "focused visit": frozenset({"focused-visit"}),
    "monitoring visit": frozenset({"monitoring-visit"}),
}
_AREAS_OF_THE_WHOLE = frozenset(
    {
        "help-and-protection", "children-in-care", "children-in-care-and-care-leavers", "care-leavers", "leadership",
        "adoption",
    }
)  # fmt: skip
_SUBJECTS_OF_THE_WHOLE = frozenset(
    {"help and protection", "children in care and care leavers", "care leavers", "leadership"}
)


@dataclass(frozen=True, slots=True)
class Said:
    """What one document says of one inspection.

    Attributes:
        mention: The document and its local IRI.
        reported: Whether it is the inspection that the document is about.
        official: Whether the document comes from an inspectorate; news does not.
        authority: Slug.
        framework: Slug, as stated.
        frameworks: Slugs that it may have been; empty for any.
        start, end: As precise as stated.
        issued: Date of the document, for an inspection that it reports.
        subject: Of a mention, in few words; empty for a reported one.
        grades: By area.
    """

    mention: Mention
    reported: bool
    official: bool
    authority: str
    framework: str | None = None
    frameworks: frozenset[str] = frozenset()
    start: PartialDate | None = None
    end: PartialDate | None = None
    issued: PartialDate | None = None
    subject: str = ""
    grades: dict[str, str] = field(default_factory=dict)

    @property
    def overall(self) -> bool:
        """Whether it is of a kind that judges the whole service."""
        return bool(self.frameworks) and self.frameworks <= WHOLE


_INSPECTS, _FRAMEWORK, _SUBJECT = IG.inspects.value, IG.framework.value, IG.subject.value
_START, _END, _ISSUED = IG.startDate.value, IG.endDate.value, DCT.issued.value
_JUDGEMENT, _AREA, _GRADE = IG.hasJudgement.value, IG.area.value, IG.grade.value


def read_inspections(documents: Iterable[DocumentIndex]) -> list[Said]:
    """What all documents say of inspections, by document and IRI."""
    return [_read(document, iri) for document in documents for iri in document.of_type(IG.Inspection)]


def _read(document: DocumentIndex, iri: str) -> Said:
    grades = {}
    for judgement in document.values(iri, _JUDGEMENT):
        area, grade = document.slug(judgement, _AREA), document.slug(judgement, _GRADE)
        if area and grade:
            grades[area] = grade
    reported = iri == document.reported
    framework = document.slug(iri, _FRAMEWORK)
    subject = "" if reported else document.value(iri, _SUBJECT) or ""
    return Said(
        mention=Mention(document.identifier, iri),
        reported=reported,
        official=document.kind != "news",
        authority=slug_of(document.value(iri, _INSPECTS) or iri),
        framework=framework,
        frameworks=frozenset({framework}) if framework else possible_frameworks(subject, grades),
        start=document.date(iri, _START),
        end=document.date(iri, _END),
        issued=document.date(document.node, _ISSUED) if reported else None,
        subject=subject,
        grades=grades,
    )


def possible_frameworks(subject: str, grades: Iterable[str] = ()) -> frozenset[str]:
    """Under which frameworks an inspection of a subject may have been; empty for any.

    Args:
        subject: As a document words it; empty where nothing is said.
        grades: The areas that it graded.

    Returns:
        Slugs. A subject that no framework covers ("children's homes") has a word of its own, so that its
        inspections meet none but each other.
    """
    if not subject:
        return frozenset()
    key = subject.lower().rstrip("s") if subject.lower().endswith("visits") else subject.lower()
    if _AREAS_OF_THE_WHOLE & set(grades) or key in _SUBJECTS_OF_THE_WHOLE:
        return WHOLE
    return _OF_SUBJECT.get(key) or frozenset({f"subject:{slug(key)}"})
