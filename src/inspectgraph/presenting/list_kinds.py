"""The lists: which rows each has, by what they can be filtered, and where their cells lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from inspectgraph.exporting.tables.catalogue import TABLES
from inspectgraph.exporting.tables.reading import JOINT, codes, dated, in_time
from inspectgraph.exporting.tables.table import Cell, Column, TableKind
from inspectgraph.exporting.things import Things
from inspectgraph.graph.terms import DCT, FOAF, IG, PROV, SKOS
from inspectgraph.presenting.licences import Licences

_OVERALL = ("overall",)


@dataclass(frozen=True, slots=True)
class Facet:
    """Something by which a list can be filtered.

    Attributes:
        name: Of the parameter: `grade`.
        columns: Where the values stand; a cell may hold several, joined by "; ".
        scheme: The concept scheme whose notations are the parameter's values; `authority` and `region` are such too.
            Without one the value is the cell's own text, of a date its year.
    """

    name: str
    columns: tuple[str, ...]
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class ListKind:
    """A list.

    Attributes:
        table: Its rows.
        node: The column with the IRI of the row's thing.
        naming: The column whose text is linked to the thing.
        shown: The columns of the page; data has all.
        facets: In the order of the form.
        leads: Columns whose text names another thing, with the kind of thing: `authority`, `document`.
    """

    table: TableKind
    node: str
    naming: str
    shown: tuple[str, ...]
    facets: tuple[Facet, ...]
    leads: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Of the list, and its path."""
        return self.table.name


_AUTHORITY = Facet("authority", ("authority",), "authority")
_FRAMEWORK = Facet("framework", ("framework",), "framework")
_YEAR = Facet("year", ("start",))
_TOLD = Facet("year", ("first_told", "last_told"))


def _authorities(things: Things) -> Iterator[dict[str, Cell]]:
    inspections: dict[NamedNode | None, int] = {}
    for authority, _ in in_time(things):
        inspections[authority] = inspections.get(authority, 0) + 1
    for each in sorted(things.of(IG.LocalAuthority), key=lambda each: (things.name(each), each.value)):
        standing = things.standing.get(each, {})
        region = things.node(each, IG.region)
        latest = NamedNode(standing["inspection"]) if standing else None
        yield {
            **codes(things, each),
            "la_code": max(things.texts(each, IG.laCode), default=None),
            "region": things.name(region) if region else None,
            "type": things.concept(each, IG.authorityType),
            "overall": standing.get("overall"),
            "framework": things.concept(latest, IG.framework) if latest else None,
            "start": things.text(latest, IG.startDate) if latest else None,
            "inspections": inspections.get(each, 0),
            "also_called": JOINT.join(things.texts(each, SKOS.altLabel)),
            "until": things.text(each, IG.validTo),
            "iri": each.value,
        }


def _inspections(things: Things) -> Iterator[dict[str, Cell]]:
    reported = {each for document in things.of(IG.Document) for each in things.nodes(document, IG.reports)}
    for authority, inspection in in_time(things):
        leaders = {
            things.name(person)
            for each in things.nodes(inspection, PROV.qualifiedAssociation)
            for role in things.nodes(each, PROV.hadRole)
            if role.value.endswith("/lead-inspector")
            for person in things.nodes(each, PROV.agent)
        }
        judgements = things.nodes(inspection, IG.hasJudgement)
        yield {
            "inspection": things.name(inspection),
            **codes(things, authority),
            **dated(things, inspection),
            "overall": things.ranked(inspection)[0],
            "judgements": len(judgements),
            "findings": len(things.nodes(inspection, IG.hasFinding)),
            "lead_inspector": JOINT.join(sorted(leaders)),
            "conducted_by": JOINT.join(sorted(map(things.name, things.nodes(inspection, IG.conductedBy)))),
            "reported": inspection in reported,
            "iri": inspection.value,
        }


