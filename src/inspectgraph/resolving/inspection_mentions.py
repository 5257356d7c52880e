"""What each document says of each inspection that it reports or mentions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from inspectgraph.dates import PartialDate
from inspectgraph.graph.iris import slug
from inspectgraph.graph.terms import DCT, IG, PROV, slug_of
from inspectgraph.resolving.mentions import DocumentIndex, Mention
from inspectgraph.resolving.things import Marks

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
        own: Whether it is the inspection that the document is about.
        reported: Whether that, or a row of a table; other inspections are only mentioned.
        official: Whether the document comes from an inspectorate; news does not.
        authority: Slug.
        framework: Slug, as stated.
        frameworks: Slugs that it may have been; empty for any.
        start, end: As precise as stated.
        issued: Of what is reported, when the report was published.
        subject: Of a mention, in few words; empty for what is reported.
        grades: By area.
        marks: Sides in a curator's decisions that inspections are different.
        conduct: Who conducted it and on what legal basis: properties with their values, IRIs all.
    """

    mention: Mention
    own: bool
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
    marks: frozenset[tuple[int, bool]] = frozenset()
    conduct: tuple[tuple[str, str], ...] = ()

    @property
    def overall(self) -> bool:
        """Whether it is of a kind that judges the whole service."""
        return bool(self.frameworks) and self.frameworks <= WHOLE


_INSPECTS, _FRAMEWORK, _SUBJECT = IG.inspects.value, IG.framework.value, IG.subject.value
_START, _END, _ISSUED = IG.startDate.value, IG.endDate.value, DCT.issued.value
_EARLIEST_START, _LATEST_START = IG.earliestStart.value, IG.latestStart.value
_EARLIEST_END, _LATEST_END = IG.earliestEnd.value, IG.latestEnd.value
_CONDUCT = (IG.conductedBy.value, IG.legalBasis.value)
_GENERATED_BY = PROV.wasGeneratedBy.value
_JUDGEMENT, _AREA, _GRADE = IG.hasJudgement.value, IG.area.value, IG.grade.value


def read_inspections(document: DocumentIndex, marks: Marks | None = None) -> list[Said]:
    """What a document says of inspections, by IRI."""
    found = []
    rows = row_publications(document)
    for iri in document.of_type(IG.Inspection):
        said = _read(document, iri, rows.get(iri))
        found.append(replace(said, marks=marks[said.mention]) if marks and said.mention in marks else said)
    return found


def _read(document: DocumentIndex, iri: str, row_publication: str | None) -> Said:
    grades = {}
    for judgement in document.values(iri, _JUDGEMENT):
        area, grade = document.slug(judgement, _AREA), document.slug(judgement, _GRADE)
        if area and grade:
            grades[area] = grade
    own = iri == document.reported
    framework = document.slug(iri, _FRAMEWORK)
    subject = document.value(iri, _SUBJECT) or ""
    return Said(
        mention=Mention(document.identifier, iri),
        own=own,
        reported=own or not subject,
        official=document.kind != "news",
        authority=slug_of(document.value(iri, _INSPECTS) or iri),
        framework=framework,
        frameworks=frozenset({framework}) if framework else possible_frameworks(subject, grades),
        start=_day(document, iri, _EARLIEST_START, _LATEST_START) or document.date(iri, _START),
        end=_day(document, iri, _EARLIEST_END, _LATEST_END) or document.date(iri, _END),
        issued=document.date(document.node if own else row_publication or "", _ISSUED),
        subject=subject,
        grades=grades,
        conduct=tuple((name, value) for name in _CONDUCT for value in document.values(iri, name)),
    )


def nearness(said: Said) -> tuple[int, int, int]:
    """How near a document is to an inspection, the nearest first: its report, then official ones, then news."""
    return int(not (said.own and said.official)), int(not said.official), int(not said.reported)


def _day(document: DocumentIndex, iri: str, earliest: str, latest: str) -> PartialDate | None:
    """The day that both bounds name; a mention may be dated by its month and have its days as bounds."""
    day = document.date(iri, earliest)
    return day if day == document.date(iri, latest) else None


def row_publications(document: DocumentIndex) -> dict[str, str]:
    """Local IRIs of the publications of which the rows of a table speak, by that of the inspection."""
    found = {}
    for publication in document.of_type(IG.Publication):
        for inspection in document.values(publication, _GENERATED_BY):
            found[inspection] = publication
    return found


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
