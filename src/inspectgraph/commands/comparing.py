"""`diff`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectgraph.commands.terminal import folder_of, grid, show, tell, write, write_json
from inspectgraph.errors import OutputError

if TYPE_CHECKING:
    from inspectgraph.comparing.changes import Change, Comparison

_MOST_ROWS = 30


class DiffForm(StrEnum):
    """In which form a difference is told."""

    TABLE = "table"
    JSON = "json"
    PATCH = "patch"
    ATOM = "atom"


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", parser=folder_of, help="Output folder of the earlier build.")],
    after: Annotated[Path, typer.Argument(metavar="B", parser=folder_of, help="Output folder of the later build.")],
    form: Annotated[
        DiffForm, typer.Option("--format", help="patch is RDF Patch; atom a feed for those who follow the dataset.")
    ] = DiffForm.TABLE,
    document: Annotated[
        str, typer.Option("--document", metavar="NAME", help="Only what this document states, fact by fact.")
    ] = "",
    thing: Annotated[
        str, typer.Option("--thing", metavar="NAME", help="Only what is about this thing, fact by fact.")
    ] = "",
    everything: Annotated[bool, typer.Option("--all", help="Fact by fact, without a limit.")] = False,
    file: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="A feed that is there already is continued."),
    ] = None,
) -> None:
    """Say what changed between two builds, and why: facts added, changed and removed, by document and by thing.

    Exit status: 0 nothing changed, 1 something did, 2 they can't be compared.
    """
    if form is DiffForm.PATCH:
        raise typer.Exit(1 if _patch(before, after, file) else 0)
    from inspectgraph.comparing.changes import compare

    comparison = compare(before, after)
    if form is DiffForm.ATOM:
        _feed(comparison, after, file)
    elif form is DiffForm.JSON:
        _json(comparison, _chosen(comparison, document, thing))
    elif document or thing or everything:
        _facts(_chosen(comparison, document, thing))
    else:
        _summary(comparison)
    raise typer.Exit(1 if comparison.added or comparison.removed else 0)


def _patch(before: Path, after: Path, file: Path | None) -> bool:
    """Writes the patch; whether it changes anything."""
    from inspectgraph.comparing.patch import patch

    changes = 0
    aside = None if file is None else file.with_name(f".{file.name}.new-{os.getpid()}")
    try:
        target = sys.stdout if aside is None else aside.open("w", encoding="utf-8", newline="\n")
        try:
            for line in patch(before, after):
                changes += line[0] in "AD"
                target.write(line)
        finally:
            if aside is not None:
                target.close()
        if aside is not None and file is not None:
            aside.replace(file)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{file} can't be written: {error.strerror}", "name another file with -o") from error
    finally:
        if aside is not None:
            aside.unlink(missing_ok=True)
    return changes > 0


def _feed(comparison: Comparison, after: Path, file: Path | None) -> None:
    from inspectgraph.asking.dataset import Dataset
    from inspectgraph.comparing.feed import feed
    from inspectgraph.exporting.saving import save

    former = file.read_bytes() if file is not None and file.is_file() else None
    text = feed(comparison, Dataset.open(after).base, former)
    if file is None:
        write(text)
    else:
        save({file: text})


def _chosen(comparison: Comparison, document: str, thing: str) -> list[Change]:
    wanted = thing.casefold()
    found = [
        each
        for each in comparison.changes
        if (not document or each.document == document)
        and (not wanted or wanted in (each.thing_label.casefold(), each.thing) or each.thing.endswith(f"id/{thing}"))
    ]
    if not found and (document or thing) and comparison.changes:
        raise OutputError(f"nothing changed in {document or thing}", "inspectgraph diff A B lists what did")
    return found


def _json(comparison: Comparison, changes: Iterable[Change]) -> None:
    reasons = comparison.reasons
    write_json(
        {
            "statements": {"added": comparison.added, "removed": comparison.removed},
            "quotes": comparison.words,
            "replaced": dict(sorted(reasons.replaced.items())),
            "withdrawn": dict(sorted(reasons.told.items())),
            "documents": [{"document": a, "reason": b, **counts} for a, b, counts in comparison.by_document],
            "things": [{"label": a, "iri": b, **counts} for a, b, counts in comparison.by_thing],
            "changes": [asdict(each) for each in changes],
        }
    )


def _summary(comparison: Comparison) -> None:
    if not (comparison.added or comparison.removed):
        show("The two datasets are the same.")
        return
    documents = [(place, reason, *counts.values()) for place, reason, counts in comparison.by_document]
    things = sorted(comparison.by_thing, key=lambda row: (-sum(row[2].values()), row[0], row[1]))
    counted = ("added", "changed", "removed")
    show(grid(("document or graph", "reason", *counted), documents, "What changed, by document"), "")
    rows = [(label, *counts.values()) for label, _, counts in things[:_MOST_ROWS]]
    show(grid(("thing", *counted), rows, "What changed, by thing"))
    if len(things) > _MOST_ROWS:
        show(f"... and {len(things) - _MOST_ROWS:,} more things (--format json has all).")
    names = comparison.reasons.names
    tell(f"{names[document]} was withdrawn: {why}" for document, why in sorted(comparison.reasons.told.items()))
    tell([f"{comparison.added:,} statements more, {comparison.removed:,} less; --all tells them fact by fact."])


def _facts(changes: Iterable[Change]) -> None:
    rows = [
        (each.action, each.reason, each.document or each.graph, each.thing_label, each.kind, _said(each), _builds(each))
        for each in changes
    ]
    show(grid(("what", "reason", "document or graph", "thing", "fact", "before > after", "builds"), rows))


def _said(change: Change) -> str:
    """What only one of the two builds says, property by property."""
    before, after = ({each.property: each.value for each in values} for values in (change.before, change.after))
    names = [name for name in {**before, **after} if name not in ("rdf:type", "ig:evidence", "ig:rule")]
    if change.action != "changed":
        return "; ".join(f"{name} {(before | after)[name]}" for name in names[:6])
    return "; ".join(f"{name} {before.get(name, '')} > {after.get(name, '')}" for name in names[:6]) or "its evidence"


def _builds(change: Change) -> str:
    """The first and the last build that had the statement."""
    return " to ".join(dict.fromkeys(build[:8] for build in (change.first, change.last) if build))
