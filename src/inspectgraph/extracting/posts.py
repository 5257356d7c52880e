"""Since when a post is held: "has been in post since", "the appointment of a new director in"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from inspectgraph.dates import DateMention, PartialDate, find_dates
from inspectgraph.extracting import roles
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import Organisation, UnnamedPost
from inspectgraph.reading.document import Document, Span, sentence_at

RULES: dict[str, str] = {
    "posts/since": "A post, a verb such as “appointed” or “in post”, and the date right after it.",
    "posts/appointment": "“The appointment of” or “the arrival of” a post, or “became” a post, and the date right after the post.",
    "posts/own-appointment": "“Her appointment in”: the post is the one that the sentence speaks of.",
    "posts/in-date": "A date that opens the sentence, and a post to which somebody was then appointed.",
    "posts/new": "A post of which the text says without a date that its holder is new, acting or interim.",
}

_RANKS = (
    r"interim|acting|executive|corporate|strategic|statutory|deputy|assistant|joint|service|independent|permanent|current|new|newly|"
    r"recently|appointed|previous|former|outgoing|substantive|experienced|statutory|lead|senior|specialist|designated|adoption|team|fostering|"
    r"divisional|virtual|principal|programme|group|operational|first|board|lscb|safeguarding|children|children's|local authority|local|service"
)
#: Words with which the words after a post go on to say something else.
_STOP = (
    r"in|since|on|at|has|have|had|was|were|is|are|be|being|who|which|that|from|took|take|takes|taken|joined|became|as|by|with|also|left|"
    r"resigned|appointed|initially|started|commenced|but|to|when|following|after|during|until|left|under|he|she|they|although|,|"
    r"and\s+(?:a|an|the|two|three|four|assistant|deputy|head|chief|director|lead|interim|permanent|new|service|more|other|senior|has|is|was|subsequent|leader)"
)
_WORD = rf"(?!(?:{_STOP})\b)[\w'&-]+"
_OF = rf"(?:\s+(?:of|for)(?: (?:the|this|its))?(?: {_WORD}){{1,7}}(?:, {_WORD}(?: {_WORD})?(?=,| and\b))*(?: {_WORD}){{0,4}})"
ROLE = re.compile(
    rf"\b(?P<title>(?:(?:{_RANKS}),?\s+){{0,6}}(?:"
    rf"directors?{_OF}?|dcs|chief\s+executives?(?:\s+officers?)?|managing\s+directors?(?:\s+at\s+chief\s+executive\s+level)?"
    rf"|(?:lscb\s+|board\s+|cdop\s+)?chair(?:man|woman|person)?s?\b{_OF}?|(?:lead\s+|cabinet\s+)(?:council\s+)?members?{_OF}?|portfolio\s+holders?{_OF}?"
    rf"|leaders?\s+of\s+the\s+council|council\s+leaders?|head(?:\s+of\s+(?!(?:{_STOP})\b)[\w']+(?:\s+(?!(?:{_STOP})\b)[\w'&-]+){{0,5}}|\s*-?\s*teachers?\b)"
    rf"|(?:[\w'-]+\s+){{0,2}}manager\b|designated\s+(?:doctors?|nurses?|officers?)|principal\s+social\s+workers?|headteachers?"
    rf"|director\s+posts?|improvement\s+advis[eo]rs?)"
    rf"(?:\s+posts?\b)?)(?P<abbreviation>\s*\([A-Z]{{2,6}}\))?",
    re.IGNORECASE,
)
_START = r"in\s+(?:post|role|position)|in\s+(?:the|this|his|her|their)\s+(?:post|role|position)|appointed|confirmed|(?:t(?:ook|akes?|aken|aking)|assumed)\s+up|joined|(?:came|stepped)\s+into|started|commenced|arrived|recruited"
_LEAD_IN = r"(?:since|in|on|from|at\s+the\s+(?:end|start|beginning)\s+of|in\s+the\s+(?:spring|summer|autumn|winter)(?:\s+of)?|(?:in\s+)?(?:early|late|mid|autumn|spring|summer|winter)|during|\()\s*-?$"
_TAIL = r"(?:(?!\b(?:and|following|after|before|prior|until|report|judged|evaluated|inspection)\b)[^.;()])"
_SUBJECT = re.compile(rf"\b(?P<verb>{_START})\b{_TAIL}{{0,60}}?\b{_LEAD_IN}", re.IGNORECASE)
_OWN = re.compile(rf"\b(?:his|her|their|the\s+post\s*holder's)\s+(?:appointment|arrival)\s+{_LEAD_IN}", re.IGNORECASE)
_AFTER_ROLE = re.compile(rf"\s*(?:\([A-Z]+\)\s*)?,?\s*{_LEAD_IN}", re.IGNORECASE)
_SINCE_ONLY = re.compile(r"\s*(?:\([A-Z]+\)\s*)?since\s+$", re.IGNORECASE)
_BRINGS = re.compile(r"\b(?:appointments?|arrival|recruitment)\s+(?:of|to)\b|\bappoint(?:ed|ing)\b|\bbecame\b|\brecruited\b|\bappointed\s+as\b|\bsecured\b", re.IGNORECASE)
_BECAME = re.compile(r"\b(?:became|appointed\s+(?:as|to)|promoted\s+to)\s+(?:the\s+|a\s+|an\s+)?$", re.IGNORECASE)
_OPENS = re.compile(r"\s*(?:more\s+recently,?\s+)?(?:in|since|on|from)\s+(?:early\s+|late\s+)?$", re.IGNORECASE)
_THEN = re.compile(rf"[^.;]{{0,110}}?\b(?:appointed|took\s+up|joined|came\s+into\s+post|became|stepped\s+into|(?:started|commenced)\s+in)\b", re.IGNORECASE)
_JOINED = re.compile(r"(?:\s*\([A-Z]+\))?\s*,?\s*(?:and|or)\s+(?:(?:a|an|the|two|three|four|another)\s+)?", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:He|She|They|The post\s*holder)\b")
_CANDIDATE = re.compile(rf"\b(?:{_START}|appointments?\s+(?:of|to)|arrival|became|appointment\s+in)\b", re.IGNORECASE)
_NOT_OWN = re.compile(r"\b(?:school|nursery|commissioner|care\s+home|registered\s+manager)s?\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:previous|former|outgoing)\b", re.IGNORECASE)
_NEW_IN_ROLE = re.compile(r",?\s+(?:although|while|who\s+is)?\s*(?:relatively\s+|very\s+)?new\s+(?:in|to)\s+(?:the|his|her|their|this)\s+(?:role|post)", re.IGNORECASE)
_HIGHER = re.compile(r"\b(?:executive|corporate|strategic|dcs)\b|children'?s'?\s+(?:and\s+\w+\s+)?services|children\s+services|children\s+and\s+young|director\s+(?:of|for)\s+children(?:'s)?\s*$|social\s+care", re.IGNORECASE)
_BARE_CHAIR = re.compile(r"(?:[\w']+,?\s+)*chair(?:man|woman|person)?s?(?:\s+of\s+the\s+board)?", re.IGNORECASE)
_ANY_BOARD = re.compile(r"safeguarding|lscb|\bscb\b|\bboard\b", re.IGNORECASE)
_OTHER_BOARD = re.compile(r"adult|cdop|overview|wellbeing|well-being|improvement|corporate\s+parent|panel|committee|trust|group|conference|governor|scrutiny|forum|partnership", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A post as a sentence names it."""

    slug: str
    title: str
    start: int
    end: int


