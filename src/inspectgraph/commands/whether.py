"""`why`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectgraph.commands.terminal import From, Json, show, write_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from inspectgraph.asking.why import Ground, Party, Why

OUTPUT = Path("output")
_FEW_DOCUMENTS = 4
_SIGNS = {"for": ("+", "green"), "against": ("-", "red"), "open": ("?", "dim")}


def why(
    one: Annotated[
        str, typer.Argument(metavar="A", help='A name, an IRI, "file name: name as written", or a file name.')
    ],
    other: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    out: From = OUTPUT,
    as_json: Json = False,
) -> None:
    """Say why two mentions are, or are not, one thing: the decision, and what spoke for and against.

    A file name alone stands for the inspection that the document reports.
    """
    from inspectgraph.asking.dataset import Dataset
    from inspectgraph.asking.why import why as ask

    answers = ask(Dataset.open(out), one, other)
    if as_json:
        write_json([asdict(answer) for answer in answers])
        return
    for answer in answers:
        show(*_told(answer))


def _told(answer: Why) -> Iterator[RenderableType]:
    from rich.text import Text

    verdict = "They are one thing." if answer.same else "They are two things."
    yield Text(verdict, style="bold")
    for party in (answer.one,) if answer.same else (answer.one, answer.other):
        yield _party(party)
    for ground in answer.grounds:
        yield from _ground(ground)
    for point in answer.points:
        sign, style = _SIGNS[point.side]
        yield Text.assemble((f"  {sign} ", style), (f"{point.what}: ", "cyan"), point.words)
    yield Text("")


def _party(party: Party) -> RenderableType:
    from rich.text import Text

    named = tuple(
        f"{document} (since {first[:8]})" if first else document
        for document, first in zip(party.documents, party.since, strict=True)
    )
    return Text.assemble(f"{party.label} ", (f"<{party.iri}>", "dim"), f"  {_listed(named)}")


def _ground(ground: Ground) -> Iterator[RenderableType]:
    from rich.text import Text

    how = ", ".join(filter(None, (ground.rule, f"confidence {ground.confidence}" if ground.confidence else "")))
    yield Text.assemble((f"{ground.kind.capitalize()}: ", "bold"), ground.sentence, f"  [{how}]" if how else "")
    if ground.reason:
        yield Text(f"  {ground.reason} ({ground.who})")
    if ground.documents:
        yield Text(f"  {_listed(ground.documents)}", style="dim")


def _listed(documents: tuple[str, ...]) -> str:
    more = f" and {len(documents) - _FEW_DOCUMENTS} more" if len(documents) > _FEW_DOCUMENTS else ""
    return ", ".join(documents[:_FEW_DOCUMENTS]) + more
