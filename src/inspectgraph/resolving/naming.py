"""Which IRI each thing has: a published one stays with the thing that holds its mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from inspectgraph.graph.iris import digest
from inspectgraph.resolving.ledger import Entry, Ledger
from inspectgraph.resolving.mentions import Mention
from inspectgraph.resolving.things import Thing


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs of all things.

    Attributes:
        of: The IRI of the thing that each mention speaks of.
        aliases: IRIs once published, and where each leads.
        ledger: What is published now.
    """

    of: dict[Mention, str]
    aliases: dict[str, str]
    ledger: Ledger


def name(things: Sequence[Thing], former: Ledger) -> Names:
    """Gives every thing its IRI.

    A thing whose mentions hold a published IRI has that IRI. Where it holds several, the least stays and the others
    become aliases; where several things hold parts of one, the thing with most mentions of it keeps it.
    """
    things = sorted(things, key=lambda thing: (thing.kind, thing.rank, thing.mentions))
    won = _won(things, former)
    chosen = {position: min(iris) for position, iris in won.items()}
    # An IRI that is published for a thing that is not in this build goes only to a thing that is called so by nature.
    taken = {iri for iris in won.values() for iri in iris}
    for position, thing in enumerate(things):
        if position not in chosen:
            chosen[position] = _free(thing, taken)
            taken.add(chosen[position])
    of = {mention: chosen[position] for position, thing in enumerate(things) for mention in thing.mentions}
    ledger = _next_ledger(things, chosen, won, former)
    present = set(chosen.values())
    aliases = {alias: entry.iri for entry in ledger.entries if entry.iri in present for alias in entry.aliases}
    return Names(of, dict(sorted(aliases.items())), ledger)


def _won(things: Sequence[Thing], former: Ledger) -> dict[int, list[str]]:
    """The published IRIs that each thing keeps, by its position."""
    claims: dict[str, list[tuple[int, int]]] = {}
    for position, thing in enumerate(things):
        entries = (former.by_anchor.get(anchor) for anchor in thing.anchors)
        held = Counter(entry.iri for entry in entries if entry is not None and entry.kind == thing.kind)
        for iri, count in held.items():
            claims.setdefault(iri, []).append((-count, position))
    won: dict[int, list[str]] = {}
    for iri, claimants in claims.items():
        won.setdefault(min(claimants)[1], []).append(iri)
    return won


def _free(thing: Thing, taken: set[str]) -> str:
    iri = thing.natural
    length = 6
    while iri in taken:
        iri = f"{thing.natural}-{digest(thing.kind, *thing.mentions[0], length=length)}"
        length += 2
    return iri


def _next_ledger(things: Sequence[Thing], chosen: dict[int, str], won: dict[int, list[str]], former: Ledger) -> Ledger:
    published = {entry.iri: entry for entry in former.entries}
    held = {anchor for thing in things for anchor in thing.anchors}
    present = set(chosen.values())
    entries: dict[str, Entry] = {}
    for position, thing in enumerate(things):
        iri = chosen[position]
        sources = {*won.get(position, ()), iri} & set(published)
        anchors = {*thing.anchors, *(a for each in sources for a in published[each].anchors if a not in held)}
        aliases = {*sources, *(alias for each in sources for alias in published[each].aliases)} - present
        entries[iri] = Entry(iri, thing.kind, tuple(sorted(anchors)), tuple(sorted(aliases)))
    gone = {alias for entry in entries.values() for alias in entry.aliases} | present
    for entry in former.entries:
        if entry.iri not in gone:
            anchors = {anchor for anchor in entry.anchors if anchor not in held}
            aliases = set(entry.aliases) - gone
            entries[entry.iri] = Entry(entry.iri, entry.kind, tuple(sorted(anchors)), tuple(sorted(aliases)))
    return Ledger.of(entries.values())
