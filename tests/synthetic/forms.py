"""A made-up report in the form that its framework gives to reports, as blocks that a page can be set from."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from random import Random

from tests.synthetic.report import Figure, Report

from inspectgraph.dates import MONTHS

GRADE_WORDS = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires-improvement": "Requires improvement to be good",
    "inadequate": "Inadequate",
}
_ILACS_HEADINGS = {
    "leadership": "The impact of leaders on social work practice with children and families",
    "help-and-protection": "The experiences and progress of children who need help and protection",
    "children-in-care-and-care-leavers": "The experiences and progress of children in care and care leavers",
    "overall": "Overall effectiveness",
}
_SIF_ROWS = {
    "help-and-protection": "1. Children who need help and protection",
    "children-in-care": "2. Children looked after and achieving permanence",
    "adoption": "2.1 Adoption performance",
    "care-leavers": "2.2 Experiences and progress of care leavers",
    "leadership": "3. Leadership, management and governance",
}
_OUTCOME_WORDS = {
    "typically-positive": "What partners do here typically leads to positive experiences and outcomes for"
    " children with special educational needs and disabilities (SEND).",
    "inconsistent": "In this area the partnership's work leads to inconsistent experiences and outcomes for children"
    " with special educational needs and disabilities (SEND).",
    "systemic-failings": "There are widespread and systemic failings, and they worry us for children with special"
    " educational needs and disabilities (SEND).",
}
#: Sentences with no fact in them, to make a report as long as a real one.
_FILLER = (
    "Plans are written in plain words, and parents know what is asked of them.",
    "Most social workers see children often and write down what they hear.",
    "Managers look at the work with care, though not always soon enough.",
    "Visits are timely; what is learnt on them reaches the assessment.",
    "Some records are thin, so that a newcomer would not see why a decision was taken.",
    "Brothers and sisters stay together wherever that is good for them.",
    "When a child goes missing, somebody the child trusts talks with them afterwards.",
    "Carers speak well of their training and of the people who support them.",
    "Young people who leave care know whom to ring, by day and by night.",
    "Agencies meet early and agree who does what, and by when.",
    "Letters to parents come late in a few cases and are hard to read.",
    "Staff like working here and say that their leaders listen.",
)
_ABOUT_UNITS = (
    "The {} knows its families well.",
    "Help from the {} comes early and lasts.",
    "The {} was set up to reach young people whom others had not reached.",
    "Children gain much from the work of the {}.",
)
_TO_IMPROVE = (
    "The speed at which first assessments are finished.",
    "How managers write down the reasons for what they decide.",
    "Plans for disabled children, which want dates.",
    "The help that older care leavers get with housing.",
    "What is done when a child misses health appointments.",
    "Challenge by independent chairs when a plan drifts.",
)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page.

    Attributes:
        kind: `title`, `heading`, `paragraph`, `item` or `row`.
        text: Its words; of a row, those of its first cell.
        cell: Of a row, the words of its second cell.
    """

    kind: str
    text: str
    cell: str = ""


def blocks(report: Report, length: int = 40) -> list[Block]:
    """The blocks of a report.

    Args:
        report: What it states.
        length: How many paragraphs of findings it has; a real report has 30 to 120.
    """
    return list(_FORMS[report.form](report, _Writer(report, length)))


def day(date: datetime.date, year: bool = True) -> str:
    """A day as reports print it: "4 March 2019"."""
    words = f"{date.day} {MONTHS[date.month - 1].capitalize()}"
    return f"{words} {date.year}" if year else words


