"""What a made-up report states, drawn at random: the truth that reading it must give back."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from random import Random

from inspectgraph.dates import PartialDate
from inspectgraph.reference import Authority, load

FORMS = ("ilacs", "sif", "jtai", "area-send")

_GIVEN = tuple(
    "Alison Amara Brendan Bridget Callum Ciara Declan Deepa Edwina Farah Gareth Harriet Imran Janice Kofi Lorna "
    "Maeve Nadia Oliver Priya Quentin Rosalind Samir Tamsin Una Victor Winifred Yusuf".split()
)
_FAMILY = tuple(
    "Adeyemi Ashworth Bannerjee Birtwhistle Cartledge Donnelly Eccleston Fairweather Gallagher Hargreaves Iqbal "
    "Jessop Kirkbride Lockwood Mbeki Nuttall O'Hara Pemberton Quigley Ramsbottom Siddiqui Thistlewood Underhill "
    "Vickers Whittaker Yardley".split()
)
#: Names of units, each with the kind that it is of.
_UNITS = (
    ("Harbour Lights", "team"), ("Stepping Stones", "service"), ("Open Door", "project"), ("Bright Steps", "programme"),
    ("Kestrel", "team"), ("Lantern", "service"), ("Riverbank", "hub"), ("Compass Rose", "team"),
    ("Beacon House", "service"), ("Green Lane", "hub"), ("New Horizons", "programme"), ("Willow", "team"),
)  # fmt: skip
_ILACS_AREAS = ("leadership", "help-and-protection", "children-in-care-and-care-leavers", "overall")
_SIF_AREAS = (
    "help-and-protection", "children-in-care", "adoption", "care-leavers", "leadership", "overall", "lscb",
)  # fmt: skip
_GRADES = ("outstanding", "good", "requires-improvement", "inadequate")
_OUTCOMES = ("typically-positive", "inconsistent", "systemic-failings")


@dataclass(frozen=True, slots=True)
class Unit:
    """A team, service, hub, project or programme.

    Attributes:
        name: With its head noun.
        kind: Slug of the body-type scheme.
    """

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and what it counts.

    Attributes:
        subject: `children`, `plans`, `care` or `poverty`.
        value: The number.
        percent: Whether it is a share.
    """

    subject: str
    value: int
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The facts of one made-up report.

    Attributes:
        form: One of `FORMS`.
        authority: The inspected authority.
        start, end: First and last day of the inspection.
        published: When the report came out.
        lead: The lead inspector.
        team: The other inspectors.
        director: The director of children's services, where the form names one.
        director_since: When the director took up the post.
        judgements: Grade by area, by their slugs.
        units: What the report names of the authority's.
        figures: Its figures.
        improvements: How many items it lists as to be improved.
        earlier_year: The year of the inspection before, which the text mentions.
        earlier_grade: Its overall grade.
    """

    form: str
    authority: Authority
    start: datetime.date
    end: datetime.date
    published: datetime.date
    lead: str
    team: tuple[str, ...]
    director: str
    director_since: PartialDate
    judgements: dict[str, str]
    units: tuple[Unit, ...]
    figures: tuple[Figure, ...]
    improvements: int
    earlier_year: int
    earlier_grade: str

    @property
    def stem(self) -> str:
        """The name of its file, without the ending."""
        return f"{self.authority.slug}-{self.form}-{self.published.isoformat()}"


def draw(seed: int, form: str | None = None) -> Report:
    """The report of a seed: always the same one.

    Args:
        seed: Any number.
        form: One of `FORMS`; drawn as well when it is not given.
    """
    random = Random(seed)
    chosen = form or random.choice(FORMS)
    start = _monday(random, chosen)
    authorities = _authorities(start)
    people = random.sample([f"{given} {family}" for given in _GIVEN for family in _FAMILY], 8)
    units = random.sample(_UNITS, random.randint(3, 6))
    return Report(
        form=chosen,
        authority=random.choice(authorities),
        start=start,
        end=start + datetime.timedelta(days=random.choice((4, 11, 18)) if chosen != "jtai" else 4),
        published=start + datetime.timedelta(days=random.randint(40, 70)),
        lead=people[0],
        team=tuple(people[1 : random.randint(3, 6)]),
        director=people[7],
        director_since=PartialDate(start.year - random.randint(1, 4), random.randint(1, 12)),
        judgements=_judgements(random, chosen),
        units=tuple(Unit(f"{name} {kind}", kind) for name, kind in units),
        figures=(
            Figure("children", random.randint(20, 300) * 1000 + 100),
            Figure("plans", random.randint(100, 900)),
            Figure("care", random.randint(100, 900)),
            Figure("poverty", random.randint(5, 40), percent=True),
        ),
        improvements=random.randint(2, 6),
        earlier_year=start.year - 3,
        earlier_grade=random.choice(_GRADES),
    )


def _authorities(day: datetime.date) -> list[Authority]:
    """Those that there were on a day."""
    known = sorted(load().authorities.values(), key=lambda each: each.slug)
    return [each for each in known if (each.valid_from or "0") <= day.isoformat() <= (each.valid_to or "9")]


def _monday(random: Random, form: str) -> datetime.date:
    first, last = {"sif": (2014, 2017), "jtai": (2023, 2024), "area-send": (2023, 2024), "ilacs": (2018, 2024)}[form]
    day = datetime.date(random.randint(first, last), random.randint(1, 12), random.randint(1, 28))
    return day - datetime.timedelta(days=day.weekday())


def _judgements(random: Random, form: str) -> dict[str, str]:
    if form == "jtai":
        return {}
    if form == "area-send":
        return {"overall": random.choice(_OUTCOMES)}
    return {area: random.choice(_GRADES) for area in (_ILACS_AREAS if form == "ilacs" else _SIF_AREAS)}
