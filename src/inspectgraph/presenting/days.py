"""What held on a day, from the answers to the questions `authorities`, `in-force`, `in-post` and `days-of-change`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import NamedNode

from inspectgraph.asking.catalogue import day as day_literal
from inspectgraph.asking.catalogue import question
from inspectgraph.exporting.tables.reading import JOINT
from inspectgraph.exporting.tables.table import Cell, Column, Table
from inspectgraph.graph.terms import IG, concept, slug_of
from inspectgraph.presenting.posts import ROLES, subjects
from inspectgraph.presenting.presentation import Presentation

#: A solution of a question: the values of the variables that it binds.
Solution = Mapping[str, str]
#: The areas of the question in-force beside the whole, with what they are called.
AREAS = {
    "help_and_protection": "Help and protection",
    "children_in_care": "Children in care",
    "care_leavers": "Care leavers",
    "leadership": "Leadership",
}
#: The roles that a row of the table tells, with the names of their columns.
_TOLD = {"director": "dcs", "lead_member": "lead-member", "board_chair": "lscb-chair"}
DESCRIPTION = "One row for each authority that existed on the day, with the grades in force and who was in post."
CERTAINTIES = {
    "stated": "a document gives the dates, or reports what was so on that very day",
    "bounded": "it was so before that day and after it",
    "inferred": "it was so before, and nothing says that it ended",
    "unknown": "only the month or the year is known, and the day lies in it",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a day.

    Attributes:
        day: As `2016-05-01`.
        authority: The only one that is wanted.
        region: The only one whose authorities are wanted.
        build: Id of the build that is asked, where it is not the one that the site shows.
    """

    day: str
    authority: NamedNode | None = None
    region: NamedNode | None = None
    build: str = ""


@dataclass(frozen=True, slots=True)
class InForce:
    """The grades in force.

    Attributes:
        inspection: That gave them.
        since: The day from which they were in force.
        certainty: Of their being in force.
        framework: Abbreviation of the framework.
        start: First day of the inspection, as precise as it is known.
        overall: Label of the grade of the whole.
        areas: Labels of the other grades by the names of `AREAS`.
    """

    inspection: NamedNode
    since: str
    certainty: str
    framework: str
    start: str
    overall: str
    areas: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class InPost:
    """That somebody was in post.

    Attributes:
        place: Where: an authority or the board that serves it.
        role: The role.
        person: The holder; none where no document names one.
        name: Of the holder.
        certainty: How it is known.
        start, end: Of the post, as precise as they are known; empty where they are not.
        known_until: The last day for which a document bears it out.
    """

    place: NamedNode
    role: NamedNode
    person: NamedNode | None
    name: str
    certainty: str
    start: str
    end: str
    known_until: str


