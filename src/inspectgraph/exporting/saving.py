"""Files come into place whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from errno import EISDIR
from pathlib import Path

from inspectgraph.errors import ExportError


def save(files: Mapping[Path, str | bytes]) -> list[Path]:
    """Writes files aside and moves them into place when all are written.

    Returns:
        Their paths.

    Raises:
        ExportError: One of them can't be written; then none is.
    """
    aside = {path: path.with_name(f".{path.name}.new-{os.getpid()}") for path in files}
    try:
        for path, content in files.items():
            if path.is_dir():
                raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            data = content.encode() if isinstance(content, str) else content
            aside[path].write_bytes(data)
        for path, written in aside.items():
            written.replace(path)
    except OSError as error:
        raise ExportError(
            f"{error.filename} can't be written: {error.strerror}", "Name another file with -o."
        ) from error
    finally:
        for written in aside.values():
            with suppress(OSError):
                written.unlink()
    return list(files)


def beside(path: Path, suffix: str, added: str) -> Path:
    """The path of one of the files of an export.

    Args:
        path: What the user named.
        suffix: That of the format's main file.
        added: What the file's own name adds; empty for the main file.

    Returns:
        The path itself, or for `people.cyjs` and `.style.json` the path `people.style.json`.
    """
    if not added:
        return path
    stem = (
        path.name.removesuffix(suffix) if suffix and path.name.endswith(suffix) else path.stem if suffix else path.name
    )
    return path.with_name((stem.removesuffix(".csv") or path.name) + added)
