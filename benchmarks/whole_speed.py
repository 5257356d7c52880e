"""How a whole build grows with its documents: seconds of each stage, peak memory, and bytes on disk.

    python -m benchmarks.whole_speed [--count 250 1000 4000] [--length 40] [--resolution duckdb] [--json FILE]

The documents are made up, with facts drawn at random: texts of about the length of a short report. Each build is the first
one into an empty folder, with two workers; its memory is that of all its processes.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.build_speed import build
from tests.synthetic.__main__ import write


def measure(count: int, length: int, options: list[str]) -> dict[str, Any]:
    """Builds so many documents."""
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder) / "in", Path(folder) / "out"
        write(source, count, pdf=False, length=length)
        found = build(source, output, options)
        disk = {part.name: _size(part) for part in sorted(output.iterdir())}
        quads = sum(1 for _ in (output / "graph.nq").open("rb"))
    return {**found, "documents": count, "quads": quads, "disk_mb": {name: size >> 20 for name, size in disk.items()}}


def _size(path: Path) -> int:
    return sum(each.stat().st_size for each in path.rglob("*")) if path.is_dir() else path.stat().st_size


def main() -> None:
    """Runs the benchmark and prints a line for each number of documents."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--count", type=int, nargs="+", default=[250, 1000, 4000])
    cli.add_argument("--length", type=int, default=40, help="paragraphs of findings in each")
    cli.add_argument("--resolution", choices=["memory", "duckdb"], default="memory")
    cli.add_argument("--json", type=Path)
    arguments = cli.parse_args()
    results = []
    for count in arguments.count:
        found = measure(count, arguments.length, ["--resolution", arguments.resolution])
        results.append(found)
        print(
            f"{count:6d} documents {found['quads']:9,d} quads {found['seconds']:7.1f} s {found['peak_mb']:6d} MB",
            end="",
        )
        print("  " + ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in found["stages"].items()), end="")
        print(f"  {sum(found['disk_mb'].values())} MB on disk", flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
