"""Leaves people who must not be named out of all that is published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import apart, lines, nquads, parsed
from inspectgraph.graph.terms import IG, ORG, PROV, RDF, TYPE, text
from inspectgraph.processing.facts_file import FactsFile, Gap
from inspectgraph.processing.inputs import Entry
from inspectgraph.resolving.removal import Removal
from inspectgraph.resolving.resolver import Resolution
from inspectgraph.validating.findings import Finding

if TYPE_CHECKING:
    from inspectgraph.publishing.release import Release

#: What says nothing any more without the person.
_PERSONAL = (PROV.agent, RDF.subject, RDF.object, IG.resolved, IG.candidate, IG.about, IG.aliasOf, IG.distinguishes)


def without_removed(release: Release) -> Release:
    """The release without the people whom a curator removed; the same where there are none.

    A post stays, without its holder; a part in an inspection goes. Words that hold a name keep their length, with a
    block for each character, so that every quote still stands at its place in its document's text.
    """
    removal = release.resolution.removal
    if not removal.names and not removal.people:
        return release
    facts = [_of_file(each, removal) for each in release.facts]
    texts = {each.identifier: each.text for each in facts if each.identifier}
    resolution = release.resolution
    iris = Iris(release.base)
    parts = {
        name: apart(_cleaned(text + release.evidence.get(name, b""), removal, texts.get(name)), iris)
        for name, text in resolution.texts.items()
    }
    cleaned: Resolution = replace(
        resolution,
        texts={name: rest for name, (_, rest) in parts.items()},
        consolidated=_kept(resolution.consolidated, removal),
        resolution=_kept(resolution.resolution, removal),
        warnings=tuple(map(removal.text, resolution.warnings)),
    )
    entries = {name: _of_entry(entry, removal) for name, entry in release.entries.items()}
    aside = [
        replace(each, path=removal.text(each.path), message=removal.text(each.message)) for each in release.set_aside
    ]
    evidence = {name: words for name, (words, _) in parts.items()}
    return replace(release, facts=facts, entries=entries, set_aside=aside, resolution=cleaned, evidence=evidence)


def without_names(quads: Iterable[Quad], removal: Removal) -> list[Quad]:
    """Quads in whose words nobody is named who was removed."""
    return [_without(quad, removal, None, {}) for quad in quads]


def _cleaned(text: bytes, removal: Removal, canonical: str | None) -> bytes:
    """The graph of a document that names nobody who was removed, as sorted N-Quads."""
    return b"".join(sorted(lines(nquads(_kept(parsed(text), removal, canonical)))))


def _kept(quads: Iterable[Quad], removal: Removal, canonical: str | None = None) -> list[Quad]:
    """The quads of a graph that name nobody who was removed, sorted.

    Args:
        quads: Of one graph.
        removal: Who was removed.
        canonical: The document's text without names, where the graph is a document's.
    """
    quads = list(quads)
    gone = {
        quad.subject
        for quad in quads
        if quad.predicate in _PERSONAL
        and (_hides(quad.object, removal))
        or quad.predicate == IG.mention
        and isinstance(quad.object, Literal)
        and removal.hides(quad.object.value)
    }
    holders = {quad.subject for quad in quads if quad.predicate == ORG.member and _hides(quad.object, removal)}
    kept = [
        quad
        for quad in quads
        if quad.subject not in gone
        and quad.object not in gone
        and not _hides(quad.subject, removal)
        and not _hides(quad.object, removal)
        and not (quad.subject in holders and quad.predicate == TYPE and quad.object == ORG.Membership)
    ]
    proofs = {quad.object for quad in quads if quad.predicate == IG.evidence}
    idle = proofs - {quad.object for quad in kept if quad.predicate == IG.evidence}
    spans = _spans(kept)
    cleaned = [_without(quad, removal, canonical, spans) for quad in kept if quad.subject not in idle]
    return sorted(set(cleaned), key=str)


def _hides(term: object, removal: Removal) -> bool:
    return isinstance(term, NamedNode) and removal.hides(term.value)


def _spans(quads: Iterable[Quad]) -> dict[object, tuple[int, int]]:
    """The offsets of each piece of evidence."""
    ends: dict[object, dict[NamedNode, int]] = {}
    for quad in quads:
        if quad.predicate in (IG.start, IG.end) and isinstance(quad.object, Literal) and quad.object.value.isdigit():
            ends.setdefault(quad.subject, {})[quad.predicate] = int(quad.object.value)
    return {node: (found[IG.start], found[IG.end]) for node, found in ends.items() if len(found) == 2}


def _without(quad: Quad, removal: Removal, canonical: str | None, spans: Mapping[object, tuple[int, int]]) -> Quad:
    """A quad whose words name nobody; a quote is what the text has at its place now."""
    value = quad.object
    if not isinstance(value, Literal):
        return quad
    if quad.predicate == IG.quote and canonical is not None and quad.subject in spans:
        start, end = spans[quad.subject]
        return Quad(quad.subject, quad.predicate, text(canonical[start:end]), quad.graph_name)
    if quad.predicate == IG.textSha256 and canonical is not None:
        digest = hashlib.sha256(canonical.encode()).hexdigest()
        return Quad(quad.subject, quad.predicate, text(digest), quad.graph_name)
    cleaned = removal.text(value.value)
    if cleaned == value.value:
        return quad
    literal = Literal(cleaned, language=value.language) if value.language else Literal(cleaned, datatype=value.datatype)
    return Quad(quad.subject, quad.predicate, literal, quad.graph_name)


def _of_file(facts: FactsFile, removal: Removal) -> FactsFile:
    return replace(
        facts,
        file_name=removal.text(facts.file_name),
        message=removal.text(facts.message),
        text=removal.text(facts.text),
        removed="".join(line for line in facts.removed.splitlines(keepends=True) if not _told(line, removal)),
        findings=[_of_finding(each, removal) for each in facts.findings],
        warnings=list(map(removal.text, facts.warnings)),
        gaps=[Gap(each.start, each.end, removal.text(each.words)) for each in facts.gaps],
    )


def _told(line: str, removal: Removal) -> bool:
    return removal.text(line) != line or any(person in line for person in removal.people)


def _of_finding(finding: Finding, removal: Removal) -> Finding:
    value = None if finding.value is None else removal.text(finding.value)
    return replace(
        finding, focus_node=removal.text(finding.focus_node), value=value, message=removal.text(finding.message)
    )


def _of_entry(entry: Entry, removal: Removal) -> Entry:
    source = "" if removal.text(entry.source) != entry.source else entry.source
    return replace(entry, title=removal.text(entry.title), publisher=removal.text(entry.publisher), source=source)
