"""Which facts were added, changed and removed between two builds, each with its thing, its document and the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.lifetimes import Memory
from inspectgraph.comparing.reasons import CONSEQUENCE, Reasons
from inspectgraph.comparing.streams import Difference, differences
from inspectgraph.graph.terms import IG, ORG, PROV, RDF, TYPE, slug_of
from inspectgraph.resolving.lifetimes import digest

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
#: From a fact to the thing that it is about, the best first.
_ABOUT = (ORG.organization, ORG.postIn, ORG.member, IG.refArea, RDF.subject, IG.about, IG.resolved, IG.aliasOf)
#: From a thing to facts that do not name it themselves.
_LEADS = (IG.hasFinding, IG.hasJudgement, PROV.qualifiedAssociation)
#: The classes in whose words a fact of several classes is told.
_KINDS = ("Tenure", "Post", "Judgement", "Association", "Inspection", "Person", "LocalAuthority")
#: The words themselves: every fact has some, and they are counted but not told one by one.
_WORDS = "Evidence"


@dataclass(frozen=True, slots=True)
class Value:
    """One property's value that only one of two builds has."""

    property: str
    value: str


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that two builds do not have alike, in one graph.

    Attributes:
        action: `added`, `changed` or `removed`.
        kind: Its class.
        fact, thing: IRIs of the fact, and of the thing that it is about, which may be itself.
        graph: Short name of the graph.
        document: File name of the document that states it; empty in graphs that are no document's.
        reason: Why, one of `reasons.REASONS`.
        before, after: What only the first and only the second build says of it.
        fact_label, thing_label: In words.
        first, last: Ids of the first and the last build in which the document stated the fact, of one that was removed
            as the second build remembers it; empty where it is no statement of a document.
    """

    action: str
    kind: str
    fact: str
    thing: str
    graph: str
    document: str
    reason: str
    before: tuple[Value, ...]
    after: tuple[Value, ...]
    fact_label: str = ""
    thing_label: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two builds.

    Attributes:
        changes: Sorted by reason, document and thing.
        added, removed: How many statements.
        words: How many quotes came, went or changed, by action.
        reasons: Why, with the documents.
    """

    changes: tuple[Change, ...]
    added: int
    removed: int
    words: dict[str, int]
    reasons: Reasons

    @property
    def by_document(self) -> list[tuple[str, str, dict[str, int]]]:
        """For each document and reason how many facts were added, changed and removed."""
        return _counted((each.document or each.graph, each.reason, each.action) for each in self.changes)

    @property
    def by_thing(self) -> list[tuple[str, str, dict[str, int]]]:
        """For each thing, by its label and IRI, how many facts were added, changed and removed."""
        return _counted((each.thing_label, each.thing, each.action) for each in self.changes)


def compare(before: Path, after: Path) -> Comparison:
    """Compares the output folders of two builds.

    The dumps are read side by side; memory is taken by what changed, not by what stayed.

    Raises:
        OutputError: A folder is no build's output, or is damaged.
    """
    datasets = (Dataset.open(before), Dataset.open(after))
    reasons = Reasons.between(before, after)
    memory = Memory(after, before)
    sizes: Counter[str] = Counter()
    words: Counter[str] = Counter()
    told: list[Change] = []
    for difference in differences(before, after):
        sizes.update({ADDED: len(difference.added), REMOVED: len(difference.removed)})
        for change in _changes(difference, datasets, reasons, memory):
            if change.kind == _WORDS:
                words[change.action] += 1
            else:
                told.append(change)
    explained = reasons.settle(told)
    labelled = (_labelled(change, datasets) for change in explained)
    ordered = sorted(labelled, key=lambda each: (each.reason, each.document, each.thing, each.fact, each.graph))
    return Comparison(tuple(ordered), sizes[ADDED], sizes[REMOVED], dict(sorted(words.items())), reasons)


