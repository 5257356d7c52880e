"""What a parser says of one document, before it is RDF.

Each fact carries the id of the rule that made it and the spans of the canonical text that
bear it out. Slugs name concepts of the vocabulary (`ontology/vocabulary/`) and rows of the
reference tables (`seeds/`). Facts hold what the document says, never what is known besides.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from inspectgraph.dates import PartialDate
from inspectgraph.reading.document import Span

T_co = TypeVar("T_co", covariant=True)
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Stated(Generic[T_co]):
    """A plain value with the words that state it.

    Attributes:
        value: As understood.
        as_written: As printed.
        rule: Id of the rule, `module/name`.
        spans: Where it is stated; at least one.
    """

    value: T_co
    as_written: str
    rule: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Judgement:
    """One grade for one area.

    Attributes:
        area: Slug of the area scheme, `overall`.
        grade: Slug of the grade scheme, `requires-improvement`.
        as_written: The grade as printed, "Requires improvement to be good".
        rule: Id of the rule.
        spans: Where it is stated.
    """

    area: str
    grade: str
    as_written: str
    rule: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Inspection:
    """The inspection that a document reports.

    Attributes:
        authority: Slug of the inspected authority.
        framework: Slug of the framework scheme, or `None` where the text leaves it open.
        conducted_by: Slugs of the inspectorates.
        start, end: As precise as printed.
        legal_basis: Addresses at legislation.gov.uk of the sections under which it was done.
        judgements: At most one for each area.
    """

    authority: Stated[str]
    framework: Stated[str] | None = None
    conducted_by: tuple[Stated[str], ...] = ()
    start: Stated[PartialDate] | None = None
    end: Stated[PartialDate] | None = None
    legal_basis: tuple[Stated[str], ...] = ()
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierInspection:
    """Another inspection that a document mentions.

    Attributes:
        authority: Slug of the authority that was inspected.
        subject: What it looked at, in few words: "safeguarding", "fostering", "overall".
        framework: Only when the text settles it.
        start, end: When, as precise as printed; `None` where unknown.
        area: Area of the grade; `None` without a grade.
        grade: Slug, or `None` where the text gives none.
        grade_as_written: The grade as printed.
        rule: Id of the rule.
        spans: Where it is mentioned.
    """

    authority: str
    subject: str
    rule: str
    spans: Spans
    framework: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    area: str | None = None
    grade: str | None = None
    grade_as_written: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """The organisation in which somebody has a role.

    Attributes:
        kind: `authority` (slug), `inspectorate` (slug), `government` (slug or empty), `board` (of the
            authority: slug of the authority, `name` that of the board) or `other` (only its name is known).
        slug: Slug in the reference tables, empty for `other`.
        name: As written.
    """

    kind: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class PersonRole:
    """A person in a role: an inspector's part in the inspection, or a post held for a time.

    Attributes:
        name: Without titles and post-nominals.
        role: Slug of the role scheme.
        title: The role as written, in the singular; `None` where the text gives only an organisation.
        organisation: Where the role is held; `None` where the text does not say.
        start, end: When the post began and ended, as precise as stated.
        former: Whether the text says that the role has ended.
        rule: Id of the rule.
        spans: Where it is stated; each holds the name.
    """

    name: str
    role: str
    title: str | None
    rule: str
    spans: Spans
    organisation: Organisation | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class UnnamedPost:
    """A post of which the text says since when it is held, or until when it was, but not by whom.

    Attributes:
        role: Slug of the role scheme.
        title: As written.
        organisation: Where the post is.
        start, end: As precise as stated; both are `None` for "new in the role" or "interim".
        rule: Id of the rule.
        spans: Where it is stated.
    """

    role: str
    title: str
    organisation: Organisation
    rule: str
    spans: Spans
    start: PartialDate | None = None
    end: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A team, service, board, programme or partner of the authority.

    Attributes:
        name: First full form in the text, with its head noun.
        kind: Slug of the body-type scheme.
        abbreviation: As the text gives it, or `None`.
        other_names: Other forms in the text.
        owner: Slug of the authority that it belongs to or serves; `None` for a national body.
        rule: Id of the rule.
        spans: Every mention, in order.
    """

    name: str
    kind: str
    rule: str
    spans: Spans
    abbreviation: str | None = None
    other_names: tuple[str, ...] = ()
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One paragraph or list item of findings.

    Attributes:
        kind: Slug of the finding-kind scheme.
        span: The whole paragraph or item.
        rule: Id of the rule.
        paragraph: Its printed number.
        area: Slug of the area scheme that its section judges; `lscb` in the board's section.
        section: The heading above it, as printed.
    """

    kind: str
    span: Span
    rule: str
    paragraph: int | None = None
    area: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure.

    Attributes:
        measure: Slug of what is measured; of the measure scheme where it has it, else minted by rule.
        measure_label: The measure in words.
        value: In canonical form (`7.7`, not `7.70`).
        as_written: The figure as printed.
        unit: Slug of the unit scheme.
        rule: Id of the rule.
        spans: Where it stands.
        area: Slug of the authority, or `england` for a national figure.
        period: Date or period's end as precise as stated.
        period_as_written: A period that is no date ("last 12 months", "2012/2013").
        population: Of whom, in few words.
        qualifier: "over", "up to", "approximately".
        compared_with: The national figure beside a local one.
    """

    measure: str
    measure_label: str
    value: Decimal
    as_written: str
    unit: str
    rule: str
    spans: Spans
    area: str | None = None
    period: PartialDate | None = None
    period_as_written: str | None = None
    population: str | None = None
    qualifier: str | None = None
    compared_with: Observation | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """What one row of a table says of one inspection.

    Attributes:
        span: The whole row.
        inspection: Authority, framework, dates and grades.
        rule: Id of the rule.
        people: Its lead inspectors.
        published: When its report was published.
        link: Where its report is.
    """

    span: Span
    inspection: Inspection
    rule: str
    people: tuple[PersonRole, ...] = ()
    published: Stated[PartialDate] | None = None
    link: Stated[str] | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that one document says.

    Attributes:
        kind: Slug of the document-kind scheme.
        parser: Name of the parser that read it.
        inspection: The inspection that it reports, if it is about one.
        title: As printed, if it has one.
        issued: The date of the document itself, only as the text states it.
        earlier, people, posts, bodies, findings, observations: In the order of the text.
        understood: Spans of the text that gave facts or are known to hold none.
        rows: Of a table, those that are inspections.
        notes: What the parser did not understand, in words for a person.
    """

    kind: str
    parser: str
    inspection: Inspection | None = None
    title: Stated[str] | None = None
    issued: Stated[PartialDate] | None = None
    earlier: tuple[EarlierInspection, ...] = ()
    people: tuple[PersonRole, ...] = ()
    posts: tuple[UnnamedPost, ...] = ()
    bodies: tuple[Body, ...] = ()
    findings: tuple[Finding, ...] = ()
    observations: tuple[Observation, ...] = ()
    understood: Spans = ()
    rows: tuple[TableRow, ...] = ()
    notes: tuple[str, ...] = ()
