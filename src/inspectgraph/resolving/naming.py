"""Which IRI each thing has: a published one stays with the thing that holds its mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from inspectgraph.graph.iris import digest
from inspectgraph.resolving.ledger import Entry, Ledger
from inspectgraph.resolving.mentions import Mention
from inspectgraph.resolving.things import Thing

#: Kinds whose IRIs say what they stand for: such an IRI stays with what it says.
_TELLING = frozenset({"inspection", "publication"})


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs of all things.

    Attributes:
        of: The IRI of the thing that each mention speaks of.
        aliases: IRIs once published, and where each leads: to one thing, or to several that it stood for.
        ledger: What is published now.
    """

    of: dict[Mention, str]
    aliases: dict[str, tuple[str, ...]]
    ledger: Ledger


@dataclass(slots=True)
class _Claims:
    """Which things have a right to which published IRIs.

    Attributes:
        won: The IRIs that a thing keeps, by its position.
        split: The positions of the things that one IRI stood for, none of which keeps it.
    """

    won: dict[int, list[str]] = field(default_factory=dict)
    split: dict[str, list[int]] = field(default_factory=dict)


def name(things: Sequence[Thing], former: Ledger) -> Names:
    """Gives every thing its IRI.

    A thing whose mentions hold a published IRI has that IRI. Where it holds several, the one stays that says what the
    thing is, else the least, and the others become aliases. Where one IRI stood for what are several things now, it becomes an alias that names them all;
    mentions that only moved to another published thing do not count.
    """
    former = former.things
    things = sorted(things, key=lambda thing: (thing.kind, thing.rank, thing.mentions))
    claims = _claims(things, former)
    chosen = {
        position: min(iris, key=lambda iri: (iri != things[position].natural, iri))
        for position, iris in claims.won.items()
    }
    # An IRI that is published for a thing that is not in this build goes only to a thing that is called so by nature,
    # and one that stood for several things to none of them.
    taken = {iri for iris in claims.won.values() for iri in iris} | set(claims.split) | _shared_aliases(former)
    for position, thing in enumerate(things):
        if position not in chosen:
            chosen[position] = _free(thing, taken)
            taken.add(chosen[position])
    of = {mention: chosen[position] for position, thing in enumerate(things) for mention in thing.mentions}
    ledger = _next_ledger(things, chosen, claims, former)
    present = set(chosen.values())
    return Names(of, _leads(entry for entry in ledger.entries if entry.iri in present), ledger)


def _leads(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for entry in entries:
        for alias in entry.aliases:
            found.setdefault(alias, []).append(entry.iri)
    return {alias: tuple(sorted(found[alias])) for alias in sorted(found)}


def _shared_aliases(ledger: Ledger) -> set[str]:
    counts = Counter(alias for entry in ledger.entries for alias in entry.aliases)
    return {alias for alias, count in counts.items() if count > 1}


def _claims(things: Sequence[Thing], former: Ledger) -> _Claims:
    held: list[Counter[str]] = []
    claimants: dict[str, list[int]] = {}
    for position, thing in enumerate(things):
        entries = (former.by_anchor.get(anchor) for anchor in thing.anchors)
        held.append(Counter(entry.iri for entry in entries if entry is not None and entry.kind == thing.kind))
        for iri in held[-1]:
            claimants.setdefault(iri, []).append(position)
    shared = _shared_aliases(former)
    former_aliases = {entry.iri: set(entry.aliases) - shared for entry in former.entries}
    claims = _Claims()
    for iri, positions in claimants.items():
        ranked = sorted(positions, key=lambda position: (-held[position][iri], position))
        parts = [
            position
            for position in ranked
            if _home(things[position], held[position]) == iri and things[position].natural not in former_aliases[iri]
        ]
        telling = [each for each in parts if things[each].kind in _TELLING and things[each].natural == iri]
        if len(parts) > 1 and len(telling) != 1:
            claims.split[iri] = parts
        else:
            claims.won.setdefault((telling or parts or ranked)[0], []).append(iri)
    return claims


def _home(thing: Thing, held: Counter[str]) -> str:
    """The published IRI that most mentions of a thing hold."""
    return min(held, key=lambda iri: (-held[iri], iri != thing.natural, iri))


def _free(thing: Thing, taken: set[str]) -> str:
    iri = thing.natural
    length = 6
    while iri in taken:
        iri = f"{thing.natural}-{digest(thing.kind, *thing.mentions[0], length=length)}"
        length += 2
    return iri


def _next_ledger(things: Sequence[Thing], chosen: dict[int, str], claims: _Claims, former: Ledger) -> Ledger:
    published = {entry.iri: entry for entry in former.entries}
    held = {anchor for thing in things for anchor in thing.anchors}
    present = set(chosen.values())
    entries: dict[str, Entry] = {}
    for position, thing in enumerate(things):
        iri = chosen[position]
        sources = {each for each in (*claims.won.get(position, ()), iri) if each in published}
        parted = {split for split, parts in claims.split.items() if position in parts}
        # What documents hold that are not in this build goes with the weightiest part.
        heir = {split for split in parted if claims.split[split][0] == position}
        anchors = {*thing.anchors, *(a for each in sources | heir for a in published[each].anchors if a not in held)}
        former_aliases = {alias for each in sources | parted for alias in published[each].aliases}
        aliases = (sources | parted | former_aliases) - present
        entries[iri] = Entry(iri, thing.kind, tuple(sorted(anchors)), tuple(sorted(aliases)))
    gone = {alias for entry in entries.values() for alias in entry.aliases} | present
    for entry in former.entries:
        if entry.iri not in gone:
            anchors = {anchor for anchor in entry.anchors if anchor not in held}
            aliases = set(entry.aliases) - present
            entries[entry.iri] = Entry(entry.iri, entry.kind, tuple(sorted(anchors)), tuple(sorted(aliases)))
    return Ledger.of(entries.values())
