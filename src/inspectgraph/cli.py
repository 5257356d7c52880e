"""The command line. `--help` must stay quick: what is heavy is imported by the commands when they run."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from inspectgraph import __version__
from inspectgraph.commands import (
    asking,
    building,
    comparing,
    documents,
    explaining,
    export,
    fetch,
    loading,
    publishing,
    serving,
    verifying,
    whether,
)
from inspectgraph.commands.terminal import complain
from inspectgraph.errors import InspectgraphError


class Program(TyperGroup):
    """The commands, with the errors of the program told in words, and a closed pipe taken as the end."""

    def invoke(self, ctx: Any) -> Any:
        """Runs a command; an error of the program ends it with status 2."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except InspectgraphError as error:
            complain(error)
            raise typer.Exit(2) from None
        except BrokenPipeError:
            # Whoever read the output has had enough; nothing more may be written, not even at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        return result


app = typer.Typer(
    cls=Program,
    name="inspectgraph",
    help="A knowledge graph of inspections of English children's services, with the words behind every statement.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"inspectgraph {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Has the options that go before a command."""


app.command()(building.build)
app.command()(building.validate)
app.command()(verifying.verify)
app.command()(asking.query)
app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(asking.ask)
app.command()(explaining.explain)
app.command()(whether.why)
app.command()(export.export)
app.command()(comparing.diff)
app.command()(serving.serve)
app.command()(loading.load)
app.command()(loading.shard)
app.command()(publishing.publish)
app.command()(documents.inspect)
app.command()(documents.text)
app.command()(fetch.fetch)


def main() -> None:
    """Runs the program."""
    app()


if __name__ == "__main__":
    main()
