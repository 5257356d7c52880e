"""How the time and the memory of resolution grow with the mentions, in memory and on disk.

    python benchmarks/resolving_speed.py [OUT] [--times 1 10] [--ways memory disk] [--json FILE] [--work FOLDER]

OUT is the output folder of a build (default: output). Its documents are multiplied, so that what the rules compare stays as
it is where an inspectorate publishes of more authorities:

- each copy speaks of authorities of its own (a suffix at the slug), with their inspections, teams, boards and posts;
- four people of five have a surname of their own, which differs by more than a typing error from that of any other copy; the fifth
  keeps the name, as namesakes and inspectors who go from one authority to the next do;
- so it is with the partners that work with an authority; national bodies have one name in all copies.

Who keeps a name is drawn from the name and the number of the copy, so that all runs are alike. Each run is a process of its own,
whose seconds (of the processor and of the clock) and peak memory are printed. Asked is that ten times the mentions take at
most 14 times as long in memory; on disk, a hundred times at most 130 times as long, in less than 4 GB.
The copies of the 132 reports take 58 MB of disk each, and as much again while a run lasts.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from inspectgraph.graph.iris import Iris, slug
from inspectgraph.graph.nquads import apart
from inspectgraph.processing import facts_file
from inspectgraph.processing.facts_file import FactsFile
from inspectgraph.reference import load
from inspectgraph.resolving.blockwise.resolver import Texts, resolve_on_disk
from inspectgraph.resolving.bodies import national_names
from inspectgraph.resolving.ledger import Ledger
from inspectgraph.resolving.resolver import resolve

RUNS = 3
#: How many times the time of one ten times the mentions may take; on disk megabytes too are bounded.
LIMIT = {"memory": 14.0, "disk": 13.0}
MOST_MEMORY = 4_000
_SHARED = 5
_LETTERS = "bcdfghjklmnpqrstvwxz"
_OF_AUTHORITY = re.compile(
    r"(/id/(?:authority|inspection|unit|board|programme|partner|post)/[a-z0-9-]+|/id/publication/[a-z-]+/[a-z0-9-]+)"
)
_OF_PERSON = re.compile(r"/id/person/([a-z0-9-]+)-([0-9a-f]{6})>")
_HASHED = re.compile(r"(/id/(?:finding|observation|statement|tenure)/[0-9a-f]{16})")
_NAMED = re.compile(
    r'(?m)^(<[^>]*/id/(person|partner)/[^>]*> <[^>]*(?:/name|#prefLabel|#altLabel)> ")((?:[^"\\]|\\.)*)'
)
_NATIONAL = frozenset(national_names(load()))


class Together(Mapping[str, bytes]):
    """Documents that lie in several folders.

    Args:
        folders: Of N-Quads, by document.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self._of = {name: texts for texts in map(Texts, folders) for name in texts}

    def __getitem__(self, identifier: str) -> bytes:
        return self._of[identifier][identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)


def write_copy(facts: Iterable[FactsFile], number: int, folder: Path, iris: Iris) -> None:
    """Writes what the documents of one copy say, without evidence, which resolution does not see."""
    folder.mkdir(parents=True)
    for each in facts:
        identifier, text = copied(each.identifier, apart(each.quads, iris)[1].decode(), number)
        (folder / f"{identifier}.nq").write_text(text, encoding="utf-8", newline="")


