"""What documents contradict each other in and what stays open, with the words, for people to decide."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from inspectgraph.graph.nquads import lines, nquads, parsed
from inspectgraph.graph.terms import DCT, FOAF, IG, ORG, PROV, RDF, RDFS, SKOS, TYPE, slug_of
from inspectgraph.resolving.bodies import CLASSES
from inspectgraph.resolving.resolver import RULES, Resolution
from inspectgraph.resolving.rulings import DIFFERENT, SAME

_LABELS = (RDFS.label, FOAF.name, SKOS.prefLabel)
_KINDS = {FOAF.Person.value: "person", IG.Inspection.value: "inspection", **dict.fromkeys(CLASSES, "body")}
_MOST_WORDS = 2


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """The words of a document.

    Attributes:
        document: File name.
        title: Of the document; its file name where it has none.
        page: From 1; empty where unknown.
        quote: Exactly the words.
    """

    document: str
    title: str
    page: str
    quote: str


@dataclass(frozen=True, slots=True)
class Side:
    """One value of several that contradict each other.

    Attributes:
        value: For people.
        words: That state it.
        line: Of `decisions.csv`, for when this document speaks of another thing.
    """

    value: str
    words: tuple[Words, ...]
    line: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A contradiction.

    Attributes:
        anchor: For links to it.
        thing: What it is about, for people.
        iri: The same, in short form.
        what: The property in words.
        sides: Two or more.
    """

    anchor: str
    thing: str
    iri: str
    what: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, order=True)
