"""From printed lines to the canonical text: paragraphs that were wrapped become one line again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from inspectgraph.reading.characters import bullet_of, clean
from inspectgraph.reading.document import Block
from inspectgraph.reading.lines import Line

_NUMBERED = re.compile(r"(\d{1,3})\.(?:\s+(?=\S)|$|(?=[A-Z]))")
_LONE_NUMBER = re.compile(r"\d{1,3}\.?")
#: Points by which an item on the printed page is further in than the item that it belongs to.
_INDENT = 3.0
_NOTE = re.compile(r"\d{1,2}\s+(?=\S)|\d{1,2}$")
#: Headings of the frameworks; they start a block even where nothing in the layout says so.
_HEADING = re.compile(
    r"The experiences and progress of (?:children|care leavers)|The impact of leaders on|What needs to "
    r"|Overall effectiveness\b|2\.[12] (?:Adoption|Experiences)|Leadership, management and governance\b"
    r"|The (?:effectiveness of the )?Local Safeguarding Children|Executive summary$"
)
#: A label of the cover stands at the head of its line.
_COVER_LABEL = re.compile(
    r"(?:Inspection dates?|Dates? of (?:previous )?inspections?|Report published|(?:Lead|Reporting) inspectors?) ?:",
    re.IGNORECASE,
)
#: A letter greets on a line of its own, however long the list of those it goes to.
_SALUTATION = re.compile(r"Dear (?:[A-Z]\w*|local|all|colleagues?)\b.{0,80}$")
#: A row of a table of judgements ends so.
_GRADE = re.compile(r"\b(?:outstanding|good|improvement|inadequate)$", re.IGNORECASE)
_TERMINAL = (".", "!", "?", ":", ";")
#: pdfium's sign for a hyphen at the end of a line whose word goes on in the next.
_LINE_END_HYPHEN = "\ufffe"
#: At the end of a line it parts a word; elsewhere it is nothing.
_SOFT_HYPHEN = "\u00ad"


@dataclass(slots=True)
class _Draft:
    """A block that is still being filled."""

    pieces: list[tuple[str, int]]
    kind: str
    number: int | None
    left: float
    size: float
    bold: bool
    level: int = 0
    notes: list[_Draft] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Flow:
    """The canonical text with its blocks and page marks."""

    text: str
    blocks: tuple[Block, ...]
    page_marks: tuple[tuple[int, int], ...]


def flow(lines: list[Line], wrapped: bool) -> Flow:
    """Joins wrapped lines, orders footnotes after the paragraph they interrupt, and builds the text.

    Args:
        lines: The printed lines without furniture.
        wrapped: Whether lines were broken to fit a width; otherwise a line is a paragraph already.
    """
    edge = _right_edge(lines)
    drafts: list[_Draft] = []
    current: _Draft | None = None
    previous: Line | None = None
    notes: list[_Draft] = []
    last_number = 0
    for line in lines:
        if line.footnote:
            _add_note(notes, line)
            continue
        text = clean(line.raw.replace(_LINE_END_HYPHEN, "-"))
        if line.raw.endswith(_SOFT_HYPHEN):
            text += _SOFT_HYPHEN
        if not text and bullet_of(line.raw) is None:
            continue
        bullet = bullet_of(line.raw)
        number = _number(text, last_number) if bullet is None else None
        if (
            current is not None
            and previous is not None
            and bullet is None
            and number is None
            and _continues(current, previous, line, text, edge, wrapped)
        ):
            current.pieces.append((text, line.page))
        else:
            _close(drafts, current, notes)
            kind = "item" if bullet else "numbered" if number is not None else "text"
            if bullet is not None:
                text = clean(bullet[1])
            current = _Draft([(text, line.page)], kind, number, line.left, line.size, line.bold_start)
            last_number = number if number is not None else last_number
        previous = line
    _close(drafts, current, notes)
    _set_levels(drafts)
    return _assemble(drafts)


def _right_edge(lines: list[Line]) -> float:
    """Where the text's right margin is: most full lines end just before it."""
    rights = sorted(line.right for line in lines if len(line.raw) > 40)
    return rights[int(len(rights) * 0.9)] if rights else 0.0


def _number(text: str, last: int) -> int | None:
    """The number of a numbered paragraph, if the line starts one.

    A sentence may break just before "18. "; only the number that is due, or a first, counts.
    """
    match = _NUMBERED.match(text)
    if match is None:
        return None
    number = int(match.group(1))
    return number if number == 1 or last < number <= last + 3 else None


