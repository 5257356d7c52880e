"""How fast the corpus is built, beside what pypdfium2 alone takes for the same text.

    python benchmarks/build_speed.py [FOLDER] [--json FILE]

FOLDER holds PDFs (default: the corpus of the shared documents). Everything runs with two
workers: reading the plain text with pypdfium2, a first build, a build with nothing changed,
a build with one document changed. Peak memory is that of all processes of the first build.
On a machine that does other work too, compare the seconds of processors, not those of the clock.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import mean, median
from typing import Any

WORKERS = 2
#: Runs of the plain text before the first build, and again after it: the machine may have other work by then.
RUNS = 3


def plain_text(path: str) -> int:
    """The number of characters that pypdfium2 reads."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    return sum(len(page.get_textpage().get_text_range()) for page in pdf)


def seconds_of_plain_text(files: list[Path]) -> float:
    """How long two processes take for the text of all files and nothing else; the middle of some runs."""
    taken = []
    with multiprocessing.get_context("spawn").Pool(WORKERS) as pool:
        pool.map(plain_text, [str(files[0])] * WORKERS)
        for _ in range(RUNS):
            start = time.perf_counter()
            pool.map(plain_text, map(str, files), chunksize=1)
            taken.append(time.perf_counter() - start)
    return median(taken)


class Watch(threading.Thread):
    """Samples the resident memory and the processors' time of a process and all below it."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.running = pid, 0, True
        self._taken: dict[int, float] = {}

    def run(self) -> None:
        """Samples until told to stop."""
        while self.running:
            processes = family(self.pid)
            self.peak = max(self.peak, sum(resident(pid) for pid in processes))
            self._taken.update((pid, taken) for pid in processes if (taken := processor_seconds(pid)))
            time.sleep(0.05)

    @property
    def processor_seconds(self) -> float:
        """Seconds of processors that all these processes took, to the last sample of each."""
        return sum(self._taken.values())


def family(pid: int) -> set[int]:
    """A process and its descendants."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found, todo = set(), [pid]
    while todo:
        current = todo.pop()
        found.add(current)
        todo += children.get(current, [])
    return found


def resident(pid: int) -> int:
    """Bytes of memory of a process, its share of what it shares with others."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def processor_seconds(pid: int) -> float:
    """Seconds of processors that a process took so far; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (OSError, IndexError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def build(source: Path, output: Path, options: Sequence[str] = ()) -> dict[str, Any]:
    """Builds in a process of its own; wall seconds, peak memory, and the stages as the build tells them."""
    command = [
        sys.executable,
        "-m",
        "inspectgraph",
        "build",
        str(source),
        "-o",
        str(output),
        "--quiet",
        "--workers",
        str(WORKERS),
        *options,
    ]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    watch = Watch(process.pid)
    watch.start()
    status = process.wait()
    watch.running = False
    seconds = time.perf_counter() - start
    told = json.loads((output / "build.json").read_text(encoding="utf-8"))
    return {
        "seconds": round(seconds, 2),
        "processor_seconds": round(watch.processor_seconds, 2),
        "peak_mb": round(watch.peak / 2**20),
        "status": status,
        "stages": told["timings"],
        "work": told["work"],
    }


def main() -> None:
    """Runs the benchmark and prints its table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("INSPECTGRAPH_SHARED", Path(__file__).parents[2] / "shared"))
    cli.add_argument("folder", nargs="?", type=Path, default=shared / "corpus")
    cli.add_argument("--json", type=Path)
    arguments = cli.parse_args()
    files = sorted(arguments.folder.rglob("*.pdf"))
    if not files:
        sys.exit(f"{arguments.folder} holds no PDF")
    with tempfile.TemporaryDirectory() as scratch:
        source, output = Path(scratch) / "in", Path(scratch) / "out"
        shutil.copytree(arguments.folder, source, ignore=shutil.ignore_patterns("*.csv"))
        before = seconds_of_plain_text(files)
        first = build(source, output)
        plain = mean((before, seconds_of_plain_text(files)))
        again = build(source, output)
        changed = sorted(source.rglob("*.pdf"))[0]
        changed.write_bytes(changed.read_bytes() + b"\n")
        one = build(source, output)
    stages, work = first["stages"], first["work"]
    # Of the document stage validation takes the share that it takes of the workers' time.
    validate = stages["documents"] * work["validate"] / sum(work.values())
    lean = sum(stages.values()) - stages["check"] - stages["reports"] - validate
    result = {
        "documents": len(files),
        "plain_text_seconds": round(plain, 2),
        "first": first,
        "first_ratio": round(first["seconds"] / plain, 1),
        "read_parse_resolve_write_seconds": round(lean, 2),
        "read_parse_resolve_write_ratio": round(lean / plain, 1),
        "unchanged": again,
        "one_changed": one,
    }
    print(f"{len(files)} documents, two workers")
    print(f"pypdfium2 alone            {plain:8.2f} s")
    print(f"first build                {first['seconds']:8.2f} s   {result['first_ratio']:5.1f} times")
    print(f"  seconds of processors    {first['processor_seconds']:8.2f} s")
    print(f"  without validation       {lean:8.2f} s   {result['read_parse_resolve_write_ratio']:5.1f} times")
    for name, took in {**stages, **{f"document: {name}": took / WORKERS for name, took in work.items()}}.items():
        print(f"    {name:22s} {took:8.2f} s   {100 * took / max(sum(stages.values()), 0.01):5.1f} %")
    print(f"nothing changed            {again['seconds']:8.2f} s")
    print(f"one document changed       {one['seconds']:8.2f} s")
    print(f"  seconds of processors    {one['processor_seconds']:8.2f} s")
    print(f"peak memory, all processes {first['peak_mb']:8d} MB")
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
