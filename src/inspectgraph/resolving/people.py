"""Which people are one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from inspectgraph.resolving.given_names import COMMON_SURNAMES
from inspectgraph.resolving.mentions import Mention
from inspectgraph.resolving.person_mentions import INSPECTOR, REGION, SENIOR, Named, Place, Term
from inspectgraph.resolving.person_names import Name, close_pairs, full, rare
from inspectgraph.resolving.things import Doubt, Joins, Marks, Settled, Thing, anchor

RULES: dict[str, str] = {
    "people/same-inspector": "Inspectors of one name are one person.",
    "people/same-post": "People of one name with roles of one kind in one organisation are one person.",
    "people/tenures-in-one-text": "A document that gives one name posts in two organisations links the people of that name in both.",
    "people/long-name": "Holders of senior posts in several authorities who share a name of three words or more are one person.",
    "people/typing-error": "Names that differ by one letter of a long surname, or by a letter too many in the given name, with roles of one kind in one organisation, are of one person.",
    "people/short-name": "Names that differ by a short form of the given name (Mike, Michael), with roles of one kind in one organisation, are of one person, unless many bear the surname.",
    "people/same-region": "Leads of police, health and probation services and commissioners of one name in one region are one person: they serve several authorities.",
    "people/director-moves": "Directors of children's services of one name in two authorities at times that do not overlap are one person, unless many bear the surname and the regions differ.",
    "people/initials": "A name with initials, or without a middle name, is that of the only person of the same organisation and kind of role whose name it abbreviates.",
    "people/other-organisation": "People of one name have roles of one kind in different organisations.",
    "people/other-role": "People of one name have roles of different kinds.",
    "people/initials-fit-several": "A name with initials fits more than one person.",
    "people/short-name-of-common-surname": "Names differ by a short form of the given name, and many bear the surname.",
}  # fmt: skip


def settle_people(people: Iterable[Named], base: str, marks: Marks | None = None) -> Settled:
    """Which people are one. Nothing is decided on a surname alone.

    Args:
        people: As each document names them.
        base: Of the dataset.
        marks: What a curator decided to be different.
    """
    return _People(people, marks).settle(base)


class _People:
    """Mentions of people, joined from the surest rule to the least sure."""

    def __init__(self, people: Iterable[Named], marks: Marks | None) -> None:
        self.by_mention = {named.mention: named for named in people}
        self.joins = Joins(self.by_mention, marks)
        self.doubts: list[Doubt] = []
        self.by_name: dict[Name, list[Named]] = {}
        for mention in sorted(self.by_mention):
            named = self.by_mention[mention]
            self.by_name.setdefault(named.name, []).append(named)

    def settle(self, base: str) -> Settled:
        for name in sorted(filter(full, self.by_name)):
            self._same_name(name)
            self._same_director(name)
        self._close_names()
        for name in sorted(filter(full, self.by_name)):
            self._doubt_name(name)
        settled = Settled(doubts=self.doubts, decisions=self.joins.decisions())
        for members in self.joins.sets().values():
            anchors = tuple(sorted(anchor(mention, base) for mention in members))
            settled.things.append(Thing("person", tuple(members), anchors, members[0].iri, (-len(members),)))
        return settled

    def _same_name(self, name: Name) -> None:
        first_at: dict[Place, Named] = {}
        for named in self.by_name[name]:
            for place in sorted(named.places, key=lambda place: (place[1].startswith(REGION), place)):
                if place[1].startswith(REGION) and name[-1] in COMMON_SURNAMES:
                    continue
                other = first_at.setdefault(place, named)
                rule = _rule_of(place, named, other)
                self.joins.decide(rule, _CONFIDENCE[rule], other.mention, named.mention)
        if rare(name):
            seniors = [first_at[place] for place in sorted(first_at) if place[0] == SENIOR]
            for other in seniors[1:]:
                self.joins.decide("people/long-name", 0.85, seniors[0].mention, other.mention)

    def _same_director(self, name: Name) -> None:
        """Joins directors of several authorities, one authority after the other, where the times allow it."""
        terms: dict[Mention, dict[str, Term]] = {}
        for named in self.by_name[name]:
            of_person = terms.setdefault(self.joins.find(named.mention), {})
            for authority, term in sorted(named.directs.items()):
                of_person[authority] = of_person[authority].with_other(term) if authority in of_person else term
        posts = sorted((term, person) for person, held in terms.items() for term in held.values())
        for (one, first), (other, second) in pairwise(posts):
            if one.before(other) and (name[-1] not in COMMON_SURNAMES or one.region == other.region):
                self.joins.decide("people/director-moves", 0.8, first, second)

    def _close_names(self) -> None:
        fits: dict[str, dict[Name, list[Name]]] = {"initials": {}, "short": {}}
        for what, one, other in close_pairs(self.by_name):
            if what == "initials":
                fits[what].setdefault(one, []).append(other)
            elif what == "short":
                short, long = sorted((one, other), key=lambda name: (len(name[0]), name))
                fits[what].setdefault(short, []).append(long)
            else:
                for first, second in self._at_one_place(one, other):
                    confidence = 0.75 if first.mention.document == second.mention.document else 0.85
                    self.joins.decide("people/typing-error", confidence, first.mention, second.mention)
        for what, known in fits.items():
            for short, longer in sorted(known.items()):
                for named in self.by_name[short]:
                    self._fit(what, named, longer)

    def _at_one_place(self, one: Name, other: Name) -> list[tuple[Named, Named]]:
        return [
            (first, second)
            for first in self.by_name[one]
            for second in self.by_name[other]
            if first.places & second.places
        ]

    def _fit(self, what: str, named: Named, longer: Iterable[Name]) -> None:
        """Joins a person whose name is a shorter form of that of exactly one other of the same place."""
        others = [
            other
            for name in longer
            for other in self.by_name[name]
            if other.places & named.places and other.mention.document != named.mention.document
        ]
        found = {self.joins.find(other.mention): other.mention for other in others}
        if not found:
            return
        doubt = "people/initials-fit-several"
        if len(found) == 1:
            shared = {place for other in others for place in other.places & named.places}
            if what == "initials":
                self.joins.decide("people/initials", 0.8, named.mention, min(found.values()))
                return
            if named.name[-1] not in COMMON_SURNAMES or any(organisation for _, organisation in shared):
                self.joins.decide("people/short-name", 0.85, named.mention, min(found.values()))
                return
            doubt = "people/short-name-of-common-surname"
        mentions = tuple(sorted({named.mention, *found.values()}))
        self.doubts.append(Doubt(doubt, 0.4, mentions))

    def _doubt_name(self, name: Name) -> None:
        """People of one name who are still several."""
        of_person: dict[Mention, set[Place]] = {}
        for named in self.by_name[name]:
            of_person.setdefault(self.joins.find(named.mention), set()).update(named.places)
        if len(of_person) < 2:
            return
        families = [{place[0] for place in places} for places in of_person.values()]
        alike = any(one & other for at, one in enumerate(families) for other in families[at + 1 :])
        rule, confidence = ("people/other-organisation", 0.6) if alike else ("people/other-role", 0.3)
        self.doubts.append(Doubt(rule, confidence, tuple(sorted(of_person))))


_CONFIDENCE = {
    "people/same-inspector": 0.95, "people/same-post": 0.97, "people/tenures-in-one-text": 0.95, "people/same-region": 0.85,
}  # fmt: skip


def _rule_of(place: Place, *people: Named) -> str:
    if place[1].startswith(REGION):
        return "people/same-region"
    if any(
        each != place and each[0] == place[0] and not each[1].startswith(REGION)
        for named in people
        for each in named.places
    ):
        return "people/tenures-in-one-text"
    return "people/same-inspector" if place[0] == INSPECTOR else "people/same-post"
