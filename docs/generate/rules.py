"""The rules that make facts and decisions, from the `RULES` of the modules that apply them."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

from docs.generate.markdown import anchored, page, table

import inspectgraph

_STAGES = {
    "extracting": "Facts of one document",
    "parsing": "What a document is",
    "resolving": "What several documents say together",
}
_INTRODUCTION = """\
Every fact of the graph and every decision names the rule that made it: `ig:rule "earlier/dated"`. The part before the stroke
is the rule's family; a link to a rule has a hyphen in place of the stroke, `rules.md#earlier-dated`."""


def rules() -> dict[str, dict[str, str]]:
    """By module the ids and sentences of its rules; a module that gathers those of others is left out.

    Raises:
        ValueError: Two modules say different things of one rule.
    """
    found: dict[str, dict[str, str]] = {}
    known: dict[str, str] = {}
    for module in _modules():
        own = {name: sentence for name, sentence in getattr(module, "RULES", {}).items() if name not in known}
        for name, sentence in getattr(module, "RULES", {}).items():
            if known.setdefault(name, sentence) != sentence:
                raise ValueError(f"{module.__name__} says otherwise what {name} is: {sentence}")
        if own:
            found[module.__name__] = own
    return found


def _modules() -> list[ModuleType]:
    """The modules of the stages; those that gather come last."""
    names = [
        module.name
        for stage in _STAGES
        for module in pkgutil.walk_packages([f"{inspectgraph.__path__[0]}/{stage}"], f"inspectgraph.{stage}.")
    ]
    return sorted(
        map(importlib.import_module, names), key=lambda module: (len(getattr(module, "RULES", {})), module.__name__)
    )


def text() -> str:
    """The page."""
    found = rules()
    parts = []
    for stage, title in _STAGES.items():
        parts.append(f"## {title}")
        for module in sorted(name for name in found if name.startswith(f"inspectgraph.{stage}.")):
            rows = [(anchored(name), sentence) for name, sentence in sorted(found[module].items())]
            parts += [f"### {module.removeprefix('inspectgraph.')}", table(("rule", "what it understands"), rows)]
    return page("Rules", _INTRODUCTION, *parts)
