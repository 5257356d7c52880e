"""What becomes of a build's output when things go wrong: kills, a full disk, builds side by side, flipped bytes.

    python benchmarks/safety.py [FOLDER] [--kills 60] [--builds 10]

FOLDER holds PDFs; the twelve smallest are built. As root, a small file system in memory stands for the full disk.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from inspectgraph.publishing.checksums import verify

ROOT = Path(__file__).parents[1]


def command(source: Path, output: Path, *more: str) -> list[str]:
    """The command line of a build."""
    return [
        sys.executable,
        "-m",
        "inspectgraph",
        "build",
        str(source),
        "-o",
        str(output),
        "-q",
        "--workers",
        "2",
        *more,
    ]


def begun(source: Path, output: Path, *more: str) -> subprocess.Popen[str]:
    """A build that is running."""
    where = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen(command(source, output, *more), stderr=subprocess.PIPE, text=True, env=where)


def finished(source: Path, output: Path, *more: str) -> tuple[int, str]:
    """Exit status and messages of a build that is waited for."""
    process = begun(source, output, *more)
    told = process.communicate()[1]
    return process.returncode, told


def documents(folder: Path, target: Path, first: int, last: int) -> Path:
    """A folder with some of the smallest documents."""
    target.mkdir()
    smallest = sorted(folder.rglob("*.pdf"), key=lambda path: (path.stat().st_size, path.name))
    for path in smallest[first:last]:
        shutil.copy(path, target)
    return target


def kills(folder: Path, work: Path, times: int, seed: int) -> None:
    """Kills builds of twelve documents at random moments; each has other documents than the output, so that all is done."""
    one, other = documents(folder, work / "one", 0, 12), documents(folder, work / "other", 12, 24)
    output = work / "out"
    began = time.monotonic()
    assert finished(one, output)[0] < 2
    whole = time.monotonic() - began
    chance, found, source = random.Random(seed), Counter[str](), other
    for _ in range(times):
        former = (output / "build.json").read_bytes()
        process = begun(source, output)
        time.sleep(chance.uniform(0, whole))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        found["output whole" if verify(output).whole else "OUTPUT DAMAGED"] += 1
        if (output / "build.json").read_bytes() != former:
            found["ended before the kill"] += 1
            source = one if source is other else other
    found["goes on afterwards" if finished(source, output)[0] < 2 else "DOES NOT GO ON"] += 1
    found["whole at the end" if verify(output).whole else "NOT WHOLE AT THE END"] += 1
    left = [path.name for path in work.iterdir() if path.name.startswith(".out")]
    print(f"{times} kills within {whole:.1f} s: {told(found)}; left behind: {', '.join(left) or 'nothing'}")


def side_by_side(folder: Path, work: Path, count: int) -> None:
    """Begins builds of one output and of as many outputs at the same time."""
    source = documents(folder, work / "docs", 0, 4)
    running = [begun(source, work / "shared-out") for _ in range(count)]
    ended = [(process.communicate()[1], process.returncode) for process in running]
    found = Counter("built" if code < 2 else "refused" if "another build" in why else "FAILED" for why, code in ended)
    print(f"{count} builds of one folder: {told(found)}; whole: {verify(work / 'shared-out').whole}")
    running = [begun(source, work / f"own-{number}", "--workers", "1") for number in range(count)]
    for process in running:
        process.communicate()
    dumps = {(work / f"own-{number}" / "graph.nq").read_bytes() for number in range(count)}
    print(f"{count} builds of {count} folders: {len(dumps)} different dataset(s)")


def full_disk(folder: Path, work: Path) -> None:
    """Builds into a file system that has too little room for more than the output that is there."""
    disk = work / "disk"
    disk.mkdir()
    few, many = documents(folder, work / "few", 0, 2), documents(folder, work / "many", 0, 12)
    assert finished(few, work / "sized")[0] < 2
    size = sum(path.stat().st_size for path in (work / "sized").rglob("*") if path.is_file())
    found: Counter[str] = Counter()
    for share in (1.3, 1.7, 2.1, 2.6, 3.2, 4.0):
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={int(size * share)}", "tmpfs", disk], check=False
        )
        if mounted.returncode:
            print("full disk: not tried, mounting needs root")
            return
        try:
            shutil.copytree(work / "sized", disk / "out")
            code, why = finished(many, disk / "out")
            found[
                "stopped with a message"
                if code == 2 and "Error" in why and "Traceback" not in why
                else "built"
                if code < 2
                else "FAILED"
            ] += 1
            found["output whole" if verify(disk / "out").whole else "OUTPUT DAMAGED"] += 1
        finally:
            subprocess.run(["umount", disk], check=True)
    print(f"full disk, 6 sizes: {told(found)}")


def flipped(folder: Path, work: Path) -> None:
    """Flips a bit of one byte in each file of an output."""
    output = work / "flipped"
    assert finished(documents(folder, work / "two", 0, 2), output)[0] < 2
    chance, found = random.Random(1), Counter[str]()
    for path in sorted(output.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        if content:
            place = chance.randrange(len(content))
            path.write_bytes(
                content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]
            )
            found["noticed" if not verify(output).whole else f"NOT NOTICED: {path.name}"] += 1
            path.write_bytes(content)
    print(f"a flipped bit in each of {sum(found.values())} files: {told(found)}")


def told(found: Counter[str]) -> str:
    """What was found, in one line."""
    return ", ".join(f"{count} {what}" for what, count in sorted(found.items()))


def main() -> None:
    """Does what is asked for, in folders that are removed afterwards."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = os.environ.get("INSPECTGRAPH_SHARED", str(ROOT.parent / "shared"))
    parser.add_argument("folder", nargs="?", type=Path, default=Path(shared) / "corpus")
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--builds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    for trial in (
        lambda work: kills(asked.folder, work, asked.kills, asked.seed),
        lambda work: side_by_side(asked.folder, work, asked.builds),
        lambda work: full_disk(asked.folder, work),
        lambda work: flipped(asked.folder, work),
    ):
        with tempfile.TemporaryDirectory(prefix="safety-") as name:
            trial(Path(name))


if __name__ == "__main__":
    main()
