"""The sections of a report: which heading governs which part of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inspectgraph.extracting.grades import GRADE
from inspectgraph.reading.document import Block, Document, Span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    Attributes:
        key: What the section is for, `improve`, `findings`, `area-information`, `front` and others.
        area: Slug of the area that it judges; `None` where it judges none.
        board: Whether it belongs to the review of the Local Safeguarding Children Board.
        heading: Span of the heading; empty for the text before the first heading.
        span: Heading and text.
    """

    key: str
    area: str | None
    board: bool
    heading: Span
    span: Span


#: Where a heading starts, its key, its area and its span.
_Mark = tuple[int, str, str | None, Span]

_GRADE_AFTER = (
    r"\s*(?::|–|-)?\s*(?:is|are|that\s+it\s+is|is\s+that\s+it\s+is|is\s+that\s+it|that\s+it)?\s*:?\s*"
    rf"(?:grade\s+\d\s*[(:–-]?\s*)?{GRADE}\)?"
)
_TAIL = rf"(?:{_GRADE_AFTER})?\.?"


def _heading(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:section\s+\d:?\s*)?{pattern}{_TAIL}\??\s*", re.IGNORECASE)


_JUDGEMENT = r"(?:the\s+graded\s+judge?ments?\s+(?:about|for|of|on)\s+)?(?:the\s+)?"

