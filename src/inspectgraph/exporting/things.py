"""What the default graph says, thing by thing, in the order that every export keeps."""

from __future__ import annotations

from functools import cached_property

from pyoxigraph import DefaultGraph, Literal, NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.graph.terms import DCT, FOAF, IG, ORG, PROV, RDFS, SKOS, TYPE, VOCABULARY_BASE, XSD

_DEFAULT = DefaultGraph()
_NAMES = (SKOS.prefLabel, FOAF.name, RDFS.label, DCT.title, IG.fileName)
_INTEGER, _BOOLEAN = XSD.integer.value, XSD.boolean.value
_FRACTIONS = frozenset({XSD.decimal.value, XSD.double.value})
#: What a finding of each kind says of those that it names.
_SAYS = {
    "strength": "praise",
    "area-for-improvement": "criticism",
    "priority-action": "criticism",
    "recommendation": "criticism",
}
#: How a body belongs to an organisation.
OWNERSHIP = (ORG.unitOf, IG.servesAuthority, IG.runBy, IG.partnerOf)
BODIES = (IG.Unit, IG.Board, IG.Programme, IG.PartnerOrganisation)

Scalar = str | int | float | bool


class Things:
    """Reads a dataset for the exports.

    Attributes:
        dataset: What is read.
        only: When set, inspections, bodies and posts of other authorities are passed over.
    """

    def __init__(self, dataset: Dataset, only: NamedNode | None = None) -> None:
        self.dataset = dataset
        self.only = only

    def of(self, *classes: NamedNode) -> list[NamedNode]:
        """The things of the classes, sorted."""
        found = {
            quad.subject
            for each in classes
            for quad in self.dataset.quads(None, TYPE, each, _DEFAULT)
            if isinstance(quad.subject, NamedNode)
        }
        return sorted(found, key=_iri)

    def nodes(self, thing: NamedNode, *predicates: NamedNode) -> list[NamedNode]:
        """The things to which properties lead, sorted."""
        found = {
            quad.object
            for predicate in predicates
            for quad in self.dataset.quads(thing, predicate, None, _DEFAULT)
            if isinstance(quad.object, NamedNode)
        }
        return sorted(found, key=_iri)

    def node(self, thing: NamedNode, predicate: NamedNode) -> NamedNode | None:
        """The first thing to which a property leads."""
        return next(iter(self.nodes(thing, predicate)), None)

    def texts(self, thing: NamedNode, predicate: NamedNode) -> list[str]:
        """The literals of a property as written, sorted."""
        quads = self.dataset.quads(thing, predicate, None, _DEFAULT)
        return sorted({quad.object.value for quad in quads if isinstance(quad.object, Literal)})

    def text(self, thing: NamedNode, predicate: NamedNode) -> str:
        """The first literal of a property; empty when there is none."""
        return next(iter(self.texts(thing, predicate)), "")

    def scalar(self, thing: NamedNode, predicate: NamedNode) -> Scalar | None:
        """The first literal of a property as a value of Python."""
        quads = self.dataset.quads(thing, predicate, None, _DEFAULT)
        found = sorted((quad.object for quad in quads if isinstance(quad.object, Literal)), key=lambda each: each.value)
        return plain(found[0]) if found else None

    def whole(self, thing: NamedNode, predicate: NamedNode) -> int | None:
        """The first literal of a property when it is a whole number."""
        value = self.scalar(thing, predicate)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def facts(self, thing: NamedNode) -> list[tuple[NamedNode, NamedNode | Literal]]:
        """All that the default graph says of a thing, sorted."""
        quads = self.dataset.quads(thing, None, None, _DEFAULT)
        pairs = {(quad.predicate, quad.object) for quad in quads if isinstance(quad.object, NamedNode | Literal)}
        return sorted(pairs, key=lambda pair: (pair[0].value, str(pair[1])))

    def name(self, thing: NamedNode) -> str:
        """What to call a thing, also one that no property names."""
        for naming in _NAMES:
            if found := self.text(thing, naming):
                return found
        if grade := self.concept(thing, IG.grade):
            return f"{self.concept(thing, IG.area) or 'Judgement'}: {grade}"
        for words in (IG.text, IG.roleTitle):
            if found := self.text(thing, words):
                return found
        for property in (PROV.hadRole, ORG.role, IG.findingKind):
            if found := self.concept(thing, property):
                return found
        return self.dataset.short(thing.value)

    def concept(self, thing: NamedNode, predicate: NamedNode) -> str:
        """The name of the concept to which a property leads; a framework's is its abbreviation."""
        found = self.node(thing, predicate)
        if found is None:
            return ""
        return (self.text(found, SKOS.notation) if predicate == IG.framework else "") or self.name(found)

    def evidence(self, thing: NamedNode) -> int:
        """How many places of the documents prove a fact."""
        return len(self.nodes(thing, IG.evidence))

    def is_concept(self, thing: NamedNode) -> bool:
        """Whether an IRI is a concept of one of the schemes."""
        return thing.value.startswith(VOCABULARY_BASE)

    # Inspections

    @cached_property
    def inspections(self) -> list[NamedNode]:
        """The inspections, of one authority when only that one is wanted."""
        return [each for each in self.of(IG.Inspection) if self.wanted(self.node(each, IG.inspects))]

    def wanted(self, authority: NamedNode | None) -> bool:
        """Whether what belongs to an authority is exported."""
        return self.only is None or authority == self.only

    def interval(self, thing: NamedNode) -> tuple[str, str]:
        """The first and the last day on which an inspection or a post may have lasted; empty where unknown."""
        start = self.text(thing, IG.earliestStart)
        return start, self.text(thing, IG.latestEnd) or (self.text(thing, IG.latestStart) if start else "")

    def ranked(self, inspection: NamedNode, area: str = "overall") -> tuple[str, int | None]:
        """The grade of an area, with its rank (1 is the best) where it has one; empty when there is none."""
        for judgement in self.nodes(inspection, IG.hasJudgement):
            judged = self.node(judgement, IG.area)
            if judged is not None and judged.value == f"{VOCABULARY_BASE}area/{area}":
                grade = self.node(judgement, IG.grade)
                return self.concept(judgement, IG.grade), self.whole(grade, IG.rank) if grade else None
        return "", None

    @cached_property
    def standing(self) -> dict[NamedNode, dict[str, str]]:
        """The row of `current-grades` for each authority that has one."""
        from inspectgraph.asking.answering import ask
        from inspectgraph.asking.results import records

        rows: dict[NamedNode, dict[str, str]] = {}
        for row in records(ask(self.dataset, "current-grades", {})):
            inspection = NamedNode(str(row["inspection"]))
            authority = self.node(inspection, IG.inspects)
            if authority is not None:
                rows.setdefault(authority, {key: "" if value is None else str(value) for key, value in row.items()})
        return rows

    # Who says it

    @cached_property
    def _told_on(self) -> dict[NamedNode, list[str]]:
        """The days of which each document's graph tells: those of its inspection, else its own date."""
        days: dict[NamedNode, list[str]] = {}
        for document in self.of(IG.Document):
            graph = self.node(document, IG.graph)
            if graph is not None:
                started = [self.text(each, IG.earliestStart) for each in self.nodes(document, IG.reports)]
                days[graph] = [day for day in started if day] or self.texts(document, DCT.issued)
        return days

    def told_on(self, fact: NamedNode) -> list[str]:
        """The days of the inspections whose reports state a fact, sorted."""
        graphs = {quad.graph_name for quad in self.dataset.quads(fact, TYPE)}
        return sorted({day for graph in graphs if isinstance(graph, NamedNode) for day in self._told_on.get(graph, ())})

    @cached_property
    def mentions(self) -> dict[NamedNode, dict[NamedNode, dict[str, int]]]:
        """By body and inspection: how many findings name it, how many in praise and how many in criticism."""
        counts: dict[NamedNode, dict[NamedNode, dict[str, int]]] = {}
        for inspection in self.inspections:
            for finding in self.nodes(inspection, IG.hasFinding):
                kind = self.node(finding, IG.findingKind)
                says = _SAYS.get(kind.value.rsplit("/", 1)[-1]) if kind else None
                for body in self.nodes(finding, IG.mentions):
                    tally = counts.setdefault(body, {}).setdefault(
                        inspection, {"findings": 0, "praise": 0, "criticism": 0}
                    )
                    tally["findings"] += 1
                    if says:
                        tally[says] += 1
        return counts


def plain(literal: Literal) -> Scalar:
    """A literal as a value of Python: numbers and truth values as such, all else as text."""
    datatype, value = literal.datatype.value, literal.value
    try:
        if datatype == _INTEGER:
            return int(value)
        if datatype in _FRACTIONS:
            return float(value)
    except ValueError:
        return value
    return value in ("true", "1") if datatype == _BOOLEAN else value


def _iri(node: NamedNode) -> str:
    return node.value
