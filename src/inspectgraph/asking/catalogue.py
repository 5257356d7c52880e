"""The competency questions: named queries with a title, a description and parameters.

Each stands in a file of `ontology/queries`, a whole query that any engine runs with the defaults. Its header says

    # title: Grades in force
    # description: What it gives,
    #   over as many lines as it takes.
    # parameters:
    #   authority authority required The authority, by any of its names

A parameter is a variable, its kind (of `Lookup.find`, or `integer`, `decimal` or `day`), its default (`required`, `any` for
unbound, or a value) and what it means. The query holds it as `VALUES ?authority { ... }`, in whose braces the values go
as RDF terms; text of the user never becomes a part of the query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from pyoxigraph import Literal

from inspectgraph import data
from inspectgraph.dates import PartialDate
from inspectgraph.errors import QueryError
from inspectgraph.graph.terms import XSD

_FIELD = re.compile(r"# (\w+):(?: (.*))?")
_REQUIRED, _ANY = "required", "any"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be told.

    Attributes:
        name: The variable of the query.
        kind: Of thing, as `Lookup.find` has it, or `integer`, `decimal` or `day`.
        default: As written; `None` when it is required or when anything will do.
        required: Whether it must be given.
        explanation: In few words.
    """

    name: str
    kind: str
    default: str | None
    required: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class Question:
    """A named query.

    Attributes:
        name: Name of its file, without the ending.
        title: One line.
        description: What the rows are, and how they are decided.
        parameters: In the order of the header.
        sparql: The whole file.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    sparql: str

    def bound(self, values: Mapping[str, Sequence[object]]) -> str:
        """The query with terms in place of the defaults.

        Args:
            values: RDF terms for the parameters by name; of several terms each is as good as another. A parameter
                without terms is left unbound.
        """
        query = self.sparql
        for name, terms in values.items():
            clause = f"VALUES ?{name} {{ {' '.join(str(term) for term in terms)} }}" if terms else ""
            query = _values_of(name).sub(lambda _, clause=clause: clause, query)  # type: ignore[misc]
        return query


@cache
def questions(folder: Path | None = None) -> dict[str, Question]:
    """All questions by name, sorted; those that travel with the program when no folder is given.

    Raises:
        QueryError: A header is wrong; it names the file.
    """
    return {path.stem: _read(path) for path in sorted((folder or data.ontology("queries")).glob("*.rq"))}


def question(name: str) -> Question:
    """One question by its name.

    Raises:
        QueryError: There is none of that name; the hint gives the nearest ones.
    """
    known = questions()
    if name not in known:
        raise QueryError(
            f'There is no question "{name}".', _nearest(name, list(known), "inspectgraph ask lists them all.")
        )
    return known[name]


def check_names(asked: Question, given: Mapping[str, object]) -> None:
    """Whether a question has all the parameters given, and is given all that it needs.

    Raises:
        QueryError: It has no such parameter, or lacks one.
    """
    names = [parameter.name for parameter in asked.parameters]
    for name in given:
        if name not in names:
            raise QueryError(
                f"{asked.name} has no parameter --{name}.", _nearest(name, names, parameters_in_words(asked))
            )
    for parameter in asked.parameters:
        if parameter.required and not given.get(parameter.name):
            raise QueryError(f"{asked.name} needs --{parameter.name}.", parameters_in_words(asked))


def parameters_in_words(asked: Question) -> str:
    """The parameters of a question, for a hint."""
    if not asked.parameters:
        return "It takes no parameters."
    return "\n".join(f"--{each.name}  {each.explanation} ({_otherwise(each)})" for each in asked.parameters)


def _otherwise(parameter: Parameter) -> str:
    return "required" if parameter.required else f"else {parameter.default or 'all'}"


def number(words: str, kind: str) -> str:
    """A number as SPARQL writes it.

    Raises:
        QueryError: The words are no number of that kind.
    """
    try:
        value = Decimal(words)
        if not value.is_finite() or (kind == "integer" and value != value.to_integral_value()):
            raise InvalidOperation
    except InvalidOperation:
        raise QueryError(f'"{words}" is no {kind} number.') from None
    return str(int(value)) if kind == "integer" else f"{value:f}"


def day(words: str) -> Literal:
    """A day as SPARQL writes it.

    Raises:
        QueryError: The words are no day; a month or a year alone is none.
    """
    try:
        found = PartialDate.parse(words)
        if found.day is None:
            raise ValueError
    except ValueError:
        raise QueryError(f'"{words}" is no day.', "Write it as 2016-05-01.") from None
    return Literal(str(found), datatype=XSD.date)


def _read(path: Path) -> Question:
    sparql = path.read_text(encoding="utf-8")
    fields: dict[str, list[str]] = {}
    field = ""
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        if match := _FIELD.fullmatch(line):
            field = match[1]
            fields[field] = [match[2]] if match[2] else []
        elif field:
            fields[field].append(line.removeprefix("#").strip())
    if not fields.get("title") or not fields.get("description"):
        raise QueryError(f"{path} has no title or no description in its header.")
    parameters = tuple(_parameter(line, path) for line in fields.get("parameters", []))
    for parameter in parameters:
        if not _values_of(parameter.name).search(sparql):
            raise QueryError(f"{path} has no VALUES ?{parameter.name} {{ ... }} for its parameter.")
    return Question(path.stem, " ".join(fields["title"]), " ".join(fields["description"]), parameters, sparql)


def _parameter(line: str, path: Path) -> Parameter:
    parts = line.split(maxsplit=3)
    if len(parts) < 4:
        raise QueryError(f"{path}: a parameter has a name, a kind, a default and an explanation, not only: {line}")
    name, kind, default, explanation = parts
    value = None if default in (_REQUIRED, _ANY) else default
    return Parameter(name, kind, value, default == _REQUIRED, explanation)


@cache
def _values_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES \?{re.escape(name)} \{{[^}}]*\}}")


def _nearest(name: str, names: list[str], otherwise: str) -> str:
    from rapidfuzz import fuzz, process

    near = process.extractOne(name, names, scorer=fuzz.WRatio, score_cutoff=60)
    return f'Did you mean "{near[0]}"? {otherwise}' if near else otherwise
