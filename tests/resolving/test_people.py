"""People are one by name, kind of role and organisation; nothing is decided on a surname alone."""

from __future__ import annotations

import pytest

from inspectgraph.resolving.mentions import Mention
from inspectgraph.resolving.organisation_names import organisation_key, serves_several
from inspectgraph.resolving.people import RULES, settle_people
from inspectgraph.resolving.person_mentions import Named, Place, Term
from inspectgraph.resolving.person_names import abbreviates, mistyped, rare, words_of
from inspectgraph.resolving.things import Settled

BASE = "https://example.org/"
INSPECTOR: Place = ("inspector", "")
ESSEX: Place = ("senior", "essex")
SURREY: Place = ("senior", "surrey")
HEALTH_A: tuple[Place, ...] = (("health", "a"), ("health", "region London"))
HEALTH_B: tuple[Place, ...] = (("health", "b"), ("health", "region London"))


def named(document: str, name: str, *places: Place) -> Named:
    return Named(Mention(document, f"{BASE}id/person/{name}-{document}"), words_of(name), frozenset(places))


def settle(*people: Named) -> tuple[int, set[str]]:
    """How many people there are, and the rules of decisions and doubts."""
    settled: Settled = settle_people(people, BASE)
    assert settle_people(people[::-1], BASE) == settled
    rules = {decision.rule for decision in settled.decisions} | {doubt.rule for doubt in settled.doubts}
    return len(settled.things), rules


@pytest.mark.parametrize(
    ("people", "count", "rule"),
    [
        ((named("a", "Ann Other", INSPECTOR), named("b", "ANN OTHER", INSPECTOR)), 1, "people/same-inspector"),
        ((named("a", "Zoë O'Neill-Fox", ESSEX), named("b", "Zoe ONeill Fox", ESSEX)), 1, "people/same-post"),
        ((named("a", "Ann Other", ESSEX), named("b", "Ann Other", SURREY)), 2, "people/other-organisation"),
        ((named("a", "Ann Other", ESSEX), named("b", "Ann Other", INSPECTOR)), 2, "people/other-role"),
        ((named("a", "Ann Mary Other", ESSEX), named("b", "Ann Mary Other", SURREY)), 1, "people/long-name"),
        ((named("a", "Pat Harrington", INSPECTOR), named("b", "Pat Harringtn", INSPECTOR)), 1, "people/typing-error"),
        ((named("a", "Pat Harrington", ESSEX), named("a", "Pat Harringtn", ESSEX)), 1, "people/typing-error"),
        ((named("a", "P Harrington", ESSEX), named("b", "Pat Harrington", ESSEX)), 1, "people/initials"),
        ((named("a", "Louse Harrow", INSPECTOR), named("b", "Louise Harrow", INSPECTOR)), 1, "people/typing-error"),
        ((named("a", "Mike Harrow", INSPECTOR), named("b", "Michael Harrow", INSPECTOR)), 1, "people/short-name"),
        ((named("a", "Mike Smith", ESSEX), named("b", "Michael Smith", ESSEX)), 1, "people/short-name"),
        (
            (named("a", "Mike Smith", INSPECTOR), named("b", "Michael Smith", INSPECTOR)),
            2,
            "people/short-name-of-common-surname",
        ),
        ((named("a", "Ann Other", *HEALTH_A), named("b", "Ann Other", *HEALTH_B)), 1, "people/same-region"),
        ((named("a", "Ann Smith", *HEALTH_A), named("b", "Ann Smith", *HEALTH_B)), 2, "people/other-organisation"),
    ],
)
def test_two_mentions(people: tuple[Named, Named], count: int, rule: str) -> None:
    assert settle(*people) == (count, {rule})


@pytest.mark.parametrize(
    "people",
    [
        (named("a", "Other", ESSEX), named("b", "Other", ESSEX)),
        (named("a", "Ann Other", ESSEX), named("b", "Dan Other", ESSEX)),
        (named("a", "Pat Hill", ESSEX), named("b", "Pat Hall", ESSEX)),
        (named("a", "Pat Harrington", ESSEX), named("b", "Pat Henderson", ESSEX)),
        (named("a", "P Harrington", ESSEX), named("a", "Pat Harrington", ESSEX)),
        (named("a", "Pat Harrington", ESSEX), named("b", "Pat Harringtn", SURREY)),
        (named("a", "Carol Harrow", INSPECTOR), named("b", "Carole Harrow", INSPECTOR)),
        (named("a", "Mike Harrow", ESSEX), named("b", "Michael Harrow", SURREY)),
        (named("a", "John A Smith", INSPECTOR), named("b", "John B Smith", INSPECTOR)),
    ],
)
def test_two_people(people: tuple[Named, Named]) -> None:
    assert settle(*people) == (2, set())


