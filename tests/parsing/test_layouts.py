"""One made-up report in many layouts: what it says does not depend on how its lines were broken."""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectgraph.facts import Report
from inspectgraph.parsing import parse
from inspectgraph.reading.reader import read_bytes

COUNCIL = "Essex County Council"
HELP = "children who need help and protection"
CARE = "children in care and care leavers"
PARAGRAPHS = (
    COUNCIL,
    "Inspection of children's social care services",
    "Inspection dates: 10 June 2019 to 21 June 2019",
    "Lead inspector: Marian Okafor, Her Majesty's Inspector",
    "The impact of leaders on social work practice with children and families Good",
    f"The experiences and progress of {HELP} Requires improvement to be good",
    f"The experiences and progress of {CARE} Good",
    "Overall effectiveness Good",
    "Since the previous inspection in May 2014, when services were judged to be inadequate, the council has found its feet"
    " and kept them. A new director of children's services took up post in March 2018 and has been of great help to all.",
    "What needs to improve",
    "• The speed with which the emergency duty team answers those who ring at night or in the early hours of a morning.",
    "• The sufficiency of homes.",
    f"The experiences and progress of {HELP}: requires improvement to be good",
    "1. Officers of the multi-agency safeguarding hub (MASH) read each referral on its day, and the family solutions team"
    " is quick to offer help. Of the files that were read, most had plans that parents could follow without a lawyer.",
    "2. Staff of the virtual school and of the 'Bright Sparks' project sit beside one another, which is to the good of the"
    " children in care council. They told of the corporate parenting board that it hears them, and that it acts too.",
)


def _facts(report: Report) -> dict[str, object]:
    assert report.inspection is not None
    start, end = report.inspection.start, report.inspection.end
    return {
        "authority": report.inspection.authority.value,
        "dates": (str(start.value) if start else None, str(end.value) if end else None),
        "judgements": {(judgement.area, judgement.grade) for judgement in report.inspection.judgements},
        "people": {(person.name, person.role) for person in report.people},
        "posts": {(post.role, str(post.start)) for post in report.posts},
        "earlier": {(one.subject, str(one.start), one.grade) for one in report.earlier},
        "bodies": {(body.name, body.abbreviation) for body in report.bodies},
        "items": sum(finding.kind == "area-for-improvement" for finding in report.findings),
    }


def _read(paragraphs: list[str] | tuple[str, ...], join: str = "\n\n") -> dict[str, object]:
    return _facts(parse(read_bytes(join.join(paragraphs).encode(), "x.txt")))


EXPECTED = _read(PARAGRAPHS)


def test_the_report_says_what_it_should() -> None:
    assert EXPECTED["authority"] == "essex"
    assert EXPECTED["dates"] == ("2019-06-10", "2019-06-21")
    assert EXPECTED["people"] == {("Marian Okafor", "lead-inspector")}
    assert EXPECTED["posts"] == {("dcs", "2018-03")}
    assert EXPECTED["earlier"] == {("overall", "2014-05", "inadequate")}
    assert EXPECTED["items"] == 2
    assert isinstance(EXPECTED["judgements"], set)
    assert len(EXPECTED["judgements"]) == 4
    assert EXPECTED["bodies"] == {
        ("emergency duty team", None),
        ("multi-agency safeguarding hub", "MASH"),
        ("family solutions team", None),
        ("virtual school", None),
        ("'Bright Sparks' project", None),
        ("children in care council", None),
        ("corporate parenting board", None),
    }


@settings(max_examples=30, deadline=None)
@given(width=st.integers(102, 128), indent=st.integers(0, 6), gaps=st.integers(1, 3))
def test_line_breaks_and_indents(width: int, indent: int, gaps: int) -> None:
    wrapped = ["\n".join(" " * indent + line for line in textwrap.wrap(one, width)) for one in PARAGRAPHS]

    assert _read(wrapped, "\n" * (gaps + 1)) == EXPECTED


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_doubled_spaces_and_soft_hyphens(data: st.DataObject) -> None:
    def changed(text: str) -> str:
        spaces = data.draw(st.sets(st.integers(0, text.count(" ")), max_size=4))
        parts = text.split(" ")
        text = "".join(
            part + (" " * (1 + (at in spaces)) if at < len(parts) - 1 else "") for at, part in enumerate(parts)
        )
        if data.draw(st.booleans()):
            text = re.sub(r"\b([a-z]{4})([a-z]{4,})\b", "\\1\u00ad\\2", text, count=2)
        return text

    assert _read([changed(one) for one in PARAGRAPHS]) == EXPECTED


@pytest.mark.parametrize(
    ("plain", "printed"),
    [("'", "\u2019"), ("fi", "\ufb01"), ("ff", "\ufb00"), (" ", "\u00a0"), ("•", "\uf0b7"), ("•", "\u25aa")],
)
def test_other_characters_for_the_same(plain: str, printed: str) -> None:
    assert _read([one.replace(plain, printed) for one in PARAGRAPHS]) == EXPECTED


def test_other_names() -> None:
    other = [
        one.replace("Essex", "Blackburn with Darwen").replace("Marian Okafor", "Ióna McTavish-Rhys")
        for one in PARAGRAPHS
    ]

    assert _read(other) == {
        **EXPECTED,
        "authority": "blackburn-with-darwen",
        "people": {("Ióna McTavish-Rhys", "lead-inspector")},
    }


def test_running_lines_between_pages() -> None:
    pages = [PARAGRAPHS[:8], PARAGRAPHS[8:12], PARAGRAPHS[12:14], PARAGRAPHS[14:]]
    text = "\f".join(
        "\n\n".join([*page, "Inspection of the council of an area", str(number)])
        for number, page in enumerate(pages, 1)
    )

    assert _facts(parse(read_bytes(text.encode(), "x.txt"))) == EXPECTED