def _people(things: Things) -> list[dict[str, Cell]]:
    roles: dict[str, set[str]] = {}
    organisations: dict[str, set[str]] = {}
    days: dict[str, set[str]] = {}
    counts: dict[str, dict[str, int]] = {}
    for row in TABLES["people"].read(things).records():
        iri = str(row["person_iri"] or "")
        roles.setdefault(iri, set()).add(str(row["role"] or ""))
        organisations.setdefault(iri, set()).add(str(row["organisation"] or ""))
        days.setdefault(iri, set()).update(str(row[name]) for name in ("first_told", "last_told") if row[name])
        count = counts.setdefault(iri, {"post": 0, "inspection": 0})
        count[str(row["capacity"])] += 1
    rows: list[dict[str, Cell]] = [
        {
            "person": things.name(person),
            "roles": JOINT.join(sorted(roles.get(person.value, set()) - {""})),
            "organisations": JOINT.join(sorted(organisations.get(person.value, set()) - {""})),
            "posts": counts.get(person.value, {}).get("post", 0),
            "inspections": counts.get(person.value, {}).get("inspection", 0),
            "first_told": min(days.get(person.value, set()), default=None),
            "last_told": max(days.get(person.value, set()), default=None),
            "iri": person.value,
        }
        for person in things.of(FOAF.Person)
    ]
    return sorted(rows, key=lambda row: (str(row["person"]), str(row["iri"])))


def _documents(things: Things) -> list[dict[str, Cell]]:
    licences = Licences(things.dataset)
    rows: list[dict[str, Cell]] = []
    for document in things.of(IG.Document):
        inspection = next(iter(things.nodes(document, IG.reports)), None)
        authority = things.node(inspection, IG.inspects) if inspection else None
        licence = licences.of(document)
        rows.append(
            {
                "document": things.name(document),
                "file": things.text(document, IG.fileName),
                "kind": JOINT.join(sorted(map(things.name, things.nodes(document, IG.documentKind)))),
                **codes(things, authority),
                "framework": things.concept(inspection, IG.framework) if inspection else None,
                "issued": things.text(document, DCT.issued) or None,
                "inspection": things.name(inspection) if inspection else None,
                "pages": things.whole(document, IG.pageCount),
                "licence": licence.name,
                "link": licences.sources.address(document.value),
                "iri": document.value,
            }
        )
    return sorted(rows, key=lambda row: (str(row.get("authority") or "\uffff"), str(row["issued"]), str(row["iri"])))


_IRI = Column("iri", "Its IRI")
_CODES = (Column("authority", "Name of the local authority"), Column("gss_code", "Its ONS code"))

_OWN = (
    TableKind(
        "authorities",
        "Authorities",
        "One row for each local authority, with its grade in force where this dataset has one.",
        (
            *_CODES,
            Column("la_code", "Its three-digit code at the Department for Education"),
            Column("region", "Its region"),
            Column("type", "Kind of authority"),
            Column("overall", "Overall grade in force", shows="grade"),
            Column("framework", "Framework of the inspection that gave it"),
            Column("start", "First day of that inspection"),
            Column("inspections", "How many inspections of it the dataset knows", "integer"),
            Column("also_called", "Other forms of the name"),
            Column("until", "Last day, of an authority that was replaced"),
            _IRI,
        ),
        _authorities,
    ),
    TableKind(
        "inspections",
        "Inspections",
        "One row for each inspection, also those that documents only mention.",
        (
            Column("inspection", "Authority, framework and month"),
            *_CODES,
            Column("framework", "Abbreviation of the framework"),
            Column("start", "First day, as precise as the documents have it"),
            Column("end", "Last day, as precise as the documents have it"),
            Column("overall", "Overall grade", shows="grade"),
            Column("judgements", "How many areas were graded", "integer"),
            Column("findings", "How many findings it has", "integer"),
            Column("lead_inspector", "Who led it"),
            Column("conducted_by", "Which inspectorates did it"),
            Column("reported", "Whether a document of the dataset reports it", "boolean"),
            _IRI,
        ),
        _inspections,
    ),
    TableKind(
        "people",
        "People",
        "One row for each person.",
        (
            Column("person", "Name"),
            Column("roles", "Kinds of role"),
            Column("organisations", "Where posts were held, and which authorities were inspected"),
            Column("posts", "How many posts", "integer"),
            Column("inspections", "How many parts in inspections", "integer"),
            Column("first_told", "First day of the earliest inspection whose report names the person"),
            Column("last_told", "First day of the latest inspection whose report names the person"),
            _IRI,
        ),
        _people,
    ),
    TableKind(
        "documents",
        "Documents",
        "One row for each document that was read, with the licence of its words.",
        (
            Column("document", "Title"),
            Column("file", "Name of the file"),
            Column("kind", "Kind of document"),
            *_CODES,
            Column("framework", "Framework of the inspection that it reports"),
            Column("issued", "Day of publication"),
            Column("inspection", "Inspection that it reports"),
            Column("pages", "How many pages", "integer"),
            Column("licence", "Under which its words may be used"),
            Column("link", "Where it was published", shows="link"),
            _IRI,
        ),
        _documents,
    ),
)
_TABLES = {table.name: table for table in _OWN}