def test_one_text_with_both_posts_links_two_authorities() -> None:
    people = named("a", "Ann Other", ESSEX), named("b", "Ann Other", SURREY), named("c", "Ann Other", ESSEX, SURREY)
    assert settle(*people) == (1, {"people/tenures-in-one-text"})


def test_initials_that_fit_two_stay_apart() -> None:
    people = named("a", "P Fox", ESSEX), named("b", "Pat Fox", ESSEX), named("c", "Pam Fox", ESSEX)
    assert settle(*people) == (3, {"people/initials-fit-several"})


def test_short_name_that_fits_two_stays_apart() -> None:
    people = named("a", "Chris Fox", ESSEX), named("b", "Christine Fox", ESSEX), named("c", "Christopher Fox", ESSEX)
    assert settle(*people)[0] == 3


def director(document: str, name: str, authority: str, start: str, end: str, region: str = "South East") -> Named:
    term = Term(start, end, region)
    plain = named(document, name, ("senior", authority))
    return Named(plain.mention, plain.name, plain.places, {authority: term})


@pytest.mark.parametrize(
    ("name", "other", "count"),
    [
        ("Ann Other", director("b", "Ann Other", "surrey", "2019-01-01", "2019-03-01"), 1),
        ("Ann Other", director("b", "Ann Other", "surrey", "2017-01-01", "2019-03-01"), 2),
        ("Ann Other", director("b", "Ann Other", "surrey", "", ""), 2),
        ("Ann Smith", director("b", "Ann Smith", "surrey", "2019-01-01", "2019-03-01"), 1),
        ("Ann Smith", director("b", "Ann Smith", "leeds", "2019-01-01", "2019-03-01", "North"), 2),
    ],
)
def test_a_director_who_moves_is_one_person(name: str, other: Named, count: int) -> None:
    people = director("a", name, "essex", "2014-01-01", "2018-02-01"), other
    rule = "people/director-moves" if count == 1 else "people/other-organisation"
    assert settle(*people) == (count, {rule})


def test_a_director_with_three_posts_one_after_the_other() -> None:
    people = [director(year, "Ann Other", year, f"{year}-01-01", f"{year}-02-01") for year in ("2014", "2016", "2019")]
    assert settle(*people) == (1, {"people/director-moves"})


def test_organisations_in_several_wordings() -> None:
    one, other = "NHS Frimley Integrated Care Board", "Frimley Integrated Health and Care Board"
    assert organisation_key(one) == organisation_key(other)
    assert organisation_key("Durham Constabulary") == organisation_key("the Durham police force")
    assert organisation_key("West Yorkshire Police") != organisation_key("South Yorkshire Police")
    assert not serves_several(organisation_key("police"))
    assert not serves_several(organisation_key("Virtual School"))


def test_typing_error_within_one_document_is_less_certain() -> None:
    confidences = [
        settle_people([named("a", "Pat Harrington", ESSEX), named(other, "Pat Harringtn", ESSEX)], BASE)
        .decisions[0]
        .confidence
        for other in "ab"
    ]
    assert confidences[0] < confidences[1]


def test_names() -> None:
    assert words_of("J.A. M'Gregor") == ("j", "a", "mgregor")
    assert abbreviates(("j", "a", "fox"), ("john", "andrew", "fox"))
    assert not abbreviates(("john", "fox"), ("jane", "fox"))
    assert not abbreviates(("j", "b", "fox"), ("john", "andrew", "fox"))
    assert not mistyped(("p", "harrington"), ("p", "harringtn"))
    assert rare(("ann", "mary", "fox"))
    assert not rare(("ann", "m", "fox"))


def test_each_rule_is_described() -> None:
    assert all(name.startswith("people/") and words.endswith(".") for name, words in RULES.items())