class Possible:
    """One of the things that may be one.

    Attributes:
        label: For people.
        iri: In short form.
        documents: File names.
        words: That speak of it, some of them.
    """

    label: str
    iri: str
    documents: tuple[str, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Things that may be one.

    Attributes:
        anchor: For links to it.
        rule: Id of the rule.
        sentence: What the rule says.
        confidence: As written.
        things: Those that may be one.
        lines: Of `decisions.csv`: that they are the same, and that they are not.
    """

    anchor: str
    rule: str
    sentence: str
    confidence: str
    things: tuple[Possible, ...]
    lines: tuple[str, ...]


def find_conflicts(
    resolution: Resolution, evidence: Mapping[str, bytes], known: bytes, base: str
) -> tuple[list[Conflict], list[Question]]:
    """The contradictions and the open questions of a resolution, each in the order of what it is about.

    Args:
        resolution: What the documents say together.
        evidence: The N-Quads of each document's evidence, by the document's identifier.
        known: The N-Quads of the consolidated graph, the reference tables and the vocabulary, for names.
        base: Of the dataset.
    """
    reader = _Reader(resolution, evidence, known, base)
    conflicts = sorted(reader.conflicts(), key=lambda each: (each.thing, each.what, each.anchor))
    return conflicts, sorted(reader.questions(), key=lambda each: (each.rule, each.things))


class _Reader:
    def __init__(self, resolution: Resolution, evidence: Mapping[str, bytes], known: bytes, base: str) -> None:
        self._base = base
        self._known = _Said(known)
        reasons = _Said(nquads(resolution.resolution))
        kinds = (IG.Conflict, IG.Candidate)
        self._open = {iri: reasons.of(iri) for kind in kinds for iri in reasons.subjects(TYPE, kind.value)}
        used = {slug_of(each) for said in self._open.values() for each in said.get(PROV.used, ())}
        self._documents = {
            name: _Said(resolution.texts[name] + evidence.get(name, b""))
            for name in sorted(used)
            if name in resolution.texts
        }

    def conflicts(self) -> Iterator[Conflict]:
        """The contradictions."""
        for node, said in self._open.items():
            if IG.Conflict.value not in said[TYPE]:
                continue
            (about,), (what,) = said[IG.about], said[IG.property]
            sides = tuple(
                sorted(self._sides(said[IG.statement], about, what), key=lambda side: (side.value, side.line))
            )
            yield Conflict(slug_of(node), self._label(about), self._short(about), _in_words(what), sides)

    def _sides(self, statements: Iterable[str], about: str, what: str) -> Iterator[Side]:
        for name, nodes in self._documents.items():
            for statement in statements:
                said = nodes.of(statement)
                if not said:
                    continue
                values = said.get(RDF.object) or said.get(NamedNode(what)) or said.get(ORG.role) or [""]
                words = tuple(self._words(name, evidence) for evidence in said.get(IG.evidence, ()))
                date = values[0] if NamedNode(what) in (IG.startDate, IG.endDate) else ""
                yield Side(self._label(values[0]), words, self._line(name, about, date))

    def _line(self, document: str, about: str, date: str) -> str:
        """The row that says that a document speaks of another thing; none for the one that it reports."""
        thing = about.partition("/judgement/")[0]
        kind = self._kind(thing)
        nodes = self._documents[document]
        said = nodes.of(thing)
        called = said.get(FOAF.name) or said.get(SKOS.prefLabel) or []
        if kind == "inspection":
            called = [date] if date else said.get(IG.startDate) or said.get(IG.subject) or []
            if nodes.subjects(IG.reports, thing):
                return ""
        file = self._file(document)
        if not kind or not called:
            return ""
        return _row(DIFFERENT, kind, self._short(thing), f"{file}: {called[0]}")

    def questions(self) -> Iterator[Question]:
        """What stays open."""
        for node, said in self._open.items():
            if IG.Candidate.value not in said[TYPE]:
                continue
            iris = said[IG.candidate]
            names = [slug_of(each) for each in said.get(PROV.used, ())]
            things = tuple(self._possible(iri, names) for iri in iris)
            rule = said[IG.rule][0]
            kind = self._kind(iris[0])
            pairs = [(iris[0], other) for other in iris[1:]]
            lines = tuple(
                _row(action, kind, self._short(one), self._short(other))
                for action in (SAME, DIFFERENT)
                for one, other in pairs
            )
            yield Question(
                slug_of(node),
                rule,
                RULES.get(rule, ""),
                (said.get(IG.confidence) or [""])[0],
                things,
                lines if kind else (),
            )

    def _possible(self, iri: str, names: Sequence[str]) -> Possible:
        spoken = [name for name in names if name in self._documents and self._documents[name].of(iri)]
        words: list[Words] = []
        for name in spoken:
            nodes = self._documents[name]
            bearers = {iri, *nodes.subjects(ORG.member, iri), *nodes.subjects(PROV.agent, iri)}
            evidence = {each for bearer in bearers for each in nodes.of(bearer).get(IG.evidence, ())}
            words += [self._words(name, each) for each in sorted(evidence)[:_MOST_WORDS]]
        return Possible(self._label(iri), self._short(iri), tuple(map(self._file, spoken)), tuple(words[:_MOST_WORDS]))

    def _kind(self, iri: str) -> str:
        types = self._known.of(iri).get(TYPE, [])
        return next((_KINDS[each] for each in types if each in _KINDS), "")

    def _short(self, iri: str) -> str:
        return iri.removeprefix(self._base)

    def _label(self, value: str) -> str:
        """What people call a thing; for a judgement its inspection and area; any other value as it is."""
        inspection, is_judgement, area = value.partition("/judgement/")
        if is_judgement:
            return f"{self._label(inspection)}: {_in_words(area)}"
        said = self._known.of(value)
        for naming in _LABELS:
            if naming in said:
                return min(said[naming])
        return slug_of(value) if value.startswith("http") else value

    def _file(self, name: str) -> str:
        if name not in self._documents:
            return name
        return min(self._documents[name].of(f"{self._base}id/document/{name}").get(IG.fileName, [name]))

    def _words(self, name: str, evidence: str) -> Words:
        nodes = self._documents[name]
        said = nodes.of(evidence)
        titles = nodes.of(f"{self._base}id/document/{name}").get(DCT.title, [])
        file = self._file(name)
        return Words(file, min(titles, default=file), (said.get(IG.page) or [""])[0], (said.get(IG.quote) or [""])[0])


class _Said:
    """What N-Quads say of things; only what is asked for is made into terms."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._lines: dict[bytes, list[bytes]] = {}
        for line in lines(text):
            self._lines.setdefault(line[: line.index(b" ")], []).append(line)
        self._known: dict[str, dict[NamedNode, list[str]]] = {}

    def of(self, subject: str) -> dict[NamedNode, list[str]]:
        """The properties of a thing, each with its values, sorted; none where nothing is said of it."""
        if subject not in self._known:
            said = self._known[subject] = {}
            for quad in parsed(b"".join(self._lines.get(f"<{subject}>".encode(), ()))):
                if isinstance(quad.object, NamedNode | Literal):
                    said.setdefault(quad.predicate, []).append(quad.object.value)
            for values in said.values():
                values.sort()
        return self._known[subject]

    def subjects(self, predicate: NamedNode, value: str) -> list[str]:
        """The things that have another thing as a property, in the order of the text."""
        found = re.finditer(re.escape(f"> {predicate} <{value}> ".encode()), self._text)
        return [self._text[self._text.rfind(b"\n", 0, match.start()) + 2 : match.start()].decode() for match in found]


def _row(*cells: str) -> str:
    """A row of `decisions.csv` with room for the reason and for who decided."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([*cells, "", "", ""])
    return out.getvalue()


def _in_words(iri: str) -> str:
    name = slug_of(iri)
    return "".join(f" {each.lower()}" if each.isupper() else each for each in name).replace("-", " ")
