"""Answers to the competency questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from inspectgraph.asking.catalogue import Question, check_names, day, number, question
from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.lookup import Lookup
from inspectgraph.asking.results import Solutions
from inspectgraph.errors import QueryError


def ask(dataset: Dataset, name: str, parameters: Mapping[str, Sequence[str]] | None = None) -> Solutions:
    """The answer to a question of the catalogue.

    Args:
        dataset: What is asked.
        name: Of the question.
        parameters: For each parameter the words of the user, once or more: `{"authority": ["Essex", "Kent"]}`. "any"
            leaves one that is not required unbound, whatever its default.

    Raises:
        QueryError: There is no such question or parameter, or nothing has a name that was given.
    """
    result = dataset.query(filled(dataset, name, parameters))
    if not isinstance(result, Solutions):
        raise QueryError(f"The question {name} is no SELECT.")
    return result


def filled(dataset: Dataset, name: str, parameters: Mapping[str, Sequence[str]] | None = None) -> str:
    """The query of a question with the things that the user's words name, as `ask` runs it.

    Raises:
        QueryError: There is no such question or parameter, or nothing has a name that was given.
    """
    asked = question(name)
    given = parameters or {}
    check_names(asked, given)
    return asked.bound(_terms(dataset, asked, given))


def _terms(dataset: Dataset, asked: Question, given: Mapping[str, Sequence[str]]) -> dict[str, list[object]]:
    lookup = Lookup(dataset)
    terms: dict[str, list[object]] = {}
    for parameter in asked.parameters:
        words = given.get(parameter.name) or ([parameter.default] if parameter.default else [])
        found: dict[object, None] = {}
        for each in words:
            if each == "any" and not parameter.required:
                continue
            if parameter.kind in ("integer", "decimal"):
                found[number(each, parameter.kind)] = None
            elif parameter.kind == "day":
                found[day(each)] = None
            else:
                found.update(dict.fromkeys(lookup.one_or_more(each, parameter.kind)))
        terms[parameter.name] = list(found)
    return terms