def copied(identifier: str, text: str, number: int) -> tuple[str, str]:
    """What a document says as another one says it of other authorities and people; the first copy is itself."""
    if number == 0:
        return identifier, text
    # Each letter twice, so that the endings of two copies differ by more than one letter.
    ending = "".join(2 * letter for letter in (_LETTERS[number // 20 % 20], _LETTERS[number % 20]))
    other = f"{number:04x}{identifier}"
    text = _OF_AUTHORITY.sub(rf"\g<1>-{ending}", text.replace(identifier, other))
    text = _HASHED.sub(rf"\g<1>{number:04x}", text)
    text = _OF_PERSON.sub(lambda found: _person(found[1], found[2], number, ending), text)
    text = _NAMED.sub(lambda found: found[1] + _name(found[2], found[3], number, ending), text)
    return other, "".join(sorted(f"{line}\n" for line in text.split("\n") if line))


def _keeps_name(name: str, number: int) -> bool:
    return _drawn(number, name)[0] % _SHARED == 0


def _drawn(*parts: object) -> bytes:
    return sha256(" ".join(map(str, parts)).encode()).digest()


def _person(name: str, digest: str, number: int, ending: str) -> str:
    own = "" if _keeps_name(name, number) else ending
    return f"/id/person/{name}{own}-{digest[:2]}{number:04x}>"


def _name(kind: str, name: str, number: int, ending: str) -> str:
    """The name that a person or partner has in a copy."""
    if _keeps_name(slug(name), number) or kind == "partner" and slug(name) in _NATIONAL:
        return name
    if kind == "person":
        return name + ending
    # A word of its own, which is like no other's.
    first, _, rest = name.partition(" ")
    return " ".join(filter(None, ("".join(_LETTERS[each % 20] for each in _drawn(number, first)[:8]), rest)))


def run(way: str, folders: Iterable[Path], base: str, memory: str) -> dict[str, float]:
    """Resolves in this process: seconds of the processor and of the clock, and peak memory in MB."""
    documents = Together(folders)
    stages: dict[str, float] = {}
    start, used = time.perf_counter(), sum(os.times()[:2])
    if way == "memory":
        resolve(dict(documents), Iris(base), load(), Ledger())
    else:
        with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
            resolve_on_disk(
                documents, Iris(base), load(), (), Path(folder), memory=memory,
                stage=lambda name: stages.update({name: round(time.perf_counter() - start, 1)}),
            )  # fmt: skip
    if stages:
        print(stages, file=sys.stderr)
    return {
        "documents": len(documents),
        "processor": sum(os.times()[:2]) - used,
        "clock": time.perf_counter() - start,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", nargs="?", type=Path, default=Path("output"))
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10])
    parser.add_argument("--ways", nargs="+", choices=("memory", "disk"), default=["memory", "disk"])
    parser.add_argument("--memory", default="1GB", help="what DuckDB may take")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--work", type=Path, help="where the copies go; a temporary folder unless given")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    base = json.loads((arguments.out / "build.json").read_text(encoding="utf-8"))["base"]
    if arguments.one:
        folders = [arguments.work / str(number) for number in range(arguments.times[0])]
        print(json.dumps(run(arguments.ways[0], folders, base, arguments.memory)))
        return
    with tempfile.TemporaryDirectory(dir=arguments.work) as folder:
        loaded = (facts_file.load(path) for path in sorted((arguments.out / "facts").glob("*.json")))
        facts = [each for each in loaded if each is not None and not each.reason]
        for number in range(max(arguments.times)):
            write_copy(facts, number, Path(folder) / str(number), Iris(base))
        found = [row for way in arguments.ways for row in _rows(way, sorted(arguments.times), Path(folder), arguments)]
    if arguments.json:
        arguments.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if missed := [
        row for row in found if row["ratio"] > row["limit"] or row["way"] == "disk" and row["megabytes"] > MOST_MEMORY
    ]:
        sys.exit(f"missed: {missed}")


def _rows(way: str, many: list[int], folder: Path, arguments: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """The figures of one way of resolving."""
    first = 0.0
    for times in many:
        command = [
            sys.executable, __file__, str(arguments.out), "--one", "--times", str(times), "--ways", way,
            "--work", str(folder), "--memory", arguments.memory,
        ]  # fmt: skip
        runs = [
            json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
            for _ in range(RUNS if times == many[0] else 1)
        ]
        best = min(runs, key=lambda each: each["processor"])
        first = first or best["processor"] / times
        row = {"way": way, "times": times, **best, "ratio": best["processor"] / first}
        row["limit"] = LIMIT[way] * max(times, 10) / 10
        print(
            f"{way:6} {times:4} times: {row['documents']:6} documents, {row['processor']:7.1f} s of the processor, "
            f"{row['clock']:7.1f} s, {row['megabytes']:6.0f} MB, {row['ratio']:.1f} times the time",
            flush=True,
        )
        yield row


if __name__ == "__main__":
    main()
