"""The nodes that several views draw: what each kind of thing has on its card."""

from __future__ import annotations

from pyoxigraph import NamedNode

from inspectgraph.exporting.graphs.draft import Draft, Value
from inspectgraph.exporting.things import BODIES, OWNERSHIP, Things
from inspectgraph.graph.terms import FOAF, IG, ORG, PROV, SKOS, TYPE, slug_of

#: The classes of nodes, the most telling first: a thing of two classes is drawn as the first of them.
KINDS = (
    IG.LocalAuthority, IG.Region, IG.Inspectorate, IG.GovernmentBody, FOAF.Person, IG.Inspection, IG.Judgement,
    IG.Board, IG.Programme, IG.PartnerOrganisation, IG.Unit, IG.Finding, IG.Observation, IG.Tenure, PROV.Association,
    ORG.Post, IG.Publication, IG.Document,
)  # fmt: skip
_RANKS = {slug_of(kind): kind for kind in KINDS}
_ORDER = {kind: rank for rank, kind in enumerate(KINDS)}


def kind_of(things: Things, thing: NamedNode) -> str:
    """The kind of a thing: the local name of its class; empty when no view draws such things."""
    known = [each for each in things.nodes(thing, TYPE) if each in _ORDER]
    return slug_of(min(known, key=_ORDER.__getitem__)) if known else ""


def add_authority(draft: Draft, things: Things, authority: NamedNode) -> None:
    """Draws an authority with its codes and the grades in force."""
    standing = things.standing.get(authority, {})
    region = things.node(authority, IG.region)
    values: dict[str, Value] = {
        "gss_code": things.texts(authority, IG.gssCode),
        "la_code": things.texts(authority, IG.laCode),
        "region": things.name(region) if region else "",
        "authority_type": things.concept(authority, IG.authorityType),
        "grade": standing.get("overall"),
        "grade_since": standing.get("start"),
        "framework": standing.get("framework_name"),
    }
    draft.node(authority.value, "LocalAuthority", things.name(authority), values)


def add_inspection(draft: Draft, things: Things, inspection: NamedNode) -> None:
    """Draws an inspection with its dates as stated, the days between which it lay, and its grades."""
    start, end = things.interval(inspection)
    grade, rank = things.ranked(inspection)
    authority = things.node(inspection, IG.inspects)
    judgements = things.nodes(inspection, IG.hasJudgement)
    values: dict[str, Value] = {
        "authority": things.name(authority) if authority else "",
        "framework": things.concept(inspection, IG.framework),
        "subject": things.texts(inspection, IG.subject),
        "start_date": things.text(inspection, IG.startDate),
        "end_date": things.text(inspection, IG.endDate),
        "start": start,
        "end": end,
        "grade": grade,
        "rank": rank,
        "grades": [things.name(each) for each in judgements],
        "findings": len(things.nodes(inspection, IG.hasFinding)),
        "evidence": things.evidence(inspection),
    }
    draft.node(inspection.value, "Inspection", things.name(inspection), values)


def add_person(draft: Draft, things: Things, person: NamedNode, values: dict[str, Value] | None = None) -> None:
    """Draws a person with the other forms of the name."""
    named: dict[str, Value] = {"also_called": things.texts(person, SKOS.altLabel), **(values or {})}
    draft.node(person.value, "Person", things.name(person), named)


def add_body(draft: Draft, things: Things, body: NamedNode) -> None:
    """Draws a service, board, programme or partner with what findings say of it."""
    tallies = things.mentions.get(body, {}).values()
    values: dict[str, Value] = {
        "body_type": things.concept(body, IG.bodyType),
        "belongs_to": [things.name(each) for each in things.nodes(body, *OWNERSHIP)],
        "abbreviation": things.texts(body, IG.abbreviation),
        "also_called": things.texts(body, SKOS.altLabel),
        "findings": sum(tally["findings"] for tally in tallies),
        "praise": sum(tally["praise"] for tally in tallies),
        "criticism": sum(tally["criticism"] for tally in tallies),
        "evidence": things.evidence(body),
    }
    draft.node(body.value, kind_of(things, body) or "Unit", things.name(body), values)


def add_thing(draft: Draft, things: Things, thing: NamedNode) -> None:
    """Draws a thing of any kind."""
    kind = kind_of(things, thing)
    if kind == "LocalAuthority":
        add_authority(draft, things, thing)
    elif kind == "Inspection":
        add_inspection(draft, things, thing)
    elif kind == "Person":
        add_person(draft, things, thing)
    elif _RANKS.get(kind) in BODIES:
        add_body(draft, things, thing)
    elif kind:
        draft.node(thing.value, kind, things.name(thing))
