"""Documents per second of the document stage: one worker of this machine, two, and a Dask cluster with two.

    python -m benchmarks.engine_speed [--count 1000] [--length 40] [--runs 3] [--json FILE]

The documents are made up. Each engine does them into an empty folder; its workers are up and have done some before the
clock starts, as they have in any build of size. The engines take turns, and the best of their runs counts. Asked: two
workers do 1.7 times what one does, and the cluster costs at most 15 % over the two. Scheduler, client and workers share
this machine's processors. On a machine that does other work too, compare the seconds of processors, which count all
processes, not those of the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks.build_speed import family
from tests.elsewhere.dask_cluster import cluster
from tests.synthetic.__main__ import write

from inspectgraph.processing.cluster import DaskEngine
from inspectgraph.processing.engine import Engine
from inspectgraph.processing.guarded import Task
from inspectgraph.processing.inputs import find_inputs, key_of
from inspectgraph.processing.workers import LocalEngine

BASE = "https://data.example.org/"
LEAST_GAIN, MOST_COST = 1.7, 1.15
#: Documents before the clock starts.
WARM = 8


def seconds(engine: Engine, source: Path) -> tuple[float, float]:
    """How long an engine takes for all documents of a folder: by the clock, and of processors in all processes."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder)
        tasks = [Task(item, key_of(item, BASE), BASE, target) for item in find_inputs([source]).files]
        started, used = time.perf_counter(), processor_seconds()
        done = sum(outcome.failure is None for outcome in engine.run(tasks))
        taken = time.perf_counter() - started, processor_seconds() - used
        if done != len(tasks):
            sys.exit(f"{len(tasks) - done} of {len(tasks)} documents failed")
        return taken


def processor_seconds() -> float:
    """Seconds of processors that this process, all below it and those of them that have ended took so far."""
    ticks = 0
    for pid in family(os.getpid()):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue
        ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Runs the benchmark and prints its table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--count", type=int, default=1000, help="documents")
    cli.add_argument("--length", type=int, default=40, help="paragraphs of findings in each")
    cli.add_argument("--runs", type=int, default=3)
    cli.add_argument("--json", type=Path)
    wanted = cli.parse_args()
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        source, warm = scratch / "in", scratch / "warm"
        write(source, wanted.count, pdf=False, length=wanted.length)
        write(warm, WARM, pdf=False, first=wanted.count, length=wanted.length)
        running = stack.enter_context(cluster(scratch))
        for _ in range(2):
            running.add_worker()
        engines: dict[str, Engine] = {
            "one worker": LocalEngine(1),
            "two workers": LocalEngine(2),
            "two over Dask": DaskEngine(running.address),
        }
        best: dict[str, tuple[float, float]] = {}
        for _ in range(wanted.runs):
            for name, engine in engines.items():
                seconds(engine, warm)
                clock, used = seconds(engine, source)
                former = best.get(name, (clock, used))
                best[name] = min(clock, former[0]), min(used, former[1])
    gain = best["one worker"][0] / best["two workers"][0]
    cost, work = (best["two over Dask"][which] / best["two workers"][which] for which in (0, 1))
    print(f"{wanted.count} documents, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    for name, (clock, used) in best.items():
        print(f"{name:14s} {clock:8.2f} s   {wanted.count / clock:7.1f} documents/s   {used:8.2f} s of processors")
    print(f"two workers do {gain:.2f} times what one does (asked: {LEAST_GAIN})")
    print(
        f"Dask takes {cost:.2f} times what two workers take (asked: at most {MOST_COST}); of processors {work:.2f} times"
    )
    if wanted.json:
        result = {
            "documents": wanted.count,
            "documents_per_second": {name: round(wanted.count / clock, 2) for name, (clock, _) in best.items()},
            "gain_of_two": round(gain, 3),
            "cost_of_dask": round(cost, 3),
            "cost_of_dask_in_processors": round(work, 3),
        }
        wanted.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
