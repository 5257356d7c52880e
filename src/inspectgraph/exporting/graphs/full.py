"""The whole default graph as a property graph: literals and concepts become attributes, all other links edges."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from inspectgraph.exporting.graphs.describing import KINDS, kind_of
from inspectgraph.exporting.graphs.draft import Draft, Value, attribute_name
from inspectgraph.exporting.things import Scalar, Things, plain
from inspectgraph.graph.terms import IG, TYPE, slug_of

_LONGEST = 80


def full(things: Things, draft: Draft) -> None:
    """Draws every thing of the default graph."""
    drawn = things.of(*KINDS)
    known = frozenset(drawn)
    names = _ConceptNames(things)
    for thing in drawn:
        values: dict[str, list[Scalar]] = {}
        evidence = 0
        for predicate, value in things.facts(thing):
            name = attribute_name(slug_of(predicate))
            if predicate == TYPE:
                continue
            if predicate == IG.evidence:
                evidence += 1
            elif isinstance(value, Literal):
                values.setdefault(name, []).append(plain(value))
            elif value in known:
                draft.edge(thing.value, value.value, name)
            else:
                values.setdefault(name, []).append(names[value])
        joined: dict[str, Value] = {name: _one_or_list(found) for name, found in values.items()}
        joined |= {"evidence": evidence or None, **_days(joined)}
        draft.node(thing.value, kind_of(things, thing), _shortened(things.name(thing)), joined)


def _days(values: dict[str, Value]) -> dict[str, Value]:
    """The interval of a thing that has one; its date as stated stands beside it under its own name."""
    start = values.get("earliest_start")
    return {"start": start, "end": values.get("latest_end") or values.get("latest_start")}


def _one_or_list(found: list[Scalar]) -> Value:
    return found[0] if len(found) == 1 else [str(each) for each in found]


def _shortened(label: str) -> str:
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip() + "…"


class _ConceptNames(dict[NamedNode, str]):
    """What concepts are called, asked once each; an IRI of elsewhere stays as it is."""

    def __init__(self, things: Things) -> None:
        self._things = things

    def __missing__(self, node: NamedNode) -> str:
        name = self._things.name(node) if self._things.is_concept(node) else node.value
        self[node] = name
        return name
