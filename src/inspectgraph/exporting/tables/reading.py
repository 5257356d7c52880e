"""What the rows of several tables have in common."""

from __future__ import annotations

from pyoxigraph import NamedNode

from inspectgraph.exporting.sources import Sources
from inspectgraph.exporting.tables.table import Cell
from inspectgraph.exporting.things import Things
from inspectgraph.graph.terms import IG

JOINT = "; "


def codes(things: Things, authority: NamedNode | None) -> dict[str, Cell]:
    """Name and newest ONS code of an authority or another area."""
    if authority is None:
        return {}
    return {"authority": things.name(authority), "gss_code": max(things.texts(authority, IG.gssCode), default=None)}


def dated(things: Things, inspection: NamedNode) -> dict[str, Cell]:
    """Framework and dates of an inspection."""
    return {
        "framework": things.concept(inspection, IG.framework),
        "start": things.text(inspection, IG.startDate),
        "end": things.text(inspection, IG.endDate),
    }


def source(things: Things, sources: Sources, fact: NamedNode) -> dict[str, Cell]:
    """Where a fact stands."""
    found = sources.of(fact)
    return {
        "evidence": things.evidence(fact),
        "document": found.document,
        "page": found.page,
        "link": found.link,
    }


def told(things: Things, fact: NamedNode) -> dict[str, Cell]:
    """The first and the last time that a document says it."""
    days = things.told_on(fact)
    return {"first_told": days[0], "last_told": days[-1]} if days else {}


def in_time(things: Things) -> list[tuple[NamedNode | None, NamedNode]]:
    """Authority and inspection, by the authority's name, the newest inspection first, the undated last."""
    found = [(things.node(each, IG.inspects), each) for each in things.inspections]
    found.sort(key=lambda pair: pair[1].value)
    found.sort(key=lambda pair: things.text(pair[1], IG.earliestStart), reverse=True)
    found.sort(key=lambda pair: things.name(pair[0]) if pair[0] else "")
    return found