def _changes(difference: Difference, datasets: Sequence[Dataset], reasons: Reasons, memory: Memory) -> Iterator[Change]:
    before, after = _by_graph(difference.before), _by_graph(difference.after)
    kinds = {slug_of(quad.object) for quads in (*after.values(), *before.values()) for quad in quads
             if quad.predicate == TYPE and isinstance(quad.object, NamedNode)}  # fmt: skip
    kind = next((each for each in _KINDS if each in kinds), min(kinds, default="node"))
    for graph in sorted({*before, *after}):
        was, now = set(before.get(graph, ())), set(after.get(graph, ()))
        if was == now:
            continue
        base = datasets[1].base if now else datasets[0].base
        fact = difference.subject[1:-1]
        first, last = memory.of(slug_of(graph), _digest(difference.subject, now or was))
        yield Change(
            action=ADDED if not was else REMOVED if not now else CHANGED,
            kind=kind,
            fact=fact,
            thing=_thing(fact, now or was, datasets, base) if kind != _WORDS else "",
            graph=graph.removeprefix(base).removeprefix("graph/"),
            document=reasons.file_name(graph),
            reason=reasons.of_graph(graph) or CONSEQUENCE,
            before=_values(was - now, datasets[0]) if kind != _WORDS else (),
            after=_values(now - was, datasets[1]) if kind != _WORDS else (),
            first=first,
            last=last,
        )


def _digest(fact: str, quads: Iterable[Quad]) -> str:
    """What stands for a statement in the ledger."""
    grades = (str(quad.object).encode() for quad in quads if quad.predicate == IG.grade)
    return digest(fact.encode(), next(grades, b""))


def _by_graph(lines: Iterable[str]) -> dict[str, list[Quad]]:
    found: dict[str, list[Quad]] = {}
    for quad in pyoxigraph.parse("".join(lines), format=RdfFormat.N_QUADS):
        graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        found.setdefault(graph, []).append(quad)
    return found


def _thing(fact: str, quads: Iterable[Quad], datasets: Sequence[Dataset], base: str) -> str:
    """The thing that a fact is about; itself when it is about nothing else."""
    if fact.startswith(base + "id/inspection/"):
        return "/".join(fact.split("/")[: len(base.split("/")) + 4])
    said = {quad.predicate: quad.object for quad in quads if isinstance(quad.object, NamedNode)}
    for about in _ABOUT:
        if about in said:
            thing = said[about].value
            return _thing(thing, (), datasets, base) if thing != fact else fact
    if not quads or "/finding/" not in fact:
        return fact
    for dataset in reversed(datasets):
        for leads in _LEADS:
            for quad in dataset.quads(None, leads, NamedNode(fact)):
                if isinstance(quad.subject, NamedNode):
                    return quad.subject.value
    return fact


def _values(quads: Iterable[Quad], dataset: Dataset) -> tuple[Value, ...]:
    """What some quads say, in words."""
    return tuple(
        Value(dataset.short(quad.predicate.value), _words(quad.object, dataset))
        for quad in sorted(quads, key=str)
        if isinstance(quad.predicate, NamedNode)
    )


def _words(term: object, dataset: Dataset) -> str:
    return dataset.label(term) if isinstance(term, NamedNode) else str(getattr(term, "value", term))


def _labelled(change: Change, datasets: Sequence[Dataset]) -> Change:
    dataset = datasets[0] if change.action == REMOVED else datasets[1]
    return replace(
        change,
        fact_label=dataset.label(NamedNode(change.fact)),
        thing_label=dataset.label(NamedNode(change.thing)),
    )


def _counted(rows: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, dict[str, int]]]:
    found: dict[tuple[str, str], Counter[str]] = {}
    for first, second, action in rows:
        found.setdefault((first, second), Counter())[action] += 1
    return [
        (*key, {action: counts[action] for action in (ADDED, CHANGED, REMOVED)})
        for key, counts in sorted(found.items())
    ]
