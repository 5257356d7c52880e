"""`query` and `ask`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectgraph.commands.terminal import Endpoint, From, Json, grid, opened, show, tell, write, write_json
from inspectgraph.errors import QueryError

if TYPE_CHECKING:
    from inspectgraph.asking.catalogue import Question
    from inspectgraph.asking.dataset import Dataset
    from inspectgraph.asking.results import Solutions

OUTPUT = Path("output")


class Form(StrEnum):
    """In which form an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TTL = "ttl"
    NT = "nt"


class RowForm(StrEnum):
    """In which form rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def query(
    sparql: Annotated[
        str | None, typer.Argument(metavar="[SPARQL]", help='The query; "-" reads it from the standard input.')
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", metavar="FILE", help="Read the query from a file.")
    ] = None,
    out: From = OUTPUT,
    endpoint: Endpoint = "",
    form: Annotated[Form, typer.Option("--format", help="ttl and nt are for CONSTRUCT and DESCRIBE.")] = Form.TABLE,
) -> None:
    """Ask a build with SPARQL.

    The default graph is what the build makes of all documents; each document's own graph is there by GRAPH. The usual
    prefixes need no declaration (ig:, org:, prov:, skos:, ..., and grade:, area:, role:, framework:, ...).
    """
    from inspectgraph.asking import results

    text = _query_text(sparql, file)
    dataset = opened(out, endpoint)
    result = dataset.query(text)
    if form is Form.TABLE:
        show(results.table(result, dataset.short))
    else:
        write(results.write(result, form.value))


def _query_text(sparql: str | None, file: Path | None) -> str:
    if (sparql is None) == (file is None):
        raise QueryError(
            "A query is needed, as an argument or with -f FILE.", "inspectgraph query 'SELECT * { ?s ?p ?o } LIMIT 10'"
        )
    if file is not None:
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"The query in {file} can't be read: {error}") from error
    return sys.stdin.read() if sparql == "-" else str(sparql)


def _complete(incomplete: str) -> Iterable[tuple[str, str]]:
    from inspectgraph.asking.catalogue import questions

    return [(name, question.title) for name, question in questions().items() if name.startswith(incomplete)]


def ask(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="Of the question; without it all are listed.", autocompletion=_complete)
    ] = None,
    out: From = OUTPUT,
    endpoint: Endpoint = "",
    as_json: Json = False,
    form: Annotated[
        RowForm, typer.Option("--format", help="csv for spreadsheets; json as SPARQL 1.1 JSON.")
    ] = RowForm.TABLE,
    iris: Annotated[bool, typer.Option("--iris", help="Show the IRIs in the table too.")] = False,
    sparql: Annotated[bool, typer.Option("--sparql", help="Print the query instead of asking it.")] = False,
    build: Annotated[
        str, typer.Option("--build", metavar="BUILD", help="What an earlier build said: its folder, or its id.")
    ] = "",
) -> None:
    """Ask one of the competency questions, with its parameters: ask history --authority Essex.

    A parameter may be given more than once. Names are understood in any of their forms; "any" lifts a default. Some
    questions are about a day (--on 2016-05-01): what held then, as far as this build knows; --build asks an earlier one.
    """
    from inspectgraph.asking import results
    from inspectgraph.asking.catalogue import check_names, question, questions

    if name is None:
        _list(questions(), as_json=as_json)
        return
    asked = question(name)
    if sparql:
        write(asked.sparql)
        return
    given = _parameters(asked, context.args)
    check_names(asked, given)
    from inspectgraph.asking.answering import ask as answer
    from inspectgraph.asking.builds import find_build

    if build and endpoint:
        raise QueryError(
            "--build names an earlier build on this machine, and --endpoint a store elsewhere.", "Take one of them."
        )
    dataset = opened(find_build(out, build) if build else out, endpoint)
    solutions = answer(dataset, name, given)
    if as_json:
        write_json(results.records(solutions))
    elif form is RowForm.TABLE:
        _table(dataset, asked, solutions, iris=iris)
    else:
        write(results.write(solutions, form.value))


def _parameters(asked: Question, arguments: list[str]) -> dict[str, list[str]]:
    """The parameters of a question, which the command line does not know beforehand."""
    from inspectgraph.asking.catalogue import parameters_in_words

    given: dict[str, list[str]] = {}
    rest = iter(arguments)
    for argument in rest:
        if not argument.startswith("--"):
            raise QueryError(f'"{argument}" belongs to no parameter.', parameters_in_words(asked))
        name, equals, value = argument[2:].partition("=")
        words = value if equals else next(rest, None)
        if words is None:
            raise QueryError(f"--{name} needs a value.", parameters_in_words(asked))
        given.setdefault(name, []).append(words)
    return given


def _list(known: dict[str, Question], *, as_json: bool) -> None:
    if as_json:
        write_json(
            [
                {
                    "name": each.name,
                    "title": each.title,
                    "description": each.description,
                    "parameters": [
                        {
                            "name": p.name,
                            "kind": p.kind,
                            "default": p.default,
                            "required": p.required,
                            "explanation": p.explanation,
                        }
                        for p in each.parameters
                    ],
                }
                for each in known.values()
            ]
        )
        return
    rows = [
        (each.name, each.title, " ".join(f"--{p.name}" if p.required else f"[--{p.name}]" for p in each.parameters))
        for each in known.values()
    ]
    show(
        grid(("question", "what it tells", "parameters"), rows), "\nAsk one: inspectgraph ask history --authority Essex"
    )


def _table(dataset: Dataset, asked: Question, solutions: Solutions, *, iris: bool) -> None:
    from pyoxigraph import NamedNode

    from inspectgraph.asking.results import Solutions, table

    if not solutions.rows:
        tell([f"{asked.title}: no rows. {asked.description}"])
        return

    def shown(index: int) -> bool:
        terms = [row[index] for row in solutions.rows if row[index] is not None]
        return iris or not terms or not all(isinstance(term, NamedNode) for term in terms)

    kept = [index for index, _ in enumerate(solutions.variables) if shown(index)] or list(
        range(len(solutions.variables))
    )
    headers = tuple(solutions.variables[index].removesuffix("_name").replace("_", " ") for index in kept)
    rows = tuple(tuple(row[index] for index in kept) for row in solutions.rows)

    def called(iri: str) -> str:
        return dataset.short(iri) if iris else dataset.label(NamedNode(iri))

    show(table(Solutions(headers, rows), called, asked.title))
    tell([f"{len(rows)} row{'' if len(rows) == 1 else 's'}. {asked.description}"])
