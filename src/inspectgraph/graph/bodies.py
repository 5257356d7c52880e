"""Teams, services, boards, programmes and partners, and whose they are."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from pyoxigraph import NamedNode

from inspectgraph.facts import Body
from inspectgraph.graph.iris import body_path
from inspectgraph.graph.terms import IG, ORG, SKOS, TYPE, concept, english, text
from inspectgraph.graph.writer import Writer
from inspectgraph.reading.document import Span
from inspectgraph.reference import load

_CLASSES = {"unit": IG.Unit, "board": IG.Board, "programme": IG.Programme, "partner": IG.PartnerOrganisation}
_OWNER = {"unit": ORG.unitOf, "board": IG.servesAuthority, "programme": IG.runBy, "partner": IG.partnerOf}


def write_body(writer: Writer, body: Body) -> None:
    """A body with its names, its owner and every mention of it; what works for the whole country is nobody's."""
    if body.owner is not None and load().is_national(body.name):
        body = replace(body, owner=None, kind="partner-organisation")
    # A service of nobody in particular (Cafcass) is an organisation that authorities work with.
    kind = "partner-organisation" if body.owner is None and body_path(body.kind) == "unit" else body.kind
    path = body_path(kind)
    node = writer.iris.body(kind, body.owner, body.name)
    # Two spellings of one name are one body; the first is its name.
    known = any(other == node for _, other in writer.bodies)
    writer.bodies.append((body, node))
    writer.add(node, TYPE, _CLASSES[path])
    writer.add(node, IG.bodyType, concept("body-type", kind))
    writer.add(node, SKOS.altLabel if known else SKOS.prefLabel, english(body.name))
    for other in body.other_names:
        writer.add(node, SKOS.altLabel, english(other))
    writer.add(node, IG.abbreviation, text(body.abbreviation) if body.abbreviation else None)
    if body.owner:
        writer.state(node, _OWNER[path], writer.iris.authority(body.owner), body.rule, body.spans[:1], None)
    writer.because(node, body.rule, body.spans)
    writer.add(writer.node, IG.mentions, node)


def mentioned(writer: Writer, span: Span) -> list[NamedNode]:
    """The bodies of which a mention lies in a span."""
    found = []
    for body, node in writer.bodies:
        position = bisect_left(body.spans, (span.start, 0))
        if position < len(body.spans) and body.spans[position].start < span.end:
            found.append(node)
    return found
