"""An output folder comes into place whole, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspectgraph.errors import OutputError

MARK = "build.json"
#: What may stand in an output folder besides a build: a page for people, git's own files.
KEPT = ("README.md", ".gitignore", ".gitkeep")


@contextmanager
def replaced(output: Path) -> Iterator[Path]:
    """A new folder to fill, which takes the output's place when all went well.

    The former output stays as it was when anything goes wrong.

    Raises:
        OutputError: The output can't be written, or holds files that are no build's.
    """
    output = output.absolute()
    if output.exists() and not output.is_dir():
        raise OutputError(f"{output} is a file", "name a folder with -o")
    if output.is_dir() and not (output / MARK).exists():
        foreign = sorted(path.name for path in output.iterdir() if path.name not in KEPT)
        if foreign:
            raise OutputError(
                f"{output} holds files that are no build's ({', '.join(foreign[:3])})",
                "name another folder with -o, or empty it",
            )
    aside = output.with_name(f".{output.name}.new-{os.getpid()}")
    former = output.with_name(f".{output.name}.old-{os.getpid()}")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
    except OSError as error:
        raise OutputError(
            f"{aside} can't be made: {error.strerror}", "name a folder that may be written with -o"
        ) from error
    try:
        yield aside
        for name in KEPT:
            if (output / name).is_file():
                shutil.copy2(output / name, aside / name)
        if output.exists():
            output.rename(former)
        aside.rename(output)
    except OSError as error:
        if former.exists() and not output.exists():
            former.rename(output)
        raise OutputError(f"{output} can't be written: {error}", "is there room on the disk?") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(former, ignore_errors=True)
