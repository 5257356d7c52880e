"""How the time of resolution grows with the mentions.

    python benchmarks/resolving_speed.py [OUT] [--times 10] [--json FILE]

OUT is the output folder of a build (default: output). Its documents are multiplied: each copy speaks of other
authorities (a suffix at the slug) and of other people and bodies (a suffix at each surname and at the first word of
each body's name), so that the mentions multiply and the joins within each copy stay. Prints the seconds of one and
of all copies, the best of three runs, and their ratio; the limit for ten copies is 14.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import nquads, parsed
from inspectgraph.graph.terms import FOAF, SKOS
from inspectgraph.processing import facts_file
from inspectgraph.processing.facts_file import FactsFile
from inspectgraph.reference import load
from inspectgraph.resolving.ledger import Ledger
from inspectgraph.resolving.resolver import resolve

LIMIT = 14.0
RUNS = 3
Documents = dict[str, bytes]
_OF_AUTHORITY = re.compile(r"(/id/(?:authority|inspection|unit|board|programme|partner|post)/[a-z0-9-]+)")
_NAMES = frozenset({FOAF.name, SKOS.prefLabel, SKOS.altLabel})


def copy(facts: FactsFile, number: int) -> tuple[str, bytes]:
    """A document's facts as another document states them of other authorities and people; the first is itself."""
    if number == 0:
        return facts.identifier, facts.quads
    identifier = f"{number:02x}{facts.identifier}"
    letters = "abcdefghijklmnopqrstuvwxyz"
    suffix = letters[number // 26] + letters[number % 26]
    text = _OF_AUTHORITY.sub(rf"\g<1>-{suffix}", facts.quads.decode().replace(facts.identifier, identifier))
    text = re.sub(r"(/id/person/[a-z0-9-]+)-([0-9a-f]{6})>", rf"\g<1>{suffix}-\g<2>{number:02x}>", text)
    return identifier, nquads(_named(quad, suffix) for quad in parsed(text.encode()))


def _named(quad: Quad, suffix: str) -> Quad:
    """A quad with another surname, or another first word of a body's name."""
    if quad.predicate not in _NAMES or not isinstance(quad.object, Literal) or not isinstance(quad.subject, NamedNode):
        return quad
    if quad.predicate == FOAF.name:
        value = quad.object.value + suffix
    else:
        first, _, rest = quad.object.value.partition(" ")
        value = f"{first}{suffix} {rest}".strip()
    return Quad(quad.subject, quad.predicate, Literal(value, language=quad.object.language), quad.graph_name)


def seconds(documents: Mapping[str, bytes], base: str) -> float:
    """The best time of some runs."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        resolve(documents, Iris(base), load(), Ledger())
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", nargs="?", type=Path, default=Path("output"))
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    base = json.loads((arguments.out / "build.json").read_text(encoding="utf-8"))["base"]
    loaded = [facts_file.load(path) for path in sorted((arguments.out / "facts").glob("*.json"))]
    facts = [each for each in loaded if each is not None and not each.reason]
    one: Documents = dict(copy(each, 0) for each in facts)
    once = seconds(one, base)
    many: Documents = dict(copy(each, number) for number in range(arguments.times) for each in facts)
    often = seconds(many, base)
    ratio = often / once
    print(f"{len(one)} documents {once:.2f} s, {len(many)} documents {often:.2f} s: {ratio:.1f} times the time")
    if arguments.json:
        figures = {"documents": len(one), "once": once, "times": arguments.times, "often": often, "ratio": ratio}
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if ratio > LIMIT * arguments.times / 10:
        sys.exit(f"more than {LIMIT} times for ten times the mentions")


if __name__ == "__main__":
    main()
