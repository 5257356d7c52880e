"""The terms of the graph for those who use it: classes, properties, concepts and shapes, with examples of the dataset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import pyoxigraph
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple

from inspectgraph import data
from inspectgraph.asking.dataset import Dataset
from inspectgraph.exporting.things import Things
from inspectgraph.graph.terms import DCT, IG, OWL, RDFS, SKOS, TYPE, Namespace, slug_of
from inspectgraph.presenting.description import Profile
from inspectgraph.presenting.links import TERMS

SH = Namespace("http://www.w3.org/ns/shacl#")
SCHEMA = Namespace("https://schema.org/")
ONTOLOGY = NamedNode(IG.base.rstrip("#"))
SHAPES = TERMS + "shapes/"
EXAMPLES = 5
_DEFAULT = DefaultGraph()
_DOMAIN, _RANGE = (RDFS.domain, SCHEMA.domainIncludes), (RDFS.range, SCHEMA.rangeIncludes)
_PROFILES = {
    Profile.SHORT: "What a thing says of itself, with a label for every IRI that it shows.",
    Profile.FULL: "The short description with evidence, statements, decisions and the links that lead to the thing.",
}
Value = NamedNode | Literal | str
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of a term's page.

    Attributes:
        title: Stands above.
        headers: Of the columns.
        rows: For each column one or several values.
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[tuple[Value, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class TermPage:
    """What the page of a term shows.

    Attributes:
        node: The term.
        kind: What it is, for people.
        label: Its name.
        comment: What it means.
        facts: What else is said, each with a name.
        tables: Members, uses, examples.
    """

    node: NamedNode
    kind: str
    label: str
    comment: str
    facts: tuple[tuple[str, tuple[Value, ...]], ...]
    tables: tuple[Rows, ...]


class Vocabulary:
    """The terms that a dataset uses, with its examples."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._things = Things(dataset)

    @cached_property
    def nodes(self) -> tuple[NamedNode, ...]:
        """Every term that has a page: the ontology, its terms, the schemes, their concepts, shapes and profiles."""
        terms = {*self.classes, *self.properties, *self.schemes, *self._things.of(SKOS.Concept)}
        profiles = {NamedNode(each.value) for each in Profile}
        return tuple(sorted({ONTOLOGY, *terms, *profiles, *self._shapes}, key=lambda each: each.value))

    @cached_property
    def classes(self) -> list[NamedNode]:
        """The ontology's classes."""
        return self._things.of(OWL.Class)

    @cached_property
    def properties(self) -> list[NamedNode]:
        """The ontology's properties."""
        return self._things.of(OWL.ObjectProperty, OWL.DatatypeProperty)

    @cached_property
    def schemes(self) -> list[NamedNode]:
        """The concept schemes."""
        return self._things.of(SKOS.ConceptScheme)

    def knows(self, node: NamedNode) -> bool:
        """Whether a term has a page."""
        return node in self._known

    def triples(self, node: NamedNode) -> tuple[Triple, ...] | None:
        """What is said of a term beyond its own description; none when that is all.

        The ontology gives all its terms, a scheme its concepts, a shape what belongs to it.
        """
        if node in self._shapes:
            return self._shapes[node]
        if node.value in (each.value for each in Profile):
            return tuple(_profile(Profile(node.value)))
        if node == ONTOLOGY:
            members = {ONTOLOGY, *self.classes, *self.properties}
        elif node in self.schemes:
            members = {node, *self._members(node)}
        else:
            return None
        triples = {quad.triple for each in members for quad in self._dataset.quads(each, None, None, _DEFAULT)}
        return tuple(sorted(triples, key=str))

    def page(self, node: NamedNode) -> TermPage:
        """What the page of a term shows; the term must be one of `nodes`."""
        if node == ONTOLOGY:
            return self._ontology()
        if node in self._shapes:
            return self._shape(node)
        if node in self.schemes:
            return self._scheme(node)
        if node.value in (each.value for each in Profile):
            profile = Profile(node.value)
            return TermPage(node, "Profile", profile.token, _PROFILES[profile], (), ())
        if node in self.classes:
            return self._class(node)
        if node in self.properties:
            return self._property(node)
        return self._concept(node)

    # Pages

    def _ontology(self) -> TermPage:
        said = self._said(ONTOLOGY)
        files = [each for each in self._shapes if each.value.count("/") == SHAPES.count("/")]
        return TermPage(
            ONTOLOGY, "Ontology", said(DCT.title), said(DCT.description),
            (("Version", (said(OWL.versionInfo),)), ("Licence", tuple(self._things.nodes(ONTOLOGY, DCT.license)))),
            (
                Rows("Classes", ("Class", "Is", "Things here"), tuple(
                    ((each,), (self._said(each)(RDFS.comment),), (f"{self._count(each):,}",)) for each in self.classes)),
                Rows("Properties", ("Property", "Says", "Of", "Value"), tuple(
                    ((each,), (self._said(each)(RDFS.comment),), self._values(each, _DOMAIN), self._values(each, _RANGE))
                    for each in self.properties)),
                Rows("Concept schemes", ("Scheme", "Is", "Concepts"), tuple(
                    ((each,), (self._said(each)(DCT.description),), (str(len(self._members(each))),))
                    for each in self.schemes)),
                Rows("Shapes", ("File", "What must hold"), tuple(
                    ((each,), (_literal(self._shapes[each], each, DCT.title),)) for each in sorted(files, key=str))),
                Rows("Profiles", ("Profile", "Is"), tuple(
                    ((NamedNode(each.value),), (words,)) for each, words in _PROFILES.items())),
            ),
        )  # fmt: skip

    def _class(self, node: NamedNode) -> TermPage:
        of = [each for each in self.properties if node in self._values(each, _DOMAIN)]
        examples = self._things.of(node)
        count = self._count(node)
        tables = (
            Rows("Properties of it", ("Property", "Says", "Value"), tuple(
                ((each,), (self._said(each)(RDFS.comment),), self._values(each, _RANGE)) for each in of)),
            self._shapes_of(SH.targetClass, node),
            Rows(f"Examples, of {count:,}" if count > EXAMPLES else "Examples", ("Thing",), tuple(
                ((each,),) for each in _spread(examples))),
        )  # fmt: skip
        return self._term(node, "Class", tables)

    def _property(self, node: NamedNode) -> TermPage:
        uses = self._uses(node)
        found = [(quad.subject, quad.object) for quad in uses]
        pairs = [(a, b) for a, b in found if isinstance(a, NamedNode) and isinstance(b, NamedNode | Literal)]
        pairs.sort(key=lambda pair: (pair[0].value, str(pair[1])))
        tables = (
            self._shapes_of(SH.path, node),
            Rows(f"Examples, of {len(pairs):,}" if len(pairs) > EXAMPLES else "Examples", ("Thing", "Value"), tuple(
                ((a,), (b,)) for a, b in _spread(pairs))),
        )  # fmt: skip
        return self._term(node, "Property", tables)

    def _scheme(self, node: NamedNode) -> TermPage:
        said = self._said(node)
        members = self._members(node)
        ranked = sorted(
            members, key=lambda each: (self._things.whole(each, IG.rank) or 99, self._said(each)(SKOS.notation))
        )
        table = Rows("Concepts", ("Concept", "Notation", "Is", "Also called"), tuple(
            ((each,), (self._said(each)(SKOS.notation),), (self._said(each)(SKOS.definition),),
             tuple(self._things.texts(each, SKOS.altLabel))) for each in ranked))  # fmt: skip
        return TermPage(node, "Concept scheme", said(SKOS.prefLabel), said(DCT.description), (), (table,))

    def _concept(self, node: NamedNode) -> TermPage:
        users = sorted({q.subject for q in self._dataset.quads(None, None, node, _DEFAULT)
                        if isinstance(q.subject, NamedNode) and q.subject not in self._known}, key=lambda each: each.value)  # fmt: skip
        table = Rows(f"Used by {len(users):,}", ("Thing",), tuple(((each,),) for each in _spread(users)))
        return self._term(node, "Concept", (table,))

    def _term(self, node: NamedNode, kind: str, tables: tuple[Rows, ...]) -> TermPage:
        said = self._said(node)
        told = (
            ("In queries", (self._dataset.short(node.value),)),
            ("Is a", self._values(node, (RDFS.subClassOf, RDFS.subPropertyOf))),
            ("Of", self._values(node, _DOMAIN)),
            ("Value", self._values(node, _RANGE)),
            ("Close to", self._values(node, (SKOS.closeMatch,))),
            ("Scheme", self._values(node, (SKOS.inScheme,))),
            ("Notation", tuple(self._things.texts(node, SKOS.notation))),
            ("Also called", tuple(self._things.texts(node, SKOS.altLabel))),
            ("Rank", tuple(self._things.texts(node, IG.rank))),
            ("Grades", self._values(node, (IG.usesGrade,))),
            ("In use from", tuple(self._things.texts(node, IG.validFrom))),
            ("In use to", tuple(self._things.texts(node, IG.validTo))),
        )
        facts = tuple((name, values) for name, values in told if values)
        label = said(RDFS.label) or said(SKOS.prefLabel) or slug_of(node)
        return TermPage(node, kind, label, said(RDFS.comment) or said(SKOS.definition), facts,
                        tuple(each for each in tables if each.rows))  # fmt: skip

    def _shape(self, node: NamedNode) -> TermPage:
        triples = self._shapes[node]
        title = _literal(triples, node, DCT.title)
        if title:
            members = [
                each for each, said in self._shapes.items()
                if each.value.startswith(node.value + "/") and _objects(said, each, SH.severity)
            ]  # fmt: skip
            table = Rows("Shapes", ("Shape", "What must hold"), tuple(
                ((each,), (_message(self._shapes[each], each),)) for each in sorted(members, key=lambda each: each.value)))  # fmt: skip
            return TermPage(node, "Shapes", title, "", (), (table,))
        told = (
            ("Of", _objects(triples, node, SH.targetClass)),
            ("Of what has", _objects(triples, node, SH.targetSubjectsOf)),
            ("Of values of", _objects(triples, node, SH.targetObjectsOf)),
            ("Looks at", _objects(triples, node, SH.path)),
            ("Severity", tuple(slug_of(each).lower() for each in _objects(triples, node, SH.severity)
                               if isinstance(each, NamedNode))),
            ("Why", _objects(triples, node, SH.description)),
        )  # fmt: skip
        facts = tuple((name, values) for name, values in told if values)
        return TermPage(
            node, "Shape", _literal(triples, node, SH.name) or slug_of(node), _message(triples, node), facts, ()
        )

    # Reading

    @cached_property
    def _known(self) -> frozenset[NamedNode]:
        return frozenset(self.nodes)

    @cached_property
    def _shapes(self) -> dict[NamedNode, tuple[Triple, ...]]:
        """Each file of shapes and each shape, with its triples and those of its blank nodes."""
        found: dict[NamedNode, tuple[Triple, ...]] = {}
        for path in sorted(data.ontology("shapes").glob("*.ttl")):
            content = pyoxigraph.Dataset(pyoxigraph.parse(path=str(path), format=RdfFormat.TURTLE))
            # Blank nodes get the same names each time.
            content.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
            triples = sorted((quad.triple for quad in content), key=str)
            found[NamedNode(SHAPES + path.stem)] = tuple(triples)
            of: dict[object, list[Triple]] = {}
            for triple in triples:
                of.setdefault(triple.subject, []).append(triple)
            for subject in of:
                is_ours = isinstance(subject, NamedNode) and subject.value.startswith(SHAPES)
                if isinstance(subject, NamedNode) and is_ours and subject not in found:
                    found[subject] = tuple(_closure(subject, of))
        return found

    def _shapes_of(self, predicate: NamedNode, term: NamedNode) -> Rows:
        shapes = [
            node for node, triples in self._shapes.items()
            if any(triple.subject == node and triple.predicate == predicate and triple.object == term for triple in triples)
        ]  # fmt: skip
        rows = (
            ((each,), (_message(self._shapes[each], each),)) for each in sorted(shapes, key=lambda each: each.value)
        )
        return Rows("What must hold", ("Shape", "Says"), tuple(rows))

    def _members(self, scheme: NamedNode) -> list[NamedNode]:
        quads = self._dataset.quads(None, SKOS.inScheme, scheme, _DEFAULT)
        return sorted({q.subject for q in quads if isinstance(q.subject, NamedNode)}, key=lambda each: each.value)

    def _values(self, node: NamedNode, predicates: Iterable[NamedNode]) -> tuple[NamedNode, ...]:
        return tuple(self._things.nodes(node, *predicates))

    def _said(self, node: NamedNode) -> _Said:
        return _Said(self._things, node)

    def _count(self, node: NamedNode) -> int:
        return sum(1 for _ in self._dataset.quads(None, TYPE, node, _DEFAULT)) or len(
            {quad.subject for quad in self._dataset.quads(None, TYPE, node)}
        )

    def _uses(self, node: NamedNode) -> list[Quad]:
        return list(self._dataset.quads(None, node, None, _DEFAULT)) or list(self._dataset.quads(None, node))


