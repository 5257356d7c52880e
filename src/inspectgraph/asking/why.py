"""Why two mentions are, or are not, one thing: the decision, and what spoke for and against."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from pyoxigraph import Literal, NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.lifetimes import Lifetimes
from inspectgraph.asking.mentions import Mentioned, MentionFinder, label_of
from inspectgraph.asking.profiles import AGAINST, Comparer, Point
from inspectgraph.graph.terms import IG, PROV
from inspectgraph.resolving.resolver import RULES

_MOST_PAIRS = 4


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two mentions.

    Attributes:
        words: As it was asked for.
        iri: Of the thing that it was found to be.
        label: What people call the thing.
        documents: File names of the documents that speak of it, or the one that was named.
        since: For each of them the id of the first build that had it.
    """

    words: str
    iri: str
    label: str
    documents: tuple[str, ...]
    since: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """A decision, or a question that is open.

    Attributes:
        kind: `joined`, `may be one`, `told apart`, or `no rule` where nothing was recorded.
        rule: Id; empty where nothing was recorded.
        sentence: What the rule says, or what keeps them apart.
        confidence: 0 to 1, as written; empty where none is given.
        reason, who: Of a curator's decision.
        documents: File names of what it rests on.
    """

    kind: str
    rule: str
    sentence: str
    confidence: str = ""
    reason: str = ""
    who: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """Whether two mentions are one thing, and why.

    Attributes:
        one, other: The mentions.
        same: Whether they are one thing.
        grounds: The decisions and open questions.
        points: What spoke for and against.
    """

    one: Party
    other: Party
    same: bool
    grounds: tuple[Ground, ...]
    points: tuple[Point, ...]


def why(dataset: Dataset, one: str, other: str) -> tuple[Why, ...]:
    """Why two mentions are, or are not, one thing.

    Args:
        dataset: What is asked.
        one: "file name: name as written", a file name for the inspection that it reports, an IRI (published, former
            or local), or a name.
        other: The other mention, likewise.

    Returns:
        One answer; more where several things bear a name.

    Raises:
        QueryError: Nothing is called so.
    """
    asker = _Asker(dataset)
    first, second = asker.finder.find(one), asker.finder.find(other)
    pairs = list(product(first, second))
    if len(pairs) > 1:
        # Of namesakes those that are two, each pair once; unless the words name exactly one thing each way.
        pairs = [(a, b) for a, b in pairs if a.node.value < b.node.value or first != second]
    return tuple(asker.answer((one, a), (other, b)) for a, b in pairs[:_MOST_PAIRS])


class _Asker:
    def __init__(self, dataset: Dataset) -> None:
        self.finder = MentionFinder(dataset)
        self._dataset = dataset
        self._comparer = Comparer(dataset)
        self._lifetimes = Lifetimes(dataset)

    def answer(self, one: tuple[str, Mentioned], other: tuple[str, Mentioned]) -> Why:
        first, second = one[1], other[1]
        same = first.node == second.node
        points = tuple(self._comparer.compare(first, second))
        grounds = self._joined(first, second) if same else self._apart(first, second)
        if not grounds:
            grounds = [_nothing_recorded(same, points)]
        return Why(self._party(*one), self._party(*other), same, tuple(grounds), points)

    def _party(self, words: str, thing: Mentioned) -> Party:
        found = [(self._file(each), self._lifetimes.of_document(each)[0]) for each in self.finder.documents_of(thing)]
        documents, since = (tuple(each) for each in zip(*found, strict=True)) if found else ((), ())
        return Party(words, thing.node.value, label_of(self._dataset, thing.node), documents, since)

    def _file(self, document: NamedNode) -> str:
        names = (quad.object for quad in self._dataset.quads(document, IG.fileName) if isinstance(quad.object, Literal))
        return min((name.value for name in names), default=self._dataset.short(document.value))

    def _joined(self, one: Mentioned, other: Mentioned) -> list[Ground]:
        """The decisions that made one thing of the two; those that rest on both documents, where there are any."""
        decisions = {quad.subject for quad in self._dataset.quads(None, IG.resolved, one.node)}
        grounds = [self._ground(each, "joined") for each in decisions if isinstance(each, NamedNode)]
        named = {self._file(doc) for each in (one, other) if each.graph for doc in self.finder.documents_of(each)}
        locals_ = {each.local for each in (one, other) if each.local and each.local != each.node.value}
        if locals_:
            kept = {d for d in decisions if locals_ & {q.object.value for q in self._dataset.quads(d, IG.mention)}}  # type: ignore[arg-type,union-attr]
            grounds = [self._ground(each, "joined") for each in kept if isinstance(each, NamedNode)]
        for enough in (len(named), 1):
            chosen = [each for each in grounds if len(named & set(each.documents)) >= enough]
            if named and chosen:
                grounds = chosen
                break
        return sorted(grounds, key=lambda each: (-float(each.confidence or 0), each.rule))

    def _apart(self, one: Mentioned, other: Mentioned) -> list[Ground]:
        """What is recorded of the two."""
        grounds = []
        for predicate, kind in ((IG.distinguishes, "told apart"), (IG.candidate, "may be one")):
            about = [
                {quad.subject for quad in self._dataset.quads(None, predicate, each.node)} for each in (one, other)
            ]
            nodes = [node for node in about[0] & about[1] if isinstance(node, NamedNode)]
            grounds += [self._ground(node, kind) for node in sorted(nodes, key=str)]
        return grounds

    def _ground(self, node: NamedNode, kind: str) -> Ground:
        graph = self._dataset.graph("resolution")
        said: dict[NamedNode, str] = {}
        documents = set()
        for quad in self._dataset.quads(node, None, None, graph):
            if isinstance(quad.object, Literal):
                said[quad.predicate] = quad.object.value
            elif quad.predicate == PROV.used and isinstance(quad.object, NamedNode):
                documents.add(self._file(quad.object))
        rule = said.get(IG.rule, "")
        return Ground(
            kind, rule, RULES.get(rule, ""), said.get(IG.confidence, ""), said.get(IG.reason, ""),
            said.get(IG.decidedBy, ""), tuple(sorted(documents)),
        )  # fmt: skip


def _nothing_recorded(same: bool, points: tuple[Point, ...]) -> Ground:
    if same:
        return Ground("joined", "", "They are one mention, or have one IRI by their name.")
    against = [f"{point.what} ({point.words})" for point in points if point.side == AGAINST]
    kept = "What keeps them apart: " + "; ".join(against) if against else "Nothing contradicts, but nothing joins them"
    return Ground("no rule", "", f"No rule joins them. {kept}.")
