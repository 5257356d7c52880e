"""People, their part in an inspection, the posts that they hold, and posts whose holder is not named."""

from __future__ import annotations

from pyoxigraph import NamedNode

from inspectgraph.facts import Body, Organisation, PersonRole, Spans, UnnamedPost
from inspectgraph.graph.bodies import write_body
from inspectgraph.graph.iris import slug
from inspectgraph.graph.terms import FOAF, IG, ORG, PROV, TYPE, boolean, concept, date, text
from inspectgraph.graph.writer import Writer

#: Roles in an inspection; every other role is a post held for a time.
INSPECTION_ROLES = frozenset(
    {"lead-inspector", "deputy-lead-inspector", "team-inspector", "associate-inspector", "quality-assurance"}
)
_SINGLE_SEATS = frozenset({"dcs", "chief-executive", "lead-member", "council-leader"})


def write_association(writer: Writer, inspection: NamedNode, person: PersonRole) -> None:
    """A person's part in an inspection."""
    node = writer.iris.association(inspection, person.role, person.name)
    writer.add(inspection, PROV.qualifiedAssociation, node)
    writer.add(node, TYPE, PROV.Association)
    writer.add(node, PROV.agent, _person(writer, person.name))
    writer.add(node, PROV.hadRole, concept("role", person.role))
    writer.add(node, IG.roleTitle, text(person.title) if person.title else None)
    if person.organisation and person.organisation.kind == "other":
        writer.add(node, IG.organisationAsWritten, text(person.organisation.name))
    writer.because(node, person.rule, person.spans)


def write_tenure(writer: Writer, person: PersonRole, bounded: bool) -> None:
    """A post that a named person holds or held.

    Args:
        writer: Of the document's graph.
        person: Who, in which role.
        bounded: Whether the document reports an inspection, so that the post was held at its time.
    """
    organisation = person.organisation
    node = writer.iris.hashed(
        "tenure", writer.document.identifier, slug(person.name), person.role, person.title,
        organisation and (organisation.slug or organisation.name), person.start, person.end, person.former,
    )  # fmt: skip
    writer.add(node, TYPE, IG.Tenure)
    writer.add(node, TYPE, ORG.Membership)
    writer.add(node, ORG.member, _person(writer, person.name))
    writer.add(node, ORG.role, concept("role", person.role))
    writer.add(node, IG.roleTitle, text(person.title) if person.title else None)
    writer.add(node, IG["from"], date(person.start) if person.start else None)
    writer.add(node, IG.to, date(person.end) if person.end else None)
    writer.add(node, IG.former, boolean(True) if person.former else None)
    certainty = "stated" if person.start or person.end else "bounded" if bounded and not person.former else "unknown"
    writer.add(node, IG.certainty, concept("certainty", certainty))
    if organisation:
        writer.add(node, ORG.organization, _organisation(writer, organisation, person.rule, person.spans))
        if not organisation.slug and organisation.kind in ("other", "government"):
            writer.add(node, IG.organisationAsWritten, text(organisation.name))
        writer.add(node, IG.post, _post(writer, organisation, person.role, person.title, person.rule, person.spans))
    writer.because(node, person.rule, person.spans)


def write_unnamed(writer: Writer, post: UnnamedPost) -> None:
    """A post since when the text says, but not who holds it: nobody is made up."""
    node = writer.iris.hashed(
        "tenure", writer.document.identifier, "", post.role, post.title, post.organisation.slug, post.start, post.end
    )
    writer.add(node, TYPE, IG.Tenure)
    writer.add(node, IG.post, _post(writer, post.organisation, post.role, post.title, post.rule, post.spans))
    writer.add(node, IG.roleTitle, text(post.title))
    writer.add(node, IG["from"], date(post.start) if post.start else None)
    writer.add(node, IG.to, date(post.end) if post.end else None)
    writer.add(node, IG.former, boolean(True) if post.end else None)
    writer.add(node, IG.certainty, concept("certainty", "stated" if post.start or post.end else "unknown"))
    writer.because(node, post.rule, post.spans)


def _person(writer: Writer, name: str) -> NamedNode:
    node = writer.iris.person(name, writer.document.identifier)
    writer.add(node, TYPE, FOAF.Person)
    writer.add(node, FOAF.name, text(name))
    writer.add(writer.node, IG.mentions, node)
    return node


def _organisation(writer: Writer, organisation: Organisation, rule: str, spans: Spans) -> NamedNode | None:
    if organisation.kind == "authority" and organisation.slug:
        return writer.iris.authority(organisation.slug)
    if organisation.kind == "inspectorate" and organisation.slug:
        return writer.iris.inspectorate(organisation.slug)
    if organisation.kind == "government" and organisation.slug:
        return writer.iris.government(organisation.slug)
    if organisation.kind == "board":
        return _board(writer, organisation, rule, spans)
    return None


def _board(writer: Writer, organisation: Organisation, rule: str, spans: Spans) -> NamedNode:
    """The board of somebody's role; a board that nothing else names is named here."""
    owner = organisation.slug or None
    node = writer.iris.body("board", owner, organisation.name)
    if all(known != node for _, known in writer.bodies):
        write_body(writer, Body(organisation.name, "board", rule, spans, owner=owner))
    return node


def _post(
    writer: Writer, organisation: Organisation, role: str, title: str | None, rule: str, spans: Spans
) -> NamedNode | None:
    """The seat, where an organisation has one for the role or the title tells it from others."""
    holder = _organisation(writer, organisation, rule, spans)
    if holder is None or not organisation.slug or organisation.kind not in ("authority", "board"):
        return None
    if role not in _SINGLE_SEATS and role != "lscb-chair" and not (role == "other" and title):
        return None
    node = writer.iris.post(organisation.slug, role, title or "")
    writer.add(node, TYPE, ORG.Post)
    writer.add(node, ORG.postIn, holder)
    writer.add(node, ORG.role, concept("role", role))
    return node
