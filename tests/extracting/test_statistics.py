"""Figures of a document: found, and what is said of them."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from inspectgraph.extracting.sections import find_sections
from inspectgraph.extracting.statistic_measures import SCHEME
from inspectgraph.extracting.statistics import RULES, find_observations
from inspectgraph.facts import Observation
from inspectgraph.reading.document import Document
from inspectgraph.reading.reader import read_bytes

ROOT = Path(__file__).parents[2]
HEAD = "Executive summary\n\nThe service has improved.\n\n"
AREA = HEAD + "Information about this local authority area\n\n"


def document(text: str) -> Document:
    return read_bytes(text.encode(), "x.txt")


def read(text: str, head: str = HEAD) -> tuple[Document, tuple[Observation, ...]]:
    made = document(head + text)
    return made, find_observations(made, find_sections(made), "barset")


def observations(text: str, head: str = HEAD) -> tuple[Observation, ...]:
    return read(text, head)[1]


def values(text: str, head: str = HEAD) -> list[str]:
    return [str(observation.value) for observation in observations(text, head)]


def only(text: str, head: str = HEAD) -> Observation:
    (observation,) = observations(text, head)
    return observation


LIST = """• About 52,300 children live in Barset who are younger than 18 years. This is 21.50% of the total population.

• Free school meals go to this share of pupils:

• in primary schools 13.6% (the national average is 18.1%)

• in secondary schools 10% (the national average is 15.1%)

• At 31 March 2014, 640 children were being looked after by the council (a rate of 38.4 per 10,000 children). \
This is an increase from 598 (36 per 10,000 children) at 31 March 2013. Of this number:

• 46 (or 7%) live outside the local authority area

• eight live in residential special schools, of whom 25% live out of Barset

• 19 live with parents, of whom none live outside Barset

• There are no unaccompanied asylum seekers.

• In the last 12 months:

• there were 28 adoptions