#: Pattern, key, area. The first that matches the whole heading counts.
_HEADINGS: tuple[tuple[re.Pattern[str], str, str | None], ...] = tuple(
    (_heading(pattern), key, area)
    for pattern, key, area in (
        (r"contents", "contents", None),
        (_JUDGEMENT + r"experiences?\s+and\s+progress\s+of\s+children\s+who\s+need\s+help\s+and\s+protection", "findings", "help-and-protection"),
        (_JUDGEMENT + r"experiences?\s+and\s+progress\s+of\s+children\s+looked\s+after\s+and\s+achieving\s+permanence", "findings", "children-in-care"),
        (_JUDGEMENT + r"experiences?\s+and\s+progress\s+of\s+children\s+in\s+care\s+and\s+care\s+leavers", "findings", "children-in-care-and-care-leavers"),
        (_JUDGEMENT + r"experiences?\s+and\s+progress\s+of\s+children\s+in\s+care", "findings", "children-in-care"),
        (_JUDGEMENT + r"experiences?\s+and\s+progress\s+of\s+care\s+leavers", "findings", "care-leavers"),
        (_JUDGEMENT + r"(?:adoption\s+performance|performance\s+of\s+adoption)", "findings", "adoption"),
        (_JUDGEMENT + r"impact\s+of\s+leaders\s+on\s+social\s+work\s+practice\s+with\s+children\s+and\s+families", "findings", "leadership"),
        (_JUDGEMENT + r"leadership,\s+management\s+and\s+governance", "findings", "leadership"),
        (r"leadership\s+and\s+management", "findings", "leadership"),
        (r"the\s+inspection\s+outcomes?:\s+safeguarding(?:\s+services)?|safeguarding\s+services", "findings", "safeguarding"),
        (r"(?:the\s+inspection\s+outcomes?:\s+)?services\s+for\s+looked\s+after\s+children(?:\s+and\s+care\s+leavers)?", "findings", "looked-after-children"),
        (r"safeguarding\s+outcomes\s+for\s+children\s+and\s+young\s+people", "findings", "outcomes"),
        (r"how\s+good\s+are\s+(?:the\s+)?outcomes\s+for\s+looked\s+after\s+children.*", "findings", "outcomes"),
        (r"capacity\s+(?:to|for)\s+improve(?:ment)?", "findings", "capacity-to-improve"),
        (r"outcomes\s+for\s+looked\s+after\s+children\s+and\s+young\s+people", "findings", "outcomes"),
        (r"quality\s+of\s+provision", "findings", "quality-of-provision"),
        (r"(?:the\s+)?quality\s+of\s+practice\s+experienced\s+by\s+.+", "findings", "quality-of-practice"),
        (r"(?:the\s+)?effectiveness\s+of\s+the\s+help\s+and\s+protection\s+.+", "findings", "help-and-protection"),
        (r"overall\s+effectiveness(?:\s+of\s+.+)?", "findings", "overall"),
        (r"executive\s+summary|summary|summary\s+of\s+(?:key\s+)?findings|headline\s+findings|main\s+findings|overview", "summary", None),
        (r"(?:key\s+)?findings|findings\s+and\s+evaluation\s+of\s+progress", "findings", None),
        (r"areas?\s+covered\s+by\s+the\s+(?:\w+\s+)?visit", "inspection-information", None),
        (r"what\s+does\s+the\s+area\s+partnership\s+need\s+to\s+do\s+better", "weaknesses", None),
        (r"what\s+(?:do|does)\s+(?:the\s+)?(?:local\s+authority|authority|lscb|board|local\s+safeguarding\s+children\s+board|area\s+partnership|partnership|[\w' ]+?)\s+need\s+to\s+(?:improve|do\s+better)", "improve", None),
        (r"what\s+needs\s+to\s+(?:improve|be\s+better)(?:\s+in\s+this\s+(?:local\s+area|area\s+of\s+[\w' ]+))?", "improve", None),
        (r"priorities\s+for\s+(?:further\s+)?improvement", "improve", None),
        (r"recommendations?(?:\s+for\s+the\s+lscb)?|areas\s+for\s+(?:development|improvement|priority\s+action)|(?:areas\s+for\s+)?(?:priority|immediate)(?:\s+(?:and|or)\s+(?:immediate|priority))?\s+actions?", "improve", None),
        (r"(?:key\s+)?strengths|the\s+local\s+authority's\s+strengths|the\s+local\s+authority\s+has\s+the\s+following\s+strengths|what\s+is\s+working\s+well.*|what\s+is\s+the\s+area\s+partnership\s+doing\s+that\s+is\s+effective", "strengths", None),
        (r"progress\s+since\s+the\s+last\s+inspection", "progress", None),
        (r"summary\s+for\s+children\s+and\s+young\s+people", "summary-for-children", None),
        (r"information\s+about\s+(?:this|the)\s+local\s+authority\s+area|service\s+information|context", "area-information", None),
        (r"information\s+about\s+the\s+local\s+area\s+partnership", "area-information", None),
        (r"(?:information\s+)?about\s+(?:this|the)\s+(?:local\s+authority\s+)?inspections?(?:\s+and\s+review)?|information\s+about\s+this\s+(?:review|re-?inspection)", "inspection-information", None),
        (r"what\s+(?:the\s+)?(?:local\s+authority\s+)?(?:inspection\s+)?judge?ments?\s+mean.*|the\s+inspection\s+judge?ments\s+and\s+what\s+they\s+mean|(?:inspection\s+)?judge?ment\s+descriptors", "meanings", None),
        (r"record\s+of\s+main\s+findings.*", "record", None),
        (r"next\s+steps", "next-steps", None),
        (r"(?:practice|case)\s+study:?.*", "case-study", None),
        (r"inspection\s+(?:findings|judge?ments?)(?:\s+(?:about|–|-)\s+the\s+(?:local\s+authority|local\s+safeguarding\s+children\s+board|lscb))?", "findings", None),
        (r"the\s+local\s+authority", "authority-part", None),
        (r"(?:the\s+)?(?:effectiveness\s+of\s+)?(?:the\s+)?(?:effectiveness\s+(?:of\s+)?(?:the\s+)?)?local\s+safeguarding\s+children\s+board(?:\s+\(lscb\))?", "findings", "lscb"),
        (r"(?:the\s+)?(?:effectiveness\s+of\s+)?(?:the\s+)?lscb", "findings", "lscb"),
        (r"inspection\s+judge?ments?\s+about\s+the\s+lscb|key\s+strengths\s+and\s+weaknesses\s+of\s+the\s+lscb", "findings", "lscb"),
        (r"inspection\s+outcome", "outcome", None),
        (r"what\s+is\s+it\s+like\s+to\s+be\s+a\s+child\s+or\s+young\s+person\s+with\s+(?:send|special\s+educational\s+needs.*)\s+in\s+this\s+area", "findings", None),
        (r"local\s+area\s+partnership\s+details", "partnership-details", None),
        (r"inspection\s+team|the\s+inspection\s+team", "team", None),
    )
)  # fmt: skip