def _continues(current: _Draft, previous: Line, line: Line, text: str, edge: float, wrapped: bool) -> bool:
    """Whether a line goes on with the block of the line before."""
    before = current.pieces[-1][0]
    lone_number = current.kind == "numbered" and len(current.pieces) == 1 and _LONE_NUMBER.fullmatch(before)
    if lone_number or not before or before.endswith(_SOFT_HYPHEN):
        return True
    if _SALUTATION.match(text) or _COVER_LABEL.match(text):
        return False
    open_ended = not before.endswith(_TERMINAL)
    if _HEADING.match(text) and (not open_ended or _GRADE.search(before)):
        return False
    if not previous.size and not wrapped:
        length = sum(len(piece) for piece, _ in current.pieces)
        return open_ended and len(before) > 60 and (text[:1].islower() or length > 250)
    runs_on = open_ended and (text[:1].islower() or text[:1] in "(,&" or text[:1].isdigit())
    told = _told_by_layout(previous, line, runs_on) if previous.size else None
    if told is not None:
        return told
    if previous.page == line.page and line.gap:
        return bool(previous.size) and runs_on and line.top - previous.bottom < previous.size
    return runs_on or _fills(previous, line, before, text, edge)


def _told_by_layout(previous: Line, line: Line, runs_on: bool) -> bool | None:
    """Whether a line of a PDF goes on with the one before, where letters and places tell."""
    other_weight = previous.bold_end != line.bold_start
    if abs(previous.size - line.size) > 0.8 or other_weight and line.gap:
        return False
    overlap = min(previous.bottom, line.bottom) - max(previous.top, line.top)
    beside = overlap > 0.5 * min(previous.size, line.size) and line.left >= previous.right - 2
    if previous.page == line.page and beside:
        return True
    return False if other_weight and not runs_on else None


def _fills(previous: Line, line: Line, before: str, text: str, edge: float) -> bool:
    """Whether the first word of a line had no room left at the end of the line before."""
    if not edge:
        return False
    if previous.page != line.page and line.right < edge * 0.75 and not text.endswith(_TERMINAL):
        return False
    first_word = text.split(" ", 1)[0]
    width = (previous.right - previous.left) / max(len(before), 1)
    slack = 0.97 if previous.size else 0.82
    return previous.right + width * (len(first_word) + 1) > edge * slack and len(before) > 25


def _add_note(notes: list[_Draft], line: Line) -> None:
    """Starts a footnote, or goes on with the one before."""
    text = clean(line.raw.replace(_LINE_END_HYPHEN, "-").lstrip("¹²³⁴⁵⁶⁷⁸⁹"))
    if not text:
        return
    if not notes or _NOTE.match(text) or line.raw[:1] in "¹²³⁴⁵⁶⁷⁸⁹":
        notes.append(_Draft([(text, line.page)], "footnote", None, line.left, line.size, False))
    else:
        notes[-1].pieces.append((text, line.page))


def _close(drafts: list[_Draft], current: _Draft | None, notes: list[_Draft]) -> None:
    """Puts a finished block into the text, and after it the footnotes that it met on its way."""
    if current is not None:
        drafts.append(current)
    drafts.extend(notes)
    notes.clear()


def _set_levels(drafts: list[_Draft]) -> None:
    """Depth of list items, by their indent against the items around them."""
    stack: list[float] = []
    for draft in drafts:
        if draft.kind == "footnote":
            continue
        if draft.kind != "item":
            stack.clear()
            continue
        least = _INDENT if draft.size else 0.5
        while stack and draft.left < stack[-1] - least:
            stack.pop()
        if not stack or draft.left > stack[-1] + least:
            stack.append(draft.left)
        draft.level = len(stack) - 1


def _assemble(drafts: list[_Draft]) -> Flow:
    """Writes the blocks one after the other and notes where each stands."""
    words = cache(lambda: _words(drafts))  # few texts tear a word, so that most need not be taken apart
    parts: list[str] = []
    blocks: list[Block] = []
    marks: list[tuple[int, int]] = []
    offset = 0
    for draft in drafts:
        start = offset
        body = "• " if draft.kind == "item" else ""
        for text, page in draft.pieces:
            if body.endswith(_SOFT_HYPHEN) or body.endswith("-") and _is_torn(body, text, words):
                body = body[:-1]
            elif (
                body
                and not body.endswith(("• ", "-", "/"))
                or body.endswith("-")
                and text[:1].isalpha()
                and body[-2:-1] in (" ", "")
            ):
                body += " "
            if not marks or marks[-1][1] != page:
                marks.append((start + len(body), page))
            body += text
        body = body.removesuffix(_SOFT_HYPHEN)
        if not body.removeprefix("• "):
            continue
        parts.append(body)
        offset = start + len(body)
        blocks.append(Block(start, offset, draft.kind, draft.number, draft.level, draft.size, draft.bold))
        offset += 1
    return Flow("\n".join(parts), tuple(blocks), tuple(marks))


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"([^\W\d_]+)-$")


def _words(drafts: list[_Draft]) -> frozenset[str]:
    """The words within the lines of a text, in lower case."""
    return frozenset(word for draft in drafts for text, _ in draft.pieces for word in _WORD.findall(text.lower()))


def _is_torn(before: str, after: str, words: Callable[[], frozenset[str]]) -> bool:
    """Whether a hyphen at the end of a line tears a word that the text elsewhere writes as one."""
    first, last = _LAST_WORD.search(before[-40:]), _WORD.match(after)
    if first is None or last is None or not last[0].islower():
        return False
    left, right = first[1].lower(), last[0]
    return left + right in words() and f"{left}-{right}" not in words()
