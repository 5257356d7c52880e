"""The documents' quads with the IRIs that hold over all documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import NamedNode, Quad

from inspectgraph.graph.terms import IG, PROV, slug_of
from inspectgraph.resolving.mentions import DocumentIndex, Mention

_DATES = frozenset({IG.startDate, IG.endDate})
_JUDGEMENT, _ASSOCIATION, _AGENT = IG.hasJudgement.value, PROV.qualifiedAssociation.value, PROV.agent.value


def renames(document: DocumentIndex, names: Mapping[Mention, str]) -> dict[str, str]:
    """What each local IRI of a document becomes; those that stay are left out.

    Judgements and associations hang under their inspection; the last part of an association is the slug of the person.
    """
    found = {}
    for iri in document.nodes:
        final = names.get(Mention(document.identifier, iri), iri)
        if final != iri:
            found[iri] = final
    for iri in document.of_type(IG.Inspection):
        final = found.get(iri, iri)
        for judgement in document.values(iri, _JUDGEMENT):
            found[judgement] = final + judgement.removeprefix(iri)
        for association in document.values(iri, _ASSOCIATION):
            agent = document.value(association, _AGENT)
            last = _slug_of_person(found.get(agent, agent)) if agent else slug_of(association)
            found[association] = f"{final}{association.removeprefix(iri).rpartition('/')[0]}/{last}"
    # A publication that the document only names has no properties of its own there.
    if document.publication is not None:
        found[document.publication] = names.get(
            Mention(document.identifier, document.publication), document.publication
        )
    return {local: final for local, final in found.items() if local != final}


def _slug_of_person(iri: str) -> str:
    return slug_of(iri).rpartition("-")[0]


def rewrite(quads: Iterable[Quad], renamed: Mapping[str, str], added: Sequence[Quad] = ()) -> list[Quad]:
    """The quads with their final IRIs and some more, sorted, each once."""
    if not renamed:
        return sorted({*quads, *added}, key=str)
    nodes = {NamedNode(local): NamedNode(final) for local, final in renamed.items()}
    found = set(added)
    for quad in quads:
        subject = nodes.get(quad.subject)  # type: ignore[arg-type]
        value = nodes.get(quad.object)  # type: ignore[arg-type]
        if subject is None and value is None:
            found.add(quad)
        else:
            found.add(Quad(subject or quad.subject, quad.predicate, value or quad.object, quad.graph_name))
    return sorted(found - _less_precise(found), key=str)


def _less_precise(quads: Iterable[Quad]) -> set[Quad]:
    """The dates of inspections that mentions of one document, now one inspection, give less precisely than others."""
    dated: dict[tuple[object, NamedNode], list[Quad]] = {}
    for quad in quads:
        if quad.predicate in _DATES:
            dated.setdefault((quad.subject, quad.predicate), []).append(quad)
    return {
        quad
        for same in dated.values()
        for quad in sorted(same, key=lambda quad: (-len(str(quad.object)), str(quad.object)))[1:]
    }
