"""`graph/resolution`: the decisions with what they rest on, what stays open, and where old IRIs lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph.graph.iris import Iris
from inspectgraph.graph.terms import IG, PROV, TYPE, XSD, english, text
from inspectgraph.resolving.agreement import Agreement
from inspectgraph.resolving.curation import Curation
from inspectgraph.resolving.mentions import Mention
from inspectgraph.resolving.rulings import DIFFERENT, RENAME
from inspectgraph.resolving.things import Decision, Settled

#: The IRIs that a curator told apart from others.
Sides = tuple[set[str], set[str]]


def told_apart(curation: Curation, of: Mapping[Mention, str]) -> list[Sides]:
    """The things that a curator told apart.

    Args:
        curation: The decisions.
        of: The IRI of the thing of each mention.
    """
    return [
        ({of[mention] for mention in each.a if mention in of}, {of[mention] for mention in each.b if mention in of})
        for each in curation.applied
        if each.ruling.action == DIFFERENT
    ]


class Reasons:
    """Collects the quads of `graph/resolution`.

    The IRI of a decision follows from its rule and from what it is about, not from the mentions: more documents
    add to a decision and leave its IRI.

    Attributes:
        parts: The IRIs of all decisions, each with those of what it is about.
    """

    def __init__(self, iris: Iris, of: Mapping[Mention, str]) -> None:
        self._iris, self._of = iris, of
        self._graph = iris.graph("resolution")
        self._quads: set[Quad] = set()
        self.parts: dict[str, tuple[str, ...]] = {}

    def take(self) -> set[Quad]:
        """What was collected since the last time."""
        taken, self._quads = self._quads, set()
        return taken

    def _add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        self._quads.add(Quad(subject, predicate, value, self._graph))

    def _node(self, kind: NamedNode, path: str, about: Iterable[str], *key: object) -> NamedNode:
        node = self._iris.hashed(path, *key, *about)
        self._add(node, TYPE, kind)
        self.parts[node.value] = tuple(about)
        return node

    def _because(self, node: NamedNode, rule: str, mentions: Iterable[Mention]) -> None:
        self._add(node, IG.rule, text(rule))
        for mention in mentions:
            self._add(node, PROV.used, self._iris.document(mention.document))
            self._add(node, IG.mention, Literal(mention.iri, datatype=XSD.anyURI))

    def _confide(self, node: NamedNode, confidence: float) -> None:
        self._add(node, IG.confidence, Literal(str(Decimal(str(confidence))), datatype=XSD.decimal))

    def _curated(self, node: NamedNode, reason: str, who: str) -> None:
        if reason:
            self._add(node, IG.reason, english(reason))
        if who:
            self._add(node, IG.decidedBy, text(who))

    def add_settled(self, settled: Settled, told_apart: Sequence[Sides]) -> None:
        """Why mentions are one, and which may be; what a curator told apart is no question any more."""
        grouped: dict[tuple[str, str, str, str], list[Decision]] = {}
        for decision in settled.decisions:
            resolved = self._of[decision.mentions[0]]
            grouped.setdefault((decision.rule, resolved, decision.reason, decision.who), []).append(decision)
        for (rule, resolved, reason, who), decisions in grouped.items():
            node = self._node(IG.Resolution, "resolution", [resolved], rule, reason, who)
            self._add(node, IG.resolved, NamedNode(resolved))
            self._confide(node, min(decision.confidence for decision in decisions))
            self._because(node, rule, [mention for decision in decisions for mention in decision.mentions])
            self._curated(node, reason, who)
        for doubt in settled.doubts:
            things = sorted({self._of[mention] for mention in doubt.mentions})
            if len(things) < 2 or any(set(things) == one | other for one, other in told_apart):
                continue
            node = self._node(IG.Candidate, "candidate", things, doubt.rule)
            for thing in things:
                self._add(node, IG.candidate, NamedNode(thing))
            self._confide(node, doubt.confidence)
            self._because(node, doubt.rule, doubt.mentions)

    def add_curation(self, curation: Curation) -> None:
        """What a curator told apart or renamed; what a curator joined is a decision like others."""
        for each in curation.applied:
            ruling = each.ruling
            mentions = [mention for mention in (*each.a, *each.b) if mention in self._of]
            things = sorted({self._of[mention] for mention in mentions})
            if ruling.action == DIFFERENT and len(things) > 1:
                node = self._node(IG.Distinction, "distinction", things, ruling.rule)
                for thing in things:
                    self._add(node, IG.distinguishes, NamedNode(thing))
            elif ruling.action == RENAME and things:
                node = self._node(IG.Resolution, "resolution", things[:1], ruling.rule)
                self._add(node, IG.resolved, NamedNode(things[0]))
                self._confide(node, 1.0)
            else:
                continue
            self._because(node, ruling.rule, mentions)
            self._curated(node, ruling.reason, ruling.who)

    def add_agreements(self, agreements: Iterable[Agreement]) -> None:
        """What publications state alike, and what contradicts each other."""
        for each in agreements:
            first = each.claims[0]
            if len({claim.node for claim in each.claims}) < 2:
                continue
            kind, path = (IG.Conflict, "conflict") if each.conflict else (IG.Corroboration, "corroboration")
            value = "" if each.conflict else first.value
            node = self._node(kind, path, [first.about], first.predicate, first.scope, value)
            self._add(node, IG.about, NamedNode(first.about))
            self._add(node, IG.property, NamedNode(first.predicate))
            self._add(node, IG.rule, text(each.rule))
            for claim in each.claims:
                self._add(node, IG.statement, NamedNode(claim.node))
                self._add(node, PROV.used, self._iris.document(claim.document))

    def add_aliases(self, aliases: Mapping[str, tuple[str, ...]], parts: Mapping[str, tuple[str, ...]]) -> None:
        """Where IRIs lead that were published once.

        Args:
            aliases: Of things.
            parts: Of what was said of things.
        """
        for alias, iris in aliases.items():
            one = "Found to be the same thing as the one it leads to."
            self._alias(alias, iris, one if len(iris) == 1 else "It stood for several things, which it names.")
        for alias, iris in parts.items():
            self._alias(alias, iris, "What it said is said now of the thing that it leads to.")

    def _alias(self, alias: str, iris: Iterable[str], reason: str) -> None:
        node = NamedNode(alias)
        self._add(node, TYPE, IG.Alias)
        self._add(node, IG.reason, english(reason))
        for iri in iris:
            self._add(node, IG.aliasOf, NamedNode(iri))