class _Writer:
    """Hands out the paragraphs of findings, with every unit of the report in one of them."""

    def __init__(self, report: Report, length: int) -> None:
        self.random = Random(f"{report.stem} {report.lead}")
        self.length = length
        self.units = [unit.name for unit in report.units]

    def paragraphs(self, share: float) -> Iterator[str]:
        """A share of the report's paragraphs."""
        for _ in range(max(int(self.length * share), len(self.units))):
            sentences = self.random.sample(_FILLER, 4)
            if self.units:
                sentences.insert(1, self.random.choice(_ABOUT_UNITS).format(self.units.pop()))
            yield " ".join(sentences)

    def improvements(self, number: int) -> Iterator[Block]:
        """The items of what is to improve."""
        for text in self.random.sample(_TO_IMPROVE, number):
            yield Block("item", text)


def _dates(report: Report) -> str:
    same = report.start.year == report.end.year
    return f"{day(report.start, not same)} to {day(report.end)}"


def _ilacs(report: Report, writer: _Writer) -> Iterator[Block]:
    majesty = "His" if report.start >= datetime.date(2022, 9, 9) else "Her"
    name = report.authority.name
    yield Block("title", f"Inspection of {name} local authority children's services")
    yield Block("paragraph", f"Inspection dates: {_dates(report)}")
    yield Block("paragraph", f"Lead inspector: {report.lead}, {majesty} Majesty's Inspector")
    yield Block("row", "Judgement", "Grade")
    for area, heading in _ILACS_HEADINGS.items():
        yield Block("row", heading, GRADE_WORDS[report.judgements[area]])
    grade = GRADE_WORDS[report.earlier_grade].lower()
    yield Block(
        "paragraph", f"At the last inspection in {report.earlier_year} the services in {name} were judged {grade}."
    )
    yield Block("heading", "What needs to improve?")
    yield from writer.improvements(report.improvements)
    numbers = count(1)
    for area, share in (("help-and-protection", 0.4), ("children-in-care-and-care-leavers", 0.4), ("leadership", 0.2)):
        yield Block("heading", f"{_ILACS_HEADINGS[area]}: {GRADE_WORDS[report.judgements[area]].lower()}")
        for paragraph in writer.paragraphs(share):
            yield Block("paragraph", f"{next(numbers)}. {paragraph}")


def _sif(report: Report, writer: _Writer) -> Iterator[Block]:
    name, judged = report.authority.name, {area: GRADE_WORDS[grade] for area, grade in report.judgements.items()}
    yield Block("title", name)
    yield Block(
        "title",
        "Inspection of services for children in need of help and protection, children looked after and care leavers",
    )
    yield Block("title", "and")
    yield Block("title", "Review of the effectiveness of the Local Safeguarding Children Board")
    yield Block("paragraph", f"Inspection date: {day(report.start)} – {day(report.end)}")
    yield Block("paragraph", f"Report published: {day(report.published)}")
    yield Block("heading", f"Children's services in {name} are {judged['overall'].lower()}")
    for area, row in _SIF_ROWS.items():
        yield Block("row", row, judged[area])
    yield Block("heading", f"The Local Safeguarding Children Board (LSCB) is {judged['lscb'].lower()}")
    yield Block("heading", "Executive summary")
    for paragraph in writer.paragraphs(0.1):
        yield Block("paragraph", paragraph)
    yield Block("heading", "Recommendations")
    for number, item in enumerate(writer.improvements(report.improvements), 1):
        yield Block("paragraph", f"{number}. {item.text}")
    yield Block("heading", "Information about this local authority area")
    yield Block("heading", "Previous Ofsted inspections")
    grade = GRADE_WORDS[report.earlier_grade].lower()
    yield Block(
        "item",
        f"The last inspection of the authority's arrangements for the protection of children was in May {report.earlier_year}. They were judged {grade}.",
    )
    yield Block("heading", "Local leadership")
    yield Block("item", f"The director of children's services has been in post since {_month(report)}.")
    yield Block("heading", "Children living in this area")
    yield from (Block("item", _figure(report, figure)) for figure in report.figures)
    numbers = count(report.improvements + 1)
    for area, heading, share in (
        ("help-and-protection", "The experiences and progress of children who need help and protection", 0.4),
        ("children-in-care", "The experiences and progress of children looked after and achieving permanence", 0.3),
        ("leadership", "Leadership, management and governance", 0.2),
    ):
        yield Block("row", heading, judged[area])
        for paragraph in writer.paragraphs(share):
            yield Block("paragraph", f"{next(numbers)}. {paragraph}")
    yield Block("heading", "Information about this inspection")
    yield Block("heading", "The inspection team")
    yield Block("paragraph", f"Lead inspector: {report.lead}")
    yield Block("paragraph", f"Team inspectors: {', '.join(report.team)}")


