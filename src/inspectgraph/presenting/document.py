"""The page of a document: its text with every fact marked where it stands, and the facts with their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from inspectgraph.asking.lifetimes import Lifetimes
from inspectgraph.graph.terms import FOAF, IG, ORG, PROV, RDF, TYPE, slug_of
from inspectgraph.presenting import words
from inspectgraph.presenting.evidence import Proof, Value
from inspectgraph.presenting.inspection import figure
from inspectgraph.presenting.marked_text import Line, Mark, lines
from inspectgraph.presenting.presentation import Crumb, Page, Presentation

#: Kinds of facts in the order of their lists; where marks lie upon each other the first one colours the words.
KINDS = (
    ("judgement", "Judgements"),
    ("person", "People and posts"),
    ("figure", "Figures"),
    ("body", "Services and bodies"),
    ("statement", "Dates, authority and other properties"),
    ("inspection", "Other inspections"),
    ("finding", "Findings"),
)
_CLASSES = {
    IG.Judgement: "judgement", PROV.Association: "person", IG.Tenure: "person", IG.Observation: "figure",
    IG.Unit: "body", IG.Board: "body", IG.Programme: "body", IG.PartnerOrganisation: "body",
    IG.Statement: "statement", IG.Inspection: "inspection", IG.Finding: "finding", FOAF.Person: "person",
}  # fmt: skip
_LONGEST_QUOTE = 25
#: Places of one fact that its line shows.
_PLACES = 12


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the document.

    Attributes:
        number: In the order of the text, from 1.
        node: The fact; a statement's is what it is about.
        kind: Slug of its kind.
        label: In words.
        places: Where it stands.
        quote: The words of its first place, of a document whose text may not be shown.
        since: Id of the build that first had it, where that is a later one than the document's first.
    """

    number: int
    node: NamedNode
    kind: str
    label: str
    places: tuple[Proof, ...]
    quote: str = ""
    since: str = ""


def page(presentation: Presentation, node: NamedNode) -> Page:
    """The page of a document."""
    things = presentation.things
    licence = presentation.licences.of(node)
    found = facts(presentation, node)
    text = _text(presentation, node) if licence.is_open else None
    inspections = [presentation.history.inspected(each) for each in things.nodes(node, IG.reports)]
    return presentation.render(
        "document.html",
        presentation.name(node),
        (Crumb("Documents", presentation.links.to("documents")),),
        node=node,
        licence=licence,
        source=presentation.licences.sources.address(node.value),
        publications=things.nodes(node, IG.renditionOf),
        inspections=inspections,
        file=things.text(node, IG.fileName),
        pages=things.whole(node, IG.pageCount),
        document_kinds=things.nodes(node, IG.documentKind),
        lines=None if text is None else marked(presentation, text, found),
        quotes=() if text is not None else [each for each in found if each.quote],
        groups=[(slug, label, each) for slug, label in KINDS if (each := [one for one in found if one.kind == slug])],
        count=len(found),
        most_places=_PLACES,
        since=Lifetimes(presentation.dataset).of_document(node)[0],
        anchor=presentation.links.anchor,
    )


def facts(presentation: Presentation, document: NamedNode) -> list[Fact]:
    """The facts of a document in the order of the text, with their places."""
    dataset = presentation.dataset
    is_open = presentation.licences.of(document).is_open
    later = Lifetimes(dataset).later(document)
    found: list[tuple[NamedNode, str, str, list[Proof], str]] = []
    for graph in presentation.things.nodes(document, IG.graph):
        presentation.proofs.learn(graph)
        evidence: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        for quad in dataset.quads(None, IG.evidence, None, graph):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                evidence[quad.subject].add(quad.object)
        kinds = {
            quad.subject: _CLASSES[quad.object]
            for quad in dataset.quads(None, TYPE, None, graph)
            if isinstance(quad.object, NamedNode) and quad.object in _CLASSES
        }
        for fact, nodes in evidence.items():
            kind = kinds.get(fact, "statement")
            target, label = _told(presentation, fact, kind, graph)
            found.append((target, kind, label, presentation.proofs.read(nodes), later.get(fact, "")))
    found.sort(key=lambda each: (each[3][0].start if each[3] else 0, -each[3][0].end if each[3] else 0, each[0].value))
    return [
        Fact(
            number,
            node,
            kind,
            label,
            tuple(places),
            "" if is_open or not places else _quote(presentation, places[0]),
            since,
        )
        for number, (node, kind, label, places, since) in enumerate(found, 1)
    ]


