"""One of several by its name, or the nearest names."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TypeVar

from pyoxigraph import NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.lookup import Lookup
from inspectgraph.errors import ExportError

Thing = TypeVar("Thing")


def choose(what: str, name: str, known: Mapping[str, Thing]) -> Thing:
    """The thing of that name.

    Raises:
        ExportError: There is none; the hint gives the nearest names, or all.
    """
    if name in known:
        return known[name]
    near = get_close_matches(name, list(known), n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"Known: {', '.join(known)}."
    raise ExportError(f'There is no {what} "{name}".', hint)


def one_authority(dataset: Dataset, words: str) -> NamedNode:
    """The authority that the words name.

    Raises:
        QueryError: Nothing has that name; the hint gives the nearest ones.
        ExportError: Several have it.
    """
    found = Lookup(dataset).one_or_more(words, "authority")
    if len(found) > 1:
        names = " or ".join(sorted(dataset.label(each) for each in found))
        raise ExportError(f'"{words}" may be {names}.', "Name one of them.")
    return found[0]
