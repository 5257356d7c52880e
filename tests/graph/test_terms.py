from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.dates import PartialDate
from inspectgraph.graph.iris import Iris, body_path, slug
from inspectgraph.graph.terms import IG, XSD, concept, date, number, slug_of


def test_terms_of_a_namespace() -> None:
    assert IG.Inspection.value == "https://w3id.org/inspectgraph/ontology#Inspection"
    assert IG["from"].value.endswith("#from")
    assert IG.Inspection in IG
    assert IG.Inspection not in XSD


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_numbers_are_canonical(value: Decimal) -> None:
    literal = number(value)
    assert Decimal(literal.value) == value
    assert "E" not in literal.value
    whole = value == value.to_integral_value()
    assert literal.datatype == (XSD.integer if whole else XSD.decimal)
    assert whole or not literal.value.endswith("0")


@pytest.mark.parametrize(("iso", "datatype"), [("2014", "gYear"), ("2014-01", "gYearMonth"), ("2014-01-14", "date")])
def test_dates_have_their_precision(iso: str, datatype: str) -> None:
    assert date(iso).datatype == XSD[datatype]
    assert date(PartialDate.parse(iso)).value == iso


@given(st.text(max_size=60))
def test_slugs_are_plain(words: str) -> None:
    made = slug(words)
    assert made
    assert made == slug(made)
    assert all(c.isascii() and (c.isalnum() or c == "-") for c in made)


def test_slugs_fold_accents_and_quotes() -> None:
    assert slug("Marianick Ellender-Gelé") == "marianick-ellender-gele"
    assert slug("Children's Services & Schools") == "childrens-services-and-schools"


def test_an_authority_has_one_safeguarding_board() -> None:
    iris = Iris("https://example.org")
    names = ("Local Safeguarding Children Board", "Essex Safeguarding Children Board", "LSCB")
    assert len({iris.body("board", "essex", name) for name in names}) == 1
    assert iris.body("board", "essex", "Health and Wellbeing Board") != iris.body("board", "essex", "LSCB")


def test_bodies_of_two_authorities_differ() -> None:
    iris = Iris("https://example.org/")
    assert iris.body("service", "essex", "fostering service") != iris.body("service", "kent", "fostering service")
    assert body_path("hub") == "unit"


def test_slug_of_a_concept() -> None:
    assert slug_of(concept("grade", "good")) == "good"