def _mentions(document: Document, span: Span, board: bool) -> list[_Mention]:
    found: list[_Mention] = []
    for match in ROLE.finditer(document.text, span.start, span.end):
        title = re.sub(r"\s+", " ", match["title"])
        if _NOT_OWN.search(title):
            continue
        slug = _slug(title + (match["abbreviation"] or ""), board)
        if slug == "other" and re.fullmatch(r"(?:[\w']+,? )*directors?", title, re.IGNORECASE) and any(m.slug == "dcs" for m in found):
            slug = "other" if re.search(r"assistant|deputy|service", title, re.IGNORECASE) else "dcs"
        found.append(_Mention(slug, title, match.start("title"), match.end()))
    return found


def _slug(title: str, board: bool) -> str:
    """The role of a title in running text, where "director" alone is one of several and "chair" the board's."""
    if re.search(r"chair", title, re.IGNORECASE):
        if _OTHER_BOARD.search(re.sub(r"safeguarding\s+(?:children'?s?\s+)?partnership", "", title, flags=re.IGNORECASE)):
            return "other"
        return "lscb-chair" if board and _BARE_CHAIR.fullmatch(title) or _ANY_BOARD.search(title) else "other"
    slug = roles.role_slug(re.sub(r"\b(?:service|programme)(?=\s+director)", "assistant", title, flags=re.IGNORECASE))
    if slug == "dcs" and not _HIGHER.search(title) or slug == "health":
        return "other" if slug == "dcs" or not re.search(r"doctor|nurse", title, re.IGNORECASE) else "health"
    return slug


