"""What the graph says of a thing, and the words behind it."""

from __future__ import annotations

import pytest

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.explain import explain
from inspectgraph.asking.explanation import Explanation, Fact, Statement
from inspectgraph.errors import QueryError

ILACS = "id/inspection/northmoor/ilacs/2018-11"


def one(dataset: Dataset, words: str) -> Explanation:
    (explanation,) = explain(dataset, words)
    return explanation


def values(statements: tuple[Statement, ...], label: str) -> list[str]:
    return [each.value for each in statements if each.label == label]


def kinds(facts: tuple[Fact, ...]) -> list[str]:
    return [each.kind for each in facts]


@pytest.mark.parametrize(
    "words", ["Ann Marlow", "a. marlow", "id/person/ann-marlow-000001", "person/ann-marlow-000001"]
)
def test_a_person_by_any_name(dataset: Dataset, words: str) -> None:
    explanation = one(dataset, words)
    assert explanation.thing.label == "Ann Marlow"
    assert explanation.thing.kinds == ("person",)
    assert explanation.thing.other_names == ("A. Marlow",)


def test_a_person_has_tenures_with_document_page_and_words(dataset: Dataset) -> None:
    eastvale, northmoor = one(dataset, "Ann Marlow").facts
    assert values(eastvale.statements, "organization") == ["Eastvale"]
    (quote,) = eastvale.quotes
    assert (quote.title, quote.file_name, quote.page) == ("Eastvale: report of 2015", "eastvale-2015.pdf", 2)
    assert (quote.words, quote.start, quote.end, quote.rule) == ("Director: Ann Marlow", 120, 140, "people/directory")
    assert northmoor.quotes[0].page is None


def test_a_judgement_has_the_words_of_each_document(dataset: Dataset) -> None:
    explanation = one(dataset, f"{dataset.base}{ILACS}/judgement/overall")
    assert [(quote.words, quote.rule) for quote in explanation.quotes] == [
        ("is good", "news/grade"),
        ("Good for most", "grades/overall"),
    ]
    assert values(explanation.statements, "grade") == ["Good"]
    assert values(explanation.statements, "has judgement") == ["Northmoor, ILACS, November 2018"]


def test_an_inspection_has_the_words_of_its_plain_properties(dataset: Dataset) -> None:
    explanation = one(dataset, "Northmoor, ILACS, November 2018")
    (start,) = [each for each in explanation.statements if each.label == "start date"]
    assert [quote.words for quote in start.quotes] == ["in November 2018", "November 2018"]
    assert start.sources == ("consolidated", "news-2019.txt", "northmoor-2018.txt")
    ends = [(each.value, each.quotes[0].words) for each in explanation.statements if each.label == "end date"]
    assert ends == [("2018-11", "November 2018"), ("2018-12", "until December 2018")]
    assert kinds(explanation.facts) == ["judgement"] * 3 + ["finding"] * 3


def test_what_the_build_adds_has_no_words(dataset: Dataset) -> None:
    (added,) = [each for each in one(dataset, ILACS).statements if each.label == "previous inspection"]
    assert (added.value, added.sources, added.quotes) == ("Northmoor, SIF, 4 March 2014", ("consolidated",), ())


def test_decisions_tell_what_they_rest_on(dataset: Dataset) -> None:
    decisions = {each.kind: each for each in one(dataset, ILACS).decisions}
    assert decisions["conflict"].concerns == ("end date",)
    assert {quote.words for quote in decisions["conflict"].quotes} == {"November 2018", "until December 2018"}
    assert set(decisions) == {"conflict", "corroboration"}
    person = {each.kind: each for each in one(dataset, "Ann Marlow").decisions}
    assert (person["resolution"].rule, person["resolution"].confidence) == ("people/same-name-and-post", "0.8")
    assert person["candidate"].concerns == ("Ann Marlowe",)


def test_an_authority_has_its_unnamed_posts_and_its_bodies(dataset: Dataset) -> None:
    explanation = one(dataset, "Northmoor County Council")
    assert [each.short for each in explanation.facts if each.kind == "tenure"] == [
        "id/tenure/t4", "id/tenure/t5", "id/tenure/t1",
    ]  # fmt: skip
    (hub,) = [each for each in explanation.statements if each.value == "Family Hub"]
    assert hub.inverse
    assert hub.quotes[0].words == "Family Hub"


def test_a_body_has_the_findings_that_name_it(dataset: Dataset) -> None:
    explanation = one(dataset, "FH")
    assert explanation.thing.label == "Family Hub"
    assert kinds(explanation.facts) == ["finding"] * 3
    assert explanation.facts[0].quotes[0].page == 3
    assert [quote.file_name for quote in explanation.quotes] == ["northmoor-2014.pdf", "northmoor-2018.txt"]


@pytest.mark.parametrize(
    "words", ["northmoor-2014.pdf", "northmoor-2014", "d100000000000001", "Northmoor: report of 2014"]
)
def test_a_document_has_all_facts_of_its_graph(dataset: Dataset, words: str) -> None:
    explanation = one(dataset, words)
    assert kinds(explanation.facts) == (
        ["judgement"] * 4 + ["association"] * 2 + ["tenure"] * 2 + ["finding"] * 2 + ["observation"] * 2
    )
    assert {quote.file_name for fact in explanation.facts for quote in fact.quotes} == {"northmoor-2014.pdf"}


def test_nothing_of_that_name(dataset: Dataset) -> None:
    with pytest.raises(QueryError, match="Nothing is called") as caught:
        explain(dataset, "Anne Marlo")
    assert '"Ann Marlow"' in caught.value.hint
    with pytest.raises(QueryError):
        explain(dataset, "http://[broken")


def test_an_authority_by_the_beginning_of_its_name(dataset: Dataset) -> None:
    assert one(dataset, "Southmere").thing.label == "Southmere-on-Sea"
