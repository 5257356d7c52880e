"""`load` and `shard`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectgraph.commands.terminal import Json, console, show, tell, write_json
from inspectgraph.errors import ServingError

if TYPE_CHECKING:
    from inspectgraph.asking.web import Credentials
    from inspectgraph.loading.journal import Journal
    from inspectgraph.loading.loader import Told
    from inspectgraph.loading.sending import Sender
    from inspectgraph.loading.targets import Target

OUTPUT = Path("output")
Source = Annotated[
    Path,
    typer.Option(
        "--from", metavar="OUT", help="Output folder of a build, a folder of shards, or a dump.", show_default=True
    ),
]


class Way(StrEnum):
    """How a store is given what it takes."""

    GRAPHS = "graphs"
    UPDATES = "updates"
    QUADS = "quads"


def load(
    endpoint: Annotated[
        str, typer.Argument(metavar="ADDRESS", help="Where the store takes graphs: http://localhost:7878/store")
    ],
    out: Source = OUTPUT,
    by: Annotated[
        Way,
        typer.Option(
            help="graphs: the Graph Store Protocol; updates: SPARQL Update; quads: N-Quads, for a store that is empty."
        ),
    ] = Way.GRAPHS,
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
    default_as: Annotated[
        str,
        typer.Option(
            "--default-graph-as",
            metavar="IRI",
            help="What the default graph is called in a store that has none of its own.",
            show_default="none",
        ),
    ] = "",
    everything: Annotated[bool, typer.Option("--all", help="Load also what the store should have already.")] = False,
    triples: Annotated[int, typer.Option("--triples", min=1, help="Triples in one request.")] = 10_000,
    connections: Annotated[int, typer.Option("--connections", min=1, max=64, help="Requests at a time.")] = 4,
    journal: Annotated[
        Path | None,
        typer.Option("--journal", metavar="FILE", help="Says what the store has.", show_default="OUT.loaded.jsonl"),
    ] = None,
    check: Annotated[
        str,
        typer.Option(
            "--check",
            metavar="URL",
            help="Where the store takes queries, to count at the end what it has; known of stores of usual make.",
            show_default="by ADDRESS",
        ),
    ] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Json = False,
) -> None:
    """Load a build's graphs into any store that takes SPARQL 1.1: by its Graph Store Protocol, its updates, or N-Quads.

    What the store has already is left out, and what a former build had is taken out. A load that failed or was killed
    goes on where it ended. At the end the store counts what it has.
    """
    try:
        from inspectgraph.loading.sending import Sender
    except ModuleNotFoundError as error:
        raise ServingError(f"loading needs the package {error.name}", "pip install 'inspectgraph[load]'") from error
    from inspectgraph.asking.web import Credentials
    from inspectgraph.loading.journal import Journal
    from inspectgraph.loading.loader import load as run
    from inspectgraph.loading.parts import DEFAULT

    credentials = Credentials(token, user)
    known = Journal(journal or Path(f"{out.resolve()}.loaded.jsonl"), endpoint)
    with ExitStack() as stack:
        sender = Sender(endpoint, credentials, connections=connections)
        stack.callback(sender.close)
        stack.enter_context(known)
        if everything:
            known.forget()
        folder = _shards(out, stack)
        told = stack.enter_context(_progress(hidden=quiet or as_json))
        called = (default_as or DEFAULT) if default else ""
        target = _target(by, sender, triples)
        loaded = run(folder, target, known, default=called, connections=connections, told=told)
    counted = _counted(endpoint, check, credentials, known)
    if as_json:
        write_json({"endpoint": endpoint, **asdict(loaded), "counted": counted})
    elif not quiet:
        show(
            f"{len(loaded.put)} graphs with {loaded.triples:,} triples loaded, {len(loaded.unchanged)} were there"
            f" already, {len(loaded.deleted)} of a former build taken out.",
            f"The store counts {counted:,} triples, as many as it was given."
            if counted is not None
            else "Not counted: where the store takes queries is not known; --check says so.",
        )


def _target(by: Way, sender: Sender, triples: int) -> Target:
    from inspectgraph.loading.targets import GraphStore, Quads, Updates

    ways: dict[Way, type[GraphStore | Updates | Quads]] = {
        Way.GRAPHS: GraphStore,
        Way.UPDATES: Updates,
        Way.QUADS: Quads,
    }
    return ways[by](sender, triples)


def _shards(source: Path, stack: ExitStack) -> Path:
    """The shards of a source; where it has none they are made for the time of the load."""
    from inspectgraph.exporting.shards.manifest import NAME
    from inspectgraph.exporting.shards.writing import MEGABYTE, dumps_of, write_shards

    if (source / NAME).is_file():
        return source
    dumps = dumps_of(source)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="inspectgraph-"))) / "shards"
    write_shards(dumps, folder, 16 * MEGABYTE, packed=False)
    return folder


def _counted(endpoint: str, check: str, credentials: Credentials, known: Journal) -> int | None:
    from inspectgraph.asking.endpoint import Bounds, Endpoint
    from inspectgraph.loading.counting import check_counts, query_address

    address = check or query_address(endpoint)
    return check_counts(Endpoint(address, credentials, Bounds(seconds=600)), known.graphs) if address else None


@contextmanager
def _progress(*, hidden: bool) -> Iterator[Told]:
    err = console(stderr=True)
    if hidden or not err.is_terminal:
        yield lambda graph, done, total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("loading quads"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
               TextColumn("{task.fields[graph]}"))  # fmt: skip
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("loading", total=None, graph="")
        yield lambda graph, done, total: bar.update(task, completed=done, total=total, graph=graph)


def shard(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the shards.")],
    out: Source = OUTPUT,
    size: Annotated[
        int, typer.Option("--size", metavar="MB", min=1, help="Megabytes of N-Quads in a shard at most, unpacked.")
    ] = 64,
    plain: Annotated[
        bool, typer.Option("--plain", help="Leave the shards unpacked; as a rule zstd packs them.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Json = False,
) -> None:
    """Write a dataset as sorted shards of N-Quads with a manifest: what they hold, where each begins and ends, digests.

    A graph stands in one shard unless it is longer than that. Equal datasets give equal files. Memory stays bounded,
    however long the dataset is.
    """
    from inspectgraph.exporting.shards.writing import MEGABYTE, dumps_of, write_shards

    manifest = write_shards(dumps_of(out), directory, size * MEGABYTE, packed=not plain)
    if as_json:
        write_json(asdict(manifest))
    elif not quiet:
        tell(
            [
                f"{directory}: {manifest.quads:,} quads of {manifest.graphs:,} graphs in {len(manifest.shards):,} shards,"
                f" {sum(each.bytes for each in manifest.shards) / MEGABYTE:,.1f} MB."
            ]
        )
