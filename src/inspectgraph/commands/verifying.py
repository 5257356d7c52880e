"""`verify`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import typer

from inspectgraph.commands.terminal import Json, Out, show, write_json


def verify(
    out: Out = Path("output"),
    as_json: Json = False,
) -> None:
    """Say whether a build's output is whole: each file, the store too, is compared with its digest.

    Exit status: 0 whole, 1 not, 2 can't be told.
    """
    from inspectgraph.publishing.checksums import verify as run

    verdict = run(out)
    if as_json:
        write_json({"whole": verdict.whole, **asdict(verdict)})
    elif verdict.whole:
        show(f"{out} is whole: {verdict.files:,} files are what the build left.")
    else:
        for what, names in (("damaged", verdict.damaged), ("missing", verdict.missing), ("foreign", verdict.foreign)):
            for name in names:
                show(f"{what}: {name}")
        show(f"{out} is not whole. Build again: what is sound is taken over, what is damaged is made anew.")
    raise typer.Exit(0 if verdict.whole else 1)