def marked(presentation: Presentation, text: str, found: list[Fact]) -> list[Line]:
    """The lines of a text with the facts marked."""
    order = {slug: place for place, (slug, _) in enumerate(KINDS)}
    places: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    nodes: dict[tuple[int, int], Proof] = {}
    for fact in found:
        for each in fact.places:
            places[each.start, each.end].append(fact)
            nodes[each.start, each.end] = each
    marks = [
        Mark(
            start, end, presentation.links.anchor(nodes[start, end].node),
            tuple(sorted({each.number for each in told})),
            min((each.kind for each in told), key=lambda kind: order[kind]),
        )
        for (start, end), told in places.items()
    ]  # fmt: skip
    return lines(text, marks, _pages(text, nodes.values()))


def _pages(text: str, proofs: Iterable[Proof]) -> dict[int, int]:
    """By the offset of a line the page of which it is the first line that gave a fact."""
    begins: dict[int, int] = {}
    last = 0
    for each in sorted(proofs, key=lambda each: each.start):
        if each.page and each.page > last:
            begins[text.rfind("\n", 0, each.start) + 1] = last = each.page
    return begins


def _text(presentation: Presentation, node: NamedNode) -> str | None:
    path = presentation.folder / "texts" / f"{slug_of(node)}.txt"
    try:
        # No translation of line ends: all offsets count the characters as they are.
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, ValueError):
        return None


def _quote(presentation: Presentation, proof: Proof) -> str:
    quote = presentation.proofs.words(proof).split()
    return " ".join(quote) if len(quote) <= _LONGEST_QUOTE else " ".join(quote[:_LONGEST_QUOTE]) + " …"


def _told(presentation: Presentation, fact: NamedNode, kind: str, graph: NamedNode) -> tuple[NamedNode, str]:
    """What a fact is about, and the fact in words."""
    things, name = presentation.things, presentation.name
    if kind == "statement":
        return _statement(presentation, fact, graph)
    if kind == "person" and "/id/person/" not in fact.value:
        people = things.nodes(fact, PROV.agent, ORG.member)
        role = things.text(fact, IG.roleTitle) or next(map(name, things.nodes(fact, PROV.hadRole, ORG.role)), "")
        return fact, f"{name(people[0]) if people else '(not named)'}, {role}"
    if kind == "figure":
        told = figure(presentation, fact)
        return fact, f"{told.label}: {told.value}{f' ({words.day(told.period)})' if told.period else ''}"
    if kind == "finding":
        area, finding = things.node(fact, IG.area), things.node(fact, IG.findingKind)
        return fact, ", ".join(map(name, filter(None, (finding, area)))) or "Finding"
    if kind == "body":
        body = things.node(fact, IG.bodyType)
        return fact, f"{name(fact)}{f' ({name(body).lower()})' if body else ''}"
    return fact, name(fact)


def _statement(presentation: Presentation, fact: NamedNode, graph: NamedNode) -> tuple[NamedNode, str]:
    said: dict[NamedNode, Value] = {
        quad.predicate: quad.object
        for quad in presentation.dataset.quads(fact, None, None, graph)
        if isinstance(quad.object, NamedNode | Literal)
    }
    subject, predicate, value = said.get(RDF.subject), said.get(RDF.predicate), said.get(RDF.object)
    about = subject if isinstance(subject, NamedNode) else fact
    property = presentation.name(predicate) if isinstance(predicate, NamedNode) else ""
    shown = presentation.name(value) if isinstance(value, NamedNode) else words.day(value.value) if value else ""
    return about, f"{presentation.name(about)}: {property} {shown}".strip()
