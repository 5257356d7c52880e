"""How loading and asking grow with the quads.

    python benchmarks/quads_speed.py [OUT] [--quads 1 10 50] [--scratch FOLDER] [--json FILE]

OUT is the output folder of a build (default: output). Its dataset is multiplied until it has so many millions of quads:
each copy tells of authorities, people, documents and findings of its own (a suffix in their IRIs and names), while the
terms and the frameworks stay one. Each dataset is loaded into a store as one stream, and every competency question is
asked of it, once in a fresh process and once more in the same one. Prints seconds, peak memory and bytes on disk.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import re
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import RdfFormat

from inspectgraph.asking.answering import ask
from inspectgraph.asking.catalogue import Question, questions
from inspectgraph.asking.dataset import Dataset
from inspectgraph.graph.terms import FOAF, SKOS

MILLION = 1_000_000
#: Seconds after which a question is given up.
LIMIT = 120.0
#: Where a copy's suffix goes; no N-Quads hold this byte.
_MARK = b"\0"
_THING = re.compile(rb"(/id/[a-z-]+/[^/>#]+|/graph/document/[0-9a-f]+)")
_NAME = re.compile(
    rb'(/id/\S+ <(?:%s|%s)> "(?:[^"\\]|\\.)*)"' % (FOAF.name.value.encode(), SKOS.prefLabel.value.encode())
)


class Copies(io.RawIOBase):
    """N-Quads of a dataset and its copies, as a file that can be read once.

    Args:
        quads: The dataset as N-Quads.
        wanted: How many quads there should be at the least.
    """

    def __init__(self, quads: bytes, wanted: int) -> None:
        lines = quads.splitlines(keepends=True)
        own = [line for line in lines if _THING.search(line)]
        self.count = len(lines) + -(-max(wanted - len(lines), 0) // len(own)) * len(own)
        self.copies = 1 + (self.count - len(lines)) // len(own)
        self._template = _NAME.sub(rb'\1\0"', _THING.sub(rb"\1\0", b"".join(own)))
        self._pieces = self._made(b"".join(lines))
        self._rest = memoryview(b"")

    def _made(self, first: bytes) -> Iterator[bytes]:
        yield first
        for number in range(1, self.copies):
            yield self._template.replace(_MARK, b"-c%d" % number)

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills a buffer with what comes next; the bytes that it took, 0 at the end."""
        if not self._rest:
            self._rest = memoryview(next(self._pieces, b""))
        taken = min(len(buffer), len(self._rest))
        buffer[:taken] = self._rest[:taken]
        self._rest = self._rest[taken:]
        return taken


def load(out: Path, store: Path, wanted: int, answer: Connection) -> None:
    """Loads so many quads of a build and its copies into a new store."""
    source = pyoxigraph.Store.read_only(str(out / "store"))
    copies = Copies(source.dump(format=RdfFormat.N_QUADS), wanted)
    del source
    start = time.perf_counter()
    target = pyoxigraph.Store(str(store))
    target.bulk_load(io.BufferedReader(copies, 1 << 20), RdfFormat.N_QUADS)
    loaded = time.perf_counter()
    target.optimize()  # else every look-up searches all files that the load has left
    seconds, compacting = loaded - start, time.perf_counter() - loaded
    answer.send(
        {
            "quads": copies.count,
            "copies": copies.copies,
            "seconds": round(seconds, 2),
            "optimize_seconds": round(compacting, 2),
            "peak_mb": _peak(),
        }
    )


def question_time(store: Path, question: str, parameters: dict[str, list[str]], answer: Connection) -> None:
    """Asks one question twice."""
    dataset = Dataset(pyoxigraph.Store.read_only(str(store)))
    taken = []
    rows = 0
    for _ in range(2):
        start = time.perf_counter()
        rows = len(ask(dataset, question, parameters).rows)
        taken.append(round(time.perf_counter() - start, 3))
    answer.send({"first": taken[0], "again": taken[1], "rows": rows, "peak_mb": _peak()})


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def apart(function: Any, *arguments: Any, limit: float | None = None) -> dict[str, Any]:
    """What a function sends from a process of its own; says so where it took longer than the limit or failed."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=function, args=(*arguments, theirs))
    process.start()
    theirs.close()
    try:
        return dict(ours.recv()) if ours.poll(limit) else {"failed": f"more than {limit:.0f} s"}
    except EOFError:
        return {"failed": "ended without an answer"}
    finally:
        process.kill()
        process.join()


def samples(out: Path) -> dict[str, str]:
    """A value for each kind of parameter that a question may require, out of the build."""
    dataset = Dataset.open(out)
    most = (
        "SELECT ?authority { ?inspection ig:inspects ?authority }"
        " GROUP BY ?authority ORDER BY DESC(COUNT(*)) ?authority LIMIT 1"
    )
    first = "SELECT ?document { ?document ig:graph ?graph } ORDER BY ?document LIMIT 1"
    found = {name: term.value for query in (most, first) for row in dataset.select(query) for name, term in row.items()}
    return {**found, "node": found["authority"], "day": "2024-01-01"}


def parameters_of(question: Question, values: dict[str, str]) -> dict[str, list[str]]:
    """What must be given to a question."""
    return {each.name: [values.get(each.kind) or values[each.name]] for each in question.parameters if each.required}


def measure(out: Path, scratch: Path, wanted: int) -> dict[str, Any]:
    """Loads and asks a dataset of at least so many quads."""
    store = scratch / "store"
    shutil.rmtree(store, ignore_errors=True)
    loaded = apart(load, out, store, wanted)
    loaded["disk_mb"] = sum(file.stat().st_size for file in store.iterdir()) // 2**20
    print(f"\n{loaded['quads']:,} quads, {loaded['copies']} copies: {loaded}", flush=True)
    values = samples(out)
    answers = {}
    for name, question in questions().items():
        found = answers[name] = apart(question_time, store, name, parameters_of(question, values), limit=2 * LIMIT)
        print(f"  {name:24s} {found}", flush=True)
    shutil.rmtree(store)
    return {"load": loaded, "questions": answers}


def main() -> None:
    """Runs the benchmark."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("out", nargs="?", type=Path, default=Path("output"))
    cli.add_argument("--quads", type=float, nargs="+", default=[1, 10, 50], help="millions")
    cli.add_argument("--scratch", type=Path, help="where stores are made; 50 million quads take about 8 GB")
    cli.add_argument("--json", type=Path)
    arguments = cli.parse_args()
    if not (arguments.out / "store").is_dir():
        sys.exit(f"{arguments.out} holds no build: inspectgraph build -o {arguments.out}")
    with tempfile.TemporaryDirectory(dir=arguments.scratch) as scratch:
        result = {
            str(int(millions * MILLION)): measure(arguments.out, Path(scratch), int(millions * MILLION))
            for millions in arguments.quads
        }
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