@dataclass(frozen=True, slots=True)
class Then:
    """An authority on a day.

    Attributes:
        node: The authority.
        first, last: Of its days; empty where the register gives none.
        certainty: Of its existence.
        kind: What kind of authority.
        region: Where it lies.
        grades: In force; more than one where two inspections gave theirs on one day.
        posts: Who led it and its boards, by role.
    """

    node: NamedNode
    first: str
    last: str
    certainty: str
    kind: str
    region: str
    grades: tuple[InForce, ...] = ()
    posts: tuple[InPost, ...] = ()

    def holders(self, role: str) -> list[InPost]:
        """Who held a role, by its slug."""
        return [each for each in self.posts if slug_of(each.role) == role]

    @property
    def is_known(self) -> bool:
        """Whether the dataset knows more than that it existed."""
        return bool(self.grades or self.posts)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed on a day.

    Attributes:
        day: The day.
        authority: Where.
        what: Of which kind: `grades in force`, `set up`, `last day`, `post taken` or `post left`.
        value: The grade or the name of the person.
    """

    day: str
    authority: NamedNode
    what: str
    value: str


@dataclass(frozen=True)
class Changes:
    """What changed when, in the order of time."""

    all: Sequence[Change]
    days: Sequence[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", sorted({each.day for each in self.all}))

    def of(self, authorities: Iterable[NamedNode]) -> Changes:
        """The changes of some authorities."""
        wanted = set(authorities)
        return Changes([each for each in self.all if each.authority in wanted])

    def on(self, day: str) -> list[Change]:
        """What changed on a day."""
        return [each for each in self.all if each.day == day]

    def before(self, day: str) -> str:
        """The day before another on which something changed; empty where there is none."""
        place = bisect_left(self.days, day)
        return self.days[place - 1] if place else ""

    def after(self, day: str) -> str:
        """The day after another on which something changed; empty where there is none."""
        place = bisect_right(self.days, day)
        return self.days[place] if place < len(self.days) else ""

    @property
    def last(self) -> str:
        """The last day on which something changed; empty where nothing did."""
        return self.days[-1] if self.days else ""


def queries(presentation: Presentation, wanted: Wanted) -> dict[str, str]:
    """The questions of the catalogue, as they have to be asked, by name.

    Raises:
        QueryError: The day is none.
    """
    on = [day_literal(wanted.day)]
    one = [wanted.authority] if wanted.authority else []
    places = [*one, *subjects(presentation, IG.servesAuthority, wanted.authority)] if wanted.authority else []
    return {
        "authorities": question("authorities").bound(
            {"on": on, "authority": one, "region": [wanted.region] if wanted.region else []}
        ),
        "in-force": question("in-force").bound({"on": on, "authority": one}),
        "in-post": question("in-post").bound(
            {"on": on, "authority": places, "role": [concept("role", each) for each in ROLES]}
        ),
    }


def read(presentation: Presentation, answers: Mapping[str, Sequence[Solution]]) -> list[Then]:
    """The authorities that existed on a day, by name, from the answers to `queries`."""
    grades, posts = defaultdict(list), defaultdict(list)
    for row in answers["in-force"]:
        grades[row["authority"]].append(_in_force(row))
    for row in answers["in-post"]:
        post = _in_post(row)
        for authority in _served(presentation, post.place):
            posts[authority.value].append(post)
    return [
        Then(
            NamedNode(row["authority"]),
            row.get("from", ""),
            row.get("to", ""),
            row["certainty_name"],
            row.get("type_name", ""),
            row.get("region_name", ""),
            tuple(grades[row["authority"]]),
            tuple(sorted(posts[row["authority"]], key=lambda each: (_order(each.role), each.name))),
        )
        for row in answers["authorities"]
    ]


def changes(presentation: Presentation) -> Changes:
    """What changed when, of all authorities."""
    rows = presentation.dataset.select(question("days-of-change").bound({"authority": []}))
    return Changes([_change({name: term.value for name, term in row.items()}) for row in rows])


def as_day(words: str) -> str:
    """A day in its usual form.

    Raises:
        QueryError: The words are no day.
    """
    return day_literal(words.strip()[:40]).value


def table(presentation: Presentation, wanted: Wanted, found: Iterable[Then]) -> Table:
    """The authorities of a day as rows for programs."""
    rows = (_row(presentation, each) for each in found)
    return Table(
        "on",
        f"Authorities on {wanted.day}",
        DESCRIPTION,
        COLUMNS,
        tuple(tuple(row.get(column.name) or None for column in COLUMNS) for row in rows),
    )


def as_json(wanted: Wanted, rows: Table) -> dict[str, Any]:
    """A table of `table` as plain values for programs."""
    counts = Counter(str(row["overall"] or "") for row in rows.records())
    return {
        "day": wanted.day,
        "description": rows.description,
        "total": len(rows.rows),
        "overall": dict(sorted((grade or "(not known)", count) for grade, count in counts.items())),
        "items": rows.records(),
    }


COLUMNS = (
    Column("authority", "Name of the local authority"),
    Column("gss_code", "Its ONS code"),
    Column("type", "Kind of authority"),
    Column("region", "Its region"),
    Column("first_day", "Its first day; empty where the register gives none"),
    Column("last_day", "Its last day, of an authority that was replaced"),
    Column("overall", "Overall grade in force", shows="grade"),
    *(Column(name, f"Grade in force: {label}", shows="grade") for name, label in AREAS.items()),
    Column("in_force_from", "Day from which the grades were in force"),
    Column("grade_certainty", "How certain that is"),
    Column("framework", "Abbreviation of the framework"),
    Column("start", "First day of the inspection, as precise as it is known"),
    *(
        column
        for name, role in (("director", "director"), ("lead_member", "lead member"), ("board_chair", "chair of the board"))
        for column in (
            Column(name, f"Who was {role}; (not named) where no document names the holder"),
            Column(f"{name}_certainty", "How certain that is"),
            Column(f"{name}_known_until", "Last day for which a document bears it out"),
        )
    ),
    Column("inspection", "IRI of the inspection that gave the grades"),
    Column("iri", "IRI of the authority"),
)  # fmt: skip


def _row(presentation: Presentation, then: Then) -> dict[str, Cell]:
    grade = then.grades[0] if then.grades else None
    row: dict[str, Cell] = {
        "authority": presentation.things.name(then.node),
        "gss_code": presentation.things.text(then.node, IG.gssCode),
        "type": then.kind,
        "region": then.region,
        "first_day": then.first,
        "last_day": then.last,
        "iri": then.node.value,
    }
    if grade:
        row |= grade.areas
        row |= {"overall": grade.overall, "in_force_from": grade.since, "grade_certainty": grade.certainty}
        row |= {"framework": grade.framework, "start": grade.start, "inspection": grade.inspection.value}
    for name, role in _TOLD.items():
        holders = then.holders(role)
        row[name] = JOINT.join(each.name for each in holders)
        row[f"{name}_certainty"] = JOINT.join(each.certainty for each in holders)
        row[f"{name}_known_until"] = JOINT.join(each.known_until for each in holders)
    return row


def _in_force(row: Solution) -> InForce:
    return InForce(
        NamedNode(row["inspection"]),
        row["in_force_from"],
        row["certainty_name"],
        row.get("framework_name", ""),
        row["start"],
        row["overall"],
        {name: row[name] for name in AREAS if name in row},
    )


def _in_post(row: Solution) -> InPost:
    return InPost(
        NamedNode(row["authority"]),
        NamedNode(row["role"]),
        NamedNode(row["person"]) if "person" in row else None,
        row["person_name"],
        row["certainty_name"],
        row.get("from", ""),
        row.get("to", ""),
        row.get("known_until", ""),
    )


def _change(row: Solution) -> Change:
    return Change(row["day"], NamedNode(row["authority"]), row["change_name"], row.get("what", ""))


def _served(presentation: Presentation, place: NamedNode) -> list[NamedNode]:
    """The authorities that a board serves; an authority itself."""
    return presentation.things.nodes(place, IG.servesAuthority) or [place]


def _order(role: NamedNode) -> int:
    return ROLES.index(slug_of(role))
