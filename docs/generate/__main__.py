"""Writes all reference pages into a folder, `docs/reference` when none is named."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from docs.generate import command_line, errors, python_api, questions, rules, shapes, vocabulary, web_api
from docs.generate.markdown import page, table

#: Each page with what it holds and what makes its text.
PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "command-line.md": ("the commands with their arguments and options", command_line.text),
    "questions.md": ("the questions of `inspectgraph ask`, their parameters and their SPARQL", questions.text),
    "vocabulary.md": ("the classes, properties and concepts of the graph", vocabulary.text),
    "shapes.md": ("what must hold of a graph, and how grave it is when it does not", shapes.text),
    "rules.md": ("what each `ig:rule` of a fact or a decision means", rules.text),
    "errors.md": ("the exceptions, and the reasons why a document is set aside", errors.text),
    "web-api.md": ("what a server and a static site answer to programs", web_api.text),
    "python-api.md": ("the functions and classes for use from Python", python_api.text),
}


def main(folder: Path) -> None:
    """Writes the pages and their list."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (_, text) in PAGES.items():
        (folder / name).write_text(text(), encoding="utf-8")
    listed = [(f"[{name.removesuffix('.md').replace('-', ' ')}]({name})", holds) for name, (holds, _) in PAGES.items()]
    (folder / "README.md").write_text(page("Reference", "", table(("page", "holds"), listed)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "reference")