def _jtai(report: Report, writer: _Writer) -> Iterator[Block]:
    name = report.authority.name
    yield Block("paragraph", day(report.published))
    yield Block("paragraph", f"{report.director}, Director of Children's Services, {name} Council")
    yield Block("paragraph", f"Dear {name} Local Safeguarding Partnership")
    yield Block("title", f"Joint targeted area inspection of {name}")
    yield Block(
        "paragraph",
        f"In this letter are the findings of the joint targeted area inspection (JTAI) of help for families in {name}.",
    )
    yield Block(
        "paragraph",
        f"This inspection took place from {_dates(report)}. Inspectors came from Ofsted, the Care Quality Commission (CQC) and the constabulary's inspectorate.",
    )
    yield Block("heading", "Headline findings")
    for paragraph in writer.paragraphs(0.2):
        yield Block("paragraph", paragraph)
    yield Block("heading", "What needs to improve?")
    yield from writer.improvements(report.improvements)
    yield Block("heading", "Main findings")
    for paragraph in writer.paragraphs(0.8):
        yield Block("paragraph", paragraph)
    yield Block("paragraph", "Yours sincerely")
    yield Block("paragraph", report.lead)
    yield Block("paragraph", "National Director Regulation and Social Care, Ofsted")


def _area_send(report: Report, writer: _Writer) -> Iterator[Block]:
    name = report.authority.name
    yield Block("title", f"Area SEND inspection of {name} Local Area Partnership")
    yield Block("paragraph", f"Inspection dates: {_dates(report)}")
    yield Block("heading", "Inspection outcome")
    yield Block("paragraph", _OUTCOME_WORDS[report.judgements["overall"]])
    yield Block("heading", "Information about the local area partnership")
    yield Block("paragraph", f"{name} Council and the health board plan and pay for services together.")
    yield Block("heading", "What is it like to be a child or young person with SEND in this area?")
    for paragraph in writer.paragraphs(0.5):
        yield Block("paragraph", paragraph)
    yield Block("heading", "What does the area partnership need to do better?")
    for paragraph in writer.paragraphs(0.5):
        yield Block("paragraph", paragraph)
    yield Block("heading", "Areas for improvement")
    yield from writer.improvements(report.improvements)
    yield Block("heading", "Inspection team")
    yield Block("paragraph", f"{report.lead}, Ofsted HMI Lead inspector")
    yield from (Block("paragraph", f"{person}, Ofsted Inspector") for person in report.team)


def _month(report: Report) -> str:
    since = report.director_since
    return f"{MONTHS[(since.month or 1) - 1].capitalize()} {since.year}"


def _figure(report: Report, figure: Figure) -> str:
    value = f"{figure.value:,}"
    return {
        "children": f"Approximately {value} children under the age of 18 years live in {report.authority.name}.",
        "plans": f"At 31 March {report.start.year}, {value} children were the subject of a child protection plan.",
        "care": f"At 31 March {report.start.year}, {value} children were looked after by the local authority.",
        "poverty": f"Approximately {value}% of the local authority's children live in poverty.",
    }[figure.subject]


_FORMS: dict[str, Callable[[Report, _Writer], Iterator[Block]]] = {
    "ilacs": _ilacs,
    "sif": _sif,
    "jtai": _jtai,
    "area-send": _area_send,
}
