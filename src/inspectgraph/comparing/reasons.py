"""Why a statement of one build is not in the other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspectgraph.asking.lifetimes import LEDGER
from inspectgraph.errors import OutputError
from inspectgraph.graph.terms import slug_of
from inspectgraph.resolving.ledger import Ledger, Record

if TYPE_CHECKING:
    from inspectgraph.comparing.changes import Change

NEW, GONE, CORRECTED, WITHDRAWN = "new document", "removed document", "corrected document", "withdrawn document"
RULE, REFERENCE, CATALOGUE = "changed rule", "changed reference data", "changed catalogue"
DECISION, CORRECTION, CONSEQUENCE = "changed decision", "changed correction", "consequence of resolution"
BOOKS = "record of the build"
#: The reasons in words, the most telling first.
REASONS: dict[str, str] = {
    NEW: "The document was not among the inputs of the first build.",
    GONE: "The document is not among the inputs of the second build, or was set aside.",
    WITHDRAWN: "A curator took the document out.",
    CORRECTED: "The document's file was replaced: the same publication or file name, other bytes.",
    CORRECTION: "The curator's corrections are not the same.",
    DECISION: "The curator's decisions on what is one thing are not the same.",
    CATALOGUE: "The catalogue says something else of the document.",
    RULE: "Another version of the program read the document or joined the facts.",
    REFERENCE: "The reference tables, the ontology or the concepts are not the same.",
    CONSEQUENCE: "What other documents say led to another name, value or link.",
    BOOKS: "The description of the dataset and what it remembers follow every change.",
}
_ORDER = {reason: place for place, reason in enumerate(REASONS)}


@dataclass(frozen=True)
class Reasons:
    """What is not the same in what two builds were made of.

    Attributes:
        documents: The reason for each document of either build whose facts may differ, by identifier.
        names: File names by identifier.
        replaced: By a corrected document the one whose place it took, and the other way round.
        common: Reasons that concern all documents.
        finished: When the second build ended.
        told: What the curator said who withdrew a document, by its identifier.
    """

    documents: Mapping[str, str]
    names: Mapping[str, str]
    replaced: Mapping[str, str] = field(default_factory=dict)
    common: tuple[str, ...] = ()
    finished: str = ""
    told: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def between(cls, before: Path, after: Path) -> Reasons:
        """Reads what two output folders say of how they were made.

        Raises:
            OutputError: A folder has no such description, or a damaged one.
        """
        one, other = _description(before), _description(after)
        was, now = _documents(one), _documents(other)
        common = tuple(_common(one.get("made_from", {}), other.get("made_from", {})))
        replaced = _replacements(was, now)
        documents: dict[str, str] = {}
        for identifier in {*was, *now}:
            if identifier in replaced:
                documents[identifier] = CORRECTED
            elif identifier not in was:
                documents[identifier] = NEW
            elif identifier not in now:
                documents[identifier] = GONE
            elif was[identifier].get("facts") != now[identifier].get("facts"):
                shared = [each for each in common if each in (RULE, REFERENCE)]
                documents[identifier] = shared[0] if shared else CATALOGUE
        withdrawn = {record.document: record for record in _remembered(after) if record.who}
        documents |= {
            identifier: WITHDRAWN for identifier, why in documents.items() if why == GONE and identifier in withdrawn
        }
        told = {
            each.document: f"{each.reason} ({each.who})"
            for each in withdrawn.values()
            if documents.get(each.document) == WITHDRAWN
        }
        names = {identifier: str(row["file"]) for identifier, row in {**was, **now}.items()}
        return cls(documents, names, replaced, common, str(other.get("finished", "")), told)

    def of_graph(self, graph: str) -> str:
        """The reason why a graph's own facts changed; empty when they did not, or when it is no document's."""
        if graph.endswith(("graph/reference", "graph/vocabulary")):
            return REFERENCE if REFERENCE in self.common else ""
        if graph.endswith(("graph/dataset", "graph/history")):
            return BOOKS
        return self.documents.get(slug_of(graph), "") if "/graph/document/" in graph else ""

    def file_name(self, graph: str) -> str:
        """The file name of a document's graph; empty for other graphs."""
        return self.names.get(slug_of(graph), "") if "/graph/document/" in graph else ""

    def settle(self, changes: Sequence[Change]) -> list[Change]:
        """Gives what the build makes of all documents the reason of what changed in a document on the same fact or thing."""
        of: dict[str, str] = {}
        for change in changes:
            if change.reason not in (CONSEQUENCE, BOOKS):
                for iri in (change.fact, change.thing):
                    of[iri] = min(of.get(iri, change.reason), change.reason, key=_ORDER.__getitem__)
        otherwise = next((each for each in (CORRECTION, DECISION, RULE, REFERENCE) if each in self.common), CONSEQUENCE)
        return [
            replace(change, reason=of.get(change.fact) or of.get(change.thing) or otherwise)
            if change.reason == CONSEQUENCE and not change.document
            else change
            for change in changes
        ]


def _description(out: Path) -> dict[str, Any]:
    try:
        found = json.loads((out / "build.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise OutputError(
            f"{out} is not the output of a build: {error}", "name the output folder of a build"
        ) from error
    if not isinstance(found, dict) or not isinstance(found.get("inputs"), list):
        raise OutputError(f"{out}/build.json does not describe a build", "build again")
    return found


def _documents(description: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The documents that are in the graph, by identifier."""
    return {row["document"]: row for row in description["inputs"] if row["document"] and not row["reason"]}


def _remembered(out: Path) -> tuple[Record, ...]:
    """What an output's ledger says of documents; nothing where there is none."""
    return Ledger.load(out / LEDGER).documents if (out / LEDGER).is_file() else ()


def _replacements(was: Mapping[str, Mapping[str, Any]], now: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Documents that took the place of another of the same file name, and those whose place it was."""
    gone = {row["file"]: identifier for identifier, row in was.items() if identifier not in now}
    found: dict[str, str] = {}
    for identifier, row in now.items():
        if identifier not in was and row["file"] in gone:
            former = gone[row["file"]]
            found[identifier], found[former] = former, identifier
    return found


def _common(one: Mapping[str, str], other: Mapping[str, str]) -> Iterable[str]:
    """What all documents of the two builds do not have in common."""
    for part, reason in (
        ("corrections", CORRECTION),
        ("decisions", DECISION),
        ("code", RULE),
        ("later", RULE),
        ("reference", REFERENCE),
    ):
        if one.get(part) != other.get(part):
            yield reason
