"""A progress bar for what takes a while."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from inspectgraph.commands.terminal import console

Progress = Callable[[str, int, int, str], None]


@contextmanager
def progress_bar(*, hidden: bool) -> Iterator[Progress]:
    """A bar for each stage on the standard error; nothing where that is no terminal."""
    err = console(stderr=True)
    if hidden or not err.is_terminal:
        yield lambda stage, done, total, item: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[item]}"),
    )
    with Progress(*columns, console=err, transient=True) as bar:
        tasks: dict[str, int] = {}

        def told(stage: str, done: int, total: int, item: str) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total, item=item)
            bar.update(tasks[stage], completed=done, total=total, item=item)  # type: ignore[arg-type]

        yield told
