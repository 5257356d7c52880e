"""The tables by name, with their columns."""

from __future__ import annotations

from inspectgraph.exporting.tables import bodies, grades, people, said
from inspectgraph.exporting.tables.table import Column, TableKind

_AUTHORITY = (
    Column("authority", "Name of the local authority"),
    Column("gss_code", "Its ONS code (the newest, where it has had several)"),
)
_INSPECTION = (
    Column("framework", "Abbreviation of the framework under which it was inspected"),
    Column("start", "First day of the inspection, as precise as the documents have it"),
    Column("end", "Last day of the inspection, as precise as the documents have it"),
)
_SOURCE = (
    Column("evidence", "How many places in the documents prove it", "integer"),
    Column("document", "File name of the first of these documents"),
    Column("page", "Page in it", "integer"),
    Column("link", "Where it was published, at that page where that can be said", shows="link"),
)
_GRADES = tuple(
    Column(name, f"Grade for {words}", shows="grade")
    for name, words in (
        ("overall", "overall effectiveness"),
        ("help_and_protection", "the help and protection of children"),
        ("children_in_care", "children in care (with care leavers under frameworks that judge them together)"),
        ("care_leavers", "care leavers, where judged by itself"),
        ("leadership", "leaders"),
    )
)

_KNOWN = (
    TableKind(
        "latest",
        "Grades in force",
        "For each authority its latest inspection that judged overall effectiveness on a ranked scale, as the "
        "question current-grades has it, with its statistical neighbours' overall grades.",
        (
            *_AUTHORITY,
            Column("la_code", "Its three-digit code at the Department for Education"),
            Column("authority_type", "What sort of authority it is"),
            Column("region", "Its region"),
            *_GRADES,
            *_INSPECTION,
            Column("published", "When the first document that reports it was published"),
            Column("lead_inspector", "Who led the inspection"),
            Column("document", "File name of a document that reports it"),
            Column("link", "Where the report was published", shows="link"),
            Column("neighbours", "How many statistical neighbours it has", "integer"),
            Column("neighbours_graded", "How many of them have an overall grade in this dataset", "integer"),
            Column("neighbours_good_or_better", "How many of them are good or outstanding", "integer"),
            Column("neighbours_grades", "Each graded neighbour with its grade"),
            Column("inspection", "IRI of the inspection"),
        ),
        grades.latest,
    ),
    TableKind(
        "judgements",
        "Judgements",
        "One row for each grade of an area that any inspection gave, the newest inspection of an authority first.",
        (
            *_AUTHORITY,
            *_INSPECTION,
            Column("area", "What was judged"),
            Column("grade", "The grade", shows="grade"),
            Column("rank", "1 (best) to 4, where the grade has a rank", "integer"),
            Column("grade_as_written", "The words of the documents"),
            *_SOURCE,
            Column("judgement", "IRI of the judgement"),
        ),
        grades.judgements,
    ),
    TableKind(
        "people",
        "People",
        "One row for each post that a person held and for each part that a person had in an inspection.",
        (
            Column("person", "Name; empty where a post's holder is not named"),
            Column("role", "Kind of role"),
            Column("role_title", "Title as written"),
            Column("organisation", "In which organisation the post is, or which authority was inspected"),
            Column("capacity", "post or inspection"),
            Column("held_from", "Since when the post was held, as stated"),
            Column("held_to", "Until when, as stated"),
            Column("certainty", "How the time of a post is known"),
            Column("first_told", "First day of the earliest inspection whose report says so"),
            Column("last_told", "First day of the latest inspection whose report says so"),
            *_SOURCE,
            Column("person_iri", "IRI of the person"),
            Column("fact", "IRI of the post held or of the part in the inspection"),
        ),
        people.people,
    ),
    TableKind(
        "findings",
        "Findings",
        "One row for each strength, recommendation, area for improvement and paragraph of narrative.",
        (
            *_AUTHORITY,
            *_INSPECTION,
            Column("kind", "Kind of finding"),
            Column("area", "Which area it is about"),
            Column("section", "Heading under which it stands"),
            Column("paragraph", "Number of the paragraph", "integer"),
            Column("text", "Its words, for documents of an open licence"),
            Column("names", "Services, boards and programmes that it names"),
            *_SOURCE,
            Column("finding", "IRI of the finding"),
        ),
        said.findings,
    ),
    TableKind(
        "services",
        "Services, boards and programmes",
        "One row for each body of an authority, with the findings that name it.",
        (
            *_AUTHORITY,
            Column("service", "Name of the body"),
            Column("kind", "Kind of body"),
            Column("abbreviation", "Its abbreviations"),
            Column("also_called", "Other forms of the name"),
            Column("findings", "How many findings name it", "integer"),
            Column("praise", "How many of these are strengths", "integer"),
            Column("criticism", "How many ask for improvement", "integer"),
            Column("first_told", "First day of the earliest inspection whose report names it"),
            Column("last_told", "First day of the latest inspection whose report names it"),
            *_SOURCE,
            Column("body", "IRI of the body"),
        ),
        bodies.services,
    ),
    TableKind(
        "statistics",
        "Figures",
        "One row for each figure that a document states.",
        (
            Column("area_name", "Of which authority, region or country the figure is"),
            Column("gss_code", "Its ONS code"),
            Column("measure", "What is measured"),
            Column("period", "Day, month or year, or the period in words"),
            Column("value", "The value", "number"),
            Column("unit", "Its unit"),
            Column("population", "Of whom, where that is said"),
            Column("qualifier", "about, over, under, ..."),
            Column("as_printed", "The figure as printed"),
            Column("compared_with", "The national figure beside it", "number"),
            *_SOURCE,
            Column("observation", "IRI of the figure"),
        ),
        said.statistics,
    ),
)
TABLES: dict[str, TableKind] = {kind.name: kind for kind in _KNOWN}