#: Aspects that the frameworks before 2012 grade; without a grade beside them the words are no heading.
_ASPECTS: tuple[tuple[re.Pattern[str], str, str | None], ...] = tuple(
    (re.compile(rf"{pattern}{_GRADE_AFTER}\.?", re.IGNORECASE), "findings", area)
    for pattern, area in (
        (r"children\s+and\s+young\s+people\s+are\s+safe\s+and\s+feel\s+safe", "outcomes"),
        (r"the\s+contribution\s+of\s+health\s+agencies\s+to\s+keeping\s+children\s+and\s+young\s+people\s+safe", "outcomes"),
        (r"leadership\s+and\s+governance", "leadership"),
        (r"(?:the\s+)?quality\s+of\s+practice", "quality-of-practice"),
        (r"being\s+healthy", "being-healthy"),
        (r"staying\s+safe", "staying-safe"),
        (r"enjoying\s+and\s+achieving", "enjoying-and-achieving"),
        (r"making\s+a\s+positive\s+contribution(?:,\s+including\s+user\s+engagement)?", "making-a-positive-contribution"),
        (r"(?:achieving\s+)?economic\s+well-?being", "economic-well-being"),
        (r"ambition\s+and\s+prioritisation", "ambition-and-prioritisation"),
        (r"performance\s+management(?:\s+and\s+quality\s+assurance)?", "performance-management"),
        (r"partnership\s+working", "partnership-working"),
        (r"equality\s+and\s+diversity", "equality-and-diversity"),
        (r"value\s+for\s+money", "value-for-money"),
    )
)  # fmt: skip

_CONTENTS_LINE = re.compile(r".*\S\s*\.*\s+\d{1,3}")
_GRADE_ONLY = re.compile(rf"(?:grade\s+\d\s*[(:–-]?\s*)?{GRADE}\)?", re.IGNORECASE)
_BOILERPLATE = re.compile(
    r"Any complaints about the inspection|The Office for Standards in Education|If you would like a copy of this document"
    r"|© Crown copyright|Piccadilly Gate|You may (?:copy|reuse)"
)
_ROW = re.compile(r"\s*(?:\d(?:\.\d)?\.?\s+)?")
_LONGEST_HEADING = 170
#: The title, the table of judgements and the summary of the first page end before this offset.
_COVER = 4000


def _kind_of(document: Document, block: Block) -> tuple[str, str | None] | None:
    """Key and area of a block that reads like a heading."""
    if block.kind in ("item", "footnote") or block.end - block.start > _LONGEST_HEADING:
        return None
    text = document.text[block.start : block.end]
    for pattern, key, area in _HEADINGS:
        if pattern.fullmatch(text):
            return key, area
    return None


def _graded_aspect(document: Document, blocks: tuple[Block, ...], position: int) -> tuple[str, str | None] | None:
    """Key and area of an aspect of the older frameworks, with its grade in the same line or in the next."""
    block = blocks[position]
    if block.kind != "text" or block.end - block.start > _LONGEST_HEADING:
        return None
    words = document.text[block.start : block.end]
    if position + 1 < len(blocks):
        below = document.quote(blocks[position + 1].span)
        words += f" {below}" if _GRADE_ONLY.fullmatch(below) else ""
    return next(((key, area) for pattern, key, area in _ASPECTS if pattern.fullmatch(words)), None)


def _in_table(document: Document, blocks: tuple[Block, ...], position: int) -> bool:
    """Whether a heading's words stand in the judgement table of the first page.

    There a grade or another area follows, never a paragraph.
    """
    if blocks[position].start > _COVER:
        return False
    for block in blocks[position + 1 : position + 3]:
        text = document.text[block.start : block.end]
        if block.kind in ("numbered", "item") and len(text) > 100 or len(text) > _LONGEST_HEADING:
            return False
        if _GRADE_ONLY.fullmatch(text):
            return True
        if (kind := _kind_of(document, block)) and kind[1] is not None:
            return bool(re.search(GRADE, text, re.IGNORECASE)) or position < 40 and document.page_at(block.start) == 1
        if block.kind != "footnote":
            return False
    return False


