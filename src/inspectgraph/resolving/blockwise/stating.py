"""The fourth step: what each document says of the things by the IRIs that they have now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inspectgraph.graph.nquads import nquads
from inspectgraph.graph.terms import RDF
from inspectgraph.resolving.blockwise.columns import Work
from inspectgraph.resolving.claims import ClaimReader
from inspectgraph.resolving.consolidated import Consolidation, told
from inspectgraph.resolving.mentions import DocumentIndex, Mention
from inspectgraph.resolving.parts import parts_of_inspections
from inspectgraph.resolving.removal import people_called
from inspectgraph.resolving.rewriting import renames, rewrite
from inspectgraph.resolving.rulings import REMOVE


def state(documents: Mapping[str, bytes], work: Work, consolidation: Consolidation) -> None:
    """Puts the documents' claims, and what they tell of each thing, into the tables."""
    add, iris = work.tables.add, work.iris
    hiding = any(applied.ruling.action == REMOVE for applied in work.curated.applied)
    seeking = any(work.tables.rows("SELECT iri FROM former_part LIMIT 1"))
    for identifier, rows in work.tables.groups(
        "SELECT document, iri, final, NULL AS value FROM final UNION ALL SELECT document, NULL, NULL, value FROM voice "
        "UNION ALL SELECT document, NULL, NULL, NULL FROM document ORDER BY document"
    ):
        document = DocumentIndex(identifier, documents[identifier], iris)
        renamed = renames(document, {Mention(identifier, iri): final for _, iri, final, _ in rows if iri is not None})
        for local, now in renamed.items():
            add("renamed", identifier, local, now)

        def final(_: str, iri: str, renamed: Mapping[str, str] = renamed) -> str:
            return renamed.get(iri, iri)

        reader = ClaimReader(document, renamed, iris)
        said = [claim for *_, voice in rows if voice is not None for claim in reader.of_inspection(voice)]
        for claim in (*said, *reader.of_tenures()):
            add("claim", claim.about, claim.predicate, claim.scope, claim)
        for node, quads in reader.statements.items():
            (subject,) = (quad.object.value for quad in quads if quad.predicate == RDF.subject)  # type: ignore[union-attr]
            add("statement", identifier, node, subject, nquads(quads))
        for each in told(document, final):
            add("told", each.iri, each.kind, each)
        for part, parents in parts_of_inspections([document], final).items():
            add("part", part, f"1 {identifier}", parents)
        consolidation.tenures(document)
        for quad in consolidation.take():
            add("consolidated", f"{quad} .\n".encode())
        for mention, names in people_called([document]) if hiding else ():
            add("called", *mention, names)
        for iri in document.nodes if seeking else ():
            add("node", iri)


def rewritten(documents: Mapping[str, bytes], work: Work) -> Iterator[tuple[str, bytes]]:
    """The documents' graphs with final IRIs and the statements that take part in an agreement, by identifier."""
    for identifier, rows in work.tables.groups(
        "SELECT document, local, final, NULL AS line FROM renamed UNION ALL "
        "SELECT document, NULL, NULL, line FROM statement SEMI JOIN wanted USING (document, node) UNION ALL "
        "SELECT document, NULL, NULL, NULL FROM document ORDER BY document"
    ):
        renamed = {local: final for _, local, final, _ in rows if local is not None}
        added = b"".join(line for *_, line in rows if line is not None)
        yield identifier, rewrite(documents[identifier], renamed, added)
