"""Bodies are one by name, abbreviation and function, within one owner and over documents."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from inspectgraph.facts import Body, Report
from inspectgraph.graph.emitter import emit
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.writer import Source
from inspectgraph.reading.document import Span
from inspectgraph.reading.reader import read_bytes
from inspectgraph.reference import load
from inspectgraph.resolving.bodies import RULES, of_one_iri, read_bodies, settle_bodies
from inspectgraph.resolving.mentions import index
from inspectgraph.resolving.things import Settled

IRIS = Iris("https://example.org/")
PARTNER = "partner-organisation"


def body(name: str, kind: str = "team", short: str | None = None, owner: str | None = "essex", *others: str) -> Body:
    return Body(name, kind, "test/body", (Span(0, 5),), short, others, owner)


def settled_bodies(quads: Mapping[str, bytes]) -> Settled:
    """What becomes of the bodies of documents."""
    bodies = of_one_iri(body for document in index(quads, IRIS) for body in read_bodies(document))
    return settle_bodies(bodies, load(), IRIS.base)


def settle(*documents: tuple[Body, ...]) -> tuple[int, set[str]]:
    """How many bodies there are, and the rules of decisions and doubts."""
    quads = {}
    for number, bodies in enumerate(documents):
        read = read_bytes(f"Words of number {number}.".encode(), f"{number}.txt")
        quads[read.identifier] = emit(Report("inspection-report", "test", bodies=bodies), read, IRIS, Source()).encode()
    settled = settled_bodies(quads)
    rules = {decision.rule for decision in settled.decisions} | {doubt.rule for doubt in settled.doubts}
    return len(settled.things), rules


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        (body("virtual school", "service"), body("Virtual School", "service"), "bodies/same-name"),
        (body("Essex Youth Panel", "panel"), body("the youth panels", "panel"), "bodies/same-label"),
        (body("care leavers team"), body("leaving care team", "team", None, "essex", "care leavers team"), "bodies/same-label"),
        (body("adoption team"), body("adoption services", "service"), "bodies/team-or-service"),
        (body("early help hub", "hub", "EHH"), body("help hub for early years", "hub", "EHH"), "bodies/same-abbreviation"),
        (body("multi-agency safeguarding hub"), body("multi-agency safegarding hub"), "bodies/alike"),
        (
            body("Cafcass", "partner-organisation", None, None),
            body("Children and Family Court Advisory and Support Service", "partner-organisation", None, None),
            "bodies/national",
        ),
        (body("MASH", "hub"), body("multi-agency safeguarding hub", "hub"), "bodies/initials"),
        (body("Essex Police", PARTNER, None, "essex"), body("Essex police force", PARTNER, None, "kent"), "bodies/serves-several"),
        (
            body("NHS Kent and Medway ICB", PARTNER, None, "kent"),
            body("Kent and Medway Integrated Care Board", PARTNER, None, "medway"),
            "bodies/serves-several",
        ),
    ],
)  # fmt: skip
def test_one_body(one: Body, other: Body, rule: str) -> None:
    assert settle((one,), (other,)) == (1, {rule})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (body("adoption team"), body("adoption team", owner="kent")),
        (body("adoption team"), body("fostering team")),
        (body("north assessment team"), body("south assessment team")),
        (body("locality team 1"), body("locality team 2")),
        (body("long-term looked after children oak team"), body("long-term looked after children oat team")),
        (body("adoption panel", "panel"), body("adoption service", "service")),
        (body("West Yorkshire Police", PARTNER, None, None), body("South Yorkshire Police", PARTNER, None, None)),
        (body("Hertfordshire police", PARTNER, None, None), body("Herefordshire police", PARTNER, None, None)),
        (body("family court", PARTNER, None, "essex"), body("family court", PARTNER, None, "kent")),
        (body("mental health trust", PARTNER, None, "essex"), body("mental health trust", PARTNER, None, "kent")),
    ],
)
def test_two_bodies(one: Body, other: Body) -> None:
    assert settle((one,), (other,)) == (2, set())


def test_initials_of_two_names_join_neither() -> None:
    bodies = body("ART", "team"), body("adolescent response team"), body("adult recovery team")
    assert settle(*((each,) for each in bodies)) == (3, set())


def test_what_works_with_several_authorities_lies_under_none() -> None:
    quads = {}
    for owner in ("essex", "southend-on-sea"):
        read = read_bytes(f"Words of {owner}.".encode(), f"{owner}.txt")
        said = Report("inspection-report", "test", bodies=(body("Essex Police", PARTNER, None, owner),))
        quads[read.identifier] = emit(said, read, IRIS, Source()).encode()
    (thing,) = settled_bodies(quads).things
    assert thing.natural == "https://example.org/id/partner/essex-police"


def test_two_names_of_a_national_body_in_one_document_are_one() -> None:
    both = body("Cafcass", PARTNER, None, None), body("Children and Family Court Advisory Service", PARTNER, None, None)
    assert settle(both) == (1, {"bodies/national"})


def test_a_national_body_is_nobodys_though_a_text_gives_it_to_an_authority() -> None:
    assert settle(
        (body("Children and Court Advisory Service", "service"),), (body("CAFCASS", PARTNER, None, None),)
    ) == (
        1,
        {"bodies/national"},
    )


def test_unlike_names_with_one_abbreviation_are_a_doubt() -> None:
    one, other = body("initial response team", "team", "IRT"), body("independent living allowance", "service", "IRT")
    assert settle((one,), (other,)) == (2, {"bodies/abbreviation-only"})


def test_what_one_document_tells_apart_stays_apart() -> None:
    assert settle((body("adoption team"), body("adoption service", "service"))) == (2, set())


def test_each_rule_is_described() -> None:
    assert all(name.startswith("bodies/") and words.endswith(".") for name, words in RULES.items())
