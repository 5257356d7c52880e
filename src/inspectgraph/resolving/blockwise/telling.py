"""The fifth step: the consolidated graph thing by thing, and the reasons decision by decision."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from itertools import groupby

from inspectgraph.resolving.agreement import compare
from inspectgraph.resolving.blockwise.columns import Work
from inspectgraph.resolving.claims import SAME
from inspectgraph.resolving.consolidated import Consolidation
from inspectgraph.resolving.mentions import Mention
from inspectgraph.resolving.reasons import Reasons, told_apart
from inspectgraph.resolving.things import Settled


def consolidate(work: Work, consolidation: Consolidation) -> None:
    """Makes the quads of the consolidated graph."""

    def keep() -> None:
        for quad in consolidation.take():
            work.tables.add("consolidated", f"{quad} .\n".encode())

    for _, rows in work.tables.groups(
        "SELECT c.authority, f.final, c.value FROM cluster c JOIN final f USING (document, iri) ORDER BY c.authority"
    ):
        consolidation.inspections((iri, cluster, certain) for _, iri, (cluster, certain) in rows)
        keep()
    for iri, rows in work.tables.groups("SELECT iri, kind, value FROM told ORDER BY iri, kind"):
        for kind, same in groupby(rows, key=lambda row: row[1]):
            consolidation.thing(kind, iri, [source for *_, source in same])
        keep()


def tell(work: Work, ruled: Mapping[Mention, str]) -> None:
    """Makes the quads of the reasons, and finds the statements that take part in an agreement.

    Args:
        work: With the tables.
        ruled: The IRIs of all mentions that a curator names.
    """
    add = work.tables.add
    of: ChainMap[Mention, str] = ChainMap({}, dict(ruled))
    reasons = Reasons(work.iris, of)
    reasons.add_curation(work.curated)
    _keep(reasons, work)
    apart = told_apart(work.curated, ruled)
    for iri, rows in work.tables.groups(
        "SELECT f.final, d.value FROM decision d JOIN final f USING (document, iri) ORDER BY f.final"
    ):
        of.maps[0] = {decision.mentions[0]: iri for _, decision in rows}
        reasons.add_settled(Settled(decisions=[decision for _, decision in rows]), apart)
        _keep(reasons, work)
    for _, rows in work.tables.groups(
        "SELECT d.doubt, d.document, d.iri, f.final, d.value FROM doubt d JOIN final f USING (document, iri) "
        "ORDER BY d.doubt"
    ):
        of.maps[0] = {Mention(document, iri): final for _, document, iri, final, _ in rows}
        reasons.add_settled(Settled(doubts=[rows[0][-1]]), apart)
        _keep(reasons, work)
    for _, rows in work.tables.groups(
        "SELECT concat_ws(' ', about, predicate, scope) AS said, value FROM claim ORDER BY said"
    ):
        agreements = compare((claim for _, claim in rows), SAME)
        reasons.add_agreements(agreements)
        _keep(reasons, work)
        for claim in (claim for each in agreements for claim in each.claims):
            add("wanted", claim.document, claim.node)
    for node, subject in work.tables.rows(
        "SELECT DISTINCT node, subject FROM statement SEMI JOIN wanted USING (document, node)"
    ):
        add("part", node, "2", (subject,))


def tell_aliases(work: Work, leads: Mapping[str, tuple[str, ...]]) -> None:
    """Makes the quads of what was published once.

    Args:
        work: With the tables.
        leads: Where parts lead that are gone.
    """
    reasons = Reasons(work.iris, {})
    for alias, rows in work.tables.groups("SELECT alias, iri FROM alias ORDER BY ALL"):
        reasons.add_aliases({alias: tuple(iri for _, iri in rows)}, {})
        _keep(reasons, work)
    reasons.add_aliases({}, leads)
    _keep(reasons, work)


def _keep(reasons: Reasons, work: Work) -> None:
    for quad in reasons.take():
        work.tables.add("resolution", f"{quad} .\n".encode())
    for node, about in reasons.parts.items():
        work.tables.add("part", node, "3", about)
    reasons.parts.clear()
