"""Which builds had a statement: the first, and the last so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.names import expand
from inspectgraph.graph.terms import IG, PROV, SKOS, VOCABULARY_BASE
from inspectgraph.resolving.ledger import Ledger
from inspectgraph.resolving.lifetimes import digest

LEDGER = "ledger.jsonl"


class Lifetimes:
    """Reads `graph/history`; keeps what it has learnt of documents."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._graph = dataset.graph("history")
        self._documents: dict[str, tuple[str, str]] = {}
        self._later: dict[str, dict[NamedNode, str]] = {}

    def of(self, fact: NamedNode, document: NamedNode) -> tuple[str, str]:
        """The first and the last build in which a document stated a fact; empty texts where nobody remembers."""
        first, last = self.of_document(document)
        return self.later(document).get(fact, first), last

    def later(self, document: NamedNode) -> dict[NamedNode, str]:
        """The facts that a document has stated only since a later build than its own first, each with that build."""
        known = self._later.get(document.value)
        if known is None:
            lifetimes = (quad.subject for quad in self._dataset.quads(None, PROV.wasDerivedFrom, document, self._graph))
            known = self._later[document.value] = {
                quad.object: self._said(lifetime, IG.firstBuild)
                for lifetime in lifetimes
                if isinstance(lifetime, NamedNode)
                for quad in self._dataset.quads(lifetime, PROV.hadMember, None, self._graph)
                if isinstance(quad.object, NamedNode)
            }
        return known

    def of_document(self, document: NamedNode) -> tuple[str, str]:
        """The first and the last build that had a document."""
        known = self._documents.get(document.value)
        if known is None:
            known = self._said(document, IG.firstBuild), self._said(document, IG.lastBuild)
            self._documents[document.value] = known
        return known

    def _said(self, node: NamedNode, predicate: NamedNode) -> str:
        found = (quad.object for quad in self._dataset.quads(node, predicate, None, self._graph))
        return next((each.value for each in found if isinstance(each, Literal)), "")


@dataclass(frozen=True, slots=True, order=True)
class Departure:
    """A document that stated something once.

    Attributes:
        file: Name of its file.
        first, last: The first and the last build in which it did.
        reason: Why the document itself went, in words; empty where it is still there.
    """

    file: str
    first: str
    last: str
    reason: str = ""


class Memory:
    """What the ledgers of some outputs remember of statements; also of those that are gone, which no graph has."""

    def __init__(self, *outs: Path) -> None:
        """Reads the ledgers; an output without one remembers nothing.

        Args:
            outs: Output folders of builds; what two of them remember, the first knows best.

        Raises:
            ReferenceDataError: A ledger is damaged.
        """
        self._lives: dict[tuple[str, str], tuple[str, str]] = {}
        self._gone: dict[str, list[Departure]] = {}
        for out in reversed(outs):
            if (out / LEDGER).is_file():
                self._read(Ledger.load(out / LEDGER))

    def _read(self, ledger: Ledger) -> None:
        known = {record.document: record for record in ledger.documents}
        for record in ledger.documents:
            if record.reason:
                departure = Departure(record.file, record.first, record.last, record.reason)
                self._gone.setdefault(record.file, []).append(departure)
        for life in ledger.lifetimes:
            record = known[life.document]
            last = life.last or record.last
            self._lives.update(((life.document, each), (life.first, last)) for each in life.statements)
            if life.last or record.reason:
                departure = Departure(record.file, life.first, last, record.reason)
                for each in life.statements:
                    self._gone.setdefault(each, []).append(departure)

    def of(self, document: str, statement: str) -> tuple[str, str]:
        """The first and the last build in which a document made a statement; empty texts where nobody remembers.

        Args:
            document: Its identifier.
            statement: Its digest.
        """
        return self._lives.get((document, statement), ("", ""))

    def departures(self, names: Iterable[str]) -> tuple[Departure, ...]:
        """The documents that made one of some statements, or bore one of some file names, and do no longer; by file name."""
        return tuple(sorted(each for name in names for each in self._gone.get(name, ())))


def departures(out: Path, dataset: Dataset, words: str) -> tuple[Departure, ...]:
    """The documents that stated a fact once and do no longer, or a document that is no longer there, by file name.

    Args:
        out: Output folder of a build, whose ledger is asked; it is not published.
        dataset: The same output.
        words: IRI of the fact, in full or short form; or a file name.

    Raises:
        ReferenceDataError: The ledger is damaged.
    """
    grades = dataset.quads(None, SKOS.inScheme, NamedNode(VOCABULARY_BASE + "grade"))
    said = {b"", *(str(quad.subject).encode() for quad in grades)}
    facts = [digest(f"<{iri}>".encode(), grade) for iri in expand(words, dataset.base) for grade in said]
    return Memory(out).departures([words, *facts])