• The council operates two children's homes.
"""


def test_the_section_on_the_area() -> None:
    made, found = read(LIST, AREA)
    said = {(o.measure, str(o.value)): o for o in found}
    assert [str(o.value) for o in found] == [
        "52300", "21.5", "13.6", "18.1", "10", "15.1", "640", "38.4", "598", "36",
        "46", "7", "8", "25", "19", "0", "0", "28", "2",
    ]  # fmt: skip
    assert said["free-school-meals-primary", "18.1"].area == "england"
    assert said["free-school-meals-primary", "13.6"].compared_with == said["free-school-meals-primary", "18.1"]
    assert said["free-school-meals-secondary", "15.1"].area == "england"
    assert said["children-looked-after-rate", "38.4"].unit == "per-10000"
    assert str(said["children-looked-after", "598"].period) == "2013-03-31"
    assert str(said["children-looked-after-rate", "36"].period) == "2013-03-31"
    assert str(said["looked-after-outside-area", "46"].period) == "2014-03-31"
    assert said["looked-after-outside-area", "7"].unit == "percent"
    assert str(said["looked-after-residential-schools-outside-area", "25"].period) == "2014-03-31"
    assert said["looked-after-with-parents-outside-area", "0"].rule == "statistics/none"
    assert said["unaccompanied-asylum-seeking-children", "0"].rule == "statistics/none"
    assert said["adoptions", "28"].period_as_written == "last 12 months"
    assert said["childrens-homes", "2"].period_as_written is None
    assert said["adoptions", "28"].rule == "statistics/area-information"
    assert made.quote(said["adoptions", "28"].spans[0]) == "there were 28 adoptions"


def test_every_span_holds_its_figure_and_differs_from_the_others() -> None:
    for text, head in ((LIST, AREA), ("Of the 93 pupils, 12 (13%) left, 31 (33%) stayed and 5% to 7% moved.\n", HEAD)):
        made, found = read(text, head)
        spans = [span for o in found for span in o.spans]
        assert len(set(spans)) == len(spans)
        assert all(o.as_written in made.quote(o.spans[0]) for o in found)


def test_rules_are_described() -> None:
    _, found = read(LIST, AREA)
    assert {o.rule for o in found} <= set(RULES)


def test_measures_of_the_table_are_in_the_scheme() -> None:
    text = (ROOT / "ontology/vocabulary/measure.ttl").read_text(encoding="utf-8")
    assert set(re.findall(r'skos:notation "([^"]+)"', text)) >= SCHEME


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Absence fell from 5.4% to 4.6% for 2012–13.", ["5.4", "4.6"]),
        ("Of a total of 995 carers, 933 hold the certificate.", ["995", "933"]),
        ("Inquiries rose from 212 in 2012–13 to 933 in September 2014.", ["212", "933"]),
        ("There were two flats ready.", ["2"]),
        ("Caseloads are between 18 and 22 children.", ["18", "22"]),
        ("There has been no disruption to any adoption in 10 years.", ["0"]),
        ("There have not been any adoption breakdowns in the past year.", ["0"]),
        ("The one permanent exclusion in the last five years was overturned.", ["1"]),
        ("Students in higher education rose from one in 2013 to nine now.", ["1", "9"]),
        ("The number of locum workers has reduced to 24.", ["24"]),
        ("The group of 12 champions meets often.", ["12"]),
        ("A bid brought £3.5m.", ["3.5"]),
    ],
)
def test_figures_are_found(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Young people aged 16 and 17 are housed well.",
        "Homeless 16- and 17-year-olds get help.",
        "Children over 14 have a passport.",
        "They stay with their carers until they are 21.",
        "Support goes on beyond 18.",
        "Those leaving care at 18, when ready, are helped.",
        "The 0–19 service is good.",
        "Section 47 enquiries and Key Stages 1 and 2 are in order.",
        "Adopters at stage two wait.",
        "Pupils in Year 11 revise.",
        "Children with three or more moves are tracked.",
        "More than one in eight go home.",
        "Two thirds passed with five good GCSEs.",
        "The two-stage process is one of the best, with one-to-one work.",
        "In the last 12 months, and for two years, work went on.",
        "Visits every six weeks are kept.",
        "Plans are made within 24 hours.",
        "The board has four strategic objectives and three key themes.",
        "Inspectors met six prospective adopters.",
        "In two cases seen by inspectors, the help came late.",
        "In one case, the help came late.",
        "One parent praised the help.",
        "Two or three options are weighed.",
        "The two services differ.",
        "They had been in care for over five years, and proceedings went on.",
        "Brothers and sisters in groups of three stay together.",
        "The statutory 35-day timescale and the requirement of 26 weeks are known.",
        "The plan was launched in April 2013 and renewed in 2015.",
        "There was no evidence of drift, and none of the plans was late.",
        "Both homes are good.",
        "It took three inspectors.",
        "On 1 July the board became larger for pupils (5-16) in years 6 & 7.",
        "Nobody travels more than 50 minutes or 20 miles.",
        "The '18' programme is liked, as is the target of 26 weeks for proceedings.",
    ],
)
def test_other_numbers_are_no_figures(text: str) -> None:
    assert values(text) == []


def test_footnotes_and_boilerplate_are_left_out() -> None:
    head = "What the inspection judgements mean\n\n"
    assert values("A service has 12 homes.", head) == []


@pytest.mark.parametrize(
    ("text", "date", "words"),
    [
        ("At 31 January 2014, 438 children had a plan.", "2014-01-31", None),
        ("In October 2010 there were 37 posts.", "2010-10", None),
        ("In 2012–13, 45 carers joined.", None, "2012/2013"),
        ("The rate for 2012/13 is 25%.", None, "2012/2013"),
        ("Between 1 November 2013 and 31 January 2014, staff took 351 calls.", None, "2013-11-01/2014-01-31"),
        ("Between April and October 2015, 26 adopters joined.", None, "2015-04/2015-10"),
        ("Since July 2013 the team has helped 74 families.", None, "since 2013-07"),
        ("In the year until December 2013, 85 children ran away.", None, "year to 2013-12"),
        ("Over the past year 55 adults came.", None, "past year"),
        ("In the first quarter of 2014–15, 28 families moved.", None, "first quarter of 2014/2015"),
        ("At the time of this inspection, 17 children were waiting.", None, "at the time of the inspection"),
        ("In the two years before this inspection, 13 children ran away.", None, "two years before the inspection"),
        ("Since the last inspection, 13 children ran away.", None, "since the last inspection"),
        ("In June 22% were late.", None, "June"),
        ("Currently 700 children are taught at home.", None, None),
    ],
)
def test_the_time_of_a_figure(text: str, date: str | None, words: str | None) -> None:
    observation = only(text)
    assert (str(observation.period) if observation.period else None, observation.period_as_written) == (date, words)


def test_each_end_of_a_change_has_its_own_time() -> None:
    before, after = observations("Agency staff fell from 37% in October 2010 to 13.8% in December 2013.")
    assert (str(before.period), str(after.period)) == ("2010-10", "2013-12")
    before, after = observations("In 2013, the share out of work declined from 42.5% to 33.3%.")
    assert (before.period, str(after.period)) == (None, "2013")


def test_figures_of_these_keep_the_time_of_the_sentence_before() -> None:
    _, part = observations("In May 2014, staff took 351 calls. Of these, 30 led to visits.")
    assert str(part.period) == "2014-05"


def test_the_same_period_is_the_one_named_before() -> None:
    _, second = observations("In 2014–15, 93 letters came. Families sent 133 cards in the same period.")
    assert second.period_as_written == "2014/2015"


def test_a_figure_that_goes_on_about_the_one_before_measures_the_same() -> None:
    text = "At 1 May 2014, 29 children were in private fostering. This is a rise from 27 in 2013."
    first, second = observations(text)
    assert first.measure == second.measure == "private-fostering"


def test_a_repeated_figure_comes_once_with_both_places() -> None:
    made, found = read("There were 31 adoptions in 2014.\n\nIt is good that there were 31 adoptions.\n")
    (observation,) = found
    assert [made.quote(span) for span in observation.spans] == [
        "There were 31 adoptions in 2014",
        "It is good that there were 31 adoptions",
    ]


def test_a_whole_that_was_given_before_is_not_counted_again() -> None:
    text = "There were 758 children looked after in 2014.\n\nFew (34 of the 758) live far away.\n"
    assert values(text) == ["758", "34"]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Over 400 orders are in place.", "over"),
        ("Up to 30 families come.", "up to"),
        ("Approximately 8% of children left.", "approximately"),
        ("At least 95% of pupils came.", "at least"),
        ("They reached more than 1,000 people.", "more than"),
        ("There are 400 orders.", None),
    ],
)
def test_the_qualifier(text: str, qualifier: str | None) -> None:
    assert only(text).qualifier == qualifier


def test_national_figures_and_what_they_are_compared_with() -> None:
    local, national = observations("Only 22% of children are placed out of county, against an England average of 36%.")
    assert (local.area, national.area) == ("barset", "england")
    assert local.compared_with == national
    assert local.measure == national.measure == "looked-after-outside-area"
    _, nationwide = observations("Exclusions stand at 12% for Barset and 7% for England.")
    assert nationwide.area == "england"
    _, other = observations("Some 13% of this group study compared to 8% of other care leavers.")
    assert (other.area, other.population) == ("barset", "other care leavers")


def test_a_national_census_is_no_national_figure() -> None:
    assert only("By the National Census, the share of people in work was 70%.").area == "barset"


def test_schools_of_both_kinds_in_one_sentence() -> None:
    text = "Free school meals are taken by 24% in primary schools and 23% in secondary schools."
    assert [o.measure for o in observations(text, AREA)] == [
        "free-school-meals-primary",
        "free-school-meals-secondary",
    ]


def test_what_is_said_of_a_part_is_not_said_of_the_whole() -> None:
    homes = only("There are 57 who live in residential children's homes, all of whom live outside Barset.", AREA)
    assert homes.measure == "looked-after-residential-homes"


def test_whom_a_share_is_of() -> None:
    assert only("Nearly 90% of the Barset doctors were there.").population == "Barset doctors"


def test_a_measure_that_the_scheme_lacks_is_named_by_its_words() -> None:
    observation = only("In all, 1,600 taxi drivers have taken the course.")
    assert observation.measure == "taxi-drivers-taken-course"
    assert observation.measure_label == "taxi drivers taken course"
    assert observation.value == Decimal(1600)


def test_how_long_things_take() -> None:
    proceedings = only("The average length of care proceedings is 28 weeks.")
    assert proceedings.measure == "care-proceedings-duration"
    assert (str(proceedings.value), proceedings.unit) == ("28", "weeks")
    wait = only("Some had waited up to six months before anyone came.")
    assert (str(wait.value), wait.unit, wait.qualifier) == ("6", "months", "up to")


def test_a_letter_without_headings_is_read() -> None:
    text = "Dear Ms Grantly\n\nThe council has opened 14 new homes for children.\n"
    assert values(text, "") == ["14"]


def test_a_letterhead_is_not() -> None:
    assert values("Barset House 12 High Street T 0300 123 4567 office@barset.example\n", "") == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("There have been no adoption disruptions.", ["0"]),
        ("There have been no foster-to-adopt placements so far.", ["0"]),
        ("No young person has been accommodated in a hostel.", ["0"]),
        ("There were no serious case reviews.", ["0"]),
        ("The worker has met over 600 parents this year.", ["600"]),
        ("The two parents were content.", []),
    ],
)
def test_none_and_many(text: str, figures: list[str]) -> None:
    assert values(text) == figures


def test_the_number_of_a_note_or_of_a_judgement_is_no_figure() -> None:
    assert values("2 The council was given the chance to read this section.", AREA) == []
    assert values("2.1 Adoption performance Good", AREA) == []
