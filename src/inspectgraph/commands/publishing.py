"""`publish`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from inspectgraph.commands.progress import progress_bar
from inspectgraph.commands.terminal import From, Json, write, write_json

OUTPUT = Path("output")


def publish(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the site.")],
    base: Annotated[
        str,
        typer.Option("--base", metavar="IRI", help="Where the site will be: the base with which it was built."),
    ] = "",
    out: From = OUTPUT,
    title: Annotated[str, typer.Option("--title", help="Of the site.")] = "",
    workers: Annotated[
        int | None, typer.Option("--workers", min=0, help="Processes.", show_default="one per processor")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Json = False,
) -> None:
    """Write a build as a static site: a page and data for each thing, lists, dumps, rules for common hosts.

    The site dereferences without a server of ours. Files that did not change keep their time.
    """
    from inspectgraph.site.publishing import Publication
    from inspectgraph.site.publishing import publish as run

    with progress_bar(hidden=quiet or as_json) as progress:
        done = run(Publication(out, directory, base, title, workers), progress)
    if as_json:
        write_json(asdict(done))
    elif not quiet:
        changes = f"{done.changed:,} new or changed, {done.removed:,} removed" if done.changed or done.removed else ""
        write(f"{directory}: {done.files:,} files, {done.size / 1e6:,.0f} MB; {changes or 'up to date'}. ")
        write(f"{done.seconds:.1f} s.\nPut it where {done.base} leads to.\n")
