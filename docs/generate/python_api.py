"""What programs may use, from the docstrings."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from types import FunctionType

from docs.generate.docstrings import markdown
from docs.generate.markdown import fenced, page

from inspectgraph import facts
from inspectgraph.api import build
from inspectgraph.asking.answering import ask
from inspectgraph.asking.catalogue import Parameter, Question, questions
from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.explain import explain
from inspectgraph.asking.explanation import Decision, Explanation, Fact, Quote, Statement, Thing
from inspectgraph.asking.results import Answer, Solutions, Triples, records, write
from inspectgraph.building import BuildResult, SetAside
from inspectgraph.dates import PartialDate
from inspectgraph.exporting.api import Graph
from inspectgraph.exporting.tables.table import Column, Table
from inspectgraph.parsing import parse, parse_file
from inspectgraph.processing.document import gaps
from inspectgraph.processing.facts_file import Gap
from inspectgraph.reading.document import Block, Document, Span
from inspectgraph.reading.reader import read, read_bytes
from inspectgraph.reference import Authority, Reference, find_authorities, load
from inspectgraph.validating import findings as validating
from inspectgraph.validating.check import CheckReport, check

_INTRODUCTION = """\
The command line is a thin layer over these. What is not named here may change between any two versions.

```python
from inspectgraph import Graph, build

result = build("reports/", "output")
graph = Graph.open(result.output)
for inspection in graph.history("Essex"):
    print(inspection["start"], inspection["grades"])
```

All errors that the program raises on purpose are [`InspectgraphError`](errors.md)s."""
_PARTS: dict[str, tuple[object, ...]] = {
    "Build": (build, BuildResult, SetAside),
    "Ask": (Dataset, ask, questions, Question, Parameter),
    "Answers": (Solutions, Answer, Triples, records, write),
    "Explain": (explain, Explanation, Thing, Quote, Statement, Fact, Decision),
    "Pictures and tables": (Graph, Table, Column),
    "Validate": (check, CheckReport, validating.Finding),
    "Read and parse one document": (parse_file, read, read_bytes, parse, gaps, Document, Block, Span, Gap),
    "Facts": (
        facts.Report, facts.Stated, facts.Inspection, facts.Judgement, facts.EarlierInspection, facts.PersonRole,
        facts.UnnamedPost, facts.Body, facts.Finding, facts.Observation, PartialDate,
    ),
    "Reference tables": (load, find_authorities, Reference, Authority),
}  # fmt: skip


def text() -> str:
    """The page."""
    parts = [part for title, things in _PARTS.items() for part in (f"## {title}", *map(_described, things))]
    return page("Python", _INTRODUCTION, *parts)


def _described(thing: object) -> str:
    module, name = inspect.getmodule(thing), getattr(thing, "__name__", "")
    head = f"### {name}\n\n`from {_importable(module.__name__ if module else '', name)} import {name}`"
    function = inspect.unwrap(thing) if callable(thing) else thing
    if isinstance(function, FunctionType):
        return "\n\n".join([head, fenced("python", _signature(function, name)), markdown(function)])
    shown = [fenced("python", _fields(thing))] if isinstance(thing, type) and is_dataclass(thing) else []
    return "\n\n".join([head, *shown, markdown(thing), *_methods(thing)])


def _importable(module: str, name: str) -> str:
    """The outermost package that offers the name itself, else the module."""
    parts = module.split(".")
    packages = (".".join(parts[:count]) for count in range(1, len(parts)))
    offering = (each for each in packages if name in getattr(importlib.import_module(each), "__all__", ()))
    return next(offering, module)


def _fields(thing: type) -> str:
    shown = [
        f"    {each.name}: {_words(each.type)}" + ("" if each.default is MISSING else f" = {_value(each.default)}")
        for each in fields(thing)
        if not each.name.startswith("_")
    ]
    return "\n".join([f"class {thing.__name__}:", *shown])


def _methods(thing: object) -> Iterator[str]:
    for name, member in vars(thing).items():
        function = getattr(member, "__func__", member.fget if isinstance(member, property) else member)
        if name.startswith("_") or not isinstance(function, FunctionType) or not function.__doc__:
            continue
        shown = (
            f"{name} -> {_words(function.__annotations__['return'])}"
            if isinstance(member, property)
            else _signature(function, name)
        )
        yield "\n\n".join(
            [f"#### {getattr(thing, '__name__', '')}.{name}", fenced("python", shown), markdown(function)]
        )


def _signature(function: FunctionType, name: str) -> str:
    signature = inspect.signature(function)
    parameters = [each for each in signature.parameters.values() if each.name not in ("self", "cls")]
    shown = ", ".join(_parameter(each) for each in parameters)
    return f"{name}({shown}) -> {_words(signature.return_annotation)}"


def _parameter(parameter: inspect.Parameter) -> str:
    default = parameter.default
    if default is inspect.Parameter.empty:
        return f"{parameter.name}: {_words(parameter.annotation)}"
    return f"{parameter.name}: {_words(parameter.annotation)} = {'...' if callable(default) else _value(default)}"


def _words(annotation: object) -> str:
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))


def _value(default: object) -> str:
    if isinstance(default, str | Path):
        return f'"{default}"' if isinstance(default, str) else f'Path("{default}")'
    return repr(default)
