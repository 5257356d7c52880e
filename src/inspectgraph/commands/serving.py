"""`serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inspectgraph.commands.terminal import folder_of, tell
from inspectgraph.errors import ServingError

OUTPUT = Path("output")


def serve(
    out: Annotated[
        Path | None,
        typer.Argument(
            metavar="[OUT]",
            parser=folder_of,
            help="Output folder of a build, or s3://BUCKET/FOLDER.",
            show_default="output",
        ),
    ] = None,
    endpoint: Annotated[
        str,
        typer.Option(
            "--endpoint",
            metavar="URL",
            help="Answer from a store of yours that holds the build; of OUT, where it is given, only the texts and dumps"
            " are used.",
            show_default="none",
        ),
    ] = "",
    host: Annotated[
        str, typer.Option("--host", help="Address to listen at; 0.0.0.0 for all of this machine.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any that is free.")] = 8000,
    root: Annotated[str, typer.Option("--root", metavar="PATH", help="Path of the site on its host.")] = "/",
    title: Annotated[str, typer.Option("--title", help="Of the site.")] = "Inspections of children's services",
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, max=3600, help="Time that one SPARQL query may take.")
    ] = 10.0,
    memory: Annotated[
        int, typer.Option("--memory", metavar="MIB", min=64, help="Memory that one SPARQL query may take.")
    ] = 512,
    rows: Annotated[int, typer.Option("--rows", min=1, help="Rows that an answer may have.")] = 100_000,
    allow_service: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-service",
            metavar="URL",
            help="An endpoint that queries may call with SERVICE; may be repeated.",
            show_default="none",
        ),
    ] = None,
    earlier: Annotated[
        list[str] | None,
        typer.Option(
            "--earlier",
            metavar="BUILD",
            help="Another build that pages may be asked of, by its folder or its id; may be repeated.",
            show_default="none",
        ),
    ] = None,
    log: Annotated[bool, typer.Option("--log", help="Write a line for each request.")] = False,
) -> None:
    """Serve a build over HTTP: pages, linked data and a SPARQL endpoint.

    It only reads. Ctrl-C ends it.
    """
    try:
        from inspectgraph.asking.builds import find_build
        from inspectgraph.asking.place import Place
        from inspectgraph.serving.context import Settings
        from inspectgraph.serving.limits import MEBIBYTE, Limits
        from inspectgraph.serving.running import run
    except ModuleNotFoundError as error:
        raise ServingError(f"serving needs the package {error.name}", "pip install 'inspectgraph[serve]'") from error
    if endpoint and allow_service:
        raise ServingError(
            "--allow-service is for the store of a build: one of your own calls whom it is set up to call."
        )
    if endpoint and earlier:
        raise ServingError("--earlier compares builds on this machine, and --endpoint answers from a store elsewhere.")
    place = Place(out or (None if endpoint else OUTPUT), endpoint)
    settings = Settings(
        title,
        f"/{root.strip('/')}/" if root.strip("/") else "/",
        Limits(seconds=seconds, memory=memory * MEBIBYTE, rows=rows),
        tuple(allow_service or ()),
        earlier=tuple(find_build(out or OUTPUT, each) for each in earlier or ()),
        log=log,
    )
    run(place, settings, host, port, lambda address: _started(endpoint or str(place.folder), address))
    tell(["Stopped."])


def _started(what: str, address: str) -> None:
    tell(
        [
            f"Serving {what} at {address}",
            f"  pages        {address}",
            f"  SPARQL       {address}sparql",
            f"  linked data  {address}id/..., by Accept or as .ttl, .jsonld, .nt, .rdf",
            "Ctrl-C stops it.",
        ]
    )
