"""A text with spans marked where they stand, one within the other, also where they overlap."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import escape

#: Notes at the end of a mark; the others are found from their facts.
_NOTES = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text.

    Attributes:
        start, end: In code points, end exclusive.
        anchor: Fragment of the address at which it stands.
        notes: Numbers of the facts that rest on it.
        kind: What marks it in the style sheet.
    """

    start: int
    end: int
    anchor: str
    notes: tuple[int, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text.

    Attributes:
        html: Its words with the marks.
        page: The page that begins with it, from 1; none for other lines.
    """

    html: str
    page: int | None


def lines(text: str, marks: Iterable[Mark], pages: dict[int, int]) -> list[Line]:
    """The lines of a text.

    A mark that another one crosses, or that goes on in the next line, is closed and opened again; only its first part
    has the anchor, only its last part the notes.

    Args:
        text: The canonical text.
        marks: Spans within it; those without words are passed over.
        pages: By the offset of its first line each page's number.
    """
    waiting = deque(sorted((each for each in marks if each.start < each.end), key=_order))
    known: list[Mark] = []
    begun: set[str] = set()
    found: list[Line] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        while waiting and waiting[0].start < end:
            known.append(waiting.popleft())
        known = [each for each in known if each.end > start]
        found.append(Line(_line(text, start, end, known, begun), pages.get(start)))
        start = end + 1
    return found


def _line(text: str, start: int, end: int, marks: list[Mark], begun: set[str]) -> str:
    """A line with the marks that reach into it; those that begin in it are added to the begun."""
    cuts = {place for each in marks for place in (each.start, each.end) if start < place < end} | {start, end}
    places = sorted(cuts)
    pieces: list[str] = []
    opened: list[Mark] = []
    for left, right in pairwise(places):
        wanted = [each for each in marks if each.start <= left and each.end >= right]
        kept = next((n for n, pair in enumerate(zip(opened, wanted, strict=False)) if pair[0] is not pair[1]), None)
        kept = min(len(opened), len(wanted)) if kept is None else kept
        pieces += [_closing(each, left) for each in reversed(opened[kept:])]
        for each in wanted[kept:]:
            pieces.append(_opening(each, each.anchor not in begun))
            begun.add(each.anchor)
        pieces.append(str(escape(text[left:right])))
        opened = wanted
    return "".join([*pieces, *(_closing(each, end) for each in reversed(opened))])


def _order(mark: Mark) -> tuple[int, int, str]:
    return mark.start, -mark.end, mark.anchor


def _opening(mark: Mark, first: bool) -> str:
    anchor = f' id="{escape(mark.anchor)}"' if first else ""
    return f'<mark{anchor} class="k-{escape(mark.kind)}" data-facts="{" ".join(map(str, mark.notes))}">'


def _closing(mark: Mark, place: int) -> str:
    """The end of a mark, with its notes where it ends for good."""
    notes = mark.notes[:_NOTES] if mark.end == place else ()
    links = "".join(f'<a class="noteref" href="#fact-{each}">{each}</a>' for each in notes)
    return f"{links}</mark>"
