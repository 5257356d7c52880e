"""People as each document names them, with their roles, the organisations and the times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from inspectgraph.graph.iris import slug
from inspectgraph.graph.people import INSPECTION_ROLES
from inspectgraph.graph.terms import DCT, FOAF, IG, ORG, PROV, slug_of
from inspectgraph.reference import Reference
from inspectgraph.resolving.mentions import DocumentIndex, Mention
from inspectgraph.resolving.organisation_names import organisation_key
from inspectgraph.resolving.person_names import Name, words_of

INSPECTOR, SENIOR = "inspector", "senior"
#: Roles between which people move; a role that is not named here is a kind of its own.
FAMILIES = {
    **dict.fromkeys((*INSPECTION_ROLES, "ofsted-manager"), INSPECTOR),
    **dict.fromkeys(("dcs", "chief-executive"), SENIOR),
    **dict.fromkeys(("lead-member", "council-leader", "pcc"), "politician"),
    "lscb-chair": "board-chair",
}  # fmt: skip
#: Roles in organisations that serve several authorities.
_REGIONAL = frozenset({"police", "health", "probation", "pcc"})
#: Kinds of role that people have wherever they turn up.
_ANYWHERE = frozenset({INSPECTOR, "journalist"})
REGION = "region "
_NAME, _MEMBER, _ROLE = FOAF.name.value, ORG.member.value, ORG.role.value
_ORGANISATION, _POST, _WRITTEN = ORG.organization.value, IG.post.value, IG.organisationAsWritten.value
_AGENT, _INSPECTS, _POST_IN = PROV.agent.value, IG.inspects.value, ORG.postIn.value
_START, _ISSUED, _FROM, _TO = IG.startDate.value, DCT.issued.value, IG["from"].value, IG.to.value
#: A kind of role, and the organisation in which it is held.
Place = tuple[str, str]


class Term(NamedTuple):
    """When somebody is known to have held a post.

    Attributes:
        start, end: The first and the last day known; empty where none is.
        region: Of the authority.
    """

    start: str
    end: str
    region: str

    def with_other(self, other: Term) -> Term:
        """Both terms in one post as one; not known where either is not."""
        return Term(
            min(self.start, other.start), max(self.end, other.end) if self.end and other.end else "", self.region
        )

    def before(self, other: Term) -> bool:
        """Whether it ended before the other began, for all that is known."""
        return bool(self.start and self.end) and self.end < other.start


@dataclass(frozen=True, slots=True)
class Named:
    """A person as one document names them.

    Attributes:
        mention: The document and its local IRI.
        name: In comparable form.
        places: The kinds of role, each with its organisation, or the region where it serves several authorities; a
            body by its local IRI until `placed`.
        directs: The authorities whose director of children's services it is, each with the term.
    """

    mention: Mention
    name: Name
    places: frozenset[Place]
    directs: Mapping[str, Term] = field(default_factory=dict)


def read_people(document: DocumentIndex, reference: Reference) -> list[Named]:
    """The people whom a document names, with their roles.

    Args:
        document: Any.
        reference: For the regions of the authorities.
    """
    places: dict[str, set[Place]] = {}
    directs: dict[str, dict[str, Term]] = {}
    reported = document.value(document.reported or "", _INSPECTS) or ""
    authority = reference.authorities.get(slug_of(reported)) if reported else None
    for node in document.of_type(PROV.Association):
        for person in document.values(node, _AGENT):
            places.setdefault(person, set()).add((INSPECTOR, ""))
    for node in document.of_type(ORG.Membership):
        role = document.slug(node, _ROLE) or "other"
        organisation = _organisation(document, node) or reported
        family = INSPECTOR if "/id/inspectorate/" in organisation else FAMILIES.get(role, role)
        for person in document.values(node, _MEMBER):
            if organisation or family in _ANYWHERE:
                places.setdefault(person, set()).add((family, "" if family in _ANYWHERE else organisation))
            if role in _REGIONAL and family != INSPECTOR and authority is not None:
                places[person].add((role, REGION + authority.region))
            if role == "dcs" and "/id/authority/" in organisation:
                of = reference.authorities.get(slug_of(organisation))
                term = _term(document, node, of.region if of else organisation)
                known = directs.setdefault(person, {})
                known[organisation] = known[organisation].with_other(term) if organisation in known else term
    return [
        Named(
            Mention(document.identifier, iri),
            words_of(document.value(iri, _NAME) or ""),
            frozenset(places.get(iri, ())),
            directs.get(iri, {}),
        )
        for iri in document.of_type(FOAF.Person)
    ]


def _term(document: DocumentIndex, tenure: str, region: str) -> Term:
    when = document.date(document.reported or "", _START) or document.date(document.node, _ISSUED)
    known = [each for each in (document.date(tenure, _FROM), document.date(tenure, _TO), when) if each is not None]
    start, end = (
        min((each.earliest() for each in known), default=""),
        max((each.latest() for each in known), default=""),
    )
    return Term(start, end, region)


def placed(named: Named, bodies: Mapping[Mention, str]) -> Named:
    """A person whose organisations are what several documents call one.

    Args:
        named: As the document names them.
        bodies: The IRI of each body that is somebody's organisation.
    """
    document = named.mention.document
    places = {(family, bodies.get(Mention(document, place), place)) for family, place in named.places}
    return named if places == named.places else replace(named, places=frozenset(places))


def _organisation(document: DocumentIndex, tenure: str) -> str:
    """The organisation of a tenure; "" where the document does not say."""
    organisation = document.value(tenure, _ORGANISATION)
    if organisation is None and (post := document.value(tenure, _POST)) is not None:
        organisation = document.value(post, _POST_IN)
    if organisation is not None:
        return organisation
    written = document.value(tenure, _WRITTEN)
    return "written " + (" ".join(organisation_key(written)) or slug(written)) if written else ""
