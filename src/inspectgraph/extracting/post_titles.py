"""Posts as running text names them: "the new director of children's services (DCS)", "an independent chair"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inspectgraph.extracting import roles
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import Organisation
from inspectgraph.reading.document import Document, Span

RANKS = (
    r"interim|acting|executive|corporate|strategic|statutory|deputy|assistant|joint|service|independent|permanent"
    r"|current|new|newly|"
    r"recently|appointed|previous|former|outgoing|substantive|experienced|statutory|lead|senior|specialist"
    r"|designated|adoption|team|fostering|"
    r"divisional|virtual|principal|programme|group|operational|first|board|lscb|safeguarding|children|children's"
    r"|local authority|local|service"
)
#: Words with which the words after a post go on to say something else.
_STOP = (
    r"in|since|on|at|has|have|had|was|were|is|are|be|being|who|which|that|from|took|take|takes|taken|joined|became"
    r"|as|by|with|also|left|came|arrived|held|holds|elected|recruited|confirmed|led|leads|retired|changed|"
    r"resigned|stepped|appointed|initially|started|commenced|but|to|when|following|after|during|until|left|under|he|she"
    r"|they|although|,|"
    r"and\s+(?:a|an|the|two|three|four|assistant|deputy|head|chief|director|lead|interim|permanent|new|service"
    r"|more|other|senior|has|is|was|subsequent|leader)"
)
_WORD = rf"(?!(?:{_STOP})\b)[\w'&-]+"
_OF = (
    rf"(?:\s+(?:of|for)(?: (?:the|this|its))?(?: {_WORD}){{1,7}}(?:, {_WORD}(?: {_WORD})?(?=,"
    rf"| and\b))*(?: {_WORD}){{0,4}})"
)
ROLE = re.compile(
    rf"\b(?P<title>(?:(?:{RANKS}),?\s+){{0,6}}(?:"
    rf"directors?(?:{_OF}|,?(?= (?:children|people|families)\b)(?: {_WORD}){{1,5}})?|dcs|chief\s+executives?(?:\s+officers?)?"
    rf"|managing\s+directors?(?:\s+at\s+chief\s+executive\s+level)?"
    rf"|(?:lscb\s+|board\s+|cdop\s+)?chair(?:man|woman|person)?s?\b{_OF}?|(?:lead\s+"
    rf"|cabinet\s+)(?:council\s+)?members?{_OF}?|portfolio\s+holders?{_OF}?"
    rf"|leaders?\s+of\s+the\s+council|council\s+leaders?"
    rf"|head(?:\s+of\s+(?!(?:{_STOP})\b)[\w']+(?:\s+(?!(?:{_STOP})\b)[\w'&-]+){{0,5}}|\s*-?\s*teachers?\b)"
    rf"|(?:[\w'-]+\s+){{0,2}}manager\b|designated\s+(?:doctors?|nurses?|officers?)|principal\s+social\s+workers?"
    rf"|headteachers?"
    rf"|director\s+posts?|improvement\s+advis[eo]rs?)"
    rf"(?:\s+posts?\b)?)(?P<abbreviation>\s*\([A-Z]{{2,6}}\))?",
    re.IGNORECASE,
)
_NOT_OWN = re.compile(
    r"\b(?:(?<!virtual )school|nursery|commissioner|care\s+home|registered\s+manager)s?\b", re.IGNORECASE
)
_HIGHER = re.compile(
    r"\b(?:executive|corporate|strategic|dcs)\b|children'?s'?\s+(?:and\s+\w+\s+)?services|children\s+services"
    r"|children\s+and\s+young|director\s+(?:of|for)\s+children(?:'s)?\s*$|social\s+care",
    re.IGNORECASE,
)
_BARE_CHAIR = re.compile(r"(?:[\w']+,?\s+)*chair(?:man|woman|person)?s?(?:\s+of\s+the\s+board)?", re.IGNORECASE)
_ANY_BOARD = re.compile(r"safeguarding|lscb|\bscb\b|\bboard\b", re.IGNORECASE)
_OTHER_BOARD = re.compile(
    r"adult|cdop|overview|wellbeing|well-being|improvement|corporate\s+parent|panel|committee|trust|group"
    r"|conference|governor|scrutiny|forum|partnership",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A post as a sentence names it."""

    slug: str
    title: str
    start: int
    end: int


def mentions(document: Document, span: Span, board: bool) -> list[Mention]:
    """The posts that a part of a text names.

    Args:
        document: Where it stands.
        span: The part.
        board: Whether a chair without more is the safeguarding board's there.

    Returns:
        The mentions in order.
    """
    found: list[Mention] = []
    for match in ROLE.finditer(document.text, span.start, span.end):
        title = re.sub(r"\s+", " ", match["title"])
        if _NOT_OWN.search(document.text[max(span.start, match.start() - 12) : match.start()] + title):
            continue
        slug = slug_in_text(title + (match["abbreviation"] or ""), board)
        if (
            slug == "other"
            and re.fullmatch(r"(?:[\w']+,? )*directors?", title, re.IGNORECASE)
            and any(m.slug == "dcs" for m in found)
        ):
            slug = "other" if re.search(r"assistant|deputy|service", title, re.IGNORECASE) else "dcs"
        found.append(Mention(slug, title, match.start("title"), match.end()))
    return found


def slug_in_text(title: str, board: bool) -> str:
    """The role of a title in running text, where "director" alone is one of several and "chair" the board's."""
    if re.search(r"chair", title, re.IGNORECASE):
        if _OTHER_BOARD.search(
            re.sub(r"safeguarding\s+(?:children'?s?\s+)?partnership", "", title, flags=re.IGNORECASE)
        ):
            return "other"
        return "lscb-chair" if board and _BARE_CHAIR.fullmatch(title) or _ANY_BOARD.search(title) else "other"
    slug = roles.role_slug(re.sub(r"\b(?:service|programme)(?=\s+director)", "assistant", title, flags=re.IGNORECASE))
    if slug == "dcs" and not _HIGHER.search(title) or slug == "health":
        return "other" if slug == "dcs" or not re.search(r"doctor|nurse", title, re.IGNORECASE) else "health"
    return slug


_BOARD_NAMED = re.compile(r"\blscb\b|safeguarding\s+(?:children'?s?'?\s+)?board", re.IGNORECASE)


def board_spans(sections: Sequence[Section]) -> list[Span]:
    """Where a chair without more is the safeguarding board's: its own sections, and the list of who is in post."""
    return [section.span for section in sections if section.board or section.key == "area-information"]


def speaks_of_board(document: Document, span: Span, boards: Sequence[Span]) -> bool:
    """Whether a chair without more is the safeguarding board's at a span."""
    block = document.block_at(span.start)
    return any(span.start in board for board in boards) or bool(
        _BOARD_NAMED.search(document.text, block.start, block.end)
    )


def seat(mention: Mention, authority: str, authority_name: str) -> Organisation:
    """The organisation in which a post of the authority or of its safeguarding board is."""
    if mention.slug == "lscb-chair":
        return Organisation("board", authority, "Local Safeguarding Children Board")
    return Organisation("authority", authority, authority_name or authority)
