"""A curator's decisions on the mentions of the documents at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from inspectgraph.graph.iris import slug
from inspectgraph.graph.terms import FOAF, IG, SKOS, slug_of
from inspectgraph.resolving.bodies import CLASSES
from inspectgraph.resolving.ledger import Entry, Ledger
from inspectgraph.resolving.mentions import DocumentIndex, Mention
from inspectgraph.resolving.rulings import DIFFERENT, REMOVE, RENAME, SAME, Ruling
from inspectgraph.resolving.things import Decision, Marks, Settled, Thing, anchor, merged

RULES: dict[str, str] = {
    "decisions/same": "A curator decided that they are one thing.",
    "decisions/different": "A curator decided that they are different things.",
    "decisions/rename": "A curator chose the preferred name.",
}
_TYPES = {
    "person": (FOAF.Person.value,),
    "inspection": (IG.Inspection.value,),
    "body": tuple(CLASSES),
}
_NAMES = tuple(each.value for each in (FOAF.name, SKOS.prefLabel, SKOS.altLabel, IG.abbreviation))
_SUBJECT, _START, _FRAMEWORK, _FILE = IG.subject.value, IG.startDate.value, IG.framework.value, IG.fileName.value


@dataclass(frozen=True, slots=True)
class Applied:
    """A ruling with the mentions that it is about.

    Attributes:
        ruling: As read.
        a, b: Mentions, sorted; `b` is empty for `rename` and `remove`.
    """

    ruling: Ruling
    a: tuple[Mention, ...]
    b: tuple[Mention, ...]


@dataclass(slots=True)
class Curation:
    """What the curator's decisions come to in this build.

    Attributes:
        applied: Those that are about something.
        warnings: Those that are not, in words.
    """

    applied: list[Applied] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, rulings: Iterable[Ruling], documents: Sequence[DocumentIndex], ledger: Ledger, base: str) -> Curation:
        """Finds the mentions of each ruling."""
        curation = cls()
        rulings = tuple(rulings)
        if not rulings:
            return curation
        finder = _Finder(documents, ledger, base)
        for ruling in rulings:
            keys = [key for key in (ruling.a, ruling.b) if key]
            found = [finder.find(key, ruling.kind) for key in keys]
            missing = [key for key, mentions in zip(keys, found, strict=True) if not mentions]
            # A name that must not be told may stand in a text that no rule has read as a person.
            if missing and (ruling.action != REMOVE or "/" in ruling.a):
                curation.warnings.append(f"{ruling.place}: no {ruling.kind} is {' or '.join(map(repr, missing))}")
                continue
            first, second = found[0], found[1] if len(found) > 1 else set()
            if ruling.action == DIFFERENT:
                first, second = _two_sides(first, second)
                if not (first and second):
                    curation.warnings.append(f"{ruling.place}: a and b are the same {ruling.kind} by name")
                    continue
            curation.applied.append(Applied(ruling, tuple(sorted(first)), tuple(sorted(second))))
        return curation

    def concerned(self) -> dict[Mention, tuple[int, ...]]:
        """By mention the numbers of the decisions that are about it."""
        found: dict[Mention, tuple[int, ...]] = {}
        for number, each in enumerate(self.applied):
            for mention in (*each.a, *each.b):
                found[mention] = (*found.get(mention, ()), number)
        return found

    def marks(self) -> Marks:
        """By mention the sides that it takes in decisions that things are different."""
        found: dict[Mention, frozenset[tuple[int, bool]]] = {}
        for number, each in enumerate(self.applied):
            if each.ruling.action == DIFFERENT:
                for side, mentions in ((False, each.a), (True, each.b)):
                    for mention in mentions:
                        found[mention] = found.get(mention, frozenset()) | {(number, side)}
        return found

    def join(self, settled: Settled, kind: str) -> list[tuple[Thing, Thing]]:
        """Makes one thing of those of a kind that a curator found to be the same, with the decision.

        Returns:
            The things that became one, the second of each pair a part of the first now.
        """
        done = []
        for each in self.applied:
            if (each.ruling.action, each.ruling.kind) != (SAME, kind):
                continue
            of = {mention: thing for thing in settled.things for mention in thing.mentions}
            things = sorted({of[mention] for mention in (*each.a, *each.b) if mention in of}, key=_weightiest_first)
            if not things:
                continue
            mentions = tuple(sorted({*each.a, *each.b}))
            settled.decisions.append(Decision(each.ruling.rule, 1.0, mentions, each.ruling.reason, each.ruling.who))
            for other in things[1:]:
                done.append((things[0], other))
                whole = merged(things[0], other)
                settled.things = [thing for thing in settled.things if thing not in (things[0], other)] + [whole]
                things[0] = whole
        return done

    def names(self, of: Mapping[Mention, str]) -> dict[str, str]:
        """The preferred names that a curator chose, by IRI."""
        return {
            of[each.a[0]]: each.ruling.name for each in self.applied if each.ruling.action == RENAME and each.a[0] in of
        }

    def unkept(self, of: Mapping[Mention, str]) -> list[str]:
        """Decisions that things are different which others overrule, in words."""
        return [
            f"{each.ruling.place}: they are one by another decision"
            for each in self.applied
            if each.ruling.action == DIFFERENT and {of.get(each_a) for each_a in each.a} & {of.get(b) for b in each.b}
        ]


def _two_sides(first: set[Mention], second: set[Mention]) -> tuple[set[Mention], set[Mention]]:
    """What is named with its document is meant itself; an IRI means what else it stands for."""
    return (first - second, second) if len(first) > len(second) else (first, second - first)


def _weightiest_first(thing: Thing) -> tuple[object, ...]:
    return (thing.rank, -len(thing.mentions), thing.mentions)


class _Finder:
    """Finds mentions by what a curator calls them."""

    def __init__(self, documents: Sequence[DocumentIndex], ledger: Ledger, base: str) -> None:
        self._base = base
        self._by_file: dict[str, list[DocumentIndex]] = {}
        self._by_iri: dict[str, set[Mention]] = {}
        self._by_anchor: dict[str, Mention] = {}
        for document in documents:
            for name in document.values(document.node, _FILE):
                self._by_file.setdefault(name, []).append(document)
            for types in _TYPES.values():
                for iri in (iri for each in types for iri in document.types.get(each, ())):
                    mention = Mention(document.identifier, iri)
                    self._by_iri.setdefault(iri, set()).add(mention)
                    self._by_anchor[anchor(mention, base)] = mention
            if document.reported:
                reported = Mention(document.identifier, document.reported)
                self._by_anchor[f"{document.identifier} reports"] = reported
        self._published: dict[str, list[Entry]] = {}
        for entry in ledger.entries:
            for iri in (entry.iri, *entry.aliases):
                self._published.setdefault(iri, []).append(entry)

    def find(self, key: str, kind: str) -> set[Mention]:
        """The mentions that a key of the file means."""
        file, colon, name = key.partition(": ")
        for written in (file, key):
            if written in self._by_file:
                named = name if colon and written == file else ""
                return {
                    mention for document in self._by_file[written] for mention in _in_document(document, named, kind)
                }
        iri = full_iri(key, self._base)
        anchors = {each for entry in self._published.get(iri, ()) if entry.kind == kind for each in entry.anchors}
        held = {self._by_anchor[each] for each in anchors if each in self._by_anchor}
        return held or self._by_iri.get(iri, set())


def full_iri(key: str, base: str) -> str:
    """The IRI that a curator writes in full or in short form, `person/ann-smith-123abc`."""
    short = key.strip("<>").removeprefix(base).removeprefix("id/")
    return f"{base}id/{short}"


def _in_document(document: DocumentIndex, name: str, kind: str) -> Iterable[Mention]:
    """The mentions of a document that bear a name; without a name the inspection that it reports."""
    if not name:
        if kind == "inspection" and document.reported:
            yield Mention(document.identifier, document.reported)
        return
    for iri in sorted({iri for each in _TYPES[kind] for iri in document.types.get(each, ())}):
        if slug(name) in {slug(each) for each in _called(document, iri, kind)}:
            yield Mention(document.identifier, iri)


def _called(document: DocumentIndex, iri: str, kind: str) -> Iterable[str]:
    """What a document calls a thing; an inspection goes by subject or framework with its date, or one of these."""
    if kind != "inspection":
        return [value for each in _NAMES for value in document.values(iri, each)]
    start = document.value(iri, _START) or ""
    what = [document.value(iri, _SUBJECT) or "", slug_of(document.value(iri, _FRAMEWORK) or "")]
    return filter(None, (start, *what, *(f"{each} {start}" for each in what if each and start)))
