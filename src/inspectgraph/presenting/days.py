"""What held on a day, from the answers to the questions `authorities`, `in-force` and `in-post`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from inspectgraph.asking.catalogue import day as day_literal
from inspectgraph.asking.catalogue import question
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


def as_day(words: str) -> str:
    """A day in its usual form.

    Raises:
        QueryError: The words are no day.
    """
    return day_literal(words.strip()[:40]).value


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


def _served(presentation: Presentation, place: NamedNode) -> list[NamedNode]:
    """The authorities that a board serves; an authority itself."""
    return presentation.things.nodes(place, IG.servesAuthority) or [place]


def _order(role: NamedNode) -> int:
    return ROLES.index(slug_of(role))