def _with_partners(mention: _Mention, all_mentions: Sequence[_Mention], text: str) -> list[_Mention]:
    """A post with those before it that share its verb: "a new chief executive and lead member were appointed"."""
    taken = [mention]
    for other in reversed([one for one in all_mentions if one.end <= mention.start]):
        if not _JOINED.fullmatch(text, other.end, taken[-1].start):
            break
        taken.append(other)
    return taken


def _held_since(document: Document, sentence: Span, date: DateMention, mentions: list[_Mention], before: list[_Mention]) -> list[tuple[_Mention, str]]:
    """The posts to which a date belongs, with the rule for each."""
    text = document.text
    lead = text[sentence.start : date.first]
    earlier = [one for one in mentions if one.end <= date.first]
    if earlier and _AFTER_ROLE.fullmatch(text, earlier[-1].end, date.first):
        last = earlier[-1]
        if _BECAME.search(text, sentence.start, last.start) or _BRINGS.search(text, sentence.start, last.end):
            group = [last] if _BECAME.search(text, sentence.start, last.start) else _with_partners(last, earlier, text)
            return [(one, "posts/appointment") for one in group]
        if _SINCE_ONLY.fullmatch(text, earlier[-1].end, date.first) and re.search(r"in\s+post", lead):
            return [(last, "posts/since")]
    if own := _OWN.search(lead):
        nearest = [one for one in mentions if one.end <= sentence.start + own.start()][-1:] or [one for one in mentions if one.start >= date.last][:1]
        return [(one, "posts/own-appointment") for one in nearest]
    verb = None
    for match in _SUBJECT.finditer(lead):
        verb = match
    if verb is not None:
        at = sentence.start + verb.start()
        subjects = [one for one in mentions if one.end <= at + 1 and at - one.end <= 130]
        if not subjects and _PRONOUN.match(text, sentence.start):
            subjects = before[-1:]
        if subjects and not any(one.start >= at for one in earlier):
            return [(one, "posts/since") for one in _with_partners(subjects[-1], subjects, text)]
    if _OPENS.fullmatch(lead):
        for one in mentions:
            if one.start >= date.last:
                then = _THEN.match(text, one.end, sentence.end)
                if then is None:
                    continue
                if then.group().lower().endswith("became"):
                    return [(other, "posts/in-date") for other in mentions if other.start >= then.end()][:1]
                if re.search(r"\bresign|\bleft\b|\breplac", then.group(), re.IGNORECASE):
                    continue
                return [(one, "posts/in-date")]
    return []


_BOARD_NAMED = re.compile(r"\blscb\b|safeguarding\s+(?:children'?s?'?\s+)?board", re.IGNORECASE)


def _board_spans(sections: Sequence[Section]) -> list[Span]:
    """Where a chair without more is the safeguarding board's: its own sections, and the list of who is in post."""
    return [section.span for section in sections if section.board or section.key == "area-information"]


def _speaks_of_board(document: Document, span: Span, boards: Sequence[Span]) -> bool:
    block = document.block_at(span.start)
    return any(span.start in board for board in boards) or bool(_BOARD_NAMED.search(document.text, block.start, block.end))


