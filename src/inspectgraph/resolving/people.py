"""Which people are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inspectgraph.graph.iris import slug
from inspectgraph.graph.people import INSPECTION_ROLES
from inspectgraph.graph.terms import FOAF, IG, ORG, PROV
from inspectgraph.resolving.mentions import DocumentIndex, Mention
from inspectgraph.resolving.person_names import Name, close_pairs, full, rare, words_of
from inspectgraph.resolving.things import Doubt, Joins, Settled, Thing, anchor

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

#: Roles between which people move; a role that is not named here is a kind of its own.
FAMILIES = {
    **dict.fromkeys(
        (*INSPECTION_ROLES, "ofsted-manager"),
        "inspector",
    ),
    **dict.fromkeys(("dcs", "chief-executive"), "senior"),
    **dict.fromkeys(("lead-member", "council-leader", "pcc"), "politician"),
    "lscb-chair": "board-chair",
}
_INSPECTOR, _SENIOR = "inspector", "senior"
#: Kinds of role that people have wherever they turn up.
_ANYWHERE = frozenset({_INSPECTOR, "journalist"})
_NAME, _MEMBER, _ROLE = FOAF.name.value, ORG.member.value, ORG.role.value
_ORGANISATION, _POST, _WRITTEN = ORG.organization.value, IG.post.value, IG.organisationAsWritten.value
_AGENT, _HAD_ROLE, _INSPECTS, _POST_IN = PROV.agent.value, PROV.hadRole.value, IG.inspects.value, ORG.postIn.value
#: A kind of role, and the organisation in which it is held.
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """A person as one document names them.

    Attributes:
        mention: The document and its local IRI.
        name: In comparable form.
        places: The kinds of role, each with its organisation.
    """

    mention: Mention
    name: Name
    places: frozenset[Place]


def read_people(documents: Iterable[DocumentIndex], bodies: Mapping[Mention, str]) -> list[Named]:
    """The people whom each document names, with their roles.

    Args:
        documents: All documents.
        bodies: The IRI of each body that is somebody's organisation.
    """
    return [named for document in documents for named in _read(document, bodies)]


def _read(document: DocumentIndex, bodies: Mapping[Mention, str]) -> list[Named]:
    places: dict[str, set[Place]] = {}
    reported = document.value(document.reported or "", _INSPECTS) or ""
    for node in document.of_type(PROV.Association):
        for person in document.values(node, _AGENT):
            places.setdefault(person, set()).add((_INSPECTOR, ""))
    for node in document.of_type(ORG.Membership):
        role = document.slug(node, _ROLE) or "other"
        organisation = _organisation(document, node, bodies) or reported
        family = _INSPECTOR if "/id/inspectorate/" in organisation else FAMILIES.get(role, role)
        for person in document.values(node, _MEMBER):
            if organisation or family in _ANYWHERE:
                places.setdefault(person, set()).add((family, "" if family in _ANYWHERE else organisation))
    return [
        Named(
            Mention(document.identifier, iri),
            words_of(document.value(iri, _NAME) or ""),
            frozenset(places.get(iri, ())),
        )
        for iri in document.of_type(FOAF.Person)
    ]


def _organisation(document: DocumentIndex, tenure: str, bodies: Mapping[Mention, str]) -> str:
    """The organisation of a tenure; "" where the document does not say."""
    organisation = document.value(tenure, _ORGANISATION)
    if organisation is None and (post := document.value(tenure, _POST)) is not None:
        organisation = document.value(post, _POST_IN)
    if organisation is not None:
        return bodies.get(Mention(document.identifier, organisation), organisation)
    written = document.value(tenure, _WRITTEN)
    return "written " + slug(written) if written else ""


def settle_people(people: Iterable[Named], base: str) -> Settled:
    """Which people are one. Nothing is decided on a surname alone."""
    return _People(people).settle(base)


class _People:
    """Mentions of people, joined from the surest rule to the least sure."""

    def __init__(self, people: Iterable[Named]) -> None:
        self.by_mention = {named.mention: named for named in people}
        self.joins = Joins(self.by_mention)
        self.doubts: list[Doubt] = []
        self.by_name: dict[Name, list[Named]] = {}
        for mention in sorted(self.by_mention):
            named = self.by_mention[mention]
            self.by_name.setdefault(named.name, []).append(named)

    def settle(self, base: str) -> Settled:
        for name in sorted(filter(full, self.by_name)):
            self._same_name(name)
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
            for place in sorted(named.places):
                other = first_at.setdefault(place, named)
                rule = _rule_of(place, named, other)
                self.joins.decide(rule, _CONFIDENCE[rule], other.mention, named.mention)
        if rare(name):
            seniors = [first_at[place] for place in sorted(first_at) if place[0] == _SENIOR]
            for other in seniors[1:]:
                self.joins.decide("people/long-name", 0.85, seniors[0].mention, other.mention)

    def _close_names(self) -> None:
        fits: dict[Name, list[Name]] = {}
        for what, one, other in close_pairs(self.by_name):
            if what == "initials":
                fits.setdefault(one, []).append(other)
                continue
            for first, second in self._at_one_place(one, other):
                confidence = 0.75 if first.mention.document == second.mention.document else 0.85
                self.joins.decide("people/typing-error", confidence, first.mention, second.mention)
        for short, longer in sorted(fits.items()):
            for named in self.by_name[short]:
                self._initials(named, longer)

    def _at_one_place(self, one: Name, other: Name) -> list[tuple[Named, Named]]:
        return [
            (first, second)
            for first in self.by_name[one]
            for second in self.by_name[other]
            if first.places & second.places
        ]

    def _initials(self, named: Named, longer: Iterable[Name]) -> None:
        found = {
            self.joins.find(other.mention): other.mention
            for name in longer
            for other in self.by_name[name]
            if other.places & named.places and other.mention.document != named.mention.document
        }
        if len(found) == 1:
            self.joins.decide("people/initials", 0.8, named.mention, min(found.values()))
        elif found:
            self.doubts.append(
                Doubt("people/initials-fit-several", 0.4, tuple(sorted({named.mention, *found.values()})))
            )

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


_CONFIDENCE = {"people/same-inspector": 0.95, "people/same-post": 0.97, "people/tenures-in-one-text": 0.95}


def _rule_of(place: Place, *people: Named) -> str:
    if any(each != place and each[0] == place[0] for named in people for each in named.places):
        return "people/tenures-in-one-text"
    return "people/same-inspector" if place[0] == _INSPECTOR else "people/same-post"
