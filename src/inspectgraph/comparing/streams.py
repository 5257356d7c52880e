"""Two datasets side by side: their sorted N-Quads, read once and never held whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from inspectgraph.errors import OutputError

DUMP = "graph.nq"


@dataclass(frozen=True, slots=True)
class Difference:
    """The statements with one subject, where two datasets do not agree on them.

    Attributes:
        subject: As N-Quads write it.
        before, after: The lines of the first and of the second dataset, sorted.
    """

    subject: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def removed(self) -> list[str]:
        """What only the first has."""
        kept = set(self.after)
        return [line for line in self.before if line not in kept]

    @property
    def added(self) -> list[str]:
        """What only the second has."""
        kept = set(self.before)
        return [line for line in self.after if line not in kept]


def differences(before: Path, after: Path) -> Iterator[Difference]:
    """Where the dumps of two output folders differ, by subject, in order.

    Raises:
        OutputError: A folder has no dump, or one that is not sorted.
    """
    one, other = _subjects(before / DUMP), _subjects(after / DUMP)
    left, right = next(one, None), next(other, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left[0] < right[0]):
            assert left is not None
            yield Difference(left[0], left[1], ())
            left = next(one, None)
        elif left is None or right[0] < left[0]:
            yield Difference(right[0], (), right[1])
            right = next(other, None)
        else:
            if left[1] != right[1]:
                yield Difference(left[0], left[1], right[1])
            left, right = next(one, None), next(other, None)


def _subjects(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lines of each subject of a dump."""
    for subject, lines in groupby(_sorted_lines(path), key=lambda line: line[: line.index(" ")]):
        yield subject, tuple(lines)


def _sorted_lines(path: Path) -> Iterator[str]:
    hint = "build again with this program"
    former = ""
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, 1):
                if line < former or not line.endswith(" .\n"):
                    raise OutputError(f"{path}:{number}: the dump is damaged or not sorted", hint)
                former = line
                yield line
    except FileNotFoundError as error:
        raise OutputError(f"{path.parent} holds no {path.name}", "name the output folder of a build") from error
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(f"{path} can't be read: {error}", hint) from error