def find_tenures(document: Document, sections: Sequence[Section], authority: str | None, authority_name: str) -> tuple[UnnamedPost, ...]:
    """Every statement that says since when a post is held, or that its holder is new, whoever holds it.

    Returns:
        One for each post and start, in the order of the text; a month and its year are one start.
    """
    if authority is None:
        return ()
    boards = _board_spans(sections)
    found: list[UnnamedPost] = []
    done: set[int] = set()
    for candidate in _CANDIDATE.finditer(document.text):
        sentence = sentence_at(document, Span(candidate.start(), candidate.end()))
        if sentence.start in done or sentence.end - sentence.start > 900:
            continue
        done.add(sentence.start)
        board = _speaks_of_board(document, sentence, boards)
        mentions = _mentions(document, sentence, board)
        dates = [date for date in find_dates(document.text, sentence.start, sentence.end, years=True) if date.end is None]
        if not dates:
            continue
        block = document.block_at(sentence.start)
        before = _mentions(document, Span(block.start, sentence.start), board) if _PRONOUN.match(document.text, sentence.start) else []
        for date in dates:
            for mention, rule in _held_since(document, sentence, date, mentions, before):
                span = Span(min(mention.start, date.first), max(mention.end, date.last))
                found.append(UnnamedPost(mention.slug, mention.title, _seat(mention, authority, authority_name), rule, (span,), date.start))
    return _merged(found) + _undated(document, boards, found, authority, authority_name)


def _seat(mention: _Mention, authority: str, authority_name: str) -> Organisation:
    if mention.slug == "lscb-chair":
        return Organisation("board", authority, "Local Safeguarding Children Board")
    return Organisation("authority", authority, authority_name or authority)


def _same_title(one: str, other: str) -> bool:
    return re.sub(rf"\b(?:{_RANKS})\b|[\W]", "", one.lower()) == re.sub(rf"\b(?:{_RANKS})\b|[\W]", "", other.lower())


def _merged(found: Sequence[UnnamedPost]) -> tuple[UnnamedPost, ...]:
    """One statement for each post and start; the more precise of two dates that agree."""
    kept: list[UnnamedPost] = []
    for post in found:
        for position, other in enumerate(kept):
            assert post.start is not None and other.start is not None
            if post.role == other.role and post.start.agrees(other.start) and (post.role != "other" or _same_title(post.title, other.title)):
                better = post if len(str(post.start)) > len(str(other.start)) else other
                spans = tuple(dict.fromkeys((*other.spans, *post.spans)))
                kept[position] = replace(better, spans=spans)
                break
        else:
            kept.append(post)
    return tuple(kept)


_KEY_ROLES = frozenset({"dcs", "chief-executive", "lead-member", "council-leader", "lscb-chair"})


def _undated(document: Document, boards: list[Span], dated: Sequence[UnnamedPost], authority: str, authority_name: str) -> tuple[UnnamedPost, ...]:
    """Posts whose holder is called new, acting or interim, once for each post."""
    kept: dict[str, UnnamedPost] = {}
    proven = [span for post in dated for span in post.spans]
    for match in _NEW_OR_ROLE.finditer(document.text):
        span = Span(match.start(), match.end())
        if any(span in other or other in span for other in proven):
            continue
        role = ROLE.search(document.text, match.start(), match.end())
        if role is None:
            continue
        title = re.sub(r"\s+", " ", role["title"])
        slug = _slug(title, _speaks_of_board(document, span, boards))
        if slug in _KEY_ROLES and slug not in kept:
            mention = _Mention(slug, title, role.start("title"), role.end())
            kept[slug] = UnnamedPost(slug, title, _seat(mention, authority, authority_name), "posts/new", (span,))
    return tuple(kept.values())


_NEW_OR_ROLE = re.compile(
    rf"\b(?:interim|acting|new(?:ly\s+appointed)?|recently\s+appointed)\s+{ROLE.pattern.replace('(?P<title>', '(?:').replace('(?P<abbreviation>', '(?:')}"
    rf"|\b(?:lead\s+member|chief\s+executive|dcs|chair)[\w' ()]{{0,40}}{_NEW_IN_ROLE.pattern}",
    re.IGNORECASE,
)


_FOR_A_TIME = re.compile(r"\b(?:interim|acting)\b", re.IGNORECASE)


def latest_start(posts: Sequence[UnnamedPost], role: str, title: str) -> tuple[PartialDate, Span] | None:
    """When the present holder of a post began, after all that a document says of it.

    Args:
        posts: What `find_tenures` gave.
        role: Slug of the post.
        title: The holder's; who holds it not as interim did not begin when an interim one was appointed.

    Returns:
        The latest start that is not a former holder's, and the words for it.
    """
    dated = [
        (post.start, post.spans[0])
        for post in posts
        if post.role == role
        and post.start is not None
        and not _PAST.search(post.title)
        and (_FOR_A_TIME.search(title) or not _FOR_A_TIME.search(post.title))
    ]
    return max(dated, key=lambda pair: pair[0]) if dated else None
