"""`explain`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectgraph.commands.terminal import From, Json, show, write_json
from inspectgraph.errors import QueryError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from inspectgraph.asking.dataset import Dataset
    from inspectgraph.asking.explanation import Decision, Explanation, Fact, Quote, Statement
    from inspectgraph.asking.lifetimes import Departure

OUTPUT = Path("output")
#: How many of a kind are told unless all are wanted.
_FEW = 8
#: Properties of a fact that need no name beside their value, the weightiest first.
_FIRST = (
    "member",
    "agent",
    "roleTitle",
    "role",
    "hadRole",
    "organization",
    "area",
    "grade",
    "findingKind",
    "measure",
    "value",
)
#: Properties that repeat others: bounds, which follow from the dates, the seat, and what the quote says.
_UNTOLD = frozenset(
    {"earliestStart", "latestStart", "earliestEnd", "latestEnd", "post", "text", "gradeAsWritten", "valueAsWritten"}
)


def explain(
    thing: Annotated[
        str,
        typer.Argument(metavar="IRI-or-name", help="A person, authority, inspection, judgement, body, document, ..."),
    ],
    out: From = OUTPUT,
    as_json: Json = False,
    everything: Annotated[bool, typer.Option("--all", help=f"Show all, not the first {_FEW} of each kind.")] = False,
) -> None:
    """Show what the graph says of a thing, with document, page and words for each statement.

    Behind the words stand the rule that understood them and the first build that had the statement; --json has the last
    one too, which for what still stands is this build.
    """
    from inspectgraph.asking.dataset import Dataset
    from inspectgraph.asking.explain import explain as find

    dataset = Dataset.open(out)
    try:
        explanations = find(dataset, thing)
    except QueryError as error:
        raise _departed(out, dataset, thing) or error from None
    if as_json:
        write_json([asdict(explanation) for explanation in explanations])
        return
    if len(explanations) > 1:
        show(f'{len(explanations)} things are called "{thing}".', "")
    for explanation in explanations:
        show(*_told(explanation, None if everything else _FEW))


def _departed(out: Path, dataset: Dataset, thing: str) -> QueryError | None:
    """What to say of a statement that was there once."""
    from inspectgraph.asking.lifetimes import departures

    found = departures(out, dataset, thing)
    if not found:
        return None
    return QueryError(f"{thing} is no longer in this dataset.", " ".join(_gone(each, thing) for each in found))


def _gone(departure: Departure, thing: str) -> str:
    what = "It was there" if departure.file == thing else f"It was stated by {departure.file}"
    why = f", a document that is gone: {departure.reason}" if departure.reason and departure.file != thing else ""
    why = why or (f": {departure.reason}" if departure.reason else "")
    return f"{what} from build {departure.first} to build {departure.last}{why}."


def _told(explanation: Explanation, limit: int | None) -> Iterator[RenderableType]:
    from rich.text import Text

    thing = explanation.thing
    yield Text.assemble((thing.label, "bold"), f"  {', '.join(thing.kinds)}")
    if thing.short != thing.label:
        yield Text(f"<{thing.short}>", style="dim")
    if thing.other_names:
        yield Text(f"also: {', '.join(thing.other_names)}")
    yield from _quotes(explanation.quotes, 2, limit)
    for _, group in groupby(explanation.statements, lambda each: (each.inverse, each.label)):
        statements = list(group)
        for statement in statements[:limit]:
            yield _line(statement)
            if not set(statement.quotes) <= set(explanation.quotes):
                yield from _quotes(statement.quotes, 4, limit)
        yield from _more(len(statements), limit, 0)
    for kind, group_of_facts in groupby(explanation.facts, lambda each: each.kind):
        facts = list(group_of_facts)
        yield Text(f"\n{kind} ({len(facts)})", style="bold")
        for fact in facts[:limit]:
            yield _fact(fact)
            yield from _quotes(fact.quotes, 6, limit)
        yield from _more(len(facts), limit, 2)
    for decision in explanation.decisions:
        yield _decision(decision)
        yield from _quotes(decision.quotes, 4, limit)
    yield Text("")


def _line(statement: Statement) -> RenderableType:
    from rich.padding import Padding
    from rich.text import Text

    if statement.inverse:
        text = Text.assemble((f"{statement.label} ← ", "cyan"), statement.value)
    else:
        text = Text.assemble((f"{statement.label}: ", "cyan"), statement.value)
    if statement.as_written:
        text.append(f'  printed "{statement.as_written}"', style="dim")
    if not statement.quotes and statement.sources:
        text.append(f"  [{', '.join(statement.sources)}]", style="dim")
    return Padding(text, (0, 0, 0, 2), expand=False)


def _fact(fact: Fact) -> RenderableType:
    from rich.padding import Padding
    from rich.text import Text

    told = sorted((each for each in fact.statements if _name(each) not in _UNTOLD), key=_place)
    said = [each.value if each.inverse or _name(each) in _FIRST else f"{each.label} {each.value}" for each in told]
    # A title often repeats the role, in other capitals.
    once = {words.casefold(): words for words in reversed(said)}
    line = "; ".join(words for words in said if once.pop(words.casefold(), None) is not None)
    return Padding(Text.assemble(line, (f"  <{fact.short}>", "dim")), (0, 0, 0, 2), expand=False)


def _place(statement: Statement) -> int:
    if statement.inverse:
        return -1
    return _FIRST.index(_name(statement)) if _name(statement) in _FIRST else len(_FIRST)


def _name(statement: Statement) -> str:
    return re.split("[/#]", statement.property)[-1]


def _decision(decision: Decision) -> RenderableType:
    from rich.text import Text

    said = ", ".join(decision.concerns)
    how = ", ".join(filter(None, (decision.rule, f"confidence {decision.confidence}" if decision.confidence else "")))
    told = f": {decision.told}" if decision.told else ""
    return Text.assemble((f"\n{decision.kind}", "bold"), f" {said}{told}" if said else "", f"  [{how}]" if how else "")


def _quotes(quotes: tuple[Quote, ...], indent: int, limit: int | None) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    for quote in quotes[:limit]:
        document = quote.title if quote.title == quote.file_name else f"{quote.title} ({quote.file_name})"
        page = f", page {quote.page}" if quote.page is not None else ""
        how = ", ".join(filter(None, (quote.rule, f"since {quote.first[:8]}" if quote.first else "")))
        text = Text.assemble(
            (f'"{quote.words}"', "green"), f" – {document}{page}", (f"  [{how}]" if how else "", "dim")
        )
        yield Padding(text, (0, 0, 0, indent), expand=False)
    yield from _more(len(quotes), limit, indent)


def _more(count: int, limit: int | None, indent: int) -> Iterator[RenderableType]:
    from rich.text import Text

    if limit is not None and count > limit:
        yield Text(f"{' ' * (indent + 2)}... and {count - limit} more (--all)", style="dim")
