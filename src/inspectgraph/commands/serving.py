"""`serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inspectgraph.errors import ServingError

OUTPUT = Path("output")


def serve(
    out: Annotated[Path, typer.Argument(metavar="[OUT]", help="Output folder of a build.")] = OUTPUT,
    host: Annotated[str, typer.Option("--host", help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any that is free.")] = 8000,
) -> None:
    """Serve a build over HTTP: pages, linked data and a SPARQL endpoint."""
    try:
        import uvicorn

        from inspectgraph.serving.app import application
        from inspectgraph.serving.context import Settings
    except ModuleNotFoundError as error:
        raise ServingError(
            f"serving needs the package {error.name}", "pip install 'inspectgraph[serve]'"
        ) from error
    uvicorn.run(application(out, Settings()), host=host, port=port, log_level="warning")