#: Sections that letters part by headings of their own, in smaller letters.
_PARTED = frozenset({"improve", "strengths"})


def _is_part(document: Document, mark: _Mark, block: Block, key: str) -> bool:
    """Whether a heading only parts the section above it: the letters of both tell."""
    above = document.block_at(mark[0])
    return mark[1] in _PARTED and key in ("findings", "summary", "authority-part") and 0 < block.size < above.size - 1


def _on_cover(document: Document, block: Block, area: str | None, after_cover: bool) -> bool:
    """Whether an area's name stands on the first page, where only the table of judgements has it."""
    if area is None or block.start > _COVER:
        return False
    words = document.text[block.start : block.end]
    if document.page_count > 1:
        return document.page_at(block.start) == 1
    return not after_cover and area in ("lscb", "overall") and bool(re.search(GRADE, words, re.IGNORECASE))


def find_sections(document: Document) -> tuple[Section, ...]:
    """The sections of a report in order; together they cover the whole text.

    The text before the first heading is the section `front`, what the publisher prints at the
    end of every report is `boilerplate`. From the board's own heading on, sections have
    `board` set, up to the information on the inspection or the meaning of the grades.
    """
    marks: list[_Mark] = []
    contents = False
    blocks = document.blocks
    for position, block in enumerate(blocks):
        text = document.text[block.start : block.end]
        if marks and block.start > len(document.text) // 2 and _BOILERPLATE.match(text):
            if marks[-1][1] != "boilerplate":
                marks.append((block.start, "boilerplate", None, Span(block.start, block.start)))
            continue
        if contents:
            if _CONTENTS_LINE.fullmatch(text) and len(text) < _LONGEST_HEADING:
                continue
            contents = False
        kind = _kind_of(document, block) or _graded_aspect(document, blocks, position)
        if marks and marks[-1][1] == "record" and kind and kind[0] == "findings":
            continue
        if kind is None or block.kind == "numbered" and kind[0] != "findings":
            continue
        if marks and _is_part(document, marks[-1], block, kind[0]):
            continue
        if not marks and _in_table(document, blocks, position):
            continue
        numbered_below = position + 1 < len(blocks) and blocks[position + 1].kind == "numbered"
        if not numbered_below and _on_cover(document, block, kind[1], bool(marks)):
            continue
        if kind[0] == "contents":
            contents = True
        marks.append((block.start, kind[0], kind[1], block.span))
    return _assemble(document, marks)


#: Sections that end the review of the board.
_AUTHORITY_ONLY = frozenset(
    {"inspection-information", "meanings", "boilerplate", "team", "authority-part", "area-information"}
)
_BOARD_PARTS = frozenset({"findings", "improve", "summary", "strengths"})


def _assemble(document: Document, marks: list[_Mark]) -> tuple[Section, ...]:
    """Turns headings into sections that reach to the next heading."""
    end = len(document.text)
    sections: list[Section] = []
    if not marks or marks[0][0] > 0:
        sections.append(Section("front", None, False, Span(0, 0), Span(0, marks[0][0] if marks else end)))
    board = False
    last_area: str | None = None
    for position, mark in enumerate(marks):
        stop = marks[position + 1][0] if position + 1 < len(marks) else end
        words = document.quote(mark[3]).lower().strip()
        before = sections[-1] if sections else None
        board = _in_board_part(board, mark, words)
        key, area = mark[1], mark[2]
        if before and before.key == "meanings" and words in ("the local authority", "the lscb"):
            key, area, board = "meanings", None, False
        elif key == "summary" and before and before.area is not None and not board:
            key = "findings"
        if key == "findings" and area is None and not board:
            area = last_area
        last_area = area
        if area is None and board and key in _BOARD_PARTS:
            area = "lscb"
        sections.append(Section(key, area, board, mark[3], Span(mark[0], stop)))
    return tuple(sections)


def _in_board_part(board: bool, mark: _Mark, words: str) -> bool:
    """Whether a heading stands in the review of the board, given whether the one before does."""
    _, key, area, _ = mark
    named = "lscb" in words or "safeguarding children board" in words
    if area == "lscb" or named and key in ("improve", "findings", "summary"):
        return True
    return board and key not in _AUTHORITY_ONLY and area is None
