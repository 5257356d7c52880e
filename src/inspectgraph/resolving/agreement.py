"""What independent publications state alike, and where documents contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from inspectgraph.dates import PartialDate

RULES: dict[str, str] = {
    "agreement/other-publisher": "Publications of different publishers state it alike.",
    "agreement/other-publication": "Different publications of one publisher state it alike.",
    "agreement/contradiction": "Documents give different values to what has one value; partial dates that agree do not differ.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """That one document states a value.

    Attributes:
        about: IRI of the thing.
        predicate: IRI of the property.
        value: IRI or lexical form.
        node: IRI of the node that carries the evidence.
        document: Identifier of the document.
        publication: IRI of the publication; renditions and digests of one are one voice.
        publisher: Who published it.
        weight: How near the document is to the thing, the smaller the nearer.
        single: Whether the thing has one such value, so that another contradicts it.
        scope: What else must be the same for values to be compared: of a tenure the role and the organisation.
    """

    about: str
    predicate: str
    value: str
    node: str
    document: str
    publication: str
    publisher: str
    weight: tuple[int, ...] = ()
    single: bool = True
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """That claims agree, or contradict each other.

    Attributes:
        rule: Id of the rule.
        conflict: Whether they contradict each other.
        claims: Two or more: for each value one of each publication, the nearest.
    """

    rule: str
    conflict: bool
    claims: tuple[Claim, ...]


Same = Callable[[str, str], bool]


def equal(one: str, other: str) -> bool:
    """Whether two values are one."""
    return one == other


def dates_agree(one: str, other: str) -> bool:
    """Whether two partial dates may be one day."""
    return PartialDate.parse(one).agrees(PartialDate.parse(other))


def compare(claims: Iterable[Claim], same: Mapping[str, Same]) -> list[Agreement]:
    """Corroborations and conflicts among claims.

    Args:
        claims: Of all documents.
        same: By property, which values agree; equality where none is given.

    Returns:
        For each thing, property and scope at most one corroboration of each value, and at most one conflict.
    """
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.about, claim.predicate, claim.scope), []).append(claim)
    found = []
    for (_, predicate, _), members in sorted(groups.items()):
        if len(members) < 2:
            continue
        found += _compare(members, same.get(predicate, equal))
    return found


def _compare(claims: list[Claim], same: Same) -> list[Agreement]:
    by_value: list[tuple[str, list[Claim]]] = []
    # The most precise value stands for those that agree with it.
    for value in sorted({claim.value for claim in claims}, key=lambda value: (-len(value), value)):
        members = [claim for claim in claims if claim.value == value]
        alike = [known for stands_for, known in by_value if same(stands_for, value)]
        if alike:
            for known in alike:
                known.extend(members)
        else:
            by_value.append((value, members))
    found = []
    for _, members in by_value:
        voices = _one_of_each_publication(members)
        if len(voices) > 1:
            publishers = {claim.publisher for claim in voices}
            rule = "agreement/other-publisher" if len(publishers) > 1 else "agreement/other-publication"
            found.append(Agreement(rule, False, voices))
    if len(by_value) > 1 and claims[0].single:
        sides = {claim for _, members in by_value for claim in _one_of_each_publication(members)}
        found.append(Agreement("agreement/contradiction", True, tuple(sorted(sides, key=_order))))
    return found


def _one_of_each_publication(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    chosen: dict[str, Claim] = {}
    for claim in sorted(claims, key=_order):
        chosen.setdefault(claim.publication, claim)
    return tuple(chosen.values())


def _order(claim: Claim) -> tuple[object, ...]:
    return (claim.weight, -len(claim.value), claim.document, claim.value, claim.node)
