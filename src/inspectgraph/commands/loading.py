"""`load`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectgraph.commands.terminal import From, Json, console, show, write_json
from inspectgraph.errors import ServingError

if TYPE_CHECKING:
    from inspectgraph.loading.loader import Told

OUTPUT = Path("output")


def load(
    endpoint: Annotated[
        str, typer.Argument(metavar="ENDPOINT", help="Where the store takes graphs: http://localhost:7878/store")
    ],
    out: From = OUTPUT,
    token: Annotated[
        str, typer.Option("--token", envvar="INSPECTGRAPH_TOKEN", help="A bearer token.", show_default="none")
    ] = "",
    user: Annotated[
        str,
        typer.Option(
            "--user", envvar="INSPECTGRAPH_USER", metavar="NAME:PASSWORD", help="Who you are.", show_default="none"
        ),
    ] = "",
    default: Annotated[
        bool, typer.Option("--default-graph/--no-default-graph", help="Whether to load the default graph too.")
    ] = True,
    everything: Annotated[bool, typer.Option("--all", help="Load also what the store should have already.")] = False,
    triples: Annotated[int, typer.Option("--triples", min=1, help="Triples in one request.")] = 10_000,
    journal: Annotated[
        Path | None,
        typer.Option("--journal", metavar="FILE", help="Says what the store has.", show_default="OUT.loaded.json"),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Json = False,
) -> None:
    """Load a build's graphs into any store with the SPARQL 1.1 Graph Store Protocol.

    What the store has already is left out, and what a former build had is taken out. A load that failed goes on where
    it ended.
    """
    try:
        from inspectgraph.loading.graph_store import Credentials, GraphStore
    except ModuleNotFoundError as error:
        raise ServingError(f"loading needs the package {error.name}", "pip install 'inspectgraph[load]'") from error
    from inspectgraph.asking.dataset import Dataset
    from inspectgraph.loading.journal import Journal
    from inspectgraph.loading.loader import load as run

    dataset = Dataset.open(out)
    known = Journal.open(journal or Path(f"{out.resolve()}.loaded.json"), endpoint)
    if everything:
        for graph in list(known.graphs):
            known.drop(graph)
    with (
        GraphStore(endpoint, Credentials(token, user)) as store,
        _progress(hidden=quiet or as_json) as told,
    ):
        loaded = run(dataset, store, known, default=default, most=triples, told=told)
    if as_json:
        write_json({"endpoint": endpoint, **asdict(loaded)})
    elif not quiet:
        show(
            f"{len(loaded.put)} graphs with {loaded.triples:,} triples loaded, {len(loaded.unchanged)} were there"
            f" already, {len(loaded.deleted)} of a former build taken out."
        )


@contextmanager
def _progress(*, hidden: bool) -> Iterator[Told]:
    err = console(stderr=True)
    if hidden or not err.is_terminal:
        yield lambda graph, done, total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("loading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[graph]}"))
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("loading", total=None, graph="")
        yield lambda graph, done, total: bar.update(task, completed=done, total=total, graph=graph)
