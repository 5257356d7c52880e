"""The exceptions, and the reasons why a document is set aside, from the code that gives them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import groupby
from pathlib import Path

from docs.generate.docstrings import first_line
from docs.generate.markdown import anchored, fenced, page, table

import inspectgraph
from inspectgraph.errors import InspectgraphError, UnknownDocument

_INTRODUCTION = """\
Whatever the program raises on purpose is an `InspectgraphError`: its text says what went wrong and where, and `hint` what to do
about it. On the command line both go to the standard error, and the exit status is 2."""
_REASONS = """\
## Why a document is set aside

A document that can't become facts ends no build: it is listed, with its reason, in `output/quarantine/documents.json`, in
`build.json` and in the report. Reasons are stable over releases; messages are not. `…` stands for what is particular."""
#: Calls that set something aside, with the places of reason, message and hint among their arguments.
_CALLS = {
    "UnreadableDocument": (2, 0, 1),
    "UnknownDocument": (9, 0, 1),
    "failed": (1, 2, 9),
    "SetAside": (1, 2, 3),
    "append": (1, 2, 9),
    "FactsFile": (9, 9, 9),
}
_NAMES = ("reason", "message", "hint")
Row = tuple[str, str, str]


def text() -> str:
    """The page."""
    rows = [
        (anchored(reason) if index == 0 else "", *words)
        for reason, group in groupby(sorted(set(reasons())), key=lambda row: row[0])
        for index, (_, *words) in enumerate(group)
    ]
    tree = "\n".join(_tree(InspectgraphError))
    return page(
        "Errors",
        _INTRODUCTION,
        fenced("text", tree),
        _REASONS,
        table(("reason", "what happened", "what to do"), rows),
    )


def _tree(error: type[Exception], indent: str = "") -> Iterator[str]:
    yield f"{indent}{error.__name__}: {first_line(error)}"
    for below in error.__subclasses__():
        if below.__module__ == InspectgraphError.__module__:
            yield from _tree(below, indent + "    ")


def reasons() -> Iterator[Row]:
    """Reason, message and hint of each place in the code that sets a document aside."""
    package = Path(inspectgraph.__path__[0])
    for path in sorted(package.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        module = ".".join(("inspectgraph", *path.relative_to(package).with_suffix("").parts))
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and (row := _row(node, module)) is not None:
                yield row


def _row(call: ast.Call, module: str) -> Row | None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in _CALLS:
        return None
    given = _appended(call) if name == "append" else call.args
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    reason, message, hint = (
        _said(given[place] if place < len(given) else named.get(key), module)
        for place, key in zip(_CALLS[name], _NAMES, strict=True)
    )
    if name == "UnknownDocument":
        reason = UnknownDocument.reason
    elif name == "UnreadableDocument":
        reason = reason or "unreadable"
    return (reason, message, hint) if reason.strip("…") else None


def _appended(call: ast.Call) -> Sequence[ast.expr]:
    """The parts of what is put on the list of what is missing."""
    listed = call.func.value if isinstance(call.func, ast.Attribute) else None
    one = call.args[0] if call.args else None
    missing = isinstance(listed, ast.Attribute) and listed.attr == "missing"
    return one.elts if missing and isinstance(one, ast.Tuple) else ()


def _said(node: ast.expr | None, module: str) -> str:
    """The words of an expression, with a constant's value and `…` for what is known only when it runs."""
    if node is None:
        return ""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_said(part, module) for part in node.values).removeprefix("… ").removeprefix("…: ")
    if isinstance(node, ast.FormattedValue):
        return _said(node.value, module)
    if isinstance(node, ast.IfExp):
        return _said(node.body, module) or _said(node.orelse, module)
    if isinstance(node, ast.Name) and node.id.isupper():
        import_module(module)
        return f"{getattr(sys.modules[module], node.id):,}"
    return "…"
