"""Pairs of mentions of the real documents, decided by hand: the rules are scored on them, and figures are printed."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.mentions import MentionFinder
from inspectgraph.asking.profiles import Comparer
from inspectgraph.building import BuildResult
from inspectgraph.errors import QueryError

PAIRS = Path(__file__).with_name("pairs.csv")


@dataclass(frozen=True)
class Pair:
    """Two mentions, each as "file name: name as written" or the name of a file that reports an inspection."""

    kind: str
    expected: str
    one: str
    other: str
    case: str


def pairs() -> list[Pair]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [Pair(**row) for row in csv.DictReader(file)]


def test_there_are_enough_of_each() -> None:
    table = pairs()
    counts = Counter(pair.expected for pair in table)
    assert counts["same"] >= 80
    assert counts["different"] >= 70
    assert len({(pair.one, pair.other) for pair in table}) == len(table)


def found(finder: MentionFinder, comparer: Comparer, words: str, kind: str) -> NamedNode | None:
    """The one thing of a kind that is called so; `None` where the documents' facts have none."""
    try:
        things = {each.node for each in finder.find(words) if comparer.kind(each) == kind}
    except QueryError:
        return None
    return things.pop() if len(things) == 1 else None


@pytest.mark.xdist_group("corpus")
def test_the_pairs_of_the_corpus(corpus_build: BuildResult, capsys: pytest.CaptureFixture[str]) -> None:
    dataset = Dataset.open(corpus_build.output)
    finder, comparer = MentionFinder(dataset), Comparer(dataset)
    outcome: Counter[str] = Counter()
    wrong = []
    for pair in pairs():
        one, other = (found(finder, comparer, words, pair.kind) for words in (pair.one, pair.other))
        decided = "not found" if one is None or other is None else "same" if one == other else "different"
        outcome[f"{pair.expected} as {decided}"] += 1
        if decided != pair.expected:
            wrong.append(f"{pair.kind}: {pair.one} / {pair.other} ({pair.case}) is {pair.expected}, decided: {decided}")
    right, joined_wrongly = outcome["same as same"], outcome["different as same"]
    precision = right / (right + joined_wrongly)
    recall = right / sum(count for name, count in outcome.items() if name.startswith("same as"))
    with capsys.disabled():
        print(f"\n{sum(outcome.values())} pairs: precision {precision:.3f}, recall {recall:.3f}; {dict(outcome)}")
        print("\n".join(wrong))
    assert precision >= 0.99
    assert recall >= 0.95
    assert outcome["different as not found"] <= 3