_KNOWN = (
    ListKind(
        _TABLES["authorities"], "iri", "authority",
        ("authority", "region", "type", "overall", "framework", "start", "inspections"),
        (Facet("region", ("region",), "region"), Facet("type", ("type",), "authority-type"),
         Facet("grade", _OVERALL, "grade"), _FRAMEWORK, _YEAR),
        {"region": "region"},
    ),
    ListKind(
        _TABLES["inspections"], "iri", "inspection",
        ("inspection", "authority", "framework", "start", "overall", "findings", "lead_inspector"),
        (_AUTHORITY, _FRAMEWORK, Facet("grade", _OVERALL, "grade"), _YEAR),
        {"authority": "authority", "lead_inspector": "person"},
    ),
    ListKind(
        TABLES["judgements"], "judgement", "area",
        ("authority", "framework", "start", "area", "grade", "document", "page"),
        (_AUTHORITY, _FRAMEWORK, Facet("area", ("area",), "area"), Facet("grade", ("grade",), "grade"), _YEAR),
        {"authority": "authority", "document": "document"},
    ),
    ListKind(
        _TABLES["people"], "iri", "person",
        ("person", "roles", "organisations", "posts", "inspections", "first_told", "last_told"),
        (Facet("role", ("roles",), "role"), Facet("authority", ("organisations",), "authority"), _TOLD),
    ),
    ListKind(
        TABLES["services"], "body", "service",
        ("service", "kind", "authority", "findings", "praise", "criticism", "first_told", "last_told"),
        (_AUTHORITY, Facet("kind", ("kind",), "body-type"), _TOLD),
        {"authority": "authority"},
    ),
    ListKind(
        TABLES["findings"], "finding", "kind",
        ("kind", "text", "area", "authority", "start", "document", "page"),
        (_AUTHORITY, _FRAMEWORK, Facet("kind", ("kind",), "finding-kind"), Facet("area", ("area",), "area"), _YEAR),
        {"authority": "authority", "document": "document"},
    ),
    ListKind(
        TABLES["statistics"], "observation", "measure",
        ("area_name", "measure", "period", "value", "unit", "compared_with", "document", "page"),
        (Facet("authority", ("area_name",), "authority"), Facet("measure", ("measure",), "measure"),
         Facet("year", ("period",))),
        {"area_name": "authority", "document": "document"},
    ),
    ListKind(
        _TABLES["documents"], "iri", "document",
        ("document", "kind", "authority", "framework", "issued", "pages", "licence"),
        (_AUTHORITY, _FRAMEWORK, Facet("kind", ("kind",), "document-kind"), Facet("year", ("issued",))),
        {"authority": "authority"},
    ),
)  # fmt: skip
LISTS: dict[str, ListKind] = {kind.name: kind for kind in _KNOWN}
