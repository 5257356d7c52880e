"""The third step: every thing gets its IRI, together with the things and published IRIs that may contend for it."""

from __future__ import annotations

from inspectgraph.resolving.blockwise.columns import Work
from inspectgraph.resolving.ledger import PART, Entry, Ledger
from inspectgraph.resolving.naming import name
from inspectgraph.resolving.parts import lead_parts


def name_things(work: Work) -> None:
    """Names the things. They contend for an IRI by what they would be called, or by what their mentions held before."""
    tables = work.tables
    tables.components(
        "naming_block",
        "SELECT DISTINCT n.stem AS one, h.stem AS other FROM anchor n JOIN former_anchor h USING (anchor) "
        "WHERE n.stem <> h.stem UNION ALL SELECT DISTINCT alias, stem FROM former_alias WHERE alias <> stem",
    )
    for _, rows in tables.groups(
        "SELECT coalesce(b.block, n.stem) AS block, n.value "
        "FROM (SELECT stem, value FROM thing UNION ALL SELECT stem, value FROM former) n "
        "LEFT JOIN naming_block b ON b.node = n.stem ORDER BY block"
    ):
        former = [each for _, each in rows if isinstance(each, Entry)]
        names = name([each for _, each in rows if not isinstance(each, Entry)], Ledger.of(former))
        for mention, iri in names.of.items():
            tables.add("final", *mention, iri)
        for entry in names.ledger.entries:
            _keep(entry, work)
        for alias, iris in names.aliases.items():
            for iri in iris:
                tables.add("alias", alias, iri)


def lead_former_parts(work: Work) -> dict[str, tuple[str, ...]]:
    """Puts all parts into the ledger, and tells where those lead that are gone.

    Those that are gone it holds in memory, with what they hang on: it is what changed since the last build.
    """
    tables = work.tables
    for iri, parents in tables.rows("SELECT iri, arg_max(value, source) AS value FROM part GROUP BY iri"):
        _keep(Entry(iri, PART, tuple(sorted(parents))), work)
    gone = []
    for entry, named in tables.rows(
        "SELECT p.value, p.iri IN (SELECT final FROM final) AS named FROM former_part p ANTI JOIN part USING (iri)"
    ):
        _keep(entry, work)
        if not named:
            gone.append(entry)
    if not gone:
        return {}
    parents = {parent for entry in gone for parent in entry.anchors}
    for parent in parents:
        tables.add("asked", parent)
    aliases: dict[str, tuple[str, ...]] = {
        alias: tuple(iri for _, iri in rows)
        for alias, rows in tables.groups("SELECT a.* FROM alias a SEMI JOIN asked ON asked.iri = a.alias ORDER BY ALL")
    }
    targets = {
        target
        for entry in gone
        for parent in entry.anchors
        for thing in aliases.get(parent, (parent,))
        for target in (thing, thing + entry.iri.removeprefix(parent))
    }
    for target in targets - parents:
        tables.add("asked", target)
    things, parts, nodes = (
        {iri for (iri,) in tables.rows(f"SELECT iri FROM asked SEMI JOIN {table} t ON t.{column} = asked.iri")}
        for table, column in (("final", "final"), ("part", "iri"), ("node", "iri"))
    )
    return lead_parts(gone, aliases, parts, things, nodes.__contains__)


def _keep(entry: Entry, work: Work) -> None:
    work.tables.add("entry", entry.iri, entry.kind, entry.line().encode() + b"\n")
