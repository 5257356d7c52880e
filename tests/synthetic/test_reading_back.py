"""Whatever is drawn at random for a report is read back from it, as text, as wrapped text and as PDF."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.synthetic.forms import Block, blocks
from tests.synthetic.rendering import as_pdf, as_text
from tests.synthetic.report import FORMS, Report, draw

from inspectgraph import facts
from inspectgraph.parsing import parse
from inspectgraph.reading.reader import read_bytes

RENDERINGS: dict[str, Callable[[list[Block]], bytes]] = {
    "report.txt": as_text,
    "wrapped.txt": lambda content: as_text(content, 80),
    "report.pdf": as_pdf,
}
seeds = st.integers(0, 1_000_000)


@pytest.mark.parametrize("file_name", RENDERINGS)
@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=6, deadline=None)
@given(seed=seeds)
def test_every_fact_is_read_back(form: str, file_name: str, seed: int) -> None:
    report = draw(seed, form)
    compare(report, parse(read_bytes(RENDERINGS[file_name](blocks(report)), file_name)))


def ligatures(text: str) -> str:
    return text.replace("fi", "\ufb01").replace("fl", "\ufb02")


def soft_hyphens(text: str) -> str:
    return re.sub(r"\b([a-z]{4})([a-z]{5})", "\\1\u00ad\\2", text)


def fixed_spaces(text: str) -> str:
    return re.sub(r"(?<=\w) (?=[a-z])", "\u00a0", text)


def other_bullets(text: str) -> str:
    return text.replace("• ", "\uf0b7 ")


def curly_quotes(text: str) -> str:
    return text.replace("'", "\u2019")


def double_spaces(text: str) -> str:
    return text.replace(". ", ".  ")


def line_ends(text: str) -> str:
    return text.replace("\n", "  \r\n")


@pytest.mark.parametrize(
    "disturb",
    [ligatures, soft_hyphens, fixed_spaces, other_bullets, curly_quotes, double_spaces, line_ends],
)
@settings(max_examples=6, deadline=None)
@given(seed=seeds)
def test_the_facts_do_not_depend_on_how_it_is_typed(disturb: Callable[[str], str], seed: int) -> None:
    report = draw(seed)
    text = as_text(blocks(report)).decode()
    assume(disturb(text) != text)
    compare(report, parse(read_bytes(disturb(text).encode(), "report.txt")))


@pytest.mark.parametrize("form", ["ilacs", "sif"])
@settings(max_examples=6, deadline=None)
@given(seed=seeds)
def test_a_cover_is_read_where_no_blank_line_parts_its_lines(form: str, seed: int) -> None:
    report = draw(seed, form)
    text = as_text(blocks(report), 90).decode().replace("\n\n", "\n")
    inspection = parse(read_bytes(text.encode(), "report.txt")).inspection
    assert inspection is not None
    assert inspection.end is not None
    assert str(inspection.end.value) == report.end.isoformat()
    assert {each.area: each.grade for each in inspection.judgements} == report.judgements


def test_the_pages_of_a_made_up_report_are_the_same_bytes_each_time() -> None:
    assert as_pdf(blocks(draw(7))) == as_pdf(blocks(draw(7)))


def compare(report: Report, read: facts.Report) -> None:
    """Fails unless a parse gives what the report states."""
    inspection = read.inspection
    assert inspection is not None
    assert inspection.authority.value == report.authority.slug
    assert inspection.framework is not None
    assert inspection.framework.value == report.form
    assert inspection.start is not None
    assert inspection.end is not None
    assert (str(inspection.start.value), str(inspection.end.value)) == (
        report.start.isoformat(),
        report.end.isoformat(),
    )
    assert {each.area: each.grade for each in inspection.judgements} == report.judgements
    asked = [each for each in read.findings if each.kind in ("area-for-improvement", "recommendation")]
    assert len(asked) == report.improvements
    assert {unit.name.lower() for unit in report.units} <= {body.name.lower() for body in read.bodies}
    people = {(person.name, person.role) for person in read.people}
    if report.form == "jtai":
        assert (report.director, "dcs") in people
    else:
        assert (report.lead, "lead-inspector") in people
    if report.form in ("sif", "area-send"):
        assert {(name, "team-inspector") for name in report.team} <= people
    if report.form in ("sif", "jtai"):
        assert read.issued is not None
        assert str(read.issued.value) == report.published.isoformat()
    if report.form in ("sif", "ilacs"):
        assert [(each.start and each.start.year, each.grade) for each in read.earlier] == [
            (report.earlier_year, report.earlier_grade)
        ]
    if report.form == "sif":
        assert [each.start for each in read.posts if each.role == "dcs"] == [report.director_since]
        assert {figure.value for figure in report.figures} <= {int(each.value) for each in read.observations}
