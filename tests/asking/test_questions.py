"""The competency questions, against what the test data says."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pytest

from inspectgraph.asking.answering import ask
from inspectgraph.asking.catalogue import Question, check_names, number, question, questions
from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.results import records
from inspectgraph.errors import QueryError

Rows = list[dict[str, object]]
SIF, ILACS = "id/inspection/northmoor/sif/2014-03-04", "id/inspection/northmoor/ilacs/2018-11"
REQUIRES = "Requires improvement to be good"


def answers(dataset: Dataset, name: str, **parameters: str | Sequence[str]) -> Rows:
    """The rows of a question, without what is unbound."""
    given: Mapping[str, Sequence[str]] = {
        key: [words] if isinstance(words, str) else words for key, words in parameters.items()
    }
    return [
        {key: value for key, value in row.items() if value is not None} for row in records(ask(dataset, name, given))
    ]


def columns(rows: Rows, *names: str) -> list[tuple[object, ...]]:
    return [tuple(row.get(name) for name in names) for row in rows]


def test_current_grades(dataset: Dataset) -> None:
    rows = answers(dataset, "current-grades")
    assert columns(rows, "authority_name", "start", "overall", "children_in_care") == [
        ("Eastvale", "2019-05-13", REQUIRES, None),
        ("Northmoor", "2018-11", "Good", "Outstanding"),
    ]
    assert rows[1]["inspection"] == dataset.base + ILACS


def test_current_grades_pass_over_what_is_of_one_service_or_not_ranked(dataset: Dataset) -> None:
    assert {row["start"] for row in answers(dataset, "history", authority="Eastvale")} >= {"2021-03"}
    assert {row["start"] for row in answers(dataset, "current-grades")} == {"2018-11", "2019-05-13"}
    assert columns(answers(dataset, "neighbours", authority="Eastvale"), "neighbour_name", "overall") == [
        ("Northmoor", "Good")
    ]


def test_history_is_in_sequence_with_grades(dataset: Dataset) -> None:
    rows = answers(dataset, "history", authority="northmoor county council")
    assert columns(rows, "start", "framework_name", "subject") == [
        ("2011-10", None, "safeguarding"),
        ("2014-03-04", "sif", None),
        ("2018-11", "ilacs", None),
        ("2020-06", "fostering", "fostering"),
    ]
    assert rows[2]["grades"] == (
        "Children in care and care leavers: Outstanding; Help and protection: Good; Overall effectiveness: Good"
    )


def test_history_names_lead_inspectors_and_directors(dataset: Dataset) -> None:
    rows = answers(dataset, "history", authority="Northmoor")
    assert columns(rows, "start", "lead_inspectors", "directors") == [
        ("2011-10", None, None),
        ("2014-03-04", "Ida Quill", None),
        ("2018-11", None, "Ann Marlow"),
        ("2020-06", None, None),
    ]
    (eastvale, *_) = answers(dataset, "history", authority="Eastvale")
    assert (eastvale["lead_inspectors"], eastvale["directors"]) == ("Ida Quill", "Ann Marlow")


def test_directors_and_how_they_are_known(dataset: Dataset) -> None:
    assert columns(answers(dataset, "directors"), "authority_name", "start", "person_name", "certainty_name") == [
        ("Eastvale", "2015-06-02", "Ann Marlow", "stated"),
        ("Eastvale", "2019-05-13", "(not known)", None),
        ("Northmoor", "2011-10", "(not named)", "inferred"),
        ("Northmoor", "2011-10", "Bob Tarn", "unknown"),
        ("Northmoor", "2014-03-04", "(not named)", "stated"),
        ("Northmoor", "2014-03-04", "Bob Tarn", "unknown"),
        ("Northmoor", "2018-11", "Ann Marlow", "stated"),
        ("Northmoor", "2020-06", "Ann Marlow", "inferred"),
    ]


def test_an_unnamed_holder_has_no_person(dataset: Dataset) -> None:
    unnamed = [row for row in answers(dataset, "directors") if row["person_name"] == "(not named)"]
    assert unnamed
    assert not any("person" in row for row in unnamed)


def test_directors_of_another_post(dataset: Dataset) -> None:
    rows = answers(dataset, "directors", authority="Northmoor", role="chief-executive")
    assert {row["person_name"] for row in rows} == {"(not known)"}


def test_teams(dataset: Dataset) -> None:
    rows = answers(dataset, "teams", authority="Eastvale")
    assert columns(rows, "role_name", "person_name") == [
        ("Lead inspector", "Ida Quill"),
        ("Team inspector", "Jon Reed"),
        ("Team inspector", "Kim Shaw"),
    ]
    assert len(answers(dataset, "teams", inspection="Northmoor, SIF, 4 March 2014")) == 2


def test_inspectors_together(dataset: Dataset) -> None:
    rows = answers(dataset, "inspectors-together")
    assert columns(rows, "first_name", "second_name", "times", "inspections") == [
        ("Ida Quill", "Jon Reed", 2, "Eastvale 2015-06-02; Northmoor 2014-03-04")
    ]
    assert len(answers(dataset, "inspectors-together", minimum="1")) == 3
    kims = answers(dataset, "inspectors-together", minimum="1", person="Kim Shaw")
    assert columns(kims, "first_name", "second_name") == [("Ida Quill", "Kim Shaw"), ("Jon Reed", "Kim Shaw")]


def test_director_moves(dataset: Dataset) -> None:
    rows = answers(dataset, "director-moves")
    assert columns(rows, "person_name", "authority_name", "from", "at_the_inspection_of") == [
        ("Ann Marlow", "Eastvale", None, "2015-06-02"),
        ("Ann Marlow", "Northmoor", "2017", "2018-11"),
    ]


def test_led_when(dataset: Dataset) -> None:
    rows = answers(dataset, "led-when")
    assert columns(rows, "authority_name", "person_name", "certainty_name", "elsewhere") == [
        ("Eastvale", "Ann Marlow", "stated", "Northmoor from 2017")
    ]
    assert answers(dataset, "led-when", grade="Outstanding") == []
    assert columns(answers(dataset, "led-when", grade="Good"), "authority_name", "person_name", "elsewhere") == [
        ("Northmoor", "Ann Marlow", "Eastvale")
    ]


def test_board_and_authority(dataset: Dataset) -> None:
    rows = answers(dataset, "board-and-authority")
    assert columns(rows, "authority_name", "board", "overall", "ranks_apart") == [
        ("Eastvale", "Inadequate", "Inadequate", 0),
        ("Northmoor", "Good", REQUIRES, 1),
    ]


def test_services_praised_say_how_it_was_decided(dataset: Dataset) -> None:
    assert columns(answers(dataset, "services-praised"), "service_name", "start", "decided_by", "findings") == [
        ("Leaving Care Team", "2018-11", "named under: Strength", 1),
        ("Leaving Care Team", "2018-11", "narrative on Children in care and care leavers, judged Outstanding", 1),
    ]


def test_services_criticised_say_how_it_was_decided(dataset: Dataset) -> None:
    assert columns(answers(dataset, "services-criticised"), "service_name", "start", "decided_by", "findings") == [
        ("Family Hub", "2014-03-04", "named under: Area for improvement", 1),
        ("Family Hub", "2014-03-04", f"narrative on Help and protection, judged {REQUIRES}", 1),
        ("Family Hub", "2018-11", "named under: Area for improvement", 1),
    ]


def test_to_improve(dataset: Dataset) -> None:
    rows = answers(dataset, "to-improve", authority="Northmoor")
    assert columns(rows, "start", "paragraph", "words") == [
        ("2018-11", None, "Plans of the Family Hub."),
        ("2014-03-04", 14, "The Family Hub must answer sooner."),
    ]
    assert len(answers(dataset, "to-improve", authority="Northmoor", inspection=SIF)) == 1


def test_to_improve_again(dataset: Dataset) -> None:
    rows = answers(dataset, "to-improve-again")
    assert columns(rows, "common", "common_name", "findings_earlier", "findings_later") == [
        ("body", "Family Hub", 1, 1),
        ("area", "Help and protection", 1, 1),
    ]


def test_days_between_has_two_figures_for_a_month(dataset: Dataset) -> None:
    rows = answers(dataset, "days-between")
    assert columns(rows, "authority_name", "fewest_days", "most_days") == [
        ("Eastvale", 1441, 1441),
        ("Northmoor", 1703, 1732),
    ]


def test_ups_and_downs(dataset: Dataset) -> None:
    rows = answers(dataset, "ups-and-downs", authority="Northmoor", area="any")
    assert columns(rows, "area_name", "earlier_grade", "later_grade", "moved") == [
        ("Help and protection", REQUIRES, "Good", 1),
        ("Overall effectiveness", REQUIRES, "Good", 1),
    ]
    assert len(answers(dataset, "ups-and-downs")) == 2


def test_statistics(dataset: Dataset) -> None:
    rows = answers(dataset, "statistics", authority="Northmoor", measure="children-looked-after")
    assert columns(rows, "measure_name", "period", "value", "national") == [
        ("Children looked after", "2014-01-31", 412, 430),
        ("Children looked after", "2018-10", 398, None),
    ]


def test_neighbours(dataset: Dataset) -> None:
    rows = answers(dataset, "neighbours", authority="Northmoor")
    assert columns(rows, "neighbour_name", "overall") == [("Eastvale", REQUIRES), ("Southmere-on-Sea", None)]


def test_corroborated(dataset: Dataset) -> None:
    rows = answers(dataset, "corroborated", about=ILACS)
    assert columns(rows, "property", "value", "file", "words") == [
        ("startDate", "2018-11", "news-2019.txt", "in November 2018"),
        ("startDate", "2018-11", "northmoor-2018.txt", "November 2018"),
    ]
    assert answers(dataset, "corroborated", about=SIF) == []


def test_conflicts(dataset: Dataset) -> None:
    rows = answers(dataset, "conflicts")
    assert columns(rows, "about_name", "property", "value", "file", "page") == [
        ("Northmoor, ILACS, November 2018", "endDate", "2018-12", "news-2019.txt", None),
        ("Northmoor, ILACS, November 2018", "endDate", "2018-11", "northmoor-2018.txt", 1),
    ]


def test_document_says_nothing_of_other_documents(dataset: Dataset) -> None:
    rows = answers(dataset, "document", document="eastvale-2019.txt")
    said = set(columns(rows, "kind", "property", "value"))
    assert ("Inspection", "startDate", "2019-05-13") in said
    assert ("Judgement", "gradeAsWritten", "Requires improvement to be good") in said
    assert not any("2015" in str(value) for _, _, value in said)
    assert rows == answers(dataset, "document", document="d500000000000005")


def test_uncertain(dataset: Dataset) -> None:
    assert columns(answers(dataset, "uncertain"), "kind", "about_name", "why", "confidence") == [
        ("decision", "Ann Marlow", "people/same-name-and-post", 0.8),
        ("may be one", "Ann Marlow / Ann Marlowe", "people/like-name", 0.6),
        ("tenure", "Ann Marlow, Director of Children's Services, Eastvale", "dates: bounded", None),
        ("tenure", "Cara Finch, Independent chair, Northmoor Safeguarding Children Board", "dates: bounded", None),
    ]
    assert "decision" not in {row["kind"] for row in answers(dataset, "uncertain", limit="0.5")}


def test_people_of(dataset: Dataset) -> None:
    rows = answers(dataset, "people-of", authority="Northmoor")
    assert columns(rows, "person_name", "organisation_name", "from", "to", "former") == [
        ("Cara Finch", "Northmoor Safeguarding Children Board", None, None, None),
        ("Bob Tarn", "Northmoor", None, "2017", True),
        ("(not named)", "Northmoor", "2010-11", None, None),
        ("Ann Marlow", "Northmoor", "2017", None, None),
    ]
    assert len(answers(dataset, "people-of", authority="Northmoor", role="lscb-chair")) == 1


def test_bodies_of(dataset: Dataset) -> None:
    assert columns(
        answers(dataset, "bodies-of", authority="Northmoor"), "body_name", "kind_name", "other_names", "findings"
    ) == [
        ("Northmoor Safeguarding Children Board", "Board", None, 0),
        ("Family Hub", "Hub", "FH", 3),
        ("Leaving Care Team", "Team", None, 2),
    ]


def test_evidence_of_a_fact_and_of_a_plain_property(dataset: Dataset) -> None:
    fact = answers(dataset, "evidence-of", node=f"{ILACS}/judgement/overall")
    assert columns(fact, "file", "page", "words", "rule") == [
        ("news-2019.txt", None, "is good", "news/grade"),
        ("northmoor-2018.txt", 1, "Good for most", "grades/overall"),
    ]
    plain = answers(dataset, "evidence-of", node=SIF)
    assert columns(plain, "property", "value", "words") == [("startDate", "2014-03-04", "4 March 2014")]


def test_in_force_on_a_day(dataset: Dataset) -> None:
    def grades(day: str) -> list[tuple[object, ...]]:
        found = answers(dataset, "in-force", on=day, authority="Northmoor")
        return columns(found, "overall", "in_force_from", "certainty_name")

    assert grades("2014-03-25") == []
    assert grades("2014-03-26") == [(REQUIRES, "2014-03-26", "inferred")]
    assert grades("2018-10-31") == [(REQUIRES, "2014-03-26", "inferred")]
    assert grades("2018-11-30") == [("Good", "2018-11-30", "inferred")]


def test_in_post_on_a_day(dataset: Dataset) -> None:
    def holders(day: str, authority: str) -> list[tuple[object, ...]]:
        found = answers(dataset, "in-post", on=day, authority=authority)
        return columns(found, "person_name", "certainty_name", "known_until")

    assert holders("2010-10-31", "Northmoor") == []
    assert holders("2010-11-15", "Northmoor") == [("(not named)", "unknown", "2014-03-26")]
    assert holders("2012-01-01", "Northmoor") == [("(not named)", "bounded", "2014-03-26")]
    assert holders("2014-03-10", "Northmoor") == [("(not named)", "stated", "2014-03-26")]
    assert holders("2015-06-10", "Eastvale") == [("Ann Marlow", "stated", "2015-06-25")]
    assert holders("2015-05-31", "Eastvale") == []


def test_in_post_tells_roles_apart(dataset: Dataset) -> None:
    by_role = columns(answers(dataset, "in-post", on="2015-06-10", authority="Eastvale"), "role_name", "person_name")
    any_role = answers(dataset, "in-post", on="2015-06-10", authority="Eastvale", role="any")
    assert set(by_role) <= set(columns(any_role, "role_name", "person_name"))
    assert {str(row["role"]).rpartition("/")[2] for row in any_role} >= {"dcs"}


def test_authorities_on_a_day(dataset: Dataset) -> None:
    assert len(answers(dataset, "authorities", on="2014-01-01")) == 3


def test_days_of_change(dataset: Dataset) -> None:
    rows = answers(dataset, "days-of-change", authority="Northmoor")
    assert columns(rows, "day", "change_name", "what") == [
        ("2014-03-26", "grades in force", REQUIRES),
        ("2018-11-30", "grades in force", "Good"),
    ]


# The catalogue


def test_each_question_has_a_test(request: pytest.FixtureRequest) -> None:
    source = request.path.read_text(encoding="utf-8")
    assert len(questions()) >= 16
    untested = [name for name in questions() if f'dataset, "{name}"' not in source]
    assert untested == []


@pytest.mark.parametrize("asked", questions().values(), ids=lambda asked: asked.name)
def test_each_file_is_a_whole_query_with_its_defaults(asked: Question, dataset: Dataset) -> None:
    if not any(parameter.required for parameter in asked.parameters):
        bare = dataset.query(asked.sparql)
        assert json.dumps(records(ask(dataset, asked.name))) == json.dumps(records(bare))  # type: ignore[arg-type]
    assert asked.title
    assert asked.description.endswith(".")


def test_several_values_of_a_parameter(dataset: Dataset) -> None:
    assert len(answers(dataset, "current-grades", authority=["Northmoor", "Eastvale"])) == 2
    assert len(answers(dataset, "current-grades", authority="Northmoor")) == 1


@pytest.mark.parametrize(
    ("name", "parameters", "message", "hint"),
    [
        ("histroy", {}, "There is no question", "history"),
        ("history", {}, "needs --authority", "by any of its names"),
        ("history", {"autority": ["x"]}, "no parameter --autority", "authority"),
        ("history", {"authority": ["Nortmoor"]}, "No authority is called", "Northmoor"),
        ("directors", {"role": ["drector"]}, "No role is called", "Director"),
        ("inspectors-together", {"minimum": ["two"]}, "no integer", ""),
    ],
)
def test_what_is_wrong_is_said_with_the_nearest_name(
    dataset: Dataset, name: str, parameters: dict[str, list[str]], message: str, hint: str
) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        ask(dataset, name, parameters)
    assert hint in caught.value.hint


def test_words_of_the_user_never_become_a_part_of_the_query(dataset: Dataset) -> None:
    for words in ('Northmoor" } { SELECT * { ?s ?p ?o } } #', "<https://data.test/id/x> } UNION { ?s ?p ?o", "x}y"):
        with pytest.raises(QueryError, match="No authority"):
            ask(dataset, "history", {"authority": [words]})


@pytest.mark.parametrize(
    ("words", "kind"), [("NaN", "decimal"), ("1.5", "integer"), ("1) }", "integer"), ("", "decimal")]
)
def test_what_is_no_number(words: str, kind: str) -> None:
    with pytest.raises(QueryError, match="is no"):
        number(words, kind)


def test_numbers_are_written_as_sparql_does() -> None:
    assert (number("2.0", "integer"), number("1e-1", "decimal")) == ("2", "0.1")


def test_required_parameters_are_checked_without_a_dataset() -> None:
    with pytest.raises(QueryError, match="needs --authority"):
        check_names(question("history"), {})
