"""What the dataset remembers of its documents: since when it has them, and of those that are gone when and why.

It stands in the ledger, and is published in `graph/history`. Builds are named by what they are made of, never by the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from inspectgraph.graph.iris import Iris
from inspectgraph.graph.terms import DCT, IG, PROV, TYPE, text
from inspectgraph.resolving.curators_table import rows
from inspectgraph.resolving.ledger import Record

FILE_NAME = "withdrawals.csv"
COLUMNS = ("document", "reason", "who")
NO_LONGER = "no longer among the inputs"
REPLACED = "replaced by a corrected version"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A curator's line: a document that is to be in the dataset no more.

    Attributes:
        document: File name, or the first digits of the file's SHA-256 that identify it.
        reason, who: In words.
        place: File name and line, for messages.
    """

    document: str
    reason: str
    who: str
    place: str


def load_withdrawals(paths: Iterable[Path]) -> tuple[Withdrawal, ...]:
    """The withdrawals of some files.

    Raises:
        ReferenceDataError: A file can't be read or a row is wrong; it names file and line.
    """
    return tuple(Withdrawal(place=place, **cells) for cells, place in rows(paths, COLUMNS, COLUMNS))


def remember(
    former: Iterable[Record], present: Mapping[str, tuple[str, str]], withdrawals: Iterable[Withdrawal], build: str
) -> tuple[Record, ...]:
    """The records after a build, sorted.

    Args:
        former: Those of the ledger.
        present: By identifier, file name and digest of the facts of each document in the graph.
        withdrawals: The curator's.
        build: Id of this build.
    """
    withdrawn = {each.document: each for each in withdrawals}
    found: dict[str, Record] = {}
    for record in former:
        if record.document in present:
            continue
        why = withdrawn.get(record.file) or withdrawn.get(record.document)
        successor = next((name for name, (file, _) in sorted(present.items()) if file == record.file), "")
        reason = why.reason if why else REPLACED if successor else record.reason or NO_LONGER
        found[record.document] = replace(record, reason=reason, who=why.who if why else "", successor=successor)
    known = {record.document: record for record in former}
    for document, (file, facts) in present.items():
        record = known.get(document, Record(document, file, build, build, build, facts))
        since = record.since if record.facts == facts else build
        found[document] = Record(document, file, record.first, build, since, facts)
    return tuple(sorted(found.values()))


def history(records: Iterable[Record], iris: Iris) -> list[Quad]:
    """The quads of `graph/history`, sorted."""
    graph = iris.graph("history")
    quads: list[Quad] = []
    for record in records:
        node = iris.document(record.document)
        said: list[tuple[NamedNode, object]] = [
            (IG.fileName, text(record.file)),
            (IG.firstBuild, text(record.first)),
            (IG.lastBuild, text(record.last)),
            (IG.unchangedSince, text(record.since)),
        ]
        if record.reason:
            said += [(TYPE, IG.Tombstone), (TYPE, PROV.Entity), (IG.reason, text(record.reason))]
        if record.who:
            said.append((IG.decidedBy, text(record.who)))
        if record.successor:
            said.append((DCT.isReplacedBy, iris.document(record.successor)))
        quads += [Quad(node, predicate, value, graph) for predicate, value in said]  # type: ignore[arg-type]
    return sorted(quads, key=str)
