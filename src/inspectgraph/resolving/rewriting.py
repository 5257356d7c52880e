"""The documents' graphs with the IRIs that hold over all documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Quad

from inspectgraph.graph.nquads import lines, nquads
from inspectgraph.graph.terms import IG, PROV, slug_of
from inspectgraph.resolving.mentions import DocumentIndex, Mention

_DATES = frozenset({str(IG.startDate).encode(), str(IG.endDate).encode()})
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


def rewrite(text: bytes, renamed: Mapping[str, str], added: Sequence[Quad] = ()) -> bytes:
    """A document's N-Quads with its final IRIs and some more quads, sorted, each once.

    Args:
        text: Its N-Quads, sorted, each once.
        renamed: The final IRI of each local one that does not stay.
        added: More quads.
    """
    found = set(lines(nquads(added)))
    if not renamed:
        return b"".join(sorted(found.union(lines(text)))) if added else text
    nodes = {f"<{local}>".encode(): f"<{final}>".encode() for local, final in renamed.items()}
    rewritten = list(found)
    for line in lines(text):
        subject, predicate, rest = line.split(b" ", 2)
        value = rest.split(b" ", 1)[0] if rest.startswith(b"<") else b""
        if subject in nodes or value in nodes:
            rest = nodes.get(value, value) + rest[len(value) :]
            rewritten.append(b" ".join((nodes.get(subject, subject), predicate, rest)))
        else:
            rewritten.append(line)
    spare = _less_precise({line for line in rewritten if b"Date> " in line})
    # Most lines are sorted already.
    return b"".join(line for line in dict.fromkeys(sorted(rewritten)) if line not in spare)


def _less_precise(found: Iterable[bytes]) -> set[bytes]:
    """The dates of inspections that mentions of one document, now one inspection, give less precisely than others."""
    dated: dict[tuple[bytes, bytes], list[tuple[bytes, bytes]]] = {}
    for line in found:
        subject, predicate, rest = line.split(b" ", 2)
        if predicate in _DATES:
            dated.setdefault((subject, predicate), []).append((rest.split(b" ", 1)[0], line))
    return {line for same in dated.values() for _, line in sorted(same, key=lambda each: (-len(each[0]), each))[1:]}
