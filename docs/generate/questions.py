"""The questions that the program knows, from their files."""

from __future__ import annotations

from docs.generate.markdown import code, fenced, page, table

from inspectgraph.asking.catalogue import Question
from inspectgraph.asking.catalogue import questions as known_questions

_INTRODUCTION = """\
`inspectgraph ask` answers these; `--sparql` prints the query, which also runs by itself in any SPARQL engine over the dataset,
once the `UNDEF` of a parameter is left as it is or replaced by an IRI. A parameter may be given more than once; `any` lifts
a default."""


def text() -> str:
    """The page."""
    found = known_questions().values()
    listed = [(f"[{each.name}](#{each.name})", each.title) for each in found]
    return page("Questions", _INTRODUCTION, table(("question", "what it tells"), listed), *map(_question, found))


def _question(question: Question) -> str:
    needed = "".join(f" --{each.name} ..." for each in question.parameters if each.required)
    rows = [
        (code(f"--{each.name}"), each.kind, "required" if each.required else each.default or "all", each.explanation)
        for each in question.parameters
    ]
    query = "\n".join(line for line in question.sparql.splitlines() if not line.startswith("#"))
    parts = [f"## {question.name}", f"{question.title}. {question.description}"]
    parts += [fenced("text", f"inspectgraph ask {question.name}{needed}")]
    parts += [table(("parameter", "kind", "default", "is"), rows)] if rows else []
    return "\n\n".join([*parts, fenced("sparql", query)])
