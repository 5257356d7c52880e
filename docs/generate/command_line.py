"""The commands of the program, as its help tells them."""

from __future__ import annotations

from typing import Any

import typer
from docs.generate.markdown import code, fenced, page, table

from inspectgraph.cli import app

_INTRODUCTION = """\
Each command tells the same with `--help`. Where a command reads a build, that is the folder `output` unless another one is
named. Answers go to the standard output, all else to the standard error; `NO_COLOR=1` takes the colours away."""
_EXIT = """\
## Exit status

0 is success. 2 is a wrong use of the program, or an error that the standard error tells with what to do about it. What 1
means, where a command gives it, is said with the command."""


def text() -> str:
    """The page."""
    group: Any = typer.main.get_command(app)
    commands = group.commands.items()
    listed = [(f"[{name}](#{name})", command.help.split("\n\n")[0]) for name, command in commands]
    return page(
        "Command line",
        _INTRODUCTION,
        table(("command", "does"), listed),
        *(_command(f"{group.name} {name}", name, command) for name, command in commands),
        _EXIT,
    )


def _command(called: str, name: str, command: Any) -> str:
    context = command.context_class(command, info_name=called)
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option"]
    usage = " ".join([called, "[OPTIONS]", *(_argument(each, context) for each in arguments)])
    parts = [f"## {name}", fenced("text", usage), _unwrapped(command.help)]
    if arguments:
        parts.append(table(("argument", "is"), [(code(_argument(each, context)), each.help) for each in arguments]))
    if options:
        parts.append(table(("option", "does", "default"), [_option(each, context) for each in options]))
    return "\n\n".join(parts)


def _argument(argument: Any, context: Any) -> str:
    """As usage names it, in brackets where it may be left out."""
    named = str(argument.get_help_record(context)[0]).split(" <")[0]
    return named if argument.required or named.startswith("[") else f"[{named}]"


def _option(option: Any, context: Any) -> tuple[str, ...]:
    named = option.get_help_record(context)[0].replace("<path>", "DIR").replace("<int range>", "N")
    return code(named), option.help, code(_default(option))


def _default(parameter: Any) -> str:
    if isinstance(parameter.show_default, str):
        return parameter.show_default
    value = parameter.default
    return "" if value in (None, False) else str(getattr(value, "value", value))


def _unwrapped(words: str) -> str:
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in words.split("\n\n"))
