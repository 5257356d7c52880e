"""Earlier builds: by their folder, or by the id under which a build describes itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from inspectgraph.errors import OutputError

_DESCRIPTION = "build.json"


def find_build(out: Path, words: str) -> Path:
    """The output folder of a build.

    Args:
        out: An output folder; other builds are looked for beside it.
        words: A folder, or the first digits of a build's id.

    Raises:
        OutputError: No build is called so, or several are.
    """
    if (Path(words) / _DESCRIPTION).is_file():
        return Path(words)
    known = dict(_builds(out))
    found = [folder for folder, build in known.items() if build.startswith(words)]
    if not found:
        listed = ", ".join(f"{folder} ({build})" for folder, build in known.items())
        raise OutputError(f'There is no build "{words}".', f"Known are: {listed}" if listed else "Name a folder.")
    if len({known[folder] for folder in found}) > 1:
        raise OutputError(f'Several builds begin with "{words}".', ", ".join(known[folder] for folder in found))
    return found[0]


def _builds(out: Path) -> Iterator[tuple[Path, str]]:
    beside = out.parent
    for folder in sorted(beside.iterdir()) if beside.is_dir() else ():
        try:
            description = json.loads((folder / _DESCRIPTION).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(description, dict) and (build := description.get("build")):
            yield folder, str(build)