@dataclass(frozen=True, slots=True)
class _Said:
    """The texts of a term."""

    things: Things
    node: NamedNode

    def __call__(self, predicate: NamedNode) -> str:
        return self.things.text(self.node, predicate)


def _spread(found: list[T]) -> list[T]:
    """Some of many, from all over."""
    step = max(len(found) // EXAMPLES, 1)
    return found[::step][:EXAMPLES]


def _closure(subject: NamedNode | BlankNode, of: dict[object, list[Triple]]) -> Iterator[Triple]:
    for triple in of.get(subject, ()):
        yield triple
        if isinstance(triple.object, BlankNode):
            yield from _closure(triple.object, of)


def _objects(triples: Iterable[Triple], node: NamedNode, predicate: NamedNode) -> tuple[Value, ...]:
    return tuple(
        triple.object.value if isinstance(triple.object, Literal) else triple.object
        for triple in triples
        if triple.subject == node and triple.predicate == predicate and isinstance(triple.object, NamedNode | Literal)
    )


def _literal(triples: Iterable[Triple], node: NamedNode, predicate: NamedNode) -> str:
    return next((str(each) for each in _objects(triples, node, predicate) if isinstance(each, str)), "")


def _message(triples: Iterable[Triple], node: NamedNode) -> str:
    """What a shape says when it does not hold, else why it is there."""
    return _literal(triples, node, SH.message) or _literal(triples, node, SH.description)


def _profile(profile: Profile) -> list[Triple]:
    node = NamedNode(profile.value)
    kind = NamedNode("http://www.w3.org/ns/dx/prof/Profile")
    return [
        Triple(node, TYPE, kind),
        Triple(node, RDFS.label, Literal(profile.token, language="en")),
        Triple(node, RDFS.comment, Literal(_PROFILES[profile], language="en")),
    ]
