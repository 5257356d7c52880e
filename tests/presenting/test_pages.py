"""The pages of things, on a small build."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import NamedNode
from tests.presenting.small_build import BASE, HOSTILE

from inspectgraph.asking.dataset import Dataset
from inspectgraph.building import BuildResult
from inspectgraph.graph.terms import IG
from inspectgraph.presenting import compare, findings, neighbourhood, posts, query_page
from inspectgraph.presenting.grades import Grade, chip
from inspectgraph.presenting.home import home, standings
from inspectgraph.presenting.pages import page
from inspectgraph.presenting.presentation import Presentation
from inspectgraph.presenting.query_page import Asked
from inspectgraph.presenting.site import Site


@pytest.fixture(scope="module")
def presentation(site: Site) -> Presentation:
    return site.presentation


def node(path: str) -> NamedNode:
    return NamedNode(f"{BASE}id/{path}")


def shown(presentation: Presentation, path: str) -> str:
    made = page(presentation, node(path))
    assert made is not None
    return made.html


def test_what_the_dataset_does_not_know_has_no_page(presentation: Presentation) -> None:
    assert page(presentation, node("authority/nowhere")) is None


def test_a_former_authority_is_told_from_the_one_that_bears_its_name(digests_build: BuildResult) -> None:
    dataset = Dataset.open(digests_build.output)
    presentation = Presentation(dataset, digests_build.output)
    names = [
        presentation.name(NamedNode(f"{dataset.base}id/authority/{slug}")) for slug in ("dorset", "dorset-to-2019")
    ]
    assert names == ["Dorset", "Dorset (until 2019)"]


def test_every_thing_has_a_page_with_its_title_and_no_script_of_its_own(presentation: Presentation) -> None:
    kinds = (IG.LocalAuthority, IG.Inspection, IG.Document, IG.Finding, IG.Judgement, IG.Unit, IG.Board, IG.Tenure)
    things = [each for kind in kinds for each in presentation.things.of(kind)]
    assert things
    for each in things:
        made = page(presentation, each)
        assert made is not None
        assert made.title
        assert HOSTILE not in made.html
        assert not re.search(r"<script(?![^>]* src=)", made.html)
        assert " style=" not in made.html
        assert not re.search(r"<[^>]* on[a-z]+=", made.html)


def test_no_two_elements_of_a_page_share_an_id(presentation: Presentation) -> None:
    for kind in (IG.LocalAuthority, IG.Inspection, IG.Document):
        for each in presentation.things.of(kind):
            made = page(presentation, each)
            assert made is not None
            found = re.findall(r'\bid="([^"]+)"', made.html)
            assert len(found) == len(set(found)), each


def test_home_has_every_authority_of_which_a_document_tells(presentation: Presentation) -> None:
    html = home(presentation).html
    for each in standings(presentation):
        assert str(presentation.href(each.authority)) in html


def test_grades_in_force_are_those_of_the_question(presentation: Presentation, site: Site) -> None:
    from inspectgraph.asking.answering import ask
    from inspectgraph.asking.results import records

    rows = records(ask(site.dataset, "current-grades", {}))
    found = {each.inspected.node.value: each for each in standings(presentation) if each.inspected}
    assert set(found) == {row["inspection"] for row in rows}
    for row in rows:
        judged = found[row["inspection"]].judgements[0]
        assert judged is not None
        assert judged.grade.label == row["overall"]


def test_a_fact_leads_to_its_words(presentation: Presentation) -> None:
    html = shown(presentation, "inspection/northmoor/sif/2014-03-04")
    assert re.search(r'class="proof"><a href="/doc/document/[0-9a-z]+#at-\d+-\d+"', html)


def test_text_that_is_not_open_is_quoted_and_not_shown(presentation: Presentation) -> None:
    closed = [
        each for each in presentation.things.of(IG.Document) if not presentation.licences.of(each).is_open
    ]  # fmt: skip
    assert closed
    for each in closed:
        made = page(presentation, each)
        assert made is not None
        assert 'class="canonical"' not in made.html
        quotes = re.findall(r"<blockquote>“(.*?)”", made.html, re.DOTALL)
        for quote in quotes:
            assert len(re.sub(r"<[^>]+>", "", quote).split()) <= 26


def test_a_grade_is_a_word_a_colour_and_bars() -> None:
    drawn = chip(Grade("good", "Good", 2), "/somewhere")
    assert "g-good" in drawn
    assert "Good" in drawn
    assert drawn.count("<rect") == 4
    assert drawn.count('class="off"') == 1
    assert "<svg" not in chip(Grade("not-judged", "Not judged"))
    assert chip(None) == ""


def test_returns_name_what_two_inspections_in_a_row_found(presentation: Presentation) -> None:
    for authority in presentation.history.authorities:
        for each in findings.returns(presentation, presentation.history.of(authority)):
            assert each.later.previous == each.earlier.node
            assert each.before
            assert each.after


def test_posts_without_a_name_stay_without(presentation: Presentation) -> None:
    held = [
        each for authority in presentation.history.authorities for each in posts.in_authority(presentation, authority)
    ]  # fmt: skip
    assert held
    for each in held:
        assert each.person is None or "/id/person/" in each.person.value


def test_a_neighbourhood_is_capped_and_says_so(presentation: Presentation) -> None:
    authority = node("authority/northmoor")
    few, many = neighbourhood.ties(presentation, authority, 1), neighbourhood.ties(presentation, authority, 60)
    assert [each.label for each in few] == [each.label for each in many]
    assert all(len(each.ties) == 1 for each in few)
    assert any(each.total > 1 for each in few)
    data = neighbourhood.as_data(presentation, authority)
    known = {each["id"] for each in data["nodes"]}
    assert all({link["source"], link["target"]} <= known for link in data["links"])


def test_compare_passes_over_what_it_does_not_know(presentation: Presentation) -> None:
    html = compare.page(presentation, ["northmoor", "nowhere", "northmoor"]).html
    assert html.count('<h3><a href="/doc/authority/northmoor">') == 1


def test_the_query_page_keeps_hostile_words_in_their_place(presentation: Presentation) -> None:
    html = query_page.page(presentation, Asked(HOSTILE, problem=("It is wrong: " + HOSTILE, HOSTILE))).html
    assert HOSTILE not in html


def test_an_answer_is_drawn_where_it_has_words_and_numbers(presentation: Presentation) -> None:
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    rows = ",".join(
        f'{{"name":{{"type":"literal","value":"{name}"}},"n":{{"type":"literal","value":"{n}","datatype":"{integer}"}}}}'
        for name, n in (("a", 4), ("b", 2))
    )
    body = f'{{"head":{{"vars":["name","n"]}},"results":{{"bindings":[{rows}]}}}}'
    answer = query_page.read_rows(presentation, body.encode())
    assert list(answer.bars) == [("a", "4", 1.0), ("b", "2", 0.5)]
    assert query_page.read_rows(presentation, b'{"head":{},"boolean":true}').truth is True


def test_a_question_stands_in_the_editor_without_its_header() -> None:
    assert query_page.without_header("# title: T\n# description: D\n\nSELECT *") == "SELECT *"
    assert query_page.without_header("# my own\nSELECT *") == "# my own\nSELECT *"
