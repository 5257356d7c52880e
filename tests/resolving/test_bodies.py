"""Bodies are one by name, abbreviation and function, within one owner and over documents."""

from __future__ import annotations

import pytest

from inspectgraph.facts import Body, Report
from inspectgraph.graph.emitter import emit
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.writer import Source
from inspectgraph.reading.document import Span
from inspectgraph.reading.reader import read_bytes
from inspectgraph.reference import load
from inspectgraph.resolving.bodies import RULES, settle_bodies
from inspectgraph.resolving.mentions import index

IRIS = Iris("https://example.org/")


def body(name: str, kind: str = "team", short: str | None = None, owner: str | None = "essex", *others: str) -> Body:
    return Body(name, kind, "test/body", (Span(0, 5),), short, others, owner)


def settle(*documents: tuple[Body, ...]) -> tuple[int, set[str]]:
    """How many bodies there are, and the rules of decisions and doubts."""
    quads = {}
    for number, bodies in enumerate(documents):
        read = read_bytes(f"Words of number {number}.".encode(), f"{number}.txt")
        quads[read.identifier] = emit(Report("inspection-report", "test", bodies=bodies), read, IRIS, Source())
    settled = settle_bodies(index(quads, IRIS), load(), IRIS.base)
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
    ],
)
def test_two_bodies(one: Body, other: Body) -> None:
    assert settle((one,), (other,)) == (2, set())


def test_unlike_names_with_one_abbreviation_are_a_doubt() -> None:
    one, other = body("initial response team", "team", "IRT"), body("independent living allowance", "service", "IRT")
    assert settle((one,), (other,)) == (2, {"bodies/abbreviation-only"})


def test_what_one_document_tells_apart_stays_apart() -> None:
    assert settle((body("adoption team"), body("adoption service", "service"))) == (2, set())


def test_each_rule_is_described() -> None:
    assert all(name.startswith("bodies/") and words.endswith(".") for name, words in RULES.items())
